"""Findings as SARIF 2.1.0: chains are code flows, suppressed results stay and are marked, fingerprints are content's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from provaudit import __version__
from provaudit.checks.baseline import REASON
from provaudit.checks.outcome import IN_TEXT, Checked
from provaudit.engine.pack import CompiledRule
from provaudit.formats import words
from provaudit.formats.check.base import Desk
from provaudit.model.audit import Finding
from provaudit.model.chain import Statement
from provaudit.model.lines import LineIndex
from provaudit.model.span import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "provaudit/v1"

Json = dict[str, Any]


def render(checks: Iterable[Checked], desk: Desk) -> Iterator[str]:
    """One log with one run, when all articles are checked."""
    done = list(checks)
    driver: Json = {
        "name": "provaudit",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": "https://pypi.org/project/provaudit/",
        "rules": [_rule(compiled) for compiled in desk.pack.finding],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(checked) for checked in done],
        "results": [result for number, checked in enumerate(done) for result in _results(number, checked, desk)],
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(done)}],
        "properties": {"pack": f"{desk.pack.name} {desk.pack.version}", "packHash": desk.pack.hash},
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(compiled: CompiledRule) -> Json:
    rule = compiled.rule
    assert rule.level is not None
    origins = "; ".join(f"{origin.code}, {origin.clause}" for origin in rule.authority)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": _sentence(rule.name.replace("-", " "))},
        "fullDescription": {"text": _sentence(rule.why)},
        "help": {"text": f"{_sentence(rule.fix)} From: {_sentence(origins or compiled.pack)}"},
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {"tags": [compiled.pack, rule.persona.value], "precision": _precision(rule.confidence)},
    }


def _precision(confidence: float) -> str:
    names = ((0.95, "very-high"), (0.85, "high"), (0.7, "medium"))
    return next((name for least, name in names if confidence >= least), "low")


def _artifact(checked: Checked) -> Json:
    sha256 = checked.audit.stamp.input_sha256
    return {"location": {"uri": _uri(checked.source)}} | ({"hashes": {"sha-256": sha256}} if sha256 else {})


def _uri(source: str) -> str:
    path = Path(source)
    return path.as_uri() if path.is_absolute() else quote("stdin" if source == "-" else path.as_posix())


def _notifications(checks: list[Checked]) -> list[Json]:
    return [
        {"level": "warning", "message": {"text": _sentence(f"{checked.where}: {problem}")}}
        for checked in checks
        for problem in (*checked.problems, *checked.unsigned)
    ]


def _results(number: int, checked: Checked, desk: Desk) -> Iterator[Json]:
    article = checked.audit.analysis.article
    places = _Places(number, checked, article.text)
    statements = {statement.id: statement for statement in checked.audit.analysis.statements}
    index = {compiled.rule.id: at for at, compiled in enumerate(desk.pack.finding)}
    for finding in checked.audit.findings:
        result: Json = {
            "ruleId": finding.rule,
            "ruleIndex": index[finding.rule],
            "level": finding.level.value,
            "message": {"text": _sentence(checked.about + finding.message)},
            "locations": [places.at(finding.span)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "rank": round(100 * finding.confidence, 2),
        }
        if finding.related:
            result["relatedLocations"] = [{"id": at, **places.at(span)} for at, span in enumerate(finding.related, 1)]
        statement = statements.get(finding.statement or "")
        if statement is not None and statement.attributed:
            result["codeFlows"] = [{"message": {"text": words.chain(statement)}, "threadFlows": [_flow(statement, places)]}]
        if finding.suppressed is not None:
            result["suppressions"] = [_suppression(finding)]
        yield result


def _flow(statement: Statement, places: _Places) -> Json:
    """The way of the claim, origin first; a link without words of its own stands where its content does."""
    steps = []
    for number, link in enumerate(statement.chain):
        name = words.inert(link.entity.name)
        role = "origin" if number == 0 else "publisher" if number == statement.hops else "relay"
        where = link.mention or statement.content[0]
        importance = "essential" if number == 0 else "important"
        steps.append({"location": {**places.at(where), "message": {"text": f"{role}: {name}"}}, "importance": importance})
    return {"locations": steps}


def _suppression(finding: Finding) -> Json:
    reason = finding.suppressed or ""
    kind = "inSource" if reason.startswith(IN_TEXT) else "external"
    return {"kind": kind, "status": "accepted", "justification": REASON if reason == REASON else reason.removeprefix(IN_TEXT)}


class _Places:
    """Spans of one article as SARIF locations: lines and columns from 1, the end column exclusive."""

    def __init__(self, index: int, checked: Checked, text: str) -> None:
        self._artifact = {"uri": _uri(checked.source), "index": index}
        self._logical: Json = {"logicalLocations": [{"name": checked.article}]} if checked.article else {}
        self._text = text
        self._lines = LineIndex(text)

    def at(self, span: Span) -> Json:
        start, end = self._lines.position(span.start), self._lines.position(span.end)
        region: Json = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": span.start,
            "charLength": len(span),
        }
        if len(span):
            region["snippet"] = {"text": span.of(self._text)}
        return {"physicalLocation": {"artifactLocation": self._artifact, "region": region}, **self._logical}


def _sentence(text: str) -> str:
    """SARIF wants messages that are sentences, with a full stop at the end."""
    text = words.inert(text)
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
