"""From a folder of dated articles to three weekly reports, as README tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("altair", reason="needs altair: pip install '.[weekly]'")
pytest.importorskip("vl_convert", reason="needs vl-convert: pip install '.[weekly]'")

WEEKS = Path(__file__).resolve().parent.parent.parent / "fixtures" / "weeks"


def test_from_a_folder_to_three_reports(provaudit, tmp_path: Path) -> None:
    files = sorted(WEEKS.glob("*.md"))
    assert provaudit("score", *files, "--store", "audits.db", "--format", "jsonl").code == 0
    for number in (45, 46, 47):
        run = provaudit("weekly", "audits.db", "--week", f"2026-W{number}", "--out", "reports")
        assert run.code == 0, run.err
        assert (tmp_path / "reports" / f"2026-W{number}.md").is_file()
    text = (tmp_path / "reports" / "2026-W47.md").read_text(encoding="utf-8")
    assert "6 articles" in text
    assert "3 articles" in text.partition("week before (")[2].partition(")")[0]
    assert "1 without a date is left out" in text
    shared = text.partition("## Origins that many articles share")[2]
    assert "| Rhea Tolland |" in shared
    assert provaudit("weekly", WEEKS, "--week", "2026-W47").out == provaudit("weekly", "audits.db").out
