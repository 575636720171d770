"""Facts about a whole article."""

from __future__ import annotations

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.subjects import ArticleSubject
from provaudit.model.article import UnitType
from provaudit.model.chain import Kind, Naming


@fact
def publisher(article: ArticleSubject) -> str:
    """The publisher's name; empty where nobody tells."""
    return article.analysis.article.meta.publisher or ""


@fact
def has_byline(article: ArticleSubject) -> bool:
    """Whether the article says who wrote it."""
    return bool(article.analysis.article.meta.byline)


@fact
def has_headline(article: ArticleSubject) -> bool:
    """Whether one of the units is a headline."""
    return any(unit.type is UnitType.HEADLINE for unit in article.analysis.units)


@fact
def has_body(article: ArticleSubject) -> bool:
    """Whether the article has a body of two sentences or more: what headline and lead are to it, a snippet cannot show."""
    return sum(unit.type is UnitType.BODY for unit in article.analysis.units) > 1


@fact
def unnamed_people(article: ArticleSubject) -> list[str]:
    """The descriptions of the unnamed people who are origins of something."""
    entities = [subject.statement.origin.entity for subject in article.attributed]
    unnamed = [e.name for e in entities if e.naming is not Naming.NAMED and e.kind in (Kind.PERSON, Kind.PEOPLE)]
    return list(dict.fromkeys(unnamed))


@fact
def statement_count(article: ArticleSubject) -> int:
    """The number of statements."""
    return len(article.statements)


@fact
def attributed_count(article: ArticleSubject) -> int:
    """The number of statements that somebody other than the publisher stands behind."""
    return len(article.attributed)


@fact
def unnamed_count(article: ArticleSubject) -> int:
    """The number of attributed statements whose origin is not named."""
    return sum(subject.statement.origin.entity.naming is not Naming.NAMED for subject in article.attributed)


@fact
def relayed_count(article: ArticleSubject) -> int:
    """The number of statements that passed through other hands between origin and publisher."""
    return sum(bool(subject.statement.relays) for subject in article.attributed)


@fact
def outlet_count(article: ArticleSubject) -> int:
    """The number of statements that come from or through another outlet."""
    return sum(any(link.entity.kind is Kind.OUTLET for link in s.statement.chain[:-1]) for s in article.attributed)


@fact
def independent_origins(article: ArticleSubject) -> int:
    """The number of origins that the text shows to be different ones. One origin through five outlets is one. An outlet that
    names no source of its own does not count where it also passes on somebody else's words, and opaque or unspecified origins
    ("sources", "reportedly") count as one together, and only where there is no other: nothing shows that they are not the same."""
    origins = {link.entity.id: link.entity for link in (subject.statement.origin for subject in article.attributed)}
    relays = {link.entity.id for subject in article.attributed for link in subject.statement.relays}
    placed = [
        entity
        for entity in origins.values()
        if entity.naming is not Naming.OPAQUE
        and entity.kind is not Kind.UNSPECIFIED
        and not (entity.kind is Kind.OUTLET and entity.id in relays)
    ]
    return len(placed) or min(1, len(origins))
