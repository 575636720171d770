"""Fine-tunes the encoder on PolNeAR and on pieces of our own, exports it, and fits the weights of the evidence.

After a first pass over PolNeAR the training goes on twice from the same weights: over PolNeAR, and over PolNeAR and our pieces.
Both go on with longer windows (articles are tagged with context), some masked pieces, and a vector for each annotator, so that what
one annotator does otherwise than the rest is not learned as the rule. What comes out of each is a mean of the weights over its
steps, and of those with the weights before it; what is exported is the mean of both (a model soup: Wortsman et al., 2022).
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from provaudit.nlp.wordpiece import WordPiece
from recipes.attribution import bundled, corpus, evaluation, export, marked, weighing
from recipes.attribution.corpus import TAGS, Document, Window
from recipes.attribution.network import Network
from recipes.encoder import MASKED, open_encoder
from recipes.fitting import descend, masking, move, rising_and_falling, stack
from recipes.inputs import BUNDLED, Inputs, need

NAME = "en-attribution"
LIMIT = 192  # pieces of a window when predicting; context comes beside it


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of training: `epochs` of a schedule of `planned`; rates are those of encoder, heads and CRF at the top.

    `averaged` is how much of the moving mean of the weights each step keeps (0: the last weights count), `mixed` the share of the
    result that is mixed with the weights before the pass.
    """

    epochs: int
    planned: int
    batch: int
    limit: int
    rates: tuple[float, float, float]
    warm_up: int  # one step in so many
    masked: float = 0.0
    known: float = 0.0  # share of the windows whose annotator is told
    averaged: float = 0.0
    mixed: float = 1.0
    seed: int = 1


FIRST = Pass(epochs=4, planned=4, batch=12, limit=192, rates=(2e-4, 1e-3, 1e-2), warm_up=10)
SECOND = Pass(
    epochs=2, planned=5, batch=8, limit=320, rates=(1.2e-4, 6e-4, 6e-3), warm_up=16, masked=0.05, known=0.75,
    averaged=0.998, mixed=0.75, seed=7,
)  # fmt: skip
WITH_PIECES = replace(SECOND, epochs=3, seed=11)
SOUP = 0.75  # how much of the network that saw our pieces is in the mean
HELD_OUT = 10  # one piece in so many is kept to measure with
LINK_WEIGHT = 0.3
SHUFFLED_TOGETHER = 20
QUICK_ARTICLES = 4
HEADS = ("tag", "link_from", "link_to", "source_from", "source_to", "link_distance", "source_distance", "shapes", "annotators")


def make(inputs: Inputs) -> Path | None:
    """Trains, exports and scores the tagger; None where there is no encoder to start from."""
    if inputs.encoder is None and inputs.tagger is None and not inputs.quick:
        print("the attribution tagger stays as it is: --encoder says where all-MiniLM-L6-v2 lies (recipes/README.md)")
        return None
    torch.manual_seed(FIRST.seed)
    limit = QUICK_ARTICLES if inputs.quick else None
    news, dev = (corpus.load(need(inputs.news(split), "attribution corpus"), limit) for split in ("train", "dev"))
    second = inputs.news("train_second_annotator")
    news += corpus.load(second, limit) if second.exists() else []
    pieces = marked.load(limit=limit and limit * HELD_OUT)
    held_out = pieces[HELD_OUT - 1 :: HELD_OUT]
    ours = [piece for i, piece in enumerate(pieces, 1) if i % HELD_OUT]
    network, vocabulary = _start(inputs, news)
    words = WordPiece(vocabulary)

    def fitted(start: Network, documents: list[Document], how: Pass) -> Network:
        return _fit(start, documents, words, replace(how, epochs=1, planned=1) if inputs.quick else how)

    if inputs.tagger is None:
        network = fitted(network, news, FIRST)
    network, with_pieces = fitted(network, news, SECOND), fitted(network, news + ours, WITH_PIECES)
    move(network, with_pieces, SOUP)
    out = inputs.out / NAME
    export.write(network, vocabulary, LIMIT, out)
    print("dev:", evaluation.scores(out, dev), flush=True)
    print("our pieces held out:", evaluation.scores(out, held_out), flush=True)
    print("dev:", weighing.make(out, dev), flush=True)
    return out


def _start(inputs: Inputs, train: list[Document]) -> tuple[Network, list[str]]:
    if inputs.tagger is not None or inputs.encoder is None:
        folder = inputs.tagger or BUNDLED / NAME  # without an encoder, a quick run goes on from the bundled tagger
        config = json.loads(need(folder / "tagger.json", "tagger").read_text(encoding="utf-8"))
        network = Network(len(config["vocab"]))
        bundled.load(network, folder)
        return network, config["vocab"]
    vocabulary, fill = open_encoder(inputs.encoder, (form for d in train for form in d.forms))
    network = Network(len(vocabulary))
    fill(network)
    return network, vocabulary


def _fit(start: Network, train: list[Document], pieces: WordPiece, how: Pass) -> Network:
    """What comes out of a pass that begins with the weights of `start`, which stay as they are; its annotators agree."""
    rng = random.Random(how.seed)
    people = sorted({d.annotator for d in train})
    before = copy.deepcopy(start)
    before.hear(len(people))
    network, mean = copy.deepcopy(before), copy.deepcopy(before)
    optimizer = _optimizer(network, how)
    windows = sum(1 for d in train for _ in corpus.windows(d, pieces, how.limit, random.Random(0)))
    total = (windows // how.batch + 1) * how.planned
    warm_up = max(1, total // how.warm_up)
    schedule = rising_and_falling(optimizer, total, warm_up)
    steps = 0
    for epoch in range(1, how.epochs + 1):
        network.train()
        losses = []
        for batch in _batches([w for d in train for w in corpus.windows(d, pieces, how.limit, rng)], how.batch, rng):
            who = [people.index(w.annotator) if rng.random() < how.known else len(people) for w in batch]
            loss = _loss(network, batch, torch.tensor(who), masking(how.masked, pieces))
            losses.append(descend(loss, network, optimizer, schedule))
            steps += 1
            move(mean, network, 1 - min(how.averaged, (1 + steps) / (10 + steps)))
        print(f"epoch {epoch}: loss {sum(losses) / len(losses):.4f} over {len(losses)} batches", flush=True)
    move(before, mean, how.mixed)
    before.hear(1)
    return before


def _optimizer(network: Network, how: Pass) -> torch.optim.Optimizer:
    encoder, heads, crf = how.rates
    groups: dict[float, list[torch.nn.Parameter]] = {encoder: [], heads: [], crf: []}
    for name, parameter in network.named_parameters():
        part = name.split(".")[0]
        groups[crf if part in ("transitions", "start") else heads if part in HEADS else encoder].append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": rate, "weight_decay": 0.0 if rate == crf else 0.01} for rate, p in groups.items()],
        betas=(0.9, 0.98),
    )


def _batches(windows: list[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Windows of about the same length together, in random order."""
    rng.shuffle(windows)
    batches = []
    for start in range(0, len(windows), size * SHUFFLED_TOGETHER):
        chunk = sorted(windows[start : start + size * SHUFFLED_TOGETHER], key=lambda w: len(w.ids))
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    rng.shuffle(batches)
    return iter(batches)


def _loss(network: Network, batch: list[Window], annotator: Tensor, masked: Callable[[Tensor], Tensor]) -> Tensor:
    ids, shapes, first = (stack([getattr(w, name) for w in batch], 0) for name in ("ids", "shapes", "first"))
    tags, head, source_head = (stack([getattr(w, name) for w in batch], -1) for name in ("tags", "head", "source_head"))
    pieces = stack([[1] * len(w.ids) for w in batch], 0).bool()
    with torch.autocast("cpu", torch.bfloat16):
        tag_scores, link, source_link = network(masked(ids), shapes, pieces, first, annotator)
    itself = torch.eye(tags.shape[1], dtype=torch.bool)
    to_cue = (tags == TAGS.index("B-cue"))[:, None, :]
    to_source = (tags == TAGS.index("B-source"))[:, None, :] | itself
    links = _link_loss(link, head, to_cue) + _link_loss(source_link, source_head, to_source)
    return network.tag_loss(tag_scores, tags.clamp(min=0), tags >= 0) + LINK_WEIGHT * links


def _link_loss(scores: Tensor, heads: Tensor, allowed: Tensor) -> Tensor:
    known = heads >= 0
    scores = scores.masked_fill(~allowed, MASKED)
    return functional.cross_entropy(scores[known], heads[known]) if known.any() else scores.sum() * 0
