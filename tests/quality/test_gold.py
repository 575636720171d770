"""Every gold file is sound: units cover the text in order, pieces are verbatim, chains end with the publisher."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from .gold import FIXTURES, Gold, fixtures, held_out, passages, problems, reports

ALL = fixtures()
SAMPLE = Gold(
    "sample",
    "publisher",
    "The dam holds,\r\nmayor Ada Lund said.  Rain is due.\n",
    [{"i": 0, "type": "body", "text": "The dam holds, mayor Ada Lund said."}, {"i": 1, "type": "body", "text": "Rain is due."}],
    [
        {
            "unit": 0,
            "content": ["The dam holds"],
            "chain": [
                {"mention": "mayor Ada Lund", "entity": "Ada Lund", "kind": "person", "naming": "named", "cue": "said"},
                {"mention": "", "entity": "publisher", "kind": "publisher", "naming": "opaque"},
            ],
            "mode": "indirect",
            "cue": "said",
            "hedges": [],
            "flags": [],
        },
        {
            "unit": 1,
            "content": ["Rain is due."],
            "chain": [{"mention": "", "entity": "publisher", "kind": "publisher", "naming": "opaque"}],
            "mode": "none",
            "cue": "",
            "hedges": [],
            "flags": [],
        },
    ],
)


def test_passages_and_reports_are_sound() -> None:
    assert len(passages()) >= 100
    assert len(reports()) >= 10
    assert not [f"{gold.article}: {problem}" for gold in (*passages(), *reports()) for problem in problems(gold)]


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.article)
def test_gold_is_sound(gold: Gold) -> None:
    assert not list(problems(gold))


def test_every_article_has_gold_and_the_other_way_round() -> None:
    assert {p.stem for p in (FIXTURES / "articles").iterdir()} == {p.stem for p in (FIXTURES / "gold").iterdir()}


def test_there_is_enough_to_measure_on() -> None:
    statements = [s for gold in ALL for s in gold.statements]
    assert len(ALL) >= 16
    assert len(statements) >= 330
    assert sum(len(s["chain"]) > 2 for s in statements) >= 50


def test_held_out_articles_exist_and_are_a_minority() -> None:
    assert held_out() < {gold.article for gold in ALL}
    assert 4 <= len(held_out()) < len(ALL) / 2


def test_readme_lists_every_article() -> None:
    readme = (FIXTURES / "README.md").read_text(encoding="utf-8")
    assert not [gold.article for gold in ALL if f"`{gold.article}`" not in readme]


def test_sound_gold_has_no_problems() -> None:
    assert not list(problems(SAMPLE))
    assert SAMPLE.unit_ranges == {0: (0, 36), 1: (38, 50)}


@pytest.mark.parametrize(
    ("where", "field", "value", "said"),
    [
        ("statements", "content", ["The dam breaks"], "not in unit 0"),
        ("statements", "mode", "none", "mode none with 2 links"),
        ("statements", "unit", 1, "without a statement"),
        ("statements", "hedges", ["allegedly"], "hedge"),
        ("statements", "flags", ["secret"], "flags"),
        ("units", "type", "credit", "a credit unit with a statement"),
        ("units", "type", "poem", "no such type"),
        ("units", "text", "The dam", "outside all units"),
        ("units", "text", "Rain is due.", "not in the text after"),
        ("units", "i", 7, "not numbered"),
    ],
)
def test_a_mistake_is_told(where: str, field: str, value: object, said: str) -> None:
    rows = deepcopy(getattr(SAMPLE, where))
    rows[0][field] = value
    broken = replace(SAMPLE, **{where: rows})
    if field == "i":
        rows[0]["i"] = 7
        broken = replace(broken, statements=[{**s, "unit": 7 if s["unit"] == 0 else 1} for s in SAMPLE.statements])
    assert said in "\n".join(problems(broken))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("mention", "Ada Lindt", "mention"), ("cue", "wrote", "cue"), ("kind", "ship", "link"), ("kind", "publisher", "link")],
)
def test_a_mistake_in_a_link_is_told(field: str, value: str, said: str) -> None:
    statements = deepcopy(SAMPLE.statements)
    statements[0]["chain"][0][field] = value
    assert said in "\n".join(problems(replace(SAMPLE, statements=statements)))


def test_a_chain_without_publisher_is_told() -> None:
    statements = deepcopy(SAMPLE.statements)
    statements[0]["chain"].pop()
    assert "does not end with the publisher" in "\n".join(problems(replace(SAMPLE, statements=statements)))
