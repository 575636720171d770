"""The tagger's network: a MiniLM encoder with BIO tags of words, content-to-cue links and cue-to-source links."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn

from recipes.attribution.corpus import TAGS

WIDTH, INNER, HEADS, LAYERS = 384, 1536, 12, 6  # MiniLM-L6
POSITIONS, SHAPES, DISTANCES = 512, 10, 33
LINK = 128
MASKED = -1e4


class SharedDropout(nn.Module):
    """One mask for all positions of a sequence: cheap, and drops whole features."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """`x` [batch, length, width], in training with some features of each sequence switched off."""
        if not self.training or not self.share:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.share).div_(1 - self.share)
        return x * mask.to(x.dtype)


class Layer(nn.Module):
    """One transformer layer. Plain matrix products: in bf16 on a CPU they are 3-5 times faster backward than the fused kernel."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is added to the attention scores."""
        batch, length, _ = x.shape
        query, key, value = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (query * (WIDTH // HEADS) ** -0.5) @ key.transpose(-1, -2)
        seen = (torch.softmax(scores + mask.to(scores.dtype), -1) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Network(nn.Module):
    """`forward` gives tag scores [B, W, 7], content-to-cue and cue-to-source scores [B, W, W] over the words of a window."""

    def __init__(self, vocabulary: int, annotators: int = 1, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shapes, self.annotators = nn.Embedding(SHAPES, WIDTH), nn.Embedding(annotators, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.link_from, self.link_to = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.source_from, self.source_to = nn.Linear(WIDTH, LINK // 2), nn.Linear(WIDTH, LINK // 2)
        self.link_distance, self.source_distance = nn.Embedding(DISTANCES, 1), nn.Embedding(DISTANCES, 1)
        for table in (self.shapes, self.annotators, self.link_distance, self.source_distance):
            nn.init.zeros_(table.weight)
        self.transitions, self.start = nn.Parameter(torch.zeros(len(TAGS), len(TAGS))), nn.Parameter(torch.zeros(len(TAGS)))

    def load_encoder(self, weights: Mapping[str, Tensor], kept: list[int]) -> None:
        """Takes over a BERT-like encoder's weights; `kept` are the rows of its vocabulary that stay."""
        given = {name.removeprefix("bert."): tensor for name, tensor in weights.items()}
        table = "embeddings."
        with torch.no_grad():
            self.pieces.weight.copy_(given[table + "word_embeddings.weight"][kept])
            self.positions.weight.copy_(
                given[table + "position_embeddings.weight"] + given[table + "token_type_embeddings.weight"][0]
            )
            for side in ("weight", "bias"):
                getattr(self.norm, side).copy_(given[f"{table}LayerNorm.{side}"])
                for i, layer in enumerate(self.layers):
                    at = f"encoder.layer.{i}."
                    getattr(layer.qkv, side).copy_(
                        torch.cat([given[f"{at}attention.self.{part}.{side}"] for part in ("query", "key", "value")])
                    )
                    for mine, theirs in (
                        (layer.out, "attention.output.dense"),
                        (layer.norm1, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"),
                        (layer.down, "output.dense"),
                        (layer.norm2, "output.LayerNorm"),
                    ):
                        getattr(mine, side).copy_(given[f"{at}{theirs}.{side}"])

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, annotator: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """`ids`, `shapes`, `mask` [B, L] over pieces; `first` [B, W] is the piece that each word begins with."""
        x = self.pieces(ids) + self.shapes(shapes) + self.positions.weight[: ids.shape[1]]
        people = self.annotators.weight
        consensus = people.mean(0)
        x = x + (consensus if annotator is None else torch.cat([people, consensus[None]])[annotator][:, None])
        x = self.drop(self.norm(x))
        hidden = (~mask)[:, None, None, :].float() * MASKED
        for layer in self.layers:
            x = layer(x, hidden)
        x = self.drop(x.gather(1, first[..., None].expand(-1, -1, x.shape[-1])))
        words = torch.arange(first.shape[1])
        distance = words[None, :] - words[:, None]
        bucket = (distance.abs().float() + 1).log2().mul(2.2).clamp(max=16).round().long() * distance.sign() + 16
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
