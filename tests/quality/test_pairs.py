"""Of two passages the program calls that more directly sourced which an editor would."""

from __future__ import annotations

from collections import Counter

import pytest

from .chain_scores import percent
from .gate import load_floors
from .pairs import Pair, Verdict, load_pairs

ALL = load_pairs()


def test_share_of_pairs_in_the_right_order(verdicts: list[Verdict]) -> None:
    wrong = [str(verdict) for verdict in verdicts if not verdict.right]
    assert percent(len(verdicts) - len(wrong), len(verdicts)) >= load_floors()["figures"]["pairs"]["right_order"], wrong


def test_a_tie_or_nothing_found_is_not_right() -> None:
    assert Verdict(ALL[0], 50, 40).right
    assert not Verdict(ALL[0], 40, 40).right
    assert not Verdict(ALL[0], 50, None).right
    assert not Verdict(ALL[0], None, 50).right


def test_pairs_are_many_and_distinct() -> None:
    assert len(ALL) >= 40
    assert max(Counter(pair.id for pair in ALL).values()) == 1
    assert max(Counter(text for pair in ALL for text in (pair.stronger, pair.weaker)).values()) == 1


@pytest.mark.parametrize("pair", ALL, ids=lambda pair: pair.id)
def test_pair_is_short_and_says_why(pair: Pair) -> None:
    assert pair.stronger != pair.weaker
    assert pair.why
    assert max(len(pair.stronger.split()), len(pair.weaker.split())) <= 90
