"""How time and memory of the weekly report grow with the number of stored audits."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from provaudit.bench.speed import Process, run
from provaudit.errors import NothingToReadError
from provaudit.store import rows
from provaudit.store.database import Store

BATCH = 500
DAYS = ("2026-11-16", "2026-11-18", "2026-11-20", "2026-11-22")
WEEK = "2026-W47"


@dataclass(frozen=True, slots=True)
class Grown:
    """A store of so many audits: seconds to write it, its size in megabytes, and the weekly report over it."""

    audits: int
    seconds: float
    megabytes: float
    weekly: Process


def measure(source: Path, sizes: list[int]) -> Iterator[Grown]:
    """Copies the audits of a store under new names until there are enough, all of them of one week, and reports on it."""
    with Store(source, create=False) as store:
        models = list(store.documents())
    if not models:
        raise NothingToReadError("this store is empty", where=str(source), hint="provaudit score FILE... --store fills one")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "audits.db"
            start = time.perf_counter()
            with Store(path) as store:
                copies = _copies(models, size)
                while batch := list(islice(copies, BATCH)):
                    store.put(batch)
            seconds = time.perf_counter() - start
            megabytes = path.stat().st_size / 1e6
            weekly = run(["weekly", str(path), "--week", WEEK, "--no-echo", "--out", folder], f"weekly over {size} audits")
        yield Grown(size, seconds, megabytes, weekly)


def _copies(models: list[rows.Document], size: int) -> Iterator[rows.Document]:
    for number, model in enumerate(islice(cycle(models), size)):
        yield model | {"article": model["article"] | {"id": f"copy-{number}", "url": None, "published": DAYS[number % len(DAYS)]}}
