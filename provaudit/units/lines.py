"""Features of a paragraph that do not need a parser: its words, case, end, and what it shares with another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_ITEM = re.compile(r"^(?:[•·▪◦‣*]|[-–—]{1,2}(?=\s|\w)|\d{1,2}[.)](?=\s))\s*")
_SENTENCE_END = re.compile(r"[.!?…](?:\s?»|[\"'”’)\]])*$")
LONGEST_WORDS = 15  # characters: no line has words that are longer than this on average
_MINOR = 4  # title case leaves shorter words small


@dataclass(frozen=True)
class Line:
    """The words of a paragraph, without the bullet or dash that opens it. `sentence_break` is that of the language's layout."""

    raw: str
    sentence_break: re.Pattern[str]
    listed: bool = False  # an entry of a list whose mark is none of its words

    @cached_property
    def text(self) -> str:
        """What is left when white space and an opening mark are gone."""
        return _ITEM.sub("", self.raw, count=1).strip()

    @property
    def item(self) -> bool:
        """Whether a bullet, dash or number opens it, or would if it was shown."""
        return self.listed or bool(_ITEM.match(self.raw))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words without the full stops of abbreviations."""
        return tuple(m.rstrip(".") for m in _WORD.findall(self.text))

    def __len__(self) -> int:
        return len(self.words)

    def beyond(self, words: int) -> bool:
        """Whether it has more words than that, or as many characters as so many words never have."""
        return len(self.text) > words * LONGEST_WORDS or len(self) > words

    @property
    def ended(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(_SENTENCE_END.search(self.text))

    @cached_property
    def sentences(self) -> int:
        """How many sentences it seems to hold."""
        return 1 + len(self.sentence_break.findall(self.text))

    @cached_property
    def first_sentence(self) -> int:
        """Where the first sentence ends, as an offset into `text`."""
        found = self.sentence_break.search(self.text)
        return found.start() + 1 if found else len(self.text)

    @cached_property
    def title_case(self) -> float:
        """The share of longer words, after the first, that begin with a capital; 0 where there are too few to tell."""
        long = [w for w in self.words[1:] if len(w) >= _MINOR and w[0].isalpha()]
        return sum(w[0].isupper() for w in long) / len(long) if len(long) > 1 else 0.0

    @cached_property
    def upper_case(self) -> bool:
        """Whether it is written in capitals."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The longer words, roughly stemmed, to see what two lines have in common."""
        return frozenset(w.lower().removesuffix("'s").removesuffix("’s")[:5] for w in self.words if len(w) >= _MINOR or w.isupper())

    def shared(self, other: Line) -> float:
        """The share of this line's longer words that the other has too."""
        return len(self.stems & other.stems) / len(self.stems) if self.stems else 0.0
