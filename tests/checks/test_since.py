"""`check --since`: what an editor is told about the paragraphs that changed."""

from __future__ import annotations

from pathlib import Path

import pytest

FIRST = "Hospital cuts beds\n\nThe hospital will cut 30 beds, sources said.\n\nThe clinic is open.\n"
SECOND = "\nThe bank will fail, sources said.\n"


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """The same article, to be changed, and its earlier version."""
    now, earlier = tmp_path / "now.txt", tmp_path / "earlier.txt"
    for path in (now, earlier):
        path.write_text(FIRST, encoding="utf-8")
    return now, earlier


def test_a_new_use_of_what_was_found_in_an_old_paragraph_is_told(provaudit, found, versions) -> None:
    now, earlier = versions
    assert "A03" not in found(now, "--since", earlier)[0]
    now.write_text(FIRST + SECOND, encoding="utf-8")
    out = provaudit("check", now, "--since", earlier, "--select", "A03").out
    assert out.splitlines()[0].startswith(f"{now}:7:21: warning A03")
    assert out.endswith("1 finding in 1 article, 1 suppressed\n")
    assert found(now, "--select", "A03")[0] == ["A03"], "of the whole article it is told once"


def test_it_is_told_once_of_all_changed_paragraphs(found, versions) -> None:
    now, earlier = versions
    now.write_text(FIRST + SECOND + "\nThe school will close, sources said.\n", encoding="utf-8")
    assert found(now, "--since", earlier, "--select", "A03")[0] == ["A03"]


def test_who_is_introduced_in_an_old_paragraph_is_known(found, versions) -> None:
    now, earlier = versions
    before = "Clinic is open\n\nTom Brandt said the pier was sold.\n\nMayor Lena Ostrow said the bridge was safe.\n"
    earlier.write_text(before, encoding="utf-8")
    now.write_text(f"{before}\n“It was never shut,” Lena Ostrow said.\n", encoding="utf-8")
    assert found(now, "--select", "F10")[0] == ["F10"], "Tom Brandt has no position"
    assert found(now, "--since", earlier, "--select", "F10")[0] == []


def test_what_was_accepted_of_a_source_is_accepted_of_its_next_use(found, versions) -> None:
    now, earlier = versions
    comment = " <!-- provaudit: ignore A03 -- known to the desk -->"
    now.write_text((FIRST + SECOND).replace("beds, sources said.", f"beds, sources said.{comment}"), encoding="utf-8")
    standing, suppressed = found(now, "--since", earlier, "--select", "A03")
    assert standing == []
    assert suppressed["A03"] == "in the text: known to the desk"


def test_a_comment_in_the_new_paragraph_accepts_its_finding(provaudit, versions) -> None:
    now, earlier = versions
    now.write_text(FIRST + SECOND.rstrip() + " <!-- provaudit: ignore A03 -- known to the desk -->\n", encoding="utf-8")
    run = provaudit("check", now, "--since", earlier, "--select", "A03")
    assert run.out.startswith("0 findings")
    assert run.err == ""


@pytest.mark.parametrize(
    "commented",
    [
        "sources said.</c>",
        "sources said. </c>",
        "<c>\nThe hospital will cut 30 beds, sources said.",
        "The hospital <c> will cut 30 beds, sources said.",
        "The hospital will\n<c>\ncut 30 beds, sources said.",
    ],
)
@pytest.mark.parametrize("both", [True, False], ids=["there before", "new"])
def test_a_comment_changes_no_paragraph(found, versions, commented: str, both: bool) -> None:
    now, earlier = versions
    comment = "<!-- provaudit: ignore B -- why not -->"
    words = commented.replace("</c>", comment).replace("<c>", comment)
    old = "sources said." if commented.startswith("sources") else "The hospital will cut 30 beds, sources said."
    now.write_text(FIRST.replace(old, words), encoding="utf-8")
    if both:
        earlier.write_text(now.read_text(encoding="utf-8"), encoding="utf-8")
    standing, suppressed = found(now, "--since", earlier, "--select", "A03")
    assert standing == []
    assert suppressed["A03"].startswith("paragraph unchanged since")
