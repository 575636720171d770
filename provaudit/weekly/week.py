"""An ISO week, as people write it: 2026-W47."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from provaudit.errors import UsageError

_WRITTEN = re.compile(r"(\d{4})-?W(\d{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """The week that begins on `monday`."""

    monday: date

    @classmethod
    def parse(cls, text: str) -> Week:
        """The week of `2026-W47`. Raises UsageError."""
        found = _WRITTEN.fullmatch(text.strip())
        try:
            return cls(date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else date.fromisoformat("no"))
        except ValueError:
            raise UsageError(f"{text} is no week", where="--week", hint="write it as 2026-W47, the ISO year and week") from None

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def before(self, weeks: int = 1) -> Week:
        """The week so many weeks earlier. Years have 52 or 53, so names cannot be counted down."""
        return Week(self.monday - timedelta(weeks=weeks))

    def __str__(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year:04}-W{number:02}"
