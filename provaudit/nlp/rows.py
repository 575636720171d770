"""What models found in one piece of a text, as rows that JSON can hold, whose offsets count from the beginning of the piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cached_property
from sys import intern
from typing import Any

from provaudit.model.parse import Form, Name, Sentence, Shape, Support, TaggedAttribution
from provaudit.model.span import Span, Spans


@dataclass(frozen=True)
class Rows:
    """Words and names of a sentence, whatever stands around it; what their offsets count from is `at` in the text.

    A word is `[form, lemma, upos, xpos, feats, head, deprel, start, end]`, a name `[kind, start, end]`.
    """

    at: int
    words: list[list[Any]]
    names: list[list[Any]]

    @cached_property
    def shape(self) -> Shape:
        """The sentence wherever it stands."""
        return Shape(tuple([_form(row, self._first) for row in self.words]))

    @property
    def _first(self) -> int:
        start: int = self.words[0][-2]
        return start

    def sentence(self, start: int, index: int) -> Sentence:
        """The sentence, in a paragraph that begins at `start` of the text."""
        words = self.shape.words(start + self.at + self._first)
        return Sentence(index, Span(words[0].span.start, words[-1].span.end), words, self.shape)

    def names_found(self, start: int) -> Iterator[Name]:
        """Its names, in a paragraph that begins at `start` of the text."""
        at = start + self.at
        for kind, low, high in self.names:
            yield Name(Span(at + low, at + high), intern(kind))


def _form(row: list[Any], at: int) -> Form:
    form, lemma, upos, xpos, feats, head, deprel, start, end = row
    return form, lemma, intern(upos), intern(xpos), intern(feats), head, intern(deprel), start - at, end - at


def rows_of(found: list[TaggedAttribution], at: int) -> list[list[Any]]:
    """Attributions as rows `[[source, cue, content], support, plain]`, each role a list of `[start, end]` counted from `at`."""

    def spans(role: Spans) -> list[list[int]]:
        return [[s.start - at, s.end - at] for s in role]

    return [[[spans(t.source), spans(t.cue), spans(t.content)], astuple(t.support), t.plain] for t in found]


def triple(row: list[Any], at: int) -> TaggedAttribution:
    """The attribution of a row, in a piece that begins at `at` of the text."""
    source, cue, content = (tuple(Span(at + start, at + end) for start, end in role) for role in row[0])
    return TaggedAttribution(source, cue, content, Support(*row[1]), row[2])
