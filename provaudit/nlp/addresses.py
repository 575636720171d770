"""Stanza's search for web and mail addresses, bounded: over a long run without a space it takes time that grows with the square."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

LONGEST = 500  # characters; browsers show and people write shorter ones
_RUN = re.compile(r"\S+")


@contextmanager
def bounded() -> Iterator[None]:
    """Meanwhile Stanza's tokenizer looks for addresses in runs of at most 500 characters; in longer ones its network alone says
    where words end. All else is as before, since no address holds a space. Imports Stanza."""
    from stanza.models.tokenization import utils

    unbounded = utils.update_pred_regex

    def update_pred_regex(raw: list[str], pred: Any) -> Any:  # noqa: ANN401 - stanza ships no types
        return _looked_at(raw, pred, unbounded)

    utils.update_pred_regex = update_pred_regex
    try:
        yield
    finally:
        utils.update_pred_regex = unbounded


def _looked_at(raw: list[str], pred: Any, look: Callable[[list[str], Any], Any]) -> Any:  # noqa: ANN401
    """`pred`, changed in place by `look` between over-long runs. `raw` has one entry a character, and marks of Stanza's own."""
    text = "".join(char if len(char) == 1 else " " for char in raw)
    at = 0
    for run in (run for run in _RUN.finditer(text) if run.end() - run.start() > LONGEST):
        look(raw[at : run.start()], pred[at : run.start()])
        at = run.end()
    look(raw[at:], pred[at:])
    return pred
