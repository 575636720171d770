"""Opens an input, chooses the reader by suffix or content, and completes what the reader found."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from provaudit.dates import dated, iso
from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article, Metadata
from provaudit.readers import docx, feeds, html, markdown, parquet, plain, records, warc
from provaudit.readers.language import with_language
from provaudit.readers.source import Reader, Source

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".docx": docx.read,
    ".json": records.read_json,
    ".jsonl": records.read_jsonl,
    ".ndjson": records.read_jsonl,
    ".parquet": parquet.read,
    ".warc": warc.read,
    ".rss": feeds.read,
    ".atom": feeds.read,
    ".xml": feeds.read,
}
"""Suffix -> reader. A new format is a module and its lines here. Any of them may be compressed: `.jsonl.gz`, `.warc.gz`."""

MAGIC: dict[bytes, Reader] = {b"PK\x03\x04": docx.read, b"PAR1": parquet.read, b"WARC/": warc.read}
"""How a file begins -> reader, for standard input and unknown suffixes."""

GZIP = b"\x1f\x8b"
UNPACKING = (".warc",)  # whose readers unpack for themselves: what comes before a break in a large archive can be read

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_BEFORE_MARKUP = r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+"  # never tried twice: a paste may hold many comments
_HTML = re.compile(_BEFORE_MARKUP + r"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL)
_FRONT_MATTER = re.compile(r"---\s*\n\w+\s*:|\+\+\+\s*\n[\w.\"'-]+\s*=")
_FEED = re.compile(_BEFORE_MARKUP + r"<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_JSON_LIST = re.compile(r"\s*\[\s*\{\s*\"")
_JSON_OBJECT = re.compile(r"\s*\{\s*\"")


def read(
    source: Path | str,
    given: Metadata | None = None,
    *,
    name: str | None = None,
    watch: Callable[[int], object] = lambda _: None,
) -> Iterator[Article | InputError]:
    """Yields the articles of a file, or of standard input for `"-"`.

    A file holds one article, or many records (.jsonl, a list in .json); for a record that is broken an InputError is
    yielded in its place, and the others follow. `given` is what the user says of what the file leaves open. Articles without
    an id of their own are named after `name`, by default the file's name without suffix; `watch` hears how many bytes of the
    file have been taken in. Raises NothingToReadError for what is missing, a folder or empty, InputError for what cannot be read.
    """
    with _opened(source, name) as (opened, suffix, taken):
        reader = READERS.get(suffix) or _by_content(opened)
        try:
            for item in reader(opened):
                watch(taken())
                yield completed(item, given)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(f"the compressed file is broken: {error}", where=opened.name, hint="fetch it again") from None


def require_name(given: str) -> None:
    """Raises NothingToReadError where an input can be the name of no file: it is empty, or an address."""
    if not given:
        raise NothingToReadError("the name of an input is empty", hint="name a file; - is standard input")
    if _ADDRESS.match(given) and not Path(given).exists():
        raise NothingToReadError(
            "this is an address, and provaudit fetches nothing", where=given, hint="save the page and name the file, with --url"
        )


def suffix_of(path: Path) -> str:
    """The suffix that tells the format, in lower case: `.jsonl` for `week.jsonl.gz`."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def stem_of(path: Path) -> str:
    """The file's name without the suffixes that tell format and compression."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).stem


def completed(item: Article | InputError, given: Metadata | None = None) -> Article | InputError:
    """What a reader yields, an article with its language and with what the user says where the file says nothing.

    A date that cannot be read says nothing. A language that is given stands, as nothing is sure that a file or a text tells of it.
    """
    if isinstance(item, InputError):
        return item
    given = given or Metadata()
    meta = item.meta
    said = {f.name: getattr(given, f.name) for f in fields(Metadata) if not _told(f.name, getattr(meta, f.name))}
    article = replace(item, meta=replace(meta, **{name: value for name, value in said.items() if value is not None}))
    if given.language is None:
        return with_language(article)
    return replace(article, meta=replace(article.meta, language=given.language))


def _told(name: str, value: str | None) -> bool:
    """Whether a file tells this of an article."""
    return bool(value and value.strip()) and (name != "published" or iso(value or "") is not None or dated(value or ""))


@contextmanager
def _opened(source: Path | str, name: str | None) -> Iterator[tuple[Source, str, Callable[[], int]]]:
    """The input, its suffix, and what tells how many bytes of it have been taken in."""
    if str(source) == "-":
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            raise NothingToReadError("standard input is closed", hint="pipe a text in, or name a file")
        yield Source("standard input", name or "stdin", _unpacked(stream)), "", lambda: 0
        return
    require_name(str(source))
    path = Path(source)
    try:
        if path.is_dir():
            os.scandir(path).close()  # raises what keeps us from reading it
            raise NothingToReadError("this is a folder", where=str(path), hint="name the files in it")
        file = path.open("rb")
    except FileNotFoundError:
        raise NothingToReadError("there is no such file", where=str(path), hint="check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"this cannot be opened: {reason}", where=str(path)) from None
    with file:
        suffix = suffix_of(path)
        packed = path.suffix.lower() == ".gz" and suffix not in UNPACKING
        stem = (name or stem_of(path)).encode("utf-8", "backslashreplace").decode()  # names of files may be no text
        yield Source(str(path), stem, _unpacked(file) if packed else file), suffix, file.tell


def _unpacked(stream: BinaryIO) -> BinaryIO:
    """The stream, unpacked where it begins as gzip does."""
    packed = isinstance(stream, BufferedReader) and stream.peek(len(GZIP)).startswith(GZIP)
    return BufferedReader(gzip.GzipFile(fileobj=stream)) if packed else stream


def _by_content(source: Source) -> Reader:
    """The reader for standard input and unknown suffixes, by how the input begins; plain text where nothing else fits."""
    head = source.stream.peek(4096) if isinstance(source.stream, BufferedReader) else b""
    for magic, reader in MAGIC.items():
        if head.startswith(magic):
            return reader
    start = head.decode("utf-8", errors="replace").lstrip("\ufeff")
    if _HTML.match(start):
        return html.read
    if _FEED.match(start):
        return feeds.read
    if _FRONT_MATTER.match(start):
        return markdown.read
    if _JSON_LIST.match(start):
        return records.read_json
    if _JSON_OBJECT.match(start):
        return records.read_jsonl if _is_json_line(start) else records.read_json
    return plain.read


def _is_json_line(start: str) -> bool:
    """Whether the first line is an object of its own. One that is longer than what was looked at is taken for one."""
    line, newline, _ = start.lstrip().partition("\n")
    if not newline:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):  # the reader says what is wrong
        return False
    return True
