"""Who has how much from whom: the relay map of a corpus."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from provaudit.echo.report import Relay
from provaudit.echo.tellings import Corpus


def relays(corpus: Corpus) -> tuple[Relay, ...]:
    """Outlet by outlet, from the one that hands over to the one that takes, most statements first. A statement counts once for
    each pair, also where it went on from there."""
    counted: Counter[tuple[str, str]] = Counter()
    for telling in corpus.tellings:
        steps: set[tuple[str, str]] = set()
        for way in telling.ways:
            outlets = [hand.name for hand in way if hand.outlet]
            steps.update(pairwise(outlets))
        counted.update(steps)
    made = [Relay(giver, taker, number) for (giver, taker), number in counted.items()]
    return tuple(sorted(made, key=lambda relay: (-relay.statements, relay.outlet, relay.publisher)))
