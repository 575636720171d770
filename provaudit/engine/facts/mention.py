"""How the words for a source speak of it: as known, or as brought in."""

from __future__ import annotations

from provaudit.languages.wording import Wording


def definite(mention: str, wording: Wording) -> bool:
    """Whether a mention speaks of somebody or something as known: "the site", "one of them", "her lawyer"."""
    return bool(wording.pattern("as_known").match(" ".join(mention.split())))
