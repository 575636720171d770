"""Help is light: it must not wait for models and readers to be imported. Run in a fresh process, where nothing is loaded yet."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"torch", "stanza", "onnxruntime", "numpy", "pandas", "trafilatura", "docx", "py3langid", "cel_expr_python", "jinja2"}
HEAVY |= {"ray", "pyarrow"}
SCRIPT = """
import sys
from provaudit.cli.app import main
code = main(sys.argv[1:])
print("LOADED", *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
sys.exit(code)
"""
COMMANDS = [
    *("score", "check", "signoff", "explain", "rules", "rules list", "rules show", "rules test", "rules new"),
    *("models", "models download", "config", "config show", "schema"),
]
COMMANDS += ["store", "store info", "store import", "store export", "store errors", "weekly", "site", "batch"]


BENCH = ["bench", "bench audits", "bench attributions", "bench speed", "bench weekly", "bench batch", "bench kill"]


@pytest.mark.parametrize("command", ["", *COMMANDS, *BENCH, "version"])
def test_help_loads_nothing_heavy(command: str) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *command.split(), "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: provaudit {command}".strip())
    loaded = done.stderr.rpartition("LOADED")[2].split()
    assert "typer" in loaded
    assert not HEAVY & set(loaded)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ("rules", "config", "store")])
def test_help_of_every_command_has_an_example(command: str, provaudit) -> None:
    run = provaudit(*command.split(), "--help")
    assert "Example" in run.out
    assert f"provaudit {command.split()[0]}" in run.out.partition("Example")[2]


def test_without_a_command_there_is_help(provaudit) -> None:
    run = provaudit()
    assert run.code == 2
    assert "Usage: provaudit" in run.out + run.err


@pytest.mark.parametrize(("command", "shows"), [("rules", "rules list"), ("config", "config show"), ("rules --help", "rules -h")])
def test_rules_and_config_alone_show_something(provaudit, command: str, shows: str) -> None:
    run = provaudit(*command.split())
    assert run.code == 0
    assert run.out == provaudit(*shows.split()).out
    assert run.out.count("\n") > 10


@pytest.mark.parametrize("command", ["", "rules", "store", "models", "config", "bench"])
def test_lists_of_commands_are_whole_at_80_columns(command: str, provaudit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = provaudit(*command.split(), "--help").out.partition("Commands:\n")[2]
    assert listed
    assert [line for line in listed.splitlines() if line.endswith(("...", "…")) or len(line) > 80] == []
