"""Evidence from brackets: "Porto have made an offer for the left-back. (A Bola, via Football Italia)" in a round-up of papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import without_edges
from provaudit.attribution.labels import EVIDENCE
from provaudit.attribution.passage import Passage
from provaudit.languages.base import Language
from provaudit.model.parse import Word

OPENING, CLOSING = "(", ")"
SHORTEST = 3  # words before the bracket
WIRE = "wire"  # what an agency puts there credits the whole text: "(AFP)"


def candidates(passage: Passage) -> Iterator[Candidate]:
    """The outlets that a sentence ends with, as sources of what stands before it: who had it, and who took it from there."""
    words = list(passage.sentence.words)
    while words and words[-1].form in (".", ","):
        words.pop()
    at = next((w.id for w in reversed(words) if w.form == OPENING), 0)
    if not passage.kind.stated or at <= SHORTEST or words[-1].form != CLOSING:
        return
    inside, content = words[at:-1], words[: at - 1]
    if not any(w.finite for w in content):
        return
    via = next((i for i, w in enumerate(inside) if w.form.casefold() in passage.language.grammar.through_prepositions), None)
    if not via:
        sources = [(words[at - 1], inside)]
    else:
        sources = [(words[at - 1], without_edges(inside[:via])), (inside[via], inside[via + 1 :])]
    if all(_had_it(source, passage.language) for _, source in sources):
        for cue, source in sources:
            yield passage.candidate(EVIDENCE, cue, [cue], content, lemma=cue.form, source=source, parenthetical=True)


def _had_it(source: Sequence[Word], language: Language) -> bool:
    """Whether a name is an outlet's that no agency is."""
    name = " ".join(w.form for w in source)
    outlets = [o for o in (language.outlets.find(name), *language.outlets.short(name)) if o is not None]
    return bool(outlets) and all(outlet.type != WIRE for outlet in outlets)
