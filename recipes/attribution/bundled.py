"""An exported tagger's weights, read back into the network, so that training can go on from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from recipes.attribution.network import Network

Floats = npt.NDArray[np.float32]
# Names of the first published export, as far as they are not ours.
OLD = {
    "pieces": "emb", "positions": "pos", "shapes": "feat", "norm": "ln", "link_from": "lq", "link_to": "lk", "source_from": "sq",
    "source_to": "sk", "link_distance": "dist", "source_distance": "sdist", "out": "o", "up": "f1", "down": "f2", "norm1": "ln1",
    "norm2": "ln2",
}  # fmt: skip


def load(network: Network, folder: Path) -> None:
    """Fills every parameter but the annotators' vectors, from int8 where the export has int8."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(folder / "model.int8.onnx")).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    arrays |= _tables(arrays) | _matrices(graph, arrays)
    config = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
    with torch.no_grad():
        network.transitions.copy_(torch.tensor(config["trans"]))
        network.start.copy_(torch.tensor(config["start"]))
        for name, module in network.named_modules():
            if name != "annotators" and isinstance(module, nn.Linear | nn.Embedding | nn.LayerNorm):
                for side, parameter in module.named_parameters():
                    parameter.copy_(torch.from_numpy(np.ascontiguousarray(_given(arrays, f"{name}.{side}"), np.float32)))


def _given(arrays: dict[str, Any], name: str) -> Floats:
    old = ".".join(OLD.get(part, part) for part in name.split("."))
    return np.asarray(arrays[name] if name in arrays else arrays[old])


def _tables(arrays: dict[str, Any]) -> dict[str, Floats]:
    """Embeddings, dequantised."""
    ends = "_quantized"
    return {name.removesuffix(ends): _float(arrays, name.removesuffix(ends)) for name in arrays if name.endswith(f".weight{ends}")}


def _matrices(graph: Any, arrays: dict[str, Any]) -> dict[str, Floats]:  # noqa: ANN401 - onnx ships no types
    """Weights of linear layers, dequantised; the export names them by number, so each goes by the bias that is added behind it."""
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    found = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].endswith("_quantized"):
            at = node
            while not any(name.endswith(".bias") for name in at.input):
                at = users[at.output[0]][0]
            bias = next(name for name in at.input if name.endswith(".bias"))
            found[bias.removesuffix(".bias") + ".weight"] = _float(arrays, node.input[1].removesuffix("_quantized")).T
    return found


def _float(arrays: dict[str, Any], name: str) -> Floats:
    stored, zero, scale = (arrays[f"{name}_{part}"] for part in ("quantized", "zero_point", "scale"))
    return np.asarray((stored.astype(np.float32) - zero) * scale, np.float32)
