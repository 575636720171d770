"""The wire types of provaudit-audit/1: what the published JSON Schema is made from. They only grow; a break makes a wire_v2."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from provaudit.model.article import UnitType
from provaudit.model.attribution import Mode, Scope, Stance
from provaudit.model.audit import Level
from provaudit.model.chain import Flag, Kind, Naming

SCHEMA: Final = "provaudit-audit/1"
SCHEMA_ID = "https://provaudit.org/schema/provaudit-audit-1.schema.json"

Share = float | None


class Wire(BaseModel):
    """Base: nothing but what is declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Range(Wire):
    """A half-open range of code points in the article's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Words(Range):
    """A range and the words that stand there."""

    text: str


class Cue(Words):
    """Words that signal an attribution."""

    lemma: str
    stance: Stance


class Stamp(Wire):
    """Versions and hashes. Same stamp, same input, same options: same audit."""

    provaudit: str
    pack: str
    pack_hash: str
    models: str
    input_sha256: str


class Article(Wire):
    """What is known about the article; null where nobody tells. `length` is in code points."""

    id: str
    publisher: str | None
    title: str | None
    byline: str | None
    published: str | None
    url: str | None
    section: str | None
    language: str | None
    length: int = Field(ge=0)
    notes: list[str]
    credits: list[str] = Field(default_factory=list, description="credit lines and datelines, as they stand")


class Unit(Range):
    """A sentence, headline, caption, source-list entry, credit or boilerplate line. Reading order, no overlaps."""

    id: str
    type: UnitType
    paragraph: int = Field(ge=0)


class Attribution(Wire):
    """A source-cue-content triple as extracted, before chains are built; wishes and orders too, told apart by `scope`."""

    id: str
    source: list[Range]
    cue: list[Range]
    content: list[Range]
    lemma: str
    stance: Stance
    scope: Scope
    mode: Mode
    confidence: float = Field(ge=0, le=1)
    evidence: list[str]


class Entity(Wire):
    """One person, group, body, outlet or document, with all its mentions."""

    id: str
    name: str
    kind: Kind
    naming: Naming
    role: str | None
    mentions: list[Range]


class Link(Wire):
    """One pair of hands. `basis`: how the source knows; `terms`: on what terms it is unnamed."""

    entity: str
    entity_id: str
    kind: Kind
    naming: Naming
    medium: str | None
    cue: Cue | None
    mention: Words | None
    basis: Words | None
    terms: Words | None


class ScoreTerm(Wire):
    """One summand of a directness, which starts at 100."""

    rule: str
    points: int
    reason: str


class Reason(Wire):
    """One step of the explanation of a chain."""

    step: str
    text: str
    spans: list[Range]


class Statement(Wire):
    """The smallest stretch with its own sourcing; `chain` is origin first, publisher last."""

    id: str
    unit: str
    content: list[Words]
    mode: Mode
    cue: list[Cue]
    hedges: list[Cue]
    flags: list[Flag]
    chain: list[Link] = Field(min_length=1)
    attributions: list[str]
    directness: int | None = Field(ge=0, le=100)
    grade: Literal["A", "B", "C", "D", "E", "F"] | None
    score_terms: list[ScoreTerm]
    confidence: float = Field(ge=0, le=1)
    because: list[Reason]


class Finding(Wire):
    """What a rule found. `suppressed` is the reason given, null where the finding stands."""

    rule: str
    level: Level
    confidence: float = Field(ge=0, le=1)
    message: str
    statement: str | None
    span: Words
    related: list[Words]
    fingerprint: str
    suppressed: str | None


class Summary(Wire):
    """The article's score. Shares are 0..1, null where nothing is counted."""

    statements: int
    attributed: int
    own_voice: int
    directness: float | None
    grade: Literal["A", "B", "C", "D", "E", "F"] | None
    grades: dict[str, int]
    share_own_voice: Share
    share_unnamed: Share
    share_relayed: Share
    share_single_origin: Share
    independent_origins: int


class AuditDocument(Wire):
    """The audit of one article. All offsets are code points into its text, half-open."""

    schema_: Literal["provaudit-audit/1"] = Field(SCHEMA, alias="schema")
    stamp: Stamp
    article: Article
    units: list[Unit]
    attributions: list[Attribution] = Field(
        description="one layer, as corpora annotate it: no attribution inside another's content"
    )
    nested_attributions: list[Attribution] = Field(description="attributions inside the content of others, found by syntax")
    entities: list[Entity]
    statements: list[Statement]
    findings: list[Finding]
    summary: Summary


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of an audit."""
    body = AuditDocument.model_json_schema(mode="serialization", by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **body,
        "title": "provaudit audit",
    }
