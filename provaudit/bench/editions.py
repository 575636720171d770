"""Echo over many statements: audits of a store printed again and again with other names and rare words, all in the same days.

Each edition tells the stories of the store about other people and places, so that a corpus of a hundred editions has a hundred
times as many stories, and common words are as common as in real text.
"""

from __future__ import annotations

import copy
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from provaudit.bench.speed import Process, run
from provaudit.errors import NothingToReadError
from provaudit.store import rows
from provaudit.store.database import Store

_WORD = re.compile(r"[^\W\d_]{4,}")
COMMON = 8  # articles of the store that have a word, from which on all editions have it; more than tell one story
LETTERS = "bcdfghjklmnpqrstvwxz"


@dataclass(frozen=True, slots=True)
class Edition:
    """What echo took over so many statements, in a fresh process; and what it found."""

    statements: int
    articles: int
    stories: int
    written: float  # seconds
    echo: Process


def measure(store: Path, sizes: list[int]) -> Iterator[Edition]:
    """Grows a corpus of each size out of the store's audits and measures `provaudit echo` over it. Raises NothingToReadError."""
    with Store(store, create=False) as found:
        documents = list(found.documents())
    if not documents:
        raise NothingToReadError("there are no audits in it", where=str(store))
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            grown, out = Path(folder) / "grown.db", Path(folder) / "echo.json"
            start = time.perf_counter()
            statements = articles = 0
            with Store(grown) as into:
                for edition in editions(documents):
                    into.put(edition)
                    statements += sum(len(document["statements"]) for document in edition)
                    articles += len(edition)
                    if statements >= size:
                        break
            written = time.perf_counter() - start
            process = run(["echo", str(grown), "--format", "json", "--out", str(out)], f"echo over {statements} statements")
            stories = len(json.loads(out.read_text(encoding="utf-8"))["stories"])
            yield Edition(statements, articles, stories, written, process)


def editions(documents: list[rows.Document]) -> Iterator[list[rows.Document]]:
    """The audits as they are, and then without end with other words in place of those that only few of them have."""
    counted: Counter[str] = Counter()
    for document in documents:
        counted.update({word for s in document["statements"] for c in s["content"] for word in _WORD.findall(c["text"].casefold())})
    number = 0
    while True:
        yield [_edition(document, number, counted) for document in documents]
        number += 1


def _edition(document: rows.Document, number: int, counted: Counter[str]) -> rows.Document:
    if not number:
        return document
    high, low = divmod(number, len(LETTERS))
    code = LETTERS[high % len(LETTERS)] + LETTERS[low] + ("" if high < len(LETTERS) else LETTERS[high // len(LETTERS)])

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if counted[word.casefold()] >= COMMON:
            return word
        return code.title() + word.lower() if word[0].isupper() else code + word

    made = copy.deepcopy(document)
    made["article"] |= {"id": f"{document['article']['id']}-{number}", "url": None}
    for statement in made["statements"]:
        for piece in statement["content"]:
            piece["text"] = _WORD.sub(other, piece["text"])
        for link in statement["chain"]:
            if link["kind"] in ("person", "people", "organization"):
                link["entity"] = _WORD.sub(other, link["entity"])
    return made
