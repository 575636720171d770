"""`provaudit weekly`: the report of a week over articles, audits or a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import browse, complain, folder_for, page_format, put, temporary, working, write_file
from provaudit.errors import InputError, UsageError

if TYPE_CHECKING:
    from provaudit.weekly.report import Weekly

FORMS = ("md", "html", "json", "csv")
BY = ("outlet", "desk", "author")


def weekly(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="folders, articles, .jsonl of articles or audits, a store")],
    week: Annotated[str | None, typer.Option(metavar="YYYY-Www", help="ISO week; without it the latest in the inputs")] = None,
    by: Annotated[str, typer.Option(metavar="WHAT", help="rows of the table: outlet, desk or author")] = "outlet",
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="md, html, json or csv")] = "md",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="write it into this folder, Markdown with its plots"),
    ] = None,
    echo: Annotated[bool, typer.Option(help="compare the articles of the week, for stories that rest on one root")] = True,
    open: options.Open = False,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="findings that are not new, as `check --write-baseline` writes them")
    ] = None,
    models: options.Models = None,
    pack: options.Pack = None,
    language: options.Language = None,
    outlets: options.Outlets = None,
    threads: options.Threads = None,
) -> None:
    """Report a week: verdict and change, figures by outlet, desk or author, ten articles to look at, who relies on whom.

    \b
    Examples:
      provaudit weekly articles/ --week 2026-W47
      provaudit weekly audits.db --week 2026-W47 --by desk --format html > week.html
      provaudit weekly audits.db --open
      provaudit weekly archive.jsonl --week 2026-W47 --out reports/

    Articles are audited on the way; those without a date are left out, and counted. In folders, articles without an id of their
    own are named after their path. A store (score --store) saves auditing
    again. The weeks before, up to seven, are used for comparison where the inputs have them.
    """
    format = page_format(open, format, "md", out)
    for given, known, name in ((by, BY, "--by"), (format, FORMS, "--format")):
        if given not in known:
            raise UsageError(f"there is no {given}", where=name, hint="there are " + ", ".join(known))
    from provaudit.echo import candidates
    from provaudit.echo.build import build as compare
    from provaudit.weekly import frames, plots
    from provaudit.weekly.build import Desk, build
    from provaudit.weekly.inputs import gather
    from provaudit.weekly.week import Week

    frames.require()
    if echo:
        candidates.require()
    if format == "html" or (format == "md" and out is not None):
        plots.require()
    auditor = options.auditor_for(
        inputs, models=models, pack=pack, language=language, outlets=outlets, threads=threads, baseline=baseline
    )
    desk = Desk.of(auditor)
    chosen = Week.parse(week) if week else None
    with working("auditing") as tell:
        found = gather(inputs, auditor, chosen, tell)
    for error in found.errors:
        complain(error)
    with found.store as store, working("counting"):
        compared = compare(store.documents(week=str(found.week)), auditor.language) if echo else None
        report = build(store, found.week, by, found.undated, desk, compared)
    if open:
        from provaudit.weekly.show import render

        browse(temporary(f"{report.week}.html", [render(report, format)]))
    elif out is None:
        from provaudit.weekly.show import render

        put([render(report, format)])
    else:
        _write(report, format, folder_for(out))
    if found.errors:
        raise typer.Exit(InputError.exit_code)


def _write(report: Weekly, form: str, folder: Path) -> None:
    """`2026-W47.md` and the like; Markdown gets its plots beside it."""
    from provaudit.weekly.show import files, render

    pictures = {}
    for name, svg in (files(report) if form == "md" else {}).items():
        pictures[name] = f"{report.week}-{name}.svg"
        write_file(folder / pictures[name], [svg])
    write_file(folder / f"{report.week}.{form}", [render(report, form, pictures)])
