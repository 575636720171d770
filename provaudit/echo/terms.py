"""The words that claims are compared by: beginnings of words that say something, numbers in figures or words, and how much each
weighs in a corpus."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from provaudit.echo.quantities import plain, times
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
    """What a language tells about words: those that say nothing, those that say no, numbers in words, what multiplies the number
    before it, and by terms which others may stand for one."""

    stopwords: frozenset[str]
    negation: re.Pattern[str]
    numerals: Mapping[str, int]
    magnitudes: Mapping[str, int]
    near: Mapping[str, Terms]

    @classmethod
    def of(cls, language: str) -> Words:
        """Those of a language."""
        wording = load_wording(language)
        numerals, magnitudes = (
            {word: int(number) for word, number in (entry.rsplit(" ", 1) for entry in wording.words.get(name, ()))}
            for name in ("numerals", "magnitudes")
        )
        return cls(
            stopwords=wording.words.get("stopwords", frozenset()),
            negation=wording.patterns.get("negation", NOTHING),
            numerals=numerals,
            magnitudes=magnitudes,
            near=near_words(language),
        )


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in lower case, possessives aside, numbers without separators of thousands."""
    return [plain(token) if token[0].isdigit() else _plain(token) for token in _TOKEN.findall(text)]


def terms(text: str, words: Words) -> Terms:
    """What is left of a text for comparison."""
    found = [NOT] if words.negation.search(text) else []
    tens, counts = 0, False  # what a numeral may add to, and whether what stood last is a number
    for token in tokens(text):
        number = words.numerals.get(token, 0)
        if counts and token in words.magnitudes:
            found[-1] = times(found[-1], words.magnitudes[token])
        elif number and tens and number < 10:
            found[-1] = str(tens + number)
        elif number:
            found.append(str(number))
        elif token and (token[0].isdigit() or (len(token) >= _SHORTEST and token not in words.stopwords)):
            found.append(token if token[0].isdigit() else token[:_STEM])
        counts = bool(number) or token[:1].isdigit() or (counts and token in words.magnitudes)
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
