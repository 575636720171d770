"""How lines of a language look that are no running text, from `languages/<code>/layout.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from provaudit import resources
from provaudit.languages.codes import DEFAULT
from provaudit.languages.read import read


def _compiled(pattern: object) -> re.Pattern[str]:
    if not isinstance(pattern, str):
        raise ValueError("a pattern is a text")
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no valid pattern: {error}") from None


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class HeadlineSigns(_Strict):
    """Words that tell a headline with a full stop from a first paragraph."""

    articles: Pattern
    past: Pattern
    narrative: Pattern
    label: Pattern
    speech: Pattern


class PublisherSigns(_Strict):
    """What lets a text tell its publisher; where a pattern says NAME, a proper name stands."""

    copyright: Pattern
    created: Pattern
    request: tuple[Pattern, ...]
    sister: Pattern
    credit: tuple[Pattern, ...]
    address: Pattern
    relayed: str  # completed with the name that is doubted
    article: Pattern
    behind_name: Pattern
    of_a_title: Pattern
    no_name: frozenset[str]
    company: Pattern
    house: dict[str, str]
    agencies: dict[str, str]


class Layout(_Strict):
    """All of layout.yaml."""

    sentence_break: Pattern
    credit: tuple[Pattern, ...]
    credit_of_names: tuple[Pattern, ...]
    boilerplate: tuple[Pattern, ...]
    page_reference: tuple[Pattern, ...]
    reference: tuple[Pattern, ...]
    reference_of_names: tuple[Pattern, ...]
    reference_not: Pattern
    reference_headings: Pattern
    caption: tuple[Pattern, ...]
    photo_credit: Pattern
    byline: Pattern
    byline_names: Pattern
    byline_joint: Pattern
    byline_end: Pattern
    byline_reporting: Pattern
    not_a_name: Pattern
    small_words: frozenset[str]
    dateline: tuple[Pattern, ...]
    dateline_of_place: Pattern
    letters: Pattern
    posts: Pattern
    signature: Pattern
    place_line: Pattern
    post: Pattern
    turn: Pattern
    interview_turn: Pattern
    asks: Pattern
    answers: Pattern
    speaks_of_itself: Pattern
    no_speaker: Pattern
    stage_direction: Pattern
    headline_signs: HeadlineSigns
    publisher: PublisherSigns
    date: Pattern
    dates: tuple[str, ...]


class _File(_Strict):
    """The file as written, with the pattern of a proper name that others refer to."""

    model_config = ConfigDict(extra="allow")

    name: str
    publisher: dict[str, Any]


@lru_cache
def layout_patterns(language: str = DEFAULT) -> Layout:
    """The patterns of a language. Raises UsageError, with file, line and column, where the file is broken."""
    path = resources.folder("languages") / language / "layout.yaml"
    raw = read(path, _File).model_dump()
    name = raw.pop("name")
    publisher = raw["publisher"]
    for key in ("copyright", "created", "sister"):
        publisher[key] = publisher[key].replace("NAME", name)
    publisher["request"] = [p.replace("NAME", name) for p in publisher["request"]]
    return Layout.model_validate(raw)
