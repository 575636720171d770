"""How fast `provaudit batch` is on so many workers, and whether its memory stays the same over many articles."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from provaudit.batch.engines import named
from provaudit.batch.intake import Intake
from provaudit.batch.run import Run, Tally
from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Engine, Recipe
from provaudit.bench import invented, processes
from provaudit.config import Settings
from provaudit.store.database import Store

NEWS = 20  # sentences of an article of usual length
SHORT = 3
WARM_UP = 16  # articles a worker before anything is measured
SAMPLES = 20
Watch = Callable[[Tally], object]


@dataclass(frozen=True, slots=True)
class Rate:
    """A run with so many workers, their models loaded: words, seconds on the clock, and seconds that the workers computed."""

    jobs: int
    articles: int
    words: int
    seconds: float
    cpu_seconds: float
    load: float  # of the machine, over the last minute: with more than cores, others had a part of it

    @property
    def per_second(self) -> float:
        """Words a second, on the clock."""
        return self.words / self.seconds

    @property
    def per_core(self) -> float:
        """Words a second of computing: what one core does that nobody else wants."""
        return self.words / self.cpu_seconds


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident megabytes when so many articles were audited: of the process that reads and writes, and of the largest worker."""

    articles: int
    parent_mb: float
    worker_mb: float


def rates(articles: int, jobs: list[int], settings: Settings) -> Iterator[Rate]:
    """Audits the same articles with so many workers, one after the other. Raises UsageError without psutil."""
    processes.require()
    with TemporaryDirectory(prefix="provaudit-bench-") as folder:
        corpus = Path(folder, "corpus.jsonl")
        invented.write(corpus, articles, NEWS)
        for number in jobs:
            with _warm(Path(folder), number, settings) as (engine, scorer):
                cpu, start = processes.cpu_seconds(), time.perf_counter()
                tally = _run(corpus, Path(folder, f"{number}.db"), engine, scorer)
                seconds = time.perf_counter() - start
                yield Rate(number, tally.audited, tally.words, seconds, processes.cpu_seconds() - cpu, os.getloadavg()[0])


def memory(articles: int, jobs: int, settings: Settings) -> Iterator[Memory]:
    """Audits so many short articles and looks at the memory of all processes on the way. Raises UsageError without psutil."""
    processes.require()
    found: list[Memory] = []

    def watch(tally: Tally) -> None:
        if tally.audited * SAMPLES >= articles * (len(found) + 1):
            found.append(Memory(tally.audited, *processes.megabytes()))

    with TemporaryDirectory(prefix="provaudit-bench-") as folder:
        corpus = Path(folder, "corpus.jsonl")
        invented.write(corpus, articles, SHORT)
        with _warm(Path(folder), jobs, settings) as (engine, scorer):
            _run(corpus, Path(folder, "audits.db"), engine, scorer, watch)
    yield from found


@contextmanager
def _warm(folder: Path, jobs: int, settings: Settings) -> Iterator[tuple[Engine, Scorer]]:
    """An engine whose workers have loaded their models and audited a little."""
    corpus, scorer = folder / "warm.jsonl", Scorer(settings)
    invented.write(corpus, WARM_UP * jobs, SHORT)
    with named("processes").start(scorer, jobs) as engine:
        _run(corpus, folder / f"warm-{jobs}.db", engine, scorer)
        yield engine, scorer


def _run(corpus: Path, store: Path, engine: Engine, scorer: Scorer, watch: Watch = lambda _: None) -> Tally:
    with Store(store) as opened:
        return Run(opened, Intake([str(corpus)], Recipe(scorer.auditor, scorer.accepted)))(engine, watch)
