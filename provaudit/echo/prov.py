"""The report as JSON-LD in the terms of W3C PROV: claims, who they are attributed to, and the articles that derive from others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from provaudit.echo.report import Article, Claim, Copy, Echo, Link, Origin, Story, Telling, Way
from provaudit.formats.audit.prov import AGENTS, CONTEXT
from provaudit.model.chain import Kind

BASE = "urn:provaudit:echo:"


def prov(report: Echo) -> Iterator[str]:
    """One document with the context in it, so that nothing has to be fetched to read it."""
    yield f'{{"@context": {json.dumps(CONTEXT, ensure_ascii=False)},\n "@graph": ['
    comma = "\n"
    for thing in _things(report):
        kept = {key: value for key, value in thing.items() if value is not None and value != []}
        yield comma + json.dumps(kept, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def _things(report: Echo) -> Iterator[dict[str, Any]]:
    copies = {copy.article: copy for copy in report.copies}
    links = [link for s in report.stories for c in s.claims for t in c.tellings for way in t.ways for link in way.hands]
    outlets = {link.name for link in links if link.kind in (Kind.OUTLET, Kind.PUBLISHER)}
    for name in sorted(outlets | {article.publisher for article in report.articles}):
        yield {"id": _id("outlet", name), "type": AGENTS[Kind.OUTLET], "schema:name": name}
    for article in report.articles:
        yield _article(article, copies.get(article.key))
    for story in report.stories:
        yield _story(story)
        for origin in story.origins:
            yield _origin(origin)
        for claim in story.claims:
            yield _claim(claim, story)
            for number, telling in enumerate(claim.tellings, 1):
                yield _telling(telling, claim, number)


def _article(article: Article, copy: Copy | None) -> dict[str, Any]:
    derived = {"id": _id("article", copy.original)} if copy else None
    return {
        "id": _id("article", article.key),
        "type": ["prov:Entity", "schema:NewsArticle"],
        "schema:identifier": article.id,
        "schema:headline": article.title,
        "schema:datePublished": article.published,
        "schema:publisher": {"id": _id("outlet", article.publisher)},
        "prov:wasDerivedFrom": derived,
        "pa:credited": copy.credited if copy else None,
    }


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": _id("story", story.id),
        "type": ["prov:Collection", "pa:Story"],
        "schema:name": story.title,
        "prov:hadMember": [{"id": _id("article", key)} for key in story.articles],
        "pa:centralClaim": {"id": _id("claim", story.central)},
        "pa:independentOrigins": len(story.independent),
        "pa:first": {"id": _id("article", story.broke)} if story.broke else None,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "id": _id("origin", origin.id),
        "type": AGENTS[origin.kind],
        "schema:name": origin.name,
        "pa:kind": origin.kind.value,
        "pa:naming": origin.naming.value,
        "pa:spokeTo": {"id": _id("outlet", origin.via)} if origin.via else None,
    }


def _claim(claim: Claim, story: Story) -> dict[str, Any]:
    return {
        "id": _id("claim", claim.id),
        "type": ["prov:Entity", "schema:Claim"],
        "schema:text": claim.text,
        "schema:isPartOf": {"id": _id("story", story.id)},
        "prov:wasAttributedTo": [{"id": _id("origin", origin)} for origin in claim.origins],
    }


def _telling(telling: Telling, claim: Claim, number: int) -> dict[str, Any]:
    """What one article says is a specialisation of the claim; each of its ways is a list of agents, origin first."""
    return {
        "id": _id("telling", f"{claim.id}.{number}"),
        "type": ["prov:Entity", "schema:Claim"],
        "schema:text": telling.text,
        "schema:isPartOf": {"id": _id("article", telling.article)},
        "prov:specializationOf": {"id": _id("claim", claim.id)},
        "pa:statement": telling.statement,
        "pa:hedged": telling.hedged,
        "pa:way": [{"chain": [_agent(link, way, place) for place, link in enumerate(way.hands)]} for way in telling.ways],
    }


def _agent(link: Link, way: Way, place: int) -> dict[str, Any]:
    if link.kind in (Kind.OUTLET, Kind.PUBLISHER):
        return {"id": _id("outlet", link.name)}
    if place == 0 and way.origin:
        return {"id": _id("origin", way.origin)}
    return {"type": AGENTS[link.kind], "schema:name": link.name}


def _id(kind: str, name: str) -> str:
    return f"{BASE}{kind}:{quote(name, safe='')}"
