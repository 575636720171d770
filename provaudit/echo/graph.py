"""The corpus as a graph: origins, the outlets that they spoke to, those who took it from these, articles, claims, stories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from provaudit.echo.report import Claim, Echo, Origin, Story, Way
from provaudit.model.chain import Kind

# What XML cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graph(report: Echo) -> Any:  # noqa: ANN401 - networkx ships no types
    """A networkx MultiDiGraph. Nodes have `type` (origin, outlet, article, claim, story) and `label`; edges `type`: spoke_to and
    handed_to with the number of `statements`, published, tells with the `way` in words, of (claim to story), prints (article to
    the article whose text it has). The order of nodes and edges is that of the report."""
    import networkx as nx

    made = nx.MultiDiGraph()
    for article in report.articles:
        _node(made, f"outlet:{article.publisher}", "outlet", article.publisher)
        about = {"published": article.published or "", "url": article.url or "", "id": article.id}
        _node(made, f"article:{article.key}", "article", article.title, **about)
        made.add_edge(f"outlet:{article.publisher}", f"article:{article.key}", type="published")
    for relay in report.relays:
        for name in (relay.outlet, relay.publisher):
            _node(made, f"outlet:{name}", "outlet", name)
        made.add_edge(f"outlet:{relay.outlet}", f"outlet:{relay.publisher}", type="handed_to", statements=relay.statements)
    for story in report.stories:
        _node(made, f"story:{story.id}", "story", story.title, independent_origins=len(story.independent))
        for origin in story.origins:
            _origin(made, origin, story)
        for claim in story.claims:
            _claim(made, claim, story)
    for copy in report.copies:
        made.add_edge(
            f"article:{copy.article}", f"article:{copy.original}", type="prints", share=copy.share, credited=copy.credited
        )
    return made


def graphml(report: Echo) -> Iterator[str]:
    """The graph in GraphML, line by line, the same bytes for the same report."""
    import networkx as nx

    for line in nx.generate_graphml(graph(report), named_key_ids=True):
        yield line + "\n"


def _origin(made: Any, origin: Origin, story: Story) -> None:  # noqa: ANN401
    """The origin and whom it spoke to: the first outlet of every way that begins with it."""
    node = f"origin:{origin.id}"
    central = origin.id in story.independent
    _node(made, node, "origin", origin.label, kind=origin.kind.value, naming=origin.naming.value, central=central)
    spoke: dict[str, int] = {}
    for claim in story.claims:
        for telling in claim.tellings:
            for outlet in {_hearer(way) for way in telling.ways if way.origin == origin.id}:
                spoke[outlet] = spoke.get(outlet, 0) + 1
    for outlet, statements in sorted(spoke.items()):
        _node(made, f"outlet:{outlet}", "outlet", outlet)
        made.add_edge(node, f"outlet:{outlet}", type="spoke_to", statements=statements)


def _hearer(way: Way) -> str:
    return next(link.name for link in way.hands[1:] if link.kind in (Kind.OUTLET, Kind.PUBLISHER))


def _claim(made: Any, claim: Claim, story: Story) -> None:  # noqa: ANN401
    _node(made, f"claim:{claim.id}", "claim", claim.text, central=claim.id == story.central, articles=claim.articles)
    made.add_edge(f"claim:{claim.id}", f"story:{story.id}", type="of")
    for telling in claim.tellings:
        said = "; ".join(" → ".join(link.name for link in way.hands) for way in telling.ways)
        made.add_edge(
            f"article:{telling.article}", f"claim:{claim.id}", type="tells", way=_plain(said), statement=telling.statement
        )


def _node(made: Any, name: str, type: str, label: str, **attributes: str | int | bool) -> None:  # noqa: ANN401
    values = {key: _plain(value) if isinstance(value, str) else value for key, value in attributes.items()}
    made.add_node(_plain(name), type=type, label=_plain(label), **values)


def _plain(text: str) -> str:
    return _NO_XML.sub("�", text)
