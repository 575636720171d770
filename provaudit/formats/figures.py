"""The figures that every report of an article shows, counted in one place, so that no two formats can disagree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from provaudit.model.attribution import Mode
from provaudit.model.audit import Audit, Finding, Level
from provaudit.model.chain import Entity, Flag, Kind, Naming, Statement
from provaudit.model.span import Span

FIRST_HAND, UNNAMED, RELAYED = "first-hand", "unnamed", "relayed"


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over the statements of one article. `named_first_hand`: origin named and no relay; unnamed and relayed may overlap."""

    statements: int
    attributed: int
    own_voice: int
    named_first_hand: int
    unnamed: int
    relayed: int
    independent_origins: int
    findings: dict[Level, int]  # those that stand
    suppressed: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One entity that stands in a chain: how often as origin and as relay, its share of attributed statements, its first place."""

    entity: Entity
    origin_of: int
    relay_of: int
    share: float
    first: Span | None
    reply: str  # quoted, reported, passed on, or no comment


def totals(audit: Audit) -> Totals:
    """The counts of one audit."""
    statements = audit.analysis.statements
    attributed = [s for s in statements if s.attributed]
    return Totals(
        statements=len(statements),
        attributed=len(attributed),
        own_voice=len(statements) - len(attributed),
        named_first_hand=sum(named(s) and not s.relays for s in attributed),
        unnamed=sum(not named(s) for s in attributed),
        relayed=sum(bool(s.relays) for s in attributed),
        independent_origins=audit.summary.independent_origins,
        findings={level: sum(f.level is level for f in standing(audit)) for level in Level},
        suppressed=len(audit.findings) - len(standing(audit)),
    )


def named(statement: Statement) -> bool:
    """Whether a proper name identifies the origin."""
    return statement.origin.entity.naming is Naming.NAMED


def standing(audit: Audit) -> list[Finding]:
    """The findings that nobody has suppressed."""
    return [f for f in audit.findings if f.suppressed is None]


def sources(audit: Audit) -> list[SourceLine]:
    """Who stands in the chains, the publisher apart: most used first, then in the order in which they appear."""
    attributed = [s for s in audit.analysis.statements if s.attributed]
    origins = Counter(s.origin.entity.id for s in attributed)
    relays = Counter(link.entity.id for s in attributed for link in s.relays)
    entities: dict[str, Entity] = {}
    places: dict[str, list[Span]] = {}
    modes: dict[str, set[Mode]] = {}
    for s in attributed:
        modes.setdefault(s.origin.entity.id, set()).add(s.mode)
        for link in s.chain[:-1]:
            if link.entity.kind is not Kind.PUBLISHER:
                entities.setdefault(link.entity.id, link.entity)
                places.setdefault(link.entity.id, list(link.entity.mentions)).extend([link.mention] if link.mention else [])
    refused = [span for s in audit.analysis.statements if Flag.NO_COMMENT in s.flags for span in s.content]
    lines = [
        SourceLine(
            entity,
            origins[entity.id],
            relays[entity.id],
            origins[entity.id] / len(attributed),
            min(places[entity.id], default=None),
            _reply(modes.get(entity.id, set()), any(m.overlaps(span) for m in entity.mentions for span in refused)),
        )
        for entity in entities.values()
    ]
    return sorted(lines, key=lambda line: -(line.origin_of + line.relay_of))


def _reply(modes: set[Mode], refused: bool) -> str:
    """How it has its say: in its own words, reported, only by passing on; and whether it would not comment."""
    said = "quoted" if modes & {Mode.DIRECT, Mode.MIXED} else "reported" if modes else "passes on"
    return f"{said}, no comment" if refused else said
