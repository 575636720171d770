"""Audits as JSON, schema provaudit-audit/1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from provaudit.formats.audit import wire_v1 as wire
from provaudit.formats.audit.base import Look
from provaudit.model.article import UnitType
from provaudit.model.attribution import Attribution, Cue
from provaudit.model.audit import Analysis, Audit, Score
from provaudit.model.chain import Link, Statement
from provaudit.model.span import Span, Spans

SHARES = ("share_own_voice", "share_unnamed", "share_relayed", "share_single_origin")


def render(audits: Iterable[Audit], _look: Look) -> Iterator[str]:
    """One article: its document, indented. Several: an array of them. Same audit, same bytes."""
    ready: str | None = None
    many = False
    for audit in audits:
        if ready is not None:
            yield ("," if many else "[") + "\n" + ready
            many = True
        ready = json.dumps(to_dict(audit), ensure_ascii=False, indent=1)
    if ready is not None:
        yield f",\n{ready}\n]\n" if many else f"{ready}\n"


def to_dict(audit: Audit) -> dict[str, Any]:
    """The document as plain data, checked against the wire types."""
    return to_document(audit).model_dump(mode="json", by_alias=True)


def to_document(audit: Audit) -> wire.AuditDocument:
    """The audit in wire types."""
    analysis = audit.analysis
    article, text = analysis.article, analysis.article.text
    scores = {score.statement: score for score in audit.scores}
    meta, summary = article.meta, audit.summary
    return wire.AuditDocument(
        stamp=wire.Stamp(**_fields(audit.stamp)),
        article=wire.Article(
            id=article.id, **_fields(meta), length=len(text), notes=list(article.notes), credits=_credits(analysis)
        ),
        units=[wire.Unit(id=u.id, start=u.span.start, end=u.span.end, type=u.type, paragraph=u.paragraph) for u in analysis.units],
        attributions=[_attribution(a) for a in analysis.attributions if not a.nested],
        nested_attributions=[_attribution(a) for a in analysis.attributions if a.nested],
        entities=[
            wire.Entity(id=e.id, name=e.name, kind=e.kind, naming=e.naming, role=e.role, mentions=_ranges(e.mentions))
            for e in analysis.entities
        ],
        statements=[_statement(s, scores.get(s.id), text) for s in analysis.statements],
        findings=[
            wire.Finding(
                rule=f.rule,
                level=f.level,
                confidence=round(f.confidence, 4),
                message=f.message,
                statement=f.statement,
                span=_words(f.span, text),
                related=[_words(span, text) for span in f.related],
                fingerprint=f.fingerprint,
                suppressed=f.suppressed,
            )
            for f in audit.findings
        ],
        summary=wire.Summary(
            **_fields(summary)
            | {name: _rounded(getattr(summary, name), 4) for name in SHARES}
            | {"directness": _rounded(summary.directness, 2), "grades": dict(sorted(summary.grades.items()))}
        ),
    )


def _credits(analysis: Analysis) -> list[str]:
    """What says whose text it is beside the byline: “(Reuters) -”, “The Associated Press contributed to this report.”"""
    text = analysis.article.text
    lines = [unit.span for unit in analysis.units if unit.type is UnitType.CREDIT]
    lines += [block.dateline for block in analysis.article.blocks if block.dateline is not None]
    return [" ".join(span.of(text).split()) for span in sorted(lines)]


def _attribution(attribution: Attribution) -> wire.Attribution:
    return wire.Attribution(
        id=attribution.id,
        source=_ranges(attribution.source),
        cue=_ranges(attribution.cue),
        content=_ranges(attribution.content),
        lemma=attribution.lemma,
        stance=attribution.stance,
        scope=attribution.scope,
        mode=attribution.mode,
        confidence=round(attribution.confidence, 4),
        evidence=list(attribution.evidence),
    )


def _statement(statement: Statement, score: Score | None, text: str) -> wire.Statement:
    return wire.Statement(
        id=statement.id,
        unit=statement.unit,
        content=[_words(span, text) for span in statement.content],
        mode=statement.mode,
        cue=[_cue(cue, text) for cue in statement.cues],
        hedges=[_cue(cue, text) for cue in statement.hedges],
        flags=sorted(statement.flags),
        chain=[_link(link, text) for link in statement.chain],
        attributions=list(statement.attributions),
        directness=score.directness if score else None,
        grade=score.grade if score else None,
        score_terms=[wire.ScoreTerm(rule=t.rule, points=t.points, reason=t.reason) for t in score.terms] if score else [],
        confidence=round(statement.confidence, 4),
        because=[wire.Reason(step=r.step, text=r.text, spans=_ranges(r.spans)) for r in statement.because],
    )


def _link(link: Link, text: str) -> wire.Link:
    return wire.Link(
        entity=link.entity.name,
        entity_id=link.entity.id,
        kind=link.entity.kind,
        naming=link.entity.naming,
        medium=link.medium,
        cue=_cue(link.cue, text) if link.cue else None,
        mention=_words(link.mention, text) if link.mention else None,
        basis=_words(link.basis, text) if link.basis else None,
        terms=_words(link.terms, text) if link.terms else None,
    )


def _cue(cue: Cue, text: str) -> wire.Cue:
    return wire.Cue(start=cue.span.start, end=cue.span.end, text=cue.span.of(text), lemma=cue.lemma, stance=cue.stance)


def _words(span: Span, text: str) -> wire.Words:
    return wire.Words(start=span.start, end=span.end, text=span.of(text))


def _ranges(spans: Spans) -> list[wire.Range]:
    return [wire.Range(start=span.start, end=span.end) for span in spans]


def _fields(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of our flat dataclasses
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
