"""Words to the pieces that the encoders know (uncased BERT vocabulary), and what these do not tell: case and quotation marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

MAX_PIECES = 24  # of one word; longer ones are URLs and keyboard mash
MAX_CHARACTERS = 100  # longer words are one unknown piece, as BERT has it
MAX_CACHED = 200_000
NO_LETTERS = 4  # the shape of marks and numbers


class WordPiece:
    """Greedy longest-match pieces of single words, cached."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.start, self.stop, self.unknown, self.paragraph = (self._ids[w] for w in ("[CLS]", "[SEP]", "[UNK]", "[unused0]"))
        self.mask = self._ids.get("[MASK]", self.unknown)
        self._cache: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        """The ids of a word's pieces, at least one and at most 24."""
        ids = self._cache.get(word)
        if ids is None:
            if len(self._cache) >= MAX_CACHED:
                self._cache.clear()
            parts = _parts(word) if len(word) <= MAX_CHARACTERS else []
            ids = self._cache[word] = [i for part in parts for i in self._longest(part)][:MAX_PIECES] or [self.unknown]
        return ids

    def _longest(self, part: str) -> list[int]:
        ids: list[int] = []
        at = 0
        while at < len(part):
            end = len(part)
            while end > at and ("##" if at else "") + part[at:end] not in self._ids:
                end -= 1
            if end == at:
                return [self.unknown]
            ids.append(self._ids[("##" if at else "") + part[at:end]])
            at = end
        return ids


def _parts(word: str) -> list[str]:
    """Lower case without accents, punctuation marks standing alone: "Mrs." -> "mrs", "."."""
    parts, current = [], ""
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn":
            continue
        if char.isalnum():
            current += char
            continue
        if current:
            parts.append(current)
        current = ""
        if not char.isspace() and category[0] != "C":
            parts.append(char)
    return [*parts, current] if current else parts


@lru_cache(maxsize=MAX_CACHED)
def shape(form: str) -> int:
    """Case of a word: 0 lower, 1 capital first, 2 all capitals, 3 other, 4 no letters."""
    if not any(c.isalpha() for c in form):
        return NO_LETTERS
    if form.islower():
        return 0
    if form[0].isupper() and (form[1:].islower() or len(form) == 1):
        return 1
    return 2 if form.isupper() else 3


def features(forms: Sequence[str]) -> list[int]:
    """The shape of each word of a paragraph, 5 more inside quotation marks, which straight ones open and close in turn."""
    found, inside = [], False
    for form in forms:
        if form in "“«" or (form == '"' and not inside):
            quoted = inside = True
        elif form in '”»"':
            quoted, inside = form != '"', False
        else:
            quoted = inside
        found.append(shape(form) + 5 * quoted)
    return found
