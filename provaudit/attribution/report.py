"""A cue verb with its source and hearer, before its content is known."""

from __future__ import annotations

from dataclasses import dataclass

from provaudit.languages.base import VerbCue
from provaudit.model.parse import Sentence, Word

BEHIND_THE_CUE = frozenset({"obl", "advmod", "iobj", "obj", "nsubj", "discourse", "compound", "aux"})
NEAR = 40  # words between a verb and its subject; further off the parser has lost its way


@dataclass(frozen=True, slots=True)
class Report:
    """A cue verb with its source and hearer, before its content is known."""

    sentence: Sentence
    verb: Word
    entry: VerbCue
    cue: list[Word]
    source: list[Word]
    hearer: list[Word]

    @property
    def edges(self) -> tuple[int, int]:
        """First and last word id of the reporting clause, its content left out: "the official told the Times on Monday"."""
        sentence, verb = self.sentence, self.verb
        near = [w.id for w in (*self.source, *self.cue, *self.hearer) if abs(w.id - verb.id) <= NEAR]
        low, high = min(near), max(near)
        behind = {
            w.id
            for child in sentence.children(verb)
            if child.id > verb.id and child.rel in BEHIND_THE_CUE
            for w in sentence.subtree(child)
        }
        behind |= {w.id for word in self.source for w in sentence.subtree(word) if w.id > verb.id}  # "said Oake, who runs the café"
        while high + 1 in behind:
            high += 1
        return low, high
