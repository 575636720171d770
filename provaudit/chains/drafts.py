"""Statements while they are being built: content, chain of records, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from provaudit.chains.nesting import Node
from provaudit.entities.resolution import Record
from provaudit.model.article import Unit
from provaudit.model.attribution import Mode
from provaudit.model.chain import Reason
from provaudit.model.span import Span, Spans


@dataclass(eq=False)
class Hold:
    """One pair of hands of a draft's chain: a record, and where it is mentioned (None where it is carried over)."""

    record: Record
    mention: Span | None = None
    node: Node | None = None


@dataclass(eq=False)
class Draft:
    """A statement in the making. An empty chain is the publisher's own voice."""

    unit: Unit
    content: Spans
    chain: list[Hold] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)  # innermost first
    mode: Mode = Mode.NONE
    carried: bool = False  # the cue stands in another unit
    confidence: float = 1.0
    because: list[Reason] = field(default_factory=list)
