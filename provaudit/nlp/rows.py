"""What models found in one piece of a text, as rows that JSON can hold, whose offsets count from the beginning of the piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from sys import intern
from typing import Any

from provaudit.model.parse import Name, Sentence, Support, TaggedAttribution, Word
from provaudit.model.span import Span, Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences and names of a paragraph, whatever stands around it.

    A sentence is a list of words, a word `[form, lemma, upos, xpos, feats, head, deprel, start, end]`, a name `[kind, start, end]`.
    """

    sentences: list[list[list[Any]]]
    names: list[list[Any]]

    def sentences_at(self, start: int, first: int) -> Iterator[Sentence]:
        """The sentences of a paragraph that begins at `start` of the text; the first has the index `first`."""
        for index, rows in enumerate(self.sentences, first):
            words = tuple(_word(number, row, start) for number, row in enumerate(rows, 1))
            yield Sentence(index, Span(words[0].span.start, words[-1].span.end), words)

    def names_at(self, start: int) -> Iterator[Name]:
        """The names of a paragraph that begins at `start` of the text."""
        for kind, low, high in self.names:
            yield Name(Span(start + low, start + high), intern(kind))


def _word(number: int, row: list[Any], at: int) -> Word:
    form, lemma, upos, xpos, feats, head, deprel, start, end = row
    return Word(number, form, lemma, intern(upos), intern(xpos), intern(feats), head, intern(deprel), Span(at + start, at + end))


def rows_of(found: list[TaggedAttribution], at: int) -> list[list[Any]]:
    """Attributions as rows `[[source, cue, content], support, plain]`, each role a list of `[start, end]` counted from `at`."""

    def spans(role: Spans) -> list[list[int]]:
        return [[s.start - at, s.end - at] for s in role]

    return [[[spans(t.source), spans(t.cue), spans(t.content)], astuple(t.support), t.plain] for t in found]


def triple(row: list[Any], at: int) -> TaggedAttribution:
    """The attribution of a row, in a piece that begins at `at` of the text."""
    source, cue, content = (tuple(Span(at + start, at + end) for start, end in role) for role in row[0])
    return TaggedAttribution(source, cue, content, Support(*row[1]), row[2])
