"""What a week's report is made of: stores, files of audits, and articles that are audited on the way, in one store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from provaudit.checks.accepted import Accepted
from provaudit.errors import NothingToReadError, ProvauditError
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.formats.audit.wire_v1 import SCHEMA
from provaudit.model.article import Article
from provaudit.readers.base import READERS, read
from provaudit.store import rows
from provaudit.store.database import Store, is_store
from provaudit.store.transfer import import_audits
from provaudit.weekly.build import latest
from provaudit.weekly.frames import WEEKS
from provaudit.weekly.week import Week

if TYPE_CHECKING:
    from provaudit.api import Auditor

AUDITS = (".json", ".jsonl", ".ndjson", ".parquet")


@dataclass
class Gathered:
    """A store with all that the report needs, the week, and how many articles had no date. Close the store when done."""

    store: Store
    week: Week
    undated: int = 0
    errors: list[ProvauditError] = field(default_factory=list)


def gather(sources: list[str], auditor: Auditor, week: Week | None, tell: Callable[[str], None]) -> Gathered:
    """Reads all sources; articles are audited if they are of the week or of the weeks that it is compared with.

    Without a `week` it is the latest that any source has. One store alone is read where it is, and nothing is written to it.
    `tell` hears what is being audited. Raises NothingToReadError where there is nothing at all, UsageError without any date.
    """
    if len(sources) == 1 and is_store(Path(sources[0])):
        store = Store(sources[0], create=False)
        return Gathered(store, week or latest(store))
    found = Gathered(Store(), week or Week.parse("0001-W01"))
    articles: list[tuple[str, Article]] = []
    for source in [path for given in sources for path in files_of(given)]:
        try:
            articles += _taken_in(source, found)
        except ProvauditError as error:
            found.errors.append(error)
    if not articles and not len(found.store):
        if found.errors:
            raise found.errors[0]
        raise NothingToReadError("there is nothing to read", where=", ".join(sources), hint="name articles, audits or a store")
    dated = [(rows.week(article.meta.published), source, article) for source, article in articles]
    found.week = week or _latest(found.store, [name for name, _, _ in dated if name])
    wanted = {str(found.week.before(back)) for back in range(WEEKS)}
    due = [(source, article) for name, source, article in dated if name in wanted]
    found.undated = sum(name is None for name, _, _ in dated)
    accepted = Accepted.of(auditor, found.week.sunday) if due else None
    for number, (source, article) in enumerate(due, 1):
        tell(f"auditing article {number} of {len(due)}, {source}")
        audit = auditor.audit_or_error(article, source)
        if isinstance(audit, ProvauditError):
            found.errors.append(audit)
        else:
            found.store.put([to_dict(accepted(audit) if accepted else audit)])
    return found


def _taken_in(source: str, found: Gathered) -> list[tuple[str, Article]]:
    """Puts audits into the store and gives articles back, to be audited when it is known which."""
    path = Path(source)
    if is_store(path):
        with Store(path, create=False) as other:
            found.store.put(other.documents())
        return []
    if path.suffix in AUDITS and _holds_audits(path):
        import_audits(found.store, path)
        return []
    articles = []
    for article in read(source):
        if isinstance(article, ProvauditError):
            found.errors.append(article)
        else:
            articles.append((source, article))
    return articles


def files_of(given: str) -> Iterator[str]:
    """A folder stands for all files in and below it that can be read, in the order of their names; hidden ones are left out."""
    path = Path(given)
    if given == "-" or not path.is_dir():
        yield given
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not hidden and (file.suffix.lower() in {*READERS, ".parquet"} or is_store(file)):
            yield str(file)


def _holds_audits(path: Path) -> bool:
    """Whether a file holds audits rather than articles, by its first record."""
    if path.suffix == ".parquet":
        return True
    try:
        with path.open("rb") as file:
            head = file.readline() if path.suffix != ".json" else file.read()
        first = json.loads(head)
    except (OSError, ValueError, RecursionError):
        return False
    if isinstance(first, list):
        first = first[0] if first else None
    return isinstance(first, dict) and first.get("schema") == SCHEMA


def _latest(store: Store, weeks: list[str]) -> Week:
    known = [*weeks, *(week for week in store.weeks() if week)]
    return Week.parse(max(known)) if known else latest(store)
