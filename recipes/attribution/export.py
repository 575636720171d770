"""A trained network as the two files that the program loads: int8 ONNX weights and tagger.json."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from recipes.attribution.corpus import TAGS
from recipes.attribution.network import Network

CONTEXT = 64  # pieces of context beside a window when predicting
GAP = 2  # holes in a content that are filled, in words
INPUTS = {"ids": ("B", "L"), "feats": ("B", "L"), "mask": ("B", "L"), "first": ("B", "W")}
OUTPUTS = {"emit": ("B", "W"), "link": ("B", "W", "W"), "slink": ("B", "W", "W")}


def write(network: Network, vocabulary: list[str], limit: int, out: Path) -> None:
    """Writes `model.int8.onnx` and `tagger.json` to `out`.

    Weights keep 7 bits (`reduce_range`), which is safe on CPUs without VNNI and costs no accuracy.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    out.mkdir(parents=True, exist_ok=True)
    full, prepared = out / "float32.onnx", out / "prepared.onnx"
    network.eval()
    ids = torch.randint(5, 100, (2, 30))
    mask = torch.ones(2, 30, dtype=torch.bool)
    mask[1, 25:] = False
    example = (ids, torch.zeros_like(ids), mask, torch.arange(1, 21).repeat(2, 1))
    axes = {name: {i: f"{axis}{i}" if axis == "W" and len(dims) == 3 else axis for i, axis in enumerate(dims)}
            for name, dims in (INPUTS | OUTPUTS).items()}  # fmt: skip
    torch.onnx.export(
        network, example, str(full), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared), str(out / "model.int8.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    full.unlink()
    prepared.unlink()
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
