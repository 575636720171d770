"""The words that facts about wording look for, by the name of their list in a language's wording.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import RootModel, field_validator

from provaudit.languages.fields import expression, together
from provaudit.languages.read import read
from provaudit.resources import folder


class WordingFile(RootModel[dict[str, str | list[str]]]):
    """wording.yaml: a list of words between commas, or a list of regular expressions, by name."""

    @field_validator("root")
    @classmethod
    def _compiles(cls, lists: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
        for name, items in lists.items():
            try:
                _ = isinstance(items, list) and together(items)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None
        return lists


@dataclass(frozen=True, slots=True)
class Wording:
    """The lists of one language."""

    words: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]

    def has(self, name: str, word: str) -> bool:
        """Whether a list of words has this one, in lower case."""
        return word in self.words.get(name, frozenset())

    def pattern(self, name: str) -> re.Pattern[str]:
        """A list of expressions as one; one that finds nothing where there is no such list."""
        return self.patterns.get(name, NOTHING)

    def either(self, name: str) -> str:
        """A list of words as part of an expression: any of them."""
        words = sorted(self.words.get(name, frozenset()), key=lambda word: (-len(word), word))
        return f"(?:{'|'.join(map(re.escape, words))})" if words else NOTHING.pattern


NOTHING = expression(())


@cache
def load_wording(code: str) -> Wording:
    """The lists of a language; empty ones for a language that has none. Raises UsageError for a mistake in the file."""
    path = folder("languages") / code / "wording.yaml"
    lists = read(path, WordingFile).root if path.is_file() else {}
    words = {name: _listed(items) for name, items in lists.items() if isinstance(items, str)}
    patterns = {name: expression(tuple(items)) for name, items in lists.items() if isinstance(items, list)}
    return Wording(words, patterns)


def _listed(items: str) -> frozenset[str]:
    return frozenset(word for item in items.split(",") if (word := " ".join(item.split()).casefold()))
