"""Dates of publication as people and programs write them, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# Day and month cannot be taken for one another in these; "3/4/2026" means two days to two readers.
_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y.%m.%d")
_FORMS = tuple(weekday + day for weekday in ("", "%A ", "%a ") for day in _DAYS)
_MARKS = re.compile(r"[,\s]+|(?<=[a-z])\.|(?<=\d)(?:st|nd|rd|th)\b")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def iso(words: str) -> str | None:
    """A date or time in ISO 8601 that begins with the date, `2026-11-18`: as it is where it is one, else of what can mean one day
    only ("18 November 2026", "20261118", the dates of e-mail); None for all else."""
    plain = words.strip()
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return _written(plain)
    if _DATE.match(plain):
        return plain
    return (moment if ":" in plain or "T" in plain else moment.date()).isoformat()


def dated(words: str) -> bool:
    """Whether it begins with a date in ISO 8601, whatever follows: that is enough to know the day."""
    try:
        return bool(_DATE.match(words)) and bool(date.fromisoformat(words[:10]))
    except ValueError:
        return False


def _written(words: str) -> str | None:
    spaced = " ".join(_MARKS.sub(" ", words).split())
    for form in _FORMS:
        try:
            return datetime.strptime(spaced, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(words).isoformat() if ":" in words else None
    except (ValueError, OverflowError):  # the latter for a zone some thousand years off
        return None
