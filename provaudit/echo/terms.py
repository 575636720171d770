"""The words that claims are compared by: beginnings of words that say something, numbers in figures or words, and how much each
weighs in a corpus."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from provaudit.languages.near import near_words
from provaudit.languages.wording import NOTHING, load_wording

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_STEM = 5  # letters: two forms of a word mostly share their beginning; 4 to 7 were measured
MOSTLY = 0.8
_SHORTEST = 3  # letters; what is shorter is mostly grammar
NOT = "no"  # the term of all words that say no
_TENS = range(20, 100, 10)  # “twenty-four” is 24
_TELLING = 10  # smaller numbers are of too many things to keep two claims apart

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """What a language tells about words: those that say nothing, those that say no, numbers in words, and by terms which others
    may stand for one."""

    stopwords: frozenset[str]
    negation: re.Pattern[str]
    numerals: Mapping[str, int]
    near: Mapping[str, Terms]

    @classmethod
    def of(cls, language: str) -> Words:
        """Those of a language."""
        wording = load_wording(language)
        pairs = (entry.rsplit(" ", 1) for entry in wording.words.get("numerals", ()))
        return cls(
            stopwords=wording.words.get("stopwords", frozenset()),
            negation=wording.patterns.get("negation", NOTHING),
            numerals={word: int(number) for word, number in pairs},
            near=near_words(language),
        )


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in lower case, possessives aside, numbers without separators of thousands."""
    return [_number(token) if token[0].isdigit() else _plain(token) for token in _TOKEN.findall(text)]


def terms(text: str, words: Words) -> Terms:
    """What is left of a text for comparison."""
    found = [NOT] if words.negation.search(text) else []
    tens = 0
    for token in tokens(text):
        number = words.numerals.get(token, 0)
        if number and tens and number < 10:
            found[-1] = str(tens + number)
        elif number:
            found.append(str(number))
        elif token and (token[0].isdigit() or (len(token) >= _SHORTEST and token not in words.stopwords)):
            found.append(token if token[0].isdigit() else token[:_STEM])
        tens = number if number in _TENS else 0
    return frozenset(found)


def numbers(of: Terms) -> Terms:
    """The numbers among them that tell claims apart."""
    return frozenset(term for term in of if term[0].isdigit() and not (term.isdigit() and int(term) < _TELLING))


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
