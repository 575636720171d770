"""The rules about articles together: their examples hold, and mistakes in them are told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from provaudit import resources
from provaudit.echo.rules import FACTS, load_rules
from provaudit.errors import RuleError

SHIPPED = sorted((resources.folder("rules") / "echo").glob("*.yaml"))
DOCS = Path(__file__).resolve().parents[2] / "docs" / "echo.md"


def test_all_rules_load_and_every_subject_has_one() -> None:
    rules = load_rules()  # which tries the examples
    assert [one.rule.id for one in rules] == [path.name.split("-")[0] for path in SHIPPED]
    assert {one.rule.about for one in rules} == set(FACTS)


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
