"""`provaudit bench`: what benchmarks need of provaudit, and how fast it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import complain, folder_for, put, tell, working, write_file
from provaudit.errors import InputError, NothingToReadError, ProvauditError
from provaudit.formats.words import count

if TYPE_CHECKING:
    from provaudit.bench.kill import Killed
    from provaudit.bench.speed import Speed
    from provaudit.config import Settings

app = typer.Typer(
    help="Benchmarks: audits and predictions to be scored, speed and memory.", no_args_is_help=True, rich_markup_mode=None
)


TELL_EVERY = 20


@app.command(short_help="Write the JSON audit of every text of a folder.")
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


@app.command(short_help="Write the source-cue-content triples of a corpus.")
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


@app.command(short_help="Measure stages, start-up and memory.")
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


@app.command(short_help="Measure a check after one paragraph was changed.")
def recheck(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", help="articles; by default the project's fixtures")] = None,
    words: Annotated[int, typer.Option(metavar="N", min=1, help="articles are joined until there are so many words")] = 1000,
    fresh: Annotated[int, typer.Option(metavar="N", min=0, help="also measure fresh processes, with N paragraphs changed")] = 3,
    json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
    models: options.Models = None,
    pack: options.Pack = None,
    threads: options.Threads = None,
) -> None:
    """Measure a check of an article that was checked before and changed in one paragraph, beside a check from scratch.

    Each time another paragraph is changed; both ways are timed in turn, and their audits are compared.

    \b
    Example:
      OMP_NUM_THREADS=1 provaudit bench recheck article.txt
    """
    from dataclasses import asdict
    from json import dumps

    from provaudit import resources
    from provaudit.bench.recheck import measure
    from provaudit.config import above, load

    sources = files or [str(path) for path in sorted(resources.folder("fixtures").rglob("*.txt"))]
    settings = load(above(sources), {"models": models, "pack": pack, "threads": threads}).settings
    with working("checking again and again"):
        measured = measure(sources, settings, words=words, fresh=fresh)
    if json:
        put([dumps(asdict(measured), indent=1) + "\n"])
        return
    lines = [f"{measured.words} words in {measured.paragraphs} paragraphs; one changed, {measured.edits} times", ""]
    lines.append(f"  {'':14} {'from scratch':>14} {'one changed':>14} {'(slowest)':>10} {'unchanged':>12}")
    for name, times in (("one process", measured.living), ("fresh process", measured.fresh)):
        if times is not None:
            figures = f"{times.scratch:12.2f} s {times.changed:12.2f} s {times.slowest:8.2f} s {times.unchanged:10.2f} s"
            lines.append(f"  {name:14} {figures}   {times.gain:.1f} times faster")
    lines += ["", f"  the audit is the same as from scratch: {measured.same} of {measured.edits}"]
    put(["\n".join(lines) + "\n"])


@app.command(short_help="Measure the weekly report over many audits.")
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


@app.command(short_help="Measure `provaudit batch` with one worker and more.")
def batch(
    articles: Annotated[int, typer.Option(min=1, metavar="N", help="invented articles of usual length, to measure speed")] = 200,
    jobs: Annotated[list[int] | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="workers; several times")] = None,
    memory: Annotated[int, typer.Option(min=0, metavar="N", help="short articles, to measure memory; 0 for none")] = 10_000,
    models: options.Models = None,
    pack: options.Pack = None,
) -> None:
    """Measure words a second of `provaudit batch` with one worker, two and so on, and memory over many articles.

    \b
    Examples:
      provaudit bench batch
      provaudit bench batch --articles 400 --jobs 1 --jobs 2 --jobs 4 --memory 0

    Speed counts from when the models are loaded. Where others use the machine (see load), look at words a second and core.
    """
    from provaudit.bench import batches
    from provaudit.config import load

    settings = load(Path.cwd(), {"models": models, "pack": pack, "threads": 1}).settings
    numbers = jobs or [1, 2]
    put(["workers  articles    words   seconds  words/s  times  words/s and core   load\n"])
    first = 0.0
    for rate in batches.rates(articles, numbers, settings):
        first = first or rate.per_second
        figures = f"{rate.jobs:7} {rate.articles:9,} {rate.words:8,} {rate.seconds:9.1f} {rate.per_second:8,.0f}"
        put([f"{figures} {rate.per_second / first:6.2f} {rate.per_core:17,.0f} {rate.load:6.1f}\n"])
    if memory:
        put(["\narticles  reading and writing  largest worker\n"])
        for size in batches.memory(memory, numbers[-1], settings):
            put([f"{size.articles:8,} {size.parent_mb:17,.0f} MB {size.worker_mb:12,.0f} MB\n"])


@app.command(short_help="Kill `provaudit batch` at random; nothing may be lost.")
def kill(
    articles: Annotated[int, typer.Option(min=1, metavar="N", help="invented articles of a few sentences")] = 2000,
    kills: Annotated[int, typer.Option(min=1, metavar="N", help="how often it is killed")] = 200,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="workers of each run")] = 2,
    seed: Annotated[int, typer.Option(metavar="N", help="another seed, other moments")] = 1,
) -> None:
    """Kill `provaudit batch` at random moments, again and again, and show that nothing is lost and nothing doubled.

    \b
    Example:
      provaudit bench kill --articles 40 --kills 5

    The run or one of its workers gets SIGKILL; then the run is started again. When all articles are done, its store is compared
    with that of a run that nobody killed; if kills are left, it starts anew. The default takes about an hour.
    """
    from provaudit.bench.kill import kill as measure

    told = 0

    def watch(so_far: Killed) -> None:
        nonlocal told
        show(f"{so_far.kills} of {kills} kills")
        if so_far.kills >= told + TELL_EVERY:  # it takes long, and nobody should have to believe that it goes on
            told = so_far.kills
            tell(f"{told} of {kills} kills, {so_far.finished} times all done")

    with working("a run that nobody kills") as show:
        done = measure(articles, kills, jobs, seed, watch)
    what = f"{done.runs} kills of the run, {done.workers} of a worker, {done.finished} times {done.articles:,} articles done"
    put([f"{what}: nothing lost, nothing doubled ({done.seconds:,.0f} s)\n"])


@app.command(short_help="Measure echo over many statements.")
def echo(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="a store whose stories are told anew with other words")],
    statements: Annotated[
        list[int] | None, typer.Option("--statements", metavar="N", help="how many; may be given several times")
    ] = None,
) -> None:
    """Measure time and peak memory of echo over many statements, all of the same days.

    \b
    Example:
      provaudit score fixtures/echo/articles/*.md --store echo.db --format json > audits.json
      provaudit bench echo echo.db --statements 10000 --statements 50000
    """
    from provaudit.bench.editions import measure

    put(["  statements   articles  stories    written       echo        CPU    peak\n"])
    for one in measure(store, statements or [10000]):
        took = one.echo
        figures = f"{one.written:8.1f} s {took.seconds:8.1f} s {took.cpu_seconds:8.1f} s {took.peak_mb:5.0f} MB"
        put([f"{one.statements:12,} {one.articles:10,} {one.stories:8,} {figures}\n"])


def _table(speed: Speed, settings: Settings) -> str:
    size = f"{count(speed.articles, 'article')}, {count(speed.words, 'word')}"
    lines = [f"{size}; {count(settings.threads, 'thread')}, models {settings.models}", ""]
    for stage in (*speed.stages, speed.whole):
        lines.append(f"  {stage.name:12} {stage.seconds:8.3f} s {stage.words_per_second:12,.0f} words/s")
    lines.append("")
    for process in speed.processes:
        lines.append(f"  {process.what}: {process.seconds:.2f} s ({process.cpu_seconds:.2f} s CPU), peak {process.peak_mb:,.0f} MB")
    return "\n".join(lines) + "\n"
