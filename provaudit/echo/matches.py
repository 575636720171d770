"""How alike the statements of one story are by words and by meaning, and which one of each article is the best match of which."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from provaudit.echo.likeness import Likeness
from provaudit.echo.meanings import Meanings

LIKE = 0.3  # of two statements of one story that are each other's best match in their articles; measured, see docs/echo.md
SURE = 0.6  # of two statements that have better matches there
BESIDE = 0.4  # of a statement and the rest of another one that has a better match
ROOM = 400  # different statements of a story up to which all are compared

WORDS, MEANING = 0.8, 0.65  # what it counts how alike the words are, and how much two statements mean the same
MIDDLE = 0.4  # how much two statements of a story have in common in meaning that tell different things

Pair = tuple[int, int]


class Matches:
    """Compares the different statements of a story, each pair once. Two articles about one event mostly say a thing once each, so
    the best match in the other article counts for more than how alike two are."""

    def __init__(self, numbers: Sequence[int], likeness: Likeness, meanings: Meanings | None) -> None:
        self._likeness = likeness
        tellings = likeness.corpus.tellings
        self.article = {number: tellings[number].article for number in numbers}
        ordered = sorted(numbers)
        self._place = {number: at for at, number in enumerate(ordered)}
        self._shared = meanings([tellings[number].text for number in ordered]) if meanings else None
        self._scores: dict[Pair, float] = {}
        self._best: dict[Pair, tuple[float, int]] = {}  # of a statement in an article
        for pair in combinations(ordered, 2):
            score = self._scores[pair] = round(self._alike(*pair), 6)
            if score > 0 and likeness.comparable(*pair):
                for one, other in (pair, pair[::-1]):
                    place = (one, self.article[other])
                    self._best[place] = max(self._best.get(place, (0.0, 0)), (score, -other))

    def __call__(self, a: int, b: int) -> float:
        """How alike two are, of one article too."""
        return self._scores[(a, b) if a < b else (b, a)]

    def _alike(self, a: int, b: int) -> float:
        words = self._likeness.within(a, b)
        if self._shared is None:
            return words
        share = float(self._shared[self._place[a], self._place[b]])
        return WORDS * words + MEANING * (share - MIDDLE)

    def mean(self, number: int, claim: Sequence[int]) -> float:
        """How alike a statement is to those of a claim."""
        return math.fsum(self(number, other) for other in claim) / len(claim)

    def best(self, a: int, b: int) -> bool:
        """Whether no statement of `b`'s article is a better match of `a` than `b` is."""
        score = self(a, b)
        return score > 0 and score == self._best[a, self.article[b]][0]

    def alike(self) -> list[Pair]:
        """The pairs that are surely alike, or alike and each other's best match. A best match may have a better one itself; it is
        looked at then without what that one says too."""
        return [
            (a, b)
            for (a, b), score in self._scores.items()
            if score >= LIKE and self._likeness.comparable(a, b) and (score >= SURE or self._fit(a, b))
        ]

    def _fit(self, a: int, b: int) -> bool:
        return self._match(a, b) or self._match(b, a)

    def _match(self, a: int, b: int) -> bool:
        if not self.best(a, b):
            return False
        other = -self._best[b, self.article[a]][1]
        return self.best(b, a) or self._likeness.beside(a, b, other) >= BESIDE
