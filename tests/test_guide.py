"""docs/guide.md: its Python runs, and prints what stands below it. UPDATE_GOLDEN=1 writes that down anew."""

from __future__ import annotations

import os
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

pytest.importorskip("pandas")

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide.md"
BLOCK = re.compile(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL)


def test_the_guide_runs_and_prints_what_it_says(auditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.chdir(tmp_path)
    text = GUIDE.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "guide"}
    made = BLOCK.sub(lambda block: ran(block, names), text)
    if os.environ.get("UPDATE_GOLDEN"):
        GUIDE.write_text(made, encoding="utf-8")
    assert made == text


def ran(block: re.Match[str], names: dict[str, object]) -> str:
    """The block with what it prints."""
    out = StringIO()
    with redirect_stdout(out):
        exec(compile(block[1], str(GUIDE), "exec"), names)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    printed = "\n".join(["", "```text", *lines, "```", ""]) if lines else ""
    return f"```python\n{block[1]}```\n{printed}"
