"""How the words for a source speak of it: as known, or as brought in."""

from __future__ import annotations

import re

_DEFINITE = re.compile(
    r"(?:the|his|her|its|their|my|our|this|that|these|those|one of (?:the|them|these|those|his|her|its))\b", re.IGNORECASE
)


def definite(mention: str) -> bool:
    """Whether a mention speaks of somebody or something as known: "the site", "one of them", "her lawyer"."""
    return bool(_DEFINITE.match(" ".join(mention.split())))
