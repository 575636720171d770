"""The JSON of audits: the published schema, offsets, and what benchmarks read of it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from builders import AUDITS

from provaudit.formats.audit.base import FORMATS
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.formats.audit.wire_v1 import SCHEMA, json_schema
from provaudit.model.audit import Audit

PUBLISHED = Path(__file__).resolve().parents[2] / "schema" / "provaudit-audit-1.schema.json"


def render(name: str, *audits: Audit) -> str:
    return "".join(FORMATS[name].render(audits))


def test_published_schema_is_current() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json_schema(), (
        "provaudit schema > schema/provaudit-audit-1.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_documents_are_valid(built: Audit) -> None:
    jsonschema.validate(json.loads(render("json", built)), json_schema(), jsonschema.Draft202012Validator)


def test_schema_refuses_what_it_does_not_know(built: Audit) -> None:
    document = to_dict(built) | {"more": 1}
    with pytest.raises(jsonschema.ValidationError, match="more"):
        jsonschema.validate(document, json_schema())


def test_fields_of_the_contract(built: Audit) -> None:
    document = json.loads(render("json", built))
    assert document["schema"] == SCHEMA
    contract = {"schema", "stamp", "article", "units", "attributions", "entities", "statements", "findings", "summary"}
    assert set(document) == contract | {"nested_attributions"}
    assert document["article"]["length"] == len(built.analysis.article.text)
    for statement in document["statements"]:
        assert statement["chain"][-1]["kind"] == "publisher"
        assert (statement["directness"] is None) == (len(statement["chain"]) == 1)


def test_every_range_with_text_stands_there(built: Audit) -> None:
    text = built.analysis.article.text
    ranges = list(_ranges(json.loads(render("json", built))))
    assert ranges
    for found in ranges:
        assert 0 <= found["start"] <= found["end"] <= len(text)
        assert found.get("text", text[found["start"] : found["end"]]) == text[found["start"] : found["end"]]


def test_chain_and_sum_of_a_relayed_statement() -> None:
    statement = to_dict(AUDITS["relayed"]())["statements"][0]
    assert [(link["entity"], link["kind"], link["naming"]) for link in statement["chain"]] == [
        ("city officials", "people", "described"),
        ("Reuters", "outlet", "named"),
        ("The Harbour Courier", "publisher", "named"),
    ]
    assert statement["chain"][0]["mention"]["text"] == "two city officials"
    assert 100 + sum(term["points"] for term in statement["score_terms"]) == statement["directness"] == 45


def test_one_article_is_an_object_several_are_an_array_and_none_is_nothing() -> None:
    first, second = AUDITS["own_voice"](), AUDITS["relayed"]()
    assert json.loads(render("json", first))["article"]["id"] == "own-voice"
    assert [d["article"]["id"] for d in json.loads(render("json", first, second, first))] == ["own-voice", "relayed", "own-voice"]
    assert render("json") == ""


def test_lines_are_documents() -> None:
    lines = render("jsonl", AUDITS["own_voice"](), AUDITS["relayed"]()).splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["own-voice", "relayed"]


def _ranges(node):
    if isinstance(node, dict):
        if "start" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _ranges(child)
