"""Evidence from brackets: "Porto have made an offer for the left-back (A Bola)." in a round-up of what other papers have."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.labels import EVIDENCE
from provaudit.attribution.passage import Passage
from provaudit.model.article import UnitType

OPENING, CLOSING = "(", ")"
SHORTEST = 3  # words before the bracket
WIRE = "wire"  # what an agency puts there credits the whole text: "(AFP)"


def candidates(passage: Passage) -> Iterator[Candidate]:
    """The outlet that a sentence of the body ends with, as the source of what stands before it."""
    words = list(passage.sentence.words)
    while words and words[-1].form in (".", ","):
        words.pop()
    at = next((w.id for w in reversed(words) if w.form == OPENING), 0)
    if passage.kind is not UnitType.BODY or at <= SHORTEST or words[-1].form != CLOSING:
        return
    source, content = words[at:-1], words[: at - 1]
    name = " ".join(w.form for w in source)
    outlets = [o for o in (passage.language.outlets.find(name), *passage.language.outlets.short(name)) if o is not None]
    says = any(w.feat("VerbForm") == "Fin" or w.xpos == "MD" for w in content)
    if outlets and says and all(outlet.type != WIRE for outlet in outlets):
        bracket = passage.sentence.words[at - 1]
        yield passage.candidate(EVIDENCE, bracket, [bracket], content, lemma=OPENING, source=source, parenthetical=True)
