"""Opens an input, chooses the reader by suffix or content, and completes what the reader found."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from io import BufferedReader
from pathlib import Path

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article, Metadata
from provaudit.readers import docx, html, markdown, plain, records
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
}
"""Suffix -> reader. A new format is a module and its lines here."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_FRONT_MATTER = re.compile(r"---\s*\n\w+\s*:")
_JSON_LIST = re.compile(r"\s*\[\s*\{\s*\"")
_JSON_OBJECT = re.compile(r"\s*\{\s*\"")


def read(source: Path | str, overrides: Metadata | None = None) -> Iterator[Article | InputError]:
    """Yields the articles of a file, or of standard input for `"-"`.

    A file holds one article, or many records (.jsonl, a list in .json); for a record that is broken an InputError is
    yielded in its place, and the others follow. `overrides` is what the user says, and wins over the file.
    Raises NothingToReadError for what is missing, a folder or empty, and InputError for what cannot be read.
    """
    with _opened(source) as (opened, suffix):
        reader = READERS.get(suffix) or _by_content(opened)
        for item in reader(opened):
            yield item if isinstance(item, InputError) else _completed(item, overrides or Metadata())


def _completed(article: Article, overrides: Metadata) -> Article:
    """The article with its language, and with what the user says about it."""
    said = {f.name: value for f in fields(Metadata) if (value := getattr(overrides, f.name)) is not None}
    if "language" not in said:
        article = with_language(article)
    return replace(article, meta=replace(article.meta, **said))


@contextmanager
def _opened(source: Path | str) -> Iterator[tuple[Source, str]]:
    if str(source) == "-":
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            raise NothingToReadError("standard input is closed", hint="pipe a text in, or name a file")
        yield Source("standard input", "stdin", stream), ""
        return
    path = Path(source)
    try:
        if path.is_dir():
            raise NothingToReadError("this is a folder", where=str(path), hint="name the files in it")
        file = path.open("rb")
    except FileNotFoundError:
        raise NothingToReadError("there is no such file", where=str(path), hint="check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"this cannot be opened: {reason}", where=str(path)) from None
    with file:
        yield Source(str(path), path.stem, file), path.suffix.lower()


def _by_content(source: Source) -> Reader:
    """The reader for standard input and unknown suffixes, by how the input begins; plain text where nothing else fits."""
    head = source.stream.peek(4096) if isinstance(source.stream, BufferedReader) else b""
    if head.startswith(b"PK\x03\x04"):
        return docx.read
    start = head.decode("utf-8", errors="replace").lstrip("\ufeff")
    if _HTML.match(start):
        return html.read
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
    except ValueError:
        return False
    return True
