"""What one kind of evidence proposes: a cue with source, hearer and content, before the proposals are combined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Sentence, Support, Word
from provaudit.model.span import Spans


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
    own: bool = False  # the source is the cue's own subject, not one that it shares
    parenthetical: bool = False
    impersonal: bool = False
    cited: bool = False
    evidence: frozenset[str] = frozenset()
    score: float = 1.0
    support: Support | None = None  # what the tagger says of its own proposal

    def moved(self, sentence: Sentence, by: int) -> Candidate:
        """The same in a sentence that reads the same and stands `by` code points further on."""
        cue, source, hearer, content = (
            tuple([span.shift(by) for span in spans]) for spans in (self.cue, self.source, self.hearer, self.content)
        )
        head = sentence.words[self.head.id - 1]
        return replace(self, sentence=sentence.index, head=head, cue=cue, source=source, hearer=hearer, content=content)


def by_sentence(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    """The candidates of each sentence, in the order given, by its number."""
    found: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        found.setdefault(candidate.sentence, []).append(candidate)
    return found
