"""Articles that belong to a story though they share too little with each of its articles: they tell what only some of these tell,
or tell it in words that are other ones at first sight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from provaudit.echo.likeness import Likeness
from provaudit.echo.matches import LIKE, Pair
from provaudit.echo.stories import by_article, near

SHARE = 0.25  # of the statements that the shorter one of article and story has, those in common, at least ...
ARTICLES = 0.15  # ... and of the article and the nearest one of the story; measured, see docs/echo.md


def with_latecomers(groups: Sequence[Sequence[int]], pairs: Iterable[Pair], likeness: Likeness) -> list[list[int]]:
    """The stories, and in each those articles without one that tell enough of it. `pairs` are statements worth comparing."""
    tellings = likeness.corpus.tellings
    home = by_article(groups)
    told: dict[int, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        told[telling.article].append(number)
    reached: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        one, other = tellings[a].article, tellings[b].article
        if (one in home) != (other in home):
            article, member = (other, one) if one in home else (one, other)
            reached[article].add(home[member])
    grown = [list(group) for group in groups]
    for article, stories in sorted(reached.items()):
        fits = [(fit, -story) for story in stories if (fit := _fit(article, groups[story], told, likeness))]
        if fits:
            grown[-max(fits)[1]].append(article)
    return sorted(sorted(group) for group in grown)


def _fit(article: int, group: Sequence[int], told: dict[int, list[int]], likeness: Likeness) -> float:
    """How much of the story the article tells; nothing where it is too little or another matter."""
    if not all(near(likeness, article, member) for member in group):
        return 0.0
    if max(likeness.articles(article, member) for member in group) < ARTICLES:
        return 0.0
    common = set()
    for number in told[article]:
        alike = [(likeness.within(number, other), -other) for member in group for other in told[member]]
        best = max(alike, default=(0.0, 0))
        if best[0] >= LIKE:
            common.add(best[1])
    length = min(len(told[article]), sum(len(told[member]) for member in group) / len(group))
    share = len(common) / length if length else 0.0
    return share if share >= SHARE else 0.0
