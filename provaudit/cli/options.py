"""Options that several commands share, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from provaudit.errors import UsageError


def _iso(date: str | None) -> str | None:
    from provaudit.dates import iso

    if date is not None and (known := iso(date)) is None:
        raise UsageError(f"{date} is no date", where="--published", hint="write it in ISO 8601: 2026-11-18 or 2026-11-18T09:30")
    return known if date is not None else None


Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="articles (.txt .md .html .docx .json .jsonl); - is standard input")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="an article (.txt .md .html .docx .json .jsonl); - is standard input")]
Models = Annotated[
    str | None,
    typer.Option(metavar="NAME|FOLDER", help="parser models: bundled, stanza:default or a folder"),
]
Pack = Annotated[str | None, typer.Option(metavar="NAME|FOLDER", help="rule pack")]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="en: take every text as English; auto: refuse others")]
Outlets = Annotated[Path | None, typer.Option(metavar="FILE", help="a YAML file of news outlets beside those that ship")]
Cache = Annotated[
    str | None,
    typer.Option(metavar="auto|off|FOLDER", help="where it is kept what the models found in a paragraph; changes no finding"),
]
Threads = Annotated[int | None, typer.Option(metavar="N", help="threads of the models")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="who published it, where the file does not say")]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="its title, where the file does not say")]
Byline = Annotated[str | None, typer.Option(metavar="NAMES", help="its authors, where the file does not say")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="its date where the file has none, ISO 8601: 2026-11-18", callback=_iso)
]
Open = Annotated[bool, typer.Option("--open", help="open the report as a page in the browser")]
Url = Annotated[str | None, typer.Option("--url", metavar="URL", help="its address, where the file does not say")]


def auditor_for(sources: list[str], **options: Any) -> Any:  # noqa: ANN401 - an Auditor, imported when needed
    """The Auditor for these inputs: settings from the file above them, the environment and the options given. Settings that only
    some of the inputs have are told, as they are not used."""
    from provaudit.api import Auditor
    from provaudit.cli.output import tell
    from provaudit.config import above, load, passed_over

    for path in passed_over(sources):
        tell(f"{path}: not used, since the inputs lie in several folders; settings are those of the folder that all share")

    return Auditor(load(above(sources), options).settings)
