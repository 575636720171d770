"""`provaudit check`: what an editor should look at before an article is published."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import complain, put, tell, write_file
from provaudit.cli.score import Run
from provaudit.errors import ProvauditError, UsageError
from provaudit.formats.check.base import CHECK_FORMATS, CheckFormat, Desk
from provaudit.model.article import Metadata
from provaudit.model.audit import Level

if TYPE_CHECKING:
    from provaudit.checks.baseline import Baseline
    from provaudit.checks.outcome import Checked
    from provaudit.checks.suppressions import Suppression
    from provaudit.config import Settings
    from provaudit.engine.pack import RulePack

FORMAT_HELP = "; ".join(f"{name}: {form.about}" for name, form in CHECK_FORMATS.items())
RULES_HELP = "ids, names or families (A, B ...), with commas or several times"


def check(
    files: options.Files,
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help=FORMAT_HELP)] = "text",
    fail_on: Annotated[str | None, typer.Option(metavar="LEVEL", help="error (default), warning, note or never")] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="RULES", help=f"only these rules: {RULES_HELP}")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULES", help=f"not these rules: {RULES_HELP}")] = None,
    persona: Annotated[str | None, typer.Option(metavar="NAME", help="who is told: desk (default), reviewer, researcher")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="REV|FILE", help="only paragraphs changed since a git revision or an earlier file")
    ] = None,
    suppressions: Annotated[Path | None, typer.Option(metavar="FILE", help="accepted findings: who, why, until when")] = None,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="findings that were there before")] = None,
    write_baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="write what stands now as the baseline")] = None,
    require_signoff: Annotated[
        bool | None, typer.Option("--require-signoff", help="ask for a complete sign-off sheet beside each article")
    ] = None,
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
    cache: options.Cache = None,
) -> None:
    """Check articles before publication: a line a finding, and an exit code for scripts.

    \b
    Examples:
      provaudit check draft.docx
      provaudit check stories/*.md --fail-on warning --ignore E,F04
      provaudit check draft.txt --since HEAD
      provaudit check stories/*.txt --baseline known.json --format sarif > findings.sarif

    The exit code is 1 where a finding at or above --fail-on stands (or a sign-off is missing), 4 where an input could not be
    checked. A comment in the text suppresses: <!-- provaudit: ignore A01 -- the desk knows the source -->
    """
    form = format_named(format)
    auditor = options.auditor_for(
        files,
        models=models,
        pack=pack,
        language=language,
        outlets=outlets,
        threads=threads,
        cache=cache,
        fail_on=fail_on,
        select=_listed(select),
        ignore=_listed(ignore),
        persona=persona,
        suppressions=suppressions,
        baseline=baseline,
        require_signoff=require_signoff,
    )
    settings: Settings = auditor.settings
    run = Run(auditor, Metadata(publisher=publisher, title=title, byline=byline, published=published, url=url))
    desk = Desk(auditor.pack, None if settings.fail_on == "never" else Level(settings.fail_on))
    filters = _Filters.of(settings, auditor.pack, since, known=write_baseline is None)
    done: list[Checked] = []
    put(form.render(_kept(filters.checks(run, files), done), desk))
    _close(done, filters, write_baseline)
    if run.errors:
        raise typer.Exit(run.exit_code)
    if write_baseline is None and any(checked.at_least(desk.fail_on) or checked.unsigned for checked in done):
        raise typer.Exit(1)


def format_named(name: str) -> CheckFormat:
    """The format of this name. Raises UsageError."""
    if name not in CHECK_FORMATS:
        raise UsageError(f"there is no format {name}", where="--format", hint="there are " + ", ".join(CHECK_FORMATS))
    return CHECK_FORMATS[name]


@dataclass(frozen=True, slots=True)
class _Filters:
    """What stands between the findings of the rules and what an editor is told."""

    settings: Settings
    pack: RulePack
    rules: frozenset[str]
    entries: tuple[Suppression, ...]
    baseline: Baseline | None
    since: str | None
    today: datetime.date

    @classmethod
    def of(cls, settings: Settings, pack: RulePack, since: str | None, *, known: bool) -> _Filters:
        """Reads all files first, so that a mistake in one is told before any article is read."""
        from provaudit.checks import baseline, selection, suppressions

        return cls(
            settings=settings,
            pack=pack,
            rules=selection.chosen(pack, settings.select, settings.ignore, settings.persona),
            entries=suppressions.load(settings.suppressions) if settings.suppressions else (),
            baseline=baseline.load(settings.baseline) if settings.baseline and known else None,
            since=since,
            today=datetime.date.today(),
        )

    def checks(self, run: Run, files: list[str]) -> Iterator[Checked]:
        """Each article with its findings chosen and suppressed."""
        from provaudit.checks import directives, sheets, suppressions
        from provaudit.checks.outcome import Checked
        from provaudit.checks.since import Since

        for source, audit in run.audits(files):
            unsigned = tuple(sheets.missing(audit, source, run.auditor.language)) if self.settings.require_signoff else ()
            checked = Checked(source, audit, unsigned=unsigned)
            new = Since.of(checked, self.since, self.pack, run.auditor.language) if self.since else None
            checked = (new.widened(checked) if new else checked).keeping(lambda finding: finding.rule in self.rules)
            checked = suppressions.apply(directives.apply(checked, self.pack), self.entries, self.today)
            if self.baseline:
                checked = self.baseline.apply(checked)
            yield new.apply(checked) if new else checked


def _kept(checks: Iterator[Checked], done: list[Checked]) -> Iterator[Checked]:
    """The same, remembered; what people should know is told beside."""
    for checked in checks:
        done.append(checked)
        for problem in (*checked.audit.analysis.article.notes, *checked.problems):
            tell(f"{checked.where}: {problem}")
        for problem in checked.unsigned:
            complain(ProvauditError(problem, where=checked.where))
        yield checked


def _close(done: list[Checked], filters: _Filters, write_baseline: Path | None) -> None:
    from provaudit.checks import baseline

    if write_baseline is not None:
        write_file(write_baseline, [baseline.written(done)])
        tell(f"{write_baseline}: written")
    elif filters.baseline and not filters.since and (gone := filters.baseline.gone(done)):
        tell(f"{gone} findings of the baseline are in none of these articles any more; --write-baseline makes a new one")


def _listed(words: list[str] | None) -> tuple[str, ...] | None:
    return None if words is None else tuple(word.strip() for one in words for word in one.split(",") if word.strip())
