"""Which articles an editor should look at first, and why in a line: points that can be added up by hand."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from provaudit.formats import words
from provaudit.weekly.frames import Frames, written
from provaudit.weekly.report import Look
from provaudit.weekly.tables import FEW

ERROR, WARNING = 10, 3
UNNAMED, RELAYED, DISTANT = 30, 20, 20  # for all statements; for a part of them that part
ONE_ORIGIN, NO_SOURCE = 10, 10
LONG = 5  # statements from which on an article without any source is worth a look
METHOD = (
    f"An article’s attention is {ERROR} for each error and {WARNING} for each warning, {UNNAMED} times the share of its "
    f"attributed statements whose origin is unnamed without a reason, {RELAYED} times the share that is relayed, {DISTANT} times "
    f"the distance of its mean directness from 100 (in hundredths), {ONE_ORIGIN} where {FEW} or more statements have one origin, "
    f"and {NO_SOURCE} where {LONG} or more statements have no source at all."
)


def look(frames: Frames, most: int) -> tuple[Look, ...]:
    """The articles with most attention; those that give no cause for any are left out."""
    found = [(_reasons(row), row) for row in frames.audits.to_dict("records")]
    made = [
        Look(
            key=row["key"],
            article=row["article"],
            title=written(row["title"]),
            publisher=written(row["publisher"]),
            published=written(row["published"]),
            attention=round(float(sum(points for points, _ in reasons)), 1),
            why=tuple(said for _, said in sorted(reasons, key=lambda reason: -reason[0]))[:3],
        )
        for reasons, row in found
        if reasons
    ]
    return tuple(sorted(made, key=lambda one: (-one.attention, one.publisher or "", one.article))[:most])


def _reasons(row: Mapping[Hashable, Any]) -> list[tuple[float, str]]:
    """Points and what they are for."""
    attributed, statements = row["attributed"], row["statements"]
    reasons: list[tuple[float, str]] = []
    for level, points in (("errors", ERROR), ("warnings", WARNING)):
        if row[level]:
            reasons.append((points * row[level], words.count(row[level], f"open {level[:-1]}")))
    if not attributed:
        if statements >= LONG:
            reasons.append((NO_SOURCE, f"no source for any of {statements} statements"))
        return reasons
    bare = attributed - row["named"] - row["unnamed_with_reason"]
    of = f"of {words.count(attributed, 'attributed statement')}"
    if bare:
        reasons.append((UNNAMED * bare / attributed, f"{bare} {of} unnamed without a reason"))
    if row["relayed"]:
        reasons.append((RELAYED * row["relayed"] / attributed, f"{row['relayed']} {of} relayed"))
    mean = row["directness_sum"] / attributed
    if reasons:  # a little distance alone is no cause to look
        reasons.append((DISTANT * (100 - mean) / 100, f"mean directness {mean:.0f}"))
    if row["independent_origins"] == 1 and attributed >= FEW:
        reasons.append((ONE_ORIGIN, f"one origin for all {attributed} attributed statements"))
    return reasons
