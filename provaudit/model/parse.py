"""The linguistic analysis of an article: sentences of UD words, and names. All spans point into the article's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from provaudit.model.span import Span


@dataclass(slots=True, unsafe_hash=True)  # not frozen, as spans are not, and as immutable
class Word:
    """One syntactic word in UD terms. `id` counts from 1 within the sentence; `head` 0 is the root."""

    id: Final[int]
    form: Final[str]
    lemma: Final[str]
    upos: Final[str]
    xpos: Final[str]
    feats: Final[str]
    head: Final[int]
    deprel: Final[str]
    span: Final[Span]
    rel: str = field(init=False, repr=False, compare=False)
    """The relation without its subtype: `nsubj` for `nsubj:pass`. Kept: trees are asked for it all the time."""

    def __post_init__(self) -> None:
        self.rel = self.deprel.partition(":")[0] if ":" in self.deprel else self.deprel

    def feat(self, name: str) -> str | None:
        """The value of a morphological feature: `feat("Number")` is `"Plur"` for `Number=Plur`."""
        if name not in self.feats:
            return None  # mostly
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None

    @property
    def finite(self) -> bool:
        """Whether it is a verb or auxiliary with a tense, or a modal: "says", "was", "may"."""
        return self.xpos == "MD" or self.feat("VerbForm") == "Fin"


ROOM = 24  # characters before a sentence that is read by itself

Form = tuple[str, str, str, str, str, int, str, int, int]
"""Of a word form, lemma, upos, xpos, feats, head, deprel, and start and end, counted from the beginning of its sentence."""


@dataclass(frozen=True)
class Shape:
    """A sentence wherever it stands, its words and their tree: equal for all sentences that read the same."""

    forms: tuple[Form, ...]

    def __hash__(self) -> int:
        return self._hash  # what is remembered of a sentence is found by it

    @cached_property
    def _hash(self) -> int:
        return hash(self.forms)

    def words(self, at: int) -> tuple[Word, ...]:
        """Its words, where the first begins at `at` of a text."""
        return tuple([
            Word(number, form, lemma, upos, xpos, feats, head, deprel, Span(at + start, at + end))
            for number, (form, lemma, upos, xpos, feats, head, deprel, start, end) in enumerate(self.forms, 1)
        ])  # fmt: skip

    @cached_property
    def alone(self) -> Sentence:
        """The sentence by itself, with room before it for what stood there."""
        words = self.words(ROOM)
        return Sentence(0, Span(ROOM, words[-1].span.end), words, self)


@dataclass(frozen=True)
class Sentence:
    """A sentence and its tree. `index` counts the article's sentences from 0. `known` is its shape, where that is known."""

    index: int
    span: Span
    words: tuple[Word, ...]
    known: Shape | None = field(default=None, repr=False, compare=False)

    @cached_property
    def shape(self) -> Shape:
        """What it is wherever it stands; a dateline before its first word is no part of that."""
        if self.known is not None:
            return self.known
        at = self.words[0].span.start
        return Shape(tuple([
            (w.form, w.lemma, w.upos, w.xpos, w.feats, w.head, w.deprel, w.span.start - at, w.span.end - at) for w in self.words
        ]))  # fmt: skip

    @cached_property
    def _children(self) -> dict[int, list[Word]]:
        children: dict[int, list[Word]] = {}
        for word in self.words:
            children.setdefault(word.head, []).append(word)
        return children

    @cached_property
    def _starts(self) -> list[int]:
        return [w.span.start for w in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [w.span.end for w in self.words]

    @property
    def root(self) -> Word:
        """The head of the whole sentence."""
        return next((w for w in self.words if w.head == 0), self.words[0])

    def head(self, word: Word) -> Word | None:
        """The word that `word` hangs on, None for the root."""
        return self.words[word.head - 1] if word.head else None

    def children(self, word: Word, *rels: str) -> list[Word]:
        """Dependents in text order; with `rels`, those of these relations only (subtypes count: `obl` finds `obl:agent`)."""
        found = self._children.get(word.id)
        if found is None:
            return []
        return [w for w in found if w.deprel in rels or w.rel in rels] if rels else list(found)

    def subtree(self, word: Word) -> list[Word]:
        """The word and all that hangs below it, in text order."""
        seen, stack = {word.id}, [word.id]
        while stack:
            for child in self._children.get(stack.pop(), []):
                if child.id not in seen:
                    seen.add(child.id)
                    stack.append(child.id)
        return [self.words[i - 1] for i in sorted(seen)]

    def ancestors(self, word: Word) -> Iterator[Word]:
        """Heads from the nearest to the root."""
        seen = {word.id}
        current = self.head(word)
        while current is not None and current.id not in seen:
            seen.add(current.id)
            yield current
            current = self.head(current)

    def within(self, span: Span) -> list[Word]:
        """The words that share a character with the span."""
        first = bisect_right(self._ends, span.start)
        return list(self.words[first : bisect_left(self._starts, span.end, lo=first)])


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the NER model found it; `kind` is PER, ORG, LOC or MISC."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Support:
    """How the tagger stands to a triple. Probabilities are those of its network, sure of itself and not calibrated.

    `readings` is the share of its readings that have the triple; `source`, `cue` and `content` are mean probabilities of their
    words being such words, the links those of the cue having this source and the content this cue; distances are in words.
    """

    readings: float
    source: float
    cue: float
    content: float
    source_link: float
    content_link: float
    source_distance: int
    content_distance: int


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """A source-cue-content triple that the learned tagger proposes. `plain`: it is part of the tagger's own best reading.

    Proposals compete: several may share words. Those that are `plain` never do, but for sources.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    support: Support
    plain: bool = True


@dataclass(frozen=True)
class Parse:
    """All that the models say about one article."""

    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    tagged: tuple[TaggedAttribution, ...]
    models: str = ""  # which models, with versions and hashes: goes into the stamp
    words: int = field(default=0)
