"""The claims that a story's articles share: all their statements compared with one another, once it is known that it is one story.

A statement may hold several claims and so belong to several clusters.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from provaudit.echo.clusters import cluster
from provaudit.echo.likeness import Likeness

LIKE = 0.3  # of two statements of one story that are each other's best match in their articles; measured, see docs/echo.md
SURE = 0.4  # of two statements that have better matches there
BESIDE = 0.4  # of a statement and the rest of another one that has a better match
FEW = 2  # statements of a claim up to which it does not speak against another one
ROOM = 400  # different statements of a story up to which all are compared

Pair = tuple[int, int]


def claims(
    groups: Sequence[Sequence[int]], same: Mapping[int, Sequence[int]], known: Sequence[Sequence[int]], likeness: Likeness
) -> list[list[list[int]]]:
    """For each story (its articles) the claims that several of its articles tell, each as statements.

    `same` are all statements with the same words by the first of them, `known` the claims that were found before there were
    stories: they stand where a story has too many statements to compare them all.
    """
    tellings = likeness.corpus.tellings
    home = {article: number for number, group in enumerate(groups) for article in group}

    def by_story(sets: Sequence[Sequence[int]]) -> list[list[list[int]]]:
        parts: list[dict[int, list[int]]] = [defaultdict(list) for _ in groups]
        for at, numbers in enumerate(sets):
            for number in numbers:
                if tellings[number].article in home:
                    parts[home[tellings[number].article]][at].append(number)
        return [list(part.values()) for part in parts]

    found = []
    for texts, before in zip(by_story(list(same.values())), by_story(known), strict=True):
        made = _compared({numbers[0]: numbers for numbers in texts}, likeness) if len(texts) <= ROOM else before
        found.append(sorted(claim for claim in made if len({tellings[number].article for number in claim}) > 1))
    return found


def _compared(same: Mapping[int, Sequence[int]], likeness: Likeness) -> list[list[int]]:
    """The claims among the statements of one story."""
    pairs = _alike(sorted(same), likeness)
    found = _overlapping(cluster(pairs, likeness.within, LIKE), pairs, likeness)
    inside = {number for claim in found for number in claim}
    grown = [sorted(number for first in claim for number in same[first]) for claim in found]
    return grown + [list(numbers) for first, numbers in same.items() if first not in inside and len(numbers) > 1]


def _overlapping(clusters: Sequence[Sequence[int]], pairs: Sequence[Pair], likeness: Likeness) -> list[frozenset[int]]:
    """The clusters, a statement in all those that it is alike to. Two alike statements that have nothing more in common than each
    other make one of their own, unless many others show that each of them tells something else."""
    home = {number: cluster for cluster in clusters for number in cluster}
    grown = {id(cluster): set(cluster) for cluster in clusters}
    apart: list[frozenset[int]] = []
    for a, b in pairs:
        one, other = home.get(a, (a,)), home.get(b, (b,))
        if one is other:
            continue
        joins = [(n, claim) for n, claim in ((a, other), (b, one)) if len(claim) > 1 and _mean(n, claim, likeness) >= LIKE]
        for number, claim in joins:
            grown[id(claim)].add(number)
        if not joins and min(len(one), len(other)) <= FEW:
            apart.append(frozenset((a, b)))
    found = [frozenset(claim) for claim in grown.values()] + apart
    return [claim for claim in dict.fromkeys(found) if not any(claim < other for other in found)]


def _mean(number: int, claim: Sequence[int], likeness: Likeness) -> float:
    return math.fsum(likeness.within(number, other) for other in claim) / len(claim)


def _alike(numbers: Sequence[int], likeness: Likeness) -> list[Pair]:
    """The pairs that are surely alike, or alike and each other's best match in their articles: two articles about one event mostly
    say a thing once each. A best match may have a better one itself; it is looked at then without what that one says too."""
    article = {number: likeness.corpus.tellings[number].article for number in numbers}
    scores: dict[Pair, float] = {}
    best: dict[Pair, tuple[float, int]] = {}  # of a statement in an article
    for pair in combinations(numbers, 2):
        if likeness.comparable(*pair) and (score := round(likeness.within(*pair), 9)) >= LIKE:
            scores[pair] = score
            for one, other in (pair, pair[::-1]):
                place = (one, article[other])
                best[place] = max(best.get(place, (0.0, 0)), (score, -other))

    def fit(a: int, b: int, score: float) -> bool:
        mine, (better, other) = best[a, article[b]][0], best[b, article[a]]
        return score == mine and (score == better or likeness.beside(a, b, -other) >= BESIDE)

    return [(a, b) for (a, b), score in scores.items() if score >= SURE or fit(a, b, score) or fit(b, a, score)]
