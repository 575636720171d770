"""The parser's network: a MiniLM encoder with tags of words and biaffine scores of arcs and relations.

Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing", 2017.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from recipes.encoder import DISTANCES, MASKED, WIDTH, Encoder, SharedDropout, distance, words

SHAPES = 5
TAGS, ARC, RELATION = 256, 320, 112  # widths in front of tags, arcs and relations


class Biaffine(nn.Module):
    """Scores [B, out, W, H] of every dependent with every head."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.dependent, self.head = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.weight = nn.Parameter(torch.zeros(out, width + 1, width + 1))
        self.drop = SharedDropout(0.25)
        self.scale = math.sqrt(width)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """`dependents` [B, W, WIDTH], `heads` [B, H, WIDTH]."""
        left, right = self._side(self.dependent, dependents), self._side(self.head, heads)
        out, width, _ = self.weight.shape
        mixed = left @ self.weight.to(left.dtype).permute(1, 0, 2).reshape(width, out * width)
        mixed = mixed.view(*left.shape[:2], out, width).transpose(1, 2)
        return mixed @ right.transpose(1, 2)[:, None] / self.scale

    def _side(self, layer: nn.Linear, x: Tensor) -> Tensor:
        x = self.drop(nn.functional.gelu(layer(x)))
        return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Network(Encoder):
    """`forward` gives scores of UPOS, XPOS and features [B, W, n], of heads [B, W, W + 1] and of relations [B, W, W + 1, n]."""

    def __init__(self, vocabulary: int, labels: Mapping[str, Sequence[str]]) -> None:
        super().__init__(vocabulary, SHAPES)
        self.read = SharedDropout(0.2)
        self.tags = nn.Linear(WIDTH, TAGS)
        self.upos, self.xpos, self.feats = (nn.Linear(TAGS, len(labels[name])) for name in ("upos", "xpos", "feats"))
        self.arc, self.relation = Biaffine(ARC, 1), Biaffine(RELATION, len(labels["deprel"]))
        self.arc_distance = nn.Embedding(DISTANCES, 1)
        nn.init.zeros_(self.arc_distance.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """`ids`, `shapes`, `mask` [B, L] over pieces; `first` [B, W + 1]: the piece of the root (0), and the first of each word."""
        heads = self.read(words(self.vectors(ids, shapes, mask), first))
        dependents = heads[:, 1:]
        tags = nn.functional.gelu(self.tags(dependents))
        at = torch.arange(first.shape[1])
        arcs = self.arc(dependents, heads)[:, 0] + self.arc_distance(distance(at[1:], at))[..., 0]
        relations = self.relation(dependents, heads).permute(0, 2, 3, 1)
        return self.upos(tags).float(), self.xpos(tags).float(), self.feats(tags).float(), arcs.float(), relations.float()


class Decisions(nn.Module):
    """What the program asks of a trained network, one sentence at a time: the best labels, and log probabilities of heads."""

    def __init__(self, network: Network, root: int) -> None:
        super().__init__()
        self.network = network
        never = torch.zeros(network.relation.weight.shape[0])
        never[root] = MASKED  # words that have a head are no root
        self.register_buffer("never", never)

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Numbers of labels [1, W] and [1, W, W + 1], scores of heads [1, W, W + 1]."""
        upos, xpos, feats, arcs, relations = self.network(ids, shapes, torch.ones_like(ids).bool(), first)
        return upos.argmax(-1), xpos.argmax(-1), feats.argmax(-1), arcs.log_softmax(-1), (relations + self.never).argmax(-1)
