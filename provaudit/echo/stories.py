"""Stories: articles about the same event, by the claims that they share, how alike they are, and when they came out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from provaudit.echo.clusters import cluster
from provaudit.echo.likeness import Likeness

DAYS = 10  # between two articles of one story
LIKE = 0.3  # of two articles: their words, and the share of the shorter one's statements that the other has too; measured
CROWD = 400  # articles with one claim, each in its own words, from which on it is boilerplate and links nothing


def stories(likeness: Likeness, claims: Sequence[Sequence[int]], prints: Mapping[int, int]) -> list[list[int]]:
    """Groups of two and more articles, each by their numbers in the corpus.

    `prints` tells which article has the text of which. Where very many print the same, as an agency's report in a thousand papers,
    they go where the original goes, and are not compared one by one.
    """
    corpus = likeness.corpus
    length = Counter(telling.article for telling in corpus.tellings)
    shared: Counter[tuple[int, int]] = Counter()
    for claim in claims:
        articles = sorted({corpus.tellings[number].article for number in claim})
        if len(articles) > CROWD:
            articles = [article for article in articles if article not in prints]
        if len(articles) <= CROWD:
            shared.update(pair for pair in combinations(articles, 2) if _near(likeness, *pair))

    def alike(a: int, b: int) -> float:
        if not _near(likeness, a, b):
            return 0.0
        return likeness.articles(a, b) + shared[min(a, b), max(a, b)] / min(length[a], length[b])

    groups = cluster(sorted(shared), alike, LIKE)
    home = by_article(groups)
    copies: dict[int, list[int]] = defaultdict(list)
    for article in sorted(prints):
        original = prints[article]
        while original in prints:  # of two that print the same third
            original = prints[original]
        if article not in home and _near(likeness, article, original):
            copies[original].append(article)
    for original, printed in copies.items():
        if original in home:
            groups[home[original]] = sorted([*groups[home[original]], *printed])
        else:
            groups.append(sorted([original, *printed]))
    return sorted(groups)


def by_article(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    """Article -> the number of its story."""
    return {article: number for number, group in enumerate(groups) for article in group}


def _near(likeness: Likeness, a: int, b: int) -> bool:
    one, other = likeness.corpus.articles[a].day, likeness.corpus.articles[b].day
    return one is None or other is None or abs((one - other).days) <= DAYS
