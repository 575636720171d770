"""YAML into strict models, every mistake with file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from provaudit import documents
from provaudit.errors import UsageError

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, model: type[Model]) -> Model:
    """The YAML file `path` as a `model`. Raises UsageError, with `file:line:col`, where it cannot be read or is not valid."""
    document = documents.read(path, UsageError)
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        keys = ".".join(str(key) for key in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"{keys}: {what}" if keys else what, where=_place(document, first["loc"])) from error


def _place(document: documents.Document, loc: tuple[int | str, ...]) -> str:
    """`file:line:col` of the deepest part of a path that the document has; the last step may be a line of a block of text."""
    known = document.known(loc)
    first, rest = document.lines_from(known), loc[len(known) :]
    if first is not None and rest and isinstance(rest[0], int):
        return f"{document.source}:{first + rest[0]}:1"
    return document.where(known, key=True)
