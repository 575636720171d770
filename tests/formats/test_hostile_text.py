"""Whatever an article holds is only text in every format: of `score`, of `check`, explanations and sign-off sheets."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from formats.test_audit_html import Page
from hostile import FORMULAS, REPAINTS, TEXTS, audit
from markdown_it import MarkdownIt

from provaudit.checks.outcome import Checked
from provaudit.checks.signoff import sheet
from provaudit.engine.load import load_pack
from provaudit.formats.audit.base import FORMATS, Look
from provaudit.formats.audit.explanation import explain
from provaudit.formats.check.base import CHECK_FORMATS, Desk
from provaudit.formats.check.signoff import as_json, as_markdown
from provaudit.languages import load_language

pytestmark = pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS.keys())
TAME = "Ida Thorne"
ENGLISH = load_language("en")
PARSER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")


def scored(name: str, words: str, width: int = 400) -> str:
    return "".join(FORMATS[name].render([audit(words)], Look(width)))


def checked(name: str, words: str) -> str:
    return "".join(CHECK_FORMATS[name].render([Checked(words, audit(words))], Desk(load_pack(), None)))


def markdown_shape(text: str) -> list[str]:
    tokens = PARSER.parse(text)
    inline = [child for token in tokens for child in token.children or []]
    allowed = {"text", "text_special", "softbreak", "strong_open", "strong_close", "code_inline"}
    assert {token.type for token in inline} <= allowed
    assert not re.search(r"[a-z]://|www\.|(?<!\\)@", text), "nothing that others turn into links"
    return [token.type for token in tokens]


def test_html_keeps_its_shape(words: str) -> None:
    page, tame = Page(scored("html", words)), Page(scored("html", TAME))
    assert set(page.tags) == set(tame.tags)
    assert page.tags.count("script") == 1
    assert not REPAINTS.search(scored("html", words).replace("\r\n", "\n"))
    assert REPAINTS.search(words) or " ".join(words.split()) in page.text


def test_markdown_keeps_its_shape(words: str) -> None:
    text = scored("md", words)
    assert markdown_shape(text) == markdown_shape(scored("md", TAME))
    assert not REPAINTS.search(text)


def test_the_sign_off_sheet_keeps_its_shape(words: str) -> None:
    made, tame = sheet(audit(words), ENGLISH), sheet(audit(TAME), ENGLISH)
    assert len(made.items) == len(tame.items) > 0
    assert markdown_shape(as_markdown(made)) == markdown_shape(as_markdown(tame))
    assert not REPAINTS.search(as_markdown(made))
    assert json.loads(as_json(made))["title"] == words


def test_csv_runs_nothing(words: str) -> None:
    text = scored("csv", words)
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 2
    assert not [cell for cell in rows[1] if cell.startswith(FORMULAS)]
    assert not REPAINTS.search(text)


@pytest.mark.parametrize("name", ["json", "jsonl", "prov"])
def test_json_says_the_words_as_they_are(words: str, name: str) -> None:
    text = scored(name, words)
    assert words in strings(json.loads(text))
    assert name != "jsonl" or text.count("\n") == 1


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [found for one in value.values() for found in strings(one)]
    if isinstance(value, list):
        return [found for one in value for found in strings(one)]
    return [value] if isinstance(value, str) else []


def test_json_ld_cannot_end_the_script_it_is_pasted_into(words: str) -> None:
    assert "</script" not in scored("prov", words)
    addresses = [one["schema:url"] for one in json.loads(scored("prov", words))["@graph"] if "schema:url" in one]
    assert addresses == [words], "what is no address is no link"


def test_the_terminal_is_not_repainted(words: str) -> None:
    for text in (scored("table", words), explain(audit(words), audit(words).analysis.statements[0])):
        assert not REPAINTS.search(text)


@pytest.mark.parametrize("name", ["text", "github"])
def test_a_finding_is_a_line(words: str, name: str) -> None:
    text = checked(name, words)
    assert text.count("\n") == checked(name, TAME).count("\n")
    assert not REPAINTS.search(text)
    if name == "github":
        assert re.fullmatch(r"::error file=[^,:\n]*,line=1,[^:\n]*::.*\n", text)


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_findings_are_json(words: str, name: str) -> None:
    said = " ".join(REPAINTS.sub("�", words).split())
    found = strings(json.loads(checked(name, words)))
    assert words in found or any(said in one for one in found)


def test_junit_is_xml_of_the_same_shape(words: str) -> None:
    made, tame = (ElementTree.fromstring(checked("junit", text)) for text in (words, TAME))
    assert [node.tag for node in made.iter()] == [node.tag for node in tame.iter()]
