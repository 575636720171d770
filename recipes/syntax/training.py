"""Fine-tunes the encoder on the treebanks, all heads together, and exports the moving mean of the weights."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from provaudit.nlp.syntax import SyntaxModel
from provaudit.nlp.wordpiece import WordPiece
from recipes.attribution import corpus as news
from recipes.encoder import MASKED, open_encoder
from recipes.fitting import descend, masking, move, rising_and_falling, stack
from recipes.inputs import BUNDLED, Inputs
from recipes.syntax import export
from recipes.syntax.corpus import EMPTY, UNKNOWN, Example, Labels, Tree, example, known, load
from recipes.syntax.network import Network

NAME = "syntax"
EPOCHS = 12
WORDS_A_BATCH = 1600  # pieces, with what fills the shorter sentences up
LONGEST = 300  # pieces of a sentence that is learned from
SORTED_TOGETHER = 1500
RATES = (2e-4, 2e-3)  # of the encoder and of the heads, at the top
WARM_UP = 20  # one step in so many
AVERAGED = 0.998  # how much of the moving mean each step keeps
MASKED_PIECES = 0.08
TAG_WEIGHT = 0.4
SEED = 1
ENCODER = ("pieces", "positions", "norm", "layers")

Numbers = dict[str, dict[str, int]]


def make(inputs: Inputs) -> Path | None:
    """Trains, exports and scores the parser; None where there is no encoder to start from."""
    if inputs.encoder is None and not inputs.quick:
        return None
    torch.manual_seed(SEED)
    train, dev = (load(inputs.treebank(split)) for split in ("train", "dev"))
    labels = known(train)
    network, vocabulary = _start(inputs, train, labels)
    network = _fit(network, train, WordPiece(vocabulary), labels, inputs)
    out = inputs.work / NAME
    export.write(network, vocabulary, labels, out)
    print("dev:", scores(out, dev), flush=True)
    return out


def scores(folder: Path, trees: list[Tree]) -> str:
    """UPOS, XPOS, features, UAS and LAS over all words of gold sentences, parsed as the program does, for people to read."""
    model = SyntaxModel(folder)
    right = dict.fromkeys(("UPOS", "XPOS", "UFeats", "UAS", "LAS"), 0)
    words = 0
    for tree in trees:
        columns = (tree.labels[name] for name in ("upos", "xpos", "feats", "deprel"))
        for node, upos, xpos, feats, deprel, head in zip(model.parse(tree.forms), *columns, tree.heads, strict=True):
            tags = (node.upos == upos, node.xpos == xpos, (node.feats or EMPTY) == feats)
            attached = node.head == head
            for name, fact in zip(right, (*tags, attached, attached and node.deprel == deprel), strict=True):
                right[name] += fact
            words += 1
    return " ".join(f"{name} {100 * n / words:.2f}" for name, n in right.items()) + f" ({words} words)"


def _start(inputs: Inputs, train: list[Tree], labels: Labels) -> tuple[Network, list[str]]:
    if inputs.encoder is None:  # a quick run: the bundled vocabulary, and weights by chance
        config = json.loads((BUNDLED / "en-ud-news" / NAME / "syntax.json").read_text(encoding="utf-8"))
        return Network(len(config["vocab"]), labels), config["vocab"]
    forms = [form for tree in train for form in tree.forms]
    if inputs.news("train").exists():
        forms += [form for article in news.load(inputs.news("train")) for form in article.forms]
    vocabulary, fill = open_encoder(inputs.encoder, forms)
    network = Network(len(vocabulary), labels)
    fill(network)
    return network, vocabulary


def _fit(network: Network, train: list[Tree], pieces: WordPiece, labels: Labels, inputs: Inputs) -> Network:
    rng = random.Random(SEED)
    numbers = {name: {label: i for i, label in enumerate(found)} for name, found in labels.items()}
    epochs = 1 if inputs.quick else EPOCHS
    total = epochs * len(_batches(train, pieces, numbers, rng))
    mean = copy.deepcopy(network)
    optimizer = _optimizer(network)
    warm_up = max(1, total / WARM_UP)
    schedule = rising_and_falling(optimizer, total, warm_up)
    masked = masking(MASKED_PIECES, pieces)
    steps = 0
    network.train()
    for epoch in range(1, epochs + 1):
        losses = []
        for batch in _batches(train, pieces, numbers, rng):
            losses.append(descend(_loss(network, batch, masked), network, optimizer, schedule))
            steps += 1
            move(mean, network, 1 - min(AVERAGED, (1 + steps) / (10 + steps)))
        print(f"epoch {epoch}: loss {sum(losses) / len(losses):.4f} over {len(losses)} batches", flush=True)
    return mean


def _optimizer(network: Network) -> torch.optim.Optimizer:
    parts: dict[bool, list[torch.nn.Parameter]] = {True: [], False: []}
    for name, parameter in network.named_parameters():
        parts[name.split(".")[0] in ENCODER].append(parameter)
    groups = [{"params": parts[True], "lr": RATES[0]}, {"params": parts[False], "lr": RATES[1]}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def _batches(train: list[Tree], pieces: WordPiece, numbers: Numbers, rng: random.Random) -> list[list[Example]]:
    """Sentences of about the same length together, in random order and new dress."""
    examples = [e for e in (example(tree, pieces, numbers, rng) for tree in train) if len(e.ids) <= LONGEST]
    rng.shuffle(examples)
    batches = [
        batch
        for start in range(0, len(examples), SORTED_TOGETHER)
        for batch in _filled(sorted(examples[start : start + SORTED_TOGETHER], key=lambda e: len(e.ids)))
    ]
    rng.shuffle(batches)
    return batches


def _filled(examples: list[Example]) -> Iterator[list[Example]]:
    batch: list[Example] = []
    for each in examples:
        if batch and (len(batch) + 1) * len(each.ids) > WORDS_A_BATCH:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def _loss(network: Network, batch: list[Example], masked: Callable[[Tensor], Tensor]) -> Tensor:
    ids, shapes, first = (stack([getattr(e, name) for e in batch], 0) for name in ("ids", "shapes", "first"))
    pieces = stack([[1] * len(e.ids) for e in batch], 0).bool()
    gold = {name: stack([e.labels[name] for e in batch], UNKNOWN) for name in batch[0].labels}
    heads = stack([e.heads for e in batch], UNKNOWN)
    words = heads >= 0
    with torch.autocast("cpu", torch.bfloat16):
        *tags, arcs, relations = network(masked(ids), shapes, pieces, first)
    filler = first == 0
    filler[:, 0] = False  # the root's piece is the first one
    arcs = arcs.masked_fill(filler[:, None, :], MASKED)
    loss = functional.cross_entropy(arcs[words], heads[words])
    chosen = heads.clamp(min=0)[:, :, None, None].expand(-1, -1, 1, relations.shape[-1])
    loss = loss + functional.cross_entropy(relations.gather(2, chosen)[:, :, 0][words], gold["deprel"][words])
    for scores_of_tags, name in zip(tags, ("upos", "xpos", "feats"), strict=True):
        loss = loss + TAG_WEIGHT * functional.cross_entropy(scores_of_tags[words], gold[name][words])
    return loss
