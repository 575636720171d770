"""What people name as inputs: stores, files of audits, and articles; the first two into a store, the articles to be audited."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from provaudit.api import laid_out
from provaudit.errors import NothingToReadError, ProvauditError
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.formats.audit.wire_v1 import SCHEMA
from provaudit.model.article import Article
from provaudit.readers.base import read
from provaudit.store.database import Store, is_store
from provaudit.store.seen import Seen, key_of
from provaudit.store.sources import named_files, once
from provaudit.store.transfer import import_audits, is_parquet_of_audits

if TYPE_CHECKING:
    from provaudit.api import Auditor
    from provaudit.checks.accepted import Accepted

AUDITS = (".json", ".jsonl", ".ndjson", ".parquet")


@dataclass
class Taken:
    """A store with the audits that were there already, the articles that are still to be audited, and what could not be read."""

    store: Store
    articles: list[tuple[str, Article]] = field(default_factory=list)  # with the source that each is from
    errors: list[ProvauditError] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)  # the articles by their keys


def take_in(sources: list[str]) -> Taken:
    """Reads all sources. One store alone is used where it is and nothing is written to it; otherwise the store is in memory.

    Articles in folders that have no id are named after their path. Each is taken once; another version of one is an error.
    Raises NothingToReadError where there is nothing at all, or the error of the first source where none can be read.
    """
    if len(sources) == 1 and is_store(Path(sources[0])):
        return Taken(Store(sources[0], create=False))
    taken = Taken(Store())
    for source, name in [file for given in once(sources, is_store) for file in named_files(given, is_store)]:
        try:
            _take(source, name, taken)
        except ProvauditError as error:
            taken.errors.append(error)
    if not taken.articles and not len(taken.store):
        if taken.errors:
            raise taken.errors[0]
        raise NothingToReadError("there is nothing to read", where=", ".join(sources), hint="name articles, audits or a store")
    return taken


def audit_into(
    taken: Taken,
    articles: Iterable[tuple[str, Article]],
    auditor: Auditor,
    accepted: Accepted | None,
    tell: Callable[[str], None],
) -> None:
    """Audits articles into the store; what fails goes to the errors, `tell` hears what is being audited."""
    due = list(articles)
    for number, (source, article) in enumerate(due, 1):
        tell(f"auditing article {number} of {len(due)}, {source}")
        audit = auditor.audit_or_error(article, source)
        if isinstance(audit, ProvauditError):
            taken.errors.append(audit)
        else:
            taken.store.put([to_dict(accepted(audit) if accepted else audit)])


def _take(source: str, name: str | None, taken: Taken) -> None:
    path = Path(source)
    if is_store(path):
        with Store(path, create=False) as other:
            taken.store.put(other.documents())
    elif path.suffix in AUDITS and _holds_audits(path):
        import_audits(taken.store, path)
    else:
        for article in read(source, name=name):
            try:
                if isinstance(article, ProvauditError):
                    raise article
                known = laid_out(article)  # with the date that the text tells, or that had to be read
                if taken.seen.first(key_of(known), article, source):
                    taken.articles.append((source, replace(article, meta=known.meta, notes=known.notes)))
            except ProvauditError as error:
                taken.errors.append(error)


def _holds_audits(path: Path) -> bool:
    """Whether a file holds audits rather than articles, by its first record."""
    if path.suffix == ".parquet":
        return is_parquet_of_audits(path)
    try:
        with path.open("rb") as file:
            head = file.readline() if path.suffix != ".json" else file.read()
        first = json.loads(head)
    except (OSError, ValueError, RecursionError):
        return False
    if isinstance(first, list):
        first = first[0] if first else None
    return isinstance(first, dict) and first.get("schema") == SCHEMA
