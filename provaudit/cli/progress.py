"""How far a long run is, on standard error where that is a terminal: rate, share of the input, remaining time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provaudit.batch.run import Tally


@contextmanager
def shown() -> Iterator[Callable[[Tally], None]]:
    """Yields what is to be told of a tally whenever it changes; leaves nothing behind."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    bar = (BarColumn(), TaskProgressColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(
        TimeElapsedColumn(), TextColumn("{task.description}"), *bar, console=Console(stderr=True), transient=True
    ) as progress:
        task = progress.add_task("reading and loading models", total=None)

        start: tuple[float, int] | None = None  # of counting the rate: when the first audits were there, and their words

        def watch(tally: Tally) -> None:
            nonlocal start
            if start is None and tally.words:
                start = progress.get_time(), tally.words
            seconds = progress.get_time() - start[0] if start else 0.0
            rate = f", {(tally.words - start[1]) / seconds:,.0f} words/s" if start and seconds else ""
            failed = f", {tally.failed:,} failed" if tally.failed else ""
            known = f", {tally.unchanged + tally.same:,} known" if tally.unchanged + tally.same else ""
            progress.update(
                task, description=f"{tally.audited:,} audited{known}{failed}{rate}", completed=tally.taken, total=tally.size
            )

        yield watch
