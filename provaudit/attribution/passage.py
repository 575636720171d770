"""A sentence with all that the kinds of evidence ask about it: text, language, unit type, names of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import TENSED, noun_phrase, without_edges
from provaudit.languages.base import Language, VerbCue
from provaudit.model.article import UnitType
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, Spans, merge


@dataclass(frozen=True)
class Passage:
    """One sentence of a unit that makes statements. `surnames` are the last words of the article's person names, lower case."""

    sentence: Sentence
    text: str
    language: Language
    kind: UnitType
    surnames: frozenset[str]

    @cached_property
    def _barred(self) -> list[tuple[int, int]]:
        span = self.sentence.span
        return [m.span() for m in self.language.not_a_cue.finditer(self.text, span.start, span.end)]

    def barred(self, word: Word) -> bool:
        """Whether a word stands in a phrase in which a cue word is none: "according to plan", "that said"."""
        return any(start <= word.span.start < end for start, end in self._barred)

    def spans(self, words: Sequence[Word]) -> Spans:
        """The stretches that the words fill."""
        return spans_of(words, self.sentence, self.text)

    def candidate(
        self,
        evidence: str,
        head: Word,
        cue: Sequence[Word],
        content: Sequence[Word],
        *,
        lemma: str,
        scope: Scope = Scope.SPEECH,
        stance: Stance = Stance.NEUTRAL,
        source: Sequence[Word] = (),
        hearer: Sequence[Word] = (),
        own: bool = False,
        parenthetical: bool = False,
        impersonal: bool = False,
        cited: bool = False,
        score: float = 1.0,
    ) -> Candidate:
        """A candidate from words of the sentence; without a content it has no evidence and only tells who was told."""
        content = without_edges(content)
        return Candidate(
            sentence=self.sentence.index,
            head=head,
            cue=self.spans(cue),
            lemma=lemma,
            scope=scope,
            stance=stance,
            source=self.spans(source),
            hearer=self.spans(hearer),
            content=self.spans(content),
            own=own,
            parenthetical=parenthetical,
            impersonal=impersonal,
            cited=cited,
            evidence=frozenset({evidence} if content or cited else ()),
            score=score,
        )

    def beside(
        self, evidence: str, entry: VerbCue, cue: Word, source: Sequence[Word], content: Sequence[Word], hearer: Sequence[Word] = ()
    ) -> Candidate:
        """A clause of reporting beside its content, as the lexicon knows its verb: "P, the mayor wrote on Friday"."""
        return self.candidate(
            evidence,
            cue,
            [cue],
            content,
            lemma=entry.lemma,
            scope=entry.scope,
            stance=entry.stance,
            source=source,
            hearer=hearer,
            parenthetical=True,
        )


def spans_of(words: Sequence[Word], sentence: Sentence, text: str) -> Spans:
    """The stretches that the words fill: neighbours are joined with what stands between them."""
    ids = sorted({w.id for w in words})
    runs: list[list[int]] = []
    for i in ids:
        if runs and runs[-1][1] == i - 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return merge(Span(sentence.words[a - 1].span.start, sentence.words[b - 1].span.end).trim(text) for a, b in runs)


def _noun_before(sentence: Sentence, pronoun: Word) -> Word | None:
    """ "a row with Holm, now the party's leader, who in May said": the noun behind which a relative clause stands."""
    before = next((w for w in reversed(sentence.words[: pronoun.id - 1]) if w.upos in ("NOUN", "PROPN")), None)
    while before is not None and before.rel in ("appos", "flat", "compound", "nmod:desc"):
        before = sentence.head(before)
    return before


def _parted(sentence: Sentence, noun: Word, pronoun: Word) -> bool:
    """Whether a finite verb that is none of the noun's stands between it and a relative pronoun."""
    below = sentence.subtree(noun)
    return any(w.xpos in TENSED and w not in below for w in sentence.words[noun.id : pronoun.id - 1])


def antecedent(source: Spans, sentence: Sentence, text: str, language: Language, *, nearest: bool = False) -> Spans:
    """ "It sacked ScanRight, which told the BBC that P": the noun that a relative pronoun stands for.

    `nearest`: the one just before it, whatever the tree says.
    """
    words = sentence.within(source[0]) if len(source) == 1 else []
    dated = len(words) > 1 and words[1].upos == "ADP" and not any(w.upos == "PROPN" for w in words)  # "who in 2010 said"
    if not words or (len(words) > 1 and not dated) or words[0].form.lower() not in language.relatives:
        return source
    above = [words[0], *sentence.ancestors(words[0])]
    clause = next((w for w in above if w.deprel == "acl:relcl"), None)
    noun = sentence.head(clause) if clause is not None and not nearest else _noun_before(sentence, words[0])
    if noun is not None and not nearest and _parted(sentence, noun, words[0]):
        # "It never got the warning, say its lawyers, who told the BBC that P"
        noun = next((w for w in reversed(sentence.words[: words[0].id - 1]) if w.upos in ("NOUN", "PROPN")), noun)
    if noun is None or noun.id > words[0].id:
        return source
    return spans_of([w for w in noun_phrase(sentence, noun) if w.id < words[0].id], sentence, text)
