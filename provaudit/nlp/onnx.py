"""How the bundled ONNX models are opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from provaudit.errors import ModelError


def open_session(path: Path, threads: int) -> Any:  # noqa: ANN401 - onnxruntime ships no types
    """A model that answers on so many threads of the CPU. Raises ModelError where it cannot be loaded."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # spinning hurts on a shared machine
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own classes, none public
        raise ModelError(f"cannot load {path.parent.name}: {error}", where=str(path)) from error
