"""The claims that a story's articles share: all their statements compared with one another, once it is known that it is one story.

A statement may hold several claims and so belong to several clusters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from provaudit.echo.clusters import cluster
from provaudit.echo.likeness import Likeness
from provaudit.echo.matches import LIKE, ROOM, Matches, Pair
from provaudit.echo.meanings import Meanings

MOSTLY = 0.75  # of the best matches between a statement and a claim, both ways, from which on it may join; measured
FEW = 2  # statements of a claim up to which it does not speak against another one


def claims(
    groups: Sequence[Sequence[int]],
    same: Mapping[int, Sequence[int]],
    known: Sequence[Sequence[int]],
    likeness: Likeness,
    meanings: Meanings | None,
) -> list[list[list[int]]]:
    """For each story (its articles) the claims that several of its articles tell, each as statements.

    `same` are all statements with the same words by the first of them, `known` the claims that were found before there were
    stories: they stand where a story has too many statements to compare them all. Without `meanings` words alone are compared.
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
        made = _compared({numbers[0]: numbers for numbers in texts}, likeness, meanings) if len(texts) <= ROOM else before
        found.append(sorted(claim for claim in made if len({tellings[number].article for number in claim}) > 1))
    return found


def _compared(same: Mapping[int, Sequence[int]], likeness: Likeness, meanings: Meanings | None) -> list[list[int]]:
    """The claims among the statements of one story."""
    matches = Matches(list(same), likeness, meanings)
    pairs = matches.alike()
    found = _overlapping(cluster(pairs, matches, LIKE), pairs, matches)
    found = _joined(found, same, matches, likeness)
    inside = {number for claim in found for number in claim}
    grown = [sorted(number for first in claim for number in same[first]) for claim in found]
    return grown + [list(numbers) for first, numbers in same.items() if first not in inside and len(numbers) > 1]


def _overlapping(clusters: Sequence[Sequence[int]], pairs: Sequence[Pair], matches: Matches) -> list[frozenset[int]]:
    """The clusters, a statement in all those that it is alike to. Two alike statements that have nothing more in common than each
    other make one of their own, unless many others show that each of them tells something else."""
    home = {number: cluster for cluster in clusters for number in cluster}
    grown = {id(cluster): set(cluster) for cluster in clusters}
    apart: list[frozenset[int]] = []
    for a, b in pairs:
        one, other = home.get(a, (a,)), home.get(b, (b,))
        if one is other:
            continue
        joins = [(n, claim) for n, claim in ((a, other), (b, one)) if len(claim) > 1 and matches.mean(n, claim) >= LIKE]
        for number, claim in joins:
            grown[id(claim)].add(number)
        if not joins and min(len(one), len(other)) <= FEW:
            apart.append(frozenset((a, b)))
    return _largest([frozenset(claim) for claim in grown.values()] + apart)


def _joined(
    claims: Sequence[frozenset[int]], same: Mapping[int, Sequence[int]], matches: Matches, likeness: Likeness
) -> list[frozenset[int]]:
    """The claims, each with the statements of further articles that are alike to it as a whole: what is no sure match of any of its
    statements may still be the one that most of them match best."""
    tellings = likeness.corpus.tellings
    of_article: dict[int, list[int]] = defaultdict(list)
    for number in same:
        of_article[matches.article[number]].append(number)
    grown = []
    for claim in claims:
        members = sorted(claim)
        told = {tellings[number].article for first in members for number in same[first]}
        new = set(claim)
        for article in of_article.keys() - told:
            fitting = [(mean, -n) for n in of_article[article] if (mean := _fits(n, members, matches)) >= LIKE]
            if fitting:
                new.add(-max(fitting)[1])
        grown.append(frozenset(new))
    return _largest(grown)


def _fits(number: int, claim: Sequence[int], matches: Matches) -> float:
    """How alike a statement is to a claim of which it is the best match; nothing where it is not."""
    best = sum(matches.best(number, other) + matches.best(other, number) for other in claim)
    return matches.mean(number, claim) if best >= MOSTLY * 2 * len(claim) else 0.0


def _largest(claims: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    return [claim for claim in dict.fromkeys(claims) if not any(claim < other for other in claims)]
