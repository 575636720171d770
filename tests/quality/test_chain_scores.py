"""The scorer itself: what a perfect audit gets, what each kind of mistake costs, and who counts as the same."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from .chain_scores import Tally, pairs, same_entity, score
from .gold import Gold, fixtures

ALL = fixtures()
Audit = dict[str, Any]


def perfect(gold: Gold) -> Audit:
    """The audit of a program that makes no mistake."""
    return {
        "units": [
            {"start": a, "end": b, "type": u["type"]} for u, (a, b) in zip(gold.units, gold.unit_ranges.values(), strict=True)
        ],
        "statements": [
            {"content": [{"start": a, "end": b} for a, b in gold.content_ranges(s)], "chain": deepcopy(s["chain"])}
            for s in gold.statements
        ],
    }


def figures(change: Callable[[Audit], object] = id) -> dict[str, float]:
    total = Tally()
    for gold in ALL:
        audit = perfect(gold)
        change(audit)
        total += score(gold, audit)
    return total.figures()


def each_chain(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Audit], object]:
    return lambda audit: [change(s["chain"]) for s in audit["statements"]]


def test_the_gold_itself_is_perfect() -> None:
    assert set(figures().values()) == {100.0}


def test_an_empty_audit_gets_nothing() -> None:
    assert set(figures(lambda audit: audit.update(units=[], statements=[])).values()) == {0.0}


def test_without_relays_only_relayed_chains_are_wrong() -> None:
    found = figures(each_chain(lambda chain: chain.__setitem__(slice(1, -1), [])))
    assert found["relayed_exact"] == found["relay_f1"] == 0
    assert found["detection"] == found["origin_entity"] == 100
    assert 0 < found["chain_exact"] < 100
    assert 0 < found["depth"] < 100


def test_a_chain_the_wrong_way_round_is_no_chain() -> None:
    assert figures(each_chain(lambda chain: chain.__setitem__(slice(0, -1), chain[-2::-1])))["relayed_exact"] < 10


def test_wrong_kinds_cost_only_the_typed_figure() -> None:
    found = figures(each_chain(lambda chain: [link.update(kind="ship") for link in chain]))
    assert found.pop("chain_typed") == 0
    assert set(found.values()) == {100.0}


def test_wrong_naming_costs_typed_and_origin_naming() -> None:
    found = figures(each_chain(lambda chain: [link.update(naming="hidden") for link in chain]))
    assert found.pop("chain_typed") == found.pop("origin_naming") == 0
    assert set(found.values()) == {100.0}


def test_strangers_as_sources_are_detected_but_not_exact() -> None:
    found = figures(each_chain(lambda chain: [link.update(entity="Zzyzx") for link in chain]))
    assert found["chain_exact"] == found["origin_entity"] == 0
    assert found["detection"] == found["depth"] == 100


def test_all_in_own_voice_is_no_detection() -> None:
    found = figures(each_chain(lambda chain: chain.__delitem__(slice(0, -1))))
    assert found["detection"] == found["chain_exact"] == 0
    assert 0 < found["own_voice"] < 100


def test_invented_attributions_cost_precision() -> None:
    source = {"entity": "sources", "kind": "unspecified", "naming": "opaque"}
    found = figures(each_chain(lambda chain: chain.insert(0, source) if len(chain) == 1 else None))
    assert found["chain_exact"] == 100
    assert found["own_voice"] == 0
    assert 50 < found["detection"] < 100


def test_half_of_the_words_is_a_partner_less_is_none() -> None:
    words = set(range(10))
    assert pairs([words], [set(range(4))]) == {0: 0}
    assert pairs([words], [set(range(3))]) == {}


def test_the_best_partner_wins_and_is_used_once() -> None:
    assert pairs([{1, 2, 3}, {1, 2, 3, 4}], [{1, 2, 3, 4}, {1, 2, 3}]) == {0: 1, 1: 0}
    assert pairs([{1, 2}, {1, 2}], [{1, 2}]) == {0: 0}


def test_unit_types_are_compared_where_units_overlap_most() -> None:
    def cut(audit: Audit) -> None:
        audit["units"] = [u | {"start": u["start"] + 1, "type": "body"} for u in audit["units"]]

    found = figures(cut)
    bodies = sum(u["type"] == "body" for gold in ALL for u in gold.units)
    assert found["unit_types"] == round(100 * bodies / sum(len(gold.units) for gold in ALL), 1)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The Daily Post", "daily post"),
        ("Sen. Ada Lund", "Ada Lund"),
        ("Ada Lund", "Lund"),
        ("two harbour officials", "harbour official"),
        ("U.S. officials", "US official"),
        ("Northern Ferry Union", "NFU"),
        ("NFU", "Northern Ferry Union"),
        ("person briefed on the talks", "people briefed on the talks"),
        ("the others", "others"),
    ],
)
def test_same_entity(a: str, b: str) -> None:
    assert same_entity(a, b)
    assert same_entity(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Ada Lund", "Bo Falk"), ("harbour official", "port authority"), ("NFU", "Northern Ferry Board"), ("reports", "sources")],
)
def test_different_entities(a: str, b: str) -> None:
    assert not same_entity(a, b)
    assert not same_entity(b, a)
