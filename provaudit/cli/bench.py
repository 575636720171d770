"""`provaudit bench`: what benchmarks need of provaudit, and how fast it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import complain, folder_for, put, working, write_file
from provaudit.errors import InputError, NothingToReadError, ProvauditError

if TYPE_CHECKING:
    from provaudit.bench.speed import Speed
    from provaudit.config import Settings

app = typer.Typer(
    help="Benchmarks: audits and predictions to be scored, speed and memory.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def audits(
    texts: Annotated[Path, typer.Argument(metavar="TEXT_DIR", help="a folder of .txt files")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="where <stem>.json go")],
    models: options.Models = None,
    pack: options.Pack = None,
    threads: options.Threads = None,
) -> None:
    """Write the JSON audit of every text of a folder, to be scored against chain gold.

    \b
    Example:
      provaudit bench audits gold/text --out audits
      python score_chains.py --gold gold/gold --text gold/text --audits audits
    """
    from provaudit.cli.score import Run
    from provaudit.formats.audit.base import FORMATS

    sources = [str(path) for path in sorted(texts.glob("*.txt"))]
    if not sources:
        raise NothingToReadError("there are no .txt files in it", where=str(texts))
    run = Run(options.auditor_for(sources, models=models, pack=pack, threads=threads))
    run.write(sources, FORMATS["json"], folder_for(out))
    if run.errors:
        raise typer.Exit(run.exit_code)


@app.command()
def attributions(
    corpus: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help='one {"id", "text", ...} a line')],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PRED.jsonl", help="where the predictions go")],
    models: options.Models = None,
    threads: options.Threads = None,
) -> None:
    """Write the source-cue-content triples found in a corpus, to be scored against PolNeAR or the like.

    \b
    Example:
      provaudit bench attributions polnear/dev.jsonl --out pred.jsonl
      python score_attributions.py polnear/dev.jsonl pred.jsonl
    """
    from provaudit.bench.predictions import predict

    errors: list[ProvauditError] = []
    lines: list[str] = []
    auditor = options.auditor_for([str(corpus)], models=models, threads=threads)
    with working(f"finding attributions in {corpus}"):
        for line, error in predict(auditor, corpus):
            lines.append(line)
            if error is not None:
                errors.append(error)
    write_file(out, lines)
    for error in errors:
        complain(error)
    if errors:
        raise typer.Exit(InputError.exit_code)


@app.command()
def speed(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", help="articles; by default the project's fixtures")] = None,
    json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
    models: options.Models = None,
    pack: options.Pack = None,
    threads: options.Threads = None,
) -> None:
    """Measure words a second of each stage, and start-up time and peak memory of a fresh process.

    \b
    Example:
      OMP_NUM_THREADS=1 provaudit bench speed articles/*.txt
    """
    from dataclasses import asdict
    from json import dumps

    from provaudit import resources
    from provaudit.bench.speed import measure
    from provaudit.config import above, load

    sources = files or [str(path) for path in sorted(resources.folder("fixtures").rglob("*.txt"))]
    if not sources:
        raise NothingToReadError("there is nothing to measure with", where="bench speed", hint="name some articles")
    settings = load(above(sources), {"models": models, "pack": pack, "threads": threads}).settings
    with working(f"measuring with {len(sources)} files"):
        measured = measure(sources, settings)
    if json:
        put([dumps(asdict(measured), indent=1) + "\n"])
        return
    put([_table(measured, settings)])


@app.command()
def weekly(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="a store whose audits are copied until there are enough")],
    audits: Annotated[list[int] | None, typer.Option("--audits", metavar="N", help="how many; may be given several times")] = None,
) -> None:
    """Measure time and peak memory of the weekly report over many stored audits, all of one week.

    \b
    Example:
      provaudit score articles/*.txt --store audits.db --format json > audits.json
      provaudit bench weekly audits.db --audits 1000 --audits 10000
    """
    from provaudit.bench.corpus import measure

    put(["    audits    written      size     weekly        CPU    peak\n"])
    for grown in measure(store, audits or [1000, 10000]):
        process = grown.weekly
        figures = f"{grown.seconds:8.1f} s {grown.megabytes:6.0f} MB {process.seconds:8.2f} s"
        figures += f" {process.cpu_seconds:8.2f} s {process.peak_mb:5.0f} MB"
        put([f"{grown.audits:10,} {figures}\n"])


def _table(speed: Speed, settings: Settings) -> str:
    lines = [f"{speed.articles} articles, {speed.words} words; {settings.threads} thread(s), models {settings.models}", ""]
    for stage in (*speed.stages, speed.whole):
        lines.append(f"  {stage.name:12} {stage.seconds:8.3f} s {stage.words_per_second:12,.0f} words/s")
    lines.append("")
    for process in speed.processes:
        lines.append(f"  {process.what}: {process.seconds:.2f} s ({process.cpu_seconds:.2f} s CPU), peak {process.peak_mb:,.0f} MB")
    return "\n".join(lines) + "\n"
