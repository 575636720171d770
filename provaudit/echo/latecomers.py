"""Articles that belong to a story though they share too little with each of its articles: they tell what only some of these tell,
or tell it in words that are other ones at first sight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from provaudit.echo.likeness import Likeness
from provaudit.echo.matches import LIKE, ROOM, Pair
from provaudit.echo.stories import CROWD, DAYS, by_article

SHARE = 0.25  # of the statements of an article, or of the story's where they are fewer, those that both have, at least ...
ARTICLES = 0.15  # ... and how alike it is to the nearest one of them in all its words; measured, see docs/echo.md


class Latecomers:
    """Looks for them among the articles without a story. `same` are all statements with the same words by the first of them: what
    many articles print is compared once."""

    def __init__(self, groups: Sequence[Sequence[int]], same: Mapping[int, Sequence[int]], likeness: Likeness) -> None:
        self.groups, self._same, self._likeness = groups, same, likeness
        self._home = by_article(groups)
        self._fits: dict[tuple[tuple[int, ...], int], float] = {}

    def joined(self, pairs: Iterable[Pair]) -> list[list[int]]:
        """The stories with them. `pairs` are statements worth comparing."""
        grown = [list(group) for group in self.groups]
        for article, stories in sorted(self._reached(pairs).items()):
            fits = [(fit, -story) for story in stories if self._in_time(article, story) and (fit := self._fit(article, story))]
            if fits:
                grown[-max(fits)[1]].append(article)
        return sorted(sorted(group) for group in grown)

    def _reached(self, pairs: Iterable[Pair]) -> dict[int, set[int]]:
        """For each article without a story those stories that it may have something in common with."""
        outside: dict[int, set[int]] = defaultdict(set)
        stories: dict[int, set[int]] = defaultdict(set)
        for first, numbers in self._same.items():
            if len(numbers) <= CROWD:
                for number in numbers:
                    article = self._article(number)
                    if article in self._home:
                        stories[first].add(self._home[article])
                    else:
                        outside[first].add(article)
        reached: dict[int, set[int]] = defaultdict(set)
        for a, b in chain(pairs, zip(outside, outside, strict=True)):
            for article in outside.get(a, ()):
                reached[article].update(stories.get(b, ()))
            for article in outside.get(b, ()):
                reached[article].update(stories.get(a, ()))
        return reached

    def _in_time(self, article: int, story: int) -> bool:
        articles = self._likeness.corpus.articles
        day = articles[article].day
        days = [known for member in self.groups[story] if (known := articles[member].day)]
        return day is None or not days or ((max(days) - day).days <= DAYS and (day - min(days)).days <= DAYS)

    def _fit(self, article: int, story: int) -> float:
        """The share of statements that an article has in common with a story; nothing where it is too little or another matter."""
        told = self._told[article]
        if (told, story) not in self._fits:
            members = {self._told[member]: member for member in reversed(self.groups[story]) if member in self._told}
            near = max(self._likeness.articles(article, member) for member in members.values()) >= ARTICLES
            self._fits[told, story] = self._share(told, list(members)) if near else 0.0
        return self._fits[told, story]

    def _share(self, told: Sequence[int], members: Sequence[Sequence[int]]) -> float:
        theirs = {number for member in members for number in member}
        if len(theirs) > ROOM:
            return 0.0
        alike = [max((self._likeness.within(number, other), -other) for other in theirs) for number in told]
        common = len({other for score, other in alike if score >= LIKE})
        share = common / min(len(told), sum(map(len, members)) / len(members))
        return share if share >= SHARE else 0.0

    @cached_property
    def _told(self) -> dict[int, tuple[int, ...]]:
        """What each article tells, each statement as the first one with the same words."""
        found: dict[int, list[int]] = defaultdict(list)
        for first, numbers in self._same.items():
            for number in numbers:
                found[self._article(number)].append(first)
        return {article: tuple(firsts) for article, firsts in found.items()}

    def _article(self, number: int) -> int:
        return self._likeness.corpus.tellings[number].article
