"""For notebooks and scripts: audit a text, or many on several cores. `provaudit.frames` makes pandas frames of what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from provaudit.api import Auditor, article_of
from provaudit.batch.engines import cut, named
from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Batch, Task
from provaudit.config import Settings
from provaudit.errors import InputError, ProvauditError
from provaudit.model.article import Article, Metadata
from provaudit.model.audit import Audit
from provaudit.readers.keys import renamed
from provaudit.readers.records import Record, with_values

SHAPE = 'a text, or a record {"id": ..., "text": ...}'
WINDOW = 256  # articles that are read ahead: those of like length go together


def audit(text: str, *, settings: Settings | None = None, **meta: str | None) -> Audit:
    """The audit of a text. `meta` is what is known about it: id, publisher, title, byline, published, url, section, language.

    The first call loads the models, which takes some seconds. Raises InputError for a text that cannot be audited (another
    language), NothingToReadError for an empty one.
    """
    return _auditor(settings or Settings()).audit_text(text, **meta)  # type: ignore[arg-type]


def audit_many(
    articles: Iterable[str | Mapping[str, Any] | Article | ProvauditError], *, jobs: int = 1, settings: Settings | None = None
) -> Iterator[Audit | ProvauditError]:
    """The audits of many articles in their order: texts, records as in .jsonl files (`{"id", "text", "publisher" ...}`), or what
    `articles` reads. What cannot be audited comes as its error, so that results can be zipped with what they are of.

    With several `jobs` in worker processes, each with its own models (about 1 GB); a script then needs the usual
    `if __name__ == "__main__":`. For corpora that take hours use `provaudit batch`, which can be stopped and goes on.
    Raises ModelError, RuleError and UsageError for mistakes in the settings.
    """
    scorer = Scorer(settings, whole=True)
    numbered = enumerate(articles)
    with named("processes" if jobs > 1 else "inline").start(scorer, jobs) as engine:
        while some := list(islice(numbered, WINDOW)):
            tasks = {str(number): _task(number, article) for number, article in some}
            found = {key: failure for key, failure in tasks.items() if isinstance(failure, ProvauditError)}
            due: Batch = [task for task in tasks.values() if isinstance(task, Task)]
            for done in engine.run(cut(due, engine.jobs)):
                for task, result in done:
                    found[task.key] = (result.audit or result.error) if result else _died(task)  # type: ignore[assignment]
            yield from (found[key] for key in tasks)


def articles(*inputs: str | Path, publisher: str | None = None) -> Iterator[Article | ProvauditError]:
    """The articles of files and folders, in all formats that `provaudit batch` takes and named as it names them; what cannot be
    read comes as its error."""
    from provaudit.readers.base import read
    from provaudit.store.sources import named_files

    for path, name in (file for given in inputs for file in named_files(str(given))):
        try:
            yield from read(path, Metadata(publisher=publisher), name=name)
        except ProvauditError as error:
            yield error


@cache
def _auditor(settings: Settings) -> Auditor:
    return Auditor(settings)


def _task(number: int, given: object) -> Task | ProvauditError:
    """What is to be audited; for what is no text, record or article, or a broken one, its error."""
    try:
        article = _article(given, f"text-{number + 1}", f"article {number + 1}")
    except ProvauditError as error:
        return error
    return article if isinstance(article, ProvauditError) else Task("audit_many", article, str(number), "")


def _article(given: object, name: str, where: str) -> Article | ProvauditError:
    if isinstance(given, (Article, ProvauditError)):
        return given
    if isinstance(given, str):
        return article_of(given, id=name)
    if not isinstance(given, Mapping):
        raise InputError(f"this is no article but {type(given).__name__}", where=where, hint=SHAPE)
    try:
        record = Record.model_validate(renamed(with_values(given))[0])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InputError(f"this is no article record: {first['loc'][0]}: {first['msg'].lower()}", where=where, hint=SHAPE) from None
    meta = Metadata(**record.model_dump(exclude={"id", "text"}))
    return article_of(record.text, id=name if record.id in (None, "") else str(record.id), meta=meta)


def _died(task: Task) -> ProvauditError:
    return InputError("the workers that audited it died", where=task.article.id, hint="with jobs=1 there is more memory for it")
