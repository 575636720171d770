"""The corpus as a graph: origins, the outlets that they spoke to, those who took it from these, articles, claims, stories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from provaudit.echo.report import Claim, Echo, Origin, Story, Way
from provaudit.model.chain import Kind

# What XML cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Value = str | int | float | bool


def graph(report: Echo) -> Any:  # noqa: ANN401 - networkx ships no types
    """A networkx MultiDiGraph, its nodes and edges in the order of the report.

    Nodes have `type` (origin, outlet, article, claim, story) and `label`. Edges have `type`: spoke_to and handed_to with the
    number of `statements`, published, tells with the `way` in words, of (claim to story), prints (article to the article whose
    text it has).
    """
    return _Graph(report).made


def graphml(report: Echo) -> Iterator[str]:
    """The graph in GraphML, line by line, the same bytes for the same report."""
    import networkx as nx

    for line in nx.generate_graphml(graph(report), named_key_ids=True):
        yield line + "\n"


class _Graph:
    def __init__(self, report: Echo) -> None:
        import networkx as nx

        self.made = nx.MultiDiGraph()
        for article in report.articles:
            about = {"published": article.published or "", "url": article.url or "", "id": article.id}
            outlet, node = self._outlet(article.publisher), self._node("article", article.key, article.title, **about)
            self._edge(outlet, node, "published")
        for relay in report.relays:
            self._edge(self._outlet(relay.outlet), self._outlet(relay.publisher), "handed_to", statements=relay.statements)
        for story in report.stories:
            self._node("story", story.id, story.title, independent_origins=len(story.independent))
            for origin in story.origins:
                self._origin(origin, story)
            for claim in story.claims:
                self._claim(claim, story)
        for copy in report.copies:
            ends = (_name("article", copy.article), _name("article", copy.original))
            self._edge(*ends, "prints", share=copy.share, credited=copy.credited)

    def _origin(self, origin: Origin, story: Story) -> None:
        """The origin and whom it spoke to: the first outlet of every way that begins with it."""
        about = {"kind": origin.kind.value, "naming": origin.naming.value, "central": origin.id in story.independent}
        node = self._node("origin", origin.id, origin.label, **about)
        spoke: dict[str, int] = {}
        for telling in (telling for claim in story.claims for telling in claim.tellings):
            for outlet in {_hearer(way) for way in telling.ways if way.origin == origin.id}:
                spoke[outlet] = spoke.get(outlet, 0) + 1
        for outlet, statements in sorted(spoke.items()):
            self._edge(node, self._outlet(outlet), "spoke_to", statements=statements)

    def _claim(self, claim: Claim, story: Story) -> None:
        node = self._node("claim", claim.id, claim.text, central=claim.id == story.central, articles=claim.articles)
        self._edge(node, _name("story", story.id), "of")
        for telling in claim.tellings:
            said = "; ".join(" → ".join(link.name for link in way.hands) for way in telling.ways)
            self._edge(_name("article", telling.article), node, "tells", way=said, statement=telling.statement)

    def _outlet(self, name: str) -> str:
        return self._node("outlet", name, name)

    def _node(self, type: str, name: str, label: str, **about: Value) -> str:
        node = _name(type, name)
        self.made.add_node(node, type=type, label=_plain(label), **{key: _plain(value) for key, value in about.items()})
        return node

    def _edge(self, start: str, end: str, type: str, **about: Value) -> None:
        self.made.add_edge(start, end, type=type, **{key: _plain(value) for key, value in about.items()})


def _hearer(way: Way) -> str:
    return next(link.name for link in way.hands[1:] if link.kind in (Kind.OUTLET, Kind.PUBLISHER))


def _name(type: str, name: str) -> str:
    return str(_plain(f"{type}:{name}"))


def _plain(value: Value) -> Value:
    return _NO_XML.sub("�", value) if isinstance(value, str) else value
