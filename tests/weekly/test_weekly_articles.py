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
    assert "in 6 articles (3 before)" in text
    assert "1 without a date is left out" in text
    shared = text.partition("## Origins that many articles share")[2]
    assert "| Rhea Tolland |" in shared
    assert provaudit("weekly", WEEKS, "--week", "2026-W47").out == provaudit("weekly", "audits.db").out


SUPPRESSIONS = """\
suppressions:
  - {rule: A01, who: Mara Lind, why: the desk has seen the papers, until: 2026-12-01}
  - {rule: A04, who: Tom Vane, why: too late for this week, until: 2026-11-01}
"""


def test_accepted_findings_stay_suppressed_in_audits_and_reports(provaudit, tmp_path: Path) -> None:
    (tmp_path / "accepted.yaml").write_text(SUPPRESSIONS, encoding="utf-8")
    (tmp_path / "provaudit.toml").write_text('suppressions = "accepted.yaml"\n', encoding="utf-8")
    desk = tmp_path / "desk"
    desk.mkdir()
    text = (
        "---\ntitle: Pier closed\npublisher: Quay Post\npublished: 2026-11-18\n---\n\n"
        "An official said the pier would close on Friday.\n\nA former clerk said the fund had lost money.\n"
    )
    (desk / "pier.md").write_text(text, encoding="utf-8")
    report = provaudit("weekly", "desk", "--week", "2026-W47")
    assert report.code == 0, report.err
    ending = report.out.partition("## Suppressions that end")[2].partition("##")[0]
    assert "| A01 | Mara Lind | the desk has seen the papers | 2026-12-01 |" in ending
    assert "Tom Vane" not in report.out
    assert "the desk has seen the papers" in report.out.partition("## Suppressed findings")[2].partition("##")[0]
    assert "the desk has seen the papers" in provaudit("score", "desk/pier.md", "--format", "html").out
