"""The words that claims are compared by: beginnings of words that say something, numbers, and how much each weighs in a corpus."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_STEM = 5  # letters: two forms of a word mostly share their beginning; 4 to 7 were measured
MOSTLY = 0.8
_SHORTEST = 3  # letters; what is shorter is mostly grammar

Terms = frozenset[str]


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in lower case, possessives aside, numbers without separators of thousands."""
    return [_number(token) if token[0].isdigit() else _plain(token) for token in _TOKEN.findall(text)]


def terms(text: str, stopwords: frozenset[str]) -> Terms:
    """What is left of a text for comparison."""
    return frozenset(
        token if token[0].isdigit() else token[:_STEM]
        for token in tokens(text)
        if token and (token[0].isdigit() or (len(token) >= _SHORTEST and token not in stopwords))
    )


def numbers(of: Terms) -> Terms:
    """The numbers among them."""
    return frozenset(term for term in of if term[0].isdigit())


def names(texts: Iterable[str]) -> Terms:
    """The terms that nearly always have a capital where no sentence begins: they tell what a claim is about, not what it says."""
    capital: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for text in texts:
        for found in _TOKEN.finditer(text):
            word = found[0]
            if found.start() and not word[0].isdigit():
                term = _plain(word)[:_STEM]
                counted[term] += 1
                capital[term] += word[0].isupper()
    return frozenset(term for term, number in counted.items() if capital[term] >= MOSTLY * number)


def weights(texts: Iterable[Terms]) -> Mapping[str, float]:
    """How much each term tells: the rarer among the texts, the more."""
    counted: Counter[str] = Counter()
    total = 0
    for text in texts:
        counted.update(text)
        total += 1
    return {term: math.log(1 + total / number) for term, number in counted.items()}


def _plain(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.casefold())


def _number(token: str) -> str:
    """`80,000` is 80000, `1.2` stays."""
    head, *rest = re.split(r"[.,]", token)
    return head + "".join(rest) if rest and all(len(part) == 3 for part in rest) else token
