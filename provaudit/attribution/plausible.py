"""Which of the tagger's proposals stand: a logistic model over what tagger, parse, quotation marks and lexicon say of each.

The weights are data (models/en-attribution/plausibility.yaml), fitted by recipes/attribution/weighing.py; a proposal's score is the
probability that cue, source and content are right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict, Field, field_validator

from provaudit import resources
from provaudit.attribution.candidate import Candidate
from provaudit.errors import ModelError, UsageError
from provaudit.languages.read import read
from provaudit.model.attribution import Mode, Scope
from provaudit.model.parse import Sentence, Support, Word
from provaudit.model.span import Spans, hull, overlap

FILE = "plausibility.yaml"
SHORT = 3  # words
SUREST = 0.999  # probabilities nearer to 0 and 1 than this are the network's boast


@dataclass(frozen=True)
class Proposal:
    """A candidate of the tagger with what it is weighed by: what the tagger says of it, its sentence, what is quoted of it.

    `rivals` is what syntax and lexicon propose in the sentence.
    """

    candidate: Candidate
    support: Support
    sentence: Sentence
    rivals: tuple[Candidate, ...]
    mode: Mode

    @cached_property
    def same_cue(self) -> list[Candidate]:
        """What syntax and lexicon propose for this cue."""
        return [c for c in self.rivals if overlap(c.cue, self.candidate.cue)]

    @cached_property
    def content_words(self) -> list[Word]:
        """The words of the content in the cue's sentence."""
        content = self.candidate.content
        words = self.sentence.within(hull(content)) if content else []
        return words if len(content) == 1 else [w for w in words if any(w.span.overlaps(span) for span in content)]

    def depends(self, place: Spans, *rels: str) -> bool:
        """Whether a dependent of the cue of one of these relations stands in `place`."""
        return any(w.span.overlaps(span) for w in self.sentence.children(self.candidate.head, *rels) for span in place)


Trait = Callable[[Proposal], float]


class Plausibility(BaseModel):
    """The fitted model: `base` is the log-odds before any trait, `least` the probability from which on a proposal stands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least: float = Field(gt=0, lt=1)
    base: float
    weights: dict[str, float]

    @field_validator("weights")
    @classmethod
    def _complete(cls, weights: dict[str, float]) -> dict[str, float]:
        if other := set(weights) ^ set(TRAITS):
            raise ValueError(f"not the traits of this version: {', '.join(sorted(other))}")
        return weights

    def probability(self, proposal: Proposal) -> float:
        """That cue, source and content are right."""
        total = self.base + sum([self.weights[name] * value for name, trait in TRAITS.items() if (value := trait(proposal))])
        return 1 / (1 + math.exp(-total))

    def chosen(self, proposals: Iterable[Proposal]) -> list[Candidate]:
        """The candidates that stand, with their probabilities as scores, in text order."""
        weighed = [(p.candidate, self.probability(p)) for p in proposals]
        return likeliest([replace(candidate, score=score) for candidate, score in weighed if score >= self.least], self.least)


@cache
def plausibility() -> Plausibility:
    """The bundled model. Raises ModelError where it cannot be read."""
    path = resources.folder("models") / "en-attribution" / FILE
    try:
        return read(path, Plausibility)
    except UsageError as error:
        raise ModelError(error.what, where=error.where) from error


def likeliest(weighed: Iterable[Candidate], least: float) -> list[Candidate]:
    """The candidates with the highest scores that share no words, sources apart, from the score `least` on; in text order."""
    strong = sorted((c for c in weighed if c.score >= least), key=lambda c: (-c.score, c.cue, c.source, c.content))
    taken = bytearray(max((span.end for c in strong for span in (*c.cue, *c.content)), default=0))  # one a code point
    kept = []
    for candidate in strong:
        words = (*candidate.cue, *candidate.content)
        if not any(any(taken[span.start : span.end]) for span in words):
            kept.append(candidate)
            for span in words:
                taken[span.start : span.end] = b"\1" * len(span)
    return sorted(kept, key=lambda c: (c.cue[0].start, c.cue[-1].end))


def traits(proposal: Proposal) -> dict[str, float]:
    """What is said for and against a proposal, by name."""
    return {name: float(trait(proposal)) for name, trait in TRAITS.items()}


def _log_odds(probability: float) -> float:
    held = min(max(probability, 1 - SUREST), SUREST)
    return math.log(held / (1 - held))


def _share(a: Spans, b: Spans) -> float:
    """How much two contents have in common: 1 where they are the same."""
    total = sum(map(len, a)) + sum(map(len, b))
    return 2 * overlap(a, b) / total if total else 0.0


def _head(*tags: str) -> Trait:
    return lambda p: p.candidate.head.upos in tags


def _relation(*rels: str) -> Trait:
    return lambda p: p.candidate.head.rel in rels


def _scope(scope: Scope) -> Trait:
    return lambda p: p.candidate.scope is scope


TRAITS: dict[str, Trait] = {
    # the tagger
    "readings": lambda p: p.support.readings,
    "cue": lambda p: _log_odds(p.support.cue),
    "source": lambda p: _log_odds(p.support.source) if p.candidate.source else 0,
    "content": lambda p: _log_odds(p.support.content),
    "source_link": lambda p: _log_odds(p.support.source_link),
    "content_link": lambda p: _log_odds(p.support.content_link),
    "source_far": lambda p: math.log1p(p.support.source_distance),
    "content_far": lambda p: math.log1p(p.support.content_distance),
    # what stands there
    "no_source": lambda p: not p.candidate.source,
    "content_first": lambda p: p.candidate.content[0].start < p.candidate.cue[0].start,
    "length": lambda p: math.log1p(len(p.content_words)),
    "short": lambda p: len(p.content_words) <= SHORT,
    "mark": lambda p: not any(map(str.isalnum, p.candidate.lemma)),  # the colon of a headline
    "quoted": lambda p: p.mode is Mode.DIRECT,
    "partly_quoted": lambda p: p.mode is Mode.MIXED,
    # syntax and lexicon
    "proposed_too": lambda p: bool(p.same_cue),
    "same_source": lambda p: any(overlap(c.source, p.candidate.source) for c in p.same_cue),
    "same_content": lambda p: max((_share(c.content, p.candidate.content) for c in p.same_cue), default=0),
    "speech": _scope(Scope.SPEECH),
    "belief": _scope(Scope.BELIEF),
    "evidence": _scope(Scope.EVIDENCE),
    # the cue in the tree, and what hangs on it
    "verb": _head("VERB"),
    "noun": _head("NOUN", "PROPN"),
    "preposition": _head("ADP", "SCONJ"),
    "main_clause": _relation("root"),
    "attribute": _relation("amod", "compound"),
    "side_clause": _relation("acl", "advcl"),
    "open_complement": _relation("xcomp"),
    "subject_is_source": lambda p: p.depends(p.candidate.source, "nsubj"),
    "other_subject": lambda p: bool(p.sentence.children(p.candidate.head, "nsubj")) and not p.depends(p.candidate.source, "nsubj"),
    "clause_in_content": lambda p: p.depends(p.candidate.content, "ccomp"),
    "infinitive_in_content": lambda p: p.depends(p.candidate.content, "xcomp"),
    "object_in_content": lambda p: p.depends(p.candidate.content, "obj", "obl"),
    "finite": lambda p: any(w.finite for w in p.content_words),
}
"""Traits by name: 0 or 1, log-odds of the tagger's probabilities, or logarithms of numbers of words."""
