"""Statements and their chains of sourcing, origin first, publisher last."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provaudit.model.attribution import Cue, Mode
from provaudit.model.span import Span, Spans


class Kind(StrEnum):
    """What a link of a chain is."""

    PERSON = "person"
    PEOPLE = "people"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNSPECIFIED = "unspecified"
    PUBLISHER = "publisher"


class Naming(StrEnum):
    """Whether a proper name identifies the link, a role or affiliation describes it, or nothing places it."""

    NAMED = "named"
    DESCRIBED = "described"
    OPAQUE = "opaque"


class Flag(StrEnum):
    """Marks of a statement beside its chain (annotation guide of the project, docs/chain-gold.md)."""

    ANONYMITY_REASON = "anonymity_reason"  # the unit says why or on what terms a source is unnamed
    NO_COMMENT = "no_comment"  # somebody declined or did not answer
    BACKGROUND = "background"  # general knowledge or earlier events in the publisher's voice
    STALE = "stale"  # reported "at the time" or earlier


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, group, body, outlet or document in an article; `role` is the title or description without the name."""

    id: str
    name: str
    kind: Kind
    naming: Naming
    role: str | None = None
    mentions: Spans = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of hands. `mention` is None where the link is carried over or is the publisher."""

    entity: Entity
    mention: Span | None = None
    medium: str | None = None  # social network, interview, statement, document, broadcast; None where the text does not say
    cue: Cue | None = None
    basis: Span | None = None  # how the source knows: "familiar with the matter", "briefed on the plan"
    terms: Span | None = None  # why or on what terms it is unnamed: "on condition of anonymity because ..."


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the explanation: what evidence led to which part of the chain, in plain words."""

    step: str  # cue, source, content, relay, entity, carry-over, own voice, mode
    text: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest stretch with its own sourcing. `chain` is origin first and ends with the publisher."""

    id: str
    unit: str  # Unit.id
    content: Spans
    mode: Mode
    chain: tuple[Link, ...]
    cues: tuple[Cue, ...] = ()
    hedges: tuple[Cue, ...] = ()
    flags: frozenset[Flag] = frozenset()
    attributions: tuple[str, ...] = ()  # Attribution.id of the triples that the chain is made of, innermost first
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()

    @property
    def attributed(self) -> bool:
        """Whether somebody other than the publisher stands behind the content."""
        return len(self.chain) > 1

    @property
    def origin(self) -> Link:
        """The first pair of hands; the publisher itself in its own voice."""
        return self.chain[0]

    @property
    def relays(self) -> tuple[Link, ...]:
        """The links between origin and publisher."""
        return self.chain[1:-1]

    @property
    def hops(self) -> int:
        """How often the claim changed hands."""
        return len(self.chain) - 1
