"""Text that is printed as it came: whose it is, and whether the article says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provaudit.echo.outlets import OutletsOf
from provaudit.echo.tellings import Corpus, Told
from provaudit.languages.outlets import normal

WORDS = 40  # in common, at least
SHARE = 0.5  # of the words of the article that prints them


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` prints what stands in `original`; without a `known` original the two merely print the same, `original` first."""

    article: int
    original: int
    share: float
    credited: bool
    known: bool  # the original is an agency's


def copies(corpus: Corpus, same: Mapping[int, Sequence[int]], alike: Iterable[tuple[int, int]], outlets: OutletsOf) -> list[Copy]:
    """All copies, by article. `same` and `alike` are the statements with the same and with nearly the same words."""
    words = [len(telling.text.split()) for telling in corpus.tellings]
    length: Counter[int] = Counter()
    for telling, number in zip(corpus.tellings, words, strict=True):
        length[telling.article] += number
    cited = _cited(corpus)
    common: Counter[tuple[int, int]] = Counter()
    for group in _groups(same, alike):
        articles = {corpus.tellings[number].article: number for number in reversed(group)}
        agencies = [a for a in sorted(articles) if outlets.is_wire(outlets.publisher(corpus.articles[a]))]
        for original in agencies or [min(articles)]:  # articles are in the order of their dates
            for article, number in articles.items():
                if outlets.publisher(corpus.articles[article]) != outlets.publisher(corpus.articles[original]):
                    common[article, original] += words[number]
    best: dict[int, Copy] = {}
    for (article, original), number in sorted(common.items()):
        share = number / length[article]
        wire = outlets.is_wire(outlets.publisher(corpus.articles[original]))
        agency = outlets.is_wire(outlets.publisher(corpus.articles[article]))
        if number >= WORDS and share >= SHARE and not agency and (article not in best or share > best[article].share):
            best[article] = Copy(article, original, share, _credited(corpus, article, original, outlets, cited), wire)
    return [best[article] for article in sorted(best)]


def _groups(same: Mapping[int, Sequence[int]], alike: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Statements with nearly the same words, together."""
    home = {first: list(numbers) for first, numbers in same.items()}
    for a, b in sorted(alike):
        x, y = home[a], home[b]
        if x is not y:
            x.extend(y)
            for number in y:
                if number in home:
                    home[number] = x
    groups = {id(group): sorted(group) for group in home.values() if len(group) > 1}
    return sorted(groups.values())


def _credited(corpus: Corpus, article: int, original: int, outlets: OutletsOf, cited: Mapping[int, set[str]]) -> bool:
    """Whether the article names whose text it is anywhere: in a byline, a credit line, or as a relay."""
    whose, told = outlets.publisher(corpus.articles[original]), corpus.articles[article]
    if outlets.agencies_in(told.credited) or _names(told, whose):
        return True
    return whose in cited[article] or any(outlets.is_wire(name) for name in cited[article])


def _names(told: Told, outlet: str) -> bool:
    return normal(outlet) in normal(told.credited)


def _cited(corpus: Corpus) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for telling in corpus.tellings:
        found[telling.article].update(hand.name for way in telling.ways for hand in way[:-1] if hand.outlet)
    return found
