"""One audit as rows of the store's tables. Takes the document of the wire, so that files and fresh audits make the same rows."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from provaudit.engine.explained import Explained, Told
from provaudit.languages.codes import DEFAULT
from provaudit.languages.wording import load_wording
from provaudit.model.chain import Flag

Document = dict[str, Any]
Row = dict[str, Any]
ARROW = " → "


def key(document: Document) -> str:
    """What makes an article that article: its address, or else publisher, date and id."""
    article = document["article"]
    what = [article["url"]] if article["url"] else [article["publisher"], article["published"], article["id"]]
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:20]


def writable(words: str) -> str:
    """As SQLite takes it: bytes of a file's name that are no UTF-8, and halves of surrogate pairs, written out (`caf\\udce9`)."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def week(published: str | None) -> str | None:
    """`2026-W47` for an ISO 8601 date or time, by the date as written; None where there is none that can be read."""
    try:
        year, number, _ = date.fromisoformat((published or "")[:10]).isocalendar()
    except ValueError:
        return None
    return f"{year:04}-W{number:02}"


def audit_row(document: Document) -> Row:
    """The row of `audits`."""
    article, summary, stamp = document["article"], document["summary"], document["stamp"]
    attributed = [s for s in document["statements"] if len(s["chain"]) > 1]
    unnamed = [s for s in attributed if s["chain"][0]["naming"] != "named"]
    explained = _explained(document, attributed).origins
    standing = Counter(f["level"] for f in document["findings"] if f["suppressed"] is None)
    return {
        "key": key(document),
        "article": article["id"],
        **{name: article[name] for name in ("publisher", "title", "byline", "section", "published")},
        "week": week(article["published"]),
        "url": article["url"],
        **{name: summary[name] for name in ("statements", "attributed", "own_voice")},
        "named": len(attributed) - len(unnamed),
        "unnamed_with_reason": sum(s["chain"][0]["entity_id"] in explained for s in unnamed),
        "relayed": sum(len(s["chain"]) > 2 for s in attributed),
        "directness": summary["directness"],
        "directness_sum": sum(s["directness"] or 0 for s in attributed),
        "grade": summary["grade"],
        "independent_origins": summary["independent_origins"],
        **{f"{level}s": standing[level] for level in ("error", "warning", "note")},
        "suppressed": len(document["findings"]) - standing.total(),
        **stamp,
    }


def statement_rows(document: Document) -> Iterator[Row]:
    """The rows of `statements`."""
    types = {unit["id"]: unit["type"] for unit in document["units"]}
    for s in document["statements"]:
        origin = s["chain"][0]
        yield {
            "audit": key(document),
            "id": s["id"],
            "unit": types.get(s["unit"], "body"),
            "content": " … ".join(piece["text"] for piece in s["content"]),
            "mode": s["mode"],
            "chain": ARROW.join(link["entity"] for link in s["chain"]),
            "hops": len(s["chain"]) - 1,
            "origin": origin["entity"],
            "origin_kind": origin["kind"],
            "origin_naming": origin["naming"],
            "reason": _reason(s),
            "directness": s["directness"],
            "grade": s["grade"],
            "confidence": s["confidence"],
        }


def link_rows(document: Document) -> Iterator[Row]:
    """The rows of `links`, of attributed statements and of those in the publisher's own voice."""
    for s in document["statements"]:
        for position, link in enumerate(s["chain"]):
            yield {
                "audit": key(document),
                "statement": s["id"],
                "position": position,
                **{name: link[name] for name in ("entity", "kind", "naming", "medium")},
            }


def finding_rows(document: Document) -> Iterator[Row]:
    """The rows of `findings`."""
    for number, f in enumerate(document["findings"]):
        yield {
            "audit": key(document),
            "number": number,
            "words": f["span"]["text"],
            **{name: f[name] for name in ("rule", "level", "message", "statement", "fingerprint", "suppressed")},
        }


def _reason(statement: Document) -> str | None:
    terms = statement["chain"][0]["terms"]
    return " ".join(terms["text"].split()) if terms else None


def _explained(document: Document, attributed: list[Document]) -> Explained:
    """Which origins the article explains, as its rules and reports see it."""
    origins = [(s["unit"], s["chain"][0]) for s in attributed]
    return Explained(
        [unit["id"] for unit in document["units"]],
        [s["unit"] for s in document["statements"] if Flag.ANONYMITY_REASON in s["flags"]],
        [Told(unit, o["entity_id"], o["mention"]["text"] if o["mention"] else "", o["terms"] is not None) for unit, o in origins],
        load_wording(document["article"]["language"] or DEFAULT),
    )
