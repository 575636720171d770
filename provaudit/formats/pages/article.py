"""What a report page shows of one audit, in words and numbers; the template only arranges."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from provaudit.engine.explained import Explained
from provaudit.formats import figures, words
from provaudit.formats.pages.marking import Mark, nested
from provaudit.formats.pages.picture import Hand, draw
from provaudit.model.article import Block, BlockKind, UnitType
from provaudit.model.audit import Audit, Finding, Level, Score
from provaudit.model.chain import Link, Statement
from provaudit.model.lines import LineIndex
from provaudit.model.span import Span

STATEMENT, EVIDENCE, FOUND = 0, 2, 1  # layers of marks: statements outside, what is evidence for them inside
HEADINGS = (BlockKind.HEADLINE, BlockKind.DECK, BlockKind.HEADING)
LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)  # worst first; of one level in the order of the text
CLAUSE_END = re.compile(r"[,.;:!?()“”\"—–\n]")
UNSTATED = (BlockKind.REFERENCE, BlockKind.CREDIT, BlockKind.BOILERPLATE)


class ArticleView:
    """The view of one audit; `key` keeps the ids of several articles in one page apart."""

    def __init__(self, audit: Audit, key: str) -> None:
        self.audit, self.key = audit, key
        self.analysis = audit.analysis
        self.article = self.analysis.article
        self.text = words.UNSAFE.sub("�", self.article.text)  # one for one: offsets hold
        self.lines = LineIndex(self.article.text)
        self.scores = words.scores_by_statement(audit)
        self.units = {unit.id: unit for unit in self.analysis.units}
        self.explained = Explained.of(self.analysis)
        self.numbers = {s.id: number for number, s in enumerate(self.analysis.statements, 1)}
        self.found: dict[str | None, list[Finding]] = {}
        for finding in figures.standing(audit):
            self.found.setdefault(finding.statement, []).append(finding)

    def fields(self) -> dict[str, Any]:
        """All that the template asks for."""
        rows = [self._row(s) for s in self.analysis.statements]
        blocks = self.article.blocks
        begin = _by_block(blocks, ((s.content[0], s) for s in self.analysis.statements))
        marks = _by_block(blocks, ((mark.span, mark) for mark in self._marks()))
        counted = figures.totals(self.audit)
        return {
            "key": self.key,
            "heading": words.heading(self.article),
            "source_line": words.source_line(self.article),
            "summary": self.audit.summary,
            "verdict": words.plain_verdict(self.audit.summary, counted),
            "totals": counted,
            "strip": [
                self._cell(number, block, begin[number])
                for number, block in enumerate(blocks)
                if begin[number] and block.kind not in UNSTATED
            ],
            "blocks": [self._block(number, block, marks[number]) for number, block in enumerate(blocks)],
            "rows": rows,
            "by_id": {row["id"]: row for row in rows},
            "sources": [self._source(line) for line in figures.sources(self.audit)],
            "unnamed": list(self._unnamed()),
            "headlines": list(self._headlines()),
            "open": self._worst_first(figures.standing(self.audit)),
            "suppressed": [self._finding(f) for f in self.audit.findings if f.suppressed is not None],
            "picture_of": draw(tuple(map(self._hand, s.chain)) for s in self.analysis.statements if s.attributed),
            "notes": [words.inert(note) for note in self.article.notes],
            "reading": words.READING,
            "stamp": self.audit.stamp,
        }

    def _cell(self, number: int, block: Block, begin: list[Statement]) -> dict[str, Any]:
        """One paragraph of the strip: its weakest statement, because that is what an editor looks for."""
        scores = [self.scores[s.id] for s in begin if s.id in self.scores]
        return {
            "at": f"{self.key}-p{number}",
            "weakest": min(scores, key=lambda score: score.directness, default=None),
            "said": f"{words.count(len(begin), 'statement')}, {len(scores)} attributed",
            "opening": words.shorten(words.inert(block.span.of(self.article.text)), 60),
        }

    def _block(self, number: int, block: Block, marks: list[Mark]) -> dict[str, Any]:
        kind = block.kind or BlockKind.BODY
        return {
            "at": f"{self.key}-p{number}",
            "kind": kind.value,
            "heading": kind in HEADINGS,
            "line": self.lines.position(block.span.start).line,
            "pieces": nested(self.text, block.span, marks),
        }

    def _marks(self) -> Iterator[Mark]:
        """Statements, and the words that speak for them; one mark for words that several statements share."""
        evidence: dict[tuple[Span, str], list[str]] = {}
        for s in self.analysis.statements:
            score = self.scores.get(s.id)
            for place, span in enumerate(s.content):
                yield Mark(span, f"st g-{score.grade if score else 'own'}" + ("" if place else " begin"), (s.id,), STATEMENT)
            pieces = [(cue.span, "cue") for cue in s.cues] + [(hedge.span, "hedge") for hedge in s.hedges]
            for link in s.chain:
                pieces += [
                    (span, kind) for span, kind in ((link.mention, "src"), (link.basis, "basis"), (link.terms, "terms")) if span
                ]
            for piece in pieces:
                evidence.setdefault(piece, []).append(s.id)
        for (span, kind), refs in evidence.items():
            yield Mark(span, kind, tuple(dict.fromkeys(refs)), EVIDENCE)
        for f in figures.standing(self.audit):
            yield Mark(f.span, f"found f-{f.level.value}", (f.statement,) if f.statement else (), FOUND)

    def _row(self, s: Statement) -> dict[str, Any]:
        score = self.scores.get(s.id)
        return {
            "id": s.id,
            "number": self.numbers[s.id],
            "line": self.lines.position(s.content[0].start).line,
            "unit": self.units[s.unit].type.value if s.unit in self.units else UnitType.BODY.value,
            "content": words.quoted(s.content, self.article),
            "mode": s.mode.value,
            "attributed": s.attributed,
            "chain": [self._link(link) for link in s.chain],
            "hops": s.hops,
            "score": score,
            "terms": self._terms(score),
            "sum": words.sum_of(score) if score else None,
            "named": figures.named(s),
            "relayed": bool(s.relays),
            "flags": sorted(flag.value.replace("_", " ") for flag in s.flags),
            "confidence": s.confidence,
            "findings": self._worst_first(self.found.get(s.id, [])),
            "because": [(r.step, words.inert(r.text)) for r in s.because],
        }

    def _terms(self, score: Score | None) -> list[tuple[int, str, str]]:
        return [(term.points, words.inert(term.reason), term.rule) for term in score.terms] if score else []

    def _link(self, link: Link) -> dict[str, Any]:
        text = self.article.text
        return {
            "name": words.inert(link.entity.name),
            "kind": link.entity.kind.value,
            "naming": link.entity.naming.value,
            "medium": words.inert(link.medium) if link.medium else None,
            "basis": words.inert(link.basis.of(text)) if link.basis else None,
            "terms": words.inert(self._to_its_end(link.terms).of(text)) if link.terms else None,
        }

    def _to_its_end(self, terms: Span) -> Span:
        """The terms with what stands behind them up to the next mark: "declining to be identified [because P]"."""
        mark = CLAUSE_END.search(self.article.text, terms.end)
        return Span(terms.start, mark.start() if mark else len(self.article.text))

    def _hand(self, link: Link) -> Hand:
        entity = link.entity
        about = entity.kind.value if entity.kind.value == "publisher" else f"{entity.kind.value}, {entity.naming.value}"
        return Hand(entity.id, words.inert(entity.name), about, entity.naming.value)

    def _source(self, line: figures.SourceLine) -> dict[str, Any]:
        entity = line.entity
        return {
            "name": words.inert(entity.name),
            "role": words.inert(entity.role) if entity.role else None,
            "kind": entity.kind.value,
            "naming": entity.naming.value,
            "origin_of": line.origin_of,
            "relay_of": line.relay_of,
            "share": line.share,
            "line": self.lines.position(line.first.start).line if line.first else None,
            "reply": line.reply,
        }

    def _unnamed(self) -> Iterator[dict[str, Any]]:
        """The unnamed origins with what the text says for them: an editor has to answer for each."""
        groups: dict[str, list[Statement]] = {}
        for s in self.analysis.statements:
            if s.attributed and not figures.named(s):
                groups.setdefault(s.origin.entity.id, []).append(s)
        for group in groups.values():
            links = [self._link(s.origin) for s in group]
            yield {
                "name": links[0]["name"],
                "naming": links[0]["naming"],
                "numbers": [(s.id, self.numbers[s.id]) for s in group],
                "basis": next((link["basis"] for link in links if link["basis"]), None),
                "terms": next((link["terms"] for link in links if link["terms"]), None) or self._told(group),
            }

    def _told(self, group: list[Statement]) -> str | None:
        """The sentence that tells the terms of one of them: "They spoke on condition of anonymity"."""
        units = dict.fromkeys(unit for s in group for unit in self.explained.units(s.unit, s.origin.entity.id))
        for s in self.analysis.statements:
            if s.unit in units and not s.attributed:
                return words.quoted(s.content, self.article)
        return next((words.quoted((self.units[unit].span,), self.article).removesuffix(".") for unit in units), None)

    def _headlines(self) -> Iterator[dict[str, Any]]:
        """Each headline with who stands behind it, and what was found about it."""
        for unit in self.analysis.units:
            if unit.type is UnitType.HEADLINE:
                yield {
                    "text": words.inert(unit.span.of(self.article.text)),
                    "rows": [self._row(s) for s in self.analysis.statements if s.unit == unit.id],
                    "findings": self._worst_first(f for f in figures.standing(self.audit) if f.span.overlaps(unit.span)),
                }

    def _worst_first(self, findings: Iterable[Finding]) -> list[dict[str, Any]]:
        return [self._finding(f) for f in sorted(findings, key=lambda f: LEVELS.index(f.level))]

    def _finding(self, f: Finding) -> dict[str, Any]:
        return {
            "level": f.level.value,
            "rule": f.rule,
            "at": str(self.lines.position(f.span.start)),
            "message": words.inert(f.message),
            "words": words.shorten(words.inert(f.span.of(self.article.text)), 80),
            "statement": f.statement,
            "number": self.numbers.get(f.statement or ""),
            "suppressed": words.inert(f.suppressed) if f.suppressed else None,
        }


Shown = TypeVar("Shown", Mark, Statement)


def _by_block(blocks: tuple[Block, ...], things: Iterable[tuple[Span, Shown]]) -> list[list[Shown]]:
    """For each block what lies in it; what lies in two is in both. Blocks are in order and do not overlap."""
    ends = [block.span.end for block in blocks]
    sorted_in: list[list[Shown]] = [[] for _ in blocks]
    for span, thing in things:
        number = bisect_right(ends, span.start)
        while number < len(blocks) and blocks[number].span.overlaps(span):
            sorted_in[number].append(thing)
            number += 1
    return sorted_in
