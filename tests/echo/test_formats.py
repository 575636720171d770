"""What echo writes: valid, the same bytes, and inert whatever an article holds."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import networkx as nx
import pytest
import rdflib
from hostile import REPAINTS, TEXTS

from provaudit.echo.report import Echo
from provaudit.echo.show import RENDERERS, render, story_verdict
from provaudit.echo.wire import json_schema

from .paper import article, compared

SCHEMA = Path(__file__).resolve().parents[2] / "schema" / "provaudit-echo-1.schema.json"
HOSTILE = "".join(TEXTS.values()) + "\ufffe"


@pytest.fixture(scope="module")
def hostile() -> Echo:
    said = f"The Harlow dam has three cracks {HOSTILE}"
    return compared(
        article("a", f"Post {HOSTILE}", "2026-03-01", (said, f"people:!men {HOSTILE}"), title=HOSTILE, url="javascript:alert(1)"),
        article("b", "Osby Times", f"2026-03-02{HOSTILE}", (said, f"outlet:Post {HOSTILE}"), title=HOSTILE),
    )


def test_published_schema_is_current() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema(), (
        "provaudit schema echo > schema/provaudit-echo-1.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_json_is_valid_and_closed(echo: Echo, hostile: Echo) -> None:
    for report in (echo, hostile):
        document = json.loads(render(report, "json"))
        jsonschema.validate(document, json_schema(), jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError, match="more"):
        jsonschema.validate(document | {"more": 1}, json_schema())


def test_json_names_only_what_it_has(echo: Echo) -> None:
    document = json.loads(render(echo, "json"))
    keys = {one["key"] for one in document["articles"]}
    for story in document["stories"]:
        origins, claims = {one["id"] for one in story["origins"]}, {one["id"] for one in story["claims"]}
        assert set(story["articles"]) <= keys
        assert set(story["independent"]) <= origins
        assert story["central"] in claims
        for claim in story["claims"]:
            assert set(claim["origins"]) <= origins
            assert {way["origin"] for telling in claim["tellings"] for way in telling["ways"]} <= {*origins, None}
            assert claim["articles"] == len({telling["article"] for telling in claim["tellings"]}) > 1


def test_graphml_is_read_by_others_and_says_the_same(echo: Echo, hostile: Echo) -> None:
    for report in (echo, hostile):
        text = render(report, "graphml")
        ET.fromstring(text)
        read = nx.read_graphml(io.BytesIO(text.encode("utf-8")), force_multigraph=True)
        kinds = [kind for _, kind in read.nodes(data="type")]
        assert kinds.count("article") == len(report.articles)
        assert kinds.count("story") == len(report.stories)
        assert kinds.count("claim") == sum(len(story.claims) for story in report.stories)
        assert {kind for _, _, kind in read.edges(data="type")} <= {"spoke_to", "handed_to", "published", "tells", "of", "prints"}
        assert all(node for node in read)


def test_graph_leads_from_the_origin_to_the_article(echo: Echo) -> None:
    read = nx.read_graphml(io.BytesIO(render(echo, "graphml").encode("utf-8")), force_multigraph=True)
    (source,) = [
        n for n, label in read.nodes(data="label") if label == "unnamed officials of the trade ministry via The Marren Courier"
    ]
    (article,) = [n for n, id in read.nodes(data="id") if id == "grain-castrin"]
    assert nx.shortest_path(read, source, article)[1:3] == ["outlet:The Marren Courier", "outlet:Reuters"]


def test_prov_is_read_by_others(echo: Echo, hostile: Echo) -> None:
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    for report in (echo, hostile):
        graph = rdflib.Graph().parse(data=render(report, "prov"), format="json-ld")
        assert len(list(graph.subjects(rdflib.RDF.type, prov.Collection))) == len(report.stories)
        assert len(list(graph.triples((None, prov.wasDerivedFrom, None)))) == len(report.copies)
        claims = {origin for story in report.stories for claim in story.claims for origin in claim.origins}
        assert len(set(graph.objects(None, prov.wasAttributedTo))) == len(claims)


@pytest.mark.parametrize("form", RENDERERS)
def test_same_report_same_bytes(form: str, echo: Echo) -> None:
    assert render(echo, form) == render(echo, form)


class Page(HTMLParser):
    """Tags, attributes and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_page_is_inert(hostile: Echo) -> None:
    text = render(hostile, "html")
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") for name in attrs)]
    assert not [attrs for _, attrs in page.tags if "src" in attrs or not attrs.get("href", "#").startswith("#")]
    assert not REPAINTS.search(text)


def test_page_has_a_name_for_everything(echo: Echo) -> None:
    page = Page(render(echo, "html"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    pointed = [attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs]
    pointed += [attrs["href"].removeprefix("#") for tag, attrs in page.tags if tag == "a"]
    assert set(pointed) <= set(ids)
    pictures = [attrs for tag, attrs in page.tags if tag == "svg" and "class" in attrs]
    assert pictures
    assert all(attrs["role"] == "img" for attrs in pictures)


def test_markdown_is_inert(hostile: Echo) -> None:
    text = render(hostile, "md")
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not REPAINTS.search(text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", line)) in (4, 5, 6) for line in rows)


def test_verdict_counts_articles_and_origins(echo: Echo) -> None:
    said = {story.title: story_verdict(story) for story in echo.stories}
    assert said["Velland to stop wheat exports"] == (
        "6 articles, 1 origin: unnamed officials of the trade ministry via The Marren Courier."
    )
    assert said["Sand on his way out?"] == "3 articles, 0 independent origins."
