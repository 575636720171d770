"""CEL as rules use it: typed names, errors with their place, no endless loops, and fast."""

from __future__ import annotations

import time

import pytest

from provaudit.engine.expr import MAX_LENGTH, CelType, Environment, Expression, ExpressionError

ENVIRONMENT = Environment(
    {"hops": CelType.INT, "relay_names": CelType.STRINGS, "kind": CelType.STRING, "hedged": CelType.BOOL},
)
VALUES = {"hops": 2, "relay_names": ["Reuters", "the AP"], "kind": "person", "hedged": True}
TENFOLD = "[" + ",".join("1" * 100) + "]"
LOOP = f"{TENFOLD}.all(a, {TENFOLD}.all(b, {TENFOLD}.all(c, a + b + c > 0)))"


def condition(source: str) -> Expression:
    return ENVIRONMENT.compile(source, CelType.BOOL)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("hops > 1 && kind in ['person', 'people']", True),
        ("hedged ? hops > 5 : true", False),
        ("relay_names.exists(name, name.startsWith('the '))", True),
        ("kind.upperAscii() == 'PERSON'", True),
        ("size(relay_names) == 3", False),
    ],
)
def test_conditions(source: str, expected: bool) -> None:
    assert condition(source).evaluate(VALUES) is expected


def test_points_are_ints() -> None:
    assert ENVIRONMENT.compile("-3 * math.least(hops, 1)", CelType.INT).evaluate(VALUES) == -3


def test_only_the_names_that_stand_in_it_are_asked_for() -> None:
    assert condition("hops > 1 || hedged").uses == ("hedged", "hops")


@pytest.mark.parametrize(
    ("source", "what", "place", "hint"),
    [
        ("hops > 1 && hopz > 1", "unknown fact hopz", (1, 13), "did you mean hops?"),
        ("hops > 'a'", "no matching overload", (1, 6), None),
        ("hops >\n  > 1", "Syntax error", (2, 3), None),
        ("hops + 1", "gives int, wanted is bool", (1, 1), None),
        ("nothing(kind)", "unknown function nothing", (1, 8), None),
        ("kind.matches('(')", "regular expression", (1, 1), None),
        ("(" * 200 + "hedged" + ")" * 200, "recursion", (1, 1), None),
        (LOOP, "budget", (1, 1), "loops too often"),
        ("hedged && " * MAX_LENGTH + "true", "limit", (1, 1), None),
    ],
    ids=["unknown", "types", "syntax", "result", "function", "pattern", "nesting", "loop", "length"],
)
def test_mistakes_are_found_when_it_is_compiled(source: str, what: str, place: tuple[int, int], hint: str | None) -> None:
    with pytest.raises(ExpressionError) as caught:
        condition(source)
    assert what in caught.value.what
    assert (caught.value.line, caught.value.column) == place
    assert (hint or "") in (caught.value.hint or "")


@pytest.mark.parametrize("source", ["relay_names[2] == 'x'", "1 / (hops - 2) == 1", f"hops == 2 && {LOOP}"])
def test_a_failure_is_an_error_and_never_a_value(source: str) -> None:
    with pytest.raises(ExpressionError):
        condition(source).evaluate(VALUES)


def test_a_value_of_another_type_is_an_error() -> None:
    with pytest.raises(ExpressionError, match="hops"):
        condition("hops > 1").evaluate({"hops": "two"})


@pytest.mark.parametrize(("kind", "value", "holds"), [("int", True, False), ("int", 1, True), ("bool", 1, False)])
def test_true_is_no_number(kind: str, value: object, holds: bool) -> None:
    assert CelType(kind).holds(value) is holds


def test_thousands_of_evaluations_take_milliseconds() -> None:
    """Measured: about 4 µs each; the bound leaves room for a busy machine."""
    expression = condition("hops > 1 && kind == 'person' && relay_names.exists(name, name == 'Reuters')")
    start = time.perf_counter()
    for _ in range(2000):
        expression.evaluate(VALUES)
    assert time.perf_counter() - start < 0.5
