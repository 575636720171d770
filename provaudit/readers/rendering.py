"""A text without its markup: on the same lines as before, with a way from spans of the one to spans of the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from provaudit.model.span import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in the place of a span. Line ends in the span stay, so that lines keep their numbers; `words` holds none."""

    span: Span
    words: str = ""


class Rendering:
    """`text` is what is left when the edits are made. Of edits that overlap the first counts."""

    def __init__(self, source: str, edits: Iterable[Edit]) -> None:
        pieces: list[str] = []
        self._places = [(Span(0, 0), Span(0, 0))]  # of what was edited: in the source, in the text
        at = size = 0
        for edit in sorted(edits, key=lambda edit: edit.span.start):
            if edit.span.start < at:
                continue
            words = edit.words + "".join(_LINE_END.findall(edit.span.of(source)))
            pieces += (source[at : edit.span.start], words)
            start = size + edit.span.start - at
            at, size = edit.span.end, start + len(words)
            self._places.append((edit.span, Span(start, size)))
        self.text = "".join((*pieces, source[at:]))
        self._starts = [place.start for place, _ in self._places]

    def moved(self, span: Span) -> Span:
        """Where the span of the source lies in the text."""
        return Span(self._offset(span.start), self._offset(span.end))

    def _offset(self, offset: int) -> int:
        source, text = self._places[bisect_right(self._starts, offset) - 1]
        if offset == source.start:
            return text.start
        return text.end + max(0, offset - source.end)
