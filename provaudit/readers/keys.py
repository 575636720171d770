"""The keys by which files tell what is known about an article: the same ones in front matter and in records."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

KEYS = {
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date", "publish_date", "datePublished"),
    "publisher": ("publisher", "outlet", "site_name"),
    "url": ("url", "canonical_url", "link"),
    "section": ("section", "category"),
    "language": ("language", "lang"),
}
"""Field of Metadata -> the keys that mean it; the first one that tells something counts."""


def key_of(field: str, found: Mapping[str, object]) -> str | None:
    """The key that tells this field; None where none does."""
    return next((key for key in KEYS[field] if found.get(key) not in (None, "", [])), None)


def words_of(value: object) -> str | None:
    """A value as text: names in a list are joined, dates are written in ISO 8601; None where it is no text."""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return " and ".join(filter(None, [", ".join(value[:-1]), *value[-1:]]))
    if isinstance(value, datetime.date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip()
    return None


def renamed(record: Mapping[str, object]) -> tuple[dict[str, object], tuple[str, ...]]:
    """A record whose fields stand under their own names, and notes on other keys for them that hold no text."""
    named, notes = dict(record), []
    for field in KEYS:
        key = key_of(field, record)
        if key is None or key == field:
            continue
        if isinstance(value := record[key], str | list | datetime.date) and (words := words_of(value)) is not None:
            named[field] = words
        else:
            notes.append(f"the record’s {key} is not used, since it is neither a text nor a list of texts")
    return named, tuple(notes)
