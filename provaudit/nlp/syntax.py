"""The learned parser: tags and tree of one sentence at a time, from one ONNX model.

A MiniLM encoder with heads for UPOS, XPOS and features, and biaffine scores of arcs and relations (Dozat and Manning, 2017); the
tree is the one that scores best (Chu-Liu-Edmonds). Trained on UD English; docs/models.md has scores and limits. What it makes of a
sentence hangs on that sentence alone: int8 numbers would hang on whatever else is computed at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from provaudit.errors import ModelError
from provaudit.nlp.onnx import open_session
from provaudit.nlp.wordpiece import NO_LETTERS, WordPiece, shape

ROOT = "root"
BESIDE = "parataxis"  # how the parts hang together of a sentence that is too long for the encoder


@dataclass(frozen=True, slots=True)
class Node:
    """What is known of a word: its tags, the number of its head (1 is the first word, 0 none), and the relation to it."""

    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


class SyntaxModel:
    """Loads the model on first use, once; `parse` is deterministic and keeps nothing."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        where = folder / "syntax.json"
        try:
            config = json.loads(where.read_text(encoding="utf-8"))
            self._pieces = WordPiece(config["vocab"])
            self._limit = int(config["limit"])
            self._labels: dict[str, list[str]] = {name: config[name] for name in ("upos", "xpos", "feats", "deprel")}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"cannot read the parser: {error!r}", where=str(where)) from error

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        return open_session(self._folder / "model.int8.onnx", self._threads)

    def load(self) -> None:
        """Loads the network now. Raises ModelError."""
        _ = self._session

    def parse(self, forms: Sequence[str]) -> list[Node]:
        """A node for each word of a sentence; one too long for the encoder is read in parts, which hang on the first one's root.

        Raises ModelError where the model cannot be loaded.
        """
        nodes: list[Node] = []
        for part in self._parts(forms):
            first = next((number for number, node in enumerate(nodes, 1) if node.head == 0), 0)
            nodes += self._tree(part, len(nodes), first)
        return list(_lone_objects(nodes))

    def _parts(self, forms: Sequence[str]) -> Iterator[Sequence[str]]:
        start, size = 0, 0
        for at, form in enumerate(forms):
            more = len(self._pieces(form))
            if size + more > self._limit:
                yield forms[start:at]
                start, size = at, 0
            size += more
        if start < len(forms):
            yield forms[start:]

    def _tree(self, forms: Sequence[str], before: int, first: int) -> Iterator[Node]:
        """The nodes of words that stand behind `before` others, whose root is `first` (0: there are none)."""
        import numpy as np
        from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

        rows = zip(("ids", "shapes", "first"), framed(forms, self._pieces), strict=True)
        given = {name: np.array([row], dtype=np.int64) for name, row in rows}
        upos, xpos, feats, arcs, relations = (found[0] for found in self._session.run(None, given))
        scores = np.pad(arcs, ((1, 0), (0, 0)))  # log probabilities of heads; a row for the root, which has none
        np.fill_diagonal(scores, -np.inf)
        heads = scores[1:].argmax(-1)
        if not _is_tree(heads):  # where it is one, none scores better
            heads = chuliu_edmonds_one_root(scores)[1:]
        for at, head in enumerate(heads):
            tags = {name: self._labels[name][row[at]] for name, row in (("upos", upos), ("xpos", xpos), ("feats", feats))}
            if head:
                yield Node(**tags, head=int(head) + before, deprel=self._labels["deprel"][relations[at, head]])
            else:
                yield Node(**tags, head=first, deprel=BESIDE if first else ROOT)


def framed(forms: Sequence[str], pieces: WordPiece) -> tuple[list[int], list[int], list[int]]:
    """What the network reads of a sentence: pieces, the shapes of their words, and the piece that the root (0) and each word begin
    with."""
    ids, shapes, first = [pieces.start], [NO_LETTERS], [0]
    for form in forms:
        found = pieces(form)
        first.append(len(ids))
        ids += found
        shapes += [shape(form)] * len(found)
    return [*ids, pieces.stop], [*shapes, NO_LETTERS], first


def _is_tree(heads: Sequence[int]) -> bool:
    """Whether every word comes to the one word whose head is 0, from head to head."""
    if sum(head == 0 for head in heads) != 1:
        return False
    above = [0] * (len(heads) + 1)  # 0: not known yet; 1: on the way up just now; 2: comes to the root
    above[0] = 2
    for word in range(1, len(heads) + 1):
        path, at = [], word
        while not above[at]:
            above[at] = 1
            path.append(at)
            at = int(heads[at - 1])
        if above[at] == 1:
            return False
        for passed in path:
            above[passed] = 2
    return True


def _lone_objects(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes, with the one object of a verb as `obj`: UD knows an `iobj` only beside another object or a clause."""
    beside = {node.head for node in nodes if node.deprel in ("obj", "ccomp")}
    for node in nodes:
        yield replace(node, deprel="obj") if node.deprel == "iobj" and node.head not in beside else node
