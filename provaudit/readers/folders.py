"""Which files an input stands for: itself, or all that can be read in and below a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from provaudit.readers.base import READERS, suffix_of

SHEETS = ".signoff.json"
"""How the sheets of `provaudit signoff --write` end, which lie beside their articles and are none."""


def files_of(given: str, more: Callable[[Path], bool]) -> Iterator[str]:
    """The files of an input, by name, folder by folder; hidden ones are left out. What is no folder is yielded as it is.

    Below a folder these are the files with a suffix that a reader takes and those for which `more` is true, but no sign-off sheets.
    A folder that cannot be read is yielded itself: who reads it hears why.
    """
    if given in ("-", "") or not os.path.isdir(given):  # noqa: PTH112 - no error where it cannot be known
        yield given
        return
    closed: list[str] = []
    for folder, folders, names in os.walk(given, onerror=lambda error: closed.append(str(error.filename))):
        yield from closed
        closed.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or name.lower().endswith(SHEETS):
                continue
            if _may_be_file(path) and (suffix_of(path) in READERS or more(path)):
                yield str(path)
    yield from closed


def _may_be_file(path: Path) -> bool:
    """Whether it is a file, or nobody can tell: then who reads it hears why."""
    try:
        return path.is_file()
    except OSError:
        return True
