"""What a field of a language's YAML files may be: lists of words, and of regular expressions that become one."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from provaudit.model.parse import ROOM


class Strict(BaseModel):
    """Base of the models of files: no unknown key, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


def _words(value: object) -> object:
    """Words between commas, or a list of them, as a tuple; one that comes twice is an error."""
    if not isinstance(value, str | list):
        return value
    items = [" ".join(str(item).split()) for item in (value.split(",") if isinstance(value, str) else value)]
    items = [item for item in items if item]
    if len(set(items)) < len(items):
        twice = next(item for i, item in enumerate(items) if item in items[:i])
        raise ValueError(f"“{twice}” is there twice")
    return tuple(items)


def _word_set(value: object) -> object:
    words = _words(value)
    return frozenset(map(str.casefold, words)) if isinstance(words, tuple) else words


LOOKS_BACK = ROOM  # characters: no expression looks at more before its match


def seen(text: str, start: int, end: int) -> str:
    """All that expressions can tell from when they search `text[start:end]`, which begins in it at `LOOKS_BACK`: what they find in
    the one they find in the other, so that it can be remembered by these words. Before a text there are empty lines."""
    return text[start - LOOKS_BACK : end] if start >= LOOKS_BACK else "\n" * (LOOKS_BACK - start) + text[:end]


@cache
def expression(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One compiled expression that finds any of `patterns` as whole words, in any letter case.

    A space in a pattern stands for any white space, a straight apostrophe for the curly one too. No pattern finds nothing.
    """
    if not patterns:
        return re.compile(r"(?!)")
    joined = "|".join(f"(?:{pattern})" for pattern in patterns).replace("'", "['’]").replace(" ", r"(?:\s+)")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _patterns(value: object) -> object:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("should be a list of regular expressions")
    return together(value)


def together(patterns: list[str]) -> re.Pattern[str]:
    """Their `expression`. Raises ValueError that names the one that is broken."""
    try:
        return expression(tuple(patterns))
    except re.error as joined:
        for item in patterns:
            try:
                expression((item,))
            except re.error as error:
                raise ValueError(f"“{item}” is no regular expression: {error}") from error
        raise ValueError(f"together they are no regular expression: {joined}") from joined


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]  # as written
LowerWords = Annotated[tuple[str, ...], BeforeValidator(_words), AfterValidator(lambda words: tuple(map(str.casefold, words)))]
WordSet = Annotated[frozenset[str], BeforeValidator(_word_set)]  # in lower case
Patterns = Annotated[re.Pattern[str], BeforeValidator(_patterns)]
