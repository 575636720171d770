"""A trained network as the two files that the program loads: int8 ONNX weights and syntax.json."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from provaudit.nlp.syntax import ROOT
from recipes import int8
from recipes.syntax.corpus import EMPTY, Labels
from recipes.syntax.network import Decisions, Network

LIMIT = 256  # pieces of a sentence; longer ones are parsed in parts
INPUTS = {"ids": ("1", "L"), "shapes": ("1", "L"), "first": ("1", "H")}
OUTPUTS = {
    "upos": ("1", "W"), "xpos": ("1", "W"), "feats": ("1", "W"), "arcs": ("1", "W", "H"), "relations": ("1", "W", "H"),
}  # fmt: skip


def write(network: Network, vocabulary: list[str], labels: Labels, out: Path) -> None:
    """Writes `model.int8.onnx` and `syntax.json` to `out`."""
    ids = torch.randint(5, 100, (1, 30))
    example = (ids, torch.zeros_like(ids), torch.arange(0, 21)[None])
    int8.write(Decisions(network, labels["deprel"].index(ROOT)), example, INPUTS, OUTPUTS, out / "model.int8.onnx")
    feats = ["" if label == EMPTY else label for label in labels["feats"]]
    config = {"vocab": vocabulary, **labels, "feats": feats, "limit": LIMIT}
    (out / "syntax.json").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
