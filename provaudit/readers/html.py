"""Web pages (.html): the article without the page around it, its text assembled from blocks joined by blank lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeAlias

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article, Block, BlockKind, Metadata
from provaudit.model.span import Span
from provaudit.readers.comments import shown
from provaudit.readers.encoding import decode
from provaudit.readers.source import MAX_BYTES, Source, checked, digest

Element: TypeAlias = Any  # lxml ships no types

MAX_HTML_BYTES = MAX_BYTES // 2  # extraction builds several trees of the page
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_OF_NO_PAGE = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")  # which Python decodes too, at any cost
_OF_NO_DECLARATION = (*_OF_NO_PAGE, "utf-16", "utf-32")  # in which it could not have been read
_DECK_CLASS = re.compile(r"(?:^|[\s_-])(?:deck|dek|standfirst|subtitle|subheadline|sub-headline)(?:$|[\s_-])", re.IGNORECASE)
_CREDIT_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|photo-?credit|image-?credit|credit)(?:$|[\s_-])", re.IGNORECASE)
_LINE_BREAK = "\x0b"
_BREAK = re.compile(r"(?<=[.!?…\"”’)])\s*\x0b\s*|\x0b\s*\x0b")
_BLOCK_TAGS = frozenset({"p", "head", "item", "quote", "cell", "code"})


def read(source: Source) -> Iterator[Article | InputError]:
    """Yields the article of a page. Raises InputError where the page holds none, else what `checked` raises."""
    yield article_of(source.read(MAX_HTML_BYTES), id=source.stem, where=source.name)


def article_of(data: bytes, *, id: str, where: str, charset: str | None = None, url: str | None = None) -> Article:
    """The article of a page. `charset` is what came with it and counts before what it declares; `url` is where it was found.

    Raises InputError where the page holds no article, else what `checked` raises.
    """
    page, note = _decode(data, where, charset)
    meta, found = _extract(page, where)
    if meta.url is None:
        meta = replace(meta, url=url)
    text, blocks = assemble(found)
    try:
        return checked(text, blocks, id=id, where=where, sha256=digest(data), meta=meta, notes=(note,) if note else ())
    except NothingToReadError:
        raise _no_article(where) from None


def assemble(found: list[tuple[str, BlockKind | None]]) -> tuple[str, tuple[Block, ...]]:
    """A canonical text of the given paragraphs, joined by blank lines, and their blocks; empty ones are left out."""
    blocks: list[Block] = []
    at = 0
    paragraphs = [(words, kind) for words, kind in found if words]
    for words, kind in paragraphs:
        blocks.append(Block(Span(at, at + len(words)), kind))
        at += len(words) + 2
    return "\n\n".join(words for words, _ in paragraphs), tuple(blocks)


def _no_article(where: str) -> InputError:
    return InputError("no article was found on this page", where=where, hint="save the article's own page, or give its text")


def _decode(data: bytes, where: str, charset: str | None) -> tuple[str, str | None]:
    """As `decode`, but what was said about the page, or the page declares, comes before guessing."""
    declared = _DECLARED.search(data[:4096])
    for name, wrong in ((charset, _OF_NO_PAGE), (declared[1].decode("ascii") if declared else None, _OF_NO_DECLARATION)):
        with suppress(LookupError, ValueError):  # the declaration is wrong, as it often is
            if name and not codecs.lookup(name).name.startswith(wrong):
                return data.decode(name).lstrip("\ufeff"), None
    return decode(data, where)


def _extract(page: str, where: str) -> tuple[Metadata, list[tuple[str, BlockKind | None]]]:
    from trafilatura import bare_extraction, load_html

    try:
        tree = load_html(shown(page))
        if tree is None:
            raise _no_article(where)
        known = _known_kinds(tree)
        language = tree.get("lang")
        document = bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=True)
    except InputError:
        raise
    except Exception as error:  # a page is a stranger's: whatever it makes the extractor do is the page's fault
        raise InputError(f"this page cannot be taken apart ({type(error).__name__})", where=where) from None
    if document is None or isinstance(document, dict) or document.body is None:
        raise _no_article(where)
    meta = Metadata(
        publisher=document.sitename or None,
        title=document.title or None,
        byline=document.author or None,
        published=document.date or None,
        url=document.url or None,
        section=document.categories[0] if document.categories else None,
        language=language or document.language or None,
    )
    return meta, _with_headline(_paragraphs(document.body, known), meta.title)


def _known_kinds(tree: Element) -> dict[str, BlockKind]:
    """What the page's own markup says about paragraphs, by their words.

    Figures are turned into plain paragraphs on the way: the extractor would drop their captions.
    """
    known: dict[str, BlockKind] = {}
    for element in tree.iter("figcaption", "p", "h2", "div"):
        name = element.get("class") or ""
        if element.tag == "figcaption":
            kind = BlockKind.CAPTION
        elif element.tag != "div" and _DECK_CLASS.search(name):
            kind = BlockKind.DECK
        elif element.tag != "h2" and len(element) < 3 and _CREDIT_CLASS.search(name):
            kind = BlockKind.CREDIT
        else:
            continue
        known[_squash("".join(element.itertext()))] = kind
    for element in tree.iter("figure", "figcaption"):
        element.tag = "div" if element.tag == "figure" else "p"
    return known


def _paragraphs(body: Element, known: dict[str, BlockKind]) -> list[tuple[str, BlockKind | None]]:
    found: list[tuple[str, BlockKind | None]] = []
    for element in body.iter(*_BLOCK_TAGS):
        if any(child.tag in _BLOCK_TAGS for child in element.iterdescendants()):
            continue  # its parts come one by one
        for line in _lines(element):
            kind = BlockKind.HEADING if element.tag == "head" else known.get(line)
            if element.tag == "head" and element.get("rend") == "h1":
                kind = BlockKind.HEADLINE
            found.append((line, kind))
    return found


def _lines(element: Element) -> list[str]:
    """The words of an element; what line breaks divide after a full stop are paragraphs, as old pages write them."""
    pieces: list[str] = [element.text or ""]
    for child in element.iterdescendants():
        pieces.append(_LINE_BREAK if child.tag == "lb" else "")
        pieces += [child.text or "", child.tail or ""]
    return [line for part in _BREAK.split("".join(pieces)) if (line := _squash(part))]


def _with_headline(found: list[tuple[str, BlockKind | None]], title: str | None) -> list[tuple[str, BlockKind | None]]:
    """The title as the first block, unless the body has it; of several first-level headings only the first is the headline."""
    seen = False
    result: list[tuple[str, BlockKind | None]] = []
    for words, given in found:
        same = title is not None and words.casefold() == title.casefold()
        kind = given
        if given is BlockKind.HEADLINE or (same and not seen):
            kind = BlockKind.HEADING if seen else BlockKind.HEADLINE
            seen = True
        result.append((words, kind))
    if title and not seen and result:
        result.insert(0, (_squash(title), BlockKind.HEADLINE))
    return result


def _squash(words: str) -> str:
    return " ".join(words.split())
