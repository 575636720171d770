"""What the kinds of evidence find in one sentence, remembered by the words of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from provaudit.attribution import brackets, labels, misread, nouns, papers, passives, phrases, unspecified, verbs
from provaudit.attribution.candidate import Candidate
from provaudit.attribution.passage import Passage
from provaudit.languages.base import Language
from provaudit.languages.fields import LOOKS_BACK, seen
from provaudit.model.article import UnitType
from provaudit.model.parse import Sentence, Shape
from provaudit.model.span import Span
from provaudit.remembered import remembered

EVIDENCE: tuple[Callable[[Passage], Iterator[Candidate]], ...] = (
    verbs.candidates,
    passives.candidates,
    phrases.candidates,
    nouns.candidates,
    papers.candidates,
    unspecified.candidates,
    labels.candidates,
    brackets.candidates,
    misread.candidates,
)
"""The kinds of evidence that read one sentence; the tagger reads the whole article and comes beside them."""


@dataclass(frozen=True, slots=True)
class Read:
    """What evidence finds in a sentence, in the order of `EVIDENCE`, and the adverbs that stand for an unspecified source."""

    candidates: tuple[Candidate, ...]
    adverbs: tuple[Candidate, ...]


def read(passage: Passage) -> Read:
    """What evidence finds in a sentence, where it stands."""
    sentence = passage.sentence
    by, text = sentence.span.start - LOOKS_BACK, seen(passage.text, sentence.span.start, sentence.span.end)
    known = passage.surnames.intersection([w.form.casefold() for w in sentence.words])
    found = _read(sentence.shape, text, sentence.words[0].span.start - by, passage.kind, known, passage.language)
    return Read(*[tuple([candidate.moved(sentence, by) for candidate in kind]) for kind in (found.candidates, found.adverbs)])


@remembered(250)  # sentences, as many as noun phrases are remembered of
def _read(shape: Shape, text: str, first: int, kind: UnitType, surnames: frozenset[str], language: Language) -> Read:
    """The same in a text that is the sentence and what expressions see before it: a passage of nothing else. The words of the
    sentence begin at `first`, behind its dateline."""
    whole = Span(LOOKS_BACK, len(text))
    sentence = shape.alone if shape.alone.span == whole else Sentence(0, whole, shape.words(first), shape)
    passage = Passage(sentence, text, language, kind, surnames)
    candidates = tuple([candidate for find in EVIDENCE for candidate in find(passage)])
    return Read(candidates, tuple([candidate for candidate in unspecified.adverbs(passage) if candidate.content]))
