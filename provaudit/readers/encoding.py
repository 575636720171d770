"""Bytes to text: byte-order marks, strict UTF-8, a recorded guess otherwise; binary data is refused."""

from __future__ import annotations

import codecs

from provaudit.errors import InputError
from provaudit.readers.source import binary

_MARKS = (  # the UTF-32 marks begin like the UTF-16 ones, so they come first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_WESTERN = ["cp1252", "latin_1"]  # what English news that is not Unicode is written in
_SAMPLE = 1 << 16  # bytes that a guess is made from


def decode(data: bytes, where: str) -> tuple[str, str | None]:
    """The text that the bytes stand for, without byte-order mark, and a note where the encoding had to be guessed.

    Line ends and all characters stay as they are. Raises InputError for binary data and for bytes in no known encoding.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise binary(where, what)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, where), None
    if b"\0" in data:
        encoding = _unmarked_utf16(data, where)
        return _strictly(data, encoding, where), f"no byte-order mark: read as {encoding.upper()}"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _guess(data, error.start, where)


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"this is not the {encoding.upper()} it claims to be (byte {error.start})", where=where) from None


def _unmarked_utf16(data: bytes, where: str) -> str:
    """Western text in UTF-16 has a zero in every other byte; anything else with zeros in it is binary."""
    sample = data[:_SAMPLE]
    half = len(sample) / 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    raise binary(where)


def _guess(data: bytes, first_bad: int, where: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    start = max(0, first_bad - _SAMPLE // 2)  # around the first byte that is not UTF-8: the rest may well be ASCII
    sample = data[start : start + _SAMPLE]
    best = from_bytes(sample, cp_isolation=_WESTERN).best() or from_bytes(sample).best()
    if best is None:
        raise binary(where)
    text = _strictly(data, best.encoding, where)
    return text, f"not UTF-8 (byte {first_bad}): read as {best.encoding.upper().replace('CP125', 'Windows-125')}, a guess"
