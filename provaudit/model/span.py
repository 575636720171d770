"""Half-open code-point ranges into an article's text: the one ruler of the program."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final


# Not frozen, which would take three times as long: some ten thousand are made an article. Types keep anybody from changing one.
@dataclass(slots=True, order=True, unsafe_hash=True)
class Span:
    """`text[start:end]`, offsets in code points, end exclusive. Immutable."""

    start: Final[int]
    end: Final[int]

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span stands for."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def clip(self, other: Span) -> Span | None:
        """The common part, or None where there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def shift(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def trim(self, text: str, drop: str = "") -> Span:
        """Without white space, and without the characters of `drop`, at both ends; may be empty."""
        start, end = self.start, self.end
        while start < end and (text[start].isspace() or text[start] in drop):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in drop):
            end -= 1
        return Span(start, end)


_start, _end, _bounds = attrgetter("start"), attrgetter("end"), attrgetter("start", "end")

Spans = tuple[Span, ...]
"""Pieces of one stretch, in text order, not overlapping."""


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of them. Raises ValueError where there are none."""
    pieces = tuple(spans)
    if len(pieces) == 1:
        return pieces[0]
    return Span(min([s.start for s in pieces]), max([s.end for s in pieces]))


def merge(spans: Iterable[Span]) -> Spans:
    """The same code points in sorted pieces that neither touch nor overlap; empty ones are dropped."""
    if type(spans) is tuple and len(spans) == 1 and spans[0].start < spans[0].end:
        return spans  # mostly: facts and chains ask this some ten thousand times an article
    pieces = [s for s in spans if s.start < s.end]
    if len(pieces) < 2:
        return tuple(pieces)
    merged: list[Span] = []
    for span in sorted(pieces, key=_bounds):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> Spans:
    """What is left of `spans` when the code points of `holes` are taken out."""
    whole = merge(spans)
    if not whole:
        return ()
    low, high = whole[0].start, whole[-1].end
    cut = merge(h for h in holes if h.start < high and h.end > low)
    left: list[Span] = []
    at = 0  # of the first hole that does not end before the span
    for span in whole:
        start = span.start
        while at < len(cut) and cut[at].start < span.end:
            if start < cut[at].start:
                left.append(Span(start, cut[at].start))
            start = max(start, cut[at].end)
            if cut[at].end > span.end:
                break  # it reaches into the next span
            at += 1
        if start < span.end:
            left.append(Span(start, span.end))
    return tuple(left)


def near(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    """Those that overlap or touch a place, of spans in text order that do not overlap; the others are not looked at."""
    first = bisect_left(spans, place.start, key=_end)
    return spans[first : bisect_right(spans, place.end, lo=first, key=_start)]


def overlap(a: Iterable[Span], b: Iterable[Span]) -> int:
    """How many code points the two stretches share."""
    if type(a) is tuple and type(b) is tuple and len(a) == len(b) == 1:
        return max(0, min(a[0].end, b[0].end) - max(a[0].start, b[0].start))
    ones, others = tuple(a), tuple(b)
    if not _touch(ones, others):
        return 0  # mostly: no need to put them in order
    ones, others = merge(ones), merge(others)
    shared = 0
    for x in ones:
        for y in others:
            both = min(x.end, y.end) - max(x.start, y.start)
            if both > 0:
                shared += both
    return shared


def _touch(ones: Spans, others: Spans) -> bool:
    for x in ones:
        for y in others:
            if x.start < y.end and y.start < x.end:
                return True
    return False
