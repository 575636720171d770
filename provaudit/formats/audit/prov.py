"""Audits as JSON-LD: provenance in the terms of W3C PROV, places in those of Web Annotation, articles and claims in schema.org's.

The context stands in the document, so that nothing has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from provaudit.formats.audit.base import Look
from provaudit.model.attribution import Mode
from provaudit.model.audit import Audit, Finding, Score
from provaudit.model.chain import Entity, Kind, Statement
from provaudit.model.span import Span

TERMS = "https://provaudit.org/ns#"
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "pa": TERMS,
    "id": "@id",
    "type": "@type",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "chain": {"@id": "pa:chain", "@container": "@list"},
}
AGENTS = {
    Kind.PERSON: ["prov:Person", "schema:Person"],
    Kind.PEOPLE: ["prov:Agent", "pa:People"],
    Kind.ORGANIZATION: ["prov:Organization", "schema:Organization"],
    Kind.OUTLET: ["prov:Organization", "schema:NewsMediaOrganization"],
    Kind.PUBLISHER: ["prov:Organization", "schema:NewsMediaOrganization"],
    Kind.DOCUMENT: ["prov:Entity", "schema:CreativeWork"],
    Kind.UNSPECIFIED: ["prov:Agent", "pa:Unspecified"],
}
CONTEXT_BEFORE = 24  # characters before and after a quotation, by which Web Annotation finds it again in a changed text


def render(audits: Iterable[Audit], _look: Look) -> Iterator[str]:
    """One document: the context once, the things of all articles in its graph."""
    yield f'{{"@context": {json.dumps(CONTEXT, ensure_ascii=False)},\n "@graph": ['
    comma = "\n"
    for number, audit in enumerate(audits, 1):
        for thing in _Graph(audit, number).things():
            # People paste JSON-LD into pages; what closes a script there must not stand in it.
            yield comma + json.dumps(thing, ensure_ascii=False).replace("</", r"<\/")
            comma = ",\n"
    yield "\n]}\n"


class _Graph:
    def __init__(self, audit: Audit, number: int) -> None:
        self.audit = audit
        self.article = audit.analysis.article
        self.text = self.article.text
        self.base = f"urn:provaudit:{number}:{quote(self.article.id, safe='')}"
        self.scores = {score.statement: score for score in audit.scores}

    def things(self) -> Iterator[dict[str, Any]]:
        """Article, audit, agents, claims with their places, findings."""
        yield _whole(self._article())
        yield _whole(self._activity())
        used = {link.entity.id: link.entity for s in self.audit.analysis.statements for link in s.chain}
        for entity in used.values():
            yield _whole(self._agent(entity))
        for statement in self.audit.analysis.statements:
            yield _whole(self._claim(statement, self.scores.get(statement.id)))
            yield self._annotation(
                f"place-{statement.id}", list(statement.content), {"id": self._id(statement.id)}, "oa:identifying"
            )
        for number, finding in enumerate(self.audit.findings):
            yield self._annotation(f"finding-{number}", [finding.span, *finding.related], self._body(finding), "oa:assessing")

    def _id(self, name: str) -> str:
        return f"{self.base}#{quote(name, safe='')}"

    def _article(self) -> dict[str, Any]:
        meta = self.article.meta
        return {
            "id": self.base,
            "type": ["prov:Entity", "schema:NewsArticle"],
            "schema:headline": meta.title,
            "schema:author": meta.byline,
            "schema:publisher": meta.publisher,
            "schema:datePublished": meta.published,
            "schema:articleSection": meta.section,
            "schema:inLanguage": meta.language,
            "schema:url": {"id": meta.url} if meta.url and _is_address(meta.url) else meta.url,
            "schema:sha256": self.article.input_sha256,
        }

    def _activity(self) -> dict[str, Any]:
        stamp, summary = self.audit.stamp, self.audit.summary
        return {
            "id": self._id("audit"),
            "type": "prov:Activity",
            "prov:used": {"id": self.base},
            "prov:wasAssociatedWith": {
                "id": f"urn:provaudit:version:{quote(stamp.provaudit, safe='')}",
                "type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
                "schema:name": "provaudit",
                "schema:softwareVersion": stamp.provaudit,
            },
            "pa:pack": f"{stamp.pack} ({stamp.pack_hash})",
            "pa:models": stamp.models,
            "pa:statements": summary.statements,
            "pa:attributed": summary.attributed,
            "pa:ownVoice": summary.own_voice,
            "pa:independentOrigins": summary.independent_origins,
            "pa:directness": summary.directness,
            "pa:grade": summary.grade,
        }

    def _agent(self, entity: Entity) -> dict[str, Any]:
        return {
            "id": self._id(entity.id),
            "type": AGENTS[entity.kind],
            "schema:name": entity.name,
            "schema:description": entity.role,
            "pa:kind": entity.kind.value,
            "pa:naming": entity.naming.value,
        }

    def _claim(self, statement: Statement, score: Score | None) -> dict[str, Any]:
        """A claim was attributed to its origin and generated by the audit; quoted claims are quoted from the origin's document."""
        origin = statement.origin.entity
        whence = "prov:hadPrimarySource" if origin.kind is Kind.DOCUMENT else "prov:wasAttributedTo"
        return {
            "id": self._id(statement.id),
            "type": ["prov:Entity", "schema:Claim", *(["schema:Quotation"] if statement.mode is Mode.DIRECT else [])],
            "schema:text": " … ".join(span.of(self.text) for span in statement.content),
            "schema:isPartOf": {"id": self.base},
            whence: {"id": self._id(origin.id)},
            "prov:wasGeneratedBy": {"id": self._id("audit")},
            "pa:mode": statement.mode.value,
            "pa:hops": statement.hops,
            "chain": [{"id": self._id(link.entity.id)} for link in statement.chain],
            "pa:relay": [{"id": self._id(link.entity.id)} for link in statement.relays] or None,
            "pa:confidence": round(statement.confidence, 4),
            "pa:directness": score.directness if score else None,
            "pa:grade": score.grade if score else None,
            "pa:term": [{"pa:rule": t.rule, "pa:points": t.points, "pa:reason": t.reason} for t in score.terms] if score else None,
        }

    def _annotation(self, name: str, spans: list[Span], body: dict[str, Any], why: str) -> dict[str, Any]:
        return {
            "id": self._id(name),
            "type": "oa:Annotation",
            "oa:motivatedBy": {"id": why},
            "oa:hasBody": body,
            "oa:hasTarget": [
                {
                    "type": "oa:SpecificResource",
                    "oa:hasSource": {"id": self.base},
                    "oa:hasSelector": [
                        {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end},
                        {
                            "type": "oa:TextQuoteSelector",
                            "oa:exact": span.of(self.text),
                            "oa:prefix": self.text[max(0, span.start - CONTEXT_BEFORE) : span.start],
                            "oa:suffix": self.text[span.end : span.end + CONTEXT_BEFORE],
                        },
                    ],
                }
                for span in spans
            ],
        }

    def _body(self, finding: Finding) -> dict[str, Any]:
        return _whole(
            {
                "type": "oa:TextualBody",
                "rdfs:comment": finding.message,
                "pa:rule": finding.rule,
                "pa:level": finding.level.value,
                "pa:fingerprint": finding.fingerprint,
                "pa:suppressed": finding.suppressed,
                "pa:statement": {"id": self._id(finding.statement)} if finding.statement else None,
            }
        )


def _whole(thing: dict[str, Any]) -> dict[str, Any]:
    """Without what nobody knows: JSON-LD has no place for it."""
    return {key: value for key, value in thing.items() if value is not None and value != []}


def _is_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https") and not set(url) & set(' <>"{}|\\^`')
    except ValueError:
        return False
