"""Where a language's expressions find something; a draft that is checked again has mostly the words that it had."""

from __future__ import annotations

import re
from typing import Literal

from provaudit.languages.base import Language
from provaudit.languages.fields import LOOKS_BACK, seen
from provaudit.model.span import Span
from provaudit.remembered import remembered

Sign = Literal["terms", "basis", "no_comment", "stale", "not_a_cue"]  # fields of Language


def all_of(language: Language, sign: Sign, text: str, span: Span) -> list[Span]:
    """What a sign of a language finds in a stretch of a text, in text order; what it found in the same words is remembered."""
    before = span.start - LOOKS_BACK
    return [Span(before + start, before + end) for start, end in _all_of(language, sign, seen(text, span.start, span.end))]


def first_of(language: Language, sign: Sign, text: str, span: Span) -> Span | None:
    """The first of them."""
    return next(iter(all_of(language, sign, text, span)), None)


@remembered(8192)  # some twenty articles
def _all_of(language: Language, sign: Sign, words: str) -> tuple[tuple[int, int], ...]:
    pattern: re.Pattern[str] = getattr(language, sign)
    return tuple([found.span() for found in pattern.finditer(words, LOOKS_BACK)])
