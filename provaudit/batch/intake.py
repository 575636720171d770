"""Inputs to tasks: reads files in an order of its own, each article once, a window of articles at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from provaudit.batch.task import Recipe, Task
from provaudit.errors import InputError, NothingToReadError, ProvauditError
from provaudit.model.article import Metadata
from provaudit.readers.base import read, require_name
from provaudit.store.ledger import Failed
from provaudit.store.seen import Seen
from provaudit.store.sources import named_files, once

ARTICLES = 512  # a window is full with so many articles ...
CHARACTERS = 4_000_000  # ... or with so many characters
SOURCE = "source "  # before the name of an input, among keys
REPORT = "please report it"
LOST = f"what follows in the file was not read; {REPORT}"


@dataclass(slots=True)
class Window:
    """Some articles in the order of the inputs. `begun` are the inputs that were opened, `failed` what could not be read in them,
    `same` how many articles had been there before, word for word; `taken` counts the bytes of all inputs up to here."""

    tasks: list[Task] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    same: int = 0
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `of`, counted from 1. Which part an article is in depends on its key only."""

    number: int = 1
    of: int = 1

    def has(self, key: str) -> bool:
        """Whether the article with this key is in the part."""
        return int(key[:12], 16) % self.of == self.number - 1


class Intake:
    """The articles of files and folders. In which order these are named makes no difference, nor does naming one twice."""

    def __init__(
        self,
        inputs: list[str],
        recipe: Recipe,
        said: Metadata | None = None,
        shard: Shard | None = None,
        outputs: Iterable[Path] = (),
    ) -> None:
        """`outputs` are no inputs, though they may lie in a folder that is one.

        Raises NothingToReadError where an input is not there: better now than after hours.
        """
        for given in inputs:
            require_name(given)
            if given != "-" and not _may_exist(given):
                raise NothingToReadError("there is no such file or folder", where=given, hint="check the name")
        self.inputs = once(sorted(inputs, key=lambda given: (os.path.normpath(given), given)))
        self.seen = Seen()
        self._recipe, self._said, self._shard = recipe, said, shard or Shard()
        self._outputs = {path.resolve() for path in outputs}

    def size(self) -> int | None:
        """The bytes of all inputs; None where that cannot be known (standard input)."""
        if "-" in self.inputs:
            return None
        return sum(_bytes(path) for path, _ in self._files())

    def windows(self) -> Iterator[Window]:
        """All articles of this shard, a window at a time. What cannot be read is in a window's `failed`, and the rest goes on.

        Raises UsageError where a library is missing that an input needs.
        """
        window, characters, before = Window(), 0, 0
        for path, name in self._files():
            self.seen.add(SOURCE + path)
            window.begun.append(path)
            for item, taken in self._items(path, name):
                window.taken = before + taken
                if isinstance(item, Failed):
                    window.failed.append(item)
                elif item is None:
                    window.same += 1
                else:
                    window.tasks.append(item)
                    characters += len(item.article.text)
                if len(window.tasks) + len(window.failed) >= ARTICLES or characters >= CHARACTERS:
                    yield window
                    window, characters = Window(taken=window.taken), 0
            before += _bytes(path)
            window.taken = before
        yield window

    def _items(self, path: str, name: str | None) -> Iterator[tuple[Task | Failed | None, int]]:
        """What is in a file, None for an article that was there before, and how many bytes were taken in."""
        taken = 0

        def watch(now: int) -> None:
            nonlocal taken
            taken = now

        articles = read(path, self._said, name=name, watch=watch)
        while True:
            reading = True
            try:
                article = next(articles, None)
                reading = False
                if article is None:
                    return
                if isinstance(article, ProvauditError):
                    yield _failed(path, article), taken
                    continue
                task = self._recipe.task(path, article)
                if not self._shard.has(task.key):
                    continue
                first = self.seen.first(task.key, article, path)
            except (InputError, NothingToReadError) as error:
                yield _failed(path, error), taken
                continue
            except ProvauditError:
                raise
            except Exception as error:  # a file is a stranger's: it must not take the others with it
                failure = InputError(
                    f"provaudit failed on it: {type(error).__name__}: {error}", where=path, hint=LOST if reading else REPORT
                )
                yield _failed(path, failure), taken
                continue
            yield task if first else None, taken

    def _files(self) -> Iterator[tuple[str, str | None]]:
        """Each file with the name for articles that have none."""
        for given in self.inputs:
            for path, name in named_files(given):
                if not self._outputs or path == given or Path(path).resolve() not in self._outputs:
                    yield path, name


def _may_exist(given: str) -> bool:
    """Whether it is there, or nobody can tell: then reading it says why."""
    try:
        return Path(given).exists()
    except OSError:
        return True


def _failed(source: str, error: ProvauditError) -> Failed:
    return Failed(source, error.where or source, error.what, error.hint)


def _bytes(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
