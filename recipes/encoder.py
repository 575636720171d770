"""The MiniLM encoder that all networks read words with: its layers, its vocabulary, and how an encoder's weights come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from provaudit.nlp.wordpiece import WordPiece
from recipes.inputs import need

WIDTH, INNER, HEADS, LAYERS = 384, 1536, 12, 6  # MiniLM-L6
POSITIONS, DISTANCES = 512, 33
MASKED = -1e4
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused0]")
FREQUENT = 22_000  # of the encoder's vocabulary: Latin pieces up to this rank stay


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
        mixed: Tensor = self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))
        return mixed


class Encoder(nn.Module):
    """Word pieces and the case shapes of their words to vectors; the networks add their heads to it."""

    def __init__(self, vocabulary: int, shapes: int, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        nn.init.zeros_(self.shapes.weight)

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

    def vectors(self, ids: Tensor, shapes: Tensor, mask: Tensor, more: Tensor | None = None) -> Tensor:
        """Vectors [B, L, WIDTH] of the pieces `ids` [B, L] that `mask` lets see; `more` is added to what goes in."""
        x: Tensor = self.pieces(ids) + self.shapes(shapes) + self.positions.weight[: ids.shape[1]]
        x = self.drop(self.norm(x if more is None else x + more))
        hidden = (~mask)[:, None, None, :].float() * MASKED
        for layer in self.layers:
            x = layer(x, hidden)
        return x


def words(x: Tensor, first: Tensor) -> Tensor:
    """The vectors [B, W, n] of the pieces `first` [B, W] that words begin with."""
    return x.gather(1, first[..., None].expand(-1, -1, x.shape[-1]))


def distance(rows: Tensor, columns: Tensor) -> Tensor:
    """How far apart two words are and to which side, in `DISTANCES` steps that widen: [rows, columns]."""
    apart = columns[None, :] - rows[:, None]
    half = DISTANCES // 2
    return (apart.abs().float() + 1).log2().mul(2.2).clamp(max=half).round().long() * apart.sign() + half


def open_encoder(folder: Path, forms: Iterable[str]) -> tuple[list[str], Callable[[Encoder], None]]:
    """What stays of a published encoder's vocabulary, with all pieces of `forms`; and what puts its weights into a network."""
    from safetensors.torch import load_file

    lines = need(folder / "vocab.txt", "encoder").read_text(encoding="utf-8").split("\n")
    full = [line for line in lines if line]
    split = WordPiece(full)
    seen = {piece for form in forms for piece in split(form)}
    kept = [i for i, piece in enumerate(full) if i in seen or _useful(piece, i)]
    weights = need(folder / "model.safetensors", "encoder")
    return [full[i] for i in kept], lambda network: network.load_encoder(load_file(weights), kept)


def _useful(piece: str, rank: int) -> bool:
    """Whether a piece that training never shows stays in the vocabulary: special, frequent Latin, or a single letter."""
    latin = all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2200 for c in piece) and not piece.startswith("[unused")
    return piece in SPECIAL or (latin and (rank < FREQUENT or len(piece.removeprefix("##")) == 1))
