"""Article records in Parquet: columns as the keys of .json records, one article a row; never held as a whole."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from provaudit.errors import InputError, NothingToReadError, UsageError
from provaudit.model.article import Article
from provaudit.readers.keys import KEYS
from provaudit.readers.records import Record, many
from provaudit.readers.source import Source

_READ = {*Record.model_fields, *(key for keys in KEYS.values() for key in keys)}
ROWS = 64  # that are in memory at once: articles may be long


def read(source: Source) -> Iterator[Article | InputError]:
    """Yields the articles of the rows; a broken row is yielded as InputError.

    Raises InputError where the file is no Parquet or has no column `text`, UsageError where pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise UsageError("Parquet needs pyarrow", where=source.name, hint="pip install 'provaudit[corpus]'") from None
    stream = source.stream if source.stream.seekable() else io.BytesIO(source.read())
    try:
        file = ParquetFile(stream)
        columns = [name for name in file.schema_arrow.names if name in _READ]
        if "text" not in columns:
            raise InputError(
                "this Parquet file has no column text", where=source.name, hint="columns: text, and id, publisher, published ..."
            )
        if not file.metadata.num_rows:
            raise NothingToReadError("the table is empty", where=source.name)
        yield from many(_records(file, columns), source.name, source.stem)
    except (ArrowException, OSError) as error:
        raise InputError(f"this is no Parquet file, or a broken one: {error}", where=source.name) from None


def _records(file: Any, columns: list[str]) -> Iterator[dict[str, object]]:  # noqa: ANN401 - pyarrow has no types
    for batch in file.iter_batches(batch_size=ROWS, columns=columns):
        for row in _rows(batch):
            yield {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _rows(batch: Any) -> list[dict[str, object]]:  # noqa: ANN401 - as above
    """The rows of a batch. A value that Python cannot hold is the error that says so, which is no text: its row alone is broken."""
    try:
        return batch.to_pylist()  # type: ignore[no-any-return]
    except Exception:  # text that is no UTF-8, a time beyond all calendars: whatever it is, the other rows are sound
        columns = {name: [_value(cell) for cell in column] for name, column in zip(batch.schema.names, batch.columns, strict=True)}
        return [{name: column[row] for name, column in columns.items()} for row in range(batch.num_rows)]


def _value(cell: Any) -> object:  # noqa: ANN401 - as above
    try:
        return cell.as_py()
    except Exception as error:
        return error
