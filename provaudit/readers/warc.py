"""Web archives (.warc, .warc.gz): the article of every page that was fetched well; other records are passed over."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

from provaudit.errors import InputError, NothingToReadError, UsageError
from provaudit.model.article import Article
from provaudit.readers.html import MAX_HTML_BYTES, article_of
from provaudit.readers.source import Source, too_long

PAGES = ("text/html", "application/xhtml+xml")


def read(source: Source) -> Iterator[Article | InputError]:
    """Yields an article a page (a response of status 200 with HTML); for a page without an article an InputError.

    Articles are named after file and number of the record; their address is the page's own, or else where it was fetched.
    Raises InputError where the file is no WARC, NothingToReadError where it holds no page, UsageError without warcio.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise UsageError("web archives need warcio", where=source.name, hint="pip install 'provaudit[corpus]'") from None
    found = False
    stream = _Stream(source.stream)
    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            if (item := _one_of_many(record, source, number)) is not None:
                found = True
                yield item
    except ArchiveLoadFailed as error:
        raise InputError(f"this is no web archive, or a broken one: {error}", where=source.name) from None
    if stream.broken:
        raise InputError("this web archive breaks off in the middle of a record", where=source.name, hint="fetch it again")
    if not found:
        raise NothingToReadError("this web archive holds no page", where=source.name, hint="only responses with HTML are read")


def _one_of_many(record: Any, source: Source, number: int) -> Article | InputError | None:  # noqa: ANN401 - warcio has no types
    """The article of the record's page or what is wrong with it; None where it holds no page."""
    where = f"{source.name}: record {number}"
    try:
        if (media := _page(record)) is None:
            return None
        url = record.rec_headers.get_header("WARC-Target-URI")
        where = f"{where}, {url}"
        data = record.content_stream().read(MAX_HTML_BYTES + 1)
        if len(data) > MAX_HTML_BYTES:
            return too_long(where)
        return article_of(data, id=f"{source.stem}-{number}", where=where, charset=media.get_content_charset(), url=url)
    except InputError as error:
        return error
    except Exception as error:  # a page is a stranger's: whatever is wrong with it must not take the others with it
        return InputError(f"this record cannot be read ({type(error).__name__})", where=where)


class _Stream:
    """The bytes of an archive on their way to warcio, which takes a break in them for their end. This one knows the difference."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._error = False
        self._member: Any = None  # of the packed archive, unpacked along: has it come to its end?

    @property
    def broken(self) -> bool:
        """Whether the bytes so far end where they should not."""
        return self._error or self._member is not None

    def read(self, size: int = -1) -> bytes:
        """As of any stream, but never an error."""
        try:
            data = self._stream.read(size)
            packed = data
            while packed and (self._member or packed.startswith(b"\x1f\x8b")):
                self._member = self._member or zlib.decompressobj(zlib.MAX_WBITS | 16)
                self._member.decompress(packed)
                packed = self._member.unused_data
                self._member = None if self._member.eof else self._member
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self._error = True
            return b""
        return data


def _page(record: Any) -> Message | None:  # noqa: ANN401 - as above
    """What the response says about its content, where it is a page that was fetched well."""
    if record.rec_type != "response" or not record.http_headers or record.http_headers.get_statuscode() != "200":
        return None
    media = Message()
    media["Content-Type"] = record.http_headers.get_header("Content-Type") or "text/html"
    return media if media.get_content_type() in PAGES else None
