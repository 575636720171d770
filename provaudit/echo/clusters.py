"""The same claim told by several statements: pairs that are alike, joined so that clusters do not chain into one another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

Pair = tuple[int, int]

LIKE = 0.36  # of two statements; measured, see docs/echo.md


def cluster(pairs: Iterable[Pair], likeness: Callable[[int, int], float], least: float = LIKE) -> list[list[int]]:
    """Clusters of two and more: the most alike first, two are joined where their members are alike on average.

    The same for any order of the pairs.
    """
    alike = sorted((-score, a, b) for a, b in pairs if (score := round(likeness(a, b), 9)) >= least)
    known = {(a, b): -score for score, a, b in alike}
    home: dict[int, list[int]] = {}
    apart: set[tuple[int, int, int, int]] = set()  # clusters by their first member and size, which only grows
    for _, a, b in alike:
        x, y = sorted((home.get(a, [a]), home.get(b, [b])))
        tried = (x[0], len(x), y[0], len(y))
        if x is y or tried in apart:
            continue
        if _mean(x, y, known, likeness) < least:
            apart.add(tried)
        else:
            joined = sorted(x + y)
            home.update(dict.fromkeys(joined, joined))
    return sorted({id(group): group for group in home.values()}.values())


def _mean(x: list[int], y: list[int], known: dict[Pair, float], likeness: Callable[[int, int], float]) -> float:
    total = []
    for a in x:
        for b in y:
            pair = (a, b) if a < b else (b, a)
            if pair not in known:
                known[pair] = likeness(*pair)
            total.append(known[pair])
    return math.fsum(total) / len(total)
