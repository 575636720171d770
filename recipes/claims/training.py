"""Trains the network on stories of our own, a story a step, and exports it mixed with the encoder's weights of before.

All pairs of lines of different articles are told apart (cross-entropy), and for each line that another article matches its matches
are to be nearer than that article's other lines.
"""

from __future__ import annotations

import copy
import json
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from provaudit.echo.meanings import shares
from provaudit.nlp.claims import WORD, ClaimEncoder, pieces_of
from provaudit.nlp.wordpiece import WordPiece
from recipes import int8
from recipes.claims import stories
from recipes.claims.network import Network
from recipes.claims.stories import Story
from recipes.encoder import MASKED, open_encoder
from recipes.fitting import descend, move, rising_and_falling, stack
from recipes.inputs import BUNDLED, Inputs

NAME = "en-claims"
EPOCHS = 3
RATES = (4e-5, 8e-4)  # of the encoder and of the heads, at the top
WARM_UP = 10  # one step in so many
RARE = 2.0  # what a pair that matches counts: they are few
NEARER = 0.3  # what the order of an article's lines counts
MIXED = 0.6  # share of the trained encoder in what is exported
HELD_OUT = 8  # one story in so many is kept to measure with
SEED = 1
QUICK_STORIES = 8
HEADS = ("narrow", "weight", "slope", "middle", "shapes")


def make(inputs: Inputs) -> Path | None:
    """Trains, exports and scores the network; None where there is no encoder to start from."""
    if inputs.encoder is None and not inputs.quick:
        print("the network of claims stays as it is: --encoder says where all-MiniLM-L6-v2 lies (recipes/README.md)")
        return None
    torch.manual_seed(SEED)
    told = stories.load(limit=QUICK_STORIES if inputs.quick else None)
    held_out = told[HELD_OUT - 1 :: HELD_OUT]
    start, vocabulary = _start(inputs, told)
    seen = [story for i, story in enumerate(told, 1) if i % HELD_OUT]
    network = _fit(start, seen, WordPiece(vocabulary), 1 if inputs.quick else EPOCHS)
    out = inputs.out / NAME
    write(network, vocabulary, out)
    print("held out:", scores(out, held_out), flush=True)
    return out


def write(network: Network, vocabulary: list[str], out: Path) -> None:
    """Writes the two files that the program loads: `model.int8.onnx` and `claims.json`."""
    ids = torch.randint(5, 100, (2, 30))
    axes = {"ids": ("B", "L"), "shapes": ("B", "L")}
    made = {"vectors": ("B", "L", "1"), "weights": ("B", "L")}
    int8.write(network, (ids, torch.zeros_like(ids)), axes, made, out / "model.int8.onnx")
    (out / "claims.json").write_text(json.dumps({"vocab": vocabulary}, ensure_ascii=False), encoding="utf-8")


def scores(folder: Path, told: list[Story]) -> str:
    """Average precision and the best F1 over the pairs of lines of different articles, read as the program reads them."""
    encoder = ClaimEncoder(folder)
    alike: list[float] = []
    same: list[bool] = []
    for story in told:
        shared = shares([encoder(line.text) for line in story.lines])
        for (i, one), (j, other) in combinations(enumerate(story.lines), 2):
            if one.article != other.article:
                alike.append(float(shared[i, j]))
                same.append(bool(one.claims & other.claims))
    order = np.argsort(-np.array(alike), kind="stable")
    right = np.array(same)[order].cumsum()
    precision, recall = right / np.arange(1, len(right) + 1), right / right[-1]
    best = (2 * precision * recall / np.maximum(precision + recall, 1e-9)).max()
    average = precision[np.array(same)[order]].mean()
    return f"average precision {100 * average:.1f}, best F1 {100 * best:.1f} ({right[-1]} of {len(right)} pairs match)"


def _start(inputs: Inputs, told: list[Story]) -> tuple[Network, list[str]]:
    if inputs.encoder is None:  # a quick run: the bundled vocabulary, and weights by chance
        config = json.loads((BUNDLED / NAME / "claims.json").read_text(encoding="utf-8"))
        return Network(len(config["vocab"])), config["vocab"]
    forms = (form for story in told for line in story.lines for form in WORD.findall(line.text))
    vocabulary, fill = open_encoder(inputs.encoder, forms)
    network = Network(len(vocabulary))
    fill(network)
    return network, vocabulary


def _fit(start: Network, told: list[Story], pieces: WordPiece, epochs: int) -> Network:
    """What comes out of the training that begins with the weights of `start`, the encoder mixed with these."""
    rng = random.Random(SEED)
    network = copy.deepcopy(start)
    heads = [p for name, p in network.named_parameters() if name.split(".")[0] in HEADS]
    encoder = [p for name, p in network.named_parameters() if name.split(".")[0] not in HEADS]
    groups = [{"params": found, "lr": rate} for found, rate in zip((encoder, heads), RATES, strict=True)]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total = len(told) * epochs
    schedule = rising_and_falling(optimizer, total, total / WARM_UP)
    for epoch in range(1, epochs + 1):
        network.train()
        losses = []
        for story in rng.sample(told, len(told)):
            losses.append(descend(_loss(network, story, pieces), network, optimizer, schedule))
        print(f"epoch {epoch}: loss {sum(losses) / len(losses):.4f} over {len(losses)} stories", flush=True)
    move(network, _with_heads(start, network), 1 - MIXED)
    return network.eval()


def _with_heads(start: Network, trained: Network) -> Network:
    mixed = copy.deepcopy(start)
    heads = {name: weights for name, weights in trained.state_dict().items() if name.split(".")[0] in HEADS}
    mixed.load_state_dict(heads, strict=False)
    return mixed


def _loss(network: Network, story: Story, pieces: WordPiece) -> Tensor:
    rows = [pieces_of(line.text, pieces) for line in story.lines]
    ids, shapes = (stack([row[side] for row in rows], 0) for side in (0, 1))
    with torch.autocast("cpu", torch.bfloat16):
        odds = network.alike(ids, shapes)
    articles = torch.tensor([line.article for line in story.lines])
    same = torch.tensor([[float(bool(one.claims & other.claims)) for other in story.lines] for one in story.lines])
    apart = articles[:, None] != articles[None, :]
    told = functional.binary_cross_entropy_with_logits(odds[apart], same[apart], pos_weight=torch.tensor(RARE))
    order = []
    for article in articles.unique():
        here = articles == article
        match = same[~here][:, here] > 0
        likely = torch.log_softmax(odds[~here][:, here], 1).masked_fill(~match, MASKED)[match.any(1)]
        order += [-torch.logsumexp(likely, 1).mean()] if len(likely) else []
    return told + NEARER * torch.stack(order).mean()
