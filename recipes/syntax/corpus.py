"""Treebank sentences as the parser's network sees them: words, their labels and heads, and word pieces."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from provaudit.nlp.syntax import framed
from provaudit.nlp.wordpiece import WordPiece
from recipes.conllu import DEPREL, FEATS, FORM, HEAD, UPOS, XPOS, blocks, columns

COLUMNS = {"upos": UPOS, "xpos": XPOS, "feats": FEATS, "deprel": DEPREL}
EMPTY = "_"
UNKNOWN = -100  # a label that is not learned, as torch has it
RARE = 2  # labels that are seen less often are not learned
UNENDED = 0.06  # the share of sentences that lose their full stop
# How often a sentence gets other marks or other case, so that neither is depended on.
CURLED, SINGLED, DASHED, TITLED, SHOUTED, LOWERED = 0.45, 0.05, 0.3, 0.03, 0.01, 0.01
QUOTES = ('"', "``", "''")
CLITICS = ("'s", "n't", "'re", "'ll", "'ve", "'m", "'d")

Labels = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank: forms, a list of labels for each of `COLUMNS`, and heads (0 is the root, 1 the first word)."""

    forms: list[str]
    labels: Labels
    heads: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """Piece ids and shapes, the piece that each word begins with ([CLS] for the root first), label numbers and heads."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    labels: dict[str, list[int]]
    heads: list[int]


def load(path: Path) -> list[Tree]:
    """The sentences of a CoNLL-U file."""
    trees = []
    for block in blocks(path):
        rows = [cells for line in block.split("\n") if (cells := columns(line))]
        labels = {name: [row[at] for row in rows] for name, at in COLUMNS.items()}
        trees.append(Tree([row[FORM] for row in rows], labels, [int(row[HEAD]) for row in rows]))
    return trees


def known(trees: Iterable[Tree]) -> Labels:
    """The labels of each kind that are learned, frequent ones first."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS}
    for tree in trees:
        for name, labels in tree.labels.items():
            counts[name].update(labels)
    return {name: [label for label, n in found.most_common() if n >= RARE] for name, found in counts.items()}


def example(tree: Tree, pieces: WordPiece, labels: dict[str, dict[str, int]], rng: random.Random | None = None) -> Example:
    """What the network gets to see of a sentence, and has to say; with `rng` in changing dress, as in training."""
    last = len(tree.forms)
    if rng and last > 3 and tree.labels["upos"][-1] == "PUNCT" and last not in tree.heads and rng.random() < UNENDED:
        last -= 1
    forms = _restyled(tree.forms[:last], rng) if rng else tree.forms
    numbers = {name: [labels[name].get(label, UNKNOWN) for label in tree.labels[name][:last]] for name in labels}
    return Example(*framed(forms, pieces), numbers, tree.heads[:last])


def _restyled(forms: Sequence[str], rng: random.Random) -> list[str]:
    marks, dashed, case = rng.random(), rng.random() < DASHED, rng.random()
    styled = list(forms)
    if marks < CURLED:
        styled = _quoted(styled, "“”")
        styled = [form.replace("'", "’") if form in CLITICS else form for form in styled]
    elif marks < CURLED + SINGLED:
        styled = _quoted(styled, "‘’")
    if dashed:
        styled = ["—" if form == "--" else form for form in styled]
    if case < TITLED:
        return [form[:1].upper() + form[1:] for form in styled]
    if case < TITLED + SHOUTED:
        return [form.upper() for form in styled]
    return [form.lower() for form in styled] if case < TITLED + SHOUTED + LOWERED else styled


def _quoted(forms: list[str], marks: str) -> list[str]:
    opening, closing = marks[0], marks[1]
    styled, inside = [], False
    for form in forms:
        if form in QUOTES:
            inside = form == "``" or (form == '"' and not inside)
            styled.append(opening if inside else closing)
        else:
            styled.append(form)
    return styled
