"""`provaudit echo`: what many articles have in common, and who is behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import complain, folder_for, put, working, write_file
from provaudit.errors import InputError, UsageError

FORMS = ("md", "html", "json", "graphml", "prov")
ENDINGS = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".graphml": "graphml",
    ".jsonld": "prov",
}


def echo(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="folders, articles, .jsonl of articles or audits, a store")],
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="NAME", help=f"{', '.join(FORMS)}; md, or by the ending of --out")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="write it into this file")] = None,
    models: options.Models = None,
    pack: options.Pack = None,
    language: options.Language = None,
    outlets: options.Outlets = None,
    threads: options.Threads = None,
) -> None:
    """Compare articles: the stories they share, the independent origins of each, circles, copies, attribution that gets lost.

    \b
    Examples:
      provaudit echo articles/
      provaudit echo audits.db --out echo.html
      provaudit echo archive.jsonl --out echo.graphml

    Articles are audited on the way; a store (score --store) saves auditing again. Articles without a publisher count as a
    publisher each, and without a date nothing is said about who was first. In folders, articles without an id of their own are
    named after their path.
    """
    form = _form(format, out)
    if out is not None:
        folder_for(out.parent)
    from provaudit.checks.accepted import Accepted
    from provaudit.echo.build import build
    from provaudit.echo.candidates import require
    from provaudit.echo.show import render
    from provaudit.store.inputs import audit_into, take_in

    require()
    auditor = options.auditor_for(inputs, models=models, pack=pack, language=language, outlets=outlets, threads=threads)
    with working("auditing") as tell:
        taken = take_in(inputs)
        audit_into(taken, taken.articles, auditor, Accepted.of(auditor) if taken.articles else None, tell)
    for error in taken.errors:
        complain(error)
    with taken.store as store, working("comparing"):
        made = render(build(store.documents(), auditor.language), form)
    if out is None:
        put([made])
    else:
        write_file(out, [made])
    if taken.errors:
        raise typer.Exit(InputError.exit_code)


def _form(format: str | None, out: Path | None) -> str:
    """The format that is asked for, or that of the file by its ending. Raises UsageError where there is none."""
    if format is None:
        if out is not None and out.suffix.lower() not in ENDINGS:
            raise UsageError(
                "says nothing about the format", where=str(out), hint="add --format, or end it with " + " ".join(ENDINGS)
            )
        return ENDINGS[out.suffix.lower()] if out is not None else FORMS[0]
    if format not in FORMS:
        raise UsageError(f"there is no {format}", where="--format", hint="there are " + ", ".join(FORMS))
    return format
