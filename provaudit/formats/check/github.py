"""Findings as annotations that GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provaudit.checks.outcome import Checked
from provaudit.formats import words
from provaudit.formats.check.base import Desk
from provaudit.model.audit import Level
from provaudit.model.lines import LineIndex

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(checks: Iterable[Checked], desk: Desk) -> Iterator[str]:
    """A workflow command a finding that stands."""
    rules = {compiled.rule.id: compiled.rule for compiled in desk.pack.finding}
    for checked in checks:
        lines = LineIndex(checked.audit.analysis.article.text)
        for finding in checked.standing:
            rule = rules[finding.rule]
            start, end = lines.position(finding.span.start), lines.position(finding.span.end)
            fields = {"file": checked.source, "line": start.line, "endLine": end.line}
            if start.line == end.line:  # GitHub takes columns only within one line
                fields |= {"col": start.column, "endColumn": max(start.column, end.column - 1)}
            fields["title"] = f"{rule.id} {rule.name}"
            listed = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items())
            message = words.inert(f"{checked.about}{finding.message} {rule.fix}")
            yield f"::{_COMMANDS[finding.level]} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(words.UNSAFE.sub("�", text)).replace(":", "%3A").replace(",", "%2C")
