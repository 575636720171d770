"""The Markdown of audits: nothing in an article can act as markup, whatever it holds."""

from __future__ import annotations

from dataclasses import replace

from builders import AUDITS, BODY, Draft
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from provaudit.formats.audit.base import FORMATS
from provaudit.formats.pages.markdown import escape
from provaudit.model.audit import Audit

PARSER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
HARMLESS = {"text", "softbreak", "text_special"}
MARKUP = ["|", "`", "*x*", "**", "_a_", "<b>", "</td>", "&amp;", "[a](http://b.c)", "![i](x)", "# h", "- l", "1. n", "1) n", "+ p"]
LINKS = ["http://evil.example", "www.evil.example", "a@b.example"]
REST = ["~~", "$x$", "---", "===", "\\", " ", "\n", "\r\n\n", "\u202e", "\x1b[2J", "word"]
PIECES = st.sampled_from(MARKUP + LINKS + REST)
HOSTILE = st.lists(PIECES | st.text(max_size=4), min_size=1, max_size=12).map("".join)


def render(audit: Audit) -> str:
    return "".join(FORMATS["md"].render([audit]))


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


@given(HOSTILE)
def test_escaped_text_is_plain_text(text: str) -> None:
    tokens = PARSER.parse(escape(text))
    assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert {t.type for t in inline(tokens)} <= HARMLESS


@given(HOSTILE, HOSTILE)
def test_hostile_article_makes_the_same_document_as_a_tame_one(title: str, line: str) -> None:
    assert shape(audit_of(title, line)) == shape(audit_of("A title", "A line."))


def test_the_situation_that_tries_to_break_out() -> None:
    tokens = PARSER.parse(render(AUDITS["with_findings"]()))
    assert {t.type for t in inline(tokens)} <= HARMLESS | {"strong_open", "strong_close"}
    assert not [t for t in tokens if t.type in ("html_block", "code_block", "fence")]
    statements = len(AUDITS["with_findings"]().analysis.statements)
    rows = [1, statements, 1]  # of the tables of figures, statements and sources
    assert sum(t.type == "tr_open" for t in tokens) == sum(rows) + len(rows)
    assert sum(t.type == "td_open" for t in tokens) == 8 * sum(rows)


def test_the_words_are_still_there() -> None:
    shown = "".join(t.content for t in inline(PARSER.parse(escape("5 * 3 < 20 | a_b & “c” [1] #2"))))
    assert shown == "5 * 3 < 20 | a_b & “c” [1] #2"


def audit_of(title: str, line: str) -> Audit:
    line = " ".join(line.split()) or "x"
    draft = Draft((BODY, line))
    draft.own(line)
    audit = draft.audit()
    article = replace(audit.analysis.article, meta=replace(audit.analysis.article.meta, title=f"T{title}", byline=title or None))
    return replace(audit, analysis=replace(audit.analysis, article=article))


def shape(audit: Audit) -> list[str]:
    tokens = PARSER.parse(render(audit))
    assert {t.type for t in inline(tokens)} <= HARMLESS
    return [t.type for t in tokens]
