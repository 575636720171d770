"""The engines by name, and how batches are cut for them. A new one is a module with `engine` and a line in ENGINES."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module

from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Batch, Engine, Task
from provaudit.errors import UsageError

ARTICLES = 8  # the most in a batch: so many are audited again where a worker dies
CHARACTERS = 20_000  # in a batch, unless one article alone has more
SHARE = 4  # batches that each worker should get of a window at least, so that none sits idle at its end


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine as the command line knows it. The module is loaded when it is used."""

    module: str
    about: str

    @contextmanager
    def start(self, scorer: Scorer, jobs: int | None = None) -> Iterator[Engine]:
        """The engine with `jobs` workers, by default one a core. Raises UsageError where a library is missing."""
        engine: Callable[[Scorer, int], AbstractContextManager[Engine]] = import_module(self.module).engine
        with engine(scorer, jobs or cores()) as started:
            yield started


ENGINES = {
    "processes": Choice("provaudit.batch.processes", "worker processes on this machine; one that dies is replaced"),
    "inline": Choice("provaudit.batch.inline", "this process alone, for small corpora and for debugging"),
    "ray": Choice(
        "provaudit.batch.ray_engine", "Ray Data with a pool of actors: on this machine, or on the cluster of RAY_ADDRESS"
    ),
}


def named(name: str) -> Choice:
    """The engine of this name. Raises UsageError."""
    if name not in ENGINES:
        raise UsageError(f"there is no engine {name}", where="--engine", hint="there are " + ", ".join(ENGINES))
    return ENGINES[name]


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cut(tasks: list[Task], jobs: int) -> Iterator[Batch]:
    """The tasks as batches of articles of like length, the longest first: no worker is left with a long one at the end."""
    most = max(1, min(ARTICLES, len(tasks) // (SHARE * jobs)))
    batch: Batch = []
    characters = 0
    for task in sorted(tasks, key=lambda task: (-len(task.article.text), task.key)):
        length = len(task.article.text)
        if batch and (len(batch) == most or characters + length > CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(task)
        characters += length
    if batch:
        yield batch
