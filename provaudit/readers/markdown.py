"""Markdown (.md): the canonical text is the file without the markup in its paragraphs, every line with the number it has there.

What lies between the blocks (front matter, marks that open a line, code, comments) stays in it as it stands in the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

from provaudit.errors import InputError
from provaudit.model.article import Article, Block, BlockKind, Metadata
from provaudit.model.span import Span
from provaudit.readers import inline, raw_html
from provaudit.readers.cells import cell_kind
from provaudit.readers.encoding import decode
from provaudit.readers.keys import KEYS, key_of, words_of
from provaudit.readers.raw_html import Piece
from provaudit.readers.rendering import Edit, Rendering
from provaudit.readers.source import Source, checked, digest

_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\r?\n?$")
_PLUSES = re.compile(r"\+\+\+[ \t]*\r?\n?$")
_TOML_LINE = re.compile(r"\s*(?:[\w.\"'-]+\s*=|\[[\w.]+\]\s*$)")
_TOML_PLACE = re.compile(r"\d+")
_KEY_LINE = re.compile(r"\w[\w -]*:(?:\s|$)")
_OPENING_MARKUP = re.compile(r"\s*(?:(?:>|[-*+]|\d{1,9}[.)]|#{1,6})(?:[ \t]+|$)|>)*\s*")
_UNDERLINE = re.compile(r"[\s>]*(?:=+|-+)\s*")  # of a heading
_HEADING = re.compile(r"h[1-6]")
_BAR = re.compile(r"(?<!\\)\|")  # between cells; one behind a backslash is a word's
_FOOTNOTE = re.compile(r"[\s>]*\[\^[^\s\[\]]{1,99}\]:[ \t]")  # one that is told
_BOLD_QUESTION = re.compile(r"(\*\*|__)[^\s*_][^*_\n]*\?\1")
_LONGEST_HEADING = 14  # words
_TOLD = 3  # places of what is left out that a note tells
_MAX_FRONT_MATTER = 65_536  # characters


def read(source: Source) -> Iterator[Article | InputError]:
    """Yields the one article of a Markdown file. Raises InputError for broken front matter, else what `checked` raises."""
    data = source.read()
    text, note = decode(data, source.name)
    front_end, meta = _front_matter(text, source.name)
    left_out: list[Piece] = []
    found = list(_found(text, front_end, left_out))
    rendering = Rendering(text, (edit for one in found for edit in one.edits(text)))
    yield checked(
        rendering.text,
        tuple(_rendered(found, rendering)),
        id=source.stem,
        where=source.name,
        sha256=digest(data),
        meta=meta,
        notes=((note,) if note else ()) + _remarks(text, left_out),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A block whose span is one of the file: in how many quotations it stands, what links its markup may refer to."""

    block: Block
    quoted: int = 0
    references: frozenset[str] = frozenset()
    html: bool = False

    def edits(self, text: str) -> Iterator[Edit]:
        """What turns it into its words."""
        if self.html:
            return inline.html_edits(text, self.block.span, quoted=self.quoted)
        return inline.edits(text, self.block.span, quoted=self.quoted, references=self.references)


def _rendered(found: list[_Found], rendering: Rendering) -> Iterator[Block]:
    """The blocks where they lie in the text that is left; one that was nothing but a picture is none."""
    for one in found:
        span = rendering.moved(one.block.span).trim(rendering.text)
        if len(span):
            yield replace(one.block, span=span)


def _front_matter(text: str, where: str) -> tuple[int, Metadata]:
    """Where the front matter ends (0 where there is none), and what it says."""
    lines = text.splitlines(keepends=True)
    kind = next((kind for kind in _FRONT_MATTER if len(lines) > 1 and kind.begins(lines[0], lines[1])), None)
    if kind is None:
        return 0, Metadata()  # three dashes without keys below them are a rule across the page
    closing = next((i for i, line in enumerate(lines[1:], 1) if kind.fence.match(line)), None)
    size = sum(map(len, lines[:closing]))
    if closing is None or size > _MAX_FRONT_MATTER:
        raise InputError(
            "the front matter that begins here is not closed", where=f"{where}:1", hint=f"end it with a line of three {kind.marks}"
        )
    return size + len(lines[closing]), _metadata(kind.load("".join(lines[1:closing]), where), where)


def _yaml(source: str, where: str) -> dict[str, Any]:
    from provaudit.documents import Document, Malformed

    try:
        loaded = Document(source).data
    except Malformed as error:
        place = f"{where}:{error.line + 1}:{error.column}"
        raise InputError(f"the front matter is broken: {error.what}", where=place, hint="quote values that hold a colon") from None
    if not isinstance(loaded, dict):
        raise InputError("the front matter holds no keys", where=f"{where}:2", hint="write it as `key: value`")
    return loaded


def _toml(source: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        what, _, place = str(error).partition(" (at ")
        line, column = _TOML_PLACE.findall(place) or ("0", "")
        at = f"{where}:{int(line) + 1}" + (f":{column}" if column else "")
        raise InputError(f"the front matter is broken: {what}", where=at, hint="between lines of +++ it has to be TOML") from None


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    """A way to write front matter: the line around it, what the first line in it looks like, what reads it."""

    fence: re.Pattern[str]
    first: re.Pattern[str]
    marks: str
    load: Callable[[str, str], dict[str, Any]]

    def begins(self, line: str, following: str) -> bool:
        """Whether a text that begins with these two lines has such front matter."""
        return self.fence.match(line) is not None and not line.startswith(".") and self.first.match(following) is not None


_FRONT_MATTER = (_FrontMatter(_FENCE, _KEY_LINE, "dashes", _yaml), _FrontMatter(_PLUSES, _TOML_LINE, "pluses", _toml))


def _metadata(found: dict[str, Any], where: str) -> Metadata:
    values: dict[str, str] = {}
    for field in KEYS:
        key = key_of(field, found)
        if key is None:
            continue
        words = words_of(found[key])
        if words is None:
            raise InputError(f"`{key}` in the front matter is neither a text nor a list of texts", where=where)
        values[field] = words
    return Metadata(**values)


def _found(text: str, front_end: int, left_out: list[Piece] | None = None) -> Iterator[_Found]:
    """Paragraphs, headings, list items, cells of tables, and the same out of raw HTML; code and rules are no prose.

    Raw HTML that is none either goes to `left_out`.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable(["inline"])  # what is within blocks it has no places for
    lines = _lines(text, front_end)
    known: dict[str, Any] = {}
    tokens = parser.parse("\n".join(line.of(text) for line in lines), known)
    references = frozenset(map(inline.label_of, known.get("references", ())))
    kinds = _Kinds()
    kind: BlockKind | None = None
    in_row = False
    depth = {"blockquote": 0, "list_item": 0}
    for token in tokens:
        here = lines[slice(*token.map)] if token.map else []
        name, _, what = token.type.rpartition("_")
        if name in depth:
            depth[name] += 1 if what == "open" else -1
        elif token.type == "heading_open":
            kind = kinds.of(token.tag)
        elif name == "tr":
            in_row = what == "open"
            for cell in _cells(text, here):
                yield _Found(Block(cell, cell_kind(cell.of(text))), references=references)
        elif token.type == "html_block":
            for piece in raw_html.pieces(text, _stripped(text, here, None)):
                if not piece.left_out:
                    kind_there = cell_kind(piece.span.of(text)) if piece.tag in ("td", "th") else kinds.of(piece.tag)
                    yield _Found(Block(piece.span, kind_there, piece.tag == "li"), depth["blockquote"], html=True)
                elif left_out is not None:
                    left_out.append(piece)
        elif token.type == "inline" and here and not in_row:
            for block in _paragraphs(text, here, kind):
                item = kind is None and depth["list_item"] > 0
                yield _Found(replace(kinds.typed(block, text), item=item), depth["blockquote"], references)
            kind = None


def _paragraphs(text: str, lines: list[Span], kind: BlockKind | None) -> Iterator[Block]:
    """The block on these lines; each footnote that is told there is one of its own."""
    starts = [0, *(i for i, line in enumerate(lines) if i and kind is None and _FOOTNOTE.match(line.of(text))), len(lines)]
    for start, end in pairwise(starts):
        span = _stripped(text, lines[start:end], kind)
        if len(span):
            told = kind is None and _FOOTNOTE.match(span.of(text))
            yield Block(span, BlockKind.REFERENCE if told else kind)


class _Kinds:
    """What tags say about their words; of several headings only the first can be the headline."""

    def __init__(self) -> None:
        self._headed = False

    def of(self, tag: str) -> BlockKind | None:
        """The kind of the words in such a tag, which come behind all that was asked for before."""
        if tag == "figcaption":
            return BlockKind.CAPTION
        if not _HEADING.fullmatch(tag):
            return None
        first, self._headed = not self._headed, True
        return BlockKind.HEADLINE if tag == "h1" and first else BlockKind.HEADING

    def typed(self, block: Block, text: str) -> Block:
        """The block, as a heading where it is a short question in bold: of a longer one its words alone do not tell."""
        asked = block.kind is None and self._headed and _BOLD_QUESTION.fullmatch(words := block.span.of(text))
        return replace(block, kind=BlockKind.HEADING) if asked and len(words.split()) <= _LONGEST_HEADING else block


def _cells(text: str, lines: list[Span]) -> Iterator[Span]:
    """The words between the bars of rows of a table."""
    for line in lines:
        row = _stripped(text, [line], None)
        bars = [row.start - 1, *(bar.start() for bar in _BAR.finditer(text, row.start, row.end)), row.end]
        for before, bar in pairwise(bars):
            cell = Span(before + 1, bar).trim(text)
            if len(cell):
                yield cell


def _remarks(text: str, left_out: list[Piece]) -> tuple[str, ...]:
    """A note about raw HTML that is not read, with the places of the first ones."""
    if not left_out:
        return ()
    places = [f"{piece.tag} in line {_line(text, piece.span)}" for piece in left_out[:_TOLD]]
    more = f" and {len(left_out) - _TOLD} more" if len(left_out) > _TOLD else ""
    return (f"raw HTML is left out: {', '.join(places)}{more}",)


def _line(text: str, span: Span) -> int:
    return text.count("\n", 0, span.start) + 1


def _lines(text: str, start: int) -> list[Span]:
    """The lines after the front matter without their ends, split as Markdown does."""
    pieces = re.split(r"(\r\n|\r|\n)", text[start:])
    starts = list(accumulate(map(len, pieces), initial=start))
    return [Span(starts[i], starts[i] + len(pieces[i])) for i in range(0, len(pieces), 2)]


def _stripped(text: str, lines: list[Span], kind: BlockKind | None) -> Span:
    """The words on these lines, without what marks a quotation, an item or a heading before and after them."""
    if kind is not None and len(lines) > 1 and _UNDERLINE.fullmatch(lines[-1].of(text)):
        lines = lines[:-1]
    first, last = lines[0], lines[-1]
    opening = _OPENING_MARKUP.match(first.of(text))
    start = first.start + (opening.end() if opening else 0)
    end = last.end
    if kind is not None:
        end = start + len(_without_closing_hashes(text[start:end]))
    return Span(min(start, end), end).trim(text)


def _without_closing_hashes(heading: str) -> str:
    """What white space parts from the words before it; each character is looked at once, however hostile the heading."""
    words = heading.rstrip(" \t").rstrip("#")
    return words if words[-1:] in (" ", "\t") else heading
