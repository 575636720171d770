"""The tagger's network: a MiniLM encoder with BIO tags of words, content-to-cue links and cue-to-source links."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from recipes.attribution.corpus import TAGS
from recipes.encoder import DISTANCES, WIDTH, Encoder, distance, words

SHAPES = 10
LINK = 128


class Network(Encoder):
    """`forward` gives tag scores [B, W, 7], content-to-cue and cue-to-source scores [B, W, W] over the words of a window."""

    def __init__(self, vocabulary: int, annotators: int = 1, dropout: float = 0.1) -> None:
        super().__init__(vocabulary, SHAPES, dropout)
        self.annotators = nn.Embedding(annotators, WIDTH)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.link_from, self.link_to = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.source_from, self.source_to = nn.Linear(WIDTH, LINK // 2), nn.Linear(WIDTH, LINK // 2)
        self.link_distance, self.source_distance = nn.Embedding(DISTANCES, 1), nn.Embedding(DISTANCES, 1)
        for table in (self.annotators, self.link_distance, self.source_distance):
            nn.init.zeros_(table.weight)
        self.transitions, self.start = nn.Parameter(torch.zeros(len(TAGS), len(TAGS))), nn.Parameter(torch.zeros(len(TAGS)))

    def hear(self, annotators: int) -> None:
        """Gives each of so many annotators the vector that all had in the mean: the consensus of before."""
        consensus = self.annotators.weight.detach().mean(0)
        self.annotators = nn.Embedding.from_pretrained(consensus.repeat(annotators, 1), freeze=False)

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, annotator: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """`ids`, `shapes`, `mask` [B, L] over pieces; `first` [B, W] is the piece that each word begins with."""
        people = self.annotators.weight
        consensus = people.mean(0)
        who = consensus if annotator is None else torch.cat([people, consensus[None]])[annotator][:, None]
        x = self.drop(words(self.vectors(ids, shapes, mask, who), first))
        at = torch.arange(first.shape[1])
        bucket = distance(at, at)
        link = self.link_from(x) @ self.link_to(x).transpose(1, 2) / math.sqrt(LINK)
        source = self.source_from(x) @ self.source_to(x).transpose(1, 2) / math.sqrt(LINK // 2)
        return (
            self.tag(x).float(),
            (link + self.link_distance(bucket)[..., 0]).float(),
            (source + self.source_distance(bucket)[..., 0]).float(),
        )

    def tag_loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of the tag sequences under a linear-chain CRF, per word; `mask` is left-aligned."""
        total = self.start + scores[:, 0]
        gold = self.start[tags[:, 0]] + scores[:, 0].gather(1, tags[:, :1])[:, 0]
        steps = scores.gather(2, tags[..., None])[:, 1:, 0] + self.transitions[tags[:, :-1], tags[:, 1:]]
        gold = gold + (steps * mask[:, 1:]).sum(1)
        for i in range(1, scores.shape[1]):
            onward = torch.logsumexp(total[:, :, None] + self.transitions, 1) + scores[:, i]
            total = torch.where(mask[:, i, None], onward, total)
        return (torch.logsumexp(total, 1) - gold).sum() / mask.sum()
