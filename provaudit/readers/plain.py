"""Plain text (.txt): the canonical text is the decoded file exactly as it stands, byte-order mark removed."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.errors import InputError
from provaudit.model.article import Article
from provaudit.readers.encoding import decode
from provaudit.readers.paragraphs import paragraphs
from provaudit.readers.source import Source, checked, digest


def read(source: Source) -> Iterator[Article | InputError]:
    """Yields the one article of a text file. Raises NothingToReadError and InputError as `checked` and `decode` say."""
    data = source.read()
    text, note = decode(data, source.name)
    yield checked(
        text,
        paragraphs(text),
        id=source.stem,
        where=source.name,
        sha256=digest(data),
        notes=(note,) if note else (),
    )
