"""Codes of languages as people, pages and programs write them."""

from __future__ import annotations

DEFAULT = "en"  # where nothing tells the language of a text
SUPPORTED = frozenset({DEFAULT})


def primary(code: str) -> str:
    """The ISO 639-1 code in a tag: `en` for `en-GB`, `en_US` and `EN`."""
    return code.strip().replace("_", "-").partition("-")[0].lower()
