"""Makes the report of a week out of a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from provaudit.checks import baseline, suppressions
from provaudit.checks.baseline import Baseline
from provaudit.checks.suppressions import Suppression
from provaudit.echo.report import Echo
from provaudit.errors import UsageError
from provaudit.store.database import Store
from provaudit.weekly import attention, frames, news, tables
from provaudit.weekly.echoes import echoes
from provaudit.weekly.report import Ending, Weekly
from provaudit.weekly.week import Week

if TYPE_CHECKING:
    from provaudit.api import Auditor

TEN = 10
SOON = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a newsroom knows beside its audits: the suppressions in force, its baseline, the names of its rules by id."""

    suppressions: tuple[Suppression, ...] = ()
    baseline: Baseline | None = None
    rule_names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, auditor: Auditor) -> Desk:
        """As the settings of the auditor say. Raises UsageError, RuleError for a mistake in a file or in the pack."""
        accepted, known = auditor.settings.suppressions, auditor.settings.baseline
        return cls(
            suppressions.load(accepted) if accepted else (),
            baseline.load(known) if known else None,
            {compiled.rule.id: compiled.rule.name for compiled in auditor.pack.finding},
        )


NOBODY = Desk()


def latest(store: Store) -> Week:
    """The last week that has articles. Raises UsageError where no article has a date."""
    weeks = [week for week in store.weeks() if week]
    if not weeks:
        raise UsageError("no article has a date", where="--week", hint="say which week, or give the articles dates")
    return Week.parse(weeks[-1])


def build(store: Store, week: Week, by: str = "outlet", undated: int = 0, desk: Desk = NOBODY, echo: Echo | None = None) -> Weekly:
    """The report of one week, by `outlet`, `desk` or `author`; the same for the same audits, in whatever order they came.

    `undated` articles were left out beside those that the store has without a date; `echo` is what came out when the week's
    articles were compared.
    """
    rows = frames.load(store, week, baseline=desk.baseline is not None)
    trend, rules = tables.trend(rows), tables.rules(rows)
    return Weekly(
        week=str(week),
        first_day=week.monday.isoformat(),
        last_day=week.sunday.isoformat(),
        by=by,
        figures=tables.whole(rows),
        before=next((one.figures for one in trend if one.week == str(week.before())), None),
        trend=trend,
        grades=tables.grades(rows),
        groups=tables.groups(rows, by),
        rules=rules,
        rule_names={count.rule: desk.rule_names[count.rule] for count in rules if count.rule in desk.rule_names},
        news=news.news(rows, desk.baseline.known.keys() if desk.baseline else None, 3 * TEN),
        look=attention.look(rows, TEN),
        descriptions=tables.descriptions(rows, TEN),
        reasons=tables.reasons(rows, TEN),
        outlets=tables.outlets(rows, TEN),
        shared_origins=tables.shared_origins(rows, TEN),
        single_origin=tables.single_origin(rows, TEN),
        suppressed=tables.suppressed(rows),
        ending=_ending(desk.suppressions, week),
        relays=tables.relays(rows, 3 * TEN),
        echo=echoes(echo, TEN) if echo else None,
        undated=rows.undated + undated,
        versions=tables.versions(rows),
    )


def _ending(entries: tuple[Suppression, ...], week: Week) -> tuple[Ending, ...]:
    """Those that end in the week or in the four weeks after it, soonest first."""
    return tuple(
        Ending(entry.rule or entry.fingerprint or "", entry.who, entry.why, entry.until.isoformat())
        for entry in sorted((e for e in entries if e.until), key=lambda e: (e.until, e.rule or "", e.who))
        if entry.until and week.monday <= entry.until <= week.sunday + SOON
    )
