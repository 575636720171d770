"""How much statements have in common by what they mean: what the network of claims finds in both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from provaudit.nlp.claims import ClaimEncoder, Meaning
from provaudit.resources import folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def shares(meanings: Sequence[Meaning]) -> NDArray[np.float32]:
    """For each two statements the share of what they say that the other says, too, the mean of both ways: [statements, statements].

    Each piece of the one has its nearest piece in the other; how near it is counts by how much the piece weighs (late interaction:
    Khattab and Zaharia, 2020).
    """
    import numpy as np

    vectors = np.concatenate([meaning.vectors for meaning in meanings])
    begins = np.cumsum([0, *(len(meaning.vectors) for meaning in meanings[:-1])])
    rows = [m.weights @ np.maximum.reduceat(m.vectors @ vectors.T, begins, axis=1) for m in meanings]
    share = np.stack(rows)
    return ((share + share.T) / 2).astype(np.float32)


class Meanings:
    """What the statements of one story have in common; the network is loaded when the first ones are compared."""

    def __init__(self, home: Path) -> None:
        self._encoder = ClaimEncoder(home)

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The shares of all pairs of these statements; the same in whatever order they come. Raises ModelError."""
        return shares([self._encoder(text) for text in texts])


@cache
def meanings(code: str) -> Meanings | None:
    """Those of a language; None where no network reads it. Raises ModelError where its files cannot be read."""
    home = folder("models") / f"{code}-claims"
    return Meanings(home) if home.is_dir() else None
