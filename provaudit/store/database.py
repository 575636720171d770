"""The store: one SQLite file in write-ahead mode, brought up to date by numbered migrations when it is opened."""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from provaudit.errors import InputError, NothingToReadError, OutputError, UsageError
from provaudit.store import rows

MIGRATIONS = Path(__file__).parent / "migrations"
MAGIC = b"SQLite format 3\x00"
PATIENCE = 60.0  # seconds that a writer waits for another
ASK_AGAIN = 0.02  # seconds between two attempts where SQLite does not wait by itself
BUSY = "another program is writing to it; try again when that has finished"
TABLES = (("statements", rows.statement_rows), ("links", rows.link_rows), ("findings", rows.finding_rows))


def is_store(path: Path) -> bool:
    """Whether the file is an SQLite database, by how it begins."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


class Store:
    """Audits in one file. Several processes may write to it at the same time; each audit is written whole or not at all."""

    def __init__(self, path: Path | str = ":memory:", *, create: bool = True) -> None:
        """Opens the file, or makes it where `create`. Raises NothingToReadError, InputError or OutputError where that cannot be."""
        self.path = str(path)
        if not create and not Path(path).is_file():
            raise NothingToReadError("there is no such store", where=self.path, hint="provaudit score FILE... --store makes one")
        with self._told():
            if create and self.path != ":memory:":
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            readable_only = not create and not (os.access(path, os.W_OK) and os.access(Path(path).absolute().parent, os.W_OK))
            self.connection = _copy(Path(path)) if readable_only else _connect(self.path)
            self.connection.execute("PRAGMA foreign_keys = ON")
            self._migrate()

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, documents: Iterable[rows.Document]) -> int:
        """Keeps audits (documents of provaudit-audit/1), each instead of an earlier one of the same article; how many they were.

        All in one transaction: hand over one at a time to keep each, many at a time to be fast. Raises OutputError.
        """
        number = 0
        with self.transaction():
            for document in documents:
                self.replace(document)
                number += 1
        return number

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing of what is written meanwhile. Raises OutputError where the file cannot take it (a full disk)."""
        with self._told(), self._transaction():
            yield self.connection

    def documents(self, wanted: Callable[[str], bool] = lambda _: True, *, week: str | None = None) -> Iterator[rows.Document]:
        """All audits whose key is `wanted`, or those of them that are of a week, whole, by date, publisher and article."""
        of_week = "WHERE week = ?" if week else ""
        query = f"SELECT key FROM audits {of_week} ORDER BY published, publisher, article, key"
        for (key,) in self.connection.execute(query, (week,) if week else ()):
            if wanted(key):
                (body,) = self.connection.execute("SELECT body FROM documents WHERE audit = ?", (key,)).fetchone()
                yield json.loads(zlib.decompress(body))

    def __len__(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM audits").fetchone()[0])

    def weeks(self) -> dict[str | None, int]:
        """How many audits each week has, oldest first; None stands for those without a date."""
        return dict(self.connection.execute("SELECT week, count(*) FROM audits GROUP BY week ORDER BY week"))

    def replace(self, document: rows.Document) -> None:
        """Puts one audit in place of an earlier one of the same article; for use inside a transaction."""
        row = rows.audit_row(document)
        self.connection.execute("DELETE FROM audits WHERE key = ?", (row["key"],))
        self._insert("audits", [row])
        for table, made in TABLES:
            self._insert(table, list(made(document)))
        body = zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
        self._insert("documents", [{"audit": row["key"], "body": body}])

    def _insert(self, table: str, many: list[rows.Row]) -> None:
        if many:
            columns = ", ".join(many[0])
            places = ", ".join(f":{name}" for name in many[0])
            self.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", many)

    def _migrate(self) -> None:
        """Runs the migrations that the file has not seen, under a lock, so that two processes do not both."""
        scripts = {int(path.stem): path for path in sorted(MIGRATIONS.glob("*.sql"))}
        newest = max(scripts)
        if self._version() == newest:
            return
        self._write_ahead()
        with self._transaction():
            version = self._version()
            if version > newest:
                raise UsageError(
                    "this store was made by a newer provaudit", where=self.path, hint="install that, or use another file"
                )
            if version == 0 and self.connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
                raise UsageError("this database is not a store of provaudit", where=self.path, hint="name another file")
            for number, path in scripts.items():
                if number > version:
                    for statement in _statements(path.read_text(encoding="utf-8")):
                        self.connection.execute(statement)
            self.connection.execute(f"PRAGMA user_version = {newest}")

    def _write_ahead(self) -> None:
        """Puts the file into write-ahead mode, which stays with it and is not possible inside a transaction.

        SQLite does not wait for who does the same at this moment, whatever the timeout (https://sqlite.org/c3ref/busy_handler.html:
        the handler is not asked where waiting could block both), so it is asked again.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(ASK_AGAIN)

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # a full disk may have ended it already
                self.connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite complains about, in our words."""
        try:
            yield
        except UnicodeEncodeError as error:
            raise InputError("an audit holds what is no text (a lone surrogate)", where=self.path) from error
        except OverflowError as error:
            raise InputError("an audit holds a number that is too large to be kept", where=self.path) from error
        except (FileExistsError, NotADirectoryError, PermissionError) as error:
            raise OutputError(f"its folder cannot be made: {error.strerror}", where=self.path) from error
        except sqlite3.OperationalError as error:
            hint = BUSY if "locked" in str(error) else None
            raise OutputError(f"the store cannot be used: {error}", where=self.path, hint=hint) from error
        except sqlite3.DatabaseError as error:
            raise InputError(f"this is no SQLite database: {error}", where=self.path, hint="name another file") from error


def _connect(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)


def _copy(path: Path) -> sqlite3.Connection:
    """A store that cannot be written to, in memory: reading one in write-ahead mode, or of an older version, writes beside it."""
    copy = _connect(":memory:")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as original:
        original.backup(copy)
    return copy


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would end the transaction that they have to be in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
