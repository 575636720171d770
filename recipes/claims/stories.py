"""Stories of our own, each told by several articles, with the claims that the lines of these tell.

A file holds stories. `claims:` gives each claim of a story a letter; behind `article:` a line is a statement, before it in brackets
the letters of what it tells, `h` where it is a headline: `h [a c] Port of Velmark shut to grain ships`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "stories"
HEADING = re.compile(r"^story:", re.MULTILINE)
CLAIM = re.compile(r"(?P<letter>[a-z]): \S")
STATEMENT = re.compile(r"(?:h )?\[(?P<letters>[a-z ]*)\] (?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of the article with this number."""

    article: int
    text: str
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of all articles on one matter, article after article."""

    title: str
    lines: tuple[Line, ...]


def load(folder: Path = FOLDER, limit: int | None = None) -> list[Story]:
    """The stories of all files below `folder`, the first `limit` of them. Raises ValueError for a line that is none."""
    stories = []
    for path in sorted(folder.glob("*.txt")):
        for story in HEADING.split(path.read_text(encoding="utf-8"))[1:]:
            try:
                stories.append(read(story))
            except ValueError as error:
                raise ValueError(f"{path}: {error}") from error
    return stories[:limit]


def read(story: str) -> Story:
    """One story, without its heading. Raises ValueError for a line that is none, and a claim that fewer than two articles tell."""
    title, *rows = (row.strip() for row in story.strip().splitlines())
    told: dict[str, set[int]] = {}
    lines: list[Line] = []
    article = -1
    for row in filter(None, rows):
        if row.startswith("article:"):
            article += 1
        elif article < 0 and (claim := CLAIM.match(row)):
            told[claim["letter"]] = set()
        elif article >= 0 and (found := STATEMENT.fullmatch(row)) and told.keys() >= set(found["letters"].split()):
            claims = frozenset(found["letters"].split())
            lines.append(Line(article, found["text"], claims))
            for letter in claims:
                told[letter].add(article)
        elif row != "claims:":
            raise ValueError(f"{title}: not a claim, an article or a line of known claims: {row}")
    if alone := [letter for letter, articles in told.items() if len(articles) < 2]:
        raise ValueError(f"{title}: fewer than two articles tell {', '.join(alone)}")
    return Story(title, tuple(lines))
