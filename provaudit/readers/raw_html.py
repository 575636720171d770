"""Raw HTML that stands in a text: the paragraphs between its tags, as spans of the text, and what is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provaudit.model.span import Span

_ATTRIBUTES = r"(?:(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>|[^<>]*>)"
_MARKUP = re.compile(rf"(<!--|<!\[CDATA\[|<\?|<!)|<(/?)([a-z][a-z0-9-]*+)(?=[\s/>]){_ATTRIBUTES}", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_QUOTED = re.compile(r"[\s>]*")  # how Markdown marks the lines of a quotation, which may hold HTML
_CLOSED_BY = {"<!--": "-->", "<![cdata[": "]]>", "<?": "?>", "<!": ">"}
_INLINE = re.compile(
    "a|abbr|acronym|b|bd[io]|big|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strike|strong"
    "|su[bp]|time|tt|u|var|wbr"
)
_NO_WORDS = frozenset(("script", "style", "svg", "template"))
_NO_PROSE = _NO_WORDS | {"button", "iframe", "math", "noscript", "object", "pre", "select", "textarea", "title"}
_TOLD = re.compile(r"h[1-6]|figcaption|td|th|li")
_HOLDERS = frozenset(("table", "tr", "ul", "ol"))  # which end a cell or an entry that nothing closes
_PARTING = frozenset('.!?…"”’»):>')  # a line break behind one of these parts paragraphs, as old pages write them


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph and the tag that tells its kind (`h1` to `h6`, `figcaption`, `td`, `th`, `li`, else `p`), or what is not read."""

    span: Span
    tag: str
    left_out: bool = False


def pieces(text: str, span: Span) -> Iterator[Piece]:
    """What the HTML in the span holds, in order. Tags within a sentence stay in its paragraph; those around it do not."""
    reader = _Reader(text)
    at = span.start
    while markup := _MARKUP.search(text, at, span.end):
        reader.words(Span(at, markup.start()))
        at = markup.end()
        opening, closes, tag = (markup[1] or "").lower(), bool(markup[2]), (markup[3] or "").lower()
        if _INLINE.fullmatch(tag) and not (tag == "br" and reader.parts()):
            continue
        yield from reader.paragraph()
        if opening or (tag in _NO_PROSE and not closes):
            end = re.escape(_CLOSED_BY[opening]) if opening else f"</{tag}[^<>]*>"
            closing = re.compile(end, re.IGNORECASE).search(text, at, span.end)
            inside = Span(at, closing.start() if closing else span.end)
            at = closing.end() if closing else span.end
            if (not closing or tag in _NO_PROSE - _NO_WORDS) and _has_letters(_TAG.sub("", inside.of(text))):
                yield Piece(Span(markup.start(), at), opening or f"<{tag}>", left_out=True)
        elif _TOLD.fullmatch(tag) or tag in _HOLDERS:
            reader.tag = "p" if closes or tag in _HOLDERS else tag
    reader.words(Span(at, span.end))
    yield from reader.paragraph()


class _Reader:
    """The paragraph that is being read: where its words begin and end so far."""

    def __init__(self, text: str) -> None:
        self.tag = "p"
        self._text = text
        self._start: int | None = None
        self._end = 0
        self._said = False  # whether there is a letter or a digit in it
        self._broken = False  # whether a line break came last

    def words(self, span: Span) -> None:
        """What stands before the next tag."""
        if self._start is None:
            quoted = _QUOTED.match(self._text, span.start, span.end)
            span = Span(quoted.end() if quoted else span.start, span.end)
        span = span.trim(self._text)
        if len(span):
            self._start = span.start if self._start is None else self._start
            self._end = span.end
            self._broken = False
            self._said = self._said or _has_letters(span.of(self._text))

    def parts(self) -> bool:
        """Whether a line break here parts paragraphs: behind a sentence, or another line break."""
        parts = self._broken or (self._start is not None and self._text[self._end - 1] in _PARTING)
        self._broken = True
        return parts

    def paragraph(self) -> Iterator[Piece]:
        """The paragraph, where it says anything; the next one begins."""
        if self._start is not None and self._said:
            yield Piece(Span(self._start, self._end), self.tag)
        self._start, self._said = None, False


def _has_letters(words: str) -> bool:
    return any(map(str.isalnum, words))
