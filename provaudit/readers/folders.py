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
    """
    if given == "-" or not Path(given).is_dir():
        yield given
        return
    for folder, folders, names in os.walk(given):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or name.lower().endswith(SHEETS):
                continue
            if path.is_file() and (suffix_of(path) in READERS or more(path)):
                yield str(path)
