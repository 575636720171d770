"""What a reader makes of an input: the text that all offsets point into, its blocks, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from provaudit.model.span import Span


class BlockKind(StrEnum):
    """What a paragraph-sized stretch of an article is."""

    HEADLINE = "headline"
    DECK = "deck"
    HEADING = "heading"  # a headline inside the body
    BODY = "body"
    CAPTION = "caption"
    REFERENCE = "reference"  # an entry of a source list
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


class UnitType(StrEnum):
    """The types of units that an audit shows; decks and headings are headlines."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    REFERENCE = "reference"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"

    @property
    def stated(self) -> bool:
        """Whether units of this type make statements."""
        return self in (UnitType.HEADLINE, UnitType.BODY, UnitType.CAPTION)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, headline, caption, list entry; `kind` is None until the layout has been judged, which finds the dateline too."""

    span: Span
    kind: BlockKind | None = None
    item: bool = False  # an entry of a list: a reader knows, or a bullet opens it
    dateline: Span | None = None  # the place, date and agency that it opens with, dash included: "VALMORA (Reuters) -"
    signed: Span | None = None  # whose words all of it are: the name below a letter, the label before a turn of talk


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its text; None where nobody tells. `published` is an ISO 8601 date or time."""

    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `text` is never changed after reading; `blocks` are in reading order and do not overlap."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    meta: Metadata = field(default_factory=Metadata)
    input_sha256: str = ""
    notes: tuple[str, ...] = ()  # what the reader wants people to know: a guessed encoding, control characters, ...


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a headline, caption, reference, credit or boilerplate line. `paragraph` numbers the blocks from 0."""

    id: str
    span: Span
    type: UnitType
    paragraph: int
