"""What an audit of one article holds: the analysis, the scores, the findings and the stamp that makes two runs comparable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provaudit.model.article import Article, Unit
from provaudit.model.attribution import Attribution, Quotation
from provaudit.model.chain import Entity, Statement
from provaudit.model.span import Span, Spans


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything measured about one article; what facts are computed from. Nothing in it is a judgement."""

    article: Article
    units: tuple[Unit, ...]
    quotations: tuple[Quotation, ...]
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    models: str = ""


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ScoreTerm:
    """One summand of a directness: which rule, how many points, and why in words."""

    rule: str
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """The directness of one attributed statement: 100 and the terms, held within 0..100."""

    statement: str  # Statement.id
    directness: int
    grade: str
    terms: tuple[ScoreTerm, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: primary span, related spans, and a fingerprint that survives edits elsewhere in the text."""

    rule: str
    level: Level
    confidence: float
    message: str
    span: Span
    statement: str | None = None
    related: Spans = ()
    fingerprint: str = ""
    suppressed: str | None = None  # the reason given, None where the finding stands


@dataclass(frozen=True, slots=True)
class Summary:
    """An article's score with its distribution and shares, all over statements; shares are 0..1, None where nothing is counted."""

    statements: int
    attributed: int
    own_voice: int
    directness: float | None  # mean over attributed statements, headline and lead counted once more
    grade: str | None
    grades: dict[str, int]  # A..F -> number of attributed statements
    share_own_voice: float | None
    share_unnamed: float | None  # of attributed statements: origin not named
    share_relayed: float | None
    share_single_origin: float | None  # of attributed statements: share of the most used origin
    independent_origins: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """Versions and hashes. Same stamp and same options: same bytes."""

    provaudit: str
    pack: str
    pack_hash: str
    models: str  # names and short hashes: parser, tagger, the weights of its proposals, language data, a newsroom's outlets
    input_sha256: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of auditing one article."""

    stamp: Stamp
    analysis: Analysis
    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]
    summary: Summary
