"""CoNLL-U as this recipe reads and writes it: sentences of ten-column rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL = range(1, 8)
WORDS_A_SENTENCE = 20  # of a word list that is written as if it were a treebank


def blocks(path: Path) -> Iterator[str]:
    """The sentences of a file, comments included."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if block.strip():
            yield block


def columns(line: str) -> list[str] | None:
    """The ten columns of a word's line; None for comments, ranges and empty nodes."""
    cells = line.split("\t")
    return cells if len(cells) == 10 and cells[0].isdigit() else None


def words(path: Path) -> Iterator[list[str]]:
    """The rows of all words of a file."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = columns(line)
        if cells:
            yield cells


def written(rows: Iterable[Sequence[Any]]) -> str:
    """A sentence of the program's rows (`provaudit.nlp.rows`) as CoNLL-U."""
    lines = (
        f"{i}\t{form}\t{lemma}\t{upos}\t{xpos or '_'}\t{feats or '_'}\t{head}\t{deprel}\t_\t_"
        for i, (form, lemma, upos, xpos, feats, head, deprel, *_) in enumerate(rows, 1)
    )
    return "\n".join(lines) + "\n\n"


def write_list(path: Path, entries: Iterable[tuple[str, str, str]]) -> int:
    """Writes (form, UPOS, lemma) entries as sentences that Stanza's lemmatizer can be trained on; says how many."""
    rows = list(entries)
    with path.open("w", encoding="utf-8") as out:
        for start in range(0, len(rows), WORDS_A_SENTENCE):
            for i, (form, upos, lemma) in enumerate(rows[start : start + WORDS_A_SENTENCE], 1):
                out.write(f"{i}\t{form}\t{lemma}\t{upos}\t_\t_\t{i - 1}\t{'root' if i == 1 else 'dep'}\t_\t_\n")
            out.write("\n")
    return len(rows)
