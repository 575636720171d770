"""Scores an exported tagger, loaded as the program loads it, on annotated articles.

"Whole": the cues overlap, the sources overlap or both have none, and the content's words have F1 0.5 or more.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from provaudit.model.span import Span, Spans
from provaudit.nlp.tagger import AttributionTagger
from recipes.attribution.corpus import ROLES, Document, within

Triple = dict[str, set[int]]


class Spanned(Protocol):
    """Anything with the three roles as spans."""

    @property
    def source(self) -> Spans:
        """Who says it."""

    @property
    def cue(self) -> Spans:
        """The words that attribute."""

    @property
    def content(self) -> Spans:
        """What is said."""


ENOUGH = 0.5


def scores(folder: Path, documents: list[Document]) -> str:
    """Precision, recall and F1 of whole attributions, for people to read."""
    tagger = AttributionTagger(folder)
    right = predicted = annotated = 0
    for document in documents:
        gold = [words(document, triple) for triple in document.triples]
        found = [spanned(document, tagged) for tagged in tagger.extract(document.text, _paragraphs(document.text))]
        right += matches(gold, found)
        predicted += len(found)
        annotated += len(gold)
    precision, recall = right / max(1, predicted), right / max(1, annotated)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    figures = f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}"
    return f"whole attributions {figures} ({annotated} in {len(documents)} articles)"


def words(document: Document, triple: dict[str, list[int]]) -> Triple:
    """Without punctuation, unless there is nothing else (the colon of a headline is a cue)."""
    return {role: {i for i in triple[role] if any(c.isalnum() for c in document.forms[i])} or set(triple[role]) for role in ROLES}


def spanned(document: Document, found: Spanned) -> Triple:
    """The words of what the program found."""
    return words(document, {role: within(document, [(s.start, s.end) for s in getattr(found, role)]) for role in ROLES})


def whole(gold: Triple, found: Triple) -> bool:
    """Whether a triple is right."""
    sources = gold["source"] & found["source"] or not (gold["source"] or found["source"])
    return bool(gold["cue"] & found["cue"] and sources) and _f1(gold["content"], found["content"]) >= ENOUGH


def _paragraphs(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def matches(gold: list[Triple], found: list[Triple]) -> int:
    """How many pairs are whole, each triple used once, best contents first."""
    pairs = sorted(
        ((_f1(g["content"], f["content"]), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found) if whole(g, f)),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in pairs:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
    return len(used_gold)


def _f1(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a & b else 0.0
