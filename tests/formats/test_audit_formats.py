"""All formats over the five situations: golden files, and what holds for every one."""

from __future__ import annotations

import csv
import io
import json
from importlib import import_module
from pathlib import Path

import pytest
from builders import AUDITS
from rich.cells import cell_len

from provaudit import formats
from provaudit.formats import words
from provaudit.formats.audit.base import FORMATS, PLAIN, Look
from provaudit.formats.audit.explanation import explain
from provaudit.formats.check.base import CHECK_FORMATS
from provaudit.formats.figures import totals
from provaudit.model.audit import Audit, Score, ScoreTerm

ALL = [build() for build in AUDITS.values()]


def render(name: str, *audits: Audit, look: Look = PLAIN) -> str:
    return "".join(FORMATS[name].render(audits, look))


@pytest.mark.parametrize("name", ["md", "json", "csv", "prov"])
@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_golden(name: str, situation: str, golden) -> None:
    golden(f"{situation}{FORMATS[name].suffix}", render(name, AUDITS[situation]()))


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_golden_table(width: int, situation: str, golden) -> None:
    golden(f"{situation}.{width}.txt", render("table", AUDITS[situation](), look=Look(width)))


@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_golden_explanation(situation: str, golden) -> None:
    audit = AUDITS[situation]()
    golden(f"{situation}.explain.txt", "\n".join(explain(audit, s) for s in audit.analysis.statements))


@pytest.mark.parametrize(
    ("folder", "table", "shared"),
    [("audit", FORMATS, {"base", "wire_v1", "explanation"}), ("check", CHECK_FORMATS, {"base", "signoff"})],
)
def test_every_module_of_the_folder_is_in_its_table_or_shared(folder: str, table: dict, shared: set[str]) -> None:
    modules = {path.stem for path in (Path(formats.__file__).parent / folder).glob("*.py")} - {"__init__"} - shared
    assert modules == {form.module.rpartition(".")[2] for form in table.values()}
    assert all(import_module(form.module).__doc__ for form in table.values())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_same_audits_same_bytes_and_a_newline_at_the_end(name: str) -> None:
    text = render(name, *ALL)
    assert text == render(name, *(build() for build in AUDITS.values()))
    assert text.endswith("\n")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_statement_is_shown(name: str, built: Audit) -> None:
    text = " ".join(render(name, built, look=Look(400)).replace("\\", "").split())
    for s in built.analysis.statements:
        first = s.content[0].of(built.analysis.article.text).split()[0]
        assert first in text


@pytest.mark.parametrize("name", ["table", "md"])
def test_the_sum_can_be_added_up_by_hand(name: str) -> None:
    assert "100 - 20 relayed by Reuters - 35 origin unnamed, role given = 45 (D)" in render(
        name, AUDITS["relayed"](), look=Look(200)
    )


def test_the_sum_says_where_it_is_held() -> None:
    score = Score("s", 0, "F", (ScoreTerm("X01", -130, "no source at all"),))
    assert words.sum_of(score) == "100 - 130 no source at all = -30 (held at 0) (F)"


@pytest.mark.parametrize("name", ["table", "md", "csv"])
def test_what_people_read_holds_no_control_characters_and_no_direction_marks(name: str, built: Audit) -> None:
    text = render(name, built)
    assert not [c for c in text if words.UNSAFE.match(c)]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_table_keeps_to_the_width(width: int, built: Audit) -> None:
    text = render("table", built, look=Look(width))
    assert all(cell_len(line) <= width for line in text.splitlines())


def test_colour_only_where_it_is_asked_for(built: Audit) -> None:
    assert "\x1b" not in render("table", built)
    assert "\x1b[" in render("table", built, look=Look(100, color=True))


def test_csv_has_a_row_a_statement_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(render("csv", *ALL))))
    assert [row["statement"] for row in rows] == [s.id for audit in ALL for s in audit.analysis.statements]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=1+1 was spent." in [row["content"] for row in rows]


def test_shorten_cuts_between_words_and_never_makes_longer() -> None:
    assert words.shorten("the bridge stays shut", 14) == "the bridge…"
    assert words.shorten("x" * 50, 10) == "x" * 9 + "…"
    assert words.shorten("short", 5) == "short"


@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_totals_are_the_same_in_every_format(situation: str) -> None:
    """JSON, CSV, Markdown and JSON-LD are counted from what they show; HTML has a test of its own."""
    audit = AUDITS[situation]()
    counted = totals(audit)
    whole = (counted.statements, counted.attributed, counted.own_voice, counted.unnamed, counted.relayed)
    document = json.loads(render("json", audit))
    said = [s for s in document["statements"] if len(s["chain"]) > 1]
    summary = document["summary"]
    unnamed = sum(s["chain"][0]["naming"] != "named" for s in said)
    assert whole == (
        summary["statements"], summary["attributed"], summary["own_voice"], unnamed, sum(len(s["chain"]) > 2 for s in said)
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(render("csv", audit))))
    told = [row for row in rows if row["hops"] != "0"]
    assert whole == (
        len(rows), len(told), len(rows) - len(told),
        sum(row["origin_naming"] != "named" for row in told), sum(int(row["hops"]) > 1 for row in told),
    )  # fmt: skip
    figures = render("md", audit).partition("|------")[2].splitlines()[1].split("|")[2:]
    attributed, statements = figures[0].split(" of ")
    numbers = [int(statements), int(attributed), *(int(figures[place].split()[0]) for place in (4, 2, 3))]
    assert whole == tuple(numbers)
    activity = next(t for t in json.loads(render("prov", audit))["@graph"] if t["type"] == "prov:Activity")
    assert whole[:3] == (activity["pa:statements"], activity["pa:attributed"], activity["pa:ownVoice"])
