"""A story as people ask about it: what it claims, who is behind it, who had it first and who repeats it, where it goes round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provaudit.echo import report
from provaudit.echo.circles import circles
from provaudit.echo.drift import drift
from provaudit.echo.origins import Origin, Origins
from provaudit.echo.tellings import Corpus
from provaudit.languages.base import Language
from provaudit.languages.wording import Wording
from provaudit.model.chain import Kind


@dataclass(frozen=True, slots=True)
class Narrated:
    """Stories with what goes on in them."""

    stories: tuple[report.Story, ...]
    circles: tuple[report.Circle, ...]
    drifts: tuple[report.Drift, ...]


def narrate(
    corpus: Corpus,
    groups: Sequence[Sequence[int]],
    claims: Sequence[Sequence[Sequence[int]]],
    language: Language,
    wording: Wording,
    printed_from: Mapping[int, str],
) -> Narrated:
    """All stories, most articles first. `groups` are articles, `claims` the tellings of each claim of each group."""
    of_article: dict[int, list[int]] = {}
    for number, telling in enumerate(corpus.tellings):
        of_article.setdefault(telling.article, []).append(number)
    order = sorted((place for place in range(len(groups)) if claims[place]), key=lambda place: (-len(groups[place]), groups[place]))
    stories, rings, lost = [], [], []
    for number, place in enumerate(order, 1):
        tellings = [telling for article in groups[place] for telling in of_article.get(article, [])]
        origins = Origins(corpus, tellings, language, printed_from, wording.words.get("speaks_for", frozenset()))
        one = _Story(f"s{number}", groups[place], claims[place], origins)
        stories.append(one.record())
        rings += one.circles()
        lost += one.drifts()
    return Narrated(tuple(stories), tuple(rings), tuple(lost))


class _Story:
    def __init__(self, id: str, articles: Sequence[int], claims: Sequence[Sequence[int]], origins: Origins) -> None:
        self.id, self.articles, self.origins = id, articles, origins
        self.corpus = origins.corpus
        self.claims = sorted(claims, key=self._weight)
        self.central = self.claims[0]
        self._told_with: dict[int, list[int]] = {}  # statement -> the claims that it tells, by their places
        for place, claim in enumerate(self.claims):
            for number in claim:
                self._told_with.setdefault(number, []).append(place)

    def record(self) -> report.Story:
        """The story as it is shown."""
        made = self._origins()
        ids = {origin: one.id for origin, one in made.items()}
        broke = self._first()
        return report.Story(
            id=self.id,
            title=self.corpus.articles[broke if broke is not None else self.articles[0]].title,
            articles=tuple(self._key(article) for article in self.articles),
            publishers=len({self.corpus.articles[article].publisher for article in self.articles}),
            central=self._name(self.central),
            independent=tuple(ids[origin] for origin in self._of(self.central)),
            broke=self._key(broke) if broke is not None else None,
            steps=tuple(self._step(article, broke, ids) for article in self.articles),
            origins=tuple(made.values()),
            claims=tuple(self._claim(claim, ids) for claim in self.claims),
        )

    def circles(self) -> list[report.Circle]:
        """Where its claims go round."""
        return [
            report.Circle(self.id, self._name(claim), ring.outlets, self._keys(ring.tellings))
            for claim in self.claims
            for ring in circles(claim, self.origins)
        ]

    def drifts(self) -> list[report.Drift]:
        """What its claims lose; of a statement that holds several claims once."""
        found: dict[tuple[str, int], report.Drift] = {}
        for claim in self.claims:
            for one in drift(claim, self.origins):
                lost = report.Drift(one.how.value, self.id, self._name(claim), self._place(one.earlier), self._place(one.later))
                found.setdefault((one.how.value, one.later), lost)
        return list(found.values())

    def _weight(self, claim: Sequence[int]) -> tuple[int, int, Sequence[int]]:
        """Most articles first, then most that give a source, then what stands first."""
        tellings = self.corpus.tellings
        attributed = {tellings[number].article for number in claim if tellings[number].attributed}
        return -len({tellings[number].article for number in claim}), -len(attributed), claim

    def _first(self) -> int | None:
        """The article that had the central claim before all others, None where dates do not tell."""
        telling = sorted({self.corpus.tellings[number].article for number in self.central})
        first, *rest = (self.corpus.articles[article] for article in telling)
        if first.day is None or any(other.not_after(first) for other in rest):
            return None
        return telling[0]

    def _step(self, article: int, broke: int | None, ids: Mapping[Origin, str]) -> report.Step:
        numbers = [number for number in self.central if self.corpus.tellings[number].article == article]
        ways = [way for number in numbers for way in self._ways(number, ids)]
        attributed = [way for way in ways if len(way.hands) > 1]
        if not ways:
            role = "beside it"
        elif article in self.origins.printed_from:
            role = "prints"
        elif not attributed:
            role = "own voice"
        elif any(way.origin and not any(hand.kind is Kind.OUTLET for hand in way.hands) for way in attributed):
            role = "own origin"
        else:
            role = "repeats"
        return report.Step(self._key(article), "first" if article == broke else role, tuple(attributed or ways[:1]))

    def _claim(self, claim: Sequence[int], ids: Mapping[Origin, str]) -> report.Claim:
        first = next((n for n in claim if not self.corpus.tellings[n].headline), claim[0])
        return report.Claim(
            id=self._name(claim),
            text=self.corpus.tellings[first].text,
            articles=len({self.corpus.tellings[number].article for number in claim}),
            origins=tuple(ids[origin] for origin in self._of(claim)),
            tellings=tuple(self._telling(number, ids) for number in claim),
        )

    def _telling(self, number: int, ids: Mapping[Origin, str]) -> report.Telling:
        told, ways = self.corpus.tellings[number], tuple(self._ways(number, ids))
        return report.Telling(self._key(told.article), told.statement, told.text, told.headline, told.hedged, ways)

    def _ways(self, number: int, ids: Mapping[Origin, str]) -> list[report.Way]:
        made = []
        for way in self.origins.ways(number):
            speaker = self.origins.speaker(number, way)
            hands = tuple(report.Link(hand.name, hand.kind, hand.naming) for hand in way)
            made.append(report.Way(hands, ids.get(speaker) if speaker else None))
        return made

    def _origins(self) -> dict[Origin, report.Origin]:
        """All origins of the story's claims and of what its articles say beside them, by how many articles rest on them."""
        resting: dict[Origin, list[int]] = {}
        for claim in self.claims:
            for origin in self._of(claim):
                resting.setdefault(origin, [])
        for number in self.origins.tellings:
            for origin in dict.fromkeys(self.origins.of([number])):
                resting.setdefault(origin, []).append(number)
        made: dict[Origin, report.Origin] = {}
        for origin, numbers in sorted(resting.items(), key=lambda one: self._rank(*one)):
            keys, id = self._keys(numbers), f"{self.id}.o{len(made) + 1}"
            made[origin] = report.Origin(id, origin.name, origin.kind, origin.naming, origin.via, keys, len(numbers))
        return made

    def _of(self, claim: Sequence[int]) -> tuple[Origin, ...]:
        """The independent origins of a claim. What is told with one of its statements in another claim is most likely the same in
        other words."""
        places = {place for number in claim for place in self._told_with[number]}
        return self.origins.of(claim, [number for place in sorted(places) for number in self.claims[place]])

    def _rank(self, origin: Origin, numbers: Sequence[int]) -> tuple[int, int, str, str]:
        return -len(self._keys(numbers)), -len(numbers), origin.name, origin.via or ""

    def _name(self, claim: Sequence[int]) -> str:
        return f"{self.id}.c{self.claims.index(claim) + 1}"

    def _key(self, article: int) -> str:
        return self.corpus.articles[article].key

    def _keys(self, numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._key(self.corpus.tellings[number].article) for number in numbers))

    def _place(self, number: int) -> tuple[str, str]:
        told = self.corpus.tellings[number]
        return self._key(told.article), told.statement
