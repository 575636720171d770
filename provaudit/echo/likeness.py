"""How alike two statements are: words weighed by how rare they are, near words, numbers, and how alike their articles are.

Measured against encoders and word vectors on the fixture corpus: docs/echo.md says what came out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from provaudit.echo.quantities import about
from provaudit.echo.tellings import Corpus
from provaudit.echo.terms import NOT, Terms, Words, names, numbers, terms, weights

SAME_NUMBER, NEAR_NUMBER, OTHER_NUMBER = 0.2, 0.1, -0.2
NEAR = 0.45  # what a near word counts against the very same
CITED = 0.1  # where one gives the other's outlet for it
ARTICLES, ENOUGH = 0.3, 0.4  # what the likeness of the articles adds, and from where on it adds no more
WINDOW = 30  # days: what is further apart is another occasion


class Likeness:
    """Compares the statements of one corpus by their numbers in it. Sums are exact (`fsum`), because sets have no order."""

    def __init__(self, corpus: Corpus, words: Words) -> None:
        self.corpus = corpus
        cache: dict[str, Terms] = {}
        for telling in corpus.tellings:
            if telling.text not in cache:
                cache[telling.text] = terms(telling.text, words)
        self.terms = tuple(cache[telling.text] for telling in corpus.tellings)
        self._names = names(cache) | {NOT}  # what is common may not be these alone
        self.weights = weights(cache.values())  # a text that is printed a hundred times is one text
        known = self.weights.keys() - self._names
        self._near = {term: there for term in known if (there := words.near.get(term, frozenset()) & known)}
        self._known: dict[Terms, tuple[Terms, float]] = {}
        self._known = {text: self._measured(text) for text in set(cache.values())}
        self._days = tuple(article.day for article in corpus.articles)
        self._bags = self._articles(words)
        self._alike: dict[tuple[int, int], float] = {}

    def comparable(self, a: int, b: int) -> bool:
        """Whether two statements stand in different articles of about the same time."""
        first, second = self.corpus.tellings[a].article, self.corpus.tellings[b].article
        one, other = self._days[first], self._days[second]
        return first != second and (one is None or other is None or abs((one - other).days) <= WINDOW)

    def __call__(self, a: int, b: int) -> float:
        """From 0, nothing in common, to about 1.3, of any two statements; the same words in the same article are alike too."""
        alike = self._words(self.terms[a], self.terms[b], [])
        if not alike:
            return 0.0
        return alike + ARTICLES * min(ENOUGH, self.articles(self.corpus.tellings[a].article, self.corpus.tellings[b].article))

    def within(self, a: int, b: int) -> float:
        """From 0 to about 1.3, of two statements of one story, whose articles are alike anyway: near words count too, and whether
        one says that it has it from where the other stands."""
        x, y = self.terms[a], self.terms[b]
        alike = self._words(x, y, self._stands_for(x - y, y - x))
        return alike + CITED * self._cites(a, b) if alike else 0.0

    def beside(self, a: int, b: int, other: int) -> float:
        """How alike a statement is to what `b` says beside what it has in common with `other`, all of one story."""
        x, y, z = self.terms[a], self.terms[b], self.terms[other]
        rest = y - z
        rest -= frozenset(self._stands_for(rest, z - y))
        return self._words(x, rest, self._stands_for(x - rest, rest - x))

    def articles(self, a: int, b: int) -> float:
        """How alike two articles are as bags of words, 0 to 1."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._alike:
            x, y = self._bags[a], self._bags[b]
            self._alike[pair] = math.fsum(x[term] * y[term] for term in x.keys() & y.keys())
        return self._alike[pair]

    def _cites(self, a: int, b: int) -> bool:
        tellings = self.corpus.tellings
        return any(tellings[one].publisher in tellings[other].outlets for one, other in ((a, b), (b, a)))

    def _words(self, x: Terms, y: Terms, near: Sequence[str]) -> float:
        common = x & y
        if not near and common <= self._names:  # none in common, or nothing but what they are about
            return 0.0
        (mine, all_mine), (theirs, all_theirs) = self._measured(x), self._measured(y)
        alike = (2 * self._sum(common) + NEAR * self._sum(near)) / (all_mine + all_theirs)
        if not mine or not theirs:
            return alike
        if mine & theirs:
            return alike + SAME_NUMBER
        return alike + (NEAR_NUMBER if any(about(one, other) for one in mine for other in theirs) else OTHER_NUMBER)

    def _measured(self, text: Terms) -> tuple[Terms, float]:
        """Its numbers and its weight."""
        return self._known.get(text) or (numbers(text), self._sum(text))

    def _stands_for(self, x: Terms, y: Terms) -> list[str]:
        """The terms on both sides that have a near one on the other."""
        mine = {term: there for term in x if (there := self._near.get(term)) and not y.isdisjoint(there)}
        return [*mine, *(term for term in y if any(term in there for there in mine.values()))]

    def _sum(self, some: Iterable[str]) -> float:
        return math.fsum(self.weights[term] for term in some)

    def _articles(self, words: Words) -> list[dict[str, float]]:
        """For each article its terms and whom it cites, weighed by how few articles have them, as a vector of length one."""
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for telling, own in zip(self.corpus.tellings, self.terms, strict=True):
            counts[telling.article].update(own)
            for hand in {hand for way in telling.ways for hand in way[:-1]}:
                counts[telling.article].update(terms(hand.name, words))
        rare: Mapping[str, float] = weights(frozenset(bag) for bag in counts.values())
        vectors = []
        for number in range(len(self.corpus.articles)):
            bag = {term: rare[term] * (1 + math.log(count)) for term, count in counts[number].items()}
            length = math.sqrt(math.fsum(value * value for value in bag.values())) or 1.0
            vectors.append({term: value / length for term, value in bag.items()})
        return vectors
