"""The engine `processes`: workers on this machine. One that dies is replaced, and its articles are tried again."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context

from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Batch, Done, Result
from provaudit.batch.worker import patience, settle, uninterrupted
from provaudit.errors import ModelError

STARTS = 3  # of a worker that may fail in a row before the run is given up
TRIES = 2  # that an article alone in a worker may kill it


class Lane:
    """One worker process and the batch that it has. An executor of its own each: a death concerns nobody else.

    It is started with the first batch, so that a run with nothing to do starts none.
    """

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._executor: ProcessPoolExecutor | None = None
        self._failed_starts = 0
        self.batch: Batch = []

    def give(self, batch: Batch) -> Future[list[Result]]:
        """Has the batch audited, by a new process where there is none. Raises ModelError where they keep dying at once."""
        self.batch = batch
        if self._executor is not None:
            try:
                return self._executor.submit(_work, batch)
            except BrokenExecutor:  # it died while it had nothing to do
                self.stop()
        self._executor = ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin, initargs=(self._scorer,))
        with uninterrupted():
            self._loaded = self._executor.submit(_load)
        return self._executor.submit(_work, batch)

    def bury(self) -> bool:
        """To be called when the process died: forgets it, and tells whether it died of its batch. Raises ModelError as above."""
        loaded = self._loaded.exception() is None
        self.stop()
        if loaded:
            self._failed_starts = 0
            return True
        self._failed_starts += 1
        if self._failed_starts == STARTS:
            raise ModelError("worker processes die while they load the models", hint="is there memory for so many --jobs?")
        return False

    def stop(self, wait: bool = False) -> None:
        """Ends the process once it is done with what it has. Who waits until it has ended leaves nothing to the interpreter's exit,
        which may find the executor's pipe closed already and says so."""
        if self._executor is not None:
            self._executor.shutdown(wait=wait, cancel_futures=True)
        self._executor = None


class Processes:
    """Up to `jobs` worker processes."""

    def __init__(self, scorer: Scorer, jobs: int) -> None:
        self.jobs = jobs
        self._lanes = [Lane(scorer) for _ in range(jobs)]

    def run(self, batches: Iterator[Batch]) -> Iterator[Done]:
        """Each worker takes a batch when it has none. The articles of one that died are tried again, each by itself."""
        idle = list(self._lanes)
        busy: dict[Future[list[Result]], Lane] = {}
        again: deque[Batch] = deque()
        deaths: Counter[str] = Counter()
        while True:
            while idle and (batch := again.popleft() if again else next(batches, None)):
                lane = idle.pop()
                busy[lane.give(batch)] = lane
            if not busy:
                return
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                lane = busy.pop(future)
                idle.append(lane)
                try:
                    results = future.result()
                except BrokenExecutor:
                    if not lane.bury():
                        again.append(lane.batch)
                        continue
                    alone = len(lane.batch) == 1
                    deaths.update(task.key for task in lane.batch if alone)
                    again.extend([task] for task in lane.batch if deaths[task.key] < TRIES)
                    yield [(task, None) for task in lane.batch if deaths[task.key] == TRIES]
                else:
                    yield list(zip(lane.batch, results, strict=True))

    def stop(self, wait: bool = False) -> None:
        """Ends the workers, and waits for that where a run went to its end and they have nothing left to do."""
        for lane in self._lanes:
            lane.stop(wait)


@contextmanager
def engine(scorer: Scorer, jobs: int) -> Iterator[Processes]:
    """The engine `processes`, whose workers end with it."""
    processes = Processes(scorer, jobs)
    try:
        yield processes
    except BaseException:
        processes.stop()
        raise
    processes.stop(wait=True)


_scorer: Scorer


def _begin(scorer: Scorer) -> None:
    global _scorer
    settle()
    _scorer = scorer


def _load() -> None:
    _scorer.load()


def _work(batch: Batch) -> list[Result]:
    with patience(batch):
        return _scorer(batch)
