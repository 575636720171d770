"""Audits as CSV, one statement a row, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from provaudit.formats import words
from provaudit.formats.audit.base import Look
from provaudit.formats.figures import standing
from provaudit.model.audit import Audit
from provaudit.model.lines import LineIndex

COLUMNS = (
    "article", "publisher", "published", "statement", "unit", "line", "start", "end", "content", "mode", "chain", "hops", "origin",
    "origin_kind", "origin_naming", "medium", "directness", "grade", "score", "flags", "confidence", "findings",
)  # fmt: skip


def render(audits: Iterable[Audit], _look: Look) -> Iterator[str]:
    """A header line, then the rows article by article. Text that a spreadsheet would run as a formula gets a leading '."""
    yield _line(COLUMNS)
    for audit in audits:
        yield from (_line(row) for row in _rows(audit))


def _rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    article = audit.analysis.article
    lines = LineIndex(article.text)
    scores = words.scores_by_statement(audit)
    for s in audit.analysis.statements:
        score = scores.get(s.id)
        origin = s.origin
        start, end = s.content[0].start, s.content[-1].end
        yield (
            article.id, article.meta.publisher, article.meta.published, s.id, s.unit, lines.position(start).line, start, end,
            words.quoted(s.content, article), s.mode.value, words.ARROW.join(link.entity.name for link in s.chain),
            s.hops, origin.entity.name, origin.entity.kind.value, origin.entity.naming.value, origin.medium,
            score.directness if score else None, score.grade if score else None, words.sum_of(score) if score else None,
            " ".join(sorted(s.flags)), round(s.confidence, 4),
            " ".join(f.rule for f in standing(audit) if f.statement == s.id),
        )  # fmt: skip


def _line(row: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(words.cell(value) for value in row)
    return line.getvalue()
