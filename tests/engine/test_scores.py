"""Scores as an editor adds them up, and the summary of an article."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from builders import AUDITS
from chain_builders import ENGLISH, analysis, cue, link, scored, statement

from provaudit.engine.load import load_pack
from provaudit.engine.rule import Grades
from provaudit.engine.score import judge
from provaudit.formats.words import sum_of
from provaudit.model.article import UnitType
from provaudit.model.attribution import Stance
from provaudit.model.chain import Kind, Naming

CORE = load_pack("core")
NYT = link(Kind.OUTLET, name="The New York Times")
REUTERS = link(Kind.OUTLET, name="Reuters")
OFFICIALS = link(Kind.PEOPLE, Naming.DESCRIBED, name="U.S. officials")
SOURCES = link(Kind.PEOPLE, Naming.OPAQUE, name="sources")
NAMED = link(name="Lena Ostrow")


def test_the_example_of_the_contract() -> None:
    score = scored(statement(OFFICIALS, NYT), CORE)
    assert sum_of(score) == "100 - 20 relayed by The New York Times - 35 origin unnamed, role given = 45 (D)"


def test_a_witness_in_an_interview_has_nothing_taken_off() -> None:
    score = scored(statement(link(medium="interview")), CORE)
    assert (score.directness, score.grade, score.terms) == (100, "A", ())


def test_a_sum_below_nothing_is_held_at_nothing() -> None:
    hedges = tuple(cue(word, Stance.EVIDENTIAL) for word in ("reportedly", "allegedly", "apparently"))
    score = scored(statement(SOURCES, NYT, REUTERS, link(Kind.OUTLET, name="AFP"), hedges=hedges), CORE)
    assert sum(term.points for term in score.terms) < -100
    assert (score.directness, score.grade) == (0, "F")


def test_grades_begin_at_their_floors() -> None:
    grades = Grades()
    assert [grades.of(points) for points in (100, 85, 84, 70, 69, 55, 54, 40, 39, 20, 19, 0)] == list("AABBCCDDEEFF")


def test_only_attributed_statements_are_scored_in_their_order() -> None:
    made = analysis(statement(NAMED), statement(), statement(SOURCES))
    assert [score.statement for score in judge(made, CORE, ENGLISH).scores] == ["s0", "s2"]


def test_headline_and_lead_count_twice() -> None:
    types = (UnitType.HEADLINE, UnitType.BODY, UnitType.BODY, UnitType.CAPTION)
    made = analysis(statement(SOURCES), statement(SOURCES), statement(NAMED), statement(NAMED), types=types)
    summary = judge(made, CORE, ENGLISH).summary
    assert summary.directness == round((2 * 38 + 2 * 38 + 96 + 96) / 6, 1)
    assert summary.grade == "C"


def test_shares_and_distribution() -> None:
    made = analysis(statement(OFFICIALS, NYT), statement(OFFICIALS), statement(NAMED), statement(), statement())
    summary = judge(made, CORE, ENGLISH).summary
    assert (summary.statements, summary.attributed, summary.own_voice) == (5, 3, 2)
    assert summary.grades == {"A": 1, "B": 0, "C": 1, "D": 1, "E": 0, "F": 0}
    assert (summary.share_own_voice, summary.share_unnamed, summary.share_relayed) == (0.4, 0.6667, 0.3333)
    assert summary.share_single_origin == 0.6667
    assert summary.independent_origins == 2


def test_an_article_without_attribution_has_no_directness() -> None:
    summary = judge(analysis(statement(), statement()), CORE, ENGLISH).summary
    assert (summary.directness, summary.grade, summary.share_unnamed, summary.share_own_voice) == (None, None, None, 1.0)
    assert sum(summary.grades.values()) == 0


def test_an_article_without_statements() -> None:
    summary = judge(analysis(), CORE, ENGLISH).summary
    assert (summary.statements, summary.directness, summary.share_own_voice, summary.independent_origins) == (0, None, None, 0)


@pytest.mark.parametrize("name", sorted(AUDITS))
def test_any_analysis_can_be_judged_and_twice_the_same(name: str) -> None:
    made = AUDITS[name]().analysis
    assert repr(judge(made, CORE, ENGLISH)) == repr(judge(made, load_pack("core"), ENGLISH))


def test_the_order_of_rule_files_does_not_matter() -> None:
    shuffled = list(CORE.rules)
    random.Random(7).shuffle(shuffled)
    made = analysis(statement(OFFICIALS, NYT, hedges=(cue("allegedly", Stance.EVIDENTIAL),)))
    mixed = judge(made, replace(CORE, rules=tuple(shuffled)), ENGLISH)
    assert {score.directness for score in mixed.scores} == {score.directness for score in judge(made, CORE, ENGLISH).scores}


def test_an_article_of_three_hundred_statements_is_judged_in_a_moment() -> None:
    """Measured: about 0.3 s with all rules; the bound leaves room for a busy machine."""
    made = analysis(*[statement(OFFICIALS, NYT), statement(NAMED), statement(SOURCES)] * 100)
    start = time.perf_counter()
    judge(made, CORE, ENGLISH)
    assert time.perf_counter() - start < 2
