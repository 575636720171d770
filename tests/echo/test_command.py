"""`provaudit echo` as people call it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provaudit.store.database import Store

from .measure import ROOT

Command = Callable[..., Any]
COACH = sorted(str(path) for path in (ROOT / "articles").glob("coach-*.md"))


@pytest.fixture
def audits(documents: list[dict[str, Any]], tmp_path: Path) -> Path:
    path = tmp_path / "audits.jsonl"
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    return path


def test_articles_are_audited_and_compared(provaudit: Command) -> None:
    run = provaudit("echo", *COACH)
    assert (run.code, run.err) == (0, "")
    assert "**3 articles, 0 independent origins.**" in run.out
    assert "P02" in run.out


def test_audits_a_store_and_articles_tell_the_same(provaudit: Command, audits: Path, tmp_path: Path) -> None:
    store = tmp_path / "audits.db"
    assert provaudit("store", "import", store, audits).code == 0
    from_store, from_lines = provaudit("echo", store, "-f", "json"), provaudit("echo", audits, "-f", "json")
    assert from_store == from_lines
    assert json.loads(from_lines.out)["counts"]["articles"] == 75


def test_it_writes_a_file(provaudit: Command, audits: Path, tmp_path: Path) -> None:
    run = provaudit("echo", audits, "--format", "html", "--out", tmp_path / "echo.html")
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "echo.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "begins"), [("x.json", "{"), ("x.HTML", "<!doctype html>"), ("x.md", "#"), ("x.graphml", "<graphml")]
)
def test_the_ending_of_the_file_tells_the_format(provaudit: Command, audits: Path, tmp_path: Path, name: str, begins: str) -> None:
    assert provaudit("echo", audits, "--out", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--out", "echo.txt", COACH[0]], 2, "echo.txt: says nothing about the format"),
        (["nowhere"], 3, "nowhere"),
        (["--format", "pdf", COACH[0]], 2, "pdf"),
        (["--out", "/dev/null/x.md", COACH[0]], 2, "/dev/null: is no folder to write to"),
        ([], 2, "INPUT"),
    ],
)
def test_what_is_wrong_is_told(provaudit: Command, arguments: list[str], code: int, told: str) -> None:
    run = provaudit("echo", *arguments)
    assert run.code == code
    assert told in run.err
    assert "Traceback" not in run.err


def test_a_broken_input_does_not_take_the_others_with_it(provaudit: Command, audits: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text("{no json", encoding="utf-8")
    run = provaudit("echo", audits, tmp_path / "broken.jsonl")
    assert run.code == 4
    assert "broken.jsonl" in run.err
    assert "# Echo" in run.out


def test_weekly_carries_stories_with_one_root(provaudit: Command, audits: Path) -> None:
    pytest.importorskip("vl_convert", reason="needs vl-convert: pip install '.[weekly]'")
    with_echo, without = (provaudit("weekly", audits, "--week", "2026-W41", option) for option in ("--echo", "--no-echo"))
    assert "Stories with one root" in with_echo.out
    assert "unnamed officials of the trade ministry via The Marren Courier" in with_echo.out
    assert "Stories with one root" not in without.out


def test_bench_tells_time_and_stories(provaudit: Command, documents: list[dict[str, Any]], tmp_path: Path) -> None:
    few = [document for document in documents if document["article"]["id"].startswith(("grain", "lifted"))]
    with Store(tmp_path / "few.db") as store:
        store.put(few)
    run = provaudit("bench", "echo", tmp_path / "few.db", "--statements", "60")
    assert run.code == 0
    assert int(run.out.splitlines()[1].split()[0]) >= 60
