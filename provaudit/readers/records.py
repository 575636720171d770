"""Article records: one or a list of them in .json, one a line in .jsonl; offsets point into `text` as given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article, Metadata
from provaudit.readers.encoding import decode
from provaudit.readers.keys import renamed
from provaudit.readers.paragraphs import paragraphs
from provaudit.readers.source import MAX_BYTES, Ids, Source, checked, digest, too_long

MAX_JSON_BYTES = 5 * MAX_BYTES  # a list is parsed as a whole; .jsonl has no limit but a line's
MAX_LINE_BYTES = 2 * MAX_BYTES  # JSON may spend six characters on one


class Record(BaseModel):
    """One article as files hold it; keys that are neither listed nor other names of these (`KEYS`) are ignored."""

    model_config = ConfigDict(extra="ignore", strict=True)

    id: str | int | None = None
    text: str
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None


def with_values(record: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields of a record, as Python data, that have a value: NaN is how pandas says that there is none."""
    missing = {key for key, value in record.items() if isinstance(value, float) and value != value}
    return {key: value for key, value in record.items() if isinstance(key, str) and key not in missing}


def read_json(source: Source) -> Iterator[Article | InputError]:
    """Yields the article of a record, or those of a list. A broken record of a list is yielded as InputError.

    Raises InputError where the file is not JSON or the only record is broken.
    """
    data = source.read(MAX_JSON_BYTES)
    text, note = decode(data, source.name)
    loaded = _parsed(text, source.name)
    if isinstance(loaded, dict):
        yield _article(loaded, source.name, source.stem, digest(data), (note,) if note else ())
        return
    if not isinstance(loaded, list):
        raise InputError("this is JSON, but no article record and no list of them", where=source.name, hint=_SHAPE)
    if not loaded:
        raise NothingToReadError("the list is empty", where=source.name)
    yield from many(loaded, source.name, source.stem)


def many(records: Iterable[object], name: str, stem: str) -> Iterator[Article | InputError]:
    """Yields the articles of records that are Python data already; a broken one is yielded as InputError.

    `name` is for messages, `stem` begins the ids of those that have none.
    """
    seen = Ids()
    for number, record in enumerate(records, 1):
        yield _one_of_many(record, f"{name}: record {number}", number, f"{stem}-{number}", None, seen)


def read_jsonl(source: Source) -> Iterator[Article | InputError]:
    """Yields the articles of a file with one record a line; a broken line is yielded as InputError that names file and line.

    The file is never held as a whole. Raises NothingToReadError where no line holds anything.
    """
    seen = Ids()
    number = 0
    found = False
    while line := source.stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        where = f"{source.name}:{number}"
        if len(line) > MAX_LINE_BYTES:
            yield too_long(where)
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(MAX_LINE_BYTES + 1)
            continue
        line = line.strip()
        if not line:
            continue
        found = True
        try:
            text, _ = decode(line, where)
            record = _parsed(text, where)
        except InputError as error:
            yield error
            continue
        yield _one_of_many(record, where, number, f"{source.stem}-{number}", digest(line), seen)
    if not found:
        raise NothingToReadError("the input is empty", where=source.name, hint="give one article record a line")


_SHAPE = 'a record is {"id": ..., "text": ...}'


def _parsed(text: str, where: str) -> object:
    try:
        loaded: object = json.loads(text)
        return loaded
    except json.JSONDecodeError as error:
        place = f"{where}:{error.lineno}:{error.colno}" if error.lineno > 1 else f"{where}, column {error.colno}"
        raise InputError(f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}", where=place, hint=_SHAPE) from None
    except (RecursionError, ValueError) as error:
        raise InputError(f"this JSON cannot be read ({type(error).__name__})", where=where, hint=_SHAPE) from None


def _one_of_many(record: object, where: str, number: int, default_id: str, sha256: str | None, seen: Ids) -> Article | InputError:
    """The record's article or what is wrong with it; ids name outputs, so one that comes twice is wrong."""
    try:
        article = _article(record, where, default_id, sha256)
    except InputError as error:
        return error
    except NothingToReadError as error:
        return InputError(error.what, where=error.where, hint=error.hint)
    return seen.once(article, number, where)


def _article(record: object, where: str, default_id: str, sha256: str | None, notes: tuple[str, ...] = ()) -> Article:
    """The article of a record. `sha256` is that of the bytes it was read from; None where there were none."""
    try:
        named, remarks = renamed(record) if isinstance(record, dict) else (record, ())
        parsed = Record.model_validate(named)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"][:1])) or "record"
        raise InputError(f"this is no article record: {key}: {first['msg'].lower()}", where=where, hint=_SHAPE) from None
    meta = Metadata(**parsed.model_dump(exclude={"id", "text"}))
    id = default_id if parsed.id in (None, "") else str(parsed.id)
    sha256 = sha256 or _digest_of(record)
    return checked(parsed.text, paragraphs(parsed.text), id=id, where=where, sha256=sha256, meta=meta, notes=notes + remarks)


def _digest_of(record: object) -> str:
    """That of the record as JSON; keys that are ignored may hold what JSON cannot say."""
    try:
        said = json.dumps(record, ensure_ascii=True, sort_keys=True, default=repr)
    except (TypeError, ValueError):  # keys that are no texts, a list that holds itself
        said = ascii(record)
    return digest(said.encode())
