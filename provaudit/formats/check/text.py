"""Findings as lines for people and editors: `file:line:col: level rule message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provaudit.checks.outcome import Checked
from provaudit.formats import words
from provaudit.formats.check.base import Desk
from provaudit.model.lines import LineIndex


def render(checks: Iterable[Checked], desk: Desk) -> Iterator[str]:
    """A line a finding that stands, in text order; suppressed ones are only counted, at the end, where there are any."""
    rules = {compiled.rule.id: compiled.rule for compiled in desk.pack.finding}
    found = suppressed = articles = 0
    for checked in checks:
        lines = LineIndex(checked.audit.analysis.article.text)
        articles += 1
        for finding in checked.standing:
            rule = rules[finding.rule]
            place = f"{words.inert(checked.source)}:{lines.position(finding.span.start)}"
            yield f"{place}: {finding.level} {finding.rule} {words.inert(checked.about + finding.message)} [{rule.name}]\n"
        found += len(checked.standing)
        suppressed += len(checked.audit.findings) - len(checked.standing)
    aside = f", {suppressed} suppressed" if suppressed else ""
    yield f"{words.count(found, 'finding')} in {words.count(articles, 'article')}{aside}\n"
