"""What statements mean, for comparison: a vector and a weight for each piece of a statement's words, from one ONNX model.

Four layers of MiniLM, trained on stories of our own that several articles tell; see docs/models.md for scores and limits.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provaudit.errors import ModelError
from provaudit.nlp.onnx import open_session
from provaudit.nlp.wordpiece import WordPiece, shape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]")
LIMIT = 120  # pieces of a statement; what comes behind is not compared


@dataclass(frozen=True, slots=True)
class Meaning:
    """A statement as the network reads it."""

    vectors: NDArray[np.float32]  # [pieces, width], each of length one
    weights: NDArray[np.float32]  # [pieces], which sum up to one: how much of what is said each piece says


class ClaimEncoder:
    """Loads the model on first use, once; a call is deterministic and keeps no state between statements."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        where = folder / "claims.json"
        try:
            self._pieces = WordPiece(json.loads(where.read_text(encoding="utf-8"))["vocab"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"cannot be read: {error}", where=str(where)) from error

    def __call__(self, text: str) -> Meaning:
        """The meaning of one statement. One a run: int8 scales depend on what shares a batch. Raises ModelError."""
        import numpy as np

        ids, shapes = pieces_of(text, self._pieces)
        vectors, weights = self._session.run(None, {"ids": np.array([ids]), "shapes": np.array([shapes])})
        return Meaning(vectors[0], weights[0])

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        return open_session(self._folder / "model.int8.onnx", self._threads)


def pieces_of(text: str, pieces: WordPiece) -> tuple[list[int], list[int]]:
    """The ids of a statement's pieces in their frame, and the shape of the word that each is of (0 for the frame)."""
    ids: list[int] = []
    shapes: list[int] = []
    for word in WORD.findall(text):
        found = pieces(word)
        ids += found
        shapes += [shape(word)] * len(found)
    return [pieces.start, *ids[:LIMIT], pieces.stop], [0, *shapes[:LIMIT], 0]
