"""Web pages (.html): the article without the page around it, its text assembled from blocks joined by blank lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article, Block, BlockKind, Metadata
from provaudit.model.span import Span
from provaudit.readers import posts
from provaudit.readers.cells import cell_kind
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
_BREAK = re.compile(r"(?<=[.!?…\"”’»)])\s*\x0b\s*|\x0b\s*\x0b")
_BLOCK_TAGS = frozenset({"p", "head", "item", "quote", "cell", "code"})
_PARTING_TAGS = _BLOCK_TAGS | {"list", "table", "row"}
_LEAST = 3  # a page that is divided anew may lose all but one part in so many: what stands around its article


class Part(NamedTuple):
    """A paragraph that a reader found, and what the markup tells about it."""

    words: str
    kind: BlockKind | None = None
    item: bool = False


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


def assemble(found: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """A canonical text of the given paragraphs, joined by blank lines, and their blocks; empty ones are left out."""
    blocks: list[Block] = []
    at = 0
    parts = [part for part in found if part.words]
    for words, kind, item in parts:
        blocks.append(Block(Span(at, at + len(words)), kind, item))
        at += len(words) + 2
    return "\n\n".join(part.words for part in parts), tuple(blocks)


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


def _extract(page: str, where: str) -> tuple[Metadata, list[Part]]:
    try:
        found = _taken_apart(page)
        if found is not None and len(found[2]) == 1:  # of a short page: the extractor gives all its words as one paragraph
            found = _divided(found, _taken_apart(page, shortest=1))
    except Exception as error:  # a page is a stranger's: whatever it makes the extractor do is the page's fault
        raise InputError(f"this page cannot be taken apart ({type(error).__name__})", where=where) from None
    if found is None:
        raise _no_article(where)
    document, language, parts = found
    meta = Metadata(
        publisher=document.sitename or None,
        title=document.title or None,
        byline=document.author or None,
        published=document.date or None,
        url=document.url or None,
        section=document.categories[0] if document.categories else None,
        language=language or document.language or None,
    )
    return meta, _with_headline(parts, meta.title)


_Taken: TypeAlias = tuple[Any, str | None, list[Part]]  # the extractor's document, the page's language, the paragraphs


def _taken_apart(page: str, shortest: int | None = None) -> _Taken | None:
    """What the extractor finds, None where there is nothing. `shortest` is how many characters it takes for an article; with fewer
    than that it gives all words of the page."""
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import use_config

    tree = load_html(shown(page))
    if tree is None:
        return None
    config = use_config()
    if shortest is not None:
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(shortest))
    known = _known_kinds(tree)
    language = tree.get("lang")
    document = bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=True, config=config)
    if document is None or isinstance(document, dict) or document.body is None:
        return None
    return document, language, _paragraphs(document.body, known)


def _divided(whole: _Taken, parted: _Taken | None) -> _Taken:
    """The second where it divides the one paragraph of the first, even if it leaves out what stands around the article."""
    if parted is None:
        return whole
    one = whole[2][0].words
    size = sum(len(part.words) for part in parted[2])
    within = all(_squash(part.words) in one for part in parted[2])
    return parted if within and _LEAST * size >= len(one) else whole


def _known_kinds(tree: Element) -> dict[str, BlockKind]:
    """What the page's own markup says about paragraphs, by their words.

    Figures and posts are turned into plain paragraphs on the way: the extractor would drop captions and who posted.
    """
    known = dict.fromkeys(posts.as_paragraphs(tree), BlockKind.BODY)
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


def _paragraphs(body: Element, known: dict[str, BlockKind]) -> list[Part]:
    """The words of each block, and those that stand in one beside the blocks within it."""
    from lxml.etree import iterwalk

    found: list[Part] = []
    inside: list[Element] = []
    words: list[str] = []

    def close() -> None:
        if inside:
            item = any(element.tag == "item" for element in inside)
            found.extend(Part(line, _kind(line, inside, known), item) for line in _lines(words))
        words.clear()

    for event, element in iterwalk(body, events=("start", "end", "comment", "pi")):
        block = element.tag in _PARTING_TAGS
        if block:
            close()
        if event == "start":
            inside += [element] if element.tag in _BLOCK_TAGS else []
            words += [_LINE_BREAK if element.tag == "lb" else "", element.text or ""]
            continue
        if inside and inside[-1] is element:
            inside.pop()
        words.append(element.tail or "")
    return found


def _kind(line: str, inside: list[Element], known: dict[str, BlockKind]) -> BlockKind | None:
    """What the blocks around a line tell about it."""
    if inside[-1].tag == "head":
        return BlockKind.HEADLINE if inside[-1].get("rend") == "h1" else BlockKind.HEADING
    if any(element.tag == "cell" for element in inside):
        return known.get(line, cell_kind(line))
    return known.get(line)


def _lines(words: list[str]) -> list[str]:
    """The lines of some words; what line breaks divide after a full stop are paragraphs, as old pages write them."""
    return [line for part in _BREAK.split("".join(words)) if (line := _squash(part))]


def _with_headline(found: list[Part], title: str | None) -> list[Part]:
    """The title as the first block, unless the body has it; of several first-level headings only the first is the headline."""
    seen = False
    result: list[Part] = []
    for part in found:
        same = title is not None and part.words.casefold() == title.casefold()
        if part.kind is BlockKind.HEADLINE or (same and not seen):
            part = part._replace(kind=BlockKind.HEADING if seen else BlockKind.HEADLINE)
            seen = True
        result.append(part)
    if title and not seen and result:
        result.insert(0, Part(_squash(title), BlockKind.HEADLINE))
    return result


def _squash(words: str) -> str:
    return " ".join(words.split())
