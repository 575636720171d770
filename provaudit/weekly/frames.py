"""The rows of a store that a week's report needs, as pandas frames: all of the week, sums of the weeks before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provaudit.errors import UsageError
from provaudit.store.database import Store
from provaudit.weekly.week import Week

if TYPE_CHECKING:
    import pandas as pd

WEEKS = 8  # in the trend, the week itself included

AUDITS = """
    SELECT key, article, publisher, title, byline, section, published, url, statements, attributed, own_voice, named,
           unnamed_with_reason, relayed, directness_sum, independent_origins, errors, warnings, notes, suppressed,
           provaudit, pack || ' (' || pack_hash || ')' AS pack, models
    FROM audits WHERE week = ? ORDER BY published, publisher, article, key"""
SAID = """
    SELECT s.audit, s.origin, s.origin_naming, s.reason, s.directness, s.grade
    FROM audits JOIN statements AS s ON s.audit = key WHERE week = ? AND s.hops > 0"""
OUTLETS = """
    SELECT l.audit, publisher, l.statement, l.entity
    FROM audits JOIN links AS l ON l.audit = key WHERE week = ? AND l.kind = 'outlet'"""
FINDINGS = """
    SELECT week, publisher, f.rule, f.level, f.suppressed, count(*) AS findings
    FROM audits JOIN findings AS f ON f.audit = key WHERE week IN (?, ?)
    GROUP BY week, publisher, f.rule, f.level, f.suppressed"""
STANDING = """
    SELECT f.audit, f.number, f.rule, f.level, f.words, f.fingerprint
    FROM audits JOIN findings AS f ON f.audit = key WHERE week = ? AND f.suppressed IS NULL ORDER BY f.audit, f.number"""
STOOD = "SELECT f.fingerprint FROM audits JOIN findings AS f ON f.audit = key WHERE week = ? AND f.suppressed IS NULL"
FINGERPRINTS = "SELECT f.fingerprint FROM audits JOIN findings AS f ON f.audit = key WHERE week BETWEEN ? AND ?"
TREND = """
    SELECT week, count(*) AS articles, sum(statements) AS statements, sum(attributed) AS attributed, sum(own_voice) AS own_voice,
           sum(named) AS named, sum(unnamed_with_reason) AS unnamed_with_reason, sum(relayed) AS relayed,
           sum(directness_sum) AS directness_sum, sum(errors) AS errors, sum(warnings) AS warnings, sum(notes) AS notes,
           sum(suppressed) AS suppressed
    FROM audits WHERE week BETWEEN ? AND ? GROUP BY week ORDER BY week"""


@dataclass(frozen=True, slots=True)
class Frames:
    """The rows. `said` are the attributed statements, `outlets` the links that are outlets, `trend` sums by week.

    `standing` are the findings of the week that nobody suppressed; fingerprints: those of the week before that stood
    (`stood_before`), and, where it was asked for, of everything found in the weeks of the trend (`fingerprints`).
    """

    week: Week
    audits: pd.DataFrame
    said: pd.DataFrame
    outlets: pd.DataFrame
    findings: pd.DataFrame
    standing: pd.DataFrame
    stood_before: frozenset[str]
    fingerprints: frozenset[str]
    trend: pd.DataFrame
    undated: int


def require() -> None:
    """Raises UsageError where pandas is not installed: to be told before an hour of auditing, not after it."""
    try:
        import pandas  # noqa: F401 - asked for, not used
    except ImportError as error:
        raise UsageError("the weekly report needs pandas", hint="pip install 'provaudit[weekly]'") from error


def load(store: Store, week: Week, *, baseline: bool) -> Frames:
    """The frames of one week; `baseline` asks for all fingerprints of the trend, to compare a file with.

    Raises UsageError where pandas is not installed.
    """
    require()
    import pandas as pd

    def ask(query: str, *values: str) -> pd.DataFrame:
        return pd.read_sql_query(query, store.connection, params=values)

    def names(query: str, *values: str) -> frozenset[str]:
        return frozenset(name for (name,) in store.connection.execute(query, values))

    now, before, first = str(week), str(week.before()), str(week.before(WEEKS - 1))
    said = ask(SAID, now)
    for name in ("origin_naming", "grade"):
        said[name] = said[name].astype("category")
    return Frames(
        week,
        ask(AUDITS, now),
        said,
        ask(OUTLETS, now),
        ask(FINDINGS, before, now),
        ask(STANDING, now),
        names(STOOD, before),
        names(FINGERPRINTS, first, now) if baseline else frozenset(),
        ask(TREND, first, now),
        store.weeks().get(None, 0),
    )


def written(cell: object) -> str | None:
    """The words of a cell; None where pandas has NaN for what is not there."""
    return cell if isinstance(cell, str) else None
