"""Emphasis in Markdown: which of the asterisks and underscores in a paragraph are marks, by the rules of CommonMark."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from provaudit.model.span import Span


@dataclass(slots=True)
class _Run:
    """Several of one character. `start` and `end` are moved inwards as they find partners."""

    number: int
    start: int
    end: int
    opens: bool
    closes: bool
    size: int  # at first

    @property
    def left(self) -> int:
        return self.end - self.start


class Emphasis:
    """The runs of a paragraph, in order of the text; each is matched with those before it."""

    def __init__(self, text: str, span: Span) -> None:
        self._text, self._span = text, span
        self._open: dict[str, list[_Run]] = {"*": [], "_": []}
        self._below: dict[tuple[str, bool, int], int] = {}  # up to which run such a one has found nothing
        self._marks: list[Span] = []
        self._count = 0

    def marks(self) -> Iterator[Span]:
        """The characters that are marks."""
        yield from self._marks

    def run(self, start: int, end: int) -> None:
        """Takes the next run in."""
        char = self._text[start]
        before = _kind(self._text[start - 1] if start > self._span.start else " ")
        after = _kind(self._text[end] if end < self._span.end else " ")
        left = after != "space" and (after == "word" or before != "word")
        right = before != "space" and (before == "word" or after != "word")
        opens = left and (char == "*" or not right or before == "mark")
        closes = right and (char == "*" or not left or after == "mark")
        run = _Run(self._count, start, end, opens, closes, end - start)
        self._count += 1
        if closes:
            self._close(char, run)
        if opens and run.left:
            self._open[char].append(run)

    def _close(self, char: str, run: _Run) -> None:
        stack = self._open[char]
        key = (char, run.opens, run.size % 3)
        while run.left:
            place = len(stack) - 1
            while place >= 0 and stack[place].number >= self._below.get(key, 0) and not _partners(stack[place], run):
                place -= 1
            if place < 0 or stack[place].number < self._below.get(key, 0):
                self._below[key] = run.number
                return
            opening = stack[place]
            del stack[place + 1 :]
            n = 2 if opening.left >= 2 and run.left >= 2 else 1
            self._marks += (Span(opening.end - n, opening.end), Span(run.start, run.start + n))
            opening.end -= n
            run.start += n
            if not opening.left:
                stack.pop()


def _partners(opening: _Run, closing: _Run) -> bool:
    if not (opening.closes or closing.opens):
        return True
    return bool((opening.size + closing.size) % 3) or (opening.size % 3 == 0 and closing.size % 3 == 0)


def _kind(char: str) -> str:
    if char.isspace():
        return "space"
    return "mark" if unicodedata.category(char)[0] in "PS" else "word"
