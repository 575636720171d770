"""Directness pairs: two short passages, of which an experienced editor would call the first more directly sourced."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from provaudit.api import Auditor
from provaudit.documents import Document

from .gold import FIXTURES

PAIRS = FIXTURES / "directness_pairs.yaml"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages that make the same or a like claim. `step` names what is different between them."""

    id: str
    step: str
    stronger: str
    weaker: str
    why: str
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the program makes of a pair: mean directness of each passage, None where it finds nothing attributed."""

    pair: Pair
    stronger: float | None
    weaker: float | None

    @property
    def right(self) -> bool:
        """Whether the stronger passage has the higher directness; a tie is wrong, and so is finding no attribution."""
        return self.stronger is not None and self.weaker is not None and self.stronger > self.weaker

    def __str__(self) -> str:
        return f"{self.pair.id}: {self.stronger} against {self.weaker}, {self.pair.why}"


def load_pairs(path: Path = PAIRS) -> list[Pair]:
    """All pairs in the order of the file. Raises TypeError for a field that is missing or unknown."""
    return [
        Pair(**{key: " ".join(str(value).split()) for key, value in row.items()})
        for row in Document(path.read_text(encoding="utf-8")).data
    ]


def judge(auditor: Auditor, pair: Pair) -> Verdict:
    """Audits both passages as articles of their own."""
    return Verdict(pair, *(directness(auditor, text, pair.publisher) for text in (pair.stronger, pair.weaker)))


def directness(auditor: Auditor, passage: str, publisher: str | None = None) -> float | None:
    """The mean directness of a passage's attributed statements, each counted once."""
    scores = [score.directness for score in auditor.audit_text(passage, publisher=publisher, language="en").scores]
    return sum(scores) / len(scores) if scores else None
