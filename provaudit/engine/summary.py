"""An article's score: mean directness, distribution, shares, and how many origins stand behind it independently."""

from __future__ import annotations

from collections import Counter

from provaudit.engine.facts.article import independent_origins
from provaudit.engine.facts.statement import in_headline, in_lead
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.engine.rule import Grades
from provaudit.model.audit import Score, Summary
from provaudit.model.chain import Naming


def summarize(article: ArticleSubject, scores: tuple[Score, ...], grades: Grades) -> Summary:
    """The summary over the attributed statements and their scores, which are in the same order."""
    attributed = article.attributed
    total = len(article.statements)
    mean = _mean(attributed, scores)
    origins = Counter(subject.statement.origin.entity.id for subject in attributed)
    unnamed = sum(subject.statement.origin.entity.naming is not Naming.NAMED for subject in attributed)
    relayed = sum(bool(subject.statement.relays) for subject in attributed)
    counted = Counter(score.grade for score in scores)
    return Summary(
        statements=total,
        attributed=len(attributed),
        own_voice=total - len(attributed),
        directness=mean,
        grade=None if mean is None else grades.of(mean),
        grades={grade: counted[grade] for grade in (*grades.floors, "F")},
        share_own_voice=_share(total - len(attributed), total),
        share_unnamed=_share(unnamed, len(attributed)),
        share_relayed=_share(relayed, len(attributed)),
        share_single_origin=_share(max(origins.values(), default=0), len(attributed)),
        independent_origins=independent_origins(article),
    )


def _mean(attributed: tuple[StatementSubject, ...], scores: tuple[Score, ...]) -> float | None:
    """The mean to one decimal; a statement of the headline or the lead, which most readers see alone, counts twice."""
    if not scores:
        return None
    weights = [2 if in_headline(subject) or in_lead(subject) else 1 for subject in attributed]
    return round(sum(weight * score.directness for weight, score in zip(weights, scores, strict=True)) / sum(weights), 1)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
