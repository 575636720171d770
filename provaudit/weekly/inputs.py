"""What a week's report is made of: the inputs, of which only the articles of the weeks that are compared are audited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provaudit.checks.accepted import Accepted
from provaudit.errors import ProvauditError
from provaudit.store import rows
from provaudit.store.database import Store
from provaudit.store.inputs import audit_into, take_in
from provaudit.weekly.build import latest
from provaudit.weekly.frames import WEEKS
from provaudit.weekly.week import Week

if TYPE_CHECKING:
    from provaudit.api import Auditor


@dataclass
class Gathered:
    """A store with all that the report needs, the week, and how many articles had no date. Close the store when done."""

    store: Store
    week: Week
    undated: int = 0
    errors: list[ProvauditError] = field(default_factory=list)


def gather(sources: list[str], auditor: Auditor, week: Week | None, tell: Callable[[str], None]) -> Gathered:
    """Reads all sources; articles are audited if they are of the week or of the weeks that it is compared with.

    Without a `week` it is the latest that any source has. `tell` hears what is being audited. Raises NothingToReadError where
    there is nothing at all, UsageError without any date.
    """
    taken = take_in(sources)
    dated = [(rows.week(article.meta.published), source, article) for source, article in taken.articles]
    chosen = week or _latest(taken.store, [name for name, _, _ in dated if name])
    wanted = {str(chosen.before(back)) for back in range(WEEKS)}
    due = [(source, article) for name, source, article in dated if name in wanted]
    audit_into(taken, due, auditor, Accepted.of(auditor, chosen.sunday) if due else None, tell)
    return Gathered(taken.store, chosen, sum(name is None for name, _, _ in dated), taken.errors)


def _latest(store: Store, weeks: list[str]) -> Week:
    known = [*weeks, *(week for week in store.weeks() if week)]
    return Week.parse(max(known)) if known else latest(store)
