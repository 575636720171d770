"""What a store knows about a run over many articles: from what each audit was made, and which inputs failed and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from provaudit.store import rows
from provaudit.store.database import Store

MOST = 500  # values in one query; SQLite takes more, older builds 999


@dataclass(frozen=True, slots=True)
class Made:
    """An audit of the article with this key, and the fingerprint of what it was made from; None where nobody knows."""

    key: str
    fingerprint: str | None
    document: rows.Document


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that failed: at `place` in `source`. `key` and `fingerprint` are None where no article could be read."""

    source: str
    place: str
    what: str
    hint: str | None = None
    key: str | None = None
    fingerprint: str | None = None


class Ledger:
    """Reads and writes the tables `fingerprints` and `errors` of a store, each change in one transaction with its audits."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def made(self, keys: list[str]) -> dict[str, str]:
        """The fingerprints of the audits that are there, by key."""
        return dict(self._by_key("SELECT audit, fingerprint FROM fingerprints WHERE audit IN ", keys))

    def failed(self, keys: list[str]) -> dict[str, str]:
        """The fingerprints of the articles that failed, by key."""
        return dict(self._by_key("SELECT key, fingerprint FROM errors WHERE key IN ", keys))

    def keep(self, made: Iterable[Made], failed: Iterable[Failed] = ()) -> None:
        """Keeps audits and failures, each instead of what was known about the same article. Raises OutputError."""
        with self.store.transaction() as connection:
            for one in made:
                self.store.replace(one.document)
                if one.fingerprint is not None:
                    connection.execute("INSERT INTO fingerprints VALUES (?, ?)", (rows.key(one.document), one.fingerprint))
                connection.execute("DELETE FROM errors WHERE key = ?", (one.key,))
            for failure in failed:
                connection.execute("DELETE FROM errors WHERE key = ?", (failure.key,))
                self._add(failure)

    def begin(self, sources: Iterable[str], failed: Iterable[Failed]) -> None:
        """Forgets what could not be read in `sources`, which are read again; notes what cannot be read now. Raises OutputError."""
        with self.store.transaction() as connection:
            names = [(rows.writable(source),) for source in sources]
            connection.executemany("DELETE FROM errors WHERE source = ? AND key IS NULL", names)
            for failure in failed:
                self._add(failure)

    def forget(self, key: str) -> None:
        """Forgets that the article failed. Raises OutputError."""
        with self.store.transaction() as connection:
            connection.execute("DELETE FROM errors WHERE key = ?", (key,))

    def errors(self) -> Iterator[Failed]:
        """All failures, by source and place."""
        query = "SELECT source, place, what, hint, key, fingerprint FROM errors ORDER BY source, place"
        return (Failed(*row) for row in self.store.connection.execute(query))

    def _add(self, failure: Failed) -> None:
        words = (failure.source, failure.place, failure.what, failure.hint, failure.key, failure.fingerprint)
        values = [None if one is None else rows.writable(one) for one in words]  # names of files need not be UTF-8
        self.store.connection.execute("INSERT OR REPLACE INTO errors VALUES (?, ?, ?, ?, ?, ?)", values)

    def _by_key(self, query: str, keys: list[str]) -> Iterator[tuple[str, str]]:
        for at in range(0, len(keys), MOST):
            some = keys[at : at + MOST]
            yield from self.store.connection.execute(f"{query} ({', '.join('?' * len(some))})", some)


def error_lines(errors: Iterable[Failed]) -> Iterator[str]:
    """The failures as JSON Lines: input, place, what is wrong, and what to do."""
    for one in errors:
        line = {"source": one.source, "place": one.place, "what": one.what, "hint": one.hint}
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
