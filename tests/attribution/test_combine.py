"""How the proposals of all kinds of evidence become one attribution a cue."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from stages import Stages, stages

from provaudit.api import Auditor
from provaudit.attribution.candidate import Candidate
from provaudit.attribution.combine import combine
from provaudit.attribution.plausible import plausibility
from provaudit.model.attribution import Scope
from provaudit.model.span import overlap

TEXTS = [
    "The pier was shut, but it will open in May, the Courier reported, citing two officials.",
    "She had never signed, she said, according to a transcript of the call.",
    "Three officials told Reuters that the ferry line would close, adding that nobody had been asked.",
    "“The pier is shut,” the governor was quoted as saying by Interfax. “It will stay shut,” he said.",
    "The mayor hopes that the pier will open; it is understood that the bank has refused, as first reported by the Courier.",
]


def proposals(at: Stages) -> list[Candidate]:
    gathered = at.gathered()
    return [*plausibility().chosen(gathered.tagged), *gathered.found]


@pytest.mark.parametrize("text", TEXTS)
def test_order_of_the_evidence_does_not_matter(text: str, auditor: Auditor) -> None:
    proposed = proposals(stages(auditor, text))
    shuffled = Random(7).sample(proposed, len(proposed))
    grammar = stages(auditor, text).language.grammar
    assert combine(shuffled, grammar) == combine(proposed, grammar)


@pytest.mark.parametrize("text", TEXTS)
def test_no_two_attributions_share_a_cue(text: str, auditor: Auditor) -> None:
    found = stages(auditor, text).attributions()
    assert len(found) > 1
    assert all(not overlap(a.cue, b.cue) for a, b in combinations(found, 2))
    assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
    assert [a.cue[0].start for a in found] == sorted(a.cue[0].start for a in found)


@pytest.mark.parametrize("text", TEXTS)
def test_a_source_is_no_part_of_what_it_says(text: str, auditor: Auditor) -> None:
    for a in stages(auditor, text).attributions():
        assert a.content
        assert 0 < a.confidence <= 1
        assert not overlap(a.cue, a.content)
        assert not overlap(a.source, a.content)
        assert a.impersonal or a.source


def test_agreement_makes_sure(auditor: Auditor) -> None:
    agreed, tagger_alone = "Police said that two boats had sunk.", "The rower was, in the police's telling, asleep."
    (both,) = stages(auditor, agreed).attributions()
    assert set(both.evidence) >= {"tagger", "syntax"}
    assert all(a.confidence < both.confidence for a in stages(auditor, tagger_alone).attributions())


def test_attributions_of_all_scopes_are_kept_for_researchers(auditor: Auditor) -> None:
    text = "The mayor hopes that the pier will open. He ordered the crew to wait. Police said the pier was shut."
    assert {a.scope for a in stages(auditor, text).attributions()} >= {Scope.WISH, Scope.SPEECH}


def test_captions_and_headlines_are_read_and_credits_are_not(auditor: Auditor) -> None:
    text = "Bridge to close, officials say\n\nBy Nadia Ferrant\n\nPolice said two boats had sunk."
    found = stages(auditor, text).attributions()
    assert [a.source[0].of(text) for a in found] == ["officials", "Police"]


def test_a_source_stands_in_one_paragraph(auditor: Auditor) -> None:
    text = "‘We are done,’ says Brandt\n\nIda Brandt said the school was safe."
    assert all("\n" not in piece.of(text) for a in stages(auditor, text).attributions() for piece in a.source)
