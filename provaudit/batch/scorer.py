"""The Scorer: loads once, then maps batches of articles to audits. Every engine uses it, and any other may."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from provaudit.api import Auditor
from provaudit.batch.task import Result, Task
from provaudit.checks.accepted import Accepted
from provaudit.config import Settings
from provaudit.errors import InputError, ProvauditError
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.model.article import Article
from provaudit.nlp.memory import Memory
from provaudit.remembered import forget

REMEMBERED = 2_000_000  # bytes of paragraphs, packed, some 1,200: what stands below every article of a paper is among them


class Scorer:
    """Audits batches. Pickled, it is nothing but its settings: models are loaded where it is used, once, on first use.

    `today` decides which suppressions still count; with `whole`, results hold Audits instead of documents.
    """

    def __init__(self, settings: Settings | None = None, today: datetime.date | None = None, whole: bool = False) -> None:
        self.settings = settings or Settings()
        self.today = today or datetime.date.today()
        self.whole = whole

    def __reduce__(self) -> tuple[type[Scorer], tuple[Settings, datetime.date, bool]]:
        return type(self), (self.settings, self.today, self.whole)

    @cached_property
    def auditor(self) -> Auditor:
        """Its own Auditor. Few paragraphs are remembered, and in no file: most of a corpus do not come again."""
        settings = self.settings.model_copy(update={"cache": "off"})
        return Auditor(settings, parser=Auditor(settings).parser.remembering(Memory(most_in_process=REMEMBERED)))

    @cached_property
    def accepted(self) -> Accepted:
        """What the newsroom accepts. Raises UsageError and RuleError."""
        return Accepted.of(self.auditor, self.today)

    def load(self) -> None:
        """Loads pack and models now. Raises ModelError, RuleError and UsageError: they concern all articles."""
        _ = self.accepted, self.auditor.language
        self.auditor.parser.load()

    def __call__(self, tasks: Sequence[Task]) -> list[Result]:
        """The results in the order of the tasks. Raises what `load` raises; all else that can go wrong is a result."""
        results = [self._result(task.source, task.article) for task in tasks]
        forget()  # other articles have other words: kept, they would only fill the memory of a long run
        return results

    def records(self, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, str | None]]:
        """For engines that have rows instead of articles: records as in .jsonl (`id`, `text`, `publisher` ...) in, and out comes
        for each `{"id", "audit", "error"}`: the audit as JSON, or what is wrong."""
        from provaudit.readers.base import completed
        from provaudit.readers.records import many, with_values

        read = [with_values(record) for record in records]
        for record, item in zip(read, many(read, "records", "record"), strict=True):
            result = self._result("records", completed(item))
            audit = json.dumps(result.document, ensure_ascii=False) if result.document else None
            yield {"id": record.get("id"), "audit": audit, "error": str(result.error) if result.error else None}

    def _result(self, source: str, article: Article | InputError) -> Result:
        if isinstance(article, InputError):
            return Result(0, error=article)
        words = len(article.text.split())
        audit = self.auditor.audit_or_error(article, source)
        if isinstance(audit, ProvauditError):
            return Result(words, error=audit)
        try:
            accepted = self.accepted(audit)
            return Result(words, audit=accepted) if self.whole else Result(words, to_dict(accepted))
        except Exception as error:  # a mistake of ours must not take the other articles with it
            return Result(words, error=InputError(f"provaudit failed on it: {type(error).__name__}: {error}", where=source))
