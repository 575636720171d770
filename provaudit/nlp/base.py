"""What the program asks of a parser, whichever it is."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from provaudit.model.article import Article
from provaudit.model.parse import Parse
from provaudit.nlp.memory import Memory


class AnyParser(Protocol):
    """Something that parses articles; `Auditor(parser=...)` takes it. Parsers of worker processes are those of the settings."""

    @property
    def fingerprint(self) -> str:
        """What identifies it, for the stamp: the same fingerprint parses the same way. Raises ModelError where it has no models."""
        ...

    @property
    def folder(self) -> Path | None:
        """Where its models lie, for `provaudit models`; None where it has no folder of its own. Raises ModelError."""
        ...

    def parse(self, article: Article) -> Parse:
        """Sentences, names and tagged attributions of an article that is laid out; offsets point into its text. No sentence crosses
        a block, and `models` of the parse is the fingerprint. Raises ModelError where models cannot be loaded."""
        ...

    def load(self) -> None:
        """Loads the models now rather than when they are needed: before time is measured, and before work is handed out. Raises
        ModelError."""
        ...

    def remembering(self, memory: Memory) -> AnyParser:
        """The same parser with another memory, the models loaded once for both. What it remembers changes no parse."""
        ...
