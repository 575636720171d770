"""What facts are about: an article, a statement of it, a source in the chain of a statement; each knows the one around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar, TypeVar

from provaudit.engine.explained import Explained
from provaudit.languages import Language
from provaudit.languages.wording import Wording, load_wording
from provaudit.model.article import Unit, UnitType
from provaudit.model.audit import Analysis
from provaudit.model.chain import Entity, Link, Naming, Statement
from provaudit.model.span import Span, Spans, hull, merge, near, subtract

Result = TypeVar("Result")
Thing = TypeVar("Thing")
Key = TypeVar("Key")


class Scope(StrEnum):
    """What a rule looks at, one at a time. Inner scopes see the facts of the outer ones too."""

    ARTICLE = "article"
    STATEMENT = "statement"
    SOURCE = "source"


class Subject:
    """Something that facts are about. Facts are computed when first asked for, once."""

    scope: ClassVar[Scope]

    def __init__(self, outer: Subject | None = None) -> None:
        self.outer = outer
        self.known: dict[str, Any] = {}  # what was computed, by the name of what asked

    def at(self, scope: Scope) -> Subject:
        """This subject, or the one around it, that is of the scope. Raises LookupError where there is none."""
        subject: Subject | None = self
        while subject is not None and subject.scope is not scope:
            subject = subject.outer
        if subject is None:
            raise LookupError(f"{self.scope} is in no {scope}")
        return subject

    def once(self, key: str, compute: Callable[[], Result]) -> Result:
        """What `compute` gave when this key was first asked for."""
        if key not in self.known:
            self.known[key] = compute()
        value: Result = self.known[key]
        return value

    def suppose(self, key: str, value: object) -> None:
        """Takes this value instead of computing it: for the examples of rules, which state facts."""
        self.known[key] = value


class ArticleSubject(Subject):
    """A whole article, as analysed; `language` are the words that it was analysed with, a newsroom's own outlets among them.

    With `counted` paragraphs, what is first is the first in these: for findings about what was changed.
    """

    scope = Scope.ARTICLE

    def __init__(self, analysis: Analysis, language: Language, counted: frozenset[int] | None = None) -> None:
        super().__init__()
        self._counted = counted
        self.analysis = analysis
        self.language = language
        self.text = analysis.article.text

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by id, in reading order."""
        return {unit.id: unit for unit in self.analysis.units}

    @cached_property
    def statements(self) -> tuple[StatementSubject, ...]:
        """All statements, in the order of the analysis."""
        return tuple(StatementSubject(self, index, statement) for index, statement in enumerate(self.analysis.statements))

    @cached_property
    def counted(self) -> tuple[StatementSubject, ...]:
        """The statements of which one can be the first of its kind."""
        return tuple(s for s in self.statements if self._counted is None or s.unit.paragraph in self._counted)

    @cached_property
    def attributed(self) -> tuple[StatementSubject, ...]:
        """The statements that somebody other than the publisher stands behind."""
        return tuple(subject for subject in self.statements if subject.statement.attributed)

    @cached_property
    def lead(self) -> tuple[Unit, ...]:
        """The first body paragraph; its first sentence where the body has only that one paragraph."""
        body = [unit for unit in self.analysis.units if unit.type is UnitType.BODY]
        first = tuple(unit for unit in body if unit.paragraph == body[0].paragraph)
        return first[:1] if len(first) == len(body) else first

    @cached_property
    def named_sources(self) -> dict[int, dict[str, None]]:
        """The names of the named sources of each paragraph's statements, in text order, by paragraph."""
        names: dict[int, dict[str, None]] = {}
        for subject in self.attributed:
            found = [link.entity.name for link in subject.statement.chain[:-1] if link.entity.naming is Naming.NAMED]
            names.setdefault(subject.unit.paragraph, {}).update(dict.fromkeys(found))
        return names

    @cached_property
    def of_unit(self) -> dict[str, list[StatementSubject]]:
        """The statements of each unit, in the order of the analysis, by unit id."""
        return _grouped(self.statements, lambda subject: subject.statement.unit)

    @cached_property
    def of_origin(self) -> dict[str, list[StatementSubject]]:
        """The attributed statements of each origin, in the order of the analysis, by entity id."""
        return _grouped(self.attributed, lambda subject: subject.statement.origin.entity.id)

    @cached_property
    def paragraphs(self) -> dict[int, list[Unit]]:
        """The units of each paragraph, in reading order."""
        return _grouped(self.analysis.units, lambda unit: unit.paragraph)

    @cached_property
    def mentioned(self) -> dict[str, list[tuple[Entity, Span]]]:
        """The entities that each unit mentions and where, in the order of the entities, by unit id."""
        found: dict[str, list[tuple[Entity, Span]]] = {}
        for entity in self.analysis.entities:
            for mention in entity.mentions:
                unit = self.unit_at(mention.start)
                if unit is not None and unit.span.covers(mention):
                    found.setdefault(unit.id, []).append((entity, mention))
        return found

    @cached_property
    def place_of_unit(self) -> dict[str, int]:
        """How many units stand before a unit, by unit id."""
        return {unit: place for place, unit in enumerate(self.units)}

    @cached_property
    def next_unit(self) -> dict[str, str]:
        """The id of the unit that follows, by unit id."""
        ids = list(self.units)
        return dict(pairwise(ids))

    @cached_property
    def first_of_origin(self) -> dict[str, int]:
        """The index of the first attributed statement with this origin, by entity id."""
        return {s.statement.origin.entity.id: s.index for s in reversed(self.counted) if s.statement.attributed}

    @cached_property
    def first_of_source(self) -> dict[str, int]:
        """The index of the first statement with this source anywhere in its chain, by entity id."""
        return {link.entity.id: s.index for s in reversed(self.counted) if s.statement.attributed for link in s.statement.chain}

    @cached_property
    def first_of_chain(self) -> dict[tuple[str, ...], int]:
        """The index of the first statement whose chain has these entity ids."""
        return {s.path: s.index for s in reversed(self.counted)}

    @cached_property
    def basis_of_origin(self) -> dict[str, Link]:
        """The first link that shows how an origin knows, by entity id."""
        links = [s.statement.origin for s in reversed(self.attributed)]
        return {link.entity.id: link for link in links if link.basis}

    @cached_property
    def wording(self) -> Wording:
        """What facts about wording look for in the article's language."""
        return load_wording(self.language.code)

    @cached_property
    def quoted(self) -> Spans:
        """What stands between quotation marks, the marks included."""
        return merge(quotation.span for quotation in self.analysis.quotations)

    @cached_property
    def outermost(self) -> Spans:
        """The quotations that stand in no other, without their marks."""
        return tuple(quotation.inner for quotation in self.analysis.quotations if quotation.depth == 0)

    def in_quotation(self, span: Span) -> bool:
        """Whether all of a span stands between quotation marks."""
        return any(quoted.covers(span) for quoted in near(self.quoted, span))

    def unquoted(self, spans: Iterable[Span]) -> Spans:
        """What of some stretches stands outside quotation marks."""
        pieces = tuple(spans)
        return subtract(pieces, near(self.quoted, hull(pieces))) if pieces else ()

    def unit_at(self, offset: int) -> Unit | None:
        """The unit that an offset lies in."""
        at = bisect_right(self._unit_starts, offset) - 1
        return self.analysis.units[at] if at >= 0 and offset < self.analysis.units[at].span.end else None

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [unit.span.start for unit in self.analysis.units]

    @cached_property
    def explained(self) -> Explained:
        """The origins of which the text says, somewhere, why or on what terms they are unnamed."""
        return Explained.of(self.analysis)


class StatementSubject(Subject):
    """One statement."""

    scope = Scope.STATEMENT

    def __init__(self, article: ArticleSubject, index: int, statement: Statement) -> None:
        super().__init__(article)
        self.article, self.index, self.statement = article, index, statement

    @cached_property
    def unit(self) -> Unit:
        """The unit that the statement is part of."""
        return self.article.units[self.statement.unit]

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The entity ids of the chain."""
        return tuple(link.entity.id for link in self.statement.chain)

    @property
    def explains(self) -> bool:
        """Whether the origin, its unit or the next unit says why or on what terms the origin is unnamed."""
        return self.statement.origin.terms is not None or bool(self.explained_in)

    @cached_property
    def explained_in(self) -> tuple[str, ...]:
        """Of the statement's unit and the next one, those that say why or on what terms its origin is unnamed."""
        return self.article.explained.units(self.statement.unit, self.statement.origin.entity.id)

    @cached_property
    def sources(self) -> tuple[SourceSubject, ...]:
        """The links of the chain, origin first, without the publisher."""
        return tuple(SourceSubject(self, index, link) for index, link in enumerate(self.statement.chain[:-1]))


class SourceSubject(Subject):
    """One link in the chain of a statement: its origin (index 0) or a relay."""

    scope = Scope.SOURCE

    def __init__(self, statement: StatementSubject, index: int, link: Link) -> None:
        super().__init__(statement)
        self.statement, self.index, self.link = statement, index, link


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    groups: dict[Key, list[Thing]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups


def subjects(article: ArticleSubject, scope: Scope) -> Iterator[Subject]:
    """All subjects of a scope in the article, in text order of their statements."""
    if scope is Scope.ARTICLE:
        yield article
        return
    for statement in article.statements:
        if scope is Scope.STATEMENT:
            yield statement
        else:
            yield from statement.sources
