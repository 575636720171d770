"""Each article once a run: what has been come across, and a second article that would take the place of the first."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from hashlib import sha256

from provaudit.errors import InputError
from provaudit.model.article import Article
from provaudit.store import rows
from provaudit.store.rows import writable


class Seen:
    """What a run has come across: keys of articles with their texts, and inputs. On disk, so that memory stays as it is."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # "": a temporary file
        self._rows.executescript(
            "PRAGMA journal_mode = OFF; CREATE TABLE seen (what TEXT PRIMARY KEY, text TEXT, place TEXT) WITHOUT ROWID"
        )

    def first(self, key: str, article: Article, source: str) -> bool:
        """Notes an article of `source`. Whether it is the first with its key; not so where the same words had it before.

        Raises InputError for other words under the key of an earlier article, because a store keeps one of them only; and for an
        article whose id or metadata no store can hold.
        """
        where = f"{source}, article {writable(article.id)}"
        for name, value in {"id": article.id, **asdict(article.meta)}.items():
            if value is not None and value != writable(value):
                hint = "write characters beyond U+FFFF whole, and names of files in UTF-8"
                raise InputError(f"its {name} holds half of a surrogate pair", where=where, hint=hint)
        text = sha256(article.text.encode()).hexdigest()
        before = self.add(key, text, where)
        if before is None or before[0] == text:
            return before is None
        what = "another version of this article was read before, and that one counts"
        raise InputError(what, where=where, hint=f"it is {before[1]}; only one can have the same address or id")

    def add(self, what: str, text: str = "", place: str = "") -> tuple[str, str] | None:
        """Notes a key or an input. If it was known already: the text and the place with which it was noted first."""
        values = [writable(value) for value in (what, text, place)]
        if self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", values).rowcount:
            return None
        found: tuple[str, str] = self._rows.execute("SELECT text, place FROM seen WHERE what = ?", values[:1]).fetchone()
        return found

    def __contains__(self, what: str) -> bool:
        return self._rows.execute("SELECT 1 FROM seen WHERE what = ?", (writable(what),)).fetchone() is not None


def key_of(article: Article) -> str:
    """The key in a store of an article that is laid out: what its text tells about publisher and date counts too."""
    meta = article.meta
    return rows.key({"article": {"id": article.id, "url": meta.url, "publisher": meta.publisher, "published": meta.published}})
