"""Fast questions about quoted text: what surrounds an offset, how much of a stretch is quoted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from provaudit.model.attribution import Mode, Quotation
from provaudit.model.span import Span, Spans, merge


def settle(quotations: Sequence[Quotation], sentences: Sequence[Span]) -> tuple[Quotation, ...]:
    """The quotations, broken pairs cut at the end of the sentence that they open in: nobody knows how far the words go."""
    ends = [s.end for s in sentences]
    settled = []
    for quotation in quotations:
        at = bisect_right(ends, quotation.inner.start)
        if not quotation.closed and at < len(ends) and ends[at] < quotation.span.end:
            start, end = quotation.inner.start, max(quotation.inner.start, ends[at])
            quotation = replace(quotation, span=Span(quotation.span.start, end), inner=Span(start, end))
        settled.append(quotation)
    return tuple(q for i, q in enumerate(settled) if q.depth == 0 or _covered(q, settled[:i]))


def _covered(quotation: Quotation, before: Sequence[Quotation]) -> bool:
    return any(q.depth < quotation.depth and q.span.covers(quotation.span) for q in before[-50:])


class QuotedText:
    """The quotations of one text, ordered for questions by offset.

    Made from the result of `pairing.pair`: sorted by start, properly nested. Each question takes logarithmic time
    (and the length of the stretch asked about, where characters are counted).
    """

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.quotations = tuple(quotations)
        self.outermost = tuple(q for q in self.quotations if q.depth == 0)
        self._starts = [q.span.start for q in self.outermost]
        self._ends = [q.span.end for q in self.outermost]
        self._bounds: list[int] = []  # where the innermost quotation changes
        self._innermost: list[Quotation | None] = []  # and what it is from there on
        around: list[Quotation] = []
        for quotation in self.quotations:
            self._leave(around, quotation.span.start)
            around.append(quotation)
            self._bounds.append(quotation.span.start)
            self._innermost.append(quotation)
        if around:
            self._leave(around, around[0].span.end)

    def _leave(self, around: list[Quotation], offset: int) -> None:
        while around and around[-1].span.end <= offset:
            self._bounds.append(around.pop().span.end)
            self._innermost.append(around[-1] if around else None)

    def inside(self, offset: int, *, outermost: bool = False) -> Quotation | None:
        """The innermost (or outermost) quotation that a code point stands in, None outside; the marks belong to it."""
        if outermost:
            at = bisect_right(self._starts, offset) - 1
            return self.outermost[at] if at >= 0 and self._ends[at] > offset else None
        at = bisect_right(self._bounds, offset) - 1
        return self._innermost[at] if at >= 0 else None

    def quoted(self, span: Span) -> Spans:
        """The pieces of `span` that lie between the marks of outermost quotations."""
        pieces: list[Span] = []
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        for quotation in self.outermost[first:last]:
            if piece := quotation.inner.clip(span):
                pieces.append(piece)
        return tuple(pieces)

    def share(self, text: str, spans: Iterable[Span]) -> float:
        """The share (0..1) of the word characters of `spans` that lie inside outermost quotations; 0 where there are none."""
        pieces = merge(spans)
        total = sum(_word_characters(text, piece) for piece in pieces)
        inside = sum(_word_characters(text, part) for piece in pieces for part in self.quoted(piece))
        return inside / total if total else 0.0

    def mode(self, text: str, content: Spans) -> Mode:
        """Direct where all word characters of the content are quoted, mixed where some are, indirect where none are."""
        share = self.share(text, content)
        if share == 1:
            return Mode.DIRECT
        return Mode.MIXED if share else Mode.INDIRECT


def _word_characters(text: str, span: Span) -> int:
    return sum(map(str.isalnum, text[span.start : span.end]))
