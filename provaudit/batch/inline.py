"""The engine `inline`: everything in this process. The one that the others are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Batch, Done


@dataclass(frozen=True, slots=True)
class Inline:
    """Audits one batch after the other. An article that kills it kills the run."""

    scorer: Scorer
    jobs: int = 1

    def run(self, batches: Iterator[Batch]) -> Iterator[Done]:
        """The batches with their results, in their order."""
        for batch in batches:
            yield list(zip(batch, self.scorer(batch), strict=True))


@contextmanager
def engine(scorer: Scorer, _jobs: int) -> Iterator[Inline]:
    """The engine, which has one worker whatever is asked for."""
    yield Inline(scorer)
