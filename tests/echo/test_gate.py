"""The quality gate: no figure on the fixture corpus falls below its floor, in the part that is tuned on or in the other."""

from __future__ import annotations

import json
from typing import Any

import pytest

from provaudit.api import Auditor
from provaudit.documents import Document

from .measure import FLOORS, GOLD, LONG, ROOT, SHIPPED, Found, audits, fallen, figures, parts_of, shipped


@pytest.fixture(scope="module")
def measured(documents: list[dict[str, Any]], auditor: Auditor) -> dict[str, dict[str, dict[str, float]]]:
    return figures(parts_of({ROOT: documents, LONG: audits(auditor, LONG)}, auditor.language))


def test_no_figure_is_below_its_floor(measured: dict[str, dict[str, dict[str, float]]]) -> None:
    assert not fallen(measured), "python -m tests.echo.measure --misses shows what is wrong"


def test_gate_would_tell(measured: dict[str, dict[str, dict[str, float]]]) -> None:
    worse = json.loads(json.dumps(measured))
    worse["open"]["claims"]["recall"] -= 10
    assert [line.split(":")[0] for line in fallen(worse)] == ["open claims recall"]


def test_reports_tell_what_was_measured(measured: dict[str, dict[str, dict[str, float]]]) -> None:
    told = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert told == shipped(json.loads(FLOORS.read_text(encoding="utf-8")))
    assert told.keys() == shipped(measured).keys()


def test_gold_is_about_every_article_once() -> None:
    articles = {path.stem for corpus in (ROOT, LONG) for path in (corpus / "articles").glob("*.md")}
    told = []
    for path in GOLD.values():
        gold = Document(path.read_text(encoding="utf-8")).data
        told += [article for story in gold["stories"].values() for article in story["articles"]] + gold["alone"]
    assert sorted(told) == sorted(articles)
    assert len(articles) >= 40


def test_figures() -> None:
    found = Found({1, 2, 3, 4}, {3, 4, 5})
    assert (found.precision, found.recall) == (66.7, 50.0)
    assert (Found().precision, Found().recall) == (100.0, 100.0)
