"""Quotations and attributions: who says what, before anything is known about through whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provaudit.model.span import Span, Spans


class Mode(StrEnum):
    """How the content stands in the text: within quotation marks wholly, partly, not at all; `none` without attribution."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NONE = "none"


class Stance(StrEnum):
    """What the cue lets the reader think of the content."""

    NEUTRAL = "neutral"
    DOUBTING = "doubting"  # claimed
    ENDORSING = "endorsing"  # pointed out
    EVIDENTIAL = "evidential"  # reportedly
    DENIAL = "denial"  # denied


class Scope(StrEnum):
    """What the source does with the content. Chains are made of speech, belief and evidence only."""

    SPEECH = "speech"
    BELIEF = "belief"
    EVIDENCE = "evidence"  # a document, poll or study shows
    WISH = "wish"
    ORDER = "order"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks. `span` includes the marks, `inner` does not; `closed` is False for a broken pair."""

    span: Span
    inner: Span
    depth: int  # 0 outermost
    closed: bool
    continues: bool = False  # goes on from the paragraph before without having been closed there


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that signal an attribution, in one piece, with lemma and stance."""

    span: Span
    lemma: str
    stance: Stance = Stance.NEUTRAL


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source-cue-content triple as extracted. `evidence` names what spoke for it, any of adverb, lexicon, syntax, tagger.

    `hearer` is whom the source told. `impersonal`: nobody is said to be the source ("it was reported that"). `cited`: the
    governing source leans on this one ("reported, citing officials"). `parenthetical`: the content stands around the cue.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    lemma: str
    stance: Stance
    scope: Scope
    mode: Mode
    confidence: float
    evidence: tuple[str, ...]
    hearer: Spans = ()
    impersonal: bool = False
    cited: bool = False
    parenthetical: bool = False
    nested: bool = False  # stands inside the content of another: corpora that annotate one layer do not have it
