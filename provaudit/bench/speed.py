"""How fast: words a second of each stage and of all, and what a fresh process takes in time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from provaudit.api import Auditor
from provaudit.config import Settings
from provaudit.errors import InputError, ProvauditError
from provaudit.model.audit import Audit
from provaudit.nlp.memory import Memory

NEWS_LENGTH = 600  # words; the article nearest to it stands for "an article" in the cold run

# Starts the process that is measured. A child begins with the peak memory of its parent, and we are large by then.
LAUNCHER = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """Wall-clock seconds of a stage over all articles."""

    name: str
    seconds: float
    words_per_second: float


@dataclass(frozen=True, slots=True)
class Process:
    """A fresh process from start to end: wall-clock and CPU seconds, peak resident memory in megabytes."""

    what: str
    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Speed:
    """All measurements. `whole` is reading, auditing and everything between, with models loaded."""

    articles: int
    words: int
    stages: tuple[Stage, ...]
    whole: Stage
    processes: tuple[Process, ...]


class StopWatch:
    """Sums up the seconds spent in each stage; its `watch` is handed to an Auditor."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def watch(self, stage: str) -> Iterator[None]:
        """Measures one stay in a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start


def measure(sources: Sequence[str], settings: Settings) -> Speed:
    """Audits the inputs twice, the first time to load the models, and then measures fresh processes.

    Raises the ProvauditError of an input that cannot be audited, InputError where processes cannot be measured.
    """
    stop_watch = StopWatch()
    auditor = Auditor(settings, stop_watch.watch)
    sizes = {source: sum(_words(audit) for audit in _audits(auditor, source)) for source in sources}
    stop_watch.seconds.clear()
    auditor = Auditor(settings, stop_watch.watch, auditor.parser.remembering(Memory()))  # asks the models again
    words = articles = 0
    start = time.perf_counter()
    for source in sources:
        for audit in _audits(auditor, source):
            words, articles = words + _words(audit), articles + 1
    seconds = time.perf_counter() - start
    typical = min(sources, key=lambda source: abs(sizes[source] - NEWS_LENGTH))
    options = ["--models", settings.models, "--pack", settings.pack, "--threads", str(settings.threads)]
    return Speed(
        articles=articles,
        words=words,
        stages=tuple(Stage(name, spent, words / spent) for name, spent in stop_watch.seconds.items() if spent),
        whole=Stage("whole", seconds, words / seconds),
        processes=(
            run(["--help"], "provaudit --help"),
            run(["score", typical, "--format", "json", *options], f"score {Path(typical).name}, {sizes[typical]} words, cold"),
        ),
    )


def run(arguments: Sequence[str], what: str) -> Process:
    """Runs one command of provaudit in a fresh process and measures it. Raises InputError where that fails (and on Windows)."""
    if not hasattr(os, "wait4"):
        raise InputError("processes can only be measured on Linux and macOS", where="bench speed")
    launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, sys.executable, "-m", "provaudit", *arguments]
    done = subprocess.run(launcher, stdout=subprocess.PIPE, text=True, check=False, env=os.environ | {"PROVAUDIT_CACHE": "off"})
    if done.returncode:
        raise InputError(f"ended with exit code {done.returncode}", where=what)
    seconds, cpu_seconds, peak = map(float, done.stdout.split())
    unit = 1e6 if sys.platform == "darwin" else 1e3  # getrusage counts bytes there, kilobytes elsewhere
    return Process(what, seconds, cpu_seconds, peak / unit)


def _audits(auditor: Auditor, source: str) -> Iterator[Audit]:
    for result in auditor.audit_path(source):
        if isinstance(result, ProvauditError):
            raise result
        yield result


def _words(audit: Audit) -> int:
    return len(audit.analysis.article.text.split())
