"""`provaudit score`: audits of articles, in any format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import (
    Names,
    browse,
    complain,
    folder_for,
    page_format,
    put,
    tell,
    temporary,
    terminal,
    working,
    write_file,
)
from provaudit.errors import InputError, NothingToReadError, OutputError, ProvauditError, UsageError
from provaudit.formats.audit.base import FORMATS, Format
from provaudit.model.article import Metadata

if TYPE_CHECKING:
    from provaudit.api import Auditor
    from provaudit.model.audit import Audit
    from provaudit.store.database import Store
    from provaudit.store.seen import Seen

FORMAT_HELP = "; ".join(f"{name}: {form.about}" for name, form in FORMATS.items())


def score(
    files: options.Files,
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help=FORMAT_HELP)] = "table",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="write a file an article, named after the file or the id"),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="FILE", help="keep the audits in this SQLite file too"),
    ] = None,
    open: options.Open = False,
    publisher: options.Publisher = None,
    title: options.Title = None,
    byline: options.Byline = None,
    published: options.Published = None,
    url: options.Url = None,
    models: options.Models = None,
    pack: options.Pack = None,
    language: options.Language = None,
    outlets: options.Outlets = None,
    threads: options.Threads = None,
) -> None:
    """Audit articles: statements, chains of sourcing, directness and its terms, findings.

    \b
    Examples:
      provaudit score article.txt
      provaudit score article.txt --open
      provaudit score page.html --publisher "The Harbour Courier"
      provaudit score monday/*.txt --format json --out audits/
      provaudit score archive.jsonl --format csv > statements.csv
      provaudit score monday/*.md --store audits.db --format jsonl > monday.jsonl
      pbpaste | provaudit score -

    Inputs that cannot be audited are told on standard error, the others are audited all the same; the exit code is then 4
    (3 if there was nothing to read at all).
    """
    from provaudit.checks.accepted import Accepted

    chosen = format_named(page_format(open, format, "table", out))
    auditor = options.auditor_for(files, models=models, pack=pack, language=language, outlets=outlets, threads=threads)
    given = Metadata(publisher=publisher, title=title, byline=byline, published=published, url=url)
    run = Run(auditor, given, Accepted.of(auditor))
    if store is not None:
        run.keep_in(store)
    if open:
        page = temporary("report.html", chosen.render(audit for _, audit in run.noted(files)))
        if run.done:
            browse(page)
    elif out is None:
        audits = run.audits(files) if chosen is FORMATS["table"] else run.noted(files)  # a table shows notes itself
        put(chosen.render((audit for _, audit in audits), terminal()))
    else:
        _ = auditor.pack  # a mistake in it is told before a folder is made
        run.write(files, chosen, folder_for(out))
    if run.errors:
        raise typer.Exit(run.exit_code)


def format_named(name: str) -> Format:
    """The format of this name. Raises UsageError."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name}", where="--format", hint="there are " + ", ".join(FORMATS))
    return FORMATS[name]


class Run:
    """Audits of several inputs, one after the other; what fails is told and counted, and the rest goes on."""

    def __init__(
        self, auditor: Auditor, given: Metadata | None = None, accept: Callable[[Audit], Audit] = lambda audit: audit
    ) -> None:
        self.auditor = auditor
        self.given = given or Metadata()
        self.accept = accept  # suppresses what the newsroom accepted
        self.errors: list[ProvauditError] = []
        self.done = 0
        self._store: Store | None = None
        self._seen: Seen | None = None

    def keep_in(self, path: Path) -> None:
        """From now on each audit goes into this store as soon as it is there; what cannot be kept beside the others is an error.
        Raises ProvauditError where the store cannot be opened."""
        from provaudit.store.database import Store

        self._store = Store(path)

    def audits(
        self, sources: Iterable[str], only: str | None = None, names: Mapping[str, str | None] | None = None
    ) -> Iterator[tuple[str, Audit]]:
        """Each audit with the input that it came from; `only` is the id of the one article that is wanted, `names` are for articles
        without an id, by their source."""
        for source in sources:
            results = self.auditor.audit_path(source, self.given, only=only, name=(names or {}).get(source))
            number = 0
            while True:
                number += 1
                with working(f"auditing {source}" + (f", article {number}" if number > 1 else "")):
                    result = next(results, None)
                if result is None:
                    break
                if isinstance(result, ProvauditError):
                    self._fail(result)
                else:
                    self.done += 1
                    audit = self.accept(result)
                    self._keep(source, audit)
                    yield source, audit

    def noted(self, sources: Iterable[str]) -> Iterator[tuple[str, Audit]]:
        """The same, and what the reader noted is told: few formats show it, and who looks at a file may see none of them."""
        from provaudit.api import place_of

        for source, audit in self.audits(sources):
            article = audit.analysis.article
            where = "standard input" if source == "-" else place_of(article, source)
            for note in article.notes:
                tell(f"{where}: {note}")
            yield source, audit

    def write(self, sources: list[str], form: Format, folder: Path) -> None:
        """One file an article, named after its id. Two articles of one name: the second is an error."""
        names = Names()
        for source, audit in self.noted(sources):
            try:
                name = names.name(audit.analysis.article.id, source)
            except OutputError as error:
                self._fail(error)
                continue
            write_file(folder / f"{name}{form.suffix}", form.render([audit]))

    def first(self, source: str, audit: Audit) -> bool:
        """Whether no audit of this run was of the same article. Where that had other words, it is told as an error."""
        from provaudit.store.seen import Seen, key_of

        self._seen = self._seen or Seen()
        article = audit.analysis.article
        try:
            return self._seen.first(key_of(article), article, source)
        except InputError as error:
            self._fail(error)
            return False

    def _keep(self, source: str, audit: Audit) -> None:
        if self._store is not None and self.first(source, audit):
            from provaudit.formats.audit.json_v1 import to_dict

            self._store.put([to_dict(audit)])

    def _fail(self, error: ProvauditError) -> None:
        self.errors.append(error)
        complain(error)

    @property
    def exit_code(self) -> int:
        """0 where all went well, 3 where there was nothing to read, 4 where something failed."""
        if not self.errors:
            return 0
        nothing = self.done == 0 and all(isinstance(error, NothingToReadError) for error in self.errors)
        return NothingToReadError.exit_code if nothing else InputError.exit_code
