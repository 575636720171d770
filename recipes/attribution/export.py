"""A trained network as the two files that the program loads: int8 ONNX weights and tagger.json."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from recipes import int8
from recipes.attribution.corpus import TAGS
from recipes.attribution.network import Network

CONTEXT = 64  # pieces of context beside a window when predicting
GAP = 2  # holes in a content that are filled, in words
INPUTS = {"ids": ("B", "L"), "feats": ("B", "L"), "mask": ("B", "L"), "first": ("B", "W")}
OUTPUTS = {"emit": ("B", "W"), "link": ("B", "W", "W2"), "slink": ("B", "W", "W2")}


def write(network: Network, vocabulary: list[str], limit: int, out: Path) -> None:
    """Writes `model.int8.onnx` and `tagger.json` to `out`."""
    ids = torch.randint(5, 100, (2, 30))
    mask = torch.ones(2, 30, dtype=torch.bool)
    mask[1, 25:] = False
    example = (ids, torch.zeros_like(ids), mask, torch.arange(1, 21).repeat(2, 1))
    int8.write(network, example, INPUTS, OUTPUTS, out / "model.int8.onnx")
    config = {
        "tags": TAGS,
        "vocab": vocabulary,
        "trans": network.transitions.tolist(),
        "start": network.start.tolist(),
        "limit": limit,
        "context": CONTEXT,
        "bias": None,
        "gap": GAP,
        "feats": True,
    }
    (out / "tagger.json").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
