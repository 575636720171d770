"""`provaudit signoff`: the sheet of decisions that an article needs from a named editor."""

from __future__ import annotations

from typing import Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import put, tell, write_file
from provaudit.cli.score import Run
from provaudit.errors import UsageError
from provaudit.model.article import Metadata


def signoff(
    file: options.File,
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="md or json")] = "md",
    write: Annotated[bool, typer.Option("--write", help="write a sheet beside the file, for decisions")] = False,
    article: Annotated[str | None, typer.Option(metavar="ID", help="which article of a file that holds several")] = None,
    publisher: options.Publisher = None,
    models: options.Models = None,
    pack: options.Pack = None,
    language: options.Language = None,
    outlets: options.Outlets = None,
    threads: options.Threads = None,
) -> None:
    """List what needs a named editor's decision: unnamed origins, relayed claims, accusations, missing replies.

    \b
    Examples:
      provaudit signoff draft.txt
      provaudit signoff draft.txt --write        make or renew draft.txt.signoff.json
      provaudit signoff week.jsonl --article m1 --write        ... week.jsonl.m1.signoff.json
      provaudit check draft.txt --require-signoff

    In the JSON file an editor fills in `decision` (publish, change, drop), `by` and `note`. It is bound to the text by its hash;
    renewed after an edit, it keeps the decisions about words that are still the same.
    """
    if format not in ("md", "json"):
        raise UsageError(f"there is no format {format}", where="--format", hint="there are md, json")
    auditor = options.auditor_for([file], models=models, pack=pack, language=language, outlets=outlets, threads=threads)
    run = Run(auditor, Metadata(publisher=publisher))
    audits = [audit for _, audit in run.audits([file], only=article)]
    if not run.errors and len(audits) != 1:
        what = f"there is no article {article}" if article else f"the file holds {len(audits)} articles"
        raise UsageError(what, where=file, hint="say which with --article ID")
    if run.errors:
        raise typer.Exit(run.exit_code)
    if write and file == "-":
        raise UsageError("standard input has no place for a sheet beside it", where="--write")
    from provaudit.checks.sheets import kept, lost, place
    from provaudit.checks.signoff import sheet
    from provaudit.formats.check.signoff import as_json, as_markdown

    made = sheet(audits[0], auditor.language, kept(file, audits[0]) if file != "-" else None)
    if not write:
        put([as_json(made) if format == "json" else as_markdown(made)])
        return
    path = place(file, audits[0])
    gone = lost(file, audits[0], made)
    write_file(path, [as_json(made)])
    tell(f"{path}: {len(made.open)} of {len(made.items)} to decide")
    for item in gone:
        tell(f"{path}: no longer in the text, and left out: {item.kind}, {item.about} ({item.decision}, {item.by or 'nobody'})")
