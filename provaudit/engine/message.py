"""Messages of rules: plain text with `{fact}` placeholders, checked when the rule is loaded."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

from provaudit.engine.expr import CelType, Value, nearest

_CLOSING = "”’\"'"
_STOPS = (".", "!", "?", "…")
_CLOSED = re.compile(r"([”’\"']?)\.(?=\s|$)")  # the end of a sentence, as a template has it behind a value


@dataclass(frozen=True, slots=True)
class Message:
    """A template as literal texts, each followed by the name of a fact or by nothing."""

    parts: tuple[tuple[str, str | None], ...]

    @property
    def uses(self) -> tuple[str, ...]:
        """The facts that are filled in."""
        return tuple(name for _, name in self.parts if name is not None)

    def fill(self, values: Mapping[str, Value]) -> str:
        """The message for these values; a list reads "A, B and C". A full stop that a value ends with is not set twice."""
        filled = ""
        for text, name in self.parts:
            stopped = filled.rstrip(_CLOSING).endswith(_STOPS) and _CLOSED.match(text)
            filled += f"{stopped[1]}{text[stopped.end() :]}" if stopped else text
            filled += _spoken(values[name]) if name else ""
        return filled


def parse(template: str, names: Mapping[str, CelType]) -> Message:
    """Reads a template; `{{` and `}}` stand for braces. Raises ValueError for broken braces, a placeholder that is no fact
    that the rule may read or that cannot be read aloud (a yes-or-no fact), and for formatting instructions."""
    parts: list[tuple[str, str | None]] = []
    for text, name, spec, conversion in string.Formatter().parse(template):
        if name is not None:
            if spec or conversion or not name.isidentifier():
                raise ValueError(f"a placeholder is the bare name of a fact, not {{{name}{'!' if conversion else ''}{spec or ''}}}")
            if name not in names:
                hint = nearest(name, names)
                raise ValueError(f"unknown fact {name} in the message" + (f": {hint}" if hint else ""))
            if names[name] is CelType.BOOL:
                raise ValueError(f"{name} is true or false and cannot stand in a message")
        parts.append((text, name))
    return Message(tuple(parts))


def _spoken(value: Value) -> str:
    if not isinstance(value, list):
        return str(value)
    return " and ".join(filter(None, [", ".join(value[:-1]), *value[-1:]]))
