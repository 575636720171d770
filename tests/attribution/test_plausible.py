"""Which of the tagger's competing proposals stand, and how sure the program says it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from stages import stages

from provaudit import resources
from provaudit.api import Auditor
from provaudit.attribution import plausible
from provaudit.attribution.plausible import FILE, Plausibility, likeliest, plausibility, traits
from provaudit.errors import ModelError, UsageError
from provaudit.languages.read import read
from provaudit.model.span import merge, overlap

TEXTS = [
    "The crew told her that the engine was sound, Ida Holm said in an interview with the broadcaster NRK.",
    "Attorney General Eric Velder filed a $20 million lawsuit in 2013 alleging that Harlow had cheated more than 900 people.",
    "A pilot told investigators, according to the safety board, that the flaps had stuck.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_shares_no_words(text: str, auditor: Auditor) -> None:
    proposals = stages(auditor, text).gathered().tagged
    chosen = plausibility().chosen(proposals)
    assert len(proposals) > len(chosen) > 0
    assert all(plausibility().least <= c.score < 1 for c in chosen)
    assert all(not overlap(merge([*a.cue, *a.content]), merge([*b.cue, *b.content])) for a, b in combinations(chosen, 2))


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_likelier_is_left_out_without_need(text: str, auditor: Auditor) -> None:
    model = plausibility()
    proposals = stages(auditor, text).gathered().tagged
    chosen = model.chosen(proposals)
    for proposal in proposals:
        score = model.probability(proposal)
        words = merge([*proposal.candidate.cue, *proposal.candidate.content])
        stands_against = [c for c in chosen if overlap(words, merge([*c.cue, *c.content])) and c.score >= score]
        assert score < model.least or stands_against


def test_order_of_the_proposals_does_not_matter(auditor: Auditor) -> None:
    proposals = stages(auditor, TEXTS[1]).gathered().tagged
    assert plausibility().chosen(reversed(proposals)) == plausibility().chosen(proposals)


def test_syntax_and_tagger_in_agreement_make_sure(auditor: Auditor) -> None:
    proposal = max(stages(auditor, "Police said that two boats had sunk.").gathered().tagged, key=plausibility().probability)
    assert traits(proposal)["same_source"] == 1
    assert traits(proposal)["same_content"] > 0.8
    assert plausibility().probability(replace(proposal, rivals=())) < plausibility().probability(proposal)


def test_the_threshold_is_kept(auditor: Auditor) -> None:
    chosen = plausibility().chosen(stages(auditor, TEXTS[0]).gathered().tagged)
    surest = max(c.score for c in chosen)
    assert likeliest(chosen, surest) == [c for c in chosen if c.score == surest]
    assert likeliest(chosen, 1.0) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("readings:", "reading:", "not the traits of this version: reading, readings"), ("least: 0.", "least: 7.", "least: ")],
)
def test_weights_of_another_version(before: str, after: str, said: str, tmp_path: Path) -> None:
    text = (resources.folder("models") / "en-attribution" / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read(tmp_path / FILE, Plausibility)


def test_no_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plausible.resources, "folder", lambda _: tmp_path)
    plausibility.cache_clear()
    with pytest.raises(ModelError, match="cannot be read"):
        plausibility()
    plausibility.cache_clear()
