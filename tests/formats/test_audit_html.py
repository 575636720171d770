"""The HTML page: whole, well formed, loads nothing, and whatever an article holds is only text in it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from builders import AUDITS, BODY, Draft
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit.formats import figures
from provaudit.formats.audit.base import FORMATS
from provaudit.model.audit import Audit, Level
from provaudit.model.chain import Kind, Link, Naming

VOID = {"meta", "br", "input"}  # what needs no end
ATTRIBUTES_THAT_LOAD = {"src", "srcset", "data", "action", "style", "background", "poster", "xlink:href"}


class Page(HTMLParser):
    """Reads a page strictly: whatever opens closes, ids are unique; collects what may act."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in ATTRIBUTES_THAT_LOAD, (tag, name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "aria-labelledby"):
                self.links.append((value or "").lstrip("#"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def render(*audits: Audit) -> str:
    return "".join(FORMATS["html"].render(audits))


@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_page_is_well_formed_and_its_links_lead_somewhere(situation: str) -> None:
    page = Page(render(AUDITS[situation]()))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= set(page.ids)


def test_several_articles_share_a_page() -> None:
    page = Page(render(*(build() for build in AUDITS.values())))
    assert len(page.ids) == len(set(page.ids))
    assert page.tags.count("article") == len(AUDITS)
    assert page.tags.count("script") == 1


def test_without_an_article_there_is_a_page() -> None:
    assert Page(render()).tags.count("article") == 0


@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_figures_are_those_of_the_audit(situation: str) -> None:
    audit = AUDITS[situation]()
    tiles = re.findall(r"<dd>([^\s<]+)", render(audit).partition("</dl>")[0])
    counted = figures.totals(audit)
    expected = [
        "–" if audit.summary.directness is None else f"{audit.summary.directness:.0f}",
        counted.attributed,
        counted.named_first_hand,
        counted.unnamed,
        counted.relayed,
        counted.own_voice,
        counted.independent_origins,
        len(figures.standing(audit)),
    ]
    assert tiles == [str(figure) for figure in expected]
    assert render(audit).count('<tr id="') == counted.statements


def test_page_allows_only_its_own_style_and_script() -> None:
    html = render(AUDITS["relayed"]())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert body
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1].replace("&#39;", "'")
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in html


def test_suppressed_findings_are_shown_apart_with_their_reason() -> None:
    html = render(AUDITS["with_findings"]())
    shown = Page(html).text
    assert "Suppressed: the desk knows" in shown
    assert "Open findings2 1 suppressed" in shown


HOSTILE = (
    "</p></article><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} & &lt; "
    '" onclick="alert(1) javascript:alert(1) <!-- --> ]]> \u202eevil\u2066'
)


def hostile(words: str) -> Audit:
    words = " ".join(words.split()) or "x"
    line = f"{words} said that {words} failed."
    draft = Draft((BODY, line), name=words)
    source = draft.entity(words, Kind.PERSON, Naming.DESCRIBED, words)
    draft.said((f"{words} failed",), (Link(source, draft.at(words), medium=words),), draft.cue("said", "say"), (words, -5, words))
    draft.find(words, Level.ERROR, words, words, statement="s0")
    draft.find(words, Level.ERROR, words, words, statement="s0", suppressed=words)
    audit = draft.audit()
    article = replace(audit.analysis.article, meta=replace(audit.analysis.article.meta, title=words, byline=words), notes=(words,))
    return replace(audit, analysis=replace(audit.analysis, article=article))


def test_hostile_text_is_text() -> None:
    html = render(hostile(HOSTILE))
    page = Page(html)
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "{{ 7*7 }}" in page.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


SHAPE = set(Page(render(hostile("x"))).tags)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(list("<>&\"'/={}%#!-ax \u202e\x1b\n")), min_size=1, max_size=30))
def test_no_text_changes_the_shape_of_the_page(words: str) -> None:
    tags = Page(render(hostile(words))).tags
    assert set(tags) == SHAPE
    assert tags.count("script") == tags.count("article") == 1
