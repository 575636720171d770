"""The network: the first layers of a MiniLM encoder, a narrow vector for each piece, and how much it weighs."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from recipes.encoder import WIDTH, Encoder

LAYERS = 4
NARROW = 128
SHAPES = 5
SLOPE, MIDDLE = 12.0, 0.62  # what makes a log-odds of how alike two statements are
UNLIKE = -1.0


class Network(Encoder):
    """`forward` gives a vector of length one [B, L - 1, 128] and a weight [B, L - 1] for each piece; the weights sum up to one."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__(vocabulary, SHAPES, dropout, LAYERS)
        self.narrow, self.weight = nn.Linear(WIDTH, NARROW, bias=False), nn.Linear(WIDTH, 1)
        self.slope, self.middle = nn.Parameter(torch.tensor(SLOPE)), nn.Parameter(torch.tensor(MIDDLE))
        nn.init.zeros_(self.weight.weight)
        nn.init.zeros_(self.weight.bias)

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """`ids`, `shapes` [B, L] of pieces in their frame, filled up behind with 0."""
        x = self.vectors(ids, shapes, ids > 0).float()[:, 1:]  # what opens the frame says nothing
        weights = functional.softplus(self.weight(x)[..., 0]) * (ids[:, 1:] > 0)
        return functional.normalize(self.narrow(x), dim=-1), weights / weights.sum(1, keepdim=True)

    def alike(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """The log-odds [B, B] that two statements make the same claim: from the share of what each says that the other says, too,
        the mean of both ways. A piece has in the other statement the one that is nearest (late interaction: ColBERT, 2020)."""
        vectors, weights = self(ids, shapes)
        near = torch.einsum("ild,jmd->ijlm", vectors, vectors).masked_fill((weights == 0)[None, :, None, :], UNLIKE)
        share = (near.amax(-1) * weights[:, None, :]).sum(-1)
        odds: Tensor = self.slope * ((share + share.T) / 2 - self.middle)
        return odds
