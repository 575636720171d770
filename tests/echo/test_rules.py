"""The rules about articles together: their examples hold, and mistakes in them are told with their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from provaudit import resources
from provaudit.documents import Document
from provaudit.echo.rules import FACTS, editor_schema, load_rules
from provaudit.errors import RuleError

SHIPPED = sorted((resources.folder("rules") / "echo").glob("*.yaml"))
DOCS = Path(__file__).resolve().parents[2] / "docs" / "echo.md"


def test_all_rules_load_and_every_subject_has_one() -> None:
    rules = load_rules()  # which tries the examples
    assert [one.rule.id for one in rules] == [path.name.split("-")[0] for path in SHIPPED]
    assert {one.rule.about for one in rules} == set(FACTS)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_file_is_named_after_the_rule_and_editors_accept_it(path: Path) -> None:
    data = Document(path.read_text(encoding="utf-8")).data
    assert path.stem == f"{data['id']}-{data['name']}"
    Draft202012Validator(json.loads(editor_schema())).validate(data)
    assert not [word for word in ("breach", "violat", "illegal", "forbidden", "wrong", "plagiari") if word in data["message"]]


def test_schema_for_editors_is_current() -> None:
    file = resources.folder("rules") / "echo-rule.schema.json"
    assert file.read_text(encoding="utf-8") == editor_schema(), "python -m provaudit.echo.rules writes it"


def test_facts_are_documented() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert not [name for facts in FACTS.values() for name in facts if f"`{name}`" not in page]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("about: story", "about: stroy", "about"),
        ("when: publishers", "when: publisers", "publisers"),
        ("{roots}", "{rots}", "rots"),
        ("unnamed: 0", "unnamed: two", "another type"),
        ("publishers: 3, articles: 4", "publishers: 2, articles: 4", "is missed"),
        ("{publishers: 2, articles: 2, origins: 1, unnamed: 1}", "{publishers: 9, origins: 1, unnamed: 1}", "is hit"),
        ("level: warning", "level: warning\nlevels: note", "levels"),
    ],
)
def test_mistakes_are_told_with_their_file(old: str, new: str, told: str, tmp_path: Path) -> None:
    text = SHIPPED[0].read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "P01.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=told) as error:
        load_rules(tmp_path)
    assert str(tmp_path / "P01.yaml") in str(error.value)
