"""`provaudit check`: what it says in each format, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

from provaudit.formats.check.json_v1 import json_schema

TOOL = os.environ.get("SARIF_MULTITOOL") or shutil.which("sarif-multitool") or shutil.which("Sarif.Multitool")


def test_text_has_a_line_a_finding(provaudit, draft: Path) -> None:
    run = provaudit("check", draft)
    lines = run.out.splitlines()
    assert f"{draft}:3:30: warning A03 “sources” alone does not tell the reader anything about the source. [bare-source]" in lines
    assert lines[-1].endswith("in 1 article")
    assert run.code == 0


def test_the_threshold_decides_the_exit_code(provaudit, draft: Path) -> None:
    codes = {level: provaudit("check", draft, "--fail-on", level).code for level in ("error", "warning", "note", "never")}
    assert codes == {"error": 0, "warning": 1, "note": 1, "never": 0}


def test_a_missing_file_is_no_clean_file(provaudit, draft: Path) -> None:
    assert provaudit("check", "no.txt").code == 3
    run = provaudit("check", draft, "no.txt")
    assert run.code == 4
    assert "A03" in run.out


def test_json_is_as_its_schema_says(provaudit, draft: Path) -> None:
    run = provaudit("check", draft, "--format", "json", "--fail-on", "warning")
    document = json.loads(run.out)
    Draft202012Validator(json_schema()).validate(document)
    found = document["articles"][0]["findings"]
    assert document["failing"] == sum(finding["level"] != "note" for finding in found)
    bare = next(finding for finding in found if finding["rule"] == "A03")
    assert bare["span"]["text"] == "sources"
    assert bare["at"] == {"line": 3, "column": 30}
    assert bare["authority"][0]["code"] == "AP"


def sarif(provaudit, *arguments: str | Path) -> dict[str, Any]:
    return json.loads(provaudit("check", *arguments, "--format", "sarif").out)


def test_sarif_is_what_others_read(provaudit, draft: Path) -> None:
    log = sarif(provaudit, draft)
    SarifLog.model_validate(log)
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    text = draft.read_text(encoding="utf-8")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["provaudit/v1"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert text[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]


def test_sarif_shows_chains_as_code_flows(provaudit, draft: Path) -> None:
    results = sarif(provaudit, draft)["runs"][0]["results"]
    second_hand = next(result for result in results if result["ruleId"] == "A101")
    steps = second_hand["codeFlows"][0]["threadFlows"][0]["locations"]
    said = [step["location"]["message"]["text"] for step in steps]
    assert said == ["origin: two engineers", "relay: Reuters", "publisher: publisher"]


def test_sarif_marks_what_is_suppressed(provaudit, draft: Path) -> None:
    draft.write_text(
        draft.read_text(encoding="utf-8").replace("union.\n", "union. <!-- provaudit: ignore A03 -- the desk knows -->\n")
    )
    results = sarif(provaudit, draft)["runs"][0]["results"]
    bare = next(result for result in results if result["ruleId"] == "A03")
    assert bare["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "the desk knows"}]


@pytest.mark.skipif(TOOL is None, reason="needs Microsoft's validator (npm); SARIF_MULTITOOL is its path")
def test_microsofts_validator_is_content(provaudit, draft: Path, tmp_path: Path) -> None:
    log, report = tmp_path / "log.sarif", tmp_path / "report.sarif"
    log.write_text(json.dumps(sarif(provaudit, draft, "--persona", "researcher")), encoding="utf-8")
    subprocess.run([str(TOOL), "validate", log, "--output", report], check=True, capture_output=True)
    results = json.loads(report.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    assert [result for result in results if result.get("level") in ("error", "warning")] == []


def test_github_annotations_name_the_place(provaudit, draft: Path) -> None:
    lines = provaudit("check", draft, "--format", "github").out.splitlines()
    bare = next(line for line in lines if "A03" in line)
    assert bare.startswith(f"::warning file={draft},line=3,endLine=3,col=30,endColumn=36,title=A03 bare-source::")


def test_junit_fails_what_the_threshold_fails(provaudit, draft: Path) -> None:
    suites = ElementTree.fromstring(provaudit("check", draft, "--format", "junit", "--fail-on", "warning").out)
    failed = [case.get("name", "") for case in suites.iter("testcase") if case.find("failure") is not None]
    assert int(suites.get("failures", "0")) == len(failed) > 0
    assert any(name.startswith("A03 bare-source at 3:30") for name in failed)
    assert not any(name.startswith("A101") for name in failed)


def test_hostile_text_stays_text(provaudit, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Sources\x1b[31m said: %0A::error::<b>]]> that the pier will close.\n", encoding="utf-8")
    for name in ("text", "github", "junit"):
        out = provaudit("check", path, "--format", name).out
        assert "\x1b" not in out
        assert not any(line.startswith("::error::") for line in out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xml"], "there is no format xml"),
        (["--fail-on", "fatal"], "--fail-on: input should be"),
        (["--select", "Q99"], "no rule or family Q99"),
        (["--persona", "boss"], "persona"),
        (["--baseline", "no.json"], "cannot be read"),
        (["--suppressions", "no.yaml"], "cannot be read"),
        (["--since", "no-such-thing"], "neither a file nor a revision"),
    ],
)
def test_wrong_usage_is_told(provaudit, draft: Path, arguments: list[str], words: str) -> None:
    run = provaudit("check", draft, *arguments)
    assert run.code == 2
    assert words in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize("name", ["check", "signoff"])
def test_the_published_schemas_are_current(provaudit, name: str) -> None:
    path = Path(__file__).resolve().parents[2] / "schema" / f"provaudit-{name}-1.schema.json"
    printed = provaudit("schema", name).out
    assert path.read_text(encoding="utf-8") == printed, f"provaudit schema {name} > {path.name}"
    Draft202012Validator.check_schema(json.loads(printed))
    assert provaudit("schema", "other").code == 2


def test_what_the_reader_has_to_say_is_told(provaudit, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("The café will close, sources said.".encode("cp1252"))
    run = provaudit("check", path)
    assert run.err.startswith(f"note: {path}: ")
    assert "Windows-1252" in run.err
    assert run.out.startswith(f"{path}:1:22: warning A03")
