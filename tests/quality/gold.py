"""Reads the fixtures: articles, the gold of their chains (docs/chain-gold.md), and which of them are held out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from provaudit.model.article import UnitType
from provaudit.model.attribution import Mode
from provaudit.model.chain import Flag, Kind, Naming

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
TELLING = frozenset(t.value for t in UnitType if t.stated)


@dataclass(frozen=True)
class Gold:
    """One article's gold. `units` and `statements` are as in the file; `text` is the article as a .txt reader gives it."""

    article: str
    publisher: str
    text: str
    units: list[dict[str, Any]]
    statements: list[dict[str, Any]]

    @cached_property
    def unit_ranges(self) -> dict[int, tuple[int, int]]:
        """Unit number -> start and end in `text`. Raises ValueError for a unit that is not there in reading order."""
        ranges, at = {}, 0
        for unit in self.units:
            found = find(unit["text"], self.text, at, len(self.text))
            if found is None:
                raise ValueError(f"{self.article}: unit {unit['i']} is not in the text after offset {at}: {unit['text'][:60]!r}")
            ranges[unit["i"]] = found
            at = found[1]
        return ranges

    def content_ranges(self, statement: dict[str, Any]) -> list[tuple[int, int]]:
        """Where the pieces of a statement's content stand. Raises ValueError for a piece that is not in its unit."""
        start, end = self.unit_ranges[statement["unit"]]
        ranges = []
        for piece in statement["content"]:
            found = find(piece, self.text, start, end)
            if found is None:
                raise ValueError(f"{self.article}: not in unit {statement['unit']}: {piece[:60]!r}")
            ranges.append(found)
        return ranges


def find(words: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where `words` stand in `text[start:end]`, any white space matching any other."""
    match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, start, end)
    return match.span() if match else None


def load(folder: Path, texts: Path) -> list[Gold]:
    """The gold of all articles in a folder, in the order of their names."""
    return [_load(path, texts) for path in sorted(folder.glob("*.json"))]


def fixtures() -> list[Gold]:
    """The project's own articles with their gold."""
    return load(FIXTURES / "gold", FIXTURES / "articles")


def reports() -> list[Gold]:
    """Whole articles by writers who had not seen the program, used for development after they were measured once."""
    return load(FIXTURES / "reports" / "gold", FIXTURES / "reports" / "texts")


def passages() -> list[Gold]:
    """One to four sentences each, written and annotated by people who had not seen the program."""
    return load(FIXTURES / "passages" / "gold", FIXTURES / "passages" / "texts")


def held_out() -> frozenset[str]:
    """The articles that nobody looks at while tuning."""
    lines = (FIXTURES / "held_out.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def digest(paths: Iterable[Path]) -> str:
    """A short hash over names and bytes of files, so that a figure says which gold it was measured with."""
    sha = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        sha.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return sha.hexdigest()[:16]


def problems(gold: Gold) -> Iterator[str]:
    """What is wrong with an article's gold, in words; nothing for sound gold."""
    try:
        ranges = gold.unit_ranges
    except ValueError as error:
        yield str(error)
        return
    yield from _gaps(gold, ranges)
    types = {unit["i"]: unit["type"] for unit in gold.units}
    if list(types) != list(range(len(gold.units))):
        yield "units are not numbered from 0 in reading order"
    yield from (f"unit {i}: no such type: {t}" for i, t in types.items() if t not in set(UnitType))
    stated = {s["unit"] for s in gold.statements}
    yield from (f"unit {i}: a {t} unit without a statement" for i, t in types.items() if t in TELLING and i not in stated)
    yield from (f"unit {i}: a {t} unit with a statement" for i, t in types.items() if t not in TELLING and i in stated)
    for number, statement in enumerate(gold.statements):
        yield from (f"statement {number} (unit {statement['unit']}): {what}" for what in _statement(gold, statement))


def _load(path: Path, texts: Path) -> Gold:
    raw = json.loads(path.read_text(encoding="utf-8"))
    text = (texts / f"{raw['article']}.txt").read_bytes().decode("utf-8-sig")  # line ends as they stand: offsets count them
    return Gold(raw["article"], raw["publisher"], text, raw["units"], raw["statements"])


def _gaps(gold: Gold, ranges: dict[int, tuple[int, int]]) -> Iterator[str]:
    edges = [0, *(edge for span in ranges.values() for edge in span), len(gold.text)]
    for end, start in zip(edges[::2], edges[1::2], strict=True):
        if between := gold.text[end:start].strip():
            yield f"text outside all units: {between[:60]!r}"


def _statement(gold: Gold, statement: dict[str, Any]) -> Iterator[str]:
    try:
        gold.content_ranges(statement)
    except ValueError as error:
        yield str(error)
    chain = statement["chain"]
    *hands, last = chain
    if not statement["content"]:
        yield "no content"
    if last != {"mention": "", "entity": gold.publisher, "kind": "publisher", "naming": last["naming"]}:
        yield "the chain does not end with the publisher"
    if statement["mode"] not in set(Mode) or (statement["mode"] == Mode.NONE) != (not hands):
        yield f"mode {statement['mode']} with {len(chain)} links"
    if set(statement["flags"]) - set(Flag):
        yield f"flags {statement['flags']}"
    unit = next(u["text"] for u in gold.units if u["i"] == statement["unit"])
    for hedge in statement["hedges"]:
        if hedge not in unit:
            yield f"hedge not in the unit: {hedge!r}"
    for link in hands:
        if link["kind"] not in set(Kind) - {Kind.PUBLISHER} or link["naming"] not in set(Naming) or not link["entity"]:
            yield f"link {link}"
        if link["mention"] and link["mention"] not in unit:
            yield f"mention not in the unit: {link['mention']!r}"
        if not all(word in unit for word in link.get("cue", "").split()):
            yield f"cue not in the unit: {link['cue']!r}"
