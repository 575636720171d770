"""Facts about headlines: does the article bear them out, and do they keep what it keeps?"""

from __future__ import annotations

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import stated, stems, stems_of, texts, tokens
from provaudit.engine.facts.statement import hedging
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.languages.near import near_words
from provaudit.model.article import UnitType
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Spans, near

NAME = 3  # words: of so few, with capitals all, nobody can tell whether they were said or are called so
NEAR = 5  # letters by which near words are looked up
LIKE = 0.75  # share of a headline's words that a body statement has, from which on it says the same


def quotes_in_headlines(article: ArticleSubject) -> Spans:
    """What stands in quotation marks in the headlines, without the marks."""
    heads = (unit.span for unit in article.analysis.units if unit.type is UnitType.HEADLINE)
    return article.once("in headlines", lambda: tuple(q for head in heads for q in near(article.outermost, head) if head.covers(q)))


def missing_quotes(article: ArticleSubject) -> Spans:
    """Those of them, of two words or more, that the body does not have word for word. A few words that all have capitals may be the
    name of something: ‘Super Tuesday’."""
    body = _plain(" ".join(unit.span.of(article.text) for unit in stated(article) if unit.type is not UnitType.HEADLINE))
    quotes = [(span, span.of(article.text).split()) for span in quotes_in_headlines(article)]
    said = [span for span, words in quotes if len(words) > NAME or (len(words) > 1 and any(word[:1].islower() for word in words))]
    return tuple(span for span in said if f" {_plain(span.of(article.text))} " not in f" {body} ")


@fact
def headline_quotes(subject: StatementSubject) -> list[str]:
    """What stands in quotation marks in the headline that the statement is part of."""
    here = subject.unit.span
    return texts(subject.article, (span for span in near(quotes_in_headlines(subject.article), here) if here.covers(span)))


@fact
def headline_quotes_missing(article: ArticleSubject) -> list[str]:
    """Quotations in headlines, of two words or more, that the body does not have word for word."""
    return texts(article, missing_quotes(article))


@fact
def headline_in_body(subject: StatementSubject) -> int:
    """How much of the words of the first headline the body has anywhere, 0 to 100; 100 for other statements, short headlines, and
    where there is no body."""
    article = subject.article
    wanted = stems_of(subject)
    body = [unit for unit in stated(article) if unit.type is UnitType.BODY]
    first = next((unit for unit in article.analysis.units if unit.type is UnitType.HEADLINE), None)
    if subject.unit is not first or not body or len(wanted) < 4:
        return 100
    have = frozenset[str]().union(*(stems(article, unit.span.of(article.text)) for unit in body))
    return round(100 * len(wanted & have) / len(wanted))


@fact
def headline_sheds(subject: StatementSubject) -> str:
    """What a headline without source and hedge leaves out, where all body statements that say the same have it: "source" (the
    origin is unnamed), "outlet" (another one reports it), "hedge", or "" where it sheds nothing."""
    statement = subject.statement
    bare = subject.unit.type is UnitType.HEADLINE and not statement.attributed and not statement.hedges
    if not bare or subject.unit.span.of(subject.article.text).rstrip().endswith("?"):
        return ""
    same = [other for other in subject.article.statements if other.unit.type is UnitType.BODY and _says(subject, other)]
    if not same:
        return ""
    if all(hedging(other) for other in same):
        return "hedge"
    if all(_unnamed_people(other) for other in same):
        return "source"
    return "outlet" if all(_of_an_outlet(other) for other in same) else ""


def _plain(words: str) -> str:
    """The words in lower case without marks and plural: ‘Poison Pills’ may be what the body has as “poison-pill”."""
    return " ".join(word.rstrip("s") for word in " ".join(tokens(words)).replace("-", " ").split())


def _unnamed_people(subject: StatementSubject) -> bool:
    entity = subject.statement.origin.entity
    people = entity.kind in (Kind.PERSON, Kind.PEOPLE, Kind.UNSPECIFIED)
    counted = any(char.isdigit() for char in entity.name)  # "140 House members" hide nothing
    return subject.statement.attributed and people and entity.naming is not Naming.NAMED and not counted


def _of_an_outlet(subject: StatementSubject) -> bool:
    chain = subject.statement.chain
    return len(chain) > 1 and chain[-2].entity.kind is Kind.OUTLET


def _says(headline: StatementSubject, other: StatementSubject) -> bool:
    """ "Lake to Be Drained": "the council has decided to empty the lake" says the same in near words."""
    wanted, have = stems_of(headline), stems_of(other)
    if len(wanted) < 4 or 2 * len(wanted & have) < len(wanted):
        return False
    missing = wanted - have
    if len(wanted) - len(missing) < LIKE * len(wanted):
        near = near_words(headline.article.language.code)
        beginnings = {word[:NEAR] for word in have}
        missing = frozenset(word for word in missing if not near.get(word[:NEAR], frozenset()) & beginnings)
    return len(wanted) - len(missing) >= LIKE * len(wanted)
