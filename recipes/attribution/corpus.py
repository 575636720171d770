"""Annotated articles as the tagger's network sees them: words, tags, links, and windows of word pieces."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from provaudit.nlp.tagger import TYPED_QUOTES, WORD
from provaudit.nlp.wordpiece import WordPiece, features

TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
ROLES = ("cue", "source", "content")
NONE = -1
FRAME = 4  # the shape of [CLS], [SEP] and paragraph marks: no letters
STRAIGHT = {"“": '"', "”": '"'}
SINGLE = {"“": "‘", "”": "’"}
Attribution = dict[str, list[list[int]]]  # spans of each role, in code points


@dataclass(slots=True)
class Document:
    """An article word by word, with the words of each annotated triple.

    `head` is, of a source or content word, the first word of its cue; `source_head`, of the first word of a cue, the first word
    of its source or itself where there is none; both are -1 elsewhere.
    """

    id: str
    text: str
    annotator: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)  # whether a word opens a paragraph
    tags: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    source_head: list[int] = field(default_factory=list)
    triples: list[dict[str, list[int]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Window:
    """Piece ids and shapes, the piece that each word begins with, and what is to be learned; links count within the window."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    tags: list[int]
    head: list[int]
    source_head: list[int]
    annotator: str = ""


def load(path: Path, limit: int | None = None) -> list[Document]:
    """The articles of a `.jsonl` file, the first `limit` of them."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for _, line in zip(range(limit or 10**9), lines, strict=False)]
    return [document(r["id"], r["text"], r["attributions"], r.get("annotator") or "") for r in records]


def document(name: str, text: str, attributions: list[Attribution], annotator: str) -> Document:
    """An article with its attributions, in code points of the text; a word that two claim belongs to the first."""
    found = Document(name, text, annotator)
    start = 0
    for line in text.split("\n"):
        for number, match in enumerate(WORD.finditer(text, start, start + len(line))):
            found.spans.append(match.span())
            found.forms.append(TYPED_QUOTES.get(match.group(), match.group()))
            found.opens.append(number == 0)
        start += len(line) + 1
    _annotate(found, attributions)
    return found


def windows(document: Document, pieces: WordPiece, limit: int, rng: random.Random, restyled: float = 0.25) -> Iterator[Window]:
    """Whole paragraphs together up to `limit` pieces; the first window is shorter by chance, so that epochs differ.

    A share of the articles gets other quotation marks, so that the tagger does not depend on curly ones.
    """
    forms = _restyle(document.forms, rng, restyled)
    encoded = [pieces(form) for form in forms]
    shapes = _shapes(forms, document.opens)
    for start, end in _cut(document, encoded, limit, rng.randint(limit // 4, limit)):
        ids, window_shapes, first = [pieces.start], [FRAME], []
        for i in range(start, end):
            if document.opens[i] and i > start:
                ids.append(pieces.paragraph)
                window_shapes.append(FRAME)
            first.append(len(ids))
            ids += encoded[i]
            window_shapes += [shapes[i]] * len(encoded[i])
        head, source_head = (
            [h - start if start <= h < end else NONE for h in heads[start:end]] for heads in (document.head, document.source_head)
        )
        yield Window(
            [*ids, pieces.stop], [*window_shapes, FRAME], first, document.tags[start:end], head, source_head, document.annotator
        )


def within(document: Document, ranges: Iterable[Sequence[int]]) -> list[int]:
    """The words of which at least half lies in the ranges of characters."""
    return [
        i
        for i, (start, end) in enumerate(document.spans)
        if 2 * sum(max(0, min(end, b) - max(start, a)) for a, b in ranges) >= end - start
    ]


def _annotate(document: Document, attributions: list[Attribution]) -> None:
    n = len(document.spans)
    document.tags, document.head, document.source_head = [0] * n, [NONE] * n, [NONE] * n
    free = [True] * n
    document.triples = [{role: within(document, attribution[role]) for role in ROLES} for attribution in attributions]
    for triple in document.triples:
        for role in ROLES:
            begin = TAGS.index(f"B-{role}")
            last = NONE
            for i in triple[role]:
                if free[i]:
                    document.tags[i] = begin + (last != NONE and last == i - 1)
                    document.head[i] = triple["cue"][0] if triple["cue"] and role != "cue" else NONE
                    free[i], last = False, i
    begins_cue, begins_source = TAGS.index("B-cue"), TAGS.index("B-source")
    for triple in document.triples:
        if triple["cue"] and document.tags[triple["cue"][0]] == begins_cue:
            cue = triple["cue"][0]
            source = triple["source"][0] if triple["source"] else cue
            document.source_head[cue] = source if source == cue or document.tags[source] == begins_source else NONE
    document.head = [h if h != NONE and document.tags[h] == begins_cue else NONE for h in document.head]


def _cut(document: Document, encoded: list[list[int]], limit: int, first_limit: int) -> Iterator[tuple[int, int]]:
    starts = [i for i, opens in enumerate(document.opens) if opens]
    units: list[tuple[int, int, int]] = []  # paragraphs, over-long ones cut: start, end, pieces
    for start, end in pairwise([*starts, len(encoded)]):
        at, size = start, 1
        for i in range(start, end):
            if i > at and size + len(encoded[i]) > limit:
                units.append((at, i, size))
                at, size = i, 1
            size += len(encoded[i])
        units.append((at, end, size))
    begin, total, allowed = 0, 0, first_limit
    for start, _, size in units:
        if total and total + size > allowed:
            yield begin, start
            begin, total, allowed = start, 0, limit
        total += size
    if total:
        yield begin, len(encoded)


def _restyle(forms: list[str], rng: random.Random, share: float) -> list[str]:
    chance = rng.random()
    if chance >= share:
        return forms
    marks = STRAIGHT if chance < 0.6 * share else SINGLE
    return [marks.get(form, form) for form in forms]


def _shapes(forms: list[str], opens: list[bool]) -> list[int]:
    """Case shape (0-4) of each word, 5 more inside quotation marks, which end with their paragraph."""
    starts = [i for i, new in enumerate(opens) if new]
    return [shape for start, end in pairwise([*starts, len(forms)]) for shape in features(forms[start:end])]
