"""A newsroom writes a house rule: what the documentation shows, done as a new user would, in an empty folder."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
STORY = "Mill to close, sources say\n\nThe mill will close in May, sources said.\n\nIt has 900 workers.\n"


def shown() -> dict[str, str]:
    """The files that the page shows: the YAML block after each name."""
    return dict(re.findall(r"`newsroom/([\w.-]+)`.*?```yaml\n(.*?)```", PAGE, re.DOTALL))


def test_what_the_page_shows_works(provaudit, tmp_path: Path) -> None:
    files = shown()
    rule = files["N01-no-unnamed-headline.yaml"]
    assert len(rule.splitlines()) <= 11, "ten lines, and one for the key of the examples"
    (tmp_path / "newsroom").mkdir()
    for name, content in files.items():
        (tmp_path / "newsroom" / name).write_text(content, encoding="utf-8")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    tried = provaudit("rules", "test", "newsroom", "--on", "story.txt")
    assert tried.code == 0
    assert "N01 no-unnamed-headline: 1 to hit, 1 to miss: all hold" in tried.out
    assert "story.txt:1:16: error N01 sources: a headline needs a named source." in tried.out
    run = provaudit("check", "story.txt", "--pack", "./newsroom")
    assert run.code == 1
    assert "error N01" in run.out
    assert "B04" not in provaudit("rules", "list", "--pack", "./newsroom").out.split("switched off")[0]


def test_a_new_rule_works_at_once_and_may_be_anywhere(provaudit) -> None:
    made = provaudit("rules", "new", "N07", "no-unnamed-headline", "--to", "desk/rules")
    assert made.out == "desk/rules/pack.yaml\ndesk/rules/N07-no-unnamed-headline.yaml\n"
    assert provaudit("rules", "test", "desk/rules").code == 0
    again = provaudit("rules", "new", "N07", "no-unnamed-headline", "--to", "desk/rules")
    assert (again.code, "is there already" in again.err) == (2, True)
    taken = provaudit("rules", "new", "A01", "mine", "--to", "desk/rules")
    assert (taken.code, "A01 is reason-missing of the pack core" in taken.err) == (2, True)
    assert provaudit("rules", "new", "n 1", "mine").code == 2


def test_an_example_that_does_not_hold_fails(provaudit, tmp_path: Path) -> None:
    provaudit("rules", "new", "N07", "no-unnamed-headline")
    path = tmp_path / "newsroom" / "N07-no-unnamed-headline.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('!= "named"', '== "named"'), encoding="utf-8")
    run = provaudit("rules", "test", path)
    assert run.code == 1
    assert "N07 hit 1: must hit, but does not" in run.out
    assert "N07 miss 1: must not hit" in run.out


def test_rules_are_listed_by_level_authority_and_pack(provaudit) -> None:
    errors = provaudit("rules", "list", "--pack", "bbc", "--level", "error").out
    assert "H01" in errors
    assert "A01" not in errors
    assert "K03" in provaudit("rules", "list", "--authority", "ap").out
    assert "X01" in provaudit("rules", "list", "--pack", "extra", "--from", "extra").out
    assert "origin_naming (statement, string)" in provaudit("rules", "list", "--facts").out


def test_a_path_without_a_pack_is_told(provaudit, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("id: N01\n")
    run = provaudit("rules", "test", "x.yaml")
    assert run.code == 2
    assert "belongs to no pack" in run.err
