"""What the articles of a corpus tell: each statement with its words and the hands that it is said to have gone through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from provaudit.languages.wording import Wording
from provaudit.model.article import UnitType
from provaudit.model.attribution import Stance
from provaudit.model.chain import Flag, Kind, Naming
from provaudit.store import rows

ABOUT_SOURCING = {Flag.ANONYMITY_REASON, Flag.NO_COMMENT}  # in the publisher's own voice these tell nothing of the matter
NOT_KNOWN = "9999"  # articles without a date come last


@dataclass(frozen=True, slots=True)
class Hand:
    """One pair of hands. `entity` is its id within the article, `mention` the words that stand for it there."""

    name: str
    kind: Kind
    naming: Naming
    role: str = ""
    entity: str = ""
    mention: str = ""

    @property
    def outlet(self) -> bool:
        """Whether it prints or airs: an outlet, or the publisher of an article."""
        return self.kind in (Kind.OUTLET, Kind.PUBLISHER)


Way = tuple[Hand, ...]
"""Hands, origin first, publisher last; the publisher alone in its own voice."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article as far as a comparison needs it. `publisher` is never empty: without one an article is its own publisher."""

    key: str
    id: str
    publisher: str
    title: str
    published: str | None
    url: str | None
    credited: str  # byline and credit lines, whoever they name

    @property
    def day(self) -> date | None:
        """The day it is dated."""
        return _day(self.published)

    def not_after(self, other: Told) -> bool:
        """Whether it came out before the other or at the same time; by the day where one of them gives no time, and True where
        one gives no date: nobody can say otherwise."""
        mine, theirs = _moment(self.published), _moment(other.published)
        if mine and theirs and (mine.tzinfo is None) == (theirs.tzinfo is None):
            return mine <= theirs
        return self.day is None or other.day is None or self.day <= other.day


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement of one article. `ways` are one or, where outlets are named side by side, several."""

    article: int  # in Corpus.articles
    statement: str
    text: str
    headline: bool
    quoted: bool  # somebody's own words
    hedged: bool
    ways: tuple[Way, ...]

    @property
    def attributed(self) -> bool:
        """Whether somebody other than the publisher stands behind it."""
        return len(self.ways[0]) > 1

    @property
    def publisher(self) -> str:
        """Who prints it."""
        return self.ways[0][-1].name

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that it is said to come from."""
        return tuple(hand.name for way in self.ways for hand in way[:-1] if hand.outlet)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All articles by date, publisher and id, and what they tell in reading order; the same in whatever order they came."""

    articles: tuple[Told, ...]
    tellings: tuple[Telling, ...]


def read(documents: Iterable[rows.Document], wording: Wording) -> Corpus:
    """The corpus of these audits (documents of provaudit-audit/1)."""
    made = [(_article(document), _tellings(document, wording)) for document in documents]
    made.sort(key=lambda one: (one[0].published or NOT_KNOWN, one[0].publisher, one[0].id, one[0].key))
    tellings = [replace(telling, article=number) for number, (_, told) in enumerate(made) for telling in told]
    return Corpus(tuple(article for article, _ in made), tuple(tellings))


def _article(document: rows.Document) -> Told:
    article = document["article"]
    return Told(
        key=rows.key(document),
        id=article["id"],
        publisher=_line(article["publisher"] or "") or f"publisher of {article['id']}",
        title=_line(article["title"] or next((" ".join(t) for t in _headlines(document)), article["id"])),
        published=_line(article["published"]) if article["published"] else None,
        url=article["url"],
        credited=" · ".join([article["byline"] or "", *article.get("credits", [])]),
    )


def _headlines(document: rows.Document) -> Iterator[list[str]]:
    types = _types(document)
    return ([c["text"] for c in s["content"]] for s in document["statements"] if types.get(s["unit"]) == UnitType.HEADLINE)


def _tellings(document: rows.Document, wording: Wording) -> list[Telling]:
    types, roles = _types(document), {entity["id"]: entity["role"] or "" for entity in document["entities"]}
    unsure, taking_up = wording.patterns.get("uncertain"), wording.words.get("taking_up", frozenset())
    made: list[Telling] = []
    for s in document["statements"]:
        if len(s["chain"]) == 1 and ABOUT_SOURCING.intersection(s["flags"]):
            continue
        text = _line(" ".join(piece["text"] for piece in s["content"]))
        way = tuple(_hand(link, roles) for link in s["chain"])
        if made and text.casefold() in taking_up:  # “This was confirmed by ...”: another way of the claim before
            if made[-1].attributed:
                made.append(replace(made[-1], statement=s["id"], ways=(way,)))
            else:
                made[-1] = replace(made[-1], ways=(way,))
            continue
        doubted = any(cue["stance"] == Stance.DOUBTING for cue in s["cue"])
        made.append(
            Telling(
                article=0,
                statement=s["id"],
                text=text,
                headline=types.get(s["unit"]) == UnitType.HEADLINE,
                quoted=s["mode"] == "direct",
                hedged=bool(s["hedges"]) or doubted or bool(unsure and unsure.search(text)),
                ways=(way,),
            )
        )
    return made


def _types(document: rows.Document) -> dict[str, str]:
    return {unit["id"]: unit["type"] for unit in document["units"]}


def _hand(link: dict[str, Any], roles: dict[str, str]) -> Hand:
    mention = _line(link["mention"]["text"]) if link["mention"] else ""
    kind, naming, entity = Kind(link["kind"]), Naming(link["naming"]), link["entity_id"]
    return Hand(_line(link["entity"]), kind, naming, roles.get(entity, ""), entity, mention)


def _line(text: str) -> str:
    """The text in one line, white space made even."""
    return " ".join(text.split())


@cache
def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


@cache
def _moment(published: str | None) -> datetime | None:
    if not published or len(published) <= len("2026-11-17"):
        return None
    try:
        return datetime.fromisoformat(published)
    except ValueError:
        return None
