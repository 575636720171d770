"""Finds the data that ships with the program (models, rules, templates), in a wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

from provaudit.errors import ModelError

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` of the shipped data: `rules`, `reports`, `models` or `languages`.

    A wheel holds `rules/` and `reports/` below the package (`provaudit/_data/`), a checkout has them beside it.
    Raises ModelError where the installation lacks them.
    """
    for place in (PACKAGE / name, PACKAGE / "_data" / name, PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise ModelError(
        f"this installation has no {name}/", where=str(PACKAGE), hint="install provaudit again from a wheel or a clean checkout"
    )
