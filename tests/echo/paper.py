"""Audits written by hand: an article is a publisher, a date and statements with the hands that they went through."""

from __future__ import annotations

from typing import Any

from provaudit.echo.build import build
from provaudit.echo.report import Echo
from provaudit.languages import load_language

KINDS = {"person": "person", "people": "people", "body": "organization", "outlet": "outlet", "document": "document"}


def article(id: str, publisher: str, published: str | None, *statements: tuple[str, ...], **meta: Any) -> dict[str, Any]:
    """An audit as echo reads it. A statement is its text and then its hands, origin first: `people:U.S. officials`,
    `outlet:Reuters`, a `!` before a description that names nobody, `?` before the text of a hedged statement."""
    told = [_statement(number, publisher, *one) for number, one in enumerate(statements, 1)]
    known = {"url": None, "title": id, "byline": None, "section": None, "credits": []} | meta
    return {
        "stamp": {"provaudit": "0", "pack": "core", "pack_hash": "0", "models": "none"},
        "article": {"id": id, "publisher": publisher, "published": published} | known,
        "units": [{"id": f"u{number}", "type": "body"} for number in range(1, len(told) + 1)],
        "entities": [{"id": link["entity_id"], "role": link.pop("role")} for one in told for link in one["chain"]],
        "statements": told,
    }


def _statement(number: int, publisher: str, text: str, *hands: str) -> dict[str, Any]:
    chain = [_link(hand) for hand in hands]
    chain.append({"entity": publisher, "entity_id": "e1", "kind": "publisher", "naming": "named", "mention": None, "role": None})
    return {
        "id": f"s{number}",
        "unit": f"u{number}",
        "mode": "indirect" if hands else "none",
        "content": [{"text": text.removeprefix("?")}],
        "cue": [],
        "hedges": [{"lemma": "reportedly"}] if text.startswith("?") else [],
        "flags": [],
        "chain": chain,
    }


def _link(hand: str) -> dict[str, Any]:
    kind, _, name = hand.partition(":")
    name, _, role = name.partition("|")
    described = name.startswith("!")
    name = name.removeprefix("!")
    naming = "described" if described else "named"
    return {
        "entity": name,
        "entity_id": f"e-{name}",
        "kind": KINDS[kind],
        "naming": naming,
        "mention": {"text": name},
        "role": role,
    }


def compared(*articles: dict[str, Any]) -> Echo:
    """The report over these."""
    return build(articles, load_language("en"))
