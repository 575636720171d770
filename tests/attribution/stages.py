"""The stages before attribution, run for a small text; and the tables of what each kind of evidence finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from provaudit.api import Auditor, article_of
from provaudit.attribution import attribute
from provaudit.attribution.candidate import Candidate
from provaudit.attribution.extract import Gathered, gather
from provaudit.attribution.passage import Passage
from provaudit.attribution.plausible import plausibility
from provaudit.documents import Document
from provaudit.languages.base import Language
from provaudit.model.article import Article, Metadata, Unit, UnitType
from provaudit.model.attribution import Attribution, Quotation
from provaudit.model.parse import Parse, Sentence
from provaudit.model.span import Spans
from provaudit.quotes.pairing import pair
from provaudit.units import layout, segment

FOLDER = Path(__file__).resolve().parent / "evidence"
SURNAMES = frozenset({"leclerc", "brandt"})  # of persons whom the articles of the tables are taken to name
MARKS = ("parenthetical", "impersonal", "cited")


@dataclass(frozen=True)
class Stages:
    """A text after parsing and segmenting."""

    article: Article
    parse: Parse
    units: tuple[Unit, ...]
    quotations: tuple[Quotation, ...]
    language: Language

    @property
    def sentence(self) -> Sentence:
        """The only sentence."""
        (sentence,) = self.parse.sentences
        return sentence

    def gathered(self) -> Gathered:
        """What each kind of evidence proposes."""
        return gather(self.article.text, self.parse, self.units, self.quotations, self.language)

    def attributions(self) -> tuple[Attribution, ...]:
        """What all evidence together finds."""
        return attribute(self.article, self.parse, self.units, self.quotations, self.language)


@cache
def stages(auditor: Auditor, text: str) -> Stages:
    """Layout, parse, units and quotations of a text."""
    article = layout(article_of(text, meta=Metadata(language="en")))
    parse = auditor.parser.parse(article)
    quotations = pair(text, tuple(block.span for block in article.blocks))
    return Stages(article, parse, segment(article, parse), quotations, auditor.language)


def found_by(kind: str, at: Stages, unit: UnitType) -> Iterable[Candidate]:
    """The candidates of one kind of evidence (a module of `provaudit.attribution`) for a text of one sentence."""
    if kind == "tagged":
        return plausibility().chosen(at.gathered().tagged)
    passage = Passage(at.sentence, at.article.text, at.language, unit, SURNAMES)
    found: Iterable[Candidate] = import_module(f"provaudit.attribution.{kind}").candidates(passage)
    return (c for c in found if c.content or c.cited)


def shown(found: Candidate | Attribution, text: str) -> dict[str, Any]:
    """Source, cue, content, hearer, lemma, scope and marks in words; what is empty is left out."""
    roles = {role: words(getattr(found, role), text) for role in ("source", "cue", "content", "hearer")}
    marks = [mark for mark in MARKS if getattr(found, mark)]
    said = {**roles, "lemma": found.lemma, "scope": found.scope.value, "stance": found.stance.value, "marks": marks}
    return {key: value for key, value in said.items() if value}


def words(spans: Spans, text: str) -> str:
    """Pieces in the order of the text, `+` between them, without the marks at their ends."""
    return " + ".join(span.trim(text, drop=",“”").of(text) for span in spans)


def table(kind: str) -> list[dict[str, Any]]:
    """The cases of `evidence/<kind>.yaml`: `text`, `found` (what `shown` gives; none where it is missing), `unit` (body, unless
    it says headline) and, where it fails today, `fails`."""
    return [{"found": [], "unit": "body", **case} for case in Document((FOLDER / f"{kind}.yaml").read_text(encoding="utf-8")).data]
