"""Reads the tables of passages: small texts, and whose words the statements in them are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provaudit.api import Auditor
from provaudit.documents import Document
from provaudit.model.audit import Analysis
from provaudit.model.chain import Flag, Statement

FOLDER = Path(__file__).resolve().parent / "passages"
FILLER = "The council meets on Monday."  # the body below a headline, where a passage gives none


@dataclass(frozen=True)
class Passage:
    """A text and its statements, one a line: `officials -> Reuters -> publisher | indirect | the line would close | no_comment`.

    The fourth field holds marks: flags by name, `medium=X`, `hedge=reportedly`, `cue=told`, `origin=people/described`. Flags are
    compared as a whole, other marks where they are given. In a content `+` stands between pieces and `...` for left-out words.
    """

    text: str
    statements: tuple[str, ...]
    publisher: str | None
    fails: str | None

    @property
    def name(self) -> str:
        """What pytest calls it."""
        return self.text.replace("\n", " ")[:70]


def passages(topic: str) -> list[Passage]:
    """The passages of a table, `passages/<topic>.yaml`, in its order."""
    return [_passage(entry) for entry in Document((FOLDER / f"{topic}.yaml").read_text(encoding="utf-8")).data]


def _passage(entry: dict[str, Any]) -> Passage:
    unknown = entry.keys() - {"text", "headline", "is", "publisher", "fails"}
    assert not unknown, f"{unknown} in {entry}"
    text, wanted = entry.get("text", FILLER).strip(), entry["is"]
    statements = [wanted] if isinstance(wanted, str) else list(wanted)
    if "headline" in entry:
        if "text" not in entry:
            statements.append(f"publisher | none | {FILLER}")
        text = f"{entry['headline']}\n\n{text}"
    return Passage(text, tuple(statements), entry.get("publisher"), entry.get("fails"))


def mismatches(passage: Passage, auditor: Auditor) -> list[str]:
    """What the auditor reads otherwise than the table: empty where it agrees."""
    analysis = auditor.audit_text(passage.text, publisher=passage.publisher, language="en").analysis
    found, wanted = analysis.statements, [_fields(line) for line in passage.statements]
    if len(found) != len(wanted):
        return [f"{len(wanted)} statements wanted: {_shown(analysis)}"]
    pairs = zip(found, wanted, strict=True)
    return [f"{wish}: {_shown(analysis)}" for statement, fields in pairs for wish in _unmet(statement, fields, passage.text)]


def _fields(line: str) -> tuple[str, str, str, frozenset[str]]:
    chain, mode, content, *marks = (part.strip() for part in line.split("|"))
    return chain, mode, content, frozenset(m.strip() for m in ",".join(marks).split(",") if m.strip())


def _unmet(statement: Statement, fields: tuple[str, str, str, frozenset[str]], text: str) -> list[str]:
    chain, mode, content, marks = fields
    pattern = r".*".join(re.escape(_words(part)) for part in content.split("..."))
    flags = {m for m in marks if "=" not in m}
    met = {
        chain: chain_of(statement) == chain,
        mode: statement.mode.value == mode,
        content: re.fullmatch(pattern, _words(content_of(statement, text))) is not None,
        f"flags {sorted(flags)}": {f.value for f in statement.flags - {Flag.BACKGROUND}} == flags,
    }
    origin = statement.origin
    for mark in marks - flags:
        key, _, value = mark.partition("=")
        met[mark] = (
            value
            in {
                "medium": {origin.medium},
                "hedge": {c.span.of(text) for c in statement.hedges},
                "cue": {c.span.of(text) for c in statement.cues},
                "origin": {f"{origin.entity.kind.value}/{origin.entity.naming.value}"},
            }[key]
        )
    return [wish for wish, holds in met.items() if not holds]


def chain_of(statement: Statement) -> str:
    """A chain in one line: `officials -> Reuters -> publisher`."""
    return " -> ".join(link.entity.name for link in statement.chain)


def content_of(statement: Statement, text: str) -> str:
    """A content in one line, `+` between its pieces."""
    return " + ".join(span.of(text) for span in statement.content)


def _words(text: str) -> str:
    """The words alone: closing punctuation and marks at the ends are another test's matter."""
    return " ".join(re.findall(r"\w+(?:['’]\w+)*|[$%€£+]", text))


def _shown(analysis: Analysis) -> str:
    text = analysis.article.text
    return "".join(
        f"\n  {chain_of(s)} | {s.mode.value} | {content_of(s, text)} | {', '.join(sorted(f.value for f in s.flags))}"
        for s in analysis.statements
    )
