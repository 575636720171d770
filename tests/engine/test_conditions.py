"""Conditions of rules: asked one by one, they say what CEL says of the whole."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.engine.expr import CelType, Environment, ExpressionError, conjuncts

NAMES = {"a": CelType.BOOL, "b": CelType.BOOL, "n": CelType.INT, "s": CelType.STRING, "l": CelType.STRINGS}
ENVIRONMENT = Environment(NAMES)


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a", ["a"]),
        ("a && b", ["a", "b"]),
        ("a &&\n  !b && n > 0", ["a", "!b", "n > 0"]),
        ("a && (b && n > 0)", ["a", "(b && n > 0)"]),
        ("a && b || n > 0", ["a && b || n > 0"]),
        ("a ? b && a : b", ["a ? b && a : b"]),
        ('s == "x && y" && a', ['s == "x && y"', "a"]),
        (r's == "a \" && b" && a', [r's == "a \" && b"', "a"]),
        (r's.matches(r"\") && a', [r's.matches(r"\")', "a"]),
        ("l.exists(x, x == 'p' && a) && b", ["l.exists(x, x == 'p' && a)", "b"]),
        ("a // and && not this\n&& b", ["a // and && not this", "b"]),
    ],
)
def test_an_expression_is_parted_where_and_joins_it(source: str, parts: list[str]) -> None:
    assert conjuncts(source) == parts


TERMS = st.sampled_from(["a", "!b", "n > 2", 's == "&&"', "size(l) > 0", "10 / n > 3", "l[0] == 'x'"])
SOURCES = st.recursive(
    TERMS, lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["&&", "||"]), inner) | inner, max_leaves=5
)


@given(st.lists(SOURCES, min_size=1, max_size=4))
def test_all_parts_together_say_what_the_whole_says(terms: list[str]) -> None:
    whole = " && ".join(terms)
    wholly = ENVIRONMENT.compile(whole, CelType.BOOL)
    parts = [ENVIRONMENT.compile(part, CelType.BOOL) for part in conjuncts(whole)]
    for a, b, n, lists in product((True, False), (True, False), (0, 2, 5), ([], ["x"])):
        facts = {"a": a, "b": b, "n": n, "s": "&&", "l": lists}
        said = []
        for part in parts:
            try:
                said.append(part.evaluate(facts))
            except ExpressionError:
                said.append("fails")
        try:
            expected = wholly.evaluate(facts)
        except ExpressionError:
            expected = "fails"
        assert expected == (False if False in said else "fails" if "fails" in said else True)
