"""Fine-tunes the encoder on PolNeAR and exports it: AdamW, 4 epochs, warm-up and a rate that falls to nothing."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from provaudit.nlp.wordpiece import WordPiece
from recipes.attribution import corpus, evaluation, export
from recipes.attribution.corpus import TAGS, Document, Window
from recipes.attribution.network import MASKED, Network
from recipes.inputs import BUNDLED, Inputs, need

NAME = "en-attribution"
EPOCHS, BATCH, LIMIT = 4, 12, 192
RATE, HEAD_RATE, CRF_RATE = 2e-4, 1e-3, 1e-2
LINK_WEIGHT = 0.3
WARM_UP = 10  # one step in so many
SEED, SHUFFLED_TOGETHER = 1, 20
QUICK_ARTICLES = 4
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused0]")
FREQUENT = 22_000  # of the encoder's vocabulary: Latin pieces up to this rank stay
HEADS = ("tag", "link_from", "link_to", "source_from", "source_to", "link_distance", "source_distance", "shapes")


def make(inputs: Inputs) -> Path | None:
    """Trains, exports and scores the tagger; None where there is no encoder to start from."""
    if inputs.encoder is None and not inputs.quick:
        print("the attribution tagger stays as it is: --encoder says where all-MiniLM-L6-v2 lies (recipes/README.md)")
        return None
    torch.manual_seed(SEED)
    limit = QUICK_ARTICLES if inputs.quick else None
    train, dev = (corpus.load(need(inputs.news(split), "attribution corpus"), limit) for split in ("train", "dev"))
    network, vocabulary = _start(inputs, train)
    _fit(network, train, WordPiece(vocabulary), 1 if inputs.quick else EPOCHS)
    out = inputs.out / NAME
    export.write(network, vocabulary, LIMIT, out)
    print("dev:", evaluation.scores(out, dev), flush=True)
    return out


def _start(inputs: Inputs, train: list[Document]) -> tuple[Network, list[str]]:
    if inputs.encoder is None:  # quick: the bundled vocabulary, weights by chance
        vocabulary = json.loads((BUNDLED / NAME / "tagger.json").read_text(encoding="utf-8"))["vocab"]
        return Network(len(vocabulary)), vocabulary
    from safetensors.torch import load_file

    lines = need(inputs.encoder / "vocab.txt", "encoder").read_text(encoding="utf-8").split("\n")
    full = [line for line in lines if line]
    seen = Counter(piece for pieces in [WordPiece(full)] for d in train for form in d.forms for piece in pieces(form))
    kept = [i for i, piece in enumerate(full) if seen[i] or _useful(piece, i)]
    network = Network(len(kept))
    network.load_encoder(load_file(inputs.encoder / "model.safetensors"), kept)
    return network, [full[i] for i in kept]


def _useful(piece: str, rank: int) -> bool:
    """Whether a piece that training never shows stays in the vocabulary: special, frequent Latin, or a single letter."""
    latin = all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2200 for c in piece) and not piece.startswith("[unused")
    return piece in SPECIAL or (latin and (rank < FREQUENT or len(piece.removeprefix("##")) == 1))


def _fit(network: Network, train: list[Document], pieces: WordPiece, epochs: int) -> None:
    rng = random.Random(SEED)
    optimizer = _optimizer(network)
    windows = sum(1 for d in train for _ in corpus.windows(d, pieces, LIMIT, random.Random(0)))
    total = (windows // BATCH + 1) * epochs
    warm_up = max(1, total // WARM_UP)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm_up, max(0.0, (total - step) / max(1, total - warm_up)))
    )
    for epoch in range(1, epochs + 1):
        network.train()
        losses = []
        for batch in _batches([w for d in train for w in corpus.windows(d, pieces, LIMIT, rng)], rng):
            loss = _loss(network, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch}: loss {sum(losses) / len(losses):.4f} over {len(losses)} batches", flush=True)


def _optimizer(network: Network) -> torch.optim.Optimizer:
    groups: dict[float, list[torch.nn.Parameter]] = {RATE: [], HEAD_RATE: [], CRF_RATE: []}
    for name, parameter in network.named_parameters():
        part = name.split(".")[0]
        groups[CRF_RATE if part in ("transitions", "start") else HEAD_RATE if part in HEADS else RATE].append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": rate, "weight_decay": 0.0 if rate == CRF_RATE else 0.01} for rate, p in groups.items()],
        betas=(0.9, 0.98),
    )


def _batches(windows: list[Window], rng: random.Random) -> Iterator[list[Window]]:
    """Windows of about the same length together, in random order."""
    rng.shuffle(windows)
    batches = []
    for start in range(0, len(windows), BATCH * SHUFFLED_TOGETHER):
        chunk = sorted(windows[start : start + BATCH * SHUFFLED_TOGETHER], key=lambda w: len(w.ids))
        batches += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    rng.shuffle(batches)
    return iter(batches)


def _loss(network: Network, batch: list[Window]) -> Tensor:
    ids, shapes, first = (_stack([getattr(w, name) for w in batch], 0) for name in ("ids", "shapes", "first"))
    tags, head, source_head = (_stack([getattr(w, name) for w in batch], -1) for name in ("tags", "head", "source_head"))
    pieces = _stack([[1] * len(w.ids) for w in batch], 0).bool()
    with torch.autocast("cpu", torch.bfloat16):
        tag_scores, link, source_link = network(ids, shapes, pieces, first)
    itself = torch.eye(tags.shape[1], dtype=torch.bool)
    to_cue = (tags == TAGS.index("B-cue"))[:, None, :]
    to_source = (tags == TAGS.index("B-source"))[:, None, :] | itself
    links = _link_loss(link, head, to_cue) + _link_loss(source_link, source_head, to_source)
    return network.tag_loss(tag_scores, tags.clamp(min=0), tags >= 0) + LINK_WEIGHT * links


def _link_loss(scores: Tensor, heads: Tensor, allowed: Tensor) -> Tensor:
    known = heads >= 0
    scores = scores.masked_fill(~allowed, MASKED)
    return functional.cross_entropy(scores[known], heads[known]) if known.any() else scores.sum() * 0


def _stack(rows: list[list[int]], filler: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])
