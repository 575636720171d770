"""What one kind of evidence proposes: a cue with source, hearer and content, before the proposals are combined."""

from __future__ import annotations

from dataclasses import dataclass

from provaudit.attribution.clauses import noun_phrase
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, Spans, merge


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed attribution. Spans are code points into the article's text.

    `parenthetical`: the reporting clause is set off by commas, so that its content is what stands around it ("P, she said, Q").
    `impersonal`: nobody is said to be the source ("it was reported that"). `cited`: the source is one that the governing
    source leans on ("reported, citing officials").
    """

    sentence: int
    head: Word
    cue: Spans
    lemma: str
    scope: Scope
    stance: Stance
    source: Spans = ()
    hearer: Spans = ()
    content: Spans = ()
    parenthetical: bool = False
    impersonal: bool = False
    cited: bool = False
    evidence: frozenset[str] = frozenset()
    score: float = 1.0


def spans_of(words: list[Word], sentence: Sentence, text: str) -> Spans:
    """The stretches that the words fill: neighbours are joined with what stands between them."""
    ids = sorted({w.id for w in words})
    runs: list[list[int]] = []
    for i in ids:
        if runs and runs[-1][1] == i - 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return merge(Span(sentence.words[a - 1].span.start, sentence.words[b - 1].span.end).trim(text) for a, b in runs)


def antecedent(source: Spans, sentence: Sentence, text: str) -> Spans:
    """ "It sacked ScanRight, which told the BBC that P": the noun that a relative pronoun stands for."""
    words = sentence.within(source[0]) if len(source) == 1 else []
    if len(words) != 1 or words[0].form.lower() not in ("who", "which", "that"):
        return source
    above = [words[0], *sentence.ancestors(words[0])]
    clause = next((w for w in above if w.deprel == "acl:relcl"), None)
    noun = sentence.head(clause) if clause is not None else None
    if noun is None or noun.id > words[0].id:
        return source
    return spans_of([w for w in noun_phrase(sentence, noun) if w.id < words[0].id], sentence, text)
