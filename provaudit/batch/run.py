"""A run: inputs -> tasks -> an engine -> a store. It can be stopped at any moment; the next one goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from provaudit.batch.engines import cut
from provaudit.batch.intake import Intake, Window
from provaudit.batch.task import Batch, Done, Engine, Task
from provaudit.errors import NothingToReadError
from provaudit.store.database import Store
from provaudit.store.ledger import Failed, Ledger, Made

DIED = "the worker that audited it died, and did so again: it crashed, ran out of memory or took too long"
DIED_HINT = "audit it by itself with provaudit score; --jobs 1 leaves it more memory, --retry tries it again"
T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """How far a run is. `unchanged` were audited before, from the same text with the same versions and settings; `same` are
    articles that came again; `failed` counts inputs. `taken` and `size` are bytes of the inputs."""

    audited: int = 0
    words: int = 0
    unchanged: int = 0
    same: int = 0
    failed: int = 0
    taken: float = 0
    size: int | None = None

    @property
    def read(self) -> int:
        """All inputs that there have been."""
        return self.audited + self.unchanged + self.same + self.failed


class Run:
    """Audits what an intake has and a store lacks. Its `tally` is up to date at any time.

    `limit` is how many articles are audited at most; with `retry`, what failed before is tried again though nothing has changed.
    """

    def __init__(self, store: Store, intake: Intake, *, limit: int | None = None, retry: bool = False) -> None:
        self.tally = Tally()
        self._ledger, self._intake = Ledger(store), intake
        self._left, self._retry = limit, retry
        self._bytes: dict[str, float] = {}  # of the input, that the articles stand for which are on their way

    def __call__(self, engine: Engine, watch: Callable[[Tally], object] = lambda _: None) -> Tally:
        """Runs to the end. Every batch is kept as soon as it is there. `watch` hears of progress.

        Raises OutputError where the store cannot take an audit, and what the engine raises.
        """
        self.tally.size = self._intake.size()
        for done in engine.run(self._batches(engine.jobs, watch)):
            self._keep(done)
            watch(self.tally)
        if not self.tally.read:
            raise NothingToReadError("there is nothing to read", where=", ".join(self._intake.inputs), hint="name other inputs")
        return self.tally

    def _batches(self, jobs: int, watch: Callable[[Tally], object]) -> Iterator[Batch]:
        before = 0
        for window in _ahead(self._intake.windows()):
            if self._left == 0:
                return
            self._ledger.begin(window.begun, window.failed)
            self.tally.failed += len(window.failed)
            self.tally.same += window.same
            due = self._due(window)
            self._bytes |= {task.key: (window.taken - before) / len(due) for task in due}
            self.tally.taken += 0 if due else window.taken - before
            before = window.taken
            watch(self.tally)
            yield from cut(due, jobs)

    def _due(self, window: Window) -> list[Task]:
        keys = [task.key for task in window.tasks]
        made, failed = self._ledger.made(keys), self._ledger.failed(keys)
        due = []
        for task in window.tasks:
            if made.get(task.key) == task.fingerprint:
                self.tally.unchanged += 1
                if task.key in failed:  # with other words, which have gone again
                    self._ledger.forget(task.key)
            elif failed.get(task.key) == task.fingerprint and not self._retry:
                self.tally.failed += 1
            else:
                due.append(task)
        if self._left is not None:
            due = due[: self._left]
            self._left -= len(due)
        return due

    def _keep(self, done: Done) -> None:
        made, failed = [], []
        for task, result in done:
            self.tally.taken += self._bytes.pop(task.key)
            if result is not None and result.document is not None:
                made.append(Made(task.key, task.fingerprint, result.document))
                self.tally.audited += 1
                self.tally.words += result.words
                continue
            error = result.error if result else None
            what, hint = (error.what, error.hint) if error else (DIED, DIED_HINT)
            failed.append(Failed(task.source, f"article {task.article.id}", what, hint, task.key, task.fingerprint))
        self.tally.failed += len(failed)
        self._ledger.keep(made, failed)


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items, the next one of which is made in another thread while the last is in use."""
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = thread.submit(next, items, None)
            yield item
