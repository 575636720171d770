"""`provaudit batch`: corpora of any size into a store, JSON Lines or Parquet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import tell
from provaudit.cli.progress import shown
from provaudit.errors import InputError, UsageError
from provaudit.model.article import Metadata

if TYPE_CHECKING:
    from provaudit.batch.intake import Shard
    from provaudit.batch.run import Tally


INTERRUPTED = 130


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="folders, articles, .jsonl .parquet .warc .rss .atom, also with .gz; - is standard input"
        ),
    ],
    store: Annotated[
        Path | None, typer.Option("--store", metavar="FILE", help="keep audits and errors in this SQLite file")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help=".jsonl or .parquet: the audits of these inputs; errors beside it"),
    ] = None,
    engine: Annotated[str, typer.Option(metavar="NAME", help="processes, inline or ray")] = "processes",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="workers; by default one a processor core")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="audit at most so many articles this time")] = None,
    shard: Annotated[str, typer.Option(metavar="I/N", help="only part I of N; an article is always in the same part")] = "1/1",
    retry: Annotated[bool, typer.Option("--retry", help="try what failed before again, though nothing has changed")] = False,
    publisher: options.Publisher = None,
    models: options.Models = None,
    pack: options.Pack = None,
    language: options.Language = None,
    outlets: options.Outlets = None,
) -> None:
    """Audit a corpus, thousands of articles or millions: resumable, on all cores or a Ray cluster.

    \b
    Examples:
      provaudit batch archive/ --store audits.db               all that can be read in and below a folder
      provaudit batch 2026.jsonl crawl.warc.gz --out audits.parquet
      provaudit batch feeds/ --store audits.db --limit 100     a first look; run it again for more
      provaudit batch archive/ --store part3.db --shard 3/8    on the third of eight machines
      provaudit batch archive/ --store audits.db --engine ray --jobs 64

    Stop it whenever you like, or let it crash: run it again, and it goes on where it was. What the store has, from the same text
    with the same versions and settings, is not audited again. What cannot be audited is listed by `provaudit store errors`, and
    in FILE.errors.jsonl beside --out; the exit code is then 4. With --out alone, FILE.store beside it remembers what is done.

    The result does not depend on engine, --jobs or the order of the inputs. In folders, articles without an id of their own are
    named after their path. A worker takes about 1 GB of memory.
    """
    with _resumable():
        from provaudit.batch.engines import named
        from provaudit.batch.export import errors_beside, export, store_beside
        from provaudit.batch.intake import Intake
        from provaudit.batch.run import Run
        from provaudit.batch.scorer import Scorer
        from provaudit.batch.task import Recipe
        from provaudit.store.database import Store

        chosen = named(engine)
        part = _shard(shard)
        beside = store_beside(out) if out else None
        where = store or beside
        if where is None:
            raise UsageError("nothing says where the audits go", where="batch", hint="add --store audits.db or --out audits.jsonl")
        auditor = options.auditor_for(inputs, models=models, pack=pack, language=language, outlets=outlets, threads=1)
        scorer = Scorer(auditor.settings)
        outputs = [out, errors_beside(out)] if out else []
        intake = Intake(inputs, Recipe(scorer.auditor, scorer.accepted), Metadata(publisher=publisher), part, outputs)
        with Store(where) as opened:
            run = Run(opened, intake, limit=limit, retry=retry)
            with chosen.start(scorer, jobs) as workers, shown() as watch:
                tally = run(workers, watch)
            if out:
                export(opened, intake.seen, out)
        tell(_summary(tally, where))
        if tally.failed:
            raise typer.Exit(InputError.exit_code)


@contextmanager
def _resumable() -> Iterator[None]:
    """Ctrl-C is a way to end a run: it is told how to go on, and nothing else."""
    try:
        yield
    except KeyboardInterrupt:
        tell("stopped; run it again to go on")
        raise typer.Exit(INTERRUPTED) from None


def _shard(given: str) -> Shard:
    from provaudit.batch.intake import Shard

    match = re.fullmatch(r"(\d+)/(\d+)", given)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError(f"{given} is no part of a whole", where="--shard", hint="3/8 is the third of eight")
    return Shard(int(match[1]), int(match[2]))


def _summary(tally: Tally, store: Path) -> str:
    words = [f"{tally.audited:,} audited"]
    words += [f"{tally.unchanged:,} unchanged since they were"] if tally.unchanged else []
    words += [f"{tally.same:,} there more than once"] if tally.same else []
    words += [f"{tally.failed:,} failed (provaudit store errors {store} lists them)"] if tally.failed else []
    return ", ".join(words)
