"""Checks a rule against the declared facts and places, and compiles it; every mistake is told with file, line and column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from provaudit.documents import Document
from provaudit.engine.expr import CelType, Environment, Expression, ExpressionError, conjuncts, nearest
from provaudit.engine.facts.base import Place
from provaudit.engine.facts.registry import facts_in, places_in
from provaudit.engine.facts.subjects import Scope
from provaudit.engine.message import Message, parse
from provaudit.engine.pack import CompiledRule
from provaudit.engine.rule import Rule
from provaudit.errors import RuleError

Loc = tuple[int | str, ...]

# Where a finding points when its rule does not say, or when that place has no words in the text.
FALLBACK = {
    Scope.ARTICLE: ("headline", "lead"),
    Scope.STATEMENT: ("content", "unit"),
    Scope.SOURCE: ("source", "cue", "content", "unit"),
}


def compile_rule(rule: Rule, document: Document, pack: str) -> CompiledRule:
    """Compiles a rule that was read from the document. Raises RuleError."""
    at = ("at",) if rule.at else ()
    where: dict[str, str] = {key: document.where((key,)) for key in ("when", "points") if key in document.data}
    compiled = CompiledRule(
        rule=rule,
        pack=pack,
        file=Path(document.source),
        when=_conditions(rule, document),
        points=compile_points(rule.points, rule.scope, document, ("points",)),
        message=_message(rule, document),
        at=(*_places([rule.at] if rule.at else [], rule.scope, document, at), *_fallback(rule.scope)),
        related=_places(rule.related, rule.scope, document, ("related",)),
        where=where,
    )
    _check_examples(rule, document)
    return compiled


def compile_points(points: int | str | None, scope: Scope, document: Document, loc: Loc) -> Expression | int | None:
    """Points as a number, or the expression that gives them. Raises RuleError."""
    return _expression(points, CelType.INT, scope, document, loc) if isinstance(points, str) else points


@cache
def _environment(scope: Scope) -> Environment:
    return Environment({name: fact.type for name, fact in facts_in(scope).items()})


def _expression(source: str, wanted: CelType, scope: Scope, document: Document, loc: Loc) -> Expression:
    try:
        return _environment(scope).compile(source, wanted)
    except ExpressionError as error:
        raise RuleError(error.what, where=document.where_in(loc, error.line, error.column), hint=error.hint) from None


def _conditions(rule: Rule, document: Document) -> tuple[Expression, ...]:
    whole = _expression(rule.when, CelType.BOOL, rule.scope, document, ("when",))  # what is wrong has its place in it
    try:
        return tuple(_environment(rule.scope).compile(part, CelType.BOOL) for part in conjuncts(rule.when))
    except ExpressionError:  # nothing that the whole does not say better
        return (whole,)


def _message(rule: Rule, document: Document) -> Message:
    try:
        return parse(rule.message, _environment(rule.scope).names)
    except ValueError as error:
        raise RuleError(str(error), where=document.where(("message",))) from None


def _places(names: Sequence[str], scope: Scope, document: Document, loc: Loc) -> tuple[Place, ...]:
    known = places_in(scope)
    for index, name in enumerate(names):
        if name not in known:
            where = document.where((*loc, index) if loc == ("related",) else loc)
            raise RuleError(f"unknown place {name}", where=where, hint=nearest(name, known) or f"places are {', '.join(known)}")
    return tuple(known[name] for name in names)


def _fallback(scope: Scope) -> tuple[Place, ...]:
    known = places_in(scope)
    return tuple(known[name] for name in FALLBACK[scope])


def _check_examples(rule: Rule, document: Document) -> None:
    known = _environment(rule.scope).names
    for side, examples in (("hit", rule.examples.hit), ("miss", rule.examples.miss)):
        for index, example in enumerate(examples):
            loc: Loc = ("examples", side, index)
            for name, value in (example.facts or {}).items():
                place = (*loc, "facts", name)
                if name not in known:
                    raise RuleError(f"unknown fact {name}", where=document.where(place, key=True), hint=nearest(name, known))
                if not known[name].holds(value):
                    raise RuleError(f"{name} is {known[name]}, not {value!r}", where=document.where(place))
            wrong = "marks" if rule.level is None and example.marks is not None else None
            wrong = "points" if rule.points is None and example.points is not None else wrong
            if wrong:
                kind = "scoring rule" if rule.level is None else "rule with a level"
                raise RuleError(f"an example of a {kind} has no {wrong}", where=document.where((*loc, wrong), key=True))
