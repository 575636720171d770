"""Markdown (.md): the canonical text is the file as it stands; blocks leave out front matter and the markup that opens a line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from provaudit.errors import InputError
from provaudit.model.article import Article, Block, BlockKind, Metadata
from provaudit.model.span import Span
from provaudit.readers.encoding import decode
from provaudit.readers.source import Source, checked, digest

_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\r?\n?$")
_KEY_LINE = re.compile(r"\w[\w -]*:(?:\s|$)")
_OPENING_MARKUP = re.compile(r"\s*(?:(?:>|[-*+]|\d{1,9}[.)]|#{1,6})(?:[ \t]+|$)|>)*\s*")
_UNDERLINE = re.compile(r"[\s>]*(?:=+|-+)\s*")  # of a heading
_MAX_FRONT_MATTER = 65_536  # characters
_KEYS = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline"),
    "published": ("date", "published", "publish_date", "datePublished"),
    "publisher": ("publisher", "outlet", "site_name"),
    "url": ("url", "canonical_url", "link"),
    "section": ("section", "category"),
    "language": ("language", "lang"),
}


def read(source: Source) -> Iterator[Article | InputError]:
    """Yields the one article of a Markdown file. Raises InputError for broken front matter, else what `checked` raises."""
    data = source.read()
    text, note = decode(data, source.name)
    front_end, meta = _front_matter(text, source.name)
    yield checked(
        text,
        tuple(_blocks(text, front_end)),
        id=source.stem,
        where=source.name,
        sha256=digest(data),
        meta=meta,
        notes=(note,) if note else (),
    )


def _front_matter(text: str, where: str) -> tuple[int, Metadata]:
    """Where the front matter ends (0 where there is none), and what it says."""
    lines = text.splitlines(keepends=True)
    if len(lines) < 2 or not lines[0].startswith("---") or not _FENCE.match(lines[0]) or not _KEY_LINE.match(lines[1]):
        return 0, Metadata()  # three dashes without keys below them are a rule across the page
    closing = next((i for i, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)
    size = sum(map(len, lines[:closing]))
    if closing is None or size > _MAX_FRONT_MATTER:
        raise InputError(
            "the front matter that begins here is not closed", where=f"{where}:1", hint="end it with a line of three dashes"
        )
    return size + len(lines[closing]), _metadata(_yaml("".join(lines[1:closing]), where), where)


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


def _metadata(found: dict[str, Any], where: str) -> Metadata:
    values: dict[str, str] = {}
    for field, keys in _KEYS.items():
        for key in keys:
            if found.get(key) is not None:
                values[field] = _plain(found[key], key, where)
                break
    return Metadata(**values)


def _plain(value: object, key: str, where: str) -> str:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return " and ".join(filter(None, [", ".join(value[:-1]), *value[-1:]]))
    if isinstance(value, datetime.date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, str | int | float):
        return str(value).strip()
    raise InputError(f"`{key}` in the front matter is neither a text nor a list of texts", where=where)


def _blocks(text: str, front_end: int) -> Iterator[Block]:
    """Paragraphs, headings and list items; code, raw HTML, rules and tables' markup are no prose and make no blocks."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").disable(["inline"])  # blocks only: linear, however hostile the inline markup
    lines = _lines(text, front_end)
    first_heading = True
    kind: BlockKind | None = None
    for token in parser.parse("\n".join(line.of(text) for line in lines)):
        if token.type == "heading_open":
            kind = BlockKind.HEADLINE if token.tag == "h1" and first_heading else BlockKind.HEADING
            first_heading = False
        elif token.type == "inline" and token.map:
            span = _stripped(text, lines[token.map[0] : token.map[1]], kind)
            if len(span):
                yield Block(span, kind)
            kind = None


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
