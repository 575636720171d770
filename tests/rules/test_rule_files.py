"""Every shipped rule file is in order, and what is generated from the rules is current."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from provaudit.documents import Document
from provaudit.engine.catalogue import generated
from provaudit.engine.load import PACK_FILE, load_pack, shipped
from provaudit.engine.pack import CompiledRule
from provaudit.engine.rule import Persona
from provaudit.model.audit import Level

ROOT = Path(__file__).resolve().parents[2]
RULES = {compiled.rule.id: compiled for name in shipped() for compiled in load_pack(name).rules}
FILES = sorted(path for path in (ROOT / "rules").rglob("*.yaml") if path.parent.name != "echo")  # those: tests/echo

each_rule = pytest.mark.parametrize("compiled", RULES.values(), ids=RULES)


@each_rule
def test_the_file_is_named_after_the_rule(compiled: CompiledRule) -> None:
    assert compiled.file.stem == f"{compiled.rule.id}-{compiled.rule.name}"


@each_rule
def test_the_rule_says_where_it_comes_from(compiled: CompiledRule) -> None:
    assert compiled.rule.authority


# Rules about metadata: a passage cannot hit them.
METADATA_ONLY = {"A11"}


@each_rule
def test_the_rule_has_three_examples_of_both_kinds(compiled: CompiledRule) -> None:
    examples = compiled.rule.examples
    by_facts = compiled.scores or compiled.rule.id in METADATA_ONLY
    for side in (examples.hit, examples.miss):
        assert len([example for example in side if by_facts or example.text]) >= 3
    assert any(example.text for example in (*examples.hit, *examples.miss))


@each_rule
def test_the_level_goes_with_the_persona(compiled: CompiledRule) -> None:
    """The desk is told what stops or delays a story; what is only worth knowing is for those who ask."""
    if compiled.rule.level in (Level.ERROR, Level.WARNING):
        assert compiled.rule.persona is Persona.DESK


def test_the_page_of_rules_left_out_counts_what_ships() -> None:
    """docs/rules-coverage.md names every norm of the list once: as a rule that ships, or as one that was left out."""
    page = (ROOT / "docs" / "rules-coverage.md").read_text(encoding="utf-8")
    left = set(re.findall(r"^\| ([A-L]\d\d) \|", page, re.MULTILINE))
    norms = {rule for rule in RULES if re.fullmatch(r"[A-L]\d\d", rule)}
    assert not left & norms
    assert len(left | norms) == 87
    core = {c.rule.id for c in load_pack("core").finding}
    assert len(core & norms) >= 60


@each_rule
def test_the_words_accuse_nobody(compiled: CompiledRule) -> None:
    """The text cannot show what a newsroom knows: "not shown", never "breach"."""
    words = compiled.rule.message.casefold()
    assert not [word for word in ("breach", "violat", "illegal", "forbidden", "wrong") if word in words]


def test_every_file_belongs_to_a_pack() -> None:
    loaded = {compiled.file for compiled in RULES.values()} | {path for path in FILES if path.name == PACK_FILE}
    assert not set(FILES) - loaded


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem if path.name != PACK_FILE else f"{path.parent.name}-pack")
def test_the_schema_for_editors_accepts_it(path: Path) -> None:
    name = "pack" if path.name == PACK_FILE else "rule"
    schema = json.loads((ROOT / "rules" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(Document(path.read_text(encoding="utf-8")).data)
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == ROOT / "rules" / f"{name}.schema.json"


@pytest.mark.parametrize("broken", [{"points": -3}, {"level": None}, {"whenn": "true"}, {"examples": {"hits": []}}])
def test_the_schema_for_editors_refuses_mistakes(broken: dict[str, object]) -> None:
    schema = json.loads((ROOT / "rules" / "rule.schema.json").read_text(encoding="utf-8"))
    good = {"id": "N01", "name": "x", "level": "note", "when": "true", "message": "x", "why": "x", "fix": "x"}
    assert Draft202012Validator(schema).is_valid(good)
    assert not Draft202012Validator(schema).is_valid({k: v for k, v in {**good, **broken}.items() if v is not None})


GENERATED = generated(ROOT)


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: path.name)
def test_what_is_generated_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == GENERATED[path], "run: python -m provaudit.engine.catalogue"
