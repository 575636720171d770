"""Where a language's expressions find something; a draft that is checked again has mostly the words that it had."""

from __future__ import annotations

import re
from typing import Literal

from provaudit.languages.base import Language
from provaudit.languages.fields import LOOKS_BACK, seen
from provaudit.model.span import Span
from provaudit.remembered import remembered

Sign = Literal["terms", "basis", "no_comment", "stale"]  # fields of Language


def first_of(language: Language, sign: Sign, text: str, span: Span) -> Span | None:
    """What a sign of a language first finds in a stretch of a text; what it found in the same words is remembered."""
    found = _first_of(language, sign, seen(text, span.start, span.end))
    before = span.start - LOOKS_BACK
    return None if found is None else Span(before + found[0], before + found[1])


@remembered(8192)  # some twenty articles
def _first_of(language: Language, sign: Sign, words: str) -> tuple[int, int] | None:
    pattern: re.Pattern[str] = getattr(language, sign)
    found = pattern.search(words, LOOKS_BACK)
    return found.span() if found else None
