"""The quotation marks of a language, read from its `quotation_marks.yaml`; does not look at any article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from provaudit.languages.codes import DEFAULT
from provaudit.languages.read import read
from provaudit.resources import folder


class Shape(StrEnum):
    """What the form of a mark alone says."""

    OPENING = "opening"
    CLOSING = "closing"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a mark. `apostrophe`: it belongs to a family whose marks are also apostrophes."""

    family: str
    shape: Shape
    apostrophe: bool


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """The marks of a language and its apostrophe words, as patterns ready to use."""

    forms: dict[str, Form]
    mark: re.Pattern[str]
    leading: re.Pattern[str]  # matches what follows an apostrophe that begins a word: tis, 90s
    enclosed: re.Pattern[str]  # matches a word with its two apostrophes: 'n'
    trailing: re.Pattern[str]  # searches a word that may end with an apostrophe: dogs, goin


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Family(_Strict):
    opening: list[str] = []
    closing: list[str] = []
    neutral: list[str] = []
    apostrophes: bool = False


class _Trailing(_Strict):
    endings: list[str] = Field(min_length=1)
    words: list[str] = Field(min_length=1)


class _File(_Strict):
    families: dict[str, _Family] = Field(min_length=1)
    leading: list[str] = Field(min_length=1)
    enclosed: list[str] = Field(min_length=1)
    trailing: _Trailing


@cache
def load(language: str = DEFAULT) -> QuotationMarks:
    """The marks of `language`. Raises UsageError, with file, line and column, where its list is missing or wrong."""
    return _compile(read(folder("languages") / language / "quotation_marks.yaml", _File))


def _compile(data: _File) -> QuotationMarks:
    forms = {
        mark: Form(name, shape, family.apostrophes)
        for name, family in data.families.items()
        for shape in Shape
        for mark in getattr(family, shape.value)
    }
    apostrophe = _any(mark for mark, form in forms.items() if form.apostrophe)
    return QuotationMarks(
        forms=forms,
        mark=re.compile(_any(forms)),
        leading=re.compile(rf"(?:{_any(data.leading)}|\d\ds?)(?!\w)", re.IGNORECASE),
        enclosed=re.compile(rf"(?<!\w)({apostrophe})(?:{_any(data.enclosed)})({apostrophe})(?!\w)", re.IGNORECASE),
        trailing=re.compile(rf"(?:{_any(data.trailing.endings)}|\b{_any(data.trailing.words)})$", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
