"""Settings: who wins, what is told about it, and what a mistake says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from provaudit.config import Settings, above, load
from provaudit.errors import UsageError


def shown(text: str, name: str) -> str:
    """The line before a setting: where it comes from."""
    lines = text.splitlines()
    return lines[next(i for i, line in enumerate(lines) if line.startswith((f"{name} =", f"# {name} ="))) - 1]


def test_defaults_are_shown_as_toml(provaudit) -> None:
    run = provaudit("config", "show")
    assert run.code == 0
    values = tomllib.loads(run.out)
    assert values == {k: v for k, v in Settings().model_dump(mode="json").items() if v is not None}
    assert shown(run.out, "models") == "# from: default"
    assert shown(run.out, "outlets") == "# from: default"


def test_nearest_file_above_the_input_wins_and_is_named(provaudit, tmp_path: Path) -> None:
    (tmp_path / "provaudit.toml").write_text("threads = 2\n")
    desk = tmp_path / "desk"
    (desk / "monday").mkdir(parents=True)
    (desk / "pyproject.toml").write_text("[tool.provaudit]\nthreads = 3\n")
    (desk / "monday" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    run = provaudit("config", "show", desk / "monday" / "a.txt")
    assert tomllib.loads(run.out)["threads"] == 3
    assert shown(run.out, "threads") == f"# from: {desk / 'pyproject.toml'}"
    assert tomllib.loads(provaudit("config", "show").out)["threads"] == 2


def test_environment_over_file_and_options_over_both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "provaudit.toml").write_text('threads = 2\nmodels = "stanza:default"\nlanguage = "en"\n')
    monkeypatch.setenv("PROVAUDIT_THREADS", "4")
    monkeypatch.setenv("PROVAUDIT_MODELS", "bundled")
    loaded = load(tmp_path, {"models": "./mine", "pack": None})
    assert (loaded.settings.threads, loaded.settings.models, loaded.settings.language) == (4, "./mine", "en")
    told = {
        "threads": "PROVAUDIT_THREADS",
        "models": "--models",
        "language": str(tmp_path / "provaudit.toml"),
        "pack": "default",
        "outlets": "default",
    }
    assert {name: loaded.origins[name] for name in told} == told


def test_paths_in_a_file_start_from_it_and_names_stay_names(tmp_path: Path) -> None:
    (tmp_path / "provaudit.toml").write_text('outlets = "ours.yaml"\npack = "./style"\nmodels = "bundled"\n')
    settings = load(tmp_path).settings
    assert settings.outlets == tmp_path / "ours.yaml"
    assert Path(settings.pack) == tmp_path / "style"
    assert settings.models == "bundled"


def test_settings_object_does_not_look_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVAUDIT_THREADS", "7")
    assert Settings().threads == 1


def test_search_starts_where_the_inputs_meet_whatever_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "provaudit.toml").write_text("threads = 9\n")
    (tmp_path / "provaudit.toml").write_text("threads = 5\n")
    inputs = [str(tmp_path / "a" / "x.txt"), str(tmp_path / "b" / "y.txt")]
    assert above(inputs) == above(inputs[::-1]) == tmp_path
    assert above(inputs[:1]) == tmp_path / "a"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("thread = 2\n", "unknown setting thread (did you mean threads?)"),
        ("threads = 0\n", "setting threads"),
        ('language = "fr"\n', "setting language"),
        ("threads =\n", "cannot be read"),
        ("[tool.provaudit]\nthreads = 1\n", "unknown setting tool (known settings: "),
    ],
)
def test_mistakes_in_the_file_name_it_and_end_with_2(content: str, says: str, provaudit, tmp_path: Path) -> None:
    (tmp_path / "provaudit.toml").write_text(content)
    run = provaudit("config", "show")
    assert run.code == 2
    assert run.out == ""
    assert run.err.startswith(f"error: {tmp_path / 'provaudit.toml'}: {says}")
    assert len(run.err.splitlines()) == 1


def test_mistake_in_the_environment_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROVAUDIT_THREADS", "many")
    with pytest.raises(UsageError, match="setting threads") as caught:
        load(tmp_path)
    assert caught.value.where == "PROVAUDIT_THREADS"


def test_a_variable_that_is_no_setting_is_a_mistake_as_it_is_in_a_file(provaudit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVAUDIT_TRACEBACK", "1")
    assert provaudit("config", "show").code == 0
    monkeypatch.setenv("PROVAUDIT_SELCT", "A")
    run = provaudit("config", "show")
    assert (run.code, run.err) == (2, "error: PROVAUDIT_SELCT: unknown setting selct (did you mean select?)\n")


def test_a_wrong_option_has_its_own_name(provaudit, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("It rains.")
    run = provaudit("check", "x.txt", "--fail-on", "fatal")
    assert run.code == 2
    assert run.err.startswith("error: --fail-on: input should be 'error', 'warning', 'note' or 'never'")


def test_settings_that_only_some_inputs_have_are_told(tmp_path: Path, provaudit) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "provaudit.toml").write_text('select = ["A"]\n')
        (tmp_path / name / "x.txt").write_text("It rains, sources said.\n")
    run = provaudit("check", "a/x.txt", "b/x.txt")
    told = [line.split(": ")[1:] for line in run.err.splitlines()]
    assert [place for place, _ in told] == [str(tmp_path / name / "provaudit.toml") for name in ("a", "b")]
    assert all(what.startswith("not used, since the inputs lie in several folders") for _, what in told)
    assert provaudit("check", "a/x.txt").err == ""


def test_settings_in_a_folder_that_is_an_input_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    (tmp_path / "week").mkdir()
    (tmp_path / "week" / "provaudit.toml").write_text("threads = 9\n")
    assert above([str(tmp_path / "week")]) == tmp_path / "week"
