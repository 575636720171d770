"""`@fact` and `@place`: a function's name, its first parameter, its return type and its docstring are the declaration."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_type_hints

from provaudit.engine.expr import CelType
from provaudit.engine.facts.subjects import Scope, Subject
from provaudit.model.span import Spans

S = TypeVar("S", bound=Subject)
V = TypeVar("V", bool, int, str, list[str])

_TYPES: dict[object, CelType] = {bool: CelType.BOOL, int: CelType.INT, str: CelType.STRING, list[str]: CelType.STRINGS}


@dataclass(frozen=True)
class Fact(Generic[V]):
    """Something that rules may read: computed from a subject of its scope."""

    name: str
    scope: Scope
    type: CelType
    doc: str
    compute: Callable[[Any], V]

    def __call__(self, subject: Subject) -> V:
        """The value for this subject or the one around it that has the fact's scope; computed once."""
        holder = subject if subject.scope is self.scope else subject.at(self.scope)
        known = holder.known  # `once`, without a function for each of the ten thousand times that rules ask
        if self.name not in known:
            known[self.name] = self.compute(holder)
        value: V = known[self.name]
        return value


@dataclass(frozen=True, slots=True)
class Place:
    """Words that a finding can point at: pieces of the article's text, none where the text does not have them."""

    name: str
    scope: Scope
    doc: str
    find: Callable[[Any], Spans]

    def __call__(self, subject: Subject) -> Spans:
        """The pieces for this subject or the one around it that has the place's scope, in text order."""
        return tuple(sorted(set(self.find(subject.at(self.scope)))))


def fact(function: Callable[[S], V]) -> Fact[V]:
    """Declares a fact. Raises TypeError for a function that does not say what it is about or gives, or has no docstring."""
    scope, hints, doc = _declaration(function)
    if hints["return"] not in _TYPES:
        raise TypeError(f"{function.__name__}: a fact gives bool, int, str or list[str], not {hints['return']}")
    return Fact(function.__name__, scope, _TYPES[hints["return"]], doc, function)


def place(function: Callable[[S], Spans]) -> Place:
    """Declares a place; as for facts."""
    scope, _, doc = _declaration(function)
    return Place(function.__name__, scope, doc, function)


def _declaration(function: Callable[..., object]) -> tuple[Scope, dict[str, Any], str]:
    hints = get_type_hints(function)
    subject = hints.get(next(iter(inspect.signature(function).parameters), ""))
    if not (inspect.isclass(subject) and issubclass(subject, Subject)):
        raise TypeError(f"{function.__name__}: the first parameter says which subject it is about")
    if not function.__doc__:
        raise TypeError(f"{function.__name__}: the docstring is what authors of rules read")
    return subject.scope, hints, " ".join(function.__doc__.split())
