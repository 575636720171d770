"""Packs from folders: what they add up to, and every mistake told with file, line and column."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from chain_builders import ENGLISH, link, scored, statement

from provaudit.documents import MAX_BYTES
from provaudit.engine.load import load_pack, shipped
from provaudit.engine.score import judge
from provaudit.errors import RuleError
from provaudit.model.audit import Level
from provaudit.model.chain import Kind, Naming

PACK = """\
name: house
version: "1"
title: House rules
extends: core
"""
RULE = """\
id: N01
name: no-ministers
level: note
when: origin_role == "minister"
message: "{origin_name} is a minister."
why: We want to know.
fix: Nothing.
"""


def folder(base: Path, pack: str = PACK, **rules: str) -> Path:
    """A pack folder with the files given by name."""
    base.mkdir(exist_ok=True)
    (base / "pack.yaml").write_text(textwrap.dedent(pack), encoding="utf-8")
    for name, content in rules.items():
        (base / f"{name}.yaml").write_text(content, encoding="utf-8")
    return base


def refused(path: Path) -> RuleError:
    with pytest.raises(RuleError) as caught:
        load_pack(path)
    assert caught.value.exit_code == 2
    return caught.value


def test_shipped_packs_load_by_name() -> None:
    assert "core" in shipped()
    assert {load_pack(name).name for name in shipped()} == set(shipped())


def test_a_house_rule_joins_those_of_the_base(tmp_path: Path) -> None:
    pack = load_pack(folder(tmp_path / "house", N01=RULE))
    core = load_pack("core")
    assert [c.rule.id for c in pack.rules] == [c.rule.id for c in core.rules] + ["N01"]
    assert pack.grades == core.grades


def test_rules_may_lie_in_folders_but_not_in_those_of_others(tmp_path: Path) -> None:
    house = folder(tmp_path / "house")
    (house / "headlines").mkdir()
    (house / "headlines" / "N01.yml").write_text(RULE, encoding="utf-8")
    folder(house / "sports", PACK.replace("house", "sports"), N02=RULE.replace("N01", "N02"))
    (house / ".github").mkdir()
    (house / ".github" / "ci.yml").write_text("on: push", encoding="utf-8")
    for path in (house, house / "pack.yaml"):
        ids = [c.rule.id for c in load_pack(path).rules]
        assert "N01" in ids
        assert "N02" not in ids


def test_changes_relevel_reweigh_and_switch_off(tmp_path: Path) -> None:
    changes = PACK + "changes:\n  B04: {level: error, why: We do not}\n  S01: {points: -25 * relay_count}\n  S21: {off: true}\n"
    pack = load_pack(folder(tmp_path / "house", changes))
    rules = {c.rule.id: c for c in pack.rules}
    assert rules["B04"].rule.level is Level.ERROR
    assert rules["B04"].rule.why == "We do not"
    assert "S21" not in rules
    assert pack.off == ("S21",)
    relayed = statement(link(), link(Kind.OUTLET, name="Reuters"))
    terms = {term.rule: term.points for term in scored(relayed, pack).terms}
    assert terms["S01"] == -25


def test_grades_move(tmp_path: Path) -> None:
    pack = load_pack(folder(tmp_path / "house", PACK + "grades: {A: 99, B: 97, C: 55, D: 40, E: 20}\n"))
    assert scored(statement(link()), pack).grade == "C"


def test_a_pack_may_extend_several_that_share_a_base(tmp_path: Path) -> None:
    folder(tmp_path / "strict", PACK.replace("house", "strict") + "changes:\n  B04: {level: error}\n")
    folder(tmp_path / "more", PACK.replace("house", "more"), N01=RULE)
    pack = load_pack(folder(tmp_path / "both", PACK.replace("extends: core", "extends: [../strict, ../more]")))
    rules = {c.rule.id: c.rule for c in pack.rules}
    assert rules["B04"].level is Level.ERROR, "the second way to core must not undo what the first pack changed there"
    assert "N01" in rules


def test_the_hash_follows_what_is_in_effect_and_nothing_else(tmp_path: Path) -> None:
    first = load_pack(folder(tmp_path / "a", N01=RULE)).hash
    assert load_pack(folder(tmp_path / "b", renamed=RULE + "examples: {hit: [A minister spoke.]}\n")).hash == first
    assert load_pack(folder(tmp_path / "c", N01=RULE.replace("note", "error"))).hash != first
    assert load_pack(folder(tmp_path / "d", PACK + "changes: {S01: {points: -21}}\n", N01=RULE)).hash != first
    assert load_pack(folder(tmp_path / "e", PACK + "grades: {A: 86}\n", N01=RULE)).hash != first
    assert re.fullmatch("[0-9a-f]{16}", first)


@pytest.mark.parametrize(
    ("broken", "place", "what"),
    [
        (RULE.replace("when:", "whenn:"), "4:1", "unknown key whenn (did you mean when?)"),
        (RULE.replace("name: no-ministers\n", ""), "1:1", "the key name is missing"),
        (RULE.replace("level: note", "level: fatal"), "3:8", "level:"),
        (RULE.replace("level: note", "points: -5.5"), "3:9", "points:"),
        (RULE.replace("level: note\n", ""), "1:1", "either points"),
        (RULE.replace("level: note", "level: note\nscope: source\npoints: -3"), "1:1", "either points"),
        (RULE.replace("id: N01", "id: ministers"), "1:5", "id:"),
        (RULE + "level: error\n", "8:1", "duplicate key"),
        (RULE.replace("origin_role ==", "origin_rule =="), "4:7", "unknown fact origin_rule (did you mean origin_role?)"),
        (RULE.replace('origin_role == "minister"', "hops"), "4:7", "gives int, wanted is bool"),
        (RULE.replace('origin_role == "minister"', '"hops > 1 && origin_role > 1"'), "4:32", "no matching overload"),
        (RULE.replace('origin_role == "minister"', "|\n  hops > 1\n  && origin_role > 1"), "6:18", "no matching overload"),
        (RULE.replace('origin_role == "minister"', ">-\n  hops > 1\n  && origin_role > 1"), "4:7", "no matching overload"),
        (RULE.replace("{origin_name}", "{origin_nam}"), "5:10", "unknown fact origin_nam in the message: did you mean"),
        (RULE.replace("{origin_name}", "{hedged}"), "5:10", "true or false"),
        (RULE.replace("{origin_name}", "{origin_name.__class__}"), "5:10", "bare name"),
        (RULE.replace("{origin_name}", "{origin_name"), "5:10", "expected '}'"),
        (RULE + "at: orgin\n", "8:5", "unknown place orgin (did you mean origin?)"),
        (RULE + "related: [content, orgin]\n", "8:20", "unknown place orgin"),
        (RULE + "examples:\n  hit:\n    - facts: {origin_rule: x}\n", "10:15", "unknown fact origin_rule"),
        (RULE + "examples:\n  hit:\n    - facts: {hops: x}\n", "10:21", "hops is int, not 'x'"),
        (RULE + "examples:\n  hit:\n    - {text: a, facts: {hops: 1}}\n", "10:7", "either text or facts"),
        (RULE + "examples:\n  hit:\n    - {text: a, points: 1}\n", "10:17", "no points"),
        ("- a list\n", "1:1", "not a mapping"),
        ("", "1:1", "not a mapping"),
        (RULE + "fix: [\n", "9:1", "flow sequence|expected node content"),
        ("[" * 5000, "1:21", "nested too deeply"),
        ("a: " + "[" * 30 + "]" * 30, "1:23", "nested too deeply"),
        (RULE + "---\nid: N02\n", "8:1", "another document"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule_is_told_with_its_place(tmp_path: Path, broken: str, place: str, what: str) -> None:
    error = refused(folder(tmp_path / "house", N01=broken))
    assert re.search("|".join(map(re.escape, what.split("|"))), str(error).removeprefix(error.where or ""))
    assert error.where == f"{tmp_path / 'house' / 'N01.yaml'}:{place}"


@pytest.mark.parametrize(
    ("lines", "place", "what"),
    [
        ("changes: {A99: {level: note}}\n", "5:11", "there is no rule A99 to change"),
        ("changes: {S01: {level: note}}\n", "5:11", "points and no level"),
        ("changes: {B04: {points: 3}}\n", "5:11", "a level and no points"),
        ("changes: {B04: {}}\n", "5:16", "changes nothing"),
        ("changes: {B04: {off: true, level: note}}\n", "5:16", "switched off"),
        ("changes: {S01: {points: -5 * hopz}}\n", "5:30", "unknown fact hopz"),
        ("grades: {A: 10}\n", "5:9", "better grade"),
        ("changes: {N01: {level: error}}\n", "5:11", "its own file"),
    ],
)
def test_a_mistake_in_a_pack_is_told_with_its_place(tmp_path: Path, lines: str, place: str, what: str) -> None:
    error = refused(folder(tmp_path / "house", PACK + lines, N01=RULE))
    assert what in str(error)
    assert error.where == f"{tmp_path / 'house' / 'pack.yaml'}:{place}"


def test_a_version_that_yaml_takes_for_a_number(tmp_path: Path) -> None:
    error = refused(folder(tmp_path / "house", PACK.replace('"1"', "1.0")))
    assert str(error.where).endswith("pack.yaml:2:10")


def test_a_pack_that_extends_itself(tmp_path: Path) -> None:
    error = refused(folder(tmp_path / "house", PACK.replace("extends: core", "extends: ../house")))
    assert "extends itself" in str(error)
    assert str(error.where).endswith("pack.yaml:4:10")


def test_a_circle_of_packs(tmp_path: Path) -> None:
    folder(tmp_path / "a", PACK.replace("extends: core", "extends: [core, ../b]"))
    folder(tmp_path / "b", PACK.replace("extends: core", "extends: ../a"))
    error = refused(tmp_path / "a")
    assert "extends itself" in str(error)
    assert error.where == f"{tmp_path / 'b' / 'pack.yaml'}:4:10"


def test_an_unknown_base_and_an_unknown_pack(tmp_path: Path) -> None:
    error = refused(folder(tmp_path / "house", PACK.replace("core", "croe")))
    assert "there is no rule pack croe to extend (did you mean core?)" in str(error)
    assert "shipped packs are" in str(refused(tmp_path / "elsewhere"))


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    error = refused(folder(tmp_path / "house", mine=RULE.replace("N01", "S01")))
    assert "the id S01 is taken by S01-relayed.yaml" in str(error)
    assert str(error.where).endswith("mine.yaml:1:5")
    assert "is taken" in str(refused(folder(tmp_path / "twice", a=RULE, b=RULE)))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    error = refused(folder(tmp_path / "house", N01=RULE + "#" * 10 * MAX_BYTES))
    assert "larger than 1,000,000 bytes" in str(error)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = folder(tmp_path / "house", N01=RULE)
    (path / "N01.yaml").write_bytes(b"id: N01\nname: caf\xe9\n")
    assert str(refused(path).where).endswith("N01.yaml:2:10")
    (path / "N01.yaml").write_bytes(b"id: \x00\n")
    refused(path)


def test_a_loop_is_refused_before_any_article(tmp_path: Path) -> None:
    tens = "[" + ",".join("1" * 100) + "]"
    loop = f"{tens}.all(a, {tens}.all(b, {tens}.all(c, a + b + c > 0)))"
    error = refused(folder(tmp_path / "house", N01=RULE.replace('origin_role == "minister"', f'"{loop}"')))
    assert "budget" in str(error)
    assert str(error.where).endswith("N01.yaml:4:8")


def test_an_expression_that_fails_on_an_article_names_the_rule_and_its_place(tmp_path: Path) -> None:
    from chain_builders import analysis

    failing = RULE.replace('origin_role == "minister"', 'relay_names[3] == "x"')
    pack = load_pack(folder(tmp_path / "house", N01=failing))
    with pytest.raises(RuleError) as caught:
        judge(analysis(statement(link(naming=Naming.DESCRIBED))), pack, ENGLISH)
    assert "when of N01 fails" in str(caught.value)
    assert str(caught.value.where).endswith("N01.yaml:4:7")


def test_the_example_of_the_documentation_works(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    rule, pack = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[:2]
    loaded = load_pack(folder(tmp_path / "newsroom", pack, N01=rule))
    rules = {c.rule.id: c.rule for c in loaded.rules}
    assert (rules["A01"].level, rules["S15"].points, "B04" in rules, "N01" in rules) == (Level.ERROR, -50, False, True)
