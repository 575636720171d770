"""YAML into strict models, every mistake with file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scalarstring import LiteralScalarString

from provaudit.errors import UsageError

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, model: type[Model]) -> Model:
    """The YAML file `path` as a `model`. Raises UsageError, with `file:line:col`, where it cannot be read or is not valid."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path)) from error
    try:
        data = YAML(typ="safe", pure=False).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise UsageError(f"no valid YAML: {error.problem or error.context}", where=place) from error
    except YAMLError as error:
        raise UsageError(f"no valid YAML: {error}", where=str(path)) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        line, column = _place(text, first["loc"])
        keys = ".".join(str(key) for key in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"{keys}: {what}" if keys else what, where=f"{path}:{line}:{column}") from error


def _place(text: str, location: tuple[int | str, ...]) -> tuple[int, int]:
    """Line and column, from 1, of the deepest part of `location` that the text has.

    The fast loader keeps no places, so the text is loaded once more; that happens only when there is a mistake to show.
    """
    node = YAML(typ="rt").load(text)
    line, column = 0, 0
    for key in location:
        if isinstance(node, CommentedMap) and key in node:
            line, column = node.lc.key(key)
        elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
            line, column = node.lc.item(key)
        elif isinstance(node, LiteralScalarString) and isinstance(key, int):  # a line of a block of text
            return line + key + 2, 1
        else:
            break
        node = node[key]
    return line + 1, column + 1
