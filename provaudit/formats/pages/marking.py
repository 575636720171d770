"""Marks over a text that may overlap, as properly nested openings and closings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from provaudit.model.span import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is to be shown as something. `kind` says as what, `refs` belong to it; lower layers go outside."""

    span: Span
    kind: str
    refs: tuple[str, ...] = ()
    layer: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of the marked text: `text` to show, or a mark that `opens` or, where it does not, closes."""

    text: str = ""
    mark: Mark | None = None
    opens: bool = False
    first: bool = False  # opens here for the first time, not again after a crossing


def nested(text: str, within: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text of `within` with the marks in it, well nested: where two cross, the one that goes on is closed and opened again.

    Marks are clipped to `within`; empty ones are dropped. The pieces of text put together are the text.
    """
    inside = [(mark, cut) for mark in marks if (cut := mark.span.clip(within))]
    edges = sorted({within.start, within.end} | {edge for _, cut in inside for edge in (cut.start, cut.end)})
    starting: dict[int, list[tuple[Mark, Span]]] = {}
    for mark, cut in sorted(inside, key=lambda pair: (-pair[1].end, pair[0].layer, pair[0].kind, pair[0].refs)):
        starting.setdefault(cut.start, []).append((mark, cut))
    opened: list[tuple[Mark, Span]] = []
    for edge, following in zip(edges, [*edges[1:], within.end], strict=True):
        again = _ended(opened, edge)
        for mark, _ in reversed(opened[again:]):
            yield Piece(mark=mark)
        left = [(mark, cut) for mark, cut in opened[again:] if cut.end > edge]
        del opened[again:]
        for mark, cut in left:
            opened.append((mark, cut))
            yield Piece(mark=mark, opens=True)
        for mark, cut in starting.get(edge, ()):
            opened.append((mark, cut))
            yield Piece(mark=mark, opens=True, first=True)
        if following > edge:
            yield Piece(text=text[edge:following])


def _ended(opened: list[tuple[Mark, Span]], edge: int) -> int:
    """The place in the stack of the outermost mark that ends at the edge; the stack's height where none does."""
    return next((place for place, (_, cut) in enumerate(opened) if cut.end <= edge), len(opened))
