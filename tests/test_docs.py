"""What the documents promise is there: commands, files, targets, model hashes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from provaudit.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "recipes" / "README.md"])
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
TOPS = "provaudit rules reports fixtures tests docs recipes"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_readme_lists_the_command(command: str) -> None:
    assert f"| `provaudit {command}" in README


def test_sample_of_the_readme_is_what_the_demo_prints(provaudit) -> None:
    block = README.partition("<!-- sample")[2].partition("<!-- /sample -->")[0].splitlines()
    shown = [line for line in block[1:] if line.strip() and not line.startswith("```")]
    printed = iter(provaudit("score", ROOT / "fixtures" / "sample" / "harbor-bridge.txt").out.splitlines())
    for line in shown:  # some rows are left out
        assert line in printed, f"`make demo` does not print, or not here: {line}"


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_commands_exist(path: Path) -> None:
    for words in re.findall(r"(?<!from )\bprovaudit ((?:[a-z]+ ?)+)", "\n".join(code(path))):
        known = COMMANDS
        for word in words.split():
            assert word in known, f"provaudit {words}"
            known = getattr(known[word], "commands", None)
            if not known:
                break


def unknown_options(line: str) -> set[str]:
    """The options in a command line that the command which it names does not have."""
    line = re.split(r"\s[#|>]", line)[0]
    known = {"--help", "--version"}
    commands = COMMANDS
    for word in line.split()[1:]:
        if word in commands:
            known |= {option for parameter in commands[word].params for option in (*parameter.opts, *parameter.secondary_opts)}
            commands = getattr(commands[word], "commands", {})
    return set(re.findall(r"(?<!\S)--[a-z-]+", line)) - known


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_options_exist(path: Path) -> None:
    for line in code(path):
        if line.startswith(("provaudit ", ".venv/bin/provaudit ")):
            assert not unknown_options(line), line
        elif "--" in line and line.split()[0] in COMMANDS:  # `check --require-signoff` in a sentence
            assert not unknown_options(f"provaudit {line}"), line


def test_an_option_of_another_command_is_unknown() -> None:
    assert unknown_options("provaudit store export audits.db --since HEAD") == {"--since"}
    assert unknown_options("provaudit rules list --store audits.db") == {"--store"}
    assert not unknown_options("provaudit weekly audits.db --no-echo --week 2026-W47 | less --raw-control-chars")


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_make_targets_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", "\n".join(code(path)))) <= targets


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_files_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert not [link for link in links if not (path.parent / link).exists()]
    paths = re.findall(rf"`((?:{TOPS.replace(' ', '|')})/[\w./-]*)`", text)
    assert not [p for p in paths if not (ROOT / p).exists()]


def test_make_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def test_model_card_has_the_files_that_are_bundled() -> None:
    card = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    listed = {
        file: (int(size), digest)
        for file, size, digest in re.findall(r"^\| `(.+)` \| (\d+) \| `([0-9a-f]{64})` \|$", card, re.MULTILINE)
    }
    folder = ROOT / "provaudit" / "models"
    bundled = {
        p.relative_to(folder).as_posix(): (p.stat().st_size, hashlib.sha256(p.read_bytes()).hexdigest())
        for p in folder.rglob("*")
        if p.is_file()
    }
    assert listed == bundled


def test_changelog_has_the_version_or_an_unreleased_section() -> None:
    from provaudit import __version__

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog or f"## [{__version__}]" in changelog


def code(path: Path) -> Iterator[str]:
    """What stands in a document as code: in backticks, indented, or fenced; comments behind it left out."""
    text = path.read_text(encoding="utf-8")
    yield from re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    fenced = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    indented = re.findall(r"^ {4}(.+)$", text, re.MULTILINE)
    for line in [line for block in fenced for line in block.splitlines()] + indented:
        yield line.split(" #")[0]
