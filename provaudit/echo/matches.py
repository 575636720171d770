"""How alike the statements of one story are, and which statement of each article is the best match of which."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from provaudit.echo.likeness import Likeness

LIKE = 0.3  # of two statements of one story that are each other's best match in their articles; measured, see docs/echo.md
SURE = 0.4  # of two statements that have better matches there
BESIDE = 0.4  # of a statement and the rest of another one that has a better match
ROOM = 400  # different statements of a story up to which all are compared

Pair = tuple[int, int]


class Matches:
    """Compares the different statements of a story, each pair once. Two articles about one event mostly say a thing once each, so
    the best match in the other article counts for more than how alike two are."""

    def __init__(self, numbers: Sequence[int], likeness: Likeness) -> None:
        self._likeness = likeness
        self.article = {number: likeness.corpus.tellings[number].article for number in numbers}
        self._scores: dict[Pair, float] = {}
        self._best: dict[Pair, tuple[float, int]] = {}  # of a statement in an article
        for pair in combinations(sorted(numbers), 2):
            if not likeness.comparable(*pair) or not (score := round(likeness.within(*pair), 9)):
                continue
            self._scores[pair] = score
            if score > 0:
                for one, other in (pair, pair[::-1]):
                    place = (one, self.article[other])
                    self._best[place] = max(self._best.get(place, (0.0, 0)), (score, -other))

    def __call__(self, a: int, b: int) -> float:
        """How alike two are, of one article too."""
        pair = (a, b) if a < b else (b, a)
        return self._scores.get(pair, 0.0) if self._likeness.comparable(*pair) else self._likeness.within(*pair)

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
        return [(a, b) for (a, b), score in self._scores.items() if score >= SURE or (score >= LIKE and self._fit(a, b))]

    def _fit(self, a: int, b: int) -> bool:
        return self._match(a, b) or self._match(b, a)

    def _match(self, a: int, b: int) -> bool:
        if not self.best(a, b):
            return False
        other = -self._best[b, self.article[a]][1]
        return self.best(b, a) or self._likeness.beside(a, b, other) >= BESIDE
