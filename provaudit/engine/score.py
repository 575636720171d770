"""Judges an analysis by a rule pack: a directness for every attributed statement, findings, and the article's summary."""

from __future__ import annotations

from dataclasses import dataclass

from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.engine.findings import find
from provaudit.engine.pack import RulePack
from provaudit.engine.summary import summarize
from provaudit.languages import Language
from provaudit.model.audit import Analysis, Finding, Score, ScoreTerm, Summary

FULL = 100


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say about one article. Scores are in the order of the statements, findings in text order."""

    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]
    summary: Summary


def judge(analysis: Analysis, pack: RulePack, language: Language) -> Judgement:
    """Scores, findings and summary; the same for the same analysis, pack and language (that of the analysis), always.

    Raises RuleError, with the rule's `file:line:col`, where an expression of the pack fails on this article.
    """
    article = ArticleSubject(analysis, language)
    scores = tuple(score(subject, pack) for subject in article.attributed)
    return Judgement(scores, find(article, pack), summarize(article, scores, pack.grades))


def score(subject: StatementSubject, pack: RulePack) -> Score:
    """The directness of an attributed statement: 100 and the points of all scoring rules that hit, held within 0..100.
    Terms are in the order of the rules; those of no points are left out."""
    terms = tuple(
        ScoreTerm(compiled.rule.id, points, compiled.message_for(subject))
        for compiled in pack.scoring
        if compiled.hits(subject) and (points := compiled.points_for(subject))
    )
    directness = min(FULL, max(0, FULL + sum(term.points for term in terms)))
    return Score(subject.statement.id, directness, pack.grades.of(directness), terms)
