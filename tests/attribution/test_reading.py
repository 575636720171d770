"""What evidence finds in a sentence is remembered by its words: the same is found wherever the sentence stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from stages import stages

from provaudit.api import Auditor
from provaudit.attribution import reading
from provaudit.attribution.passage import Passage
from provaudit.model.article import UnitType
from provaudit.remembered import forget

TOLD = "“We were never asked,” said Lotte Vinge, who, citing officials, told the BBC that the wall would reportedly close."
BEFORE = "Nobody was hurt."
OTHER = "Reportedly nobody knew; critics say it was sold."
TALK = "Leclerc: We open on 4 September."


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget()


def passages(auditor: Auditor, text: str, unit: UnitType = UnitType.BODY, surnames: Iterable[str] = ()) -> list[Passage]:
    """The sentences of a text."""
    at = stages(auditor, text)
    return [Passage(sentence, text, at.language, unit, frozenset(surnames)) for sentence in at.parse.sentences]


def shown(found: reading.Read, text: str) -> list[tuple[object, ...]]:
    every = (*found.candidates, *found.adverbs)
    return [(c.lemma, c.head.form, *([s.of(text) for s in role] for role in (c.source, c.hearer, c.cue, c.content))) for c in every]


def test_in_another_place_the_same_is_found_there(auditor: Auditor) -> None:
    texts = [f"{OTHER} {TOLD}", f"{BEFORE} {OTHER} {TOLD}", f"{TOLD}\n\n{OTHER}"]
    known = [[reading.read(passage) for passage in passages(auditor, text)] for text in texts]
    for text, found in zip(texts, known, strict=True):
        for passage, one in zip(passages(auditor, text), found, strict=True):
            forget()
            assert one == reading.read(passage)
            assert all(c.sentence == passage.sentence.index for c in one.candidates)
            assert all(any(c.head is word for word in passage.sentence.words) for c in (*one.candidates, *one.adverbs))
    first, second = known[0][1], known[1][2]
    assert shown(first, texts[0]) == shown(second, texts[1]) != []
    assert first != second


def test_what_reads_otherwise_is_asked_anew(auditor: Auditor) -> None:
    (quoted,) = passages(auditor, TOLD)
    other_language = replace(quoted.language, adverbs={})
    assert shown(reading.read(quoted), TOLD) != shown(reading.read(replace(quoted, language=other_language)), TOLD)
    unknown, known = (reading.read(passages(auditor, TALK, surnames=names)[0]) for names in ((), ("leclerc",)))
    assert not unknown.candidates
    assert known.candidates
    assert reading.read(passages(auditor, TALK, UnitType.HEADLINE)[0]) != known
