"""What models found once, kept by what they were given: in this process, and in one file for the next one.

A memory changes how long something takes and nothing else. Whatever is wrong with its file (it cannot be written, another process
holds it, the disk is full, its bytes are damaged) means that the models are asked again.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

FILE = "paragraphs-2.sqlite"  # another layout of the file is another name
MOST_IN_PROCESS = 16_000_000  # bytes of values, packed: some 10,000 paragraphs
MOST_AT_HAND = 500  # values that are not packed, some 5 MB: those of the last two or three articles
MOST_IN_FILE = 128_000_000  # bytes of the file: some 1,500 articles
PATIENCE = 0.2  # seconds to wait for another process that writes; asking the models takes about as long
AT_ONCE = 500  # keys in one query

_MAKING = threading.Lock()


class Memory:
    """Values that JSON can hold, by keys. Threads and processes may share one; `folder` None keeps nothing beyond the process."""

    def __init__(
        self, folder: Path | None = None, *, most_in_file: int = MOST_IN_FILE, most_in_process: int = MOST_IN_PROCESS
    ) -> None:
        self.folder = folder
        self._most_in_file, self._most_in_process = most_in_file, most_in_process
        self._known: dict[bytes, bytes] = {}
        self._at_hand: dict[bytes, Any] = {}  # unpacking takes longer than all else that is done with a value
        self._size = 0
        self._lock = threading.Lock()

    def copy(self) -> Memory:
        """Another memory that knows what this one knows in the process."""
        other = Memory(self.folder, most_in_file=self._most_in_file, most_in_process=self._most_in_process)
        other._learn(self._known, self._at_hand)
        return other

    def through(self, keys: Sequence[bytes], make: Callable[[list[int]], Iterable[Any]], *, lasting: bool = True) -> list[Any]:
        """The value of each key: what is remembered, and else what `make` gives for the keys' indexes, all asked for at once;
        it is remembered then. A value is not to be changed. What is not `lasting` is remembered in this process and for a while; it
        may be anything."""
        values = {key: self._at_hand[key] for key in keys if key in self._at_hand}
        packed = self._packed([key for key in keys if key not in values]) if lasting else {}
        values |= {key: value for key, data in packed.items() if (value := _unpacked(data)) is not None}
        first = {key: index for index, key in reversed(list(enumerate(keys))) if key not in values}
        wanted = sorted(first.values())
        made = {keys[index]: value for index, value in zip(wanted, make(wanted) if wanted else (), strict=True)}
        values |= made
        if lasting:
            packed |= {key: _packed(value) for key, value in made.items()}
            self._write({key: packed[key] for key in made})
        self._learn({key: data for key, data in packed.items() if key in values}, values)
        return [values[key] for key in keys]

    def _packed(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found = {key: self._known[key] for key in keys if key in self._known}
        return found | self._read(list(dict.fromkeys(key for key in keys if key not in found)))

    def _learn(self, packed: dict[bytes, bytes], values: dict[bytes, Any]) -> None:
        with self._lock:
            for key, data in packed.items():
                self._size += len(data) - len(self._known.get(key, b""))
                self._known[key] = data
            while self._size > self._most_in_process:
                self._size -= len(self._known.pop(next(iter(self._known))))
            self._at_hand |= values
            while len(self._at_hand) > MOST_AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]

    def _read(self, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}

        def read(file: sqlite3.Connection) -> None:
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                found.update(file.execute(f"SELECT key, value FROM kept WHERE key IN ({','.join('?' * len(some))})", some))

        if keys and self.folder is not None and (self.folder / FILE).is_file():
            self._visit(self.folder, read)
        return {key: value for key, value in found.items() if isinstance(value, bytes)}

    def _write(self, made: dict[bytes, bytes]) -> None:
        def write(file: sqlite3.Connection) -> None:
            file.execute("CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB)")
            file.executemany("INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)", made.items())
            pages, unused, size = (file.execute(f"PRAGMA {n}").fetchone()[0] for n in ("page_count", "freelist_count", "page_size"))
            if (pages - unused) * size > self._most_in_file:  # the older half goes; what it took is written on again
                file.execute("DELETE FROM kept WHERE id <= (SELECT (min(id) + max(id)) / 2 FROM kept)")

        if made and self.folder is not None:
            self._visit(self.folder, write)

    def _visit(self, folder: Path, work: Callable[[sqlite3.Connection], None]) -> None:
        """Opens the file for one piece of work: a connection must not outlive a fork, and opening takes less than a millisecond."""
        path = folder / FILE
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep_private(path)
            with closing(sqlite3.connect(path, timeout=PATIENCE)) as file, file:
                file.execute("PRAGMA journal_mode = WAL")
                file.execute("PRAGMA synchronous = NORMAL")
                work(file)
        except (OSError, sqlite3.OperationalError):  # locked, full, read-only: next time perhaps
            pass
        except sqlite3.DatabaseError:  # damaged: it is of no use to anybody
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _keep_private(path: Path) -> None:
    """Makes the file where it is missing, and lets nobody but its owner read it: it holds words of drafts.

    SQLite gives what it writes beside it the same mode. One at a time in this process, because closing a file takes away the locks
    that SQLite holds on it for other threads. Raises OSError where the file cannot be made.
    """
    with _MAKING:
        if not path.exists():
            path.touch(mode=0o600)
        elif path.stat().st_mode & 0o077:  # of a version that left it to the umask
            with suppress(OSError):  # another's file
                path.chmod(0o600)


def _packed(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON holds
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 1)


def _unpacked(data: bytes) -> Any:  # noqa: ANN401
    """None for bytes that are not what was packed: zlib's sum tells."""
    try:
        return json.loads(zlib.decompress(data))
    except (zlib.error, ValueError):
        return None
