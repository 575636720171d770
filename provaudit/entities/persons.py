"""Whom a shorter or misspelt name may be short for, of the persons whom an article names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONG_SURNAME, NEARLY = 6, 0.83  # letters of a surname that may be misspelt, and how like the right one it is


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of a person by name, titles and possessive taken off."""

    start: int
    words: tuple[str, ...]
    surname: str  # as surnames are compared
    gender: str
    is_subject: bool


def plain(word: str) -> str:
    """A word as names are compared: lower case, one kind of apostrophe."""
    return word.casefold().replace("’", "'")


class Persons:
    """The mentions of persons by name, in the order in which they were found, looked up by the words of a name."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._by_word: dict[str, list[int]] = {}
        self._surnames: dict[str, set[str]] = {}  # of names of several words, by their first letter
        for number, person in enumerate(people):
            for word in {person.surname, plain(person.words[-1]), *(w.casefold() for w in person.words)}:
                self._by_word.setdefault(word, []).append(number)
            if len(person.words) > 1:
                self._surnames.setdefault(person.surname[:1], set()).add(person.surname)

    def sharing(self, *words: str) -> list[Person]:
        """Those who have one of these words in their name."""
        return [self._people[number] for number in sorted({n for word in words for n in self._by_word.get(word, ())})]

    def misspelt(self, words: tuple[str, ...]) -> list[Person]:
        """Persons named in full whose surname a lone surname spells a little otherwise: "Bornsten", of Harold Bornstein."""
        name = plain(words[0])
        if len(words) > 1 or len(name) < LONG_SURNAME:
            return []
        alike = {surname for surname in self._surnames.get(name[:1], ()) if _nearly(surname, name)}
        return [person for person in self.sharing(*alike) if len(person.words) > 1 and person.surname in alike]


def _nearly(surname: str, name: str) -> bool:
    compared = SequenceMatcher(None, surname, name, autojunk=False)
    return compared.real_quick_ratio() >= NEARLY and compared.quick_ratio() >= NEARLY and compared.ratio() >= NEARLY
