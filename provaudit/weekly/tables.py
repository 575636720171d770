"""The tables of a week's report, each a function of the frames, with ties in the order of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provaudit.weekly.frames import Frames, written
from provaudit.weekly.report import (
    Figures,
    Group,
    Relay,
    RuleCount,
    SingleOrigin,
    Suppressed,
    Used,
    Version,
    WeekFigures,
)

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {"outlet": "publisher", "desk": "section", "author": "byline"}
SUMS = (
    "statements", "attributed", "own_voice", "named", "unnamed_with_reason", "relayed", "directness_sum", "errors", "warnings",
    "notes", "suppressed",
)  # fmt: skip
FEW = 3  # attributed statements below which one origin is nothing remarkable; articles from which on an origin is shared


def figures(sums: Any, articles: int, median: float | None) -> Figures:  # noqa: ANN401 - a pandas Series or a row
    """The figures of summed columns."""
    total = {name: int(sums[name]) for name in SUMS}
    points = total.pop("directness_sum")
    attributed = total["attributed"]
    return Figures(
        articles=articles,
        unnamed=attributed - total["named"],
        directness=round(points / attributed, 1) if attributed else None,
        median=median,
        **total,
    )


def whole(frames: Frames) -> Figures:
    """The figures of all articles of the week."""
    return figures(frames.audits[list(SUMS)].sum(), len(frames.audits), _median(frames.said["directness"]))


def trend(frames: Frames) -> tuple[WeekFigures, ...]:
    """The figures of each week of the trend that has articles."""
    return tuple(WeekFigures(row["week"], figures(row, int(row["articles"]), None)) for row in frames.trend.to_dict("records"))


def groups(frames: Frames, by: str) -> tuple[Group, ...]:
    """By outlet, desk or author: most articles first."""
    column = COLUMNS[by]
    audits = frames.audits.assign(**{column: frames.audits[column].fillna("")})
    summed = audits.groupby(column, sort=True)[list(SUMS)].sum()
    counted = audits[column].value_counts()
    owner = audits.set_index("key")[column]
    medians = frames.said.groupby(frames.said["audit"].map(owner))["directness"].median()
    made = [
        Group(name or None, figures(row, int(counted[name]), round(float(medians[name]), 1) if name in medians.index else None))
        for name, row in ((str(name), row) for name, row in summed.iterrows())
    ]
    return tuple(sorted(made, key=lambda group: (-group.figures.articles, group.name is None, group.name or "")))


def rules(frames: Frames) -> tuple[RuleCount, ...]:
    """Findings that stand by rule, this week and before; what has grown most first."""
    standing = frames.findings[frames.findings["suppressed"].isna()]
    counted = standing.groupby(["rule", "level", "week"])["findings"].sum()
    pairs = sorted({(str(rule), str(level)) for rule, level, _ in counted.index})
    now, before = str(frames.week), str(frames.week.before())
    made = [
        RuleCount(r, level, int(counted.get((r, level, now), 0)), int(counted.get((r, level, before), 0))) for r, level in pairs
    ]
    return tuple(sorted(made, key=lambda count: (count.before - count.now, count.rule)))


def suppressed(frames: Frames) -> tuple[Suppressed, ...]:
    """Findings of the week that somebody suppressed, by rule and reason."""
    kept = frames.findings[frames.findings["suppressed"].notna() & (frames.findings["week"] == str(frames.week))]
    counted = kept.groupby(["rule", "suppressed"])["findings"].sum().reset_index()
    return tuple(Suppressed(str(rule), str(reason), int(number)) for rule, reason, number in counted.itertuples(index=False))


def descriptions(frames: Frames, most: int) -> tuple[Used, ...]:
    """The words that stand for unnamed origins most often."""
    unnamed = frames.said[frames.said["origin_naming"] != "named"]
    return _used(unnamed.assign(name=unnamed["origin"].str.casefold()), frames, most)


def reasons(frames: Frames, most: int) -> tuple[Used, ...]:
    """The reasons that are given for leaving an origin unnamed, most used first."""
    given = frames.said[frames.said["reason"].notna()]
    return _used(given.assign(name=given["reason"].str.casefold()), frames, most)


def outlets(frames: Frames, most: int) -> tuple[Used, ...]:
    """The outlets that publishers take statements from."""
    links = frames.outlets.drop_duplicates(["audit", "statement", "entity"])
    return _used(links.assign(name=links["entity"], reason=None), frames, most)


def shared_origins(frames: Frames, most: int) -> tuple[Used, ...]:
    """Named origins that stand in several articles: many stories, one source."""
    named = frames.said[frames.said["origin_naming"] == "named"]
    found = [used for used in _used(named.assign(name=named["origin"]), frames, None) if used.articles >= FEW]
    return tuple(sorted(found, key=lambda used: (-used.articles, -used.statements, used.name))[:most])


def single_origin(frames: Frames, most: int) -> tuple[SingleOrigin, ...]:
    """Articles that rest on one origin with several statements, the longest first."""
    audits = frames.audits
    rows = audits[(audits["independent_origins"] == 1) & (audits["attributed"] >= FEW)]
    first = frames.said.groupby("audit")["origin"].min()
    made = [
        SingleOrigin(
            r["key"], r["article"], written(r["title"]), written(r["publisher"]), str(first[r["key"]]), int(r["attributed"])
        )
        for r in rows.to_dict("records")
    ]
    return tuple(sorted(made, key=lambda story: (-story.statements, story.publisher or "", story.article))[:most])


def relays(frames: Frames, most: int) -> tuple[Relay, ...]:
    """Which publisher takes how many statements from which outlet."""
    links = frames.outlets.dropna(subset=["publisher"]).drop_duplicates(["audit", "statement", "entity"])
    counted = links.groupby(["entity", "publisher"])["statement"].count().reset_index()
    made = [Relay(str(outlet), str(publisher), int(number)) for outlet, publisher, number in counted.itertuples(index=False)]
    return tuple(sorted(made, key=lambda relay: (-relay.statements, relay.outlet, relay.publisher))[:most])


def grades(frames: Frames) -> dict[str, int]:
    """How many attributed statements have each grade."""
    counted = frames.said["grade"].value_counts()
    return {grade: int(counted.get(grade, 0)) for grade in "ABCDEF"}


def versions(frames: Frames) -> tuple[Version, ...]:
    """What the audits were made with."""
    made = frames.audits[["provaudit", "pack", "models"]].drop_duplicates()
    return tuple(Version(*one) for one in sorted((str(a), str(b), str(c)) for a, b, c in made.itertuples(index=False)))


def _used(rows: pd.DataFrame, frames: Frames, most: int | None) -> tuple[Used, ...]:
    """Counts of `name` over statements, articles and publishers."""
    if rows.empty:
        return ()
    publishers = frames.audits.set_index("key")["publisher"].fillna("")
    by_name = rows.assign(publisher=rows["audit"].map(publishers)).groupby("name", sort=True)
    counted = by_name.agg(
        statements=("audit", "size"), articles=("audit", "nunique"), publishers=("publisher", "nunique"), reason=("reason", "count")
    )
    counted = counted.sort_values(["statements", "articles"], ascending=False, kind="stable")
    return tuple(
        Used(str(name), int(row.statements), int(row.articles), int(row.publishers), int(row.reason))
        for name, row in counted.head(most if most is not None else len(counted)).iterrows()
    )


def _median(directness: pd.Series) -> float | None:
    return round(float(directness.median()), 1) if len(directness) else None
