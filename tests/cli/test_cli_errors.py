"""Bad input and bad usage, end to end: a line that says what is wrong and where, the right exit code, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

GERMAN = (
    "Die Bürgermeisterin sagte am Montag, die alte Brücke über den Fluss bleibe den ganzen Winter über geschlossen, weil "
    "das Geld für die Arbeiten fehle. Der Stadtrat habe das in einer Sitzung beschlossen, teilte ein Sprecher mit. Die "
    "Händler in der Nähe seien enttäuscht und forderten eine schnelle Lösung von der Verwaltung der Stadt.\n"
)


def only_error(run, code: int) -> str:
    assert run.code == code
    assert run.out == ""
    assert "Traceback" not in run.err
    lines = [line for line in run.err.splitlines() if line.startswith("error: ")]
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize("command", [("score",), ("explain", "--at", "1:1")])
def test_missing_file(command, provaudit) -> None:
    assert "no-such.txt" in only_error(provaudit(*command, "no-such.txt"), 3)


def test_folder(provaudit, tmp_path: Path) -> None:
    assert str(tmp_path) in only_error(provaudit("score", tmp_path), 3)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_empty_file_and_empty_standard_input(data: bytes, provaudit) -> None:
    Path("empty.txt").write_bytes(data)
    assert "empty.txt" in only_error(provaudit("score", "empty.txt"), 3)
    assert "standard input" in only_error(provaudit("score", "-", stdin=data), 3)


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.html", "a.json", "a.jsonl", "a"])
def test_binary(name: str, provaudit) -> None:
    Path(name).write_bytes(bytes(range(256)) * 20)
    run = provaudit("score", name)
    assert run.code == 4
    assert run.out == ""
    assert run.err.startswith(f"error: {name}")
    assert "Traceback" not in run.err


def test_broken_json_record(provaudit) -> None:
    Path("a.json").write_text('{"id": "x"}')
    assert "a.json" in only_error(provaudit("score", "a.json"), 4)


def test_json_that_is_nested_too_deep(provaudit) -> None:
    Path("a").write_text('{"a":' + "[" * 4000 + "\n")
    assert only_error(provaudit("score", "a"), 4).startswith("error: a: this JSON cannot be read")


def test_tools_that_are_no_table(provaudit) -> None:
    Path("a.txt").write_text("The clinic is open, the mayor said.")
    Path("pyproject.toml").write_text("tool = 1\n")
    assert "pyproject.toml: [tool] is not a table" in only_error(provaudit("score", "a.txt"), 2)


def test_other_language_is_refused_and_the_way_out_named(provaudit) -> None:
    Path("brücke.txt").write_text(GERMAN, encoding="utf-8")
    line = only_error(provaudit("score", "brücke.txt"), 4)
    assert line.startswith("error: brücke.txt: ")
    assert "de" in line
    assert "--language" in line


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["score"], "Missing argument"),
        (["score", "a.txt", "--format", "pdf"], "there is no format pdf (there are table"),
        (["score", "a.txt", "--no-such-option"], "No such option"),
        (["score", "a.txt", "--threads", "x"], "valid int"),
        (["score", "a.txt", "--language", "fr"], "--language: input should be"),
        (["score", "a.txt", "--pack", "no-such-pack"], "no-such-pack"),
        (["score", "a.txt", "--outlets", "no-such.yaml"], "no-such.yaml"),
        (["explain", "a.txt"], "--at LINE:COL or --statement ID"),
        (["explain", "a.txt", "--at", "1:1", "--statement", "s0"], "--at LINE:COL or --statement ID"),
        (["rules", "show", "NO99"], "NO99"),
        (["models", "--models", "no-such-folder"], "no-such-folder"),
        (["models", "download", "something"], "something"),
        (["judge"], "No such command"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], says: str, provaudit) -> None:
    Path("a.txt").write_text("The ferry left at noon.\n")
    run = provaudit(*arguments)
    assert run.code == 2
    assert run.out == ""
    assert says in run.err
    assert "Traceback" not in run.err


def test_models_that_are_none_are_told_before_anything_is_written(provaudit) -> None:
    Path("a.txt").write_text("The ferry left at noon.\n")
    Path("mine").mkdir()
    line = only_error(provaudit("score", "a.txt", "--models", "./mine", "--format", "json", "--out", "out"), 2)
    assert "mine" in line
    assert not list(Path("out").iterdir())


def test_out_that_is_a_file(provaudit) -> None:
    Path("a.txt").write_text("The ferry left at noon.\n")
    Path("out").write_text("here already")
    assert "out" in only_error(provaudit("score", "a.txt", "--out", "out"), 2)
    assert Path("out").read_text() == "here already"


@pytest.mark.parametrize(
    ("option", "given", "choices"),
    [
        ("--level", "fatal", "there are error, warning, note, points"),
        ("--authority", "XX", "AP, "),
        ("--from", "nosuch", "there are core"),
    ],
)
def test_rules_by_what_is_not_there(provaudit, option: str, given: str, choices: str) -> None:
    line = only_error(provaudit("rules", "list", option, given), 2)
    assert line.startswith(f"error: {option}: there is no {given} (there are ")
    assert choices in line


def test_a_site_of_a_store_is_refused(provaudit, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("The mayor said that it rained.")
    assert provaudit("score", "x.txt", "--store", "audits.db").code == 0
    line = only_error(provaudit("site", "audits.db", "--out", "site"), 2)
    assert line == "error: audits.db: is a store: a site is made of articles (name them; weekly and echo take stores)"
    assert not (tmp_path / "site").exists()


def test_a_site_of_nothing_is_not_made(provaudit, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(bytes(range(256)))
    assert provaudit("site", "x.txt", "--out", "site").code == 4
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("command", [("score",), ("check",), ("weekly", "--no-echo"), ("batch", "--store", "a.db"), ("echo",)])
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("https://example.org/x", "https://example.org/x: this is an address, and provaudit fetches nothing (save the page"),
        ("", "the name of an input is empty"),
    ],
)
def test_inputs_that_are_no_names_of_files(provaudit, command: tuple[str, ...], given: str, says: str) -> None:
    run = provaudit(*command[:1], given, *command[1:])
    assert run.code == 3
    assert run.err.startswith(f"error: {says}")


@pytest.fixture
def closed(provaudit, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it goes to an empty folder
    """A folder that cannot be read, for whoever runs the tests."""
    Path("noread").mkdir()
    Path("agency.md").write_text("---\ndate: 2026-11-18\n---\n\nThe ferry left at noon, harbour master Ida Thorne said.\n")
    stat, scandir = os.stat, os.scandir

    def denied(real):
        def call(path=".", *args, **more):
            if "noread/" in f"{path}" or (real is scandir and str(path).endswith("noread")):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *args, **more)

        return call

    monkeypatch.setattr(os, "stat", denied(stat))
    monkeypatch.setattr(os, "scandir", denied(scandir))


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("command", ["weekly", "score", "echo"])
def test_a_folder_that_cannot_be_read_does_not_take_the_others_with_it(provaudit, command: str) -> None:
    run = provaudit(command, "noread", "agency.md")
    assert run.code == 4
    assert run.err.splitlines() == ["error: noread: this cannot be opened: Permission denied"]
    assert run.out


@pytest.mark.usefixtures("closed")
def test_batch_lists_a_folder_that_cannot_be_read(provaudit) -> None:
    run = provaudit("batch", "noread", "agency.md", "--store", "a.db", "--engine", "inline")
    assert (run.code, run.err[:25]) == (4, "note: 1 audited, 1 failed")
    assert "Permission denied" in provaudit("store", "errors", "a.db").out


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_notes_of_the_reader_are_told_beside_what_does_not_show_them(provaudit, form: str) -> None:
    Path("a.txt").write_bytes("The café will close in May, mayor Ilse Brandt said.".encode("cp1252"))
    Path("b.txt").write_text("Die Brücke bleibt zu.")
    run = provaudit("score", "a.txt", "b.txt", "--format", form)
    assert run.code == 0
    first, second = run.err.splitlines()
    assert first.startswith("note: a.txt: not UTF-8")
    assert second.startswith("note: b.txt: language not determined")
    assert provaudit("score", "a.txt", "--format", form, "--out", "out").err.splitlines() == [first]


def test_models_that_are_not_installed_are_told(provaudit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("stanza.resources.common.DEFAULT_MODEL_DIR", str(tmp_path / "none"))
    line = only_error(provaudit("models", "--models", "stanza:default"), 2)
    assert line == ("error: stanza:default: these models are not installed (fetch them: provaudit models download stanza:default)")


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (("score", "--store"), "new/x/a.db"),
        (("batch", "--engine", "inline", "--store"), "new/x/a.db"),
        (("batch", "--engine", "inline", "--out"), "new/x/a.jsonl"),
        (("echo", "--out"), "new/x/e.html"),
        (("check", "--write-baseline"), "new/x/b.json"),
    ],
)
def test_missing_folders_of_outputs_are_made(provaudit, command: tuple[str, ...], file: str) -> None:
    Path("a.txt").write_text("The ferry left at noon, harbour master Ida Thorne said.")
    run = provaudit(command[0], "a.txt", *command[1:], file)
    assert run.code == 0, run.err
    assert Path(file).stat().st_size


def test_a_file_where_a_folder_should_be_is_told(provaudit) -> None:
    Path("a.txt").write_text("The ferry left at noon, harbour master Ida Thorne said.")
    for option, file in (("--store", "a.txt/x.db"), ("--out", "a.txt/x")):
        assert "a.txt/x" in only_error(provaudit("score", "a.txt", option, file), 4 if option == "--store" else 2)


BRIEFS = [
    ("de", "Die Stadt schließt die Brücke. Das sagte der Bürgermeister am Montag. Die Händler sind verärgert und wollen klagen."),
    ("fr", "Le maire a dit lundi que le pont resterait fermé. Les commerçants sont en colère."),
    ("es", "El alcalde dijo el lunes que el puente seguirá cerrado. Los comerciantes están enfadados."),
]


@pytest.mark.parametrize(("code", "text"), BRIEFS)
def test_a_brief_in_another_language_is_refused(provaudit, code: str, text: str) -> None:
    Path("brief.txt").write_text(text)
    for command in ("score", "check"):
        run = provaudit(command, "brief.txt")
        assert run.code == 4
        assert f"another language ({code})" in run.err


@pytest.mark.parametrize(
    "text", ["Tehran media: Guards seize tanker", "Kosovo, Serbia agree on plates; Vučić, Kurti shake hands, EU says"]
)
def test_short_texts_of_names_are_not_refused(provaudit, text: str) -> None:
    Path("brief.txt").write_text(text)
    assert provaudit("score", "brief.txt").code == 0
