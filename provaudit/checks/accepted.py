"""Findings that a newsroom accepted stay suppressed wherever audits are shown or kept, not only in `provaudit check`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provaudit.checks import directives, suppressions
from provaudit.checks.outcome import Checked
from provaudit.checks.suppressions import Suppression

if TYPE_CHECKING:
    from provaudit.api import Auditor
    from provaudit.engine.pack import RulePack
    from provaudit.model.audit import Audit


@dataclass(frozen=True, slots=True)
class Accepted:
    """What comments in the articles and the suppressions file accept, on the day `today`."""

    pack: RulePack
    entries: tuple[Suppression, ...]
    today: datetime.date

    @classmethod
    def of(cls, auditor: Auditor, today: datetime.date | None = None) -> Accepted:
        """As the settings of the auditor say. Raises UsageError, RuleError for a mistake in the suppressions file or the pack."""
        path = auditor.settings.suppressions
        return cls(auditor.pack, suppressions.load(path) if path else (), today or datetime.date.today())

    def __call__(self, audit: Audit) -> Audit:
        """The same audit; findings that are accepted have the reason in `suppressed`."""
        checked = directives.apply(Checked(audit.analysis.article.id, audit), self.pack)
        return suppressions.apply(checked, self.entries, self.today).audit
