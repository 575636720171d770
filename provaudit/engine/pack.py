"""A rule pack as it runs: compiled rules in their order, grades, and a hash of everything that can change a result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from provaudit.engine.expr import Expression, ExpressionError, Value
from provaudit.engine.facts.base import Place
from provaudit.engine.facts.registry import FACTS
from provaudit.engine.facts.subjects import Scope, Subject
from provaudit.engine.message import Message
from provaudit.engine.rule import Grades, Rule
from provaudit.errors import RuleError


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule in effect: its file's content with the changes of later packs, checked and compiled."""

    rule: Rule
    pack: str  # the pack that brought it
    file: Path
    when: tuple[Expression, ...]  # all of them must hold
    points: Expression | int | None
    message: Message
    at: tuple[Place, ...]  # the first that has words is pointed at
    related: tuple[Place, ...]
    where: Mapping[str, str]  # key -> file:line:col

    @property
    def scores(self) -> bool:
        """Whether this is a scoring rule; otherwise it makes findings."""
        return self.points is not None

    def hits(self, subject: Subject) -> bool:
        """Whether the rule applies to a subject of its scope. Raises RuleError where the expression fails on it.

        As in CEL, a false condition outweighs one that fails. Rules share conditions ("!own_voice"), so each is asked once.
        """
        failed: RuleError | None = None
        known = subject.known
        for condition in self.when:
            try:  # mostly known, and mostly false
                if not (known[condition.source] if condition.source in known else self._holds(condition, subject)):
                    return False
            except RuleError as error:
                failed = failed or error
        if failed is not None:
            raise failed
        return True

    def may_hit(self, subject: Subject) -> bool:
        """Whether the first condition holds, or fails, which `hits` tells."""
        try:
            return not self.when or self._holds(self.when[0], subject)
        except RuleError:
            return True

    def _holds(self, condition: Expression, subject: Subject) -> bool:
        """Whether a condition is true of a subject, which remembers the answer. Raises RuleError where it fails on it."""
        known = subject.known.get(condition.source)
        if known is None:
            known = subject.known[condition.source] = self._evaluate("when", condition, subject)
        return bool(known)

    def points_for(self, subject: Subject) -> int:
        """The points for a subject that the rule hits. Raises RuleError where the expression fails on it."""
        if isinstance(self.points, Expression):
            return cast(int, self._evaluate("points", self.points, subject))
        return self.points or 0

    def message_for(self, subject: Subject) -> str:
        """The message with its facts filled in."""
        return self.message.fill(facts_of(subject, self.message.uses))

    def _evaluate(self, key: str, expression: Expression, subject: Subject) -> Value:
        if expression.fact is not None:
            return FACTS[expression.fact](subject) is not expression.denies
        try:
            known = subject.known  # mostly so: rules ask thousands of times an article
            return expression.evaluate_in_order(
                [known[name] if name in known else FACTS[name](subject) for name in expression.uses]
            )
        except ExpressionError as error:
            raise RuleError(f"{key} of {self.rule.id} fails: {error.what}", where=self.where[key], hint=error.hint) from None


def facts_of(subject: Subject, names: tuple[str, ...]) -> dict[str, Value]:
    """The values of these facts for a subject, outer scopes included."""
    return {name: FACTS[name](subject) for name in names}


@dataclass(frozen=True)
class RulePack:
    """The rules in effect, in order: those of the packs it builds on first, then by id. `off` are the switched-off ids,
    `changed` those that the pack itself changes in the packs that it extends."""

    name: str
    version: str
    title: str
    rules: tuple[CompiledRule, ...]
    grades: Grades
    off: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @cached_property
    def scoring(self) -> tuple[CompiledRule, ...]:
        """The rules that give points."""
        return tuple(rule for rule in self.rules if rule.scores)

    @cached_property
    def finding(self) -> tuple[CompiledRule, ...]:
        """The rules that make findings."""
        return tuple(rule for rule in self.rules if not rule.scores)

    @cached_property
    def openings(self) -> dict[Scope, tuple[tuple[CompiledRule, ...], ...]]:
        """The rules that make findings, by scope, together where they open with the same condition: if it is false, none hits."""
        groups: dict[Scope, dict[str, list[CompiledRule]]] = {}
        for rule in self.finding:
            groups.setdefault(rule.rule.scope, {}).setdefault(rule.when[0].source if rule.when else "", []).append(rule)
        return {scope: tuple(map(tuple, by_condition.values())) for scope, by_condition in groups.items()}

    @cached_property
    def hash(self) -> str:
        """16 hex digits over name, version, grades and rules as they are in effect; examples and file names do not count."""
        content = {
            "name": self.name,
            "version": self.version,
            "grades": self.grades.floors,
            "rules": [compiled.rule.model_dump(mode="json", exclude={"examples"}) for compiled in self.rules],
        }
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]
