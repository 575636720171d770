"""Audits into a store and out of it: JSON Lines always, Parquet where pyarrow is installed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from provaudit.errors import InputError, NothingToReadError, OutputError, UsageError
from provaudit.formats.audit.wire_v1 import SCHEMA, AuditDocument
from provaudit.store import rows
from provaudit.store.database import Store, is_store
from provaudit.store.ledger import Ledger, Made

BATCH = 200  # audits a transaction
ROWS = 1000  # audits that are written to Parquet at once


def read_audits(path: Path) -> Iterator[rows.Document]:
    """The audits of a .json, .jsonl or .parquet file as provaudit writes them. Raises InputError for anything else in it."""
    if path.suffix == ".parquet":
        yield from _read_parquet(path)
        return
    try:
        with path.open("rb") as file:
            if path.suffix == ".json":
                loaded = _parsed(file.read(), str(path))
                for number, one in enumerate(loaded if isinstance(loaded, list) else [loaded], 1):
                    yield checked(one, f"{path}, audit {number}")
                return
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield checked(_parsed(line, f"{path}:{number}"), f"{path}:{number}")
    except FileNotFoundError:
        raise NothingToReadError("there is no such file", where=str(path), hint="check the name") from None
    except OSError as error:
        raise InputError(f"this is no file of audits: {error.strerror or error}", where=str(path), hint=_SHAPE) from error


_SHAPE = "provaudit score FILE... --format jsonl writes one, and so does provaudit store export"


def _parsed(text: str | bytes, where: str) -> object:
    """What JSON holds. Raises InputError, also for what is JSON and cannot be read: thousands of digits, thousands of brackets."""
    try:
        loaded: object = json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"this is no file of audits: {error}", where=where, hint=_SHAPE) from error
    except RecursionError as error:
        raise InputError("this is no file of audits: it is nested too deeply", where=where, hint=_SHAPE) from error
    except ValueError as error:
        raise InputError("this is no file of audits: a number in it has too many digits", where=where, hint=_SHAPE) from error
    return loaded


def checked(document: Any, where: str) -> rows.Document:  # noqa: ANN401 - whatever JSON holds
    """The document, if it is an audit. Raises InputError."""
    from pydantic import ValidationError

    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise InputError(f"this is not an audit of schema {SCHEMA}", where=where, hint=_SHAPE)
    try:
        return AuditDocument.model_validate(document).model_dump(mode="json", by_alias=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"not an audit of schema {SCHEMA}: {place}: {first['msg']}", where=where) from error


def import_audits(store: Store, path: Path) -> int:
    """Puts all audits of a file into the store; how many. What came before a broken line stays.

    Of another store comes with them what `batch` has to know, so that the parts of a corpus can be put together.
    """
    if is_store(path):
        return _import_store(store, path)
    audits = read_audits(path)
    number = 0
    while batch := list(islice(audits, BATCH)):
        number += store.put(batch)
    return number


def _import_store(store: Store, path: Path) -> int:
    number = 0
    with Store(path, create=False) as other:
        theirs, documents = Ledger(other), other.documents()
        while batch := {rows.key(document): document for document in islice(documents, BATCH)}:
            fingerprints = theirs.made(list(batch))
            Ledger(store).keep(Made(key, fingerprints.get(key), document) for key, document in batch.items())
            number += len(batch)
        Ledger(store).begin((), theirs.errors())
    return number


def jsonl(documents: Iterable[rows.Document]) -> Iterator[str]:
    """Audits as JSON Lines."""
    for document in documents:
        yield json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_parquet(all_documents: Iterable[rows.Document], path: Path) -> None:
    """Audits as Parquet: the columns of `audits`, and the document as JSON. Raises UsageError and OutputError."""
    arrow, parquet = _arrow()
    documents, schema = iter(all_documents), _schema(arrow)
    draft = path.with_name(f".{path.name}.part")  # the file is there whole or as it was before
    try:
        with parquet.ParquetWriter(str(draft), schema, compression="zstd") as writer:
            while batch := [rows.audit_row(d) | {"document": json.dumps(d, ensure_ascii=False)} for d in islice(documents, ROWS)]:
                writer.write_table(arrow.Table.from_pylist(batch, schema=schema))
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error}", where=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)


NUMBERS = (
    "statements", "attributed", "own_voice", "named", "unnamed_with_reason", "relayed", "directness_sum", "independent_origins",
    "errors", "warnings", "notes", "suppressed",
)  # fmt: skip
WORDS = ("key", "article", "publisher", "title", "byline", "section", "published", "week", "url")
STAMP = ("provaudit", "pack", "pack_hash", "models", "input_sha256", "document")


def _schema(arrow: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Declared, because a batch in which nobody has a title would otherwise have another type than the next."""
    fields = [(name, arrow.string()) for name in (*WORDS, "grade", *STAMP)]
    fields += [(name, arrow.int64()) for name in NUMBERS]
    return arrow.schema([*fields, ("directness", arrow.float64())])


def is_parquet_of_audits(path: Path) -> bool:
    """Whether a Parquet file has audits rather than articles in it. Raises UsageError where pyarrow is not installed."""
    _, parquet = _arrow()
    try:
        return "document" in parquet.read_schema(str(path)).names
    except (OSError, ValueError):
        return False


def _read_parquet(path: Path) -> Iterator[rows.Document]:
    _, parquet = _arrow()
    try:
        for batch in parquet.ParquetFile(str(path)).iter_batches(batch_size=BATCH, columns=["document"]):
            for number, text in enumerate(batch.column(0).to_pylist(), 1):
                yield checked(_parsed(text, f"{path}, audit {number}"), f"{path}, audit {number}")
    except FileNotFoundError:
        raise NothingToReadError("there is no such file", where=str(path), hint="check the name") from None
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"this is no Parquet file of audits: {error}", where=str(path)) from error


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow", hint="pip install 'provaudit[parquet]'") from error
    return pyarrow, pyarrow.parquet
