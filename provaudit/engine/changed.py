"""Findings about paragraphs that changed: rules that speak up once, at the first use, speak up at the first one there too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from provaudit.engine.facts.subjects import ArticleSubject
from provaudit.engine.findings import find
from provaudit.engine.pack import RulePack
from provaudit.languages import Language
from provaudit.model.audit import Analysis, Finding

# Facts by which a rule speaks once an article, whoever the source is; by the others it speaks once a source or chain.
_ONCE = frozenset({"accusation_first", "poll_first"})


@dataclass(frozen=True, slots=True)
class Again:
    """A finding that says of changed words what `earlier` ones say of unchanged words before, which silenced it."""

    finding: Finding
    earlier: tuple[Finding, ...]


def again(
    analysis: Analysis, findings: tuple[Finding, ...], pack: RulePack, language: Language, changed: frozenset[int]
) -> Iterator[Again]:
    """What the rules would also say of the `changed` paragraphs if the article had been silent before.

    Only what they do say in the others, of the same source: what is well introduced there stays so.
    """
    units = {statement.id: statement.unit for statement in analysis.statements}
    paragraphs = {unit.id: unit.paragraph for unit in analysis.units}
    links = {s.id: frozenset(link.entity.id for link in s.chain[:-1]) for s in analysis.statements}
    once = {c.rule.id for c in pack.finding if any(_ONCE.intersection(condition.uses) for condition in c.when)}
    known = {(finding.rule, finding.span) for finding in findings}

    def inside(finding: Finding) -> bool:
        return finding.statement is not None and paragraphs[units[finding.statement]] in changed

    outside = [finding for finding in findings if finding.statement is not None and not inside(finding)]
    for finding in find(ArticleSubject(analysis, language, changed), pack):
        if not inside(finding) or (finding.rule, finding.span) in known:
            continue
        earlier = tuple(
            other
            for other in outside
            if other.rule == finding.rule
            and (finding.rule in once or links[finding.statement or ""] & links[other.statement or ""])
        )
        if earlier:
            yield Again(finding, earlier)
