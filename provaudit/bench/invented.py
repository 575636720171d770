"""Invented articles in any number, each its own and always the same, for measuring what happens to many."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from provaudit import documents
from provaudit.errors import UsageError

PATTERNS = Path(__file__).with_name("invented.yaml")


def articles(number: int, sentences: int) -> Iterator[dict[str, str]]:
    """So many article records as .jsonl files hold them, of up to twice as many sentences; no text comes twice."""
    for index in range(number):
        chance = Random(index)
        count = max(1, round(sentences * chance.uniform(0.5, 1.5)))
        lines = [_filled("openings", chance), *(_filled("sentences", chance) for _ in range(count - 1))]
        yield {
            "id": f"invented-{index:06}",
            "publisher": "The Port Elgin Ledger",
            "published": f"2026-11-{1 + index % 28:02}",
            "text": "\n\n".join(lines) + f"\n\nIt is item {index} on the list of {chance.choice(_patterns()['persons'])}.",
        }


def write(path: Path, number: int, sentences: int) -> int:
    """Writes such articles to a .jsonl file; returns how many words they have."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for article in articles(number, sentences):
            words += len(article["text"].split())
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return words


def _filled(kind: str, chance: Random) -> str:
    patterns = _patterns()
    fillers = {name[:-1]: chance.choice(patterns[name]) for name in ("persons", "roles", "places", "things", "outlets")}
    line: str = chance.choice(patterns[kind]).format(**fillers, number=chance.randrange(12, 90_000))
    return line[0].upper() + line[1:]


@cache
def _patterns() -> Any:  # noqa: ANN401 - whatever YAML holds; the file is ours
    return documents.read(PATTERNS, UsageError).data
