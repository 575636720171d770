"""The examples in the rule files: facts at once, passages through the whole pipeline."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from provaudit.api import Auditor, article_of
from provaudit.engine.examples import Analyse, problems
from provaudit.engine.load import load_pack, shipped
from provaudit.engine.pack import CompiledRule, RulePack
from provaudit.engine.rule import Example, Examples
from provaudit.languages import load_language
from provaudit.model.article import Metadata
from provaudit.model.audit import Analysis

ENGLISH = load_language("en")
PACKS = {name: load_pack(name) for name in shipped()}
RULES = {compiled.rule.id: (compiled, pack) for name, pack in PACKS.items() for compiled in pack.rules if compiled.pack == name}

each_rule = pytest.mark.parametrize(("compiled", "pack"), RULES.values(), ids=RULES)


@each_rule
def test_facts_hit_and_miss(compiled: CompiledRule, pack: RulePack) -> None:
    assert list(problems(compiled, pack, ENGLISH)) == []


@pytest.fixture(scope="session")
def analyse(auditor: Auditor) -> Analyse:
    """The whole pipeline before the rules; a passage that several rules have is analysed once."""

    @cache
    def analysed(text: str, publisher: str | None) -> Analysis:
        return auditor.analyse(article_of(text, meta=Metadata(publisher=publisher, language="en")))

    return analysed


@each_rule
def test_passages_hit_and_miss(compiled: CompiledRule, pack: RulePack, analyse: Analyse) -> None:
    assert list(problems(compiled, pack, ENGLISH, analyse)) == []


def tried(compiled: CompiledRule, hit: Example) -> list[str]:
    rule = compiled.rule.model_copy(update={"examples": Examples(hit=[hit])})
    return list(problems(replace(compiled, rule=rule), PACKS["core"], ENGLISH))


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        (Example(facts={"relay_count": 0}), "S01 hit 1: must hit, but does not"),
        (Example(facts={"relay_count": 1}, points=-19), "S01 hit 1: gives -20 points, expected are -19"),
        (
            Example(facts={"relay_count": 1, "relay_names": ["CNN"]}, says="relayed by the BBC"),
            "S01 hit 1: says 'relayed by CNN', expected is 'relayed by the BBC'",
        ),
    ],
)
def test_an_example_that_does_not_hold_is_told(example: Example, problem: str) -> None:
    assert tried(RULES["S01"][0], example) == [problem]


def test_a_miss_that_hits_is_told() -> None:
    compiled, pack = RULES["S01"]
    rule = compiled.rule.model_copy(update={"examples": Examples(miss=[Example(facts={"relay_count": 1, "relay_names": ["CNN"]})])})
    assert list(problems(replace(compiled, rule=rule), pack, ENGLISH)) == ["S01 miss 1: must not hit, but says: relayed by CNN"]
