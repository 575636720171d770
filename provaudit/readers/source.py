"""An opened input, and the one way to make a checked article from it: the limits and notes that hold for every format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import BinaryIO

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article, Block, Metadata

MAX_CHARACTERS = 5_000_000
"""The longest article: about 800,000 words, more than any newspaper issue. Longer texts are refused, not cut."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""The largest file with one article: four bytes a character in the widest encoding."""

LONG_RUN = 500  # characters without a space: no word and no address that people write
NOT_TEXT_SHARE = 0.05  # a text with more control characters than this is binary data that happened to decode

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")
_LONG_RUN = re.compile(rf"(?<!\S)\S{{{LONG_RUN + 1},}}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """An opened input: `name` is for messages, `stem` for the article's id, `stream` its bytes."""

    name: str
    stem: str
    stream: BinaryIO

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """All bytes. Raises NothingToReadError where there are none, InputError where there are more than `limit`."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise too_long(self.name)
        if not data.strip():
            raise NothingToReadError("the input is empty", where=self.name, hint="give a file with an article's text")
        return data


Reader = Callable[[Source], Iterator[Article | InputError]]
"""Reads one opened input. Errors that concern one record of many are yielded, all others raised."""


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes in hexadecimal, as audits are stamped with it."""
    return hashlib.sha256(data).hexdigest()


def too_long(where: str) -> InputError:
    """The error for an input beyond the limits."""
    return InputError(
        f"this is longer than an article may be ({MAX_CHARACTERS:,} characters)",
        where=where,
        hint="split it into articles, one a file or one a line of a .jsonl file",
    )


def checked(
    text: str,
    blocks: tuple[Block, ...],
    *,
    id: str,
    where: str,
    sha256: str,
    meta: Metadata | None = None,
    notes: tuple[str, ...] = (),
) -> Article:
    """An article that the rest of the program can rely on.

    `text` is taken as it is; what is unusual in it becomes a note. Raises NothingToReadError for a text without
    anything to read, and InputError for one that is too long, or is no text, as are id and metadata that cannot be written.
    """
    if len(text) > MAX_CHARACTERS:
        raise too_long(where)
    meta = meta or Metadata()
    for name, words in (("text", text), ("id", id), *((f.name, getattr(meta, f.name)) for f in fields(meta))):
        if words and (surrogate := _SURROGATE.search(words)):
            raise InputError(
                f"the {name} holds half of a surrogate pair at character {surrogate.start()}",
                where=where,
                hint="write characters beyond U+FFFF whole",
            )
    if not blocks or not text.strip() or not (_INVISIBLE.sub("", text).strip()):
        raise NothingToReadError("there is no text in it", where=where, hint="give a file with an article's text")
    controls = len(_CONTROL.findall(text))
    if controls > NOT_TEXT_SHARE * len(text):
        raise binary(where)
    return Article(id, text, blocks, meta, sha256, notes + _remarks(text, controls))


def binary(where: str, what: str = "binary data") -> InputError:
    """The error for an input that is no text."""
    return InputError(f"this is {what}, not text", where=where, hint="give .txt, .md, .html, .docx, .json or .jsonl")


def _remarks(text: str, controls: int) -> tuple[str, ...]:
    """What people should know about characters that they cannot see, and about what no word is. It stays in the text, so that
    offsets hold."""
    found = (
        (controls, "control character{s}"),
        (len(_INVISIBLE.findall(text)), "invisible character{s}"),
        (len(_BIDI.findall(text)), "character{s} that turn{turns} the direction of writing"),
        (len(_LONG_RUN.findall(text)), f"run{{s}} of more than {LONG_RUN} characters without a space"),
    )
    ends = {True: {"s": "", "turns": "s"}, False: {"s": "s", "turns": ""}}
    return tuple(f"the text holds {n} {what.format(**ends[n == 1])}" for n, what in found if n)


class Ids:
    """The ids of a file so far, and the records where they stand; kept short, because a file may hold millions."""

    def __init__(self, record: str = "record") -> None:
        self._record = record  # what the format calls them
        self._places: dict[int, int] = {}

    def once(self, article: Article, number: int, where: str) -> Article | InputError:
        """The article, where its id comes for the first time. Ids name outputs, so one that comes again is wrong."""
        id = article.id
        first = self._places.setdefault(int.from_bytes(hashlib.blake2b(id.encode(), digest_size=8).digest()), number)
        if first == number:
            return article
        return InputError(f"the id {id!r} comes twice", where=where, hint=f"{self._record} {first} has it too")
