"""RSS and Atom files: each entry that carries its text is an article. Nothing is fetched: links stay links."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

from provaudit.errors import InputError, NothingToReadError, UsageError
from provaudit.model.article import Article, BlockKind, Metadata
from provaudit.readers.cells import cell_kind
from provaudit.readers.html import Part, assemble
from provaudit.readers.source import Ids, Source, checked, digest

BLOCKS = ("p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "pre", "td", "th")


def read(source: Source) -> Iterator[Article | InputError]:
    """Yields the articles of the entries: title as headline, then the full content where the feed has it, else the summary.

    An entry without text, or with the id of another, is yielded as InputError. Raises InputError for what is no feed,
    NothingToReadError for one without entries, UsageError where feedparser is not installed.
    """
    try:
        import feedparser
    except ImportError:
        raise UsageError("feeds need feedparser", where=source.name, hint="pip install 'provaudit[corpus]'") from None
    feed = feedparser.parse(io.BytesIO(source.read()))
    if not feed.version:
        raise InputError("this is XML, but no RSS or Atom feed", where=source.name, hint="give the file of a feed, or .html, .json")
    if not feed.entries:
        raise NothingToReadError("this feed has no entries", where=source.name)
    seen = Ids("entry")
    for number, entry in enumerate(feed.entries, 1):
        where = f"{source.name}: entry {number}"
        try:
            item = seen.once(_article(entry, feed.feed, f"{source.stem}-{number}", where), number, where)
        except (InputError, NothingToReadError) as error:
            item = InputError(error.what, where=where, hint=error.hint)
        except Exception as error:  # an entry is a stranger's: whatever it makes us do must not take the others with it
            item = InputError(f"this entry cannot be taken apart ({type(error).__name__})", where=where)
        yield item


def _article(entry: Any, feed: Any, default_id: str, where: str) -> Article:  # noqa: ANN401 - feedparser has no types
    contents = entry.get("content") or [{"value": entry.get("summary", "")}]
    body = max((content["value"] for content in contents), key=len)
    title = " ".join(part.words for part in _paragraphs(entry.get("title", "")))
    found = _paragraphs(body)
    if not found:
        raise InputError("this entry carries no text", where=where, hint="fetch the page that it links to, and give that")
    text, blocks = assemble([Part(title, BlockKind.HEADLINE), *found])
    meta = Metadata(
        publisher=entry.get("source", {}).get("title") or feed.get("title") or None,
        title=title or None,
        byline=", ".join(author["name"] for author in entry.get("authors", ()) if author.get("name")) or None,
        published=_date(entry.get("published_parsed") or entry.get("updated_parsed")),
        url=entry.get("link") or None,
        section=next((tag["term"] for tag in entry.get("tags", ()) if tag.get("term")), None),
        language=feed.get("language") or None,
    )
    sha256 = digest(f"{title}\n{body}".encode("utf-8", "surrogatepass"))
    return checked(text, blocks, id=entry.get("id") or default_id, where=where, sha256=sha256, meta=meta)


def _paragraphs(body: str) -> list[Part]:
    """The paragraphs of an HTML fragment, by its block elements and double line breaks."""
    from lxml.html import fragment_fromstring

    root = fragment_fromstring(body, create_parent="div") if body.strip() else None
    if root is None:
        return []
    found: list[Part] = []
    words: list[str] = []
    tags: list[str] = []

    def close() -> None:
        lines = filter(None, map(_squash, "".join(words).split("\x0b\x0b")))
        found.extend(Part(line, _kind(line, tags), "li" in tags) for line in lines)
        words.clear()

    def walk(element: Any) -> None:  # noqa: ANN401 - lxml has no types
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            return
        block = element.tag in BLOCKS
        if block:
            close()
            tags.append(element.tag)
        words.append("\x0b" if element.tag == "br" else "")
        words.append(element.text or "")
        for child in element:
            walk(child)
            words.append(child.tail or "")
        if block:
            close()
            tags.pop()

    walk(root)
    return found


def _kind(line: str, tags: list[str]) -> BlockKind | None:
    """What the tags around a line tell about it."""
    inner = tags[-1] if tags else ""
    if inner == "figcaption":
        return BlockKind.CAPTION
    if inner[:1] == "h" and inner[1:].isdigit():
        return BlockKind.HEADING
    return cell_kind(line) if {"td", "th"} & set(tags) else None


def _squash(words: str) -> str:
    return " ".join(words.split())


def _date(moment: time.struct_time | None) -> str | None:
    """As ISO 8601; feeds tell moments, which the parser turns into UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) if moment else None
