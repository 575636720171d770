"""Markup within the paragraphs of Markdown: what has to go, or to be put differently, so that words are left.

The source is read from left to right, and nothing in it is looked at more than a few times, however hostile it is. That is why
it is not left to markdown-it, which does not tell either where in the source its words stood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html import unescape

from provaudit.model.span import Span
from provaudit.readers.comments import is_comment
from provaudit.readers.emphasis import Emphasis
from provaudit.readers.rendering import Edit

_MARK = re.compile(r"\\[!-/:-@\[-`{-~\r\n]|`+|!?\[|\]|\*+|_+|~~+|<|&")
_HTML_MARK = re.compile(r"<|&")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]{1,99}\]:?")
_LINK_END = re.compile(
    r"\(\s*+(?:<[^<>\n]*+>|(?:[^\s()<\\]|\\.|\((?:[^\s()\\]|\\.)*+\))(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+)?"
    r"(?:\s++(?:>\s*+)*+(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?\s*+\)",
    re.DOTALL,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_ADDRESS = re.compile(r"<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>@]++)>", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z0-9-]*+)(?=[\s/>])(?:(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>|[^<>]*+>)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_LONGEST_LABEL = 999
_DEEPEST = 20  # images around a link


def edits(text: str, span: Span, *, quoted: int = 0, references: Container[str] = ()) -> Iterator[Edit]:
    """What turns a paragraph of Markdown into its words: marks, addresses, images and footnote marks go, entities are written out.

    `quoted` is how many quotations the paragraph stands in, `references` the labels of links that are defined elsewhere, as
    `label_of` writes them. Comments to provaudit stay. Edits may come in any order, and overlap.
    """
    yield from _quotation_marks(text, span, quoted)
    yield from _Inline(text, span, references).edits()


def html_edits(text: str, span: Span, *, quoted: int = 0) -> Iterator[Edit]:
    """The same for a paragraph of raw HTML: tags go, entities are written out."""
    yield from _quotation_marks(text, span, quoted)
    at = span.start
    comments = _Comments(text, span.end)
    while mark := _HTML_MARK.search(text, at, span.end):
        at, found = _of_html(text, mark.start(), span.end, comments)
        yield from found


def label_of(words: str) -> str:
    """A label as labels are compared: without regard to case and white space."""
    return " ".join(words.split()).casefold()


def _quotation_marks(text: str, span: Span, depth: int) -> Iterator[Edit]:
    """The `>` at the beginning of lines after the first, as many as the quotation is deep."""
    if depth:
        for mark in re.compile(rf"(?<=[\r\n])(?:[ \t]{{0,3}}>[ \t]?){{1,{depth}}}").finditer(text, span.start, span.end):
            yield Edit(Span(mark.start(), mark.end()))


class _Comments:
    """Comments of HTML up to some end; where one is not closed, none behind it is."""

    def __init__(self, text: str, end: int) -> None:
        self._text, self._end, self._open = text, end, False

    def at(self, start: int) -> Span | None:
        """The comment that begins there."""
        if self._open or not self._text.startswith("<!--", start):
            return None
        end = self._text.find("-->", start + 4, self._end)
        self._open = end < 0
        return None if self._open else Span(start, end + 3)


def _of_html(text: str, start: int, end: int, comments: _Comments) -> tuple[int, tuple[Edit, ...]]:
    """Where to go on behind a `<` or `&`, and what has to be done about it."""
    if comment := comments.at(start):
        return comment.end, () if is_comment(comment.of(text)) else (Edit(comment),)
    if tag := _TAG.match(text, start, end):
        return tag.end(), (Edit(Span(start, tag.end()), " " if tag[1].lower() == "br" else ""),)
    if entity := _ENTITY.match(text, start, end):
        words = unescape(entity[0])
        return entity.end(), (Edit(Span(start, entity.end()), words if words.isprintable() else " "),)
    return start + 1, ()


@dataclass(frozen=True, slots=True)
class _Bracket:
    """An opening bracket, of an image or perhaps of a link."""

    start: int
    end: int
    image: bool


class _Inline:
    """One paragraph of Markdown."""

    def __init__(self, text: str, span: Span, references: Container[str]) -> None:
        self._text, self._span, self._references = text, span, references
        self._edits: list[Edit] = []
        self._brackets: list[_Bracket] = []
        self._emphasis = Emphasis(text, span)
        self._comments = _Comments(text, span.end)
        self._ticks: dict[int, list[int]] = {}  # how many -> where
        for ticks in re.compile("`+").finditer(text, span.start, span.end):
            self._ticks.setdefault(len(ticks[0]), []).append(ticks.start())

    def edits(self) -> Iterator[Edit]:
        at = self._span.start
        while mark := _MARK.search(self._text, at, self._span.end):
            at = self._after(mark)
        yield from self._edits
        yield from map(Edit, self._emphasis.marks())

    def _after(self, mark: re.Match[str]) -> int:
        """Where to go on behind a mark."""
        start, end, kind = mark.start(), mark.end(), mark[0][0]
        if kind == "\\":
            self._gone(start, start + 1)
        elif kind == "`":
            return self._code(start, end)
        elif kind in "*_":
            self._emphasis.run(start, end)
        elif kind == "~":
            self._gone(start, end)
        elif kind in "<&":
            return self._html(start)
        elif kind == "]":
            return self._closed(end)
        elif footnote := _FOOTNOTE.match(self._text, start, self._span.end):
            self._gone(start, footnote.end() - (footnote[0][-1] == ":" and start != self._span.start))
            return footnote.end()
        else:
            self._brackets.append(_Bracket(start, end, kind == "!"))
        return end

    def _gone(self, start: int, end: int) -> None:
        self._edits.append(Edit(Span(start, end)))

    def _code(self, start: int, end: int) -> int:
        places = self._ticks[end - start]
        following = bisect_right(places, start)
        if following == len(places):
            return end
        closing = places[following]
        self._gone(start, end)
        self._gone(closing, closing + end - start)
        return closing + end - start

    def _html(self, start: int) -> int:
        if address := _ADDRESS.match(self._text, start, self._span.end):
            self._gone(start, start + 1)
            self._gone(address.end() - 1, address.end())
            return address.end()
        at, found = _of_html(self._text, start, self._span.end, self._comments)
        self._edits += found
        return at

    def _closed(self, end: int) -> int:
        """Where to go on behind a closing bracket."""
        if not self._brackets:
            return end
        opening = self._brackets.pop()
        behind = self._behind(opening, end)
        if behind is None:
            return end
        if opening.image:
            self._gone(opening.start, behind)
        else:
            self._gone(opening.start, opening.end)
            self._gone(end - 1, behind)
            self._brackets = [bracket for bracket in self._brackets[-_DEEPEST:] if bracket.image]  # no links in links
        return behind

    def _behind(self, opening: _Bracket, end: int) -> int | None:
        """Where the link ends whose words end there; None where it is none."""
        if target := _LINK_END.match(self._text, end, self._span.end):
            return target.end()
        label = _LABEL.match(self._text, end, self._span.end)
        if label and label[1].strip():
            return label.end() if label_of(label[1]) in self._references else None
        size = end - 1 - opening.end
        if size <= _LONGEST_LABEL and label_of(self._text[opening.end : end - 1]) in self._references:
            return label.end() if label else end
        return None
