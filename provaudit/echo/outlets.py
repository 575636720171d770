"""Outlets across articles: “the Courier” here is the publisher there, and a paper that is told something itself is no relay."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

from provaudit.echo.tellings import Corpus, Hand, Telling, Told, Way
from provaudit.languages.base import Language
from provaudit.languages.outlets import normal
from provaudit.model.chain import Kind, Naming

LONGEST_NAME = 4  # words of an agency's name
_WORD = re.compile(r"[\w.-]*\w")
_AND = re.compile(r",? and (?:the )?|, (?:the )?", re.IGNORECASE)


class OutletsOf:
    """Who prints in this corpus, and who is meant where an article names an outlet."""

    def __init__(self, corpus: Corpus, language: Language) -> None:
        self._language = language
        self.names = {normal(article.publisher): self._canonical(article.publisher) for article in corpus.articles}

    def publisher(self, article: Told) -> str:
        """The publisher by the name that it has in the whole corpus."""
        return self.names[normal(article.publisher)]

    def is_wire(self, name: str) -> bool:
        """Whether it is a news agency, whose articles others print."""
        found = self._language.outlets.find(name)
        return found is not None and found.type == "wire"

    def agencies_in(self, words: str) -> frozenset[str]:
        """The agencies that a byline or credit line names."""
        parts = _WORD.findall(words)
        pieces = {" ".join(parts[at : at + length]) for at in range(len(parts)) for length in range(1, LONGEST_NAME + 1)}
        return frozenset(found.name for piece in pieces if (found := self._language.outlets.find(piece)) and found.type == "wire")

    def resolve(self, corpus: Corpus) -> Corpus:
        """The corpus with outlets in all ways by their names in the corpus, each once in a row, and nobody relaying to itself."""
        corpus = _with_mentions(corpus)
        named: dict[int, list[str]] = {}
        for telling in corpus.tellings:  # names in full, to which short forms may point from anywhere in the article
            own = self.publisher(corpus.articles[telling.article])
            hands = [hand for way in telling.ways for hand in way[:-1]]
            named.setdefault(telling.article, []).extend(name for hand in hands for name in self._named_in_full(hand, own))
        made: list[Telling] = []
        last: dict[int, str] = {}
        for telling in corpus.tellings:
            article = corpus.articles[telling.article]
            ways: list[Way] = []
            for way in telling.ways:
                choices = [
                    [self._who(one, article, named[telling.article], last.get(telling.article)) for one in self._split(hand)]
                    for hand in way[:-1]
                ]
                outlets = [one.name for several in choices for one in several if _named_outlet(one)]
                last.update({telling.article: outlets[-1]} if outlets else {})
                end = replace(way[-1], name=self.publisher(article), kind=Kind.PUBLISHER, naming=Naming.NAMED)
                ways += [_once(one) for one in product(*choices, [end])]
            made.append(replace(telling, ways=tuple(dict.fromkeys(ways))))
        return replace(corpus, tellings=tuple(made))

    def _canonical(self, name: str) -> str:
        found = self._language.outlets.find(name)
        return found.name if found else name

    def _listed(self, name: str) -> str | None:
        """The outlet of this full name: one that publishes here, or one that the language knows."""
        found = self._language.outlets.find(name)
        return found.name if found else self.names.get(normal(name))

    def _named_in_full(self, hand: Hand, own: str) -> list[str]:
        parts = [part for part in self._split(hand) if not _stands_for(part.mention or part.name, own)]
        return [found for part in parts if (found := self._listed(part.mention or part.name) or self._looks(part))]

    def _looks(self, hand: Hand) -> str | None:
        """A name that nobody knows and that reads like an outlet's."""
        name = hand.mention or hand.name
        return name if _named_outlet(hand) and self._language.outlets.looks_like(name) else None

    def _split(self, hand: Hand) -> list[Hand]:
        """“The Observer and the Chronicle” are two; “Johnson and Johnson” is one."""
        parts = [part for part in _AND.split(hand.name) if part]
        if len(parts) < 2 or not all(self._listed(part) or self._language.outlets.looks_like(part) for part in parts):
            return [hand]
        return [replace(hand, name=part, mention=part, kind=Kind.OUTLET, naming=Naming.NAMED) for part in parts]

    def _who(self, hand: Hand, article: Told, named: list[str], last: str | None) -> Hand:
        own, mention = self.publisher(article), hand.mention or hand.name
        short = hand.kind is Kind.OUTLET or hand.naming is not Naming.NAMED
        in_full = hand.naming is Naming.NAMED and normal(hand.name) in map(normal, named)
        if short and not in_full and (_stands_for(mention, own) or _stands_for(hand.name, own)):
            return replace(hand, name=own, kind=Kind.PUBLISHER, naming=Naming.NAMED)
        if hand.kind is not Kind.DOCUMENT and (exact := self._listed(mention) or self.names.get(normal(hand.name))):
            return _outlet(hand, exact)
        fitting = sorted({name for name in named if _stands_for(mention, name)}) if short else []
        if len(fitting) == 1:
            return _outlet(hand, fitting[0])
        if _named_outlet(hand):
            return _outlet(hand, self._canonical(hand.name))
        return _outlet(hand, last) if last and hand.kind is Kind.OUTLET and self._one_outlet(hand.name) else hand

    def _one_outlet(self, name: str) -> bool:
        """Whether it is “the newspaper”, “the agency” and not “local media” or “several outlets”."""
        words = name.casefold().split()
        return len(words) <= 2 and words[-1] in self._language.outlet_nouns and not words[-1].endswith("s")


def _named_outlet(hand: Hand) -> bool:
    return hand.kind is Kind.OUTLET and hand.naming is Naming.NAMED


def _stands_for(short: str, full: str) -> bool:
    """Whether a name is the end of another: “the Chronicle” of “Northreach Chronicle”, or the same."""
    ends, words = normal(short).split(), normal(full).split()
    return bool(ends) and words[-len(ends) :] == ends


def _outlet(hand: Hand, name: str) -> Hand:
    return replace(hand, name=name, kind=Kind.OUTLET, naming=Naming.NAMED)


def _with_mentions(corpus: Corpus) -> Corpus:
    """The corpus with the first mention of an entity filled in where a way has it only carried over."""
    mentions: dict[tuple[int, str], str] = {}
    for telling in corpus.tellings:
        for hand in (hand for way in telling.ways for hand in way if hand.mention):
            mentions.setdefault((telling.article, hand.entity), hand.mention)

    def filled(article: int, way: Way) -> Way:
        return tuple(hand if hand.mention else replace(hand, mention=mentions.get((article, hand.entity), "")) for hand in way)

    made = (replace(told, ways=tuple(filled(told.article, way) for way in told.ways)) for told in corpus.tellings)
    return replace(corpus, tellings=tuple(made))


def _once(way: Way) -> Way:
    """Without an outlet that hands to itself, which also takes away the publisher's own reporters."""
    kept: list[Hand] = []
    for hand in way:
        if kept and kept[-1].outlet and hand.outlet and kept[-1].name == hand.name:
            kept[-1] = hand
        else:
            kept.append(hand)
    return tuple(kept)
