"""Runs the rules that make findings, and gives each finding a fingerprint that survives edits elsewhere in the text."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter

from provaudit.engine.facts.subjects import ArticleSubject, SourceSubject, StatementSubject, Subject, subjects
from provaudit.engine.pack import CompiledRule, RulePack
from provaudit.model.audit import Finding
from provaudit.model.span import Span, Spans

_WORD = re.compile(r"\w+")


def find(article: ArticleSubject, pack: RulePack) -> tuple[Finding, ...]:
    """All findings in text order, then in the order of the rules; one rule says nothing twice about the same words, and only one
    that asks for it (`quoted`) points at words inside quotation marks."""
    order = {compiled.rule.id: index for index, compiled in enumerate(pack.rules)}
    found: dict[tuple[str, Span], Finding] = {}
    for scope, groups in pack.openings.items():
        for subject in subjects(article, scope):
            hits = (rule for group in groups if group[0].may_hit(subject) for rule in group if rule.hits(subject))
            for compiled in hits:
                finding = _finding(compiled, subject)
                if compiled.rule.quoted or not article.in_quotation(finding.span):
                    found.setdefault((finding.rule, finding.span), finding)
    ordered = sorted(found.values(), key=lambda finding: (finding.span, order[finding.rule]))
    return _fingerprinted(ordered, article)


def _finding(compiled: CompiledRule, subject: Subject) -> Finding:
    assert compiled.rule.level is not None
    pieces: Spans = next((spans for place in compiled.at if (spans := place(subject))), (Span(0, 0),))
    beside = {span for place in compiled.related for span in place(subject)} - set(pieces)
    statement = _statement(subject)
    sure = 1.0 if statement is None else statement.statement.confidence
    return Finding(
        rule=compiled.rule.id,
        level=compiled.rule.level,
        confidence=round(compiled.rule.confidence * sure, 4),
        message=compiled.message_for(subject),
        span=pieces[0],
        statement=None if statement is None else statement.statement.id,
        related=(*pieces[1:], *sorted(beside)),
    )


def _statement(subject: Subject) -> StatementSubject | None:
    if isinstance(subject, SourceSubject):
        return subject.statement
    return subject if isinstance(subject, StatementSubject) else None


def _fingerprinted(findings: list[Finding], article: ArticleSubject) -> tuple[Finding, ...]:
    """Rule, words, the sentence around them, and the how-manieth such finding it is: no offset, no line, no sentence number."""
    seen: Counter[tuple[str, str, str]] = Counter()
    marked = []
    for finding in findings:
        unit = article.unit_at(finding.span.start)
        around = finding.span if unit is None else unit.span
        words = finding.rule, _plain(finding.span.of(article.text)), _plain(around.of(article.text))
        seen[words] += 1
        key = "\x1f".join((*words, str(seen[words])))
        marked.append(dataclasses.replace(finding, fingerprint=hashlib.sha256(key.encode()).hexdigest()[:16]))
    return tuple(marked)


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))
