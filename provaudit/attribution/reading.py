"""What the kinds of evidence find in one sentence, remembered by the words of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from provaudit.attribution import brackets, labels, misread, nouns, papers, passives, phrases, unspecified, verbs
from provaudit.attribution.candidate import Candidate
from provaudit.attribution.passage import Passage
from provaudit.languages.base import Language
from provaudit.languages.fields import seen
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
    text, at = seen(passage.text, sentence.span.start, sentence.span.end)
    by = sentence.span.start - at
    known = passage.surnames.intersection([w.form.casefold() for w in sentence.words])
    found = _read(sentence.shape, text, at, sentence.words[0].span.start - by, passage.kind, known, passage.language)
    return Read(*[tuple([candidate.moved(sentence, by) for candidate in kind]) for kind in (found.candidates, found.adverbs)])


@remembered(1000)  # some ten articles
def _read(shape: Shape, text: str, at: int, first: int, kind: UnitType, surnames: frozenset[str], language: Language) -> Read:
    """The same in a text that is the sentence, from `at` on, and what expressions see before it: a passage of nothing else. The
    sentence's words begin at `first`, behind its dateline."""
    passage = Passage(Sentence(0, Span(at, len(text)), shape.words(first), shape), text, language, kind, surnames)
    candidates = tuple([candidate for find in EVIDENCE for candidate in find(passage)])
    return Read(candidates, tuple([candidate for candidate in unspecified.adverbs(passage) if candidate.content]))
