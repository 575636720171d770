"""What is new in a week: open findings that neither the week before nor the newsroom's baseline file has."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, Any

from provaudit.weekly.frames import Frames, written
from provaudit.weekly.report import New, News

if TYPE_CHECKING:
    import pandas as pd

LEVELS = {"error": 0, "warning": 1, "note": 2}


def news(frames: Frames, baseline: Set[str] | None, most: int) -> News | None:
    """The week against its baseline; None where there is neither a week before nor a file. `baseline` are its fingerprints."""
    compared = bool((frames.trend["week"] == str(frames.week.before())).any())
    if not compared and baseline is None:
        return None
    before, found = set(frames.stood_before), frames.standing
    fresh = found[~found["fingerprint"].isin(before | (baseline or set()))]
    rows = _rows(fresh, frames)
    return News(
        findings=len(fresh),
        articles=int(fresh["audit"].nunique()),
        known=len(found) - len(fresh),
        week_before=len(before) if compared else None,
        gone=len(before - set(found["fingerprint"])) if compared else None,
        baseline=None if baseline is None else len(baseline),
        baseline_gone=None if baseline is None else len(baseline - frames.fingerprints),
        rows=rows[:most],
        more=len(rows[most:]),
    )


def _rows(fresh: pd.DataFrame, frames: Frames) -> tuple[New, ...]:
    """One for each rule and article, worst first; of the same level those first that are new to their publisher."""
    audits = frames.audits.set_index("key")[["article", "title", "publisher"]].to_dict("index")
    was = frames.findings[frames.findings["suppressed"].isna() & (frames.findings["week"] == str(frames.week.before()))]
    before = was.assign(publisher=was["publisher"].fillna("")).groupby(["publisher", "rule"])["findings"].sum().to_dict()
    counted = fresh.groupby(["audit", "rule"]).size().to_dict()
    made = []
    for first in fresh.drop_duplicates(["audit", "rule"]).to_dict("records"):
        audit, rule, article = first["audit"], first["rule"], audits[first["audit"]]
        publisher, title = written(article["publisher"]), written(article["title"])
        number, was_before = int(counted[audit, rule]), int(before.get((publisher or "", rule), 0))
        made.append(New(rule, first["level"], audit, article["article"], title, publisher, number, first["words"], was_before))
    return tuple(sorted(made, key=_order))


def _order(one: New) -> tuple[Any, ...]:
    return LEVELS.get(one.level, len(LEVELS)), one.before > 0, -one.findings, one.rule, one.publisher or "", one.article, one.key
