"""The formats by name. A new one is a module with `render` and a line in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from provaudit.model.audit import Audit


@dataclass(frozen=True, slots=True)
class Look:
    """What the place can show. Only formats for the terminal ask for it."""

    width: int = 100
    color: bool = False


PLAIN = Look()
Render = Callable[[Iterable[Audit], Look], Iterator[str]]
"""Audits in, pieces of text out, as soon as they are ready; the last piece ends with a newline."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format as the command line knows it. The module is loaded when something is rendered."""

    module: str
    suffix: str
    about: str

    def render(self, audits: Iterable[Audit], look: Look = PLAIN) -> Iterator[str]:
        """The audits as text, piece by piece."""
        render: Render = import_module(self.module).render
        return render(audits, look)


FORMATS: dict[str, Format] = {
    "table": Format("provaudit.formats.audit.console", ".txt", "for the terminal"),
    "md": Format("provaudit.formats.audit.markdown", ".md", "Markdown: verdict, figures, tables of statements and sources"),
    "html": Format("provaudit.formats.audit.html", ".html", "one page to read, print and send on: marked text, tables, picture"),
    "json": Format("provaudit.formats.audit.json_v1", ".json", "by the published schema; several articles make an array"),
    "jsonl": Format("provaudit.formats.audit.jsonl", ".jsonl", "the same, one article a line"),
    "prov": Format("provaudit.formats.audit.prov", ".jsonld", "JSON-LD in the terms of PROV, Web Annotation and schema.org"),
    "csv": Format("provaudit.formats.audit.csv_rows", ".csv", "one statement a row"),
}
