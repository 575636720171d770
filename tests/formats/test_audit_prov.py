"""The JSON-LD of audits, read by an independent reader: chains, attributions and places are where PROV and Web Annotation look."""

from __future__ import annotations

import json

import pytest
from builders import AUDITS

from provaudit.formats.audit.base import FORMATS
from provaudit.model.audit import Audit

rdflib = pytest.importorskip("rdflib", reason="needs rdflib: pip install '.[dev]'")

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SCHEMA = rdflib.Namespace("https://schema.org/")
PA = rdflib.Namespace("https://provaudit.org/ns#")


def graph(*audits: Audit):
    return rdflib.Graph().parse(data="".join(FORMATS["prov"].render(audits)), format="json-ld")


def name(found, node) -> str:
    return str(found.value(node, SCHEMA.name))


@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_every_statement_is_a_claim_with_a_place(situation: str) -> None:
    audit = AUDITS[situation]()
    found = graph(audit)
    claims = set(found.subjects(rdflib.RDF.type, SCHEMA.Claim))
    assert len(claims) == len(audit.analysis.statements)
    for s in audit.analysis.statements:
        claim = next(c for c in claims if str(c).endswith(f"#{s.id}"))
        note = next(found.subjects(OA.hasBody, claim))
        starts = {int(value) for value in found.objects(None, OA.start)}
        assert {span.start for span in s.content} <= starts
        assert (note, rdflib.RDF.type, OA.Annotation) in found


def test_chain_is_a_list_in_its_order() -> None:
    found = graph(AUDITS["relayed"]())
    claim = next(c for c in found.subjects(rdflib.RDF.type, SCHEMA.Claim) if str(c).endswith("#s0"))
    chain = [name(found, node) for node in rdflib.collection.Collection(found, found.value(claim, PA.chain))]
    assert chain == ["city officials", "Reuters", "The Harbour Courier"]
    assert name(found, found.value(claim, PROV.wasAttributedTo)) == "city officials"


def test_a_document_is_the_primary_source() -> None:
    found = graph(AUDITS["all_units"]())
    assert {name(found, node) for node in found.objects(None, PROV.hadPrimarySource)} == {"fire service report"}


def test_quotations_are_found_again_by_their_words() -> None:
    audit = AUDITS["direct_quote"]()
    found = graph(audit)
    for selector in found.subjects(rdflib.RDF.type, OA.TextQuoteSelector):
        parts = [str(found.value(selector, part)) for part in (OA.prefix, OA.exact, OA.suffix)]
        assert "".join(parts) in audit.analysis.article.text


def test_several_articles_do_not_mix() -> None:
    audits = [build() for build in AUDITS.values()]
    assert len(set(graph(*audits).subjects(rdflib.RDF.type, SCHEMA.Claim))) == sum(a.summary.statements for a in audits)


def test_without_an_article_it_is_an_empty_graph() -> None:
    assert json.loads("".join(FORMATS["prov"].render([])))["@graph"] == []
