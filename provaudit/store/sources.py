"""The files that inputs of a run stand for, each once, and what articles in them are called that have no id of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from provaudit.readers.base import READERS, stem_of, suffix_of
from provaudit.readers.folders import files_of
from provaudit.store.rows import writable

More = Callable[[Path], bool]
"""Which files of a folder are inputs beside those that a reader takes."""


def named_files(given: str, more: More = lambda _: False) -> Iterator[tuple[str, str | None]]:
    """Each file of an input with the name for its articles: its path below the folder that was given, without suffix; for a file
    that was given itself the name alone. Two articles in one folder are never called the same. None for standard input."""
    for path in files_of(given, more):
        if path in ("-", ""):
            yield path, None
            continue
        below = Path(path).relative_to(given) if path != given else Path(Path(path).name)
        yield path, writable(below.with_name(stem_of(below)).as_posix()) if below.name else None


def once(inputs: Iterable[str], more: More = lambda _: False) -> list[str]:
    """The inputs in their order, without those that are there already, by another name or in a folder that is one."""
    places = {given: Path(given).resolve() for given in inputs if given not in ("-", "")}
    folders = {place for place in places.values() if _is_folder(place)}
    kept: dict[Path, str] = {}
    for given, place in places.items():
        if not any(_holds(folder, place, more) for folder in folders.intersection(place.parents)):
            kept.setdefault(place, given)
    names = set(kept.values())
    return [given for given in dict.fromkeys(inputs) if given in ("-", "") or given in names]


def _holds(folder: Path, place: Path, more: More) -> bool:
    """Whether what is in a place is read with the folder: hidden files and those of no format are not."""
    hidden = any(part.startswith(".") for part in place.relative_to(folder).parts)
    return not hidden and (_is_folder(place) or suffix_of(place) in READERS or more(place))


def _is_folder(place: Path) -> bool:
    return os.path.isdir(place)  # noqa: PTH112 - no error where it cannot be known
