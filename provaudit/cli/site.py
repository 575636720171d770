"""`provaudit site`: reports of articles and weeks as a folder of pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import browse, folder_for, put, write_file
from provaudit.errors import NothingToReadError, UsageError
from provaudit.filenames import safe_name

if TYPE_CHECKING:
    from provaudit.cli.score import Run
    from provaudit.model.audit import Audit


def site(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="articles, files of articles, folders of them")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="the folder that becomes the site")],
    open: options.Open = False,
    models: options.Models = None,
    pack: options.Pack = None,
    language: options.Language = None,
    outlets: options.Outlets = None,
    threads: options.Threads = None,
) -> None:
    """Make a static site: an index, a page an article, a page a week, a feed; it opens from a file system.

    \b
    Example:
      provaudit site articles/ --out site
    """
    from provaudit.checks.accepted import Accepted
    from provaudit.cli.score import Run
    from provaudit.store.database import is_store
    from provaudit.store.sources import named_files, once
    from provaudit.weekly import plots
    from provaudit.weekly.build import Desk
    from provaudit.weekly.site import site as made

    plots.require()
    for given in inputs:
        if is_store(Path(given)):
            raise UsageError("is a store: a site is made of articles", where=given, hint="name them; weekly and echo take stores")
    sources = dict(file for given in once(inputs) for file in named_files(given))
    if not sources:
        raise NothingToReadError("there is nothing to read", where=", ".join(inputs), hint="name articles or folders of them")
    auditor = options.auditor_for(inputs, models=models, pack=pack, language=language, outlets=outlets, threads=threads)
    run = Run(auditor, accept=Accepted.of(auditor))
    folder = folder_for(out) if out.exists() else out  # what is no folder is told at once; a new one waits for a page
    for path, text in made(_named(run, sources), Desk.of(auditor)):
        if run.errors and not run.done:  # an index of nothing
            raise typer.Exit(run.exit_code)
        folder_for((folder / path).parent)
        write_file(folder / path, [text])
    put([f"{folder / 'index.html'}\n"])
    if open:
        browse(folder / "index.html")
    if run.errors:
        raise typer.Exit(run.exit_code)


def _named(run: Run, sources: dict[str, str | None]) -> Iterator[tuple[str, Audit]]:
    """Each audit with the name of its page: the article's id, with a number where that is taken; an article has one page."""
    taken: dict[str, int] = {}
    for source, audit in run.audits(sources, names=sources):
        if not run.first(source, audit):
            continue
        name = safe_name(audit.analysis.article.id)
        taken[name.casefold()] = number = taken.get(name.casefold(), 0) + 1
        yield (name if number == 1 else f"{name}~{number}"), audit
