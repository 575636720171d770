"""What evidence finds in a sentence is remembered: the same is found wherever the sentence stands."""

from __future__ import annotations

from dataclasses import replace

from stages import stages

from provaudit.api import Auditor
from provaudit.attribution import extract
from provaudit.attribution.candidate import Candidate
from provaudit.attribution.passage import Passage
from provaudit.languages.base import Language
from provaudit.model.article import UnitType
from provaudit.model.span import Spans

TOLD = "“We were never asked,” said Lotte Vinge, who, citing officials, told the BBC that the wall would close."
BEFORE = "Nobody was hurt."
OTHER = "Reportedly nobody knew; critics say it was sold."


def read(auditor: Auditor, text: str, *, unit: UnitType = UnitType.BODY, surnames: frozenset[str] = frozenset()) -> list[Passage]:
    """The sentences of a text."""
    at = stages(auditor, text)
    return [Passage(sentence, text, at.language, unit, surnames) for sentence in at.parse.sentences]


def asked_anew(passage: Passage) -> tuple[Candidate, ...]:
    """What evidence finds where nothing is remembered."""
    return tuple(candidate for find in extract.EVIDENCE for candidate in find(passage))


def test_in_another_place_the_same_is_found_there(auditor: Auditor) -> None:
    extract._found.cache_clear()
    texts = [f"{OTHER} {TOLD}", f"{BEFORE} {OTHER} {TOLD}", f"{TOLD}\n\n{OTHER}"]
    for text in texts:
        for passage in read(auditor, text):
            found = extract._read(passage)
            assert found == asked_anew(passage)
            assert all(any(c.head is word for word in passage.sentence.words) for c in found)
    assert extract._found.cache_info().hits


def test_what_reads_otherwise_is_asked_anew(auditor: Auditor) -> None:
    (passage,) = read(auditor, TOLD)
    (same,) = read(auditor, TOLD)
    others = [
        *read(auditor, TOLD.replace("Lotte", "Lasse")),
        *read(auditor, TOLD, unit=UnitType.HEADLINE),
        *read(auditor, TOLD, surnames=frozenset({"vinge"})),
        Passage(passage.sentence, TOLD, _copy(passage.language), UnitType.BODY, frozenset()),
    ]
    assert passage == same
    assert hash(passage) == hash(same)
    assert all(passage != other for other in others)
    assert read(auditor, TOLD, surnames=frozenset({"brandt"})) == [passage]  # of whom it does not speak


def test_a_moved_candidate_is_moved_as_a_whole(auditor: Auditor) -> None:
    (passage,) = read(auditor, TOLD)
    later = read(auditor, f"{BEFORE} {TOLD}")[-1]
    for candidate in asked_anew(passage):
        moved = candidate.moved(later.sentence, len(BEFORE) + 1)
        for before, after in zip(_roles(candidate), _roles(moved), strict=True):
            assert [s.of(TOLD) for s in before] == [s.of(later.text) for s in after]


def _roles(candidate: Candidate) -> tuple[Spans, ...]:
    return candidate.source, candidate.hearer, candidate.cue, candidate.content, (candidate.head.span,)


def _copy(language: Language) -> Language:
    return replace(language)
