"""Where results go: whole files or none, names that are safe, streams that close or fill up."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.cli.output import Names, write_file
from provaudit.errors import OutputError
from provaudit.filenames import LONGEST_NAME, safe_name

PROVAUDIT = [sys.executable, "-m", "provaudit"]


def test_file_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")

    def pieces():
        yield "half of the new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(path, pieces())
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    write_file(path, ["new", " whole\n"])
    assert path.read_text() == "new whole\n"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    def pieces():
        yield "x"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left on device") as caught:
        write_file(tmp_path / "a.json", pieces())
    assert caught.value.where == str(tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    write_file(tmp_path / "none" / "a.json", ["x"])
    assert (tmp_path / "none" / "a.json").read_text() == "x"
    with pytest.raises(OutputError, match=r"Not a directory|File exists"):
        write_file(tmp_path / "none" / "a.json" / "b.json", ["x"])


@given(st.text(max_size=400))
def test_any_id_is_a_name_within_the_folder(article: str) -> None:
    name = safe_name(article)
    assert Path("out", f"{name}.json").parent == Path("out")
    assert name
    assert not name.startswith(".")
    assert len(name.encode()) <= LONGEST_NAME + 9


@pytest.mark.parametrize("article", ["2026-114", "a b (1)", "Ünïcode", "x.y", "story_2"])
def test_ordinary_ids_stay_as_they_are(article: str) -> None:
    assert safe_name(article) == article


@pytest.mark.parametrize("article", ["CON", "aux.2026", "lpt1", "ends with a dot.", "and a space "])
def test_names_that_windows_does_not_take_are_changed(article: str) -> None:
    name = safe_name(article)
    assert name.partition(".")[0].casefold() not in {"con", "aux", "lpt1"}
    assert not name.endswith((".", " "))


def test_different_ids_have_different_names() -> None:
    ids = ["a/b", "a_b", "a:b", "../a_b", "", ".", "..", "x" * 300, "x" * 301]
    assert len({safe_name(i) for i in ids}) == len(ids)


def test_no_name_is_given_twice() -> None:
    names = Names()
    assert names.name("story", "a/story.txt") == "story"
    with pytest.raises(OutputError, match=r"b/story\.txt.*a/story\.txt"):
        names.name("Story", "b/story.txt")


def test_no_name_is_given_twice_within_an_input_either() -> None:
    """On disks that ignore letter case, or how a letter is spelt, the second would be written over the first."""
    names = Names()
    assert names.name("Story", "week.jsonl") == "Story"
    with pytest.raises(OutputError, match=r"week\.jsonl: the output of article story .* of week\.jsonl, article Story"):
        names.name("story", "week.jsonl")
    assert names.name("\u212bland", "week.jsonl") == "\u212bland"
    with pytest.raises(OutputError):
        names.name("\u00c5land", "week.jsonl")


def test_the_same_article_keeps_its_name() -> None:
    """However the input comes to be named again: it is known by its name, not by the string that holds it."""
    names = Names()
    assert names.name("Story", "week.jsonl") == names.name("Story", "".join(["week", ".jsonl"]))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_standard_output_is_told_once() -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run([*PROVAUDIT, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 4
    assert done.stderr == "error: standard output: cannot be written: No space left on device\n"


def test_reader_that_leaves_is_no_error() -> None:
    process = subprocess.Popen([*PROVAUDIT, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 141
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are different there")
def test_interrupt_ends_quietly(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [*PROVAUDIT, "score", "-", "--format", "json", "--out", str(out)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a shell that starts the tests behind "&" ignores it
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not out.is_dir() and time.monotonic() < deadline:  # it waits for its input from there on
        time.sleep(0.05)
    time.sleep(0.5)
    while process.poll() is None and time.monotonic() < deadline:  # a library that is being imported may swallow the first
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):  # a second one while it is ending would end it at once
            process.wait(timeout=5)
    stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (stdout, stderr) == ("", "")
    assert list(out.iterdir()) == []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the browser is asked to open; temporary folders lie in the test's own."""
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda page: asked.append(page) or len(asked) == 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return asked


def test_open_shows_the_report_in_the_browser(provaudit, tmp_path: Path, opened: list[str]) -> None:
    article = "---\ntitle: Pier\ndate: 2026-11-18\n---\n\nThe pier will close, Ida Thorne said.\n"
    (tmp_path / "pier.md").write_text(article, encoding="utf-8")
    run = provaudit("score", "pier.md", "--open")
    assert (run.code, run.out, run.err) == (0, "", "")
    run = provaudit("weekly", "pier.md", "--open")
    assert run.code == 0, run.err
    assert "there is no browser here; the page is " in run.err
    assert provaudit("site", "pier.md", "--out", "site", "--open").code == 0
    pages = [Path(url2pathname(urlsplit(page).path)) for page in opened]
    assert [page.name for page in pages] == ["report.html", "2026-W47.html", "index.html"]
    assert all("<!doctype html>" in page.read_text(encoding="utf-8") for page in pages)


def test_open_makes_a_page_of_its_own(provaudit, tmp_path: Path, opened: list[str]) -> None:
    (tmp_path / "pier.txt").write_text("The pier will close, Ida Thorne said.\n", encoding="utf-8")
    assert provaudit("score", "pier.txt", "--open", "--format", "json").code == 2
    assert provaudit("score", "pier.txt", "--open", "--out", "reports").code == 2
    assert provaudit("weekly", "pier.txt", "--open", "--format", "csv").code == 2
    assert provaudit("score", "missing.txt", "--open").code == 3
    assert opened == []
