"""The formats of `provaudit check` by name. A new one is a module with `render` and a line in CHECK_FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from provaudit.model.audit import Level

if TYPE_CHECKING:
    from provaudit.checks.outcome import Checked
    from provaudit.engine.pack import RulePack


@dataclass(frozen=True, slots=True)
class Desk:
    """What all checks of one run have in common: the rules, and the level that stops a story (None: none does)."""

    pack: RulePack
    fail_on: Level | None


Render = Callable[["Iterable[Checked]", Desk], Iterator[str]]
"""Checked articles in, pieces of text out; the last piece ends with a newline."""


@dataclass(frozen=True, slots=True)
class CheckFormat:
    """A format as the command line knows it. The module is loaded when something is rendered."""

    module: str
    about: str

    def render(self, checks: Iterable[Checked], desk: Desk) -> Iterator[str]:
        """The findings as text, piece by piece."""
        render: Render = import_module(self.module).render
        return render(checks, desk)


CHECK_FORMATS: dict[str, CheckFormat] = {
    "text": CheckFormat("provaudit.formats.check.text", "file:line:col: level rule message"),
    "json": CheckFormat("provaudit.formats.check.json_v1", "schema provaudit-check/1"),
    "sarif": CheckFormat("provaudit.formats.check.sarif", "SARIF 2.1.0, chains as code flows"),
    "github": CheckFormat("provaudit.formats.check.github", "annotations of GitHub Actions"),
    "junit": CheckFormat("provaudit.formats.check.junit", "JUnit XML"),
}
