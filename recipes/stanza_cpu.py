"""Runs one of Stanza's training modules with settings that make it several times faster on a CPU.

    python -m recipes.stanza_cpu [--decay-steps N] stanza.models.ner_tagger ARGUMENTS...

One thread; matrix products may use bfloat16 inside (twice as fast where the CPU has it); dropout masks come from numpy, because
torch draws them one by one. `--decay-steps` lets Adam's rate fall in a straight line to 2 %.
"""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SEED = 1234
# Without these a third of the time goes into page faults on a virtual machine (glibc only; others ignore them).
ALLOCATOR = (
    "glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=17179869184:glibc.malloc.top_pad=268435456:"
    "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=2"
)


def train(module: str, *arguments: str | int | float | Path, decay_steps: int = 0) -> None:
    """Runs `stanza.models.<module>` in a process of its own; a failed run ends the recipe."""
    command = [sys.executable, "-m", "recipes.stanza_cpu", "--decay-steps", str(decay_steps)]
    command += [f"stanza.models.{module}", *map(str, arguments), "--cpu"]
    print(f"\n== {module}", flush=True)
    environment = os.environ | {"OMP_NUM_THREADS": "1", "GLIBC_TUNABLES": ALLOCATOR}
    if subprocess.run(command, env=environment, check=False).returncode:
        raise SystemExit(f"training failed: {' '.join(command)}")


def main() -> None:
    """The process that `train` starts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--decay-steps", type=int, default=0)
    parser.add_argument("module")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()

    import torch

    torch.set_num_threads(1)
    torch.set_float32_matmul_precision("medium")
    _fast_dropout()
    if options.decay_steps:
        _falling_rate(options.decay_steps)
    importlib.import_module(options.module).main(options.arguments)


def _fast_dropout() -> None:
    import numpy as np
    import torch

    rng = np.random.Generator(np.random.SFC64(SEED))

    def dropout(input: torch.Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> torch.Tensor:
        if not training or p <= 0:
            return input
        kept = np.frombuffer(rng.bytes(input.numel()), dtype=np.uint8) >= round(p * 256)
        mask = torch.from_numpy(kept).view(input.shape).to(input.dtype).mul_(1 / (1 - p))
        return input.mul_(mask) if inplace else input * mask

    torch.nn.functional.dropout = dropout


def _falling_rate(total: int) -> None:
    import torch

    plain_step = torch.optim.Adam.step

    def step(self: Any, closure: Any = None) -> Any:  # noqa: ANN401 - torch's own signature
        self.steps_done = getattr(self, "steps_done", 0) + 1
        for group in self.param_groups:
            group["lr"] = group.setdefault("first_lr", group["lr"]) * max(0.02, 1 - self.steps_done / total)
        return plain_step(self, closure)

    torch.optim.Adam.step = step  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
