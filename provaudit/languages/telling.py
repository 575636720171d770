"""The words by which a language is told from others: `telling_words.txt`."""

from __future__ import annotations

from functools import cache

from provaudit.resources import folder


@cache
def telling_words() -> dict[str, frozenset[str]]:
    """For each language that has such a file its words, in lower case, by the language's code."""
    files = sorted(folder("languages").glob("*/telling_words.txt"))
    return {path.parent.name: frozenset(_words(path.read_text(encoding="utf-8"))) for path in files}


def _words(text: str) -> list[str]:
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
