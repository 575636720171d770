"""Where the paragraphs of plain text are: blank lines, else lines, with hard-wrapped lines joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from provaudit.model.article import Block
from provaudit.model.span import Span

WIDEST_WRAP = 120  # no editor wraps prose at more columns; a longer line is a paragraph
RAGGED = 0.8  # a line that would have had less than this with the next word was broken on purpose
FULL_SHARE = 0.4  # of the lines that others follow; headlines, decks and last lines are short in wrapped texts too

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?:;…](?:\s?»|['\"”’)\]])*$")
_ITEM = re.compile(r"(?:[•·▪◦‣*–—-]|\d{1,3}[.)])\s")


def paragraphs(text: str) -> tuple[Block, ...]:
    """The paragraphs of `text` as untyped blocks, trimmed, in order: together they hold all that is not white space.

    Blank lines divide. Lines that follow one another directly are paragraphs of their own, unless the text is
    hard-wrapped: then the lines that were broken only because the next word did not fit are joined.
    """
    groups = list(_line_groups(text))
    width = _wrap_width(text, groups)
    return tuple(Block(span) for group in groups for span in _join(text, group, width))


def _line_groups(text: str) -> Iterator[list[Span]]:
    """Runs of lines that no blank line interrupts; lines are trimmed."""
    group: list[Span] = []
    last_end = 0
    for match in _LINE.finditer(text):
        span = Span(match.start(), match.end()).trim(text)
        if not len(span):
            continue
        if group and _blank_between(text, last_end, span.start):
            yield group
            group = []
        group.append(span)
        last_end = span.end
    if group:
        yield group


def _blank_between(text: str, start: int, end: int) -> bool:
    return len((text[start:end] + ".").splitlines()) > 2


def _wrap_width(text: str, groups: list[list[Span]]) -> int | None:
    """The column at which the text was hard-wrapped, None where it was not.

    A wrapped text has no line beyond the width, many of its lines are full, and most full lines stop mid-sentence.
    """
    longest = max((len(line) for group in groups for line in group), default=0)
    if longest > WIDEST_WRAP:
        return None
    broken = [(line, after) for group in groups for line, after in pairwise(group) if not _ITEM.match(after.of(text))]
    full = [line for line, after in broken if _is_full(text, line, after, longest)]
    running_on = sum(1 for line in full if not _SENTENCE_END.search(line.of(text)))
    wrapped = len(full) >= 2 and len(full) >= FULL_SHARE * len(broken) and running_on > len(full) / 2
    return longest if wrapped else None


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    next_word = after.of(text).split(maxsplit=1)[0]
    return len(line) + 1 + len(next_word) > RAGGED * width


def _join(text: str, lines: list[Span], width: int | None) -> Iterator[Span]:
    start = lines[0]
    end = lines[0]
    for line in lines[1:]:
        if width is not None and _goes_on(text, end, line, width):
            end = line
            continue
        yield Span(start.start, end.end)
        start = end = line
    yield Span(start.start, end.end)


def _goes_on(text: str, line: Span, after: Span, width: int) -> bool:
    if _ITEM.match(after.of(text)):
        return False
    runs_on = not _SENTENCE_END.search(line.of(text)) and text[after.start].islower()
    return runs_on or _is_full(text, line, after, width)
