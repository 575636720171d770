"""The list of all facts and places, by name; a module of facts is added here."""

from __future__ import annotations

from types import ModuleType
from typing import Any, TypeVar

from provaudit.engine.facts import (
    accusation,
    anonymity,
    article,
    balance,
    chain,
    documents,
    drift,
    headline,
    places,
    quoting,
    source,
    statement,
    wording,
    wording_places,
)
from provaudit.engine.facts.base import Fact, Place
from provaudit.engine.facts.subjects import Scope

_MODULES = (article, statement, chain, source, anonymity, accusation, wording, quoting, headline, drift, documents, balance)

# What a rule of a scope sees: its own facts and those of the subjects around it.
VISIBLE: dict[Scope, tuple[Scope, ...]] = {
    Scope.ARTICLE: (Scope.ARTICLE,),
    Scope.STATEMENT: (Scope.STATEMENT, Scope.ARTICLE),
    Scope.SOURCE: (Scope.SOURCE, Scope.STATEMENT, Scope.ARTICLE),
}

Declared = TypeVar("Declared")


def collect(modules: tuple[ModuleType, ...], kind: type[Declared]) -> dict[str, Declared]:
    """All declarations of a kind in the modules, by name in the order of the files. Raises ValueError for one name twice."""
    found: dict[str, Declared] = {}
    for module in modules:
        for name, value in vars(module).items():
            if not isinstance(value, kind):
                continue
            if found.setdefault(name, value) is not value:
                raise ValueError(f"{name} is declared twice, again in {module.__name__}")
    return found


FACTS: dict[str, Fact[Any]] = collect(_MODULES, Fact)
PLACES: dict[str, Place] = collect((places, wording_places), Place)


def facts_in(scope: Scope) -> dict[str, Fact[Any]]:
    """The facts that a rule of the scope may read."""
    return {name: fact for name, fact in FACTS.items() if fact.scope in VISIBLE[scope]}


def places_in(scope: Scope) -> dict[str, Place]:
    """The places that a rule of the scope may point at."""
    return {name: place for name, place in PLACES.items() if place.scope in VISIBLE[scope]}
