"""Entries of lists, in every format that marks them: what announces a list tells whose words all of its entries are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

LINES = ["The audit of the harbour was published on Monday, the city said.", "Mara Holt, the pilot, said:"]
ENTRIES = ["The audit was unfair", "The kettle was hers", "The owner will not pay for it"]
LAST = "The harbour office did not want to speak about the audit of the ferry on Monday evening."


def html() -> str:
    items = "".join(f"<li>{line}</li>" for line in ENTRIES)
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return f"<html><body><article><h1>Ferry stays in port</h1>{body}<ul>{items}</ul><p>{LAST}</p></article></body></html>"


def markdown(mark: str) -> str:
    return "\n\n".join(["# Ferry stays in port", *LINES, "\n".join(mark + line for line in ENTRIES), LAST]) + "\n"


def raw() -> str:
    items = "".join(f"<li>{line}" for line in ENTRIES)
    return "\n\n".join(["# Ferry stays in port", *LINES, f"<ul>{items}</ul>", LAST]) + "\n"


def word(path: Path, style: str) -> None:
    import docx
    from docx.oxml import OxmlElement

    document = docx.Document()
    document.add_paragraph("Ferry stays in port", style="Title")
    for line in LINES:
        document.add_paragraph(line)
    for line in ENTRIES:
        entry = document.add_paragraph(line, style=style or None)
        if not style:
            entry._p.get_or_add_pPr().append(OxmlElement("w:numPr"))
    document.add_paragraph(LAST)
    document.save(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", html()),
        ("a.md", markdown("- ")),
        ("a.md", markdown("1. ")),
        ("a.md", raw()),
        ("a.docx", "List Bullet"),
        ("a.docx", ""),
    ],
    ids=["html", "bullets", "numbers", "raw html", "style", "numbering"],
)
def test_all_entries_are_whose_the_line_before_says(provaudit, tmp_path, name: str, text: str) -> None:
    path = tmp_path / name
    if name.endswith(".docx"):
        word(path, text)
    else:
        path.write_text(text, encoding="utf-8")
    document = json.loads(provaudit("score", path, "--format", "json").out)
    said = {one["content"][0]["text"]: [link["entity"] for link in one["chain"]] for one in document["statements"]}
    assert [said.get(entry) for entry in ENTRIES] == [["Mara Holt", "publisher"]] * 3
