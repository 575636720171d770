"""One article as `provaudit check` sees it: its audit with all findings, each standing or suppressed, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from provaudit.model.audit import Audit, Finding, Level
from provaudit.readers.base import stem_of

SEVERITY = {Level.NOTE: 1, Level.WARNING: 2, Level.ERROR: 3}

# Begins the reason of a suppression that stands in the article itself; formats tell the two kinds apart.
IN_TEXT = "in the text: "


@dataclass(frozen=True, slots=True)
class Checked:
    """An article that was checked. `source` is the input it came from, as it was named on the command line."""

    source: str
    audit: Audit
    problems: tuple[str, ...] = ()  # what people should know about suppressions
    unsigned: tuple[str, ...] = ()  # what keeps the article from being signed off, where that is asked for

    @property
    def article(self) -> str | None:
        """The article's id where the input does not tell it: an input that may hold several. None for one named after its file."""
        name = self.audit.analysis.article.id
        return None if (self.source == "-" and name == "stdin") or name == stem_of(Path(self.source)) else name

    @property
    def where(self) -> str:
        """The input, and which article of it where that is to be said, for messages to people."""
        return f"{self.source}, article {self.article}" if self.article else self.source

    @property
    def about(self) -> str:
        """What a message begins with where the place alone does not tell which article is meant; else nothing."""
        return f"article {self.article}: " if self.article else ""

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that nothing suppresses."""
        return tuple(finding for finding in self.audit.findings if finding.suppressed is None)

    def at_least(self, level: Level | None) -> tuple[Finding, ...]:
        """The standing findings of this level or above; none for None."""
        if level is None:
            return ()
        return tuple(finding for finding in self.standing if SEVERITY[finding.level] >= SEVERITY[level])

    def keeping(self, wanted: Callable[[Finding], bool]) -> Checked:
        """The same without the findings that are not wanted."""
        return self._with(finding for finding in self.audit.findings if wanted(finding))

    def adding(self, findings: Iterable[Finding]) -> Checked:
        """The same with more findings, in text order."""
        return self._with(sorted((*self.audit.findings, *findings), key=lambda finding: finding.span))

    def suppressing(self, reason: Callable[[Finding], str | None]) -> Checked:
        """The same with every standing finding suppressed for which there is a reason."""
        return self._with(
            finding if finding.suppressed is not None else replace(finding, suppressed=reason(finding))
            for finding in self.audit.findings
        )

    def telling(self, problems: Iterable[str]) -> Checked:
        """The same with more for people to know."""
        return replace(self, problems=(*self.problems, *problems))

    def _with(self, findings: Iterable[Finding]) -> Checked:
        return replace(self, audit=replace(self.audit, findings=tuple(findings)))


def paragraph_of(audit: Audit, finding: Finding) -> int | None:
    """The number of the paragraph in which a finding begins; None for one that points at nothing."""
    units = audit.analysis.units
    return next((unit.paragraph for unit in units if unit.span.start <= finding.span.start < unit.span.end), None)
