"""The example of a newsroom's repository runs as it stands, with make, as in a CI."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from provaudit.documents import Document

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_the_example_runs_with_make(tmp_path: Path) -> None:
    folder = tmp_path / "newsroom"
    shutil.copytree(ROOT / "examples" / "newsroom", folder)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def make(target: str) -> subprocess.CompletedProcess[str]:
        command = ["make", "-s", target, f"PROVAUDIT={sys.executable} -m provaudit"]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    done = make("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 suppressed" in done.stdout
    (folder / "stories" / "new.txt").write_text("The mill will close, sources said.\n", encoding="utf-8")
    assert make("check").returncode == 2, "make's own code for a command that failed"
    assert make("baseline").returncode == 0
    assert make("check").returncode == 0


def test_hook_and_action_call_commands_that_exist(provaudit) -> None:
    hooks = Document((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")).data
    assert provaudit(*hooks[0]["entry"].split()[1:], "--help").code == 0
    action = Document((ROOT / "action.yml").read_text(encoding="utf-8")).data
    said = " ".join(step["run"] for step in action["runs"]["steps"])
    helped = provaudit("check", "--help").out
    assert all(option in helped for option in ("--format", "--fail-on") if option in said)
