"""The engine `ray`: Ray Data with a pool of actors; a Ray of its own on this machine, or a cluster."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from provaudit.batch.processes import Processes
from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Batch, Done
from provaudit.errors import ProvauditError, UsageError

BATCHES = 4096  # in one dataset: what is read and not yet audited has to have room in memory
STORE = 256 << 20  # bytes of Ray's object store, where Ray is started here


class Actor:
    """What Ray Data maps rows with: a row is a batch, pickled. One a worker, so models are loaded once.

    It has the articles audited in a process of its own, because Ray sends what killed an actor to the next one, for ever.
    """

    def __init__(self, scorer: Scorer) -> None:
        self._worker = Processes(scorer, 1)

    def __call__(self, columns: dict[str, Any]) -> dict[str, list[bytes]]:
        """The column `batch` in; `done` out, with the results or the error that concerns all articles."""
        return {"done": [self._done(pickle.loads(packed)) for packed in columns["batch"]]}

    def _done(self, batch: Batch) -> bytes:
        try:
            return pickle.dumps([pair for done in self._worker.run(iter([batch])) for pair in done])
        except ProvauditError as error:
            return pickle.dumps(error)


class Ray:
    """Audits in `jobs` actors."""

    def __init__(self, scorer: Scorer, jobs: int) -> None:
        self.jobs = jobs
        self._scorer = scorer

    def run(self, batches: Iterator[Batch]) -> Iterator[Done]:
        """One dataset after the other, so that memory does not grow with the corpus. Where a node is lost, Ray tries again."""
        import ray.data

        while some := [{"batch": pickle.dumps(batch)} for batch in islice(batches, BATCHES)]:
            actors = ray.data.ActorPoolStrategy(size=min(self.jobs, len(some)))
            dataset = ray.data.from_items(some, override_num_blocks=len(some)).map_batches(
                Actor, fn_constructor_args=(self._scorer,), batch_size=1, compute=actors, num_cpus=1
            )
            for row in dataset.iter_rows():
                done = pickle.loads(row["done"])
                if isinstance(done, ProvauditError):
                    raise done
                yield done


@contextmanager
def engine(scorer: Scorer, jobs: int) -> Iterator[Ray]:
    """The engine, in the cluster of RAY_ADDRESS, or in a Ray of its own that ends with it. Raises UsageError without Ray."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # it warns about how Ray Data itself starts actors
    try:
        import ray.data
    except ImportError:
        raise UsageError("the engine ray needs Ray", where="--engine", hint="pip install 'provaudit[ray]'") from None
    ours = not ray.is_initialized()
    if ours:
        here: dict[str, Any] = {"num_cpus": jobs, "include_dashboard": False, "object_store_memory": STORE}
        ray.init(logging_level=logging.ERROR, log_to_driver=False, **({} if "RAY_ADDRESS" in os.environ else here))
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield Ray(scorer, jobs)
    finally:
        if ours:
            ray.shutdown()
