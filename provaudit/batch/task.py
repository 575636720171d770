"""What travels between a run and its engines: articles to be audited, and what became of them. All of it can be pickled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from provaudit import __version__
from provaudit.api import laid_out
from provaudit.errors import ProvauditError
from provaudit.model.article import Article
from provaudit.store import rows
from provaudit.store.seen import key_of

if TYPE_CHECKING:
    from provaudit.api import Auditor
    from provaudit.checks.accepted import Accepted
    from provaudit.model.audit import Audit


@dataclass(frozen=True, slots=True)
class Task:
    """One article to be audited. `key` is that of its audit in a store; `fingerprint` changes with whatever changes the audit."""

    source: str
    article: Article
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task: a document of provaudit-audit/1 (or the audit itself, where that was asked for), or an error.

    `words` of the article were read."""

    words: int
    document: rows.Document | None = None
    audit: Audit | None = None
    error: ProvauditError | None = None


Batch = list[Task]
Done = list[tuple[Task, Result | None]]
"""The tasks of a batch with their results; None where every worker that tried died of it."""


class Engine(Protocol):
    """Something that has batches audited by a Scorer. Results come in any order, but each task has exactly one."""

    @property
    def jobs(self) -> int:
        """How many batches are audited at the same time."""
        ...

    def run(self, batches: Iterator[Batch]) -> Iterator[Done]:
        """Takes batches only when there is somebody to audit them. Raises what concerns all articles (ModelError, RuleError)."""
        ...


class Recipe:
    """All that an audit depends on beside its article: versions, models, language data, rules, settings that can change it."""

    def __init__(self, auditor: Auditor, accepted: Accepted) -> None:
        """Raises ModelError, RuleError and UsageError for what is wrong with models, pack and settings."""
        settings, pack = auditor.settings, auditor.pack
        entries = [entry.model_dump_json() for entry in accepted.entries if entry.until is None or accepted.today <= entry.until]
        made_of = [__version__, pack.name, pack.version, pack.hash, auditor.fingerprint, settings.language, entries]
        self._digest = _digest(made_of)

    def task(self, source: str, article: Article) -> Task:
        """The article as a task."""
        return Task(source, article, key_of(laid_out(article)), _digest([self._digest, asdict(article)]))


def _digest(what: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    return hashlib.sha256(json.dumps(what, separators=(",", ":")).encode()).hexdigest()[:32]
