"""What becomes of a claim on its way: attribution that evaporates, hedges that are lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from provaudit.echo.origins import Origins


class How(StrEnum):
    """What an article has lost against an earlier one."""

    EVAPORATES = "evaporates"  # attributed there, in the publisher's own voice here
    HARDENS = "hardens"  # hedged there, flat here


@dataclass(frozen=True, slots=True)
class Drift:
    """Two tellings of one claim, the earlier first."""

    how: How
    earlier: int
    later: int


def drift(claim: Sequence[int], origins: Origins) -> list[Drift]:
    """What later articles have lost of a claim, each compared with the earliest that has it. Headlines are too short to judge."""
    corpus = origins.corpus
    by_article: dict[int, list[int]] = {}
    for number in claim:
        if not corpus.tellings[number].headline:
            by_article.setdefault(corpus.tellings[number].article, []).append(number)
    found = []
    for article, own in by_article.items():
        before = [number for other, numbers in by_article.items() if _precedes(origins, other, article) for number in numbers]
        said = [corpus.tellings[number] for number in own]
        if not any(telling.attributed for telling in said):
            attributed = next((number for number in before if corpus.tellings[number].attributed), None)
            found += [Drift(How.EVAPORATES, attributed, own[0])] if attributed is not None else []
        if not any(telling.hedged for telling in said):
            hedged = next((n for n in before if corpus.tellings[n].hedged and _derived(origins, own, n)), None)
            found += [Drift(How.HARDENS, hedged, own[0])] if hedged is not None else []
    return found


def _precedes(origins: Origins, other: int, article: int) -> bool:
    """Articles of another publisher that came out before; without dates nobody can say what was lost."""
    first, second = origins.corpus.articles[other], origins.corpus.articles[article]
    dated = first.day is not None and second.day is not None
    return dated and other != article and first.publisher != second.publisher and first.not_after(second)


def _derived(origins: Origins, own: Sequence[int], earlier: int) -> bool:
    """Whether nothing shows that an article has a claim from somebody else than the earlier telling has: a police officer who
    confirms what a witness thought possible is news, not drift."""
    tellings = origins.corpus.tellings
    if not any(tellings[number].attributed for number in own):
        return True
    publisher = tellings[earlier].publisher
    cites = any(hand.name == publisher for number in own for way in origins.ways(number) for hand in way[:-1])
    return cites or bool(set(origins.of(own)) & set(origins.of([earlier])))
