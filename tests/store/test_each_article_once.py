"""Articles that a store would take for one another: named by their path in folders, and told where one would replace the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from provaudit import articles
from provaudit.store.database import Store
from provaudit.store.inputs import take_in
from provaudit.store.sources import named_files, once

LEAD = """---
title: {0} budget agreed
publisher: The Salda Courier
date: 2026-11-18
---

The council agreed on a budget for {0}, treasurer Ida Thorne told Reuters on Tuesday.
"""


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Two desks that call their articles the same."""
    for desk in ("business", "sport"):
        (tmp_path / "week" / desk).mkdir(parents=True)
        (tmp_path / "week" / desk / "lead.md").write_text(LEAD.format(desk), encoding="utf-8")
    return tmp_path / "week"


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A file in which one address has two texts, one of them twice."""
    text, path = "The ferry will stop in May, Ida Thorne said.", tmp_path / "versions.jsonl"
    about = {"url": "https://courier.example/ferry", "publisher": "The Salda Courier", "published": "2026-11-18"}
    records = [{"id": f"v{n}", "text": words, **about} for n, words in enumerate((text, text, f"{text} It is late."), 1)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def stored(path: str | Path) -> list[str]:
    with Store(path) as store:
        return [document["article"]["id"] for document in store.documents()]


def test_weekly_counts_articles_of_one_name_in_two_folders(provaudit, week: Path) -> None:
    pytest.importorskip("pandas")
    run = provaudit("weekly", week, "--no-echo")
    assert (run.code, run.err) == (0, "")
    assert "2 articles" in run.out


def test_echo_compares_articles_of_one_name_in_two_folders(provaudit, week: Path) -> None:
    pytest.importorskip("datasketch")
    run = provaudit("echo", week, "--format", "json")
    assert (run.code, run.err) == (0, "")
    assert len(json.loads(run.out)["articles"]) == 2


def test_site_has_a_page_for_each(provaudit, week: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    run = provaudit("site", week, "--out", "site")
    assert (run.code, run.err) == (0, "")
    assert len(list((tmp_path / "site" / "articles").iterdir())) == 2
    (report,) = (tmp_path / "site" / "weeks").iterdir()
    assert "2 articles" in report.read_text(encoding="utf-8")


def test_score_tells_what_it_cannot_keep(provaudit, week: Path) -> None:
    files = [week / desk / "lead.md" for desk in ("business", "sport")]
    run = provaudit("score", *files, files[0], "--store", "s.db", "--format", "jsonl")
    assert len(run.out.splitlines()) == 3, "all are shown"
    assert run.code == 4
    (line,) = run.err.splitlines()
    assert line.startswith(f"error: {files[1]}, article lead: another version of this article was read before")
    assert str(files[0]) in line
    assert stored("s.db") == ["lead"]
    assert provaudit("score", files[1], "--store", "s.db").code == 0, "another run replaces it"


@pytest.mark.parametrize("command", ["weekly", "echo", "site"])
def test_another_version_is_told_and_the_first_counts(provaudit, versions: Path, command: str) -> None:
    pytest.importorskip({"weekly": "pandas", "echo": "datasketch", "site": "vl_convert"}[command])
    more = {"weekly": ["--no-echo"], "echo": [], "site": ["--out", "site"]}[command]
    run = provaudit(command, versions, *more)
    assert run.code == 4
    (line,) = run.err.splitlines()
    assert line.startswith(f"error: {versions}, article v3: another version of this article was read before")
    assert f"{versions}, article v1" in line
    if command == "site":
        assert [page.name for page in Path("site/articles").iterdir()] == ["v1.html"]


def test_a_title_that_is_no_text_is_told_by_all(provaudit, tmp_path: Path) -> None:
    lines = '{"id": "a", "title": "\\ud800", "text": "It rained, he said."}\n{"id": "b", "text": "It snowed."}\n'
    (tmp_path / "two.jsonl").write_text(lines)
    run = provaudit("score", "two.jsonl", "--store", "s.db", "--format", "jsonl")
    assert run.code == 4
    assert "the title holds half of a surrogate pair" in run.err
    assert stored("s.db") == ["b"]
    taken = take_in(["two.jsonl"])
    assert [article.id for _, article in taken.articles] == ["b"]
    assert len(taken.errors) == 1


def test_notebooks_name_articles_as_batch_does(week: Path) -> None:
    assert [article.id for article in articles(week)] == ["business/lead", "sport/lead"]


def test_inputs_count_once_in_whatever_way_they_are_named(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(week)
    (week / "notes").write_text("It rained, Ida Thorne said.", encoding="utf-8")
    given = ["sport/lead.md", "notes", str(week), "./sport", ".", "notes", "-", "-"]
    assert once(given) == ["notes", str(week), "-"], "a file without a suffix is in no folder's reading"
    assert [name for path in once(given) for _, name in named_files(path)] == ["notes", "business/lead", "sport/lead", None]
