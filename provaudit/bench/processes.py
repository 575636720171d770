"""The processes of a run, seen from outside: which are workers, how much they compute, how large they are."""

from __future__ import annotations

from typing import Any

from provaudit.errors import UsageError


def require() -> Any:  # noqa: ANN401 - a module
    """psutil. Raises UsageError where it is not installed."""
    try:
        import psutil
    except ImportError:
        raise UsageError("to look at processes takes psutil", where="bench", hint="pip install 'provaudit[bench]'") from None
    return psutil


def workers(parent: int | None = None) -> list[Any]:
    """The workers of a process, by default of this one, as psutil.Process."""
    psutil = require()
    try:
        found = psutil.Process(parent).children(recursive=True)
        return [child for child in found if "multiprocessing.spawn" in " ".join(child.cmdline())]
    except psutil.Error:  # one has ended meanwhile
        return []


def cpu_seconds() -> float:
    """What the workers of this process have computed so far."""
    return float(sum(sum(child.cpu_times()[:2]) for child in workers()))


def megabytes() -> tuple[float, float]:
    """The resident memory of this process and of its largest worker."""
    sizes = [child.memory_info().rss for child in workers()]
    return require().Process().memory_info().rss / 1e6, max(sizes, default=0) / 1e6
