"""What the cells of tables are: most hold a name or a number, a few a sentence."""

from __future__ import annotations

import re

from provaudit.model.article import BlockKind

_SENTENCE_END = re.compile(r"[.!?…](?:\s?»|[\"'”’)\]])*$")
_SHORTEST = 3  # words


def cell_kind(words: str) -> BlockKind | None:
    """None for a cell that reads like a sentence, judged like any paragraph; others say nothing in the publisher's voice.

    "12 Inc." and "Paris" are no sentences, "The kettle is gone." is one.
    """
    parts = words.split()
    sentence = len(parts) >= _SHORTEST and _SENTENCE_END.search(words) and any(part.islower() for part in parts)
    return None if sentence else BlockKind.REFERENCE
