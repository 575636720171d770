"""Chains as a picture: who tells whom, origins on the left, the publisher on the right. Places only; a template draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from provaudit.formats import words

WIDTH, HEIGHT, ROW, GAP, EDGE = 216, 40, 50, 96, 8  # of a box; from box to box; from column to column; around all
LETTERS = 26  # that fit into a box
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
    """A hand at its place: upper left corner, size, the name as it fits."""

    hand: Hand
    x: float
    y: float
    label: str
    width: int = WIDTH
    height: int = HEIGHT


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
    flows: Counter[tuple[str, str]] = Counter()
    for chain, number in counted.items():
        for giver, taker in pairwise(chain):
            if giver.key != taker.key:
                flows[giver.key, taker.key] += number
    at = _placed(column, flows)
    columns = max(column.values())
    boxes = {
        key: Box(hand, EDGE + (columns - column[key]) * (WIDTH + GAP), at[key], words.shorten(hand.name, LETTERS))
        for key, hand in hands.items()
    }
    arrows = tuple(_arrow(boxes[giver], boxes[taker], number) for (giver, taker), number in flows.items())
    bottom = max(box.y for box in boxes.values()) + HEIGHT + EDGE
    return Picture(2 * EDGE + columns * (WIDTH + GAP) + WIDTH, bottom, tuple(boxes.values()), arrows)


def _placed(column: dict[str, int], flows: Counter[tuple[str, str]]) -> dict[str, float]:
    """The upper edge of each box: columns from right to left, each ordered by where its boxes lead to, all centred."""
    tallest = max(Counter(column.values()).values())
    at: dict[str, float] = {}
    for number in range(max(column.values()) + 1):
        keys = [key for key, own in column.items() if own == number]
        keys.sort(key=lambda key: _aim(key, flows, at))
        top = EDGE + (tallest - len(keys)) * ROW / 2
        at |= {key: top + place * ROW for place, key in enumerate(keys)}
    return at


def _aim(key: str, flows: Counter[tuple[str, str]], at: dict[str, float]) -> float:
    """The mean height of the boxes that it leads to."""
    aims = [at[taker] for giver, taker in flows if giver == key and taker in at]
    return sum(aims) / len(aims) if aims else 0.0


def _arrow(giver: Box, taker: Box, number: int) -> Arrow:
    x1, y1, x2, y2 = giver.x + WIDTH, giver.y + HEIGHT / 2, taker.x, taker.y + HEIGHT / 2
    bend = max(GAP / 2, abs(x2 - x1) / 2)
    path = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    said = f"{giver.hand.name} to {taker.hand.name}: {words.count(number, 'statement')}"
    return Arrow(path, min(THICKEST, THINNEST + STEP * (number - 1)), number, said)
