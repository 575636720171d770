"""Numbers as claims tell them: with separators, with what they are multiplied by, and rounded by one paper and not by another."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

_YEARS = range(1900, 2100)  # these are never round
_CLOSE = Decimal("1.1")  # the greater of two numbers that may be the same one, as a multiple of the other
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def plain(token: str) -> str:
    """`80,000` is 80000, `1.2` stays."""
    head, *rest = re.split(r"[.,]", token)
    return head + "".join(rest) if rest and all(len(part) == 3 for part in rest) else token


def times(number: str, magnitude: int) -> str:
    """`1.2` million is 1200000; what is no single number stays."""
    return f"{(Decimal(number) * magnitude).normalize():f}" if _NUMBER.fullmatch(number) else number


@cache
def about(one: str, other: str) -> bool:
    """Whether two numbers may be the same one, rounded in one of them: 10000 and 11000, 61 and 60.8, but not 61 and 62.

    Times of day are not, nor are years.
    """
    mine, theirs = _unit(one), _unit(other)
    if not mine or not theirs:
        return False
    less, more = sorted((Decimal(one), Decimal(other)))
    return more <= _CLOSE * less and 2 * (more - less) <= max(mine, theirs)


def _unit(number: str) -> Decimal | None:
    """What a number is rounded to, going by its last digit that is not nought; None where it is a year or no single number."""
    if not _NUMBER.fullmatch(number) or (number.isdigit() and int(number) in _YEARS):
        return None
    return Decimal(1).scaleb(int(Decimal(number).normalize().as_tuple().exponent))
