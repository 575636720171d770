"""Who stands at the beginning: the origins of a story's claims, the same ones recognised across its articles.

A named origin is one wherever it speaks. Unnamed people are the same only where the same outlet had them: “U.S. officials” of one
paper's report are one origin in a hundred articles, “officials” of two interviews are two. An outlet that others cite is an origin
as long as nobody tells whom it has it from. “Reports” and the publishers' own voice are no origins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from provaudit.echo.tellings import Corpus, Hand, Telling, Way
from provaudit.echo.terms import tokens
from provaudit.languages.base import Language, undotted
from provaudit.model.chain import Kind, Naming


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin of a story. `via` is the outlet that it spoke to, where that is what identifies it."""

    name: str
    kind: Kind
    naming: Naming
    via: str | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """An origin as one article puts it: the hand, and the outlet that it spoke to."""

    hand: Hand
    via: str


@dataclass
class Origins:
    """The origins of one story. `of` finds those of a claim; `speakers` are all, whatever they speak about."""

    corpus: Corpus
    tellings: Sequence[int]  # of the story's articles
    language: Language
    printed_from: Mapping[int, str]  # article -> the outlet whose text it prints
    speaks_for: frozenset[str] = frozenset()
    _same: dict[Spoken, Origin] = field(default_factory=dict)
    _behind: dict[str, list[Origin]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._relays, self._before = self._by_entity(), self._by_outlet()
        spoken = [one for number in self.tellings for way in self.ways(number) if (one := self._spoken(number, way))]
        groups: list[list[Spoken]] = []
        # Named ones first, the longest name first: they take in what is less exact.
        for one in sorted(set(spoken), key=lambda s: (s.hand.naming is not Naming.NAMED, -len(s.hand.name), s.hand.name, s.via)):
            fitting = next((group for group in groups if any(self._alike(one, other) for other in group)), None)
            groups.append([one]) if fitting is None else fitting.append(one)
        counted = Counter(spoken)
        for group in groups:
            origin = self._labelled(group, counted)
            self._same.update(dict.fromkeys(group, origin))
        for number in self.tellings:
            for way in self.ways(number):
                if (one := self._spoken(number, way)) and (origin := self._same[one]) not in self._behind.setdefault(one.via, []):
                    self._behind[one.via].append(origin)

    def ways(self, number: int) -> tuple[Way, ...]:
        """The ways of a telling, longer where the same article says elsewhere whom the outlet has it from, or which outlet the
        officials spoke to."""
        told = self._told(number)
        return tuple(self._whole(told.article, way) for way in told.ways)

    def _whole(self, article: int, way: Way) -> Way:
        if way[0].outlet:
            return (*self._before.get((article, way[0].name), ()), *way)
        relay = self._relays.get((article, way[0].entity))
        return (way[0], relay, *way[1:]) if relay and len(way) == 2 and way[0].naming is not Naming.NAMED else way

    def speaker(self, number: int, way: Way) -> Origin | None:
        """The origin of one way, None where it is an outlet, nobody in particular, or the publisher."""
        spoken = self._spoken(number, way)
        return self._same[spoken] if spoken else None

    def of(self, claim: Sequence[int], beside: Iterable[int] = ()) -> tuple[Origin, ...]:
        """The independent origins of a claim, told by these; in the order in which they appear. `beside` are other statements by
        which an outlet may say itself where it has it from."""
        found: list[Origin] = []
        outlets: list[str] = []
        vague: list[int] = []
        for number in claim:
            for way in self.ways(number):
                if origin := self.speaker(number, way):
                    found.append(origin)
                elif way[0].kind is Kind.OUTLET and way[0].naming is Naming.NAMED:
                    outlets.append(way[0].name)
                elif len(way) > 1:
                    vague.append(number)
        via = {origin.via for origin in found}
        cited = [name for name in dict.fromkeys(outlets) if name not in via]  # others' sources are known
        printing = self._printing(claim)
        if any(name not in printing for name in cited):
            printing = self._printing(beside) | printing
        for name in cited:
            if name in printing:
                if printing[name]:  # it says itself where it has it from: that has been looked at, or leads in a circle
                    continue
                found.append(Origin(name, Kind.OUTLET, Naming.NAMED, None))
            else:
                found += self._behind_of(name) or [Origin(name, Kind.OUTLET, Naming.NAMED, None)]
        if vague:
            found += self._meant(claim, vague)
        return self._once_an_outlet(found, claim)

    def _once_an_outlet(self, found: Sequence[Origin], claim: Sequence[int]) -> tuple[Origin, ...]:
        """Each origin once. Unnamed people whom one outlet had are described in as many ways as there are articles: what counts is
        the article that tells most of them apart, the earliest of such."""
        of_article: dict[str, dict[int, dict[Origin, None]]] = {}
        for number in claim:
            for way in self.ways(number):
                origin = self.speaker(number, way)
                if origin and origin.via:
                    of_article.setdefault(origin.via, {}).setdefault(self._told(number).article, {})[origin] = None
        best = {via: max(articles.values(), key=len) for via, articles in of_article.items()}
        return tuple(origin for origin in dict.fromkeys(found) if origin.via not in best or origin in best[origin.via])

    def _behind_of(self, outlet: str) -> list[Origin]:
        """Unnamed people whom the outlet has in other statements of the story: most likely the ones it has this from."""
        return [one for one in self._behind.get(outlet, []) if one.naming is not Naming.NAMED and one.via == outlet]

    def _printing(self, claim: Iterable[int]) -> dict[str, bool]:
        """The publishers among those who tell the claim, and whether they give somebody else for it."""
        found: dict[str, bool] = {}
        for number in claim:
            told = self._told(number)
            publisher = told.publisher
            found[publisher] = found.get(publisher, False) or told.attributed
        return found

    def _meant(self, claim: Sequence[int], vague: Sequence[int]) -> list[Origin]:
        """What “reports” stand for: outlets that the same article names for the same matter, or the unnamed people behind them."""
        words = {token for number in claim for token in self._content(number)}
        found: list[Origin] = []
        articles = {self._told(number).article for number in vague}
        for number in self.tellings:
            if self._told(number).article not in articles or not words.intersection(self._content(number)):
                continue
            for way in self.ways(number):
                origin = self.speaker(number, way)
                if origin and len(way) > 2 and origin.naming is not Naming.NAMED:
                    found.append(origin)
                elif way[0].kind is Kind.OUTLET and way[0].naming is Naming.NAMED:
                    found += self._behind_of(way[0].name) or [Origin(way[0].name, Kind.OUTLET, Naming.NAMED, None)]
        return found

    def _content(self, number: int) -> set[str]:
        return {token for token in tokens(self._told(number).text) if len(token) > 3}

    def _told(self, number: int) -> Telling:
        return self.corpus.tellings[number]

    def _by_entity(self) -> dict[tuple[int, str], Hand]:
        """The outlet that an origin spoke to, where an article says so in one place and leaves it out in another."""
        found: dict[tuple[int, str], dict[str, Hand]] = {}
        for number in self.tellings:
            told = self._told(number)
            for way in told.ways:
                if len(way) > 2 and way[1].outlet and not way[0].outlet:
                    found.setdefault((told.article, way[0].entity), {})[way[1].name] = way[1]
        return {key: hand for key, outlets in found.items() if len(outlets) == 1 for hand in outlets.values()}

    def _by_outlet(self) -> dict[tuple[int, str], Way]:
        """Whom an article says that an outlet has its report from, where it says so in one place and leaves it out in another."""
        found: dict[tuple[int, str], set[Way]] = {}
        for number in self.tellings:
            told = self._told(number)
            for way in told.ways:
                for at, hand in enumerate(way[1:-1], 1):
                    if hand.outlet and all(before.outlet for before in way[:at]):
                        found.setdefault((told.article, hand.name), set()).add(way[:at])
        return {key: next(iter(ways)) for key, ways in found.items() if len(ways) == 1}

    def _spoken(self, number: int, way: Way) -> Spoken | None:
        told, origin = self._told(number), way[0]
        if len(way) < 2 or origin.outlet or self._nobody(origin):
            return None
        via = next(hand.name for hand in way[1:] if hand.outlet or hand is way[-1])
        return Spoken(origin, self.printed_from.get(told.article, via) if via == way[-1].name else via)

    def _nobody(self, hand: Hand) -> bool:
        """Whether it is only “reports”, “media reports”, “local media”."""
        if hand.kind is Kind.UNSPECIFIED:
            return True
        words = [word for word in tokens(hand.name) if word not in self.language.opaque_modifiers]
        last = words[-1] if words else ""
        news = self.language.news_modifiers | self.language.outlet_nouns
        pieces = self.language.outlet_pieces
        return (
            hand.kind is Kind.DOCUMENT
            and hand.naming is not Naming.NAMED
            and (last in pieces or last.removesuffix("s") in pieces)
            and last.endswith("s")
            and all(word in news for word in words[:-1])
        )

    def _alike(self, one: Spoken, other: Spoken) -> bool:
        """Whether two are the same origin."""
        a, b = one.hand, other.hand
        named = (a.naming is Naming.NAMED, b.naming is Naming.NAMED)
        if all(named):
            return self._same_name(a, b)
        if any(named):
            plain, full = (b, a) if named[0] else (a, b)
            if full.kind is Kind.PERSON:
                return self._speaks_as(full, plain)
            return plain.kind == full.kind and self._words(plain) == self._words(full)
        if one.via != other.via and not (a.kind is b.kind is Kind.ORGANIZATION):
            return False
        if a.kind is Kind.ORGANIZATION and b.kind is Kind.ORGANIZATION:
            return self._words(a) == self._words(b)
        return self._head(a) == self._head(b)

    def _same_name(self, a: Hand, b: Hand) -> bool:
        x, y = (self._name(hand) for hand in (a, b))
        short, full = sorted((x, y), key=len)
        if Kind.PERSON in (a.kind, b.kind):
            return full[-len(short) :] == short
        return set(x) == set(y)

    def _name(self, hand: Hand) -> list[str]:
        place = self.language.place(hand.name)
        words = tokens(undotted(place or hand.name))
        return [word for word in words if word not in self.language.determiners and word not in self.language.titles] or words

    def _speaks_as(self, person: Hand, plain: Hand) -> bool:
        """Whether “the coast guard” or “a coast guard spokeswoman” is the spokeswoman who is named elsewhere."""
        role = set(tokens(person.role))
        return bool(role & self.speaks_for) and self._words(plain) <= role

    def _words(self, hand: Hand) -> set[str]:
        dull = self.language.opaque_modifiers | self.language.determiners | self.language.inside_names
        return {word for word in tokens(undotted(hand.name)) if word not in dull}

    def _head(self, hand: Hand) -> str:
        """The noun of a description: official for “two officials of the trade ministry” and “trade ministry officials”."""
        words = tokens(hand.name)
        of = self.language
        people = of.person_nouns | of.people_nouns | of.opaque_people | of.opaque_unspecified
        known = [word for word in words if {word, word.removesuffix("s")} & people]
        return (known[0] if known else words[-1] if words else "").removesuffix("s")

    def _labelled(self, group: Sequence[Spoken], counted: Mapping[Spoken, int]) -> Origin:
        first = group[0]
        if first.hand.naming is Naming.NAMED:
            return Origin(first.hand.name, first.hand.kind, first.hand.naming, None)
        best = min(group, key=lambda one: (-counted[one], -len(one.hand.name), one.hand.name))
        return Origin(self._plainly(best.hand.name), best.hand.kind, best.hand.naming, first.via)

    def _plainly(self, name: str) -> str:
        """A description without how many, other, anonymous before it."""
        words = name.split()
        while len(words) > 1 and words[0].casefold() in self.language.opaque_modifiers:
            words = words[1:]
        return " ".join(words)
