"""Chains as a picture: who tells whom, origins on the left, the publisher on the right. Places only; a template draws.

Boxes stand in columns by their distance from the publisher. An arrow that passes a column on its way has a lane of its own there,
so that none runs behind a box and seems to come from it.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from provaudit.formats import words

WIDTH, HEIGHT, LINE = 216, 40, 15  # of a box with a name in one line; what a second line adds
APART, GAP, EDGE = 10, 96, 8  # from box to box; from column to column; around all
LANE = 14  # height of an arrow that passes a column
LETTERS = 26  # that fit into a line of a box
THINNEST, STEP, THICKEST = 1.5, 1.2, 9.0


@dataclass(frozen=True, slots=True)
class Hand:
    """One pair of hands to draw: a key that makes it one, what is written on it, and its naming, which makes its border."""

    key: str
    name: str
    about: str
    naming: str


@dataclass(frozen=True, slots=True)
class Box:
    """A hand at its place: upper left corner, size, the name in one or two lines as it fits."""

    hand: Hand
    x: float
    y: float
    label: tuple[str, ...]
    height: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to the next, as an SVG path, with how many statements go that way."""

    path: str
    weight: float
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything placed, with the size of the whole."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


Flow = tuple[str, str]  # keys of giver and taker
Slot = str | tuple[Flow, int]  # what takes room in a column: the key of a hand, or the lane of a flow in that column


def draw(chains: Iterable[tuple[Hand, ...]]) -> Picture | None:
    """The picture of chains, origin first; None where there is no chain of two hands."""
    counted = Counter(chain for chain in chains if len(chain) > 1)
    if not counted:
        return None
    hands = {hand.key: hand for chain in counted for hand in chain}
    column = dict.fromkeys(hands, 0)
    for chain in counted:
        for place, hand in enumerate(reversed(chain)):
            column[hand.key] = max(column[hand.key], place)
    flows: Counter[Flow] = Counter()
    for chain, number in counted.items():
        for giver, taker in pairwise(chain):
            if giver.key != taker.key:
                flows[giver.key, taker.key] += number
    labels = {key: _label(hand.name) for key, hand in hands.items()}
    heights = {key: HEIGHT + LINE * (len(label) - 1) for key, label in labels.items()}
    at, bottom = _placed(column, flows, heights)
    columns = max(column.values())
    left = [EDGE + (columns - number) * (WIDTH + GAP) for number in range(columns + 1)]
    boxes = {key: Box(hand, left[column[key]], at[key], labels[key], heights[key]) for key, hand in hands.items()}
    arrows = tuple(
        _arrow(
            boxes[giver],
            boxes[taker],
            [(left[c], at[(giver, taker), c] + LANE / 2) for c in _passed(column, (giver, taker))],
            number,
        )
        for (giver, taker), number in flows.items()
    )
    return Picture(2 * EDGE + columns * (WIDTH + GAP) + WIDTH, bottom + EDGE, tuple(boxes.values()), arrows)


def _label(name: str) -> tuple[str, ...]:
    """The name in at most two lines."""
    first, *rest = textwrap.wrap(name, LETTERS) or [name]
    return (first, words.shorten(" ".join(rest), LETTERS)) if rest else (first,)


def _passed(column: dict[str, int], flow: Flow) -> range:
    """The columns between giver and taker, from left to right; none where the flow goes backwards."""
    giver, taker = flow
    return range(column[giver] - 1, column[taker], -1)


def _placed(column: dict[str, int], flows: Counter[Flow], heights: dict[str, int]) -> tuple[dict[Slot, float], float]:
    """The upper edge of each slot, and the lowest edge of all.

    Columns are placed from right to left, each in the order of what its slots lead to, all centred.
    """
    slots: dict[int, list[Slot]] = {number: [] for number in range(max(column.values()) + 1)}
    leads: dict[Slot, list[Slot]] = {}
    for key, own in column.items():
        slots[own].append(key)
    for flow in flows:
        way: list[Slot] = [flow[0], *((flow, number) for number in _passed(column, flow)), flow[1]]
        for one, following in pairwise(way):
            leads.setdefault(one, []).append(following)
        for number in _passed(column, flow):
            slots[number].append((flow, number))
    size = {slot: heights[slot] if isinstance(slot, str) else LANE for column_slots in slots.values() for slot in column_slots}
    tall = {number: sum(size[slot] + APART for slot in within) - APART for number, within in slots.items()}
    at: dict[Slot, float] = {}
    for number, within in slots.items():
        y = EDGE + (max(tall.values()) - tall[number]) / 2
        for slot in sorted(within, key=lambda slot: _aim(leads.get(slot, []), at, size)):
            at[slot] = y
            y += size[slot] + APART
    return at, EDGE + max(tall.values())


def _aim(leads: list[Slot], at: dict[Slot, float], size: dict[Slot, int]) -> float:
    """The mean height of what a slot leads to, as far as it is placed."""
    aims = [at[slot] + size[slot] / 2 for slot in leads if slot in at]
    return sum(aims) / len(aims) if aims else 0.0


def _arrow(giver: Box, taker: Box, lanes: list[tuple[float, float]], number: int) -> Arrow:
    """A curve from box to box, straight through the lanes on its way (left edge, height)."""
    x, y = giver.x + giver.width, giver.y + giver.height / 2
    path = f"M{x:g} {y:g}"
    for left, height in lanes:
        path += f"{_curve(x, y, left, height)}H{left + WIDTH:g}"
        x, y = left + WIDTH, height
    path += _curve(x, y, taker.x, taker.y + taker.height / 2)
    said = f"{giver.hand.name} to {taker.hand.name}: {words.count(number, 'statement')}"
    return Arrow(path, min(THICKEST, THINNEST + STEP * (number - 1)), number, said)


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = max(GAP / 2, abs(x2 - x1) / 2)
    return f"C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
