"""Mends the sentence boundaries that a tokenizer gets wrong in news, and bounds the length of what is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from provaudit.languages.base import Language
from provaudit.languages.schema import Takes

LONGEST = 220  # words; the parser's memory grows with the square, and longer sentences are lists or missing full stops
SPEAKER = 6  # words in which the verb of a reporting clause comes: "“Why?” the former mayor of Brill asked."
CLAUSE = 14  # words of the longest
OPENING_QUOTES = '“"«'
TAGS = "#@"  # in posts they go on with what stands before them
CLOSING = "”’\"'»)]"
OPENING = "“‘«([\"'"
POSSESSIVE = re.compile(r"s['’]")  # "Supporters'" + "Trust chair ..."
ENDS_QUOTED = re.compile(r"[?!…,—–-][”’\"'»]$|[.?!…][”’\"'»][,—–-]$")
TWO_QUOTATIONS = re.compile(r"[.?!](?:[\"”’]|'')\s+(?=(?:[\"“‘]|'')[A-Z])|(?<=[^\W\d_]{3}\.”)\s+(?=[A-Z])")
AFTER_SHORT = re.compile(r"(?<=[A-Z]\.)\s+(?=[\"“](?P<said>[A-Z][^\"“”]*))")
FEWEST = 3  # words of what is quoted behind “TV.” or “D.C.”; fewer are a name: "John F. “Jack” Bell"
Token = TypeVar("Token")


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of a language by which a sentence that ends is told from one that goes on."""

    abbreviated: re.Pattern[str]  # an abbreviation or an initial at the end: “said Sen.”
    no_initials: tuple[str, ...]  # ends that only look like one: “said I.”
    reporting: frozenset[str]  # forms of verbs that report quotations, lower case
    outlets: frozenset[str]  # names, lower case, that may stand in brackets behind the sentence that they had

    @property
    def words(self) -> str:
        """All of them, to tell whether they are still the same."""
        return " ".join((self.abbreviated.pattern, *self.no_initials, *sorted(self.reporting), *sorted(self.outlets)))


def signs_of(language: Language) -> Signs:
    """The signs of a language."""
    abbreviations = "|".join(map(re.escape, sorted(language.abbreviations)))
    return Signs(
        abbreviated=re.compile(rf"\b(?:[A-Z]|{abbreviations})\.$"),
        no_initials=tuple(f" {form.upper()}." for form in language.pronouns if len(form) == 1),
        reporting=frozenset(form for form, lemma in language.verb_forms.items() if Takes.QUOTE in language.verb_cues[lemma].takes),
        outlets=frozenset(name.casefold() for outlet in language.outlets.all for name in (outlet.name, *outlet.aliases)),
    )


def mend(
    sentences: Sequence[Sequence[Token]],
    text: str,
    start: Callable[[Token], int],
    end: Callable[[Token], int],
    signs: Signs,
) -> list[list[Token]]:
    """The same tokens in better sentences. `start` and `end` give a token's offsets into `text`.

    Joins a sentence to the one before where that one ends in a title ("said Sen." + "Dorsey"), or in a quotation whose reporting
    clause follows ("“Why?”" + "he asked."), and an outlet in brackets to what it had ("... made a bid for him." + "(Marca, via
    Football Italia)"); parts two quotations; moves stray closing marks back; cuts sentences of more than 220
    words at a comma.
    """
    mended: list[list[Token]] = []
    for sentence in sentences:
        rest = list(sentence)
        while mended and rest and text[start(rest[0]) : end(rest[0])] in CLOSING and _touches(mended[-1], rest, text, start, end):
            mended[-1].append(rest.pop(0))
        if not rest:
            continue
        if mended and (_joined(mended[-1], rest, text, start, end, signs) or _had_it(rest, text, start, end, signs.outlets)):
            mended[-1] += rest
        else:
            mended.append(rest)
    apart = [part for sentence in mended for part in _between_quotations(sentence, text, start, end)]
    return [part for sentence in apart for part in _cut(sentence, text, start, end)]


def _between_quotations(
    sentence: list[Token], text: str, start: Callable[[Token], int], end: Callable[[Token], int]
) -> list[list[Token]]:
    """ "a host on “Shark Tank.”" + "“I would go,” he said.": a quotation that ends with a full stop before another one.

    And "he told Harbor TV." + "“Nobody asked us.”": one behind capitals with a full stop, which are no abbreviation there.
    """
    first, last = start(sentence[0]), end(sentence[-1])
    breaks = {m.end() for m in TWO_QUOTATIONS.finditer(text, first, last)}
    for found in AFTER_SHORT.finditer(text, first, last):
        opens = text[found.end()] == "“" or text.count('"', first, found.start()) % 2 == 0
        if opens and (len(found["said"].split()) >= FEWEST or found["said"][-1:] in ".!?"):
            breaks.add(found.end())
    parts: list[list[Token]] = [[]]
    for token in sentence:
        if start(token) in breaks and parts[-1]:
            parts.append([])
        parts[-1].append(token)
    return parts


def _touches(before: list[Token], rest: list[Token], text: str, start: Callable[[Token], int], end: Callable[[Token], int]) -> bool:
    """A straight mark after a space opens the next quotation; one that touches closes the last."""
    mark = text[start(rest[0])]
    return start(rest[0]) == end(before[-1]) or mark in "”»)]"


def _joined(
    before: list[Token],
    rest: list[Token],
    text: str,
    start: Callable[[Token], int],
    end: Callable[[Token], int],
    signs: Signs,
) -> bool:
    gap = text[end(before[-1]) : start(rest[0])]
    # "Singer Mila" + "Roy told fans ..."; "The quake hit at 4:52 a.m." + "at a depth of 9 km"
    ending = text[max(0, end(before[-1]) - 2) : end(before[-1])]
    goes_on = ending[-1:].isalnum() or text[start(rest[0])].islower() or POSSESSIVE.fullmatch(ending) is not None
    sentence, after = text[start(before[0]) : end(before[-1])], text[start(rest[0]) : end(rest[-1])]
    reports = "\n" not in gap and ENDS_QUOTED.search(sentence) is not None and _reports(after, signs.reporting)
    return (goes_on and "\n" not in gap) or reports or _belongs(sentence, after, signs)


def _had_it(
    rest: list[Token], text: str, start: Callable[[Token], int], end: Callable[[Token], int], outlets: Collection[str]
) -> bool:
    """Whether a sentence is nothing but an outlet in brackets, and perhaps what it came through."""
    words = text[start(rest[0]) : end(rest[-1])]
    return words[:1] == "(" and words[-1:] == ")" and words[1:-1].partition(",")[0].casefold() in outlets


def _reports(after: str, reporting: Collection[str]) -> bool:
    """Whether words behind a question or a shout are its reporting clause: "Vinge asked the board", but not "Vinge said that P"."""
    words = re.findall(r"[\w’'-]+", after)
    at = next((i for i, word in enumerate(words[:SPEAKER]) if word.casefold() in reporting), None)
    return at is not None and len(words) <= CLAUSE and "that" not in words and not any(c in after for c in OPENING_QUOTES)


def _belongs(before: str, after: str, signs: Signs) -> bool:
    """Whether `after` goes on with the sentence `before`."""
    first = after.lstrip(OPENING)[:1]
    if signs.abbreviated.search(before) and (first.isupper() or first.islower()) and after[:1] not in OPENING:
        return not before.endswith(signs.no_initials)
    if ENDS_QUOTED.search(before):
        # “Who paid?” he asked.
        return after[:1].islower() or before[-2:-1] == ","
    if after[:1] in TAGS and _open(before):
        return True  # “tweeted, “Thank you all! #Finale””
    if before.endswith(":") and len(before.split()) <= 12:
        return True  # “Leclerc: We open in May.” / “His captain said: “We counted everyone.””
    return first.islower() and before[-1:] not in ".!?…:;" and after[:1] not in "•-*"


def _open(text: str) -> bool:
    """Whether a quotation is left open at the end of a text."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _cut(sentence: list[Token], text: str, start: Callable[[Token], int], end: Callable[[Token], int]) -> list[list[Token]]:
    parts = []
    while len(sentence) > LONGEST:
        window = range(LONGEST - 1, LONGEST // 2, -1)
        at = next((i for i in window if text[start(sentence[i]) : end(sentence[i])] in ",;:"), LONGEST - 1)
        parts.append(sentence[: at + 1])
        sentence = sentence[at + 1 :]
    return [*parts, sentence]
