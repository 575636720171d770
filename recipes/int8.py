"""A trained network as int8 ONNX weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

Axes = Mapping[str, tuple[str, ...]]  # the names of each tensor's axes


def write(network: nn.Module, example: tuple[Tensor, ...], inputs: Axes, outputs: Axes, target: Path) -> None:
    """Writes the network to `target`; the sizes of all named axes may change, those called "1" are as in the example.

    Weights keep 7 bits (`reduce_range`), which is safe on CPUs without VNNI and costs no accuracy.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    target.parent.mkdir(parents=True, exist_ok=True)
    full, prepared = target.with_name("float32.onnx"), target.with_name("prepared.onnx")
    network.eval()
    axes = {name: {i: axis for i, axis in enumerate(dims) if axis != "1"} for name, dims in {**inputs, **outputs}.items()}
    torch.onnx.export(
        network, example, str(full), input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    full.unlink()
    prepared.unlink()
