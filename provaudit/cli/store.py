"""`provaudit store`: what a store holds, and audits into it and out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from provaudit.cli.output import complain, put, working, write_file
from provaudit.errors import ProvauditError, UsageError

app = typer.Typer(help="Store: audits kept in one SQLite file.", no_args_is_help=True, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(metavar="STORE", help="an SQLite file, as `score --store` makes it")]


@app.command()
def info(store: File) -> None:
    """Tell how many audits a store holds, by week.

    \b
    Example:
      provaudit store info audits.db
    """
    from provaudit.formats import words
    from provaudit.store.database import Store
    from provaudit.store.ledger import Ledger

    with Store(store, create=False) as opened:
        lines = [f"{words.count(len(opened), 'audit')} in {store}\n"]
        lines += [f"  {week or 'no date':8} {number:6}\n" for week, number in opened.weeks().items()]
        if failed := sum(1 for _ in Ledger(opened).errors()):
            lines.append(f"{words.count(failed, 'input')} failed (provaudit store errors {store})\n")
    put(lines)


@app.command("import", short_help="Put audits into a store.")
def import_(
    store: File,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="audits: .json, .jsonl or .parquet, or other stores")],
) -> None:
    """Put audits into a store; an audit of an article that is there already takes its place.

    \b
    Examples:
      provaudit store import audits.db monday.jsonl tuesday.jsonl
      provaudit store import audits.db archive.parquet
      provaudit store import audits.db part1.db part2.db     what several machines made with `batch --shard`
    """
    from provaudit.formats import words
    from provaudit.store.database import Store
    from provaudit.store.transfer import import_audits

    failed: list[ProvauditError] = []
    number = 0
    with Store(store) as opened:
        for file in files:
            try:
                with working(f"reading {file}"):
                    number += import_audits(opened, file)
            except ProvauditError as error:
                complain(error)
                failed.append(error)
    put([f"{words.count(number, 'audit')} put into {store}\n"])
    if failed:
        raise typer.Exit(failed[0].exit_code)


@app.command()
def export(
    store: File,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help=".jsonl or .parquet; standard output without")
    ] = None,
) -> None:
    """Write all audits of a store, by date, publisher and article.

    \b
    Examples:
      provaudit store export audits.db > audits.jsonl
      provaudit store export audits.db --out audits.parquet
    """
    from provaudit.store.database import Store
    from provaudit.store.transfer import jsonl, write_parquet

    with Store(store, create=False) as opened:
        if out is None:
            put(jsonl(opened.documents()))
        elif out.suffix == ".parquet":
            write_parquet(opened.documents(), out)
        elif out.suffix in (".jsonl", ".ndjson"):
            write_file(out, jsonl(opened.documents()))
        else:
            raise UsageError("says nothing about the format", where=str(out), hint="end it with .jsonl or .parquet")


@app.command(short_help="List what `provaudit batch` could not audit.")
def errors(store: File) -> None:
    """List the inputs that `provaudit batch` could not audit, and why, as JSON Lines.

    \b
    Example:
      provaudit store errors audits.db
    """
    from provaudit.store.database import Store
    from provaudit.store.ledger import Ledger, error_lines

    with Store(store, create=False) as opened:
        put(error_lines(Ledger(opened).errors()))
