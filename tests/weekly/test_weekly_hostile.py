"""Whatever names and texts the audits of a week hold is only text: in the report's formats, its pictures, the site and its feed."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest
from builders import AUDITS
from formats.test_audit_html import Page
from formats.test_hostile_text import markdown_shape
from hostile import FORMULAS, REPAINTS, TEXTS, audit, poisoned

pytest.importorskip("vl_convert", reason="needs vl-convert: pip install '.[weekly]'")

from provaudit.checks.suppressions import Suppression
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.store.database import Store
from provaudit.weekly.build import Desk, build
from provaudit.weekly.report import Weekly
from provaudit.weekly.show import files, render
from provaudit.weekly.site import site
from provaudit.weekly.week import Week

pytestmark = pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS.keys())
TAME = "Ida Thorne"
SVG = "{http://www.w3.org/2000/svg}"


@cache
def report(words: str, by: str = "outlet") -> Weekly:
    made = [
        to_dict(make()) | {"article": to_dict(make())["article"] | {"published": day, "byline": "Jo", "section": "City"}}
        for make in AUDITS.values()
        for day in ("2026-11-12", "2026-11-18")
    ]
    entry = Suppression(rule="A01", who=words, why=words, until=date(2026, 11, 30))
    names = {finding["rule"]: words for document in made for finding in poisoned(document, words)["findings"]}
    with Store() as store:
        store.put(poisoned(document, words) for document in made)
        return build(store, Week.parse("2026-W47"), by, desk=Desk((entry,), None, names))


@cache
def tame_html() -> str:
    return render(report(TAME), "html")


@cache
def published(words: str) -> dict[str, str]:
    made = audit(words)
    article = made.analysis.article
    dated = replace(article, meta=replace(article.meta, published="2026-11-18"))
    return dict(site([("article", replace(made, analysis=replace(made.analysis, article=dated)))]))


@pytest.mark.parametrize("by", ["outlet", "author"])
def test_markdown_keeps_its_shape(words: str, by: str) -> None:
    text = render(report(words, by), "md")
    assert markdown_shape(text) == markdown_shape(render(report(TAME, by), "md"))
    assert not REPAINTS.search(text)


def test_html_keeps_its_shape(words: str) -> None:
    html = render(report(words), "html")
    page, tame = Page(html), Page(tame_html())
    assert set(page.tags) == set(tame.tags)
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not REPAINTS.search(html.replace("\r\n", "\n"))


@pytest.mark.parametrize("by", ["outlet", "desk", "author"])
def test_csv_runs_nothing(words: str, by: str) -> None:
    text = render(report(words, by), "csv")
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULAS)]
    assert not REPAINTS.search(text)


def test_json_is_json(words: str) -> None:
    assert json.loads(render(report(words), "json"))["schema"] == "provaudit-weekly/1"


def test_pictures_are_svg_without_anything_that_acts(words: str) -> None:
    allowed = {"svg", "title", "style", "defs", "marker", "path", "g", "rect", "text", "line", "clipPath"}
    for name, text in files(report(words)).items():
        assert not REPAINTS.search(text.replace("\r\n", "\n"))
        nodes = list(ElementTree.fromstring(text).iter())
        assert {node.tag.removeprefix(SVG) for node in nodes} <= allowed, name
        assert not [key for node in nodes for key in node.attrib if key.startswith("on") or "href" in key]


def test_site_and_feed_keep_their_shape(words: str) -> None:
    made, tame = published(words), published(TAME)
    assert made.keys() == tame.keys()
    for name, text in made.items():
        assert not REPAINTS.search(text.replace("\r\n", "\n"))
        if name.endswith(".html"):
            assert set(Page(text).tags) == set(Page(tame[name]).tags), name
            assert not re.search(r'href="(?!#|\.\./|articles/|weeks/|feed\.xml|index\.html)', text)
    nodes = [[node.tag for node in ElementTree.fromstring(files_of["feed.xml"]).iter()] for files_of in (made, tame)]
    assert nodes[0] == nodes[1]
