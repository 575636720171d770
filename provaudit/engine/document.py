"""YAML files whose every value still knows its line and column, so that a mistake can be shown where it is."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, Event
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString, ScalarString

from provaudit.errors import RuleError

# A rule is a page of text; a file of this size is something else, and reading it would take seconds.
MAX_BYTES = 1_000_000
MAX_DEPTH = 20


class Document:
    """One YAML mapping from a file. `data` is made of dicts, lists and scalars."""

    def __init__(self, path: Path) -> None:
        """Reads the file. Raises RuleError where it cannot be read, is too large, is no YAML, or is no mapping."""
        self.path = path
        self.data: dict[str, Any] = _load(path)

    def where(self, loc: Sequence[int | str] = (), *, key: bool = False) -> str:
        """`file:line:col`, from 1, of the value at a path of keys and indexes (of its key, with `key`), or of what encloses it
        as far as the path leads."""
        line, column = self._place(loc, key)
        return f"{self.path}:{line + 1}:{column + 1}"

    def known(self, loc: Sequence[int | str]) -> tuple[int | str, ...]:
        """The path as far as the file has it; a checker adds names of its own behind."""
        node: object = self.data
        for depth, step in enumerate(loc):
            mapped = isinstance(node, CommentedMap) and step in node
            listed = isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node)
            if not (mapped or listed):
                return tuple(loc[:depth])
            node = node[step]  # type: ignore[index]
        return tuple(loc)

    def where_in(self, loc: Sequence[int | str], line: int, column: int) -> str:
        """`file:line:col` of a place, from 1, within the string at a path. Folded strings give their beginning only."""
        value: object = self.data
        for step in loc:
            value = value[step]  # type: ignore[index]
        top, left = self._place(loc, key=False)
        if isinstance(value, LiteralScalarString):
            first = top + line
            text = self.path.read_text(encoding="utf-8-sig").splitlines()
            indent = len(text[top + 1]) - len(text[top + 1].lstrip()) if top + 1 < len(text) else 0
            return f"{self.path}:{first + 1}:{indent + column}"
        if isinstance(value, FoldedScalarString) or line > 1:
            return self.where(loc)
        return f"{self.path}:{top + 1}:{left + int(isinstance(value, ScalarString)) + column}"

    def _place(self, loc: Sequence[int | str], key: bool) -> tuple[int, int]:
        node: Any = self.data
        place: tuple[int, int] = (node.lc.line, node.lc.col)
        path = self.known(loc)
        for depth, step in enumerate(path, 1):
            if isinstance(node, CommentedSeq):
                place = node.lc.item(step)
            else:
                place = node.lc.key(step) if key and depth == len(path) else node.lc.value(step)
            node = node[step]
        return place


def _load(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", where=str(path)) from None
    if len(raw) > MAX_BYTES:
        raise RuleError(f"the file is larger than {MAX_BYTES:,} bytes", where=str(path), hint="a rule file holds one rule")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - before.rfind(b"\n")
        raise RuleError("the file is not UTF-8", where=f"{path}:{before.count(10) + 1}:{column}") from None
    return _parse(path, text)


def _parse(path: Path, text: str) -> dict[str, Any]:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    try:
        _check_depth(path, YAML(typ="rt").parse(io.StringIO(text)))
        data = yaml.load(io.StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        problem = str(error.problem or error.context).split(" with value")[0]
        raise RuleError(problem, where=place, hint="keys stand once" if "duplicate" in problem else None) from None
    except YAMLError as error:  # characters that YAML does not allow
        raise RuleError(str(error).splitlines()[0], where=str(path)) from None
    if not isinstance(data, CommentedMap):
        raise RuleError("the file is not a mapping of keys to values", where=f"{path}:1:1")
    return data


def _check_depth(path: Path, events: Iterable[Event]) -> None:
    """Reading takes a time that grows with the square of the depth, so the depth is looked at first."""
    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            mark = event.start_mark
            raise RuleError("the file is nested too deeply", where=f"{path}:{mark.line + 1}:{mark.column + 1}")
