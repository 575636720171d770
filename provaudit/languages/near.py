"""Words that may stand for one another in a language: `near_words.txt`, a sense a line, by the beginnings of its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from provaudit.errors import UsageError
from provaudit.resources import folder

BAR = " | "  # between the words of a sense and those of the senses next to it


@cache
def near_words(code: str) -> Mapping[str, frozenset[str]]:
    """For each beginning of a word those of its near words, never itself; nothing for a language that has no such file.

    Raises UsageError where the file cannot be read.
    """
    path = folder("languages") / code / "near_words.txt"
    if not path.is_file():
        return {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path)) from error
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.startswith("#"):
            continue
        own, _, beside = line.partition(BAR)
        words, others = own.split(), beside.split()
        for word in words:
            found[word].update(words, others)
        for word in others:
            found[word].update(words)
    return {word: frozenset(near - {word}) for word, near in found.items()}
