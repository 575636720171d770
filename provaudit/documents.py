"""YAML files whose every value still knows its line and column, so that a mistake can be shown where it is.

Plain values are read as YAML 1.2 reads them: `no` and `12:30` are strings, `012` is twelve. Dates and merge keys (`<<`) are read
too, other types and programs' own tags are refused. The events of PyYAML are put together here, because its own trees know neither
a limit of depth nor that a key may stand once only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.events import AliasEvent, Event, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from provaudit.errors import ProvauditError

# What is read is written by hand; a file of this size is something else.
MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_MERGED = 10_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # without libyaml the same, twenty times slower
_TAG = "tag:yaml.org,2002:"
_PLAIN = {  # how values without quotation marks look that are no strings; of several the first counts
    "null": re.compile("|~|null|Null|NULL"),
    "bool": re.compile("true|True|TRUE|false|False|FALSE"),
    "int": re.compile(r"[-+]?(?:[0-9][0-9_]*|0o[0-7][0-7_]*|0x[0-9a-fA-F][0-9a-fA-F_]*|0b[01][01_]*)"),
    "float": re.compile(r"[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|\d[\d_]*\.[\d_]*|\.inf)|\.nan", re.ASCII | re.IGNORECASE),
    "timestamp": re.compile(
        r"\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?", re.ASCII
    ),
}
_FIRST = frozenset("~nNtTfF-+.0123456789")  # no other character begins one of them


class Malformed(ValueError):  # noqa: N818 - it is the text that is
    """A text that should be YAML is not, or is not allowed; `line` and `column` count from 1."""

    def __init__(self, what: str, line: int, column: int, hint: str | None = None) -> None:
        super().__init__(what)
        self.what, self.line, self.column, self.hint = what, line, column, hint


class _Placed(NamedTuple):
    """A value, where it begins (from 0), and by what it is enclosed, if it is a string: quotation marks, `|`, `>`."""

    value: Any
    line: int
    column: int
    style: str | None = None


class Document:
    """One YAML document. `data` is made of dicts, lists, strings, numbers, dates and None."""

    def __init__(self, text: str, source: str = "") -> None:
        """Reads a text; `source` is the name that places begin with. Raises Malformed."""
        self.source = source
        self.text = text
        try:
            composer = _Composer(text)
            self._root = composer.whole()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = " ".join(part for part in (error.problem, error.context) if part)
            raise Malformed(f"no valid YAML: {what}", mark.line + 1, mark.column + 1) from None
        except yaml.reader.ReaderError as error:
            at = text.index(chr(error.character))  # its own position counts bytes
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            raise Malformed(f"the character U+{error.character:04X} is not allowed", line, column) from None
        self._children = composer.children
        self.data: Any = self._root.value

    def known(self, loc: Sequence[int | str]) -> tuple[int | str, ...]:
        """The path of keys and indexes as far as the document has it; a checker adds names of its own behind."""
        node = self.data
        for depth, step in enumerate(loc):
            mapped = isinstance(node, dict) and step in node
            listed = isinstance(node, list) and isinstance(step, int) and step < len(node)
            if not (mapped or listed):
                return tuple(loc[:depth])
            node = node[step]
        return tuple(loc)

    def where(self, loc: Sequence[int | str] = (), *, key: bool = False) -> str:
        """`file:line:col`, from 1, of the value at a path (of its key, with `key`), or of what encloses it as far as the path
        leads."""
        placed = self._at(loc, key)
        return f"{self.source}:{placed.line + 1}:{placed.column + 1}"

    def where_in(self, loc: Sequence[int | str], line: int, column: int) -> str:
        """`file:line:col` of a place, from 1, within the string at a path. Folded strings give their beginning only."""
        placed = self._at(loc)
        if placed.style == "|":
            return f"{self.source}:{placed.line + line + 1}:{self._indent(placed.line + 1) + column}"
        if placed.style == ">" or line > 1:
            return self.where(loc)
        quoted = placed.style is not None
        return f"{self.source}:{placed.line + 1}:{placed.column + quoted + column}"

    def lines_from(self, loc: Sequence[int | str]) -> int | None:
        """On which line, from 1, the text at a path begins whose lines stand in the file as they are; None for others."""
        placed = self._at(loc)
        return placed.line + 2 if placed.style == "|" else None

    def _at(self, loc: Sequence[int | str], key: bool = False) -> _Placed:
        placed = self._root
        path = self.known(loc)
        for depth, step in enumerate(path, 1):
            at_key, at_value = self._children[id(placed.value)][step]
            placed = at_key if key and depth == len(path) else at_value
        return placed

    def _indent(self, line: int) -> int:
        lines = self.text.splitlines()
        return len(lines[line]) - len(lines[line].lstrip()) if line < len(lines) else 0


def read(path: Path, wrong: type[ProvauditError]) -> Document:
    """The YAML file `path`, a mapping. Raises `wrong`, with `file:line:col` where there is one, where it cannot be read, is too
    large, is no YAML, or is no mapping."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise wrong(f"cannot be read: {error.strerror}", where=str(path)) from None
    if len(raw) > MAX_BYTES:
        raise wrong(f"the file is larger than {MAX_BYTES:,} bytes", where=str(path))
    try:
        document = Document(raw.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        column = error.start - before.rfind(b"\n")
        raise wrong("the file is not UTF-8", where=f"{path}:{before.count(10) + 1}:{column}") from None
    except Malformed as error:
        raise wrong(error.what, where=f"{path}:{error.line}:{error.column}", hint=error.hint) from None
    if not isinstance(document.data, dict):
        raise wrong("the file is not a mapping of keys to values", where=f"{path}:1:1")
    return document


class _Composer:
    """Puts the events of a text together. `children` has, for each dict and list by its `id`, the places of its keys and values."""

    def __init__(self, text: str) -> None:
        self.children: dict[int, dict[int | str, tuple[_Placed, _Placed]]] = {}
        self._loader = _Loader(text)
        self._next: Callable[[], Event] = self._loader.get_event
        self._anchors: dict[str, _Placed] = {}
        self._merged = 0

    def whole(self) -> _Placed:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return _Placed(None, 0, 0)
        placed = self._node(self._next(), 1)
        self._next()
        if not isinstance(event := self._next(), StreamEndEvent):
            raise _malformed("another document begins here", event)
        return placed

    def _node(self, event: Event, depth: int) -> _Placed:
        mark = event.start_mark
        if isinstance(event, AliasEvent):
            if event.anchor not in self._anchors:  # or what it stands for is not complete yet: nothing may hold itself
                raise _malformed(f"found undefined alias {event.anchor}", event)
            return self._anchors[event.anchor]
        if isinstance(event, ScalarEvent):
            placed = _Placed(self._scalar(event), mark.line, mark.column, event.style or None)
        else:
            if depth > MAX_DEPTH:
                raise _malformed("the file is nested too deeply", event)
            listed = isinstance(event, SequenceStartEvent)
            if event.tag not in (None, "!", _TAG + ("seq" if listed else "map")):
                raise _malformed(f"the tag {event.tag} is not allowed", event)
            placed = _Placed(self._sequence(depth) if listed else self._mapping(depth), mark.line, mark.column)
        if event.anchor is not None:
            self._anchors[event.anchor] = placed
        return placed

    def _sequence(self, depth: int) -> list[Any]:
        places: list[_Placed] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            places.append(self._node(event, depth + 1))
        found = [placed.value for placed in places]
        self.children[id(found)] = {index: (placed, placed) for index, placed in enumerate(places)}
        return found

    def _mapping(self, depth: int) -> dict[Any, Any]:
        places: dict[Any, tuple[_Placed, _Placed]] = {}
        merged: list[_Placed] = []
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if key.value == "<<" and key.style is None:
                merged.append(value)
                continue
            if isinstance(key.value, dict | list):
                raise _malformed("a key cannot be a list or a mapping", event)
            if key.value in places:
                raise _malformed(f'found duplicate key "{key.value}"', event, "keys stand once")
            places[key.value] = (key, value)
        for value in merged:
            self._merge(value, places)
        found = {key: value.value for key, (_, value) in places.items()}
        self.children[id(found)] = places
        return found

    def _merge(self, bases: _Placed, into: dict[Any, tuple[_Placed, _Placed]]) -> None:
        """Adds the keys of a mapping, or of several, that are not there yet."""
        for base in bases.value if isinstance(bases.value, list) else [bases.value]:
            self._merged += len(base) if isinstance(base, dict) else 0
            if not isinstance(base, dict) or self._merged > MAX_MERGED:
                what = "more keys are merged than are allowed" if isinstance(base, dict) else "only mappings can be merged"
                raise Malformed(what, bases.line + 1, bases.column + 1)
            for key, places in self.children[id(base)].items():
                into.setdefault(key, places)

    def _scalar(self, event: ScalarEvent) -> Any:  # noqa: ANN401 - whatever it says
        text: str = event.value
        if event.tag is None or event.tag == "!":
            if not event.implicit[0] or (text and text[0] not in _FIRST):
                return text
            kind = next((kind for kind, looks in _PLAIN.items() if looks.fullmatch(text)), "str")
        else:
            kind = event.tag.removeprefix(_TAG)
            if kind != "str" and not (kind in _PLAIN and _PLAIN[kind].fullmatch(text)):
                raise _malformed(f"the tag {event.tag} is not allowed for this", event)
        try:
            return _VALUES[kind](text) if kind in _VALUES else self._loader.construct_yaml_timestamp(yaml.ScalarNode("", text))
        except ValueError as error:  # the 30th of February, a number of thousands of digits
            raise _malformed(f"no {kind} can be made of this: {error}", event) from None


_VALUES: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "null": lambda _: None,
    "bool": lambda text: text.casefold() == "true",
    "int": lambda text: int(text.replace("_", ""), 0 if text.lstrip("+-")[1:2] in ("o", "x", "b") else 10),
    "float": lambda text: float(text.replace("_", "").casefold().replace(".inf", "inf").replace(".nan", "nan")),
}


def _malformed(what: str, event: Event, hint: str | None = None) -> Malformed:
    return Malformed(what, event.start_mark.line + 1, event.start_mark.column + 1, hint)
