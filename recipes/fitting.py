"""What fitting any of the networks needs: batches as tensors, masked pieces, rates that rise and fall, a moving mean of weights."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from provaudit.nlp.wordpiece import WordPiece


def rising_and_falling(optimizer: torch.optim.Optimizer, total: int, warm_up: float) -> torch.optim.lr_scheduler.LambdaLR:
    """Rates that rise in a straight line for `warm_up` of `total` steps, and fall in one to nothing."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm_up, max(0.0, (total - step) / max(1, total - warm_up)))
    )


def descend(
    loss: Tensor, network: nn.Module, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR
) -> float:
    """One step of a network's weights against a loss, with gradients of length one at most; gives the loss."""
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    schedule.step()
    return float(loss.item())


def masking(share: float, pieces: WordPiece) -> Callable[[Tensor], Tensor]:
    """What puts [MASK] in the place of some pieces."""
    frame = torch.tensor([pieces.start, pieces.stop, pieces.paragraph])

    def masked(ids: Tensor) -> Tensor:
        chosen = (torch.rand(ids.shape) < share) & (ids > 0) & ~torch.isin(ids, frame)
        return torch.where(chosen, pieces.mask, ids)

    return masked if share else lambda ids: ids


def move(network: nn.Module, towards: nn.Module, share: float) -> None:
    """Moves every weight this share of the way towards another network's."""
    with torch.no_grad():
        for mine, theirs in zip(network.parameters(), towards.parameters(), strict=True):
            mine.lerp_(theirs, share)


def stack(rows: list[list[int]], filler: int) -> Tensor:
    """Rows of one length, filled up behind."""
    longest = max(map(len, rows))
    return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])
