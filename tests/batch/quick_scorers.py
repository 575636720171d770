"""Scorers without models, for tests of what engines do with workers: they tell lengths, and die where the text says so."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence

from provaudit.batch import worker
from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Result, Task
from provaudit.errors import ModelError

worker.PATIENCE, worker.PACE = 1.0, 10_000  # this module is imported in the workers


class Quick(Scorer):
    """The result is the length of the text as words. SEGFAULT, LONG and ONCE in a text do what they say."""

    def load(self) -> None:
        pass

    def __call__(self, tasks: Sequence[Task]) -> list[Result]:
        return [self._of(task.article.text) for task in tasks]

    def _of(self, text: str) -> Result:
        if "SEGFAULT" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "LONG" in text:
            re.fullmatch(r"(a+)+b", "a" * 60)  # Python code does not run meanwhile
        if "ONCE" in text:
            mark = text.split()[-1]
            if not os.path.exists(mark):  # noqa: PTH110
                open(mark, "w").close()  # noqa: PTH123
                os.kill(os.getpid(), signal.SIGKILL)  # as the kernel does where memory is short
        return Result(len(text), {"pid": os.getpid()})


class WithoutModels(Quick):
    """Its models are broken."""

    def load(self) -> None:
        raise ModelError("cannot load the Stanza models")

    def __call__(self, tasks: Sequence[Task]) -> list[Result]:  # noqa: ARG002
        raise ModelError("cannot load the Stanza models")


class DiesLoading(Quick):
    """There is no memory for its models."""

    def load(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Sleepy(Quick):
    """Writes its process number to a file and takes its time."""

    def _of(self, text: str) -> Result:
        with open(text, "w") as file:  # noqa: PTH123
            file.write(str(os.getpid()))
        time.sleep(60)
        return Result(0)
