"""The picture of chains: boxes apart from one another, arrows that run behind none, names that fit, everything inside."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit.formats.pages.picture import LETTERS, Box, Hand, Picture, draw


def hand(key: str) -> Hand:
    return Hand(key, f"name of {key}", "person, named", "named")


names = st.sampled_from("abcdefghij")
chains = st.lists(st.lists(names, max_size=5, unique=True).map(lambda keys: tuple(map(hand, [*keys, "publisher"]))), max_size=12)


def points(path: str) -> list[tuple[float, float]]:
    """Some points on the way of an arrow: ends of its curves and of its straight pieces, and points within them."""
    x = y = 0.0
    found: list[tuple[float, float]] = []
    for letter, written in re.findall(r"([MCH])([^MCH]+)", path):
        numbers = [float(number) for number in written.split()]
        if letter == "C":
            x1, y1, x2, y2, x3, y3 = numbers
            for step in range(1, 11):
                t = step / 10
                at = [(1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
                      for a, b, c, d in ((x, x1, x2, x3), (y, y1, y2, y3))]  # fmt: skip
                found.append((at[0], at[1]))
            x, y = x3, y3
        elif letter == "H":
            found += [(x + (numbers[0] - x) * step / 10, y) for step in range(1, 11)]
            x = numbers[0]
        else:
            x, y = numbers
            found.append((x, y))
    return found


def inside(box: Box, x: float, y: float) -> bool:
    return box.x + 1 < x < box.x + box.width - 1 and box.y + 1 < y < box.y + box.height - 1


def made(picture: Picture | None) -> Picture:
    assert picture
    return picture


@given(chains)
@settings(max_examples=60, deadline=None)
def test_boxes_lie_apart_and_inside(drawn: list[tuple[Hand, ...]]) -> None:
    picture = draw(drawn)
    if picture is None:
        assert all(len(chain) < 2 for chain in drawn)
        return
    assert {box.hand.key for box in picture.boxes} == {one.key for chain in drawn if len(chain) > 1 for one in chain}
    for one, other in combinations(picture.boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    for box in picture.boxes:
        assert 0 <= box.x <= picture.width - box.width
        assert 0 <= box.y <= picture.height - box.height


@pytest.mark.parametrize("number", range(1, 8))
def test_an_arrow_that_passes_a_column_runs_behind_no_box(number: int) -> None:
    """Officials speak to the publisher, and also through an outlet: they stand left of those who only speak themselves."""
    publisher, officials, outlet = hand("publisher"), hand("officials"), hand("outlet")
    others = [(hand(name), publisher) for name in "abcdefg"[:number]]
    picture = made(draw([(officials, publisher), (officials, outlet, publisher), *others]))
    assert len(picture.arrows) == 3 + len(others)
    for arrow in picture.arrows:
        assert not [box.hand.key for box in picture.boxes for x, y in points(arrow.path) if inside(box, x, y)]


def test_statements_that_go_the_same_way_make_one_thicker_arrow() -> None:
    chain = (hand("a"), hand("publisher"))
    (once,), (often,) = made(draw([chain])).arrows, made(draw([chain] * 3)).arrows
    assert once.path == often.path
    assert once.weight < often.weight
    assert "3 statements" in often.said


def test_long_names_take_two_lines_and_are_cut_after_them() -> None:
    long = Hand("a", "the Financial Times’ Alphaville blog and its newsletter desk in London", "outlet", "named")
    short, endless = Hand("b", "Ida Thorne", "person", "named"), Hand("c", "x" * 200, "person", "named")
    boxes = {box.hand.key: box for box in made(draw([(one, hand("p")) for one in (long, short, endless)])).boxes}
    assert boxes["b"].label == ("Ida Thorne",)
    assert [len(box.label) for box in (boxes["a"], boxes["c"])] == [2, 2]
    assert boxes["a"].height > boxes["b"].height
    assert all(len(line) <= LETTERS for box in boxes.values() for line in box.label)
    assert boxes["a"].label[1].endswith("…")
