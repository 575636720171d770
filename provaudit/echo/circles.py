"""Circular sourcing: outlets that have a claim from one another, and none of them from anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from provaudit.echo.origins import Origins


@dataclass(frozen=True, slots=True)
class Circle:
    """`outlets` in the order of citing: each has it from the next, the last from the first."""

    outlets: tuple[str, ...]
    tellings: tuple[int, ...]


def circles(claim: Sequence[int], origins: Origins) -> list[Circle]:
    """The circles in which a claim goes round."""
    import networkx as nx

    cites = nx.DiGraph()
    told_by: dict[str, list[int]] = {}
    rooted: set[str] = set()
    for number in claim:
        for way in origins.ways(number):
            outlets = [hand.name for hand in way if hand.outlet]
            told_by.setdefault(outlets[-1], []).append(number)
            if origins.speaker(number, way):
                rooted.add(outlets[0])
            cites.add_edges_from((taker, giver) for giver, taker in pairwise(outlets))
    found = []
    for members in nx.strongly_connected_components(cites):
        if len(members) > 1 and not members & rooted:
            inside = cites.subgraph(sorted(members))
            start = min(members)
            ring = tuple(taker for taker, _ in nx.find_cycle(inside, start))
            at = ring.index(min(ring))
            numbers = sorted({number for outlet in ring for number in told_by.get(outlet, [])})
            found.append(Circle((*ring[at:], *ring[:at]), tuple(numbers)))
    return sorted(found, key=lambda circle: circle.outlets)
