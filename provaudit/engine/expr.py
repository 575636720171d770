"""Compiles and evaluates CEL expressions over declared names; the only module that knows which CEL library is used."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cel_expr_python import cel
from cel_expr_python.ext import ext_math, ext_strings

Value = bool | int | str | list[str]

# A rule that needs more than this is two rules; compile time grows with the square of the length.
MAX_LENGTH = 4000
MOST_KNOWN = 1000  # values of one expression that are kept

_COMPILE_ERROR = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*?)(?=\n \||$)", re.DOTALL)
_UNDECLARED = re.compile(r"undeclared reference to '(\w+)' \(in container ''\)")
_STATUS = re.compile(r"^[A-Z_]+: | \[[A-Z_]+\]$")
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
_TOKEN = re.compile(
    r"""//[^\n]* | [rR](?:"[^"]*"|'[^']*') | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | && | \|\| | [()\[\]{}?]""",
    re.VERBOSE | re.DOTALL,
)


class CelType(StrEnum):
    """The types that a name in an expression can have, as CEL writes them."""

    BOOL = "bool"
    INT = "int"
    STRING = "string"
    STRINGS = "list<string>"

    @property
    def zero(self) -> Value:
        """The emptiest value of the type."""
        empty: dict[CelType, Value] = {CelType.BOOL: False, CelType.INT: 0, CelType.STRING: "", CelType.STRINGS: []}
        return empty[self]

    def holds(self, value: object) -> bool:
        """Whether a Python value is of the type; True is no int."""
        if self is CelType.STRINGS:
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        python = {CelType.BOOL: bool, CelType.INT: int, CelType.STRING: str}[self]
        return isinstance(value, python) and (self is CelType.BOOL or not isinstance(value, bool))


_CEL = {
    CelType.BOOL: cel.Type.BOOL,
    CelType.INT: cel.Type.INT,
    CelType.STRING: cel.Type.STRING,
    CelType.STRINGS: cel.Type.List(cel.Type.STRING),
}


class ExpressionError(ValueError):
    """What is wrong with an expression; `line` and `column` count from 1 within it, and are 0 where the place is not known."""

    def __init__(self, what: str, line: int = 0, column: int = 0, hint: str | None = None) -> None:
        super().__init__(what)
        self.what, self.line, self.column, self.hint = what, line, column, hint


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression and the declared names that it may read (a superset of what one evaluation needs)."""

    source: str
    type: CelType
    uses: tuple[str, ...]
    fact: str | None  # the one name that it is, or that it denies: most are "own_voice" or "!own_voice"
    lists: bool  # whether any of the names is of a list
    _program: Any = field(repr=False, compare=False)
    _known: dict[tuple[object, ...], Value] = field(default_factory=dict, repr=False, compare=False)

    @property
    def denies(self) -> bool:
        """Whether it denies its one `fact`."""
        return self.source.startswith("!")

    def evaluate(self, values: Mapping[str, Value]) -> Value:
        """The value for these values of the names in `uses`. Raises ExpressionError where it has none (division by zero,
        an index beyond a list, a loop that does not come to an end)."""
        if self.fact is not None:
            return values[self.fact] is not self.denies  # no need to ask the library
        return self.evaluate_in_order([values[name] for name in self.uses])

    def evaluate_in_order(self, values: list[Value]) -> Value:
        """The same for the values of `uses` in their order, which rules ask for thousands of times an article."""
        given = tuple([tuple(v) if isinstance(v, list) else v for v in values]) if self.lists else tuple(values)
        known = self._known.get(given)  # the statements of an article differ in little
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[given] = self._asked(dict(zip(self.uses, values, strict=True)))
        return known

    def _asked(self, values: Mapping[str, Value]) -> Value:
        try:
            result = self._program.eval(data=values)
        except RuntimeError as error:  # the library stops loops that run over its budget in this way
            what = _plain(error)
            hint = "the expression loops too often; a rule looks at a handful of values" if "budget" in what else None
            raise ExpressionError(what, hint=hint) from None
        if result.type() == cel.Type.ERROR:  # every other failure comes back as a value
            raise ExpressionError(_plain(result.plain_value()))
        value: Value = result.plain_value()
        return value


class Environment:
    """The names that expressions may use, with their types."""

    def __init__(self, names: Mapping[str, CelType]) -> None:
        self.names = dict(names)
        self._env = cel.NewEnv(
            variables={name: _CEL[kind] for name, kind in self.names.items()},
            extensions=[ext_math.ExtMath(), ext_strings.ExtStrings()],
        )

    def compile(self, source: str, wanted: CelType) -> Expression:
        """Checks names and types. Raises ExpressionError for a syntax error, an undeclared name, or another type than wanted."""
        if len(source) > MAX_LENGTH:
            raise ExpressionError(f"the expression has {len(source)} characters, the limit is {MAX_LENGTH}", 1, 1)
        try:
            program = self._env.compile(source)
        except RuntimeError as error:
            raise self._explained(error, source) from None
        if program.return_type() != _CEL[wanted]:
            found = program.return_type().name().lower()
            raise ExpressionError(f"the expression gives {found}, wanted is {wanted}", 1, 1)
        used = sorted(set(_IDENTIFIER.findall(source)) & self.names.keys())
        name = source.removeprefix("!")
        plain = wanted is CelType.BOOL and used == [name]
        lists = any(self.names[one] is CelType.STRINGS for one in used)
        expression = Expression(source, wanted, tuple(used), name if plain else None, lists, program)
        self._try(expression)
        return expression

    def _try(self, expression: Expression) -> None:
        """One evaluation over empty values, so that an endless loop or a broken pattern is found before an article is."""
        try:
            expression.evaluate({name: self.names[name].zero for name in expression.uses})
        except ExpressionError as error:
            if "budget" in error.what or "regular expression" in error.what:
                raise ExpressionError(error.what, 1, 1, error.hint) from None

    def _explained(self, error: RuntimeError, source: str) -> ExpressionError:
        found = _COMPILE_ERROR.search(str(error))
        if found is None:
            return ExpressionError(_plain(error), 1, 1)
        line, column, what = int(found[1]), int(found[2]), _plain(found[3])
        unknown = _UNDECLARED.search(what)
        if unknown is None:
            return ExpressionError(what, line, column)
        if source.splitlines()[line - 1][column - 1 : column] == "(":  # a call is placed at its parenthesis
            return ExpressionError(f"unknown function {unknown[1]}", line, column)
        return ExpressionError(f"unknown fact {unknown[1]}", line, column, nearest(unknown[1], self.names))


def conjuncts(source: str) -> list[str]:
    """The parts of an expression that `&&` joins, outside all brackets: they can be asked one by one, and no fact is computed after
    one that is false. The whole where `||` or `?` joins them."""
    parts, start, depth = [], 0, 0
    for token in _TOKEN.finditer(source):
        mark = token[0]
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
        elif depth == 0 and mark in ("||", "?"):
            return [source]
        elif depth == 0 and mark == "&&":
            parts.append(source[start : token.start()])
            start = token.end()
    return [part.strip() for part in [*parts, source[start:]]]


def nearest(word: str, known: Mapping[str, object]) -> str | None:
    """A hint that names what was probably meant, None where nothing is near."""
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]}?" if close else None


def _plain(error: object) -> str:
    return _STATUS.sub("", _STATUS.sub("", str(error))).strip()
