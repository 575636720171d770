"""Kills a run over invented articles again and again, at random moments, and looks whether anything was lost or doubled."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from provaudit.bench import invented, processes
from provaudit.errors import ProvauditError
from provaudit.store.database import Store
from provaudit.store.ledger import Ledger
from provaudit.store.transfer import jsonl

SENTENCES = 3
WORKERS_SHARE = 0.25  # of kills that are for a worker; the run itself then has to go on
LONGEST = 2.5  # times as long as it takes to the first audit: the latest moment of a kill


@dataclass(slots=True)
class Killed:
    """What came of it: kills of runs and of workers, how often a corpus was finished in spite of them, and seconds in all."""

    articles: int
    runs: int = 0
    workers: int = 0
    finished: int = 0
    seconds: float = 0.0

    @property
    def kills(self) -> int:
        """All of them."""
        return self.runs + self.workers


def kill(articles: int, kills: int, jobs: int, seed: int, watch: Callable[[Killed], object] = lambda _: None) -> Killed:
    """Runs `provaudit batch` over so many articles, kills it `kills` times, and compares the store with that of a quiet run
    each time when all are done, and in the end. Raises ProvauditError where they differ, UsageError without psutil."""
    processes.require()
    chance, done = Random(seed), Killed(articles)
    start = time.monotonic()
    with TemporaryDirectory(prefix="provaudit-kill-") as folder:
        corpus = Path(folder, "corpus.jsonl")
        invented.write(corpus, articles, SENTENCES)
        expected, first = _quiet(corpus, Path(folder, "quiet.db"), jobs)
        while True:
            store = Path(folder, f"victim-{done.finished}.db")
            while not _survived(corpus, store, jobs, done, kills, chance, first * LONGEST):
                done.seconds = time.monotonic() - start
                watch(done)
            _compare(_contents(store), expected, articles)
            done.finished += 1
            done.seconds = time.monotonic() - start
            watch(done)
            if done.kills >= kills:
                return done


def _quiet(corpus: Path, store: Path, jobs: int) -> tuple[list[str], float]:
    """What the store of a run holds that nobody kills, and the seconds to its first audit."""
    start, first = time.monotonic(), 0.0
    with _running(corpus, store, jobs) as process:
        while process.poll() is None:
            time.sleep(0.2)
            if not first and store.exists() and _count(store):
                first = time.monotonic() - start
    if process.returncode:
        raise ProvauditError(f"ended with exit code {process.returncode} though nobody killed it", where="provaudit batch")
    return _contents(store), first


def _survived(corpus: Path, store: Path, jobs: int, done: Killed, kills: int, chance: Random, longest: float) -> bool:
    """Runs until the end, which is True, or until the run is killed."""
    with _running(corpus, store, jobs) as process:
        while done.kills < kills:
            try:
                process.wait(chance.uniform(0, longest))
                break
            except subprocess.TimeoutExpired:
                pass
            workers = processes.workers(process.pid)
            if workers and chance.random() < WORKERS_SHARE:
                chance.choice(workers).kill()
                done.workers += 1
                continue
            process.kill()
            process.wait()
            done.runs += 1
            return False
        if process.wait():
            raise ProvauditError(f"ended with exit code {process.returncode} though nobody killed it", where="provaudit batch")
    return True


@contextmanager
def _running(corpus: Path, store: Path, jobs: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "provaudit", "batch", str(corpus), "--store", str(store), "--jobs", str(jobs)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _compare(contents: list[str], expected: list[str], articles: int) -> None:
    if len(expected) != articles:
        raise ProvauditError(f"{len(expected)} lines for {articles} articles of a run that nobody killed", where="bench kill")
    lost, more = set(expected) - set(contents), set(contents) - set(expected)
    if lost or more or len(contents) != len(expected):
        raise ProvauditError(f"{len(lost)} audits lost, {len(more)} too many, of {articles}", where="bench kill")


def _contents(path: Path) -> list[str]:
    """Audits and failures of a store that is whole."""
    with Store(path, create=False) as store:
        if store.connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise ProvauditError("the store is broken", where=str(path))
        return [*jsonl(store.documents()), *(str(failure) for failure in Ledger(store).errors())]


def _count(path: Path) -> int:
    with Store(path, create=False) as store:
        return len(store)
