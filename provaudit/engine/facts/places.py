"""The words that findings can point at, by what they are in the statement."""

from __future__ import annotations

from provaudit.engine.facts.base import place
from provaudit.engine.facts.statement import hedging
from provaudit.engine.facts.subjects import ArticleSubject, SourceSubject, StatementSubject
from provaudit.model.article import UnitType
from provaudit.model.span import Spans


@place
def headline(article: ArticleSubject) -> Spans:
    """The headlines."""
    return tuple(unit.span for unit in article.analysis.units if unit.type is UnitType.HEADLINE)


@place
def lead(article: ArticleSubject) -> Spans:
    """The sentences of the first body paragraph."""
    return tuple(unit.span for unit in article.lead)


@place
def content(subject: StatementSubject) -> Spans:
    """What the source is responsible for."""
    return subject.statement.content


@place
def origin(subject: StatementSubject) -> Spans:
    """The mention of the origin; nothing where it is carried over."""
    mention = subject.statement.origin.mention
    return (mention,) if mention else ()


@place
def relays(subject: StatementSubject) -> Spans:
    """The mentions of the relays."""
    return tuple(link.mention for link in subject.statement.relays if link.mention)


@place
def cue(subject: StatementSubject) -> Spans:
    """The words that signal the attribution."""
    return tuple(found.span for found in subject.statement.cues)


@place
def hedges(subject: StatementSubject) -> Spans:
    """The hedges and doubting cues."""
    return tuple(found.span for found in hedging(subject))


@place
def unit(subject: StatementSubject) -> Spans:
    """The whole sentence, headline or caption."""
    return (subject.unit.span,)


@place
def source(subject: SourceSubject) -> Spans:
    """The mention of the source; nothing where it is carried over."""
    return (subject.link.mention,) if subject.link.mention else ()
