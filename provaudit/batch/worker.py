"""What holds in every process that audits for a run: few threads, an end to articles that take for ever, no life of its own."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait

from provaudit.batch.task import Batch

PATIENCE = 120.0  # seconds for an article ...
PACE = 100  # ... and one more for so many characters: fifty times as long as a slow machine takes

THREADS = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""For the libraries under torch, which start as many threads as there are cores: in several processes they only wait for each
other. In effect if set before torch is loaded."""


def settle() -> None:
    """To be called first in a worker process: caps threads, ends with Ctrl-C at once, and ends when the parent does."""
    os.environ.update(THREADS)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
        _mask("SIG_UNBLOCK")
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A process that is started meanwhile hears of Ctrl-C only when it has settled, and so tells nothing of where it was hit; this
    one hears of it behind."""
    _mask("SIG_BLOCK")
    try:
        yield
    finally:
        _mask("SIG_UNBLOCK")


def _mask(how: str) -> None:
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        signal.pthread_sigmask(getattr(signal, how), {signal.SIGINT})


@contextmanager
def patience(batch: Batch) -> Iterator[None]:
    """Ends the process, so that it is replaced, where the batch takes many times longer than articles do.

    A watchdog in C does it: an endless search in a regular expression lets no Python code run.
    """
    seconds = sum(PATIENCE + len(task.article.text) / PACE for task in batch)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - where the stacks go
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _die_with(sentinel: int) -> None:
    """A parent that was killed cannot end its workers, and they would wait for ever for its next batch."""
    wait([sentinel])
    os._exit(1)
