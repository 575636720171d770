"""Finds the data that ships with the program (models, rules, templates), in a wheel and in a checkout alike; and hashes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from provaudit.errors import ModelError

PACKAGE = Path(__file__).resolve().parent


def digest(home: Path, files: Iterable[Path]) -> str:
    """First 12 hex digits of a SHA-256 over the names below `home` and the contents of files, in whatever order they come."""
    made = hashlib.sha256()
    for path in sorted(files):
        made.update(path.relative_to(home).as_posix().encode())
        made.update(path.read_bytes())
    return made.hexdigest()[:12]


def folder(name: str) -> Path:
    """The folder `name` of the shipped data: `rules`, `reports`, `fixtures`, `models` or `languages`.

    A wheel holds `rules/` and `reports/` below the package (`provaudit/_data/`), a checkout has them beside it.
    Raises ModelError where the installation lacks them.
    """
    for place in (PACKAGE / name, PACKAGE / "_data" / name, PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise ModelError(
        f"this installation has no {name}/", where=str(PACKAGE), hint="install provaudit again from a wheel or a clean checkout"
    )
