"""Facts about claims that come back: attributed or hedged first, asserted flat later."""

from __future__ import annotations

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import stems_of
from provaudit.engine.facts.statement import hedging
from provaudit.engine.facts.subjects import StatementSubject
from provaudit.model.article import UnitType
from provaudit.model.chain import Naming

FEWEST = 4  # words that say something; shorter statements are alike by chance
SAME = 0.75  # of the words of the shorter one


def first_said(subject: StatementSubject) -> StatementSubject | None:
    """The earlier statement of an unnamed source, or under a hedge, that this statement in the publisher's own voice repeats."""
    if subject.statement.attributed or subject.unit.type is not UnitType.BODY or hedging(subject):
        return None
    article = subject.article
    here = stems_of(subject)
    if len(here) < FEWEST:
        return None
    for other in article.once("unsure", lambda: [s for s in article.statements if _unsure(s)]):
        if other.index >= subject.index:
            break
        if len(here & stems_of(other)) >= SAME * len(here):
            return other
    return None


def _unsure(subject: StatementSubject) -> bool:
    """Whether a statement of the body is an unnamed source's, or hedged."""
    unnamed = subject.statement.attributed and subject.statement.origin.entity.naming is not Naming.NAMED
    return subject.unit.type is UnitType.BODY and bool(unnamed or hedging(subject))


@fact
def asserted_after(subject: StatementSubject) -> str:
    """Whose claim the statement repeats without source or hedge: the name of the earlier one's origin; "" where it repeats none."""
    earlier = first_said(subject)
    return earlier.statement.origin.entity.name if earlier else ""
