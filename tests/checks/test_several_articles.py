"""Files of several articles: which one a finding is in, and a sign-off sheet for each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

TEXTS = {"m1": "The hospital will cut 30 beds, sources said.", "m2": "The school will close in May, sources said."}


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Two articles, each with one unnamed source in its first line."""
    path = tmp_path / "week.jsonl"
    path.write_text("".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in TEXTS.items()), encoding="utf-8")
    return path


def test_findings_name_the_article(provaudit, week: Path) -> None:
    lines = provaudit("check", week, "--select", "A03").out.splitlines()
    assert [line.partition(" A03 ")[2][:12] for line in lines[:2]] == ["article m1: ", "article m2: "]
    assert lines[0].startswith(f"{week}:1:"), "places are read as before"
    notices = provaudit("check", week, "--select", "A03", "--format", "github").out.splitlines()
    assert ["::article m1: “" in notices[0], "::article m2: “" in notices[1]] == [True, True]
    suites = ElementTree.fromstring(provaudit("check", week, "--select", "A03", "--format", "junit").out)
    assert [suite.get("name") for suite in suites] == [f"{week}, article m1", f"{week}, article m2"]
    assert {case.get("file") for case in suites.iter("testcase")} == {str(week)}


def test_sarif_names_the_article(provaudit, week: Path) -> None:
    log: dict[str, Any] = json.loads(provaudit("check", week, "--select", "A03", "--format", "sarif").out)
    SarifLog.model_validate(log)
    results = log["runs"][0]["results"]
    assert [result["locations"][0]["logicalLocations"] for result in results] == [[{"name": "m1"}], [{"name": "m2"}]]
    assert results[1]["message"]["text"].startswith("Article m2: “sources”")


@pytest.mark.parametrize("name", ["story.txt", "story.txt.gz", "-"])
def test_an_article_named_after_its_file_is_not_named_again(provaudit, tmp_path: Path, name: str) -> None:
    import gzip

    data = TEXTS["m1"].encode()
    (tmp_path / "story.txt").write_bytes(data)
    (tmp_path / "story.txt.gz").write_bytes(gzip.compress(data))
    out = provaudit("check", name, "--select", "A03", stdin=data).out
    assert "A03 “sources”" in out


def decide(path: Path, **decision: str | None) -> None:
    sheet = json.loads(path.read_text(encoding="utf-8"))
    for item in sheet["items"]:
        item |= decision
    path.write_text(json.dumps(sheet), encoding="utf-8")


def test_each_article_has_a_sheet(provaudit, week: Path, tmp_path: Path) -> None:
    for id in TEXTS:
        assert provaudit("signoff", week, "--article", id, "--write").code == 0
        decide(tmp_path / f"week.jsonl.{id}.signoff.json", decision="publish", by="Mara Lind")
    assert provaudit("check", week, "--require-signoff", "--fail-on", "never").code == 0
    (tmp_path / "week.jsonl.m2.signoff.json").unlink()
    run = provaudit("check", week, "--require-signoff", "--fail-on", "never")
    assert run.code == 1
    assert run.err == f"error: {week}, article m2: not signed off: there is no week.jsonl.m2.signoff.json (1 to decide)\n"


def test_a_sheet_by_the_name_of_its_file_counts_for_its_article_alone(provaudit, week: Path, tmp_path: Path) -> None:
    provaudit("signoff", week, "--article", "m1", "--write")
    earlier = tmp_path / "week.jsonl.signoff.json"
    (tmp_path / "week.jsonl.m1.signoff.json").rename(earlier)
    decide(earlier, decision="publish", by="Mara Lind")
    provaudit("signoff", week, "--article", "m2", "--write")
    assert json.loads(earlier.read_text(encoding="utf-8"))["article"] == "m1"
    told = provaudit("check", week, "--require-signoff").err.splitlines()
    assert [line.startswith(f"error: {week}, article m2: not signed off, line 1: ") for line in told] == [True]


def test_another_articles_sheet_is_not_overwritten(provaudit, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(TEXTS["m1"], encoding="utf-8")
    new.write_text(TEXTS["m2"], encoding="utf-8")
    provaudit("signoff", old, "--write")
    sheet = tmp_path / "old.txt.signoff.json"
    sheet.rename(tmp_path / "new.txt.signoff.json")
    run = provaudit("signoff", new, "--write")
    assert run.code == 2
    assert "new.txt.signoff.json: is the sheet of another article, old (move it away" in run.err
    asked = provaudit("check", new, "--require-signoff")
    assert "new.txt.signoff.json is the sheet of another article, old" in asked.err
    old.rename(new)
    assert provaudit("signoff", new, "--write").code == 0, "renamed with its sheet, the article is the same"


def test_a_sheet_that_was_signed_for_another_text_is_not_overwritten(provaudit, tmp_path: Path) -> None:
    story, sheet = tmp_path / "story.txt", tmp_path / "story.txt.signoff.json"
    story.write_text(TEXTS["m1"], encoding="utf-8")
    provaudit("signoff", story, "--write")
    decide(sheet, decision="publish", by="Mara Lind")
    story.write_text(TEXTS["m2"], encoding="utf-8")
    run = provaudit("signoff", story, "--write")
    assert run.code == 2
    assert "was signed for another text" in run.err
    assert "hospital" in sheet.read_text(encoding="utf-8")


def test_decisions_that_fall_away_are_told(provaudit, tmp_path: Path) -> None:
    story, sheet = tmp_path / "story.txt", tmp_path / "story.txt.signoff.json"
    story.write_text(f"{TEXTS['m1']}\n\nOfficials told Reuters that the pier was sold.\n", encoding="utf-8")
    provaudit("signoff", story, "--write")
    decide(sheet, decision="publish", by="Mara Lind")
    story.write_text(TEXTS["m1"], encoding="utf-8")
    run = provaudit("signoff", story, "--write")
    assert run.code == 0
    assert "left out: unnamed origin, officials (publish, Mara Lind)" in run.err
    assert "0 of 1 to decide" in run.err


def test_a_decision_without_a_name_is_told_as_that(provaudit, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(TEXTS["m1"], encoding="utf-8")
    provaudit("signoff", story, "--write")
    decide(tmp_path / "story.txt.signoff.json", decision="publish", by=" ")
    run = provaudit("check", story, "--require-signoff", "--fail-on", "never")
    assert run.code == 1
    assert run.err.startswith(f"error: {story}: not signed off, line 1: ")
    assert "(publish, but no editor's name in “by”)" in run.err


def test_the_sheet_has_the_headline(provaudit, tmp_path: Path) -> None:
    story = tmp_path / "01-plain.txt"
    story.write_text(f"Hospital cuts beds\n\n{TEXTS['m1']} The mayor spoke on Monday.\n\nThe clinic is open.\n", encoding="utf-8")
    assert provaudit("signoff", story).out.startswith("# Sign-off: Hospital cuts beds\n")
    assert json.loads(provaudit("signoff", story, "--format", "json").out)["title"] == "Hospital cuts beds"


@pytest.mark.parametrize("content", ["{", '{"schema": "provaudit-signoff/1"}'])
def test_what_is_wrong_with_a_sheet_is_said_plainly(provaudit, tmp_path: Path, content: str) -> None:
    story = tmp_path / "story.txt"
    story.write_text(TEXTS["m1"], encoding="utf-8")
    (tmp_path / "story.txt.signoff.json").write_text(content, encoding="utf-8")
    run = provaudit("check", story, "--require-signoff")
    assert run.code == 2
    assert "is no sign-off sheet: " in run.err
    assert ": :" not in run.err
