"""What is found in the same words is remembered in the process: a draft that is checked again has mostly the words that it had.

A remembered function is given all that it reads, as values: words, numbers, marks, and the language, which is loaded once. It is
never given an article, or anything that reaches one: it cannot tell where its words stand, and so what it found for one article it
would find for every other. tests/test_architecture.py looks at what it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

Given = ParamSpec("Given")
Found = TypeVar("Found")

MEMORIES: list[_lru_cache_wrapper[Any]] = []
"""All that is remembered in this process."""


def remembered(most: int) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """A function that remembers what it found, for the `most` things that it was last asked. What it gives is not to be changed."""

    def remembering(find: Callable[Given, Found]) -> Callable[Given, Found]:
        memory = lru_cache(maxsize=most)(find)
        MEMORIES.append(memory)
        return cast("Callable[Given, Found]", memory)

    return remembering


def forget() -> None:
    """Forgets all of it, as if the process had just begun: behind a batch, whose words do not come again, and for what compares it
    with a process that has just begun."""
    for memory in MEMORIES:
        memory.cache_clear()
