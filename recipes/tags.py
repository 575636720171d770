"""Trees with tags like those the parser will meet: with errors put in, or as the tagger predicts them.

A parser that learned on gold tags trusts tags too much. The first runs take noisy tags (so nothing waits for the tagger), the last
the tagger's own.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from recipes.conllu import FORM, UPOS, columns, words

Tags = list[str]
TAGS = slice(UPOS, UPOS + 3)  # UPOS, XPOS, FEATS
RARE = 5


def noisy(source: Path, target: Path, rate: float = 0.35) -> None:
    """Redraws tags at `rate` from what the form has elsewhere; rare forms draw from forms with the same ending and case."""
    rng = random.Random(3)
    by_form: dict[str, list[Tags]] = defaultdict(list)
    for cells in words(source):
        by_form[cells[FORM].lower()].append(cells[TAGS])
    count = Counter({form: len(tags) for form, tags in by_form.items()})
    by_ending: dict[tuple[str, bool], list[Tags]] = defaultdict(list)
    for cells in words(source):
        if count[cells[FORM].lower()] <= RARE:
            by_ending[_ending(cells[FORM])].append(cells[TAGS])

    def redraw(cells: list[str]) -> Tags:
        if rng.random() >= rate:
            return cells[TAGS]
        form = cells[FORM].lower()
        pool = by_form[form] if count[form] > 2 else by_ending[_ending(cells[FORM])] or by_form[form]
        return rng.choice(pool)

    _retag(source, target, redraw)


def overlay(source: Path, predicted: Path, target: Path) -> None:
    """The trees of `source` with the tags of `predicted`, word by word."""
    tags = (cells[TAGS] for cells in words(predicted))
    _retag(source, target, lambda _: next(tags))


def _ending(form: str) -> tuple[str, bool]:
    return form[-3:].lower(), form[:1].isupper()


def _retag(source: Path, target: Path, choose: Callable[[list[str]], Tags]) -> None:
    changed = total = 0
    lines = []
    for line in source.read_text(encoding="utf-8").split("\n"):
        cells = columns(line)
        if cells:
            tags = choose(cells)
            total += 1
            changed += tags[0] != cells[UPOS]
            cells[TAGS] = tags
        lines.append("\t".join(cells) if cells else line)
    target.write_text("\n".join(lines), encoding="utf-8")
    print(f"UPOS changed in {100 * changed / total:.1f} % of {total} words")
