"""Findings as JSON, schema provaudit-check/1: one document a run, with what an editor needs to act on each finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from pydantic import Field

from provaudit.checks.outcome import Checked
from provaudit.formats.audit.wire_v1 import Stamp, Wire, Words
from provaudit.formats.check.base import Desk
from provaudit.model.audit import Finding, Level
from provaudit.model.lines import LineIndex

SCHEMA: Final = "provaudit-check/1"


class Norm(Wire):
    """Where a rule comes from."""

    code: str
    clause: str


class Place(Wire):
    """Line and column, both from 1, columns in code points."""

    line: int
    column: int


class CheckFinding(Wire):
    """One finding with the rule behind it. `suppressed` is the reason given, null where the finding stands."""

    rule: str
    name: str
    level: Level
    confidence: float
    message: str
    why: str
    fix: str
    authority: list[Norm]
    at: Place
    span: Words
    related: list[Words]
    statement: str | None
    fingerprint: str
    suppressed: str | None


class CheckedArticle(Wire):
    """One article."""

    file: str
    id: str
    input_sha256: str
    findings: list[CheckFinding]
    problems: list[str]
    unsigned: list[str]


class CheckDocument(Wire):
    """All articles of a run. `failing` counts the findings at or above `fail_on`, which decide the exit code."""

    schema_: Literal["provaudit-check/1"] = Field(SCHEMA, alias="schema")
    stamp: Stamp | None
    fail_on: str
    failing: int
    articles: list[CheckedArticle]


def render(checks: Iterable[Checked], desk: Desk) -> Iterator[str]:
    """The whole run as one document, when all articles are checked."""
    done = list(checks)
    document = CheckDocument(
        stamp=_stamp(done[0]) if done else None,
        fail_on=desk.fail_on or "never",
        failing=sum(len(checked.at_least(desk.fail_on)) for checked in done),
        articles=[_article(checked, desk) for checked in done],
    )
    yield json.dumps(document.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1) + "\n"


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of this format."""
    body = CheckDocument.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **body, "title": "provaudit check"}


def _stamp(checked: Checked) -> Stamp:
    stamp = checked.audit.stamp
    return Stamp(**{name: getattr(stamp, name) for name in stamp.__dataclass_fields__})


def _article(checked: Checked, desk: Desk) -> CheckedArticle:
    article = checked.audit.analysis.article
    lines = LineIndex(article.text)
    return CheckedArticle(
        file=checked.source,
        id=article.id,
        input_sha256=article.input_sha256,
        findings=[_finding(finding, article.text, lines, desk) for finding in checked.audit.findings],
        problems=list(checked.problems),
        unsigned=list(checked.unsigned),
    )


def _finding(finding: Finding, text: str, lines: LineIndex, desk: Desk) -> CheckFinding:
    rule = next(compiled.rule for compiled in desk.pack.finding if compiled.rule.id == finding.rule)
    at = lines.position(finding.span.start)
    spans = [Words(start=span.start, end=span.end, text=span.of(text)) for span in (finding.span, *finding.related)]
    return CheckFinding(
        rule=finding.rule,
        name=rule.name,
        level=finding.level,
        confidence=finding.confidence,
        message=finding.message,
        why=rule.why,
        fix=rule.fix,
        authority=[Norm(code=origin.code, clause=origin.clause) for origin in rule.authority],
        at=Place(line=at.line, column=at.column),
        span=spans[0],
        related=spans[1:],
        statement=finding.statement,
        fingerprint=finding.fingerprint,
        suppressed=finding.suppressed,
    )
