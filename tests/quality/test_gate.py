"""The program does at least as well on the fixtures as it did before, and floors cannot be lowered by accident."""

from __future__ import annotations

from typing import Any

from .gate import Measured, digests, load_floors, measure, raised, shortfalls, table
from .pairs import Verdict

HINT = "python -m tests.quality.gate --update"


def test_figures_are_at_or_above_their_floors(fixture_audits: dict[str, dict[str, Any]], verdicts: list[Verdict]) -> None:
    measured, floors = measure(fixture_audits, verdicts), load_floors()
    assert not shortfalls(measured, floors), table(measured, floors)


def test_floors_were_measured_on_this_gold() -> None:
    assert load_floors()["digest"] == digests(), f"gold or pairs have changed: {HINT}"


def test_a_figure_below_its_floor_is_told() -> None:
    assert shortfalls(one(79.9), pinned(80)) == ["open depth: 79.9 is below the floor of 80"]
    assert not shortfalls(one(80.0), pinned(80))


def test_floors_rise_to_whole_percents() -> None:
    assert raised(one(83.9), pinned(80))["figures"] == {"open": {"depth": 83}}


def test_floors_do_not_fall_unless_that_is_meant() -> None:
    assert raised(one(70.0), pinned(80))["figures"] == {"open": {"depth": 80}}
    assert raised(one(70.0), pinned(80), allow_regression=True)["figures"] == {"open": {"depth": 70}}


def test_a_new_figure_gets_a_floor() -> None:
    assert raised(one(55.5), {"figures": {}})["figures"] == {"open": {"depth": 55}}


def one(value: float) -> Measured:
    return Measured({"open": {"depth": value}}, {"open": {"articles": 1}}, {"gold": "x"})


def pinned(value: int) -> dict[str, Any]:
    return {"figures": {"open": {"depth": value}}}
