"""Fast questions about quoted text: what surrounds an offset, how much of a stretch is quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from provaudit.model.attribution import Mode, Quotation
from provaudit.model.span import Span, Spans, merge


class QuotedText:
    """The quotations of one text, ordered for questions by offset.

    Made from the result of `pairing.pair`: sorted by start, properly nested. Each question takes logarithmic time
    (and the length of the stretch asked about, where characters are counted).
    """

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.quotations = tuple(quotations)
        self._starts = [q.span.start for q in self.quotations]
        self._around: list[int | None] = []  # index of the quotation around each
        open_: list[int] = []
        for i, quotation in enumerate(self.quotations):
            while open_ and self.quotations[open_[-1]].span.end <= quotation.span.start:
                open_.pop()
            self._around.append(open_[-1] if open_ else None)
            open_.append(i)
        self.outermost = tuple(q for q in self.quotations if q.depth == 0)
        self._ends = [q.inner.end for q in self.outermost]

    def inside(self, offset: int, *, outermost: bool = False) -> Quotation | None:
        """The innermost (or outermost) quotation that a code point stands in, None outside; the marks belong to it."""
        at: int | None = bisect_right(self._starts, offset) - 1
        found: Quotation | None = None
        while at is not None and at >= 0:
            if self.quotations[at].span.end > offset:
                found = self.quotations[at]
                if not outermost:
                    return found
            at = self._around[at]
        return found

    def quoted(self, span: Span) -> Spans:
        """The pieces of `span` that lie between the marks of outermost quotations."""
        pieces: list[Span] = []
        for quotation in self.outermost[bisect_right(self._ends, span.start) :]:
            if quotation.inner.start >= span.end:
                break
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
