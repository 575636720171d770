"""Trained Stanza models as a folder that `stanza.Pipeline` loads without a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PACKAGE = "news"
ORDER = ("tokenize", "lemma", "ner", "pretrain")
NEEDS_VECTORS = ("ner",)
TRAINING_ONLY = ("optimizer_state_dict", "dev_score_history", "optimizer")
PATHS = ("_file", "_dir", "_name", "_path")
LONGEST_TOKEN = 1000  # longer ones become "<UNK>"; training used 300


def pack(models: dict[str, Path], out: Path) -> None:
    """Writes `out/en/<processor>/news.pt` and `out/resources.json`.

    Weights are stored as float16, which Stanza copies into float32 when it loads them; vectors are used as stored and stay as
    they are. What only training needs, and the paths of the machine it ran on, are left out.
    """
    import torch

    entries: dict[str, Any] = {"lang_name": "English"}
    for processor in (p for p in ORDER if p in models):
        model = torch.load(models[processor], map_location="cpu", weights_only=True)
        for key in TRAINING_ONLY:
            model.pop(key, None)
        for config in (model[key] for key in ("config", "args") if isinstance(model.get(key), dict)):
            for key, value in config.items():
                if isinstance(value, str) and (key.endswith(PATHS) or "/" in value):
                    config[key] = None
        if processor == "tokenize":
            model["config"]["max_seqlen"] = LONGEST_TOKEN
        if processor == "ner":
            _drop_empty_table(model)
        if processor != "pretrain":
            model = _halved(model)
        target = out / "en" / processor / f"{PACKAGE}.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        torch.save(model, target)
        print(f"{processor}: {target.stat().st_size / 1e6:.2f} MB")
        vectors = {"dependencies": [{"model": "pretrain", "package": PACKAGE}]} if processor in NEEDS_VECTORS else {}
        entries[processor] = {PACKAGE: vectors}
    default = {p: PACKAGE for p in ORDER if p in models and p != "pretrain"}
    entries["packages"] = {"default": default, PACKAGE: default}
    (out / "resources.json").write_text(json.dumps({"en": entries}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _drop_empty_table(model: dict[str, Any]) -> None:
    """What --no_emb_finetune leaves behind: an all-zero table of the training words."""
    table = model["model"].get("delta_emb.weight")
    if table is not None and not table.any():
        del model["model"]["delta_emb.weight"], model["vocab"]["delta"], model["vocab"]["_key2class"]["delta"]


def _halved(value: Any) -> Any:  # noqa: ANN401 - whatever a model file holds
    import torch

    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, _halved(v)) for key, v in value.items())
    if isinstance(value, list | tuple):
        return type(value)(_halved(v) for v in value)
    return value
