"""Audits as pandas frames, for research: articles, statements, links and findings, to be joined by `key` and `statement`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from provaudit.errors import ProvauditError, UsageError
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.model.audit import Audit
from provaudit.store import rows
from provaudit.store.database import Store

if TYPE_CHECKING:
    import pandas as pd

TEXT, WHOLE, REAL, MARK = "string", "Int64", "Float64", "boolean"
ARTICLES = {
    **dict.fromkeys(("key", "article", "publisher", "title", "byline", "section", "published", "url"), TEXT),
    **dict.fromkeys(("length", "statements", "attributed", "own_voice", "independent_origins"), WHOLE),
    **dict.fromkeys(("directness", "share_own_voice", "share_unnamed", "share_relayed", "share_single_origin"), REAL),
    "grade": TEXT,
}
STATEMENTS = {
    **dict.fromkeys(("key", "article", "publisher", "published", "statement"), TEXT),
    **dict.fromkeys(("start", "end"), WHOLE),
    "content": TEXT,
    **dict.fromkeys(("unit", "mode"), TEXT),
    "chain": TEXT,
    "hops": WHOLE,
    "origin": TEXT,
    **dict.fromkeys(("origin_kind", "origin_naming"), TEXT),
    "hedged": MARK,
    "directness": WHOLE,
    "grade": TEXT,
    "confidence": REAL,
}
LINKS = {
    **dict.fromkeys(("key", "article", "statement"), TEXT),
    "position": WHOLE,
    **dict.fromkeys(("entity", "entity_id"), TEXT),
    **dict.fromkeys(("kind", "naming", "medium"), TEXT),
    **dict.fromkeys(("start", "end"), WHOLE),
    **dict.fromkeys(("mention", "cue"), TEXT),
}
FINDINGS = {
    **dict.fromkeys(("key", "article"), TEXT),
    **dict.fromkeys(("rule", "level"), TEXT),
    **dict.fromkeys(("statement", "message"), TEXT),
    **dict.fromkeys(("start", "end"), WHOLE),
    "words": TEXT,
    "confidence": REAL,
    **dict.fromkeys(("fingerprint", "suppressed"), TEXT),
}


class Frames(NamedTuple):
    """`articles`: one row an article. `statements`: one a statement, those in the publisher's own voice too (`hops` 0).
    `links`: one a link of a chain, origin first (`position` 0), publisher last. `findings`: one a finding.

    `start` and `end` are code points into the article's text, of a statement from its first to its last word.
    """

    articles: pd.DataFrame
    statements: pd.DataFrame
    links: pd.DataFrame
    findings: pd.DataFrame


def of(audits: Iterable[Audit | rows.Document | ProvauditError]) -> Frames:
    """The frames of audits, or of documents of provaudit-audit/1; errors among them are passed over.

    Raises UsageError where pandas is not installed.
    """
    found: tuple[list[rows.Row], ...] = ([], [], [], [])
    for audit in audits:
        if isinstance(audit, ProvauditError):
            continue
        document = to_dict(audit) if isinstance(audit, Audit) else audit
        for table, made in zip(found, (_article, _statements, _links, _findings), strict=True):
            table.extend(made(document))
    columns = (ARTICLES, STATEMENTS, LINKS, FINDINGS)
    return Frames(*(_frame(table, types) for table, types in zip(found, columns, strict=True)))


def read(store: str | Path) -> Frames:
    """The frames of a store, as `provaudit batch` makes it. Raises NothingToReadError, InputError and UsageError."""
    with Store(store, create=False) as opened:
        return of(opened.documents())


def _article(document: rows.Document) -> Iterator[rows.Row]:
    article, summary = document["article"], document["summary"]
    yield {"key": rows.key(document), "article": article["id"]} | article | summary


def _statements(document: rows.Document) -> Iterator[rows.Row]:
    article = document["article"]
    about = {"article": article["id"], "publisher": article["publisher"], "published": article["published"]}
    for statement, row in zip(document["statements"], rows.statement_rows(document), strict=True):
        yield (
            row
            | about
            | {
                "key": row["audit"],
                "statement": row["id"],
                "start": statement["content"][0]["start"],
                "end": statement["content"][-1]["end"],
                "hedged": bool(statement["hedges"]),
            }
        )


def _links(document: rows.Document) -> Iterator[rows.Row]:
    about = {"key": rows.key(document), "article": document["article"]["id"]}
    for statement in document["statements"]:
        for position, link in enumerate(statement["chain"]):
            mention, cue = link["mention"] or {}, link["cue"] or {}
            place = {"start": mention.get("start"), "end": mention.get("end"), "mention": mention.get("text")}
            yield link | about | place | {"statement": statement["id"], "position": position, "cue": cue.get("text")}


def _findings(document: rows.Document) -> Iterator[rows.Row]:
    about = {"key": rows.key(document), "article": document["article"]["id"]}
    for finding in document["findings"]:
        span = finding["span"]
        yield finding | about | {"start": span["start"], "end": span["end"], "words": span["text"]}


def _frame(table: list[rows.Row], types: dict[str, str]) -> Any:  # noqa: ANN401 - a frame; pandas is imported here
    """Declared types, so that the frame of a few articles fits that of many."""
    try:
        import pandas as pd
    except ImportError:
        raise UsageError("frames need pandas", where="provaudit.frames", hint="pip install 'provaudit[notebook]'") from None
    columns = {name: [row.get(name) for row in table] for name in types}
    return pd.DataFrame({name: pd.Series(values, dtype=types[name]) for name, values in columns.items()})
