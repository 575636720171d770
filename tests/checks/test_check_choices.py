"""Which findings stand: rules chosen, comments, suppressions, baselines, what changed, and sign-offs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import docx
import pytest


def test_rules_are_chosen_by_id_name_and_family(found, draft: Path) -> None:
    assert set(found(draft)[0]) > {"A03", "A101", "C01"} - {"C01"}
    assert set(found(draft, "--select", "A03")[0]) == {"A03"}
    assert set(found(draft, "--select", "unnamed-second-hand,A")[0]) >= {"A03", "A101"}
    assert "A03" not in found(draft, "--ignore", "A")[0]
    assert found(draft, "--select", "A", "--ignore", "A03", "--ignore", "bare-source")[0].count("A03") == 0


def test_personas_add_to_one_another(found, draft: Path) -> None:
    desk, reviewer, researcher = (set(found(draft, "--persona", who)[0]) for who in ("desk", "reviewer", "researcher"))
    assert desk <= reviewer <= researcher
    assert desk < researcher
    quiet = (researcher - desk).pop()
    assert quiet in found(draft, "--select", quiet)[0], "who asks for a rule by its id gets it"


def test_a_comment_with_a_reason_suppresses_in_its_paragraph(found, draft: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("union.\n", "union. <!-- provaudit: ignore A03 -- known to the desk -->\n"), encoding="utf-8")
    standing, suppressed = found(draft)
    assert "A03" not in standing
    assert suppressed["A03"] == "in the text: known to the desk"
    assert "A101" in standing


def test_a_comment_on_its_own_line_is_about_the_next_paragraph_and_no_text(found, draft: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("Two eng", "<!-- provaudit: ignore A101 -- Reuters is our client -->\nTwo eng"), encoding="utf-8")
    standing, suppressed = found(draft)
    assert "A101" in suppressed
    assert "A03" in standing


def test_a_comment_in_a_page_suppresses(found, tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    inside = "<p>The pier will close in June, sources said.<!-- provaudit: ignore A03 -- she is known to us --></p>"
    before = "<!-- provaudit: ignore A101 -- Reuters is our client -->\n<p>Two engineers told Reuters that the planks were bad.</p>"
    rest = "<p>The harbor pier was painted in May, and the dockers drank coffee.</p>" * 3
    path.write_text(f"<html><body><article><h1>Pier</h1>{rest}{inside}{before}{rest}</article></body></html>", encoding="utf-8")
    _, suppressed = found(path)
    assert {rule: why.rpartition(": ")[2] for rule, why in suppressed.items()} == {
        "A03": "she is known to us", "A101": "Reuters is our client",
    }  # fmt: skip
    path.write_text(path.read_text(encoding="utf-8").replace("<!-- provaudit:", "<!-- note:"), encoding="utf-8")
    assert found(path)[1] == {}
    assert {"A03", "A101"} <= set(found(path)[0])


@pytest.mark.parametrize("dash", ["--", "–"], ids=["as typed", "as Word makes of it"])
def test_a_word_comment_suppresses_in_its_paragraph(found, tmp_path: Path, dash: str) -> None:
    document = docx.Document()
    for words in ("The harbor pier was painted in May.", "The pier will close, sources said.", "It may rain, insiders said."):
        document.add_paragraph(words)
    document.add_comment(document.paragraphs[1].runs, text=f"provaudit: ignore A03 {dash} she is known to us", author="Mara Lind")
    document.add_comment(document.paragraphs[2].runs, text="Really? Who says so?", author="Tom Harrow")
    document.save(tmp_path / "draft.docx")
    standing, suppressed = found(tmp_path / "draft.docx")
    assert suppressed["A03"].endswith("she is known to us")
    assert standing.count("A03") == 1


def test_an_id_is_no_family_of_longer_ids(found, draft: Path) -> None:
    draft.write_text(draft.read_text(encoding="utf-8").rstrip() + " <!-- provaudit: ignore A10 -- why -->\n", encoding="utf-8")
    assert "A101" in found(draft)[0]


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("ignore A03", "does nothing without a reason"),
        ("ignore A03 --", "does nothing without a reason"),
        ("ignore", "cannot be read"),
        ("ignore Q99 -- why not", "has no rule Q99"),
        ("ignore K04 -- why not", "nothing to ignore here"),
    ],
)
def test_a_comment_that_does_nothing_is_told(provaudit, draft: Path, comment: str, told: str) -> None:
    draft.write_text(draft.read_text(encoding="utf-8") + f"\n<!-- provaudit: {comment} -->\n", encoding="utf-8")
    run = provaudit("check", draft)
    assert told in run.err
    assert "A03" in run.out


def test_the_suppressions_file_says_who_why_and_until(provaudit, found, draft: Path, tmp_path: Path) -> None:
    entries = tmp_path / "accepted.yaml"
    entries.write_text("suppressions:\n  - {rule: A03, article: dra*, who: Mara Lind, why: seen the papers, until: 2999-01-01}\n")
    standing, suppressed = found(draft, "--suppressions", entries)
    assert "A03" not in standing
    assert suppressed["A03"] == "seen the papers (Mara Lind, until 2999-01-01)"
    entries.write_text(entries.read_text().replace("2999", "1999"))
    run = provaudit("check", draft, "--suppressions", entries)
    assert "A03" in run.out
    assert "ended on 1999-01-01" in run.err


@pytest.mark.parametrize(
    "entry", ["{rule: A03, why: x}", "{who: x, why: y}", "{rule: A03, who: x, why: y, till: 2026-01-01}", "A03"]
)
def test_a_broken_suppressions_file_stops_the_run_at_its_place(provaudit, draft: Path, tmp_path: Path, entry: str) -> None:
    entries = tmp_path / "accepted.yaml"
    entries.write_text(f"suppressions:\n  - {entry}\n")
    run = provaudit("check", draft, "--suppressions", entries)
    assert run.code == 2
    assert f"{entries}:2:" in run.err


def test_a_baseline_knows_findings_by_content(provaudit, found, draft: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"
    run = provaudit("check", draft, "--write-baseline", baseline, "--fail-on", "note")
    assert run.code == 0, "what is written down now is no reason to fail"
    known = json.loads(baseline.read_text(encoding="utf-8"))["findings"]
    assert {key for one in known for key in one} == {"fingerprint", "rule", "words"}, "no place of a finding may be in it"
    moved = tmp_path / "moved.txt"
    before = "A new sentence opens the story.\n\nSources said that the ferry would stop too.\n\n"
    moved.write_text(before + draft.read_text(encoding="utf-8"), encoding="utf-8")
    standing, suppressed = found(moved, "--baseline", baseline)
    assert suppressed["A101"] == "in the baseline"
    assert standing, "what is new stands"
    assert provaudit("check", draft, "--baseline", baseline, "--fail-on", "note").code == 0


def test_a_baseline_tells_when_it_can_be_shorter(provaudit, draft: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"
    provaudit("check", draft, "--write-baseline", baseline)
    draft.write_text("The pier is open.\n", encoding="utf-8")
    assert "none of these articles any more" in provaudit("check", draft, "--baseline", baseline).err


def test_only_what_changed_since_an_earlier_file(found, draft: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.txt"
    earlier.write_text(draft.read_text(encoding="utf-8"), encoding="utf-8")
    draft.write_text(draft.read_text(encoding="utf-8").replace("were rotten", "were quite rotten"), encoding="utf-8")
    standing, suppressed = found(draft, "--since", earlier)
    assert "A101" in standing
    assert suppressed["A03"].startswith("paragraph unchanged since")


def test_only_what_changed_since_a_commit(found, draft: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", "draft.txt")
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "first")
    draft.write_text("Insiders said that the mill will close.\n\n" + draft.read_text(encoding="utf-8"), encoding="utf-8")
    standing, suppressed = found(draft, "--since", "HEAD")
    assert standing.count("A03") == 1
    assert "A101" in suppressed
    assert found(draft)[1] == {}


def test_settings_come_from_the_file_nearest_to_the_article(provaudit, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "provaudit.toml").write_text('fail_on = "warning"\nignore = ["B"]\n')
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "provaudit.toml").write_text('ignore = ["A03", "C"]\n')
    there = desk / "draft.txt"
    there.write_text(draft.read_text(encoding="utf-8"), encoding="utf-8")
    run = provaudit("check", there)
    assert "A101" in run.out
    assert "A03" not in run.out
    assert 'fail_on = "warning"' in provaudit("config", "show", there).out, "the outer file still says what the inner does not"


def test_sign_off_is_complete_when_an_editor_has_decided(provaudit, draft: Path, tmp_path: Path) -> None:
    assert "## 1. Unnamed origin: sources" in provaudit("signoff", draft).out
    asked = provaudit("check", draft, "--require-signoff", "--fail-on", "never")
    assert asked.code == 1
    assert "there is no draft.txt.signoff.json" in asked.err
    assert provaudit("signoff", draft, "--write").code == 0
    path = tmp_path / "draft.txt.signoff.json"
    sheet = json.loads(path.read_text(encoding="utf-8"))
    assert {item["kind"] for item in sheet["items"]} == {"unnamed origin", "relayed claim"}
    for item in sheet["items"]:
        item |= {"decision": "publish", "by": "Mara Lind"}
    path.write_text(json.dumps(sheet), encoding="utf-8")
    assert provaudit("check", draft, "--require-signoff", "--fail-on", "never").code == 0
    draft.write_text(draft.read_text(encoding="utf-8").replace("painted", "repainted"), encoding="utf-8")
    stale = provaudit("check", draft, "--require-signoff", "--fail-on", "never")
    assert stale.code == 1
    assert "another version of the text" in stale.err
    provaudit("signoff", draft, "--write")
    assert provaudit("check", draft, "--require-signoff", "--fail-on", "never").code == 0, "decisions about the same words are kept"


def test_a_sheet_that_is_none_is_refused(provaudit, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.txt.signoff.json").write_text("[]")
    run = provaudit("check", draft, "--require-signoff")
    assert run.code == 2
    assert "no sign-off sheet" in run.err
    assert "signoff FILE --write makes one" in run.err


def test_an_empty_sheet_is_none(provaudit, draft: Path, tmp_path: Path) -> None:
    """As a shell leaves it that opened the file for `signoff FILE --format json > ...` before the command began."""
    path = tmp_path / "draft.txt.signoff.json"
    path.write_text("\n")
    run = provaudit("check", draft, "--require-signoff", "--fail-on", "never")
    assert run.code == 1
    assert "there is nothing in draft.txt.signoff.json" in run.err
    assert provaudit("signoff", draft, "--write").code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["items"]


def test_articles_that_differ_in_suffix_have_a_sheet_each(provaudit, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "draft.md"
    other.write_text(draft.read_text(encoding="utf-8").replace("painted", "repainted"), encoding="utf-8")
    for path in (draft, other):
        assert provaudit("signoff", path, "--write").code == 0
    sheets = [json.loads((tmp_path / f"{path.name}.signoff.json").read_text(encoding="utf-8")) for path in (draft, other)]
    assert sheets[0]["sha256"] != sheets[1]["sha256"]


def test_a_sheet_by_its_earlier_name_still_counts(provaudit, draft: Path, tmp_path: Path) -> None:
    provaudit("signoff", draft, "--write")
    now, earlier = tmp_path / "draft.txt.signoff.json", tmp_path / "draft.signoff.json"
    sheet = json.loads(now.read_text(encoding="utf-8"))
    for item in sheet["items"]:
        item |= {"decision": "publish", "by": "Mara Lind"}
    now.unlink()
    earlier.write_text(json.dumps(sheet), encoding="utf-8")
    assert provaudit("check", draft, "--require-signoff", "--fail-on", "never").code == 0
    assert provaudit("signoff", draft, "--write").code == 0
    assert {item["by"] for item in json.loads(now.read_text(encoding="utf-8"))["items"]} == {"Mara Lind"}


def test_sign_off_asks_of_documents_what_can_be_asked_of_them(provaudit, tmp_path: Path) -> None:
    (tmp_path / "filing.txt").write_text(
        "A court filing said that the pier had been sold in May.\n\nOne official said that it was for sale.\n"
    )
    sheet = provaudit("signoff", "filing.txt", "--publisher", "The Ledger").out
    assert "Has an editor seen this document" in sheet
    assert sheet.count("Does an editor know who this is") == 1
