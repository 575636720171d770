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
