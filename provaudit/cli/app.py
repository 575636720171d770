"""The `provaudit` command: its subcommands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer
from typer.main import get_command

from provaudit import __version__
from provaudit.cli import batch, bench, check, config, echo, explain, models, rules, schema, score, signoff, site, store, weekly
from provaudit.cli.output import Closed, complain, let_go_of_stdout, prepare_streams
from provaudit.errors import ProvauditError

CLOSED, FAILED = 141, 4

app = typer.Typer(
    name="provaudit",
    help="""Who told whom, before it reached the reader: audits how news articles are sourced.

    Every statement of an article gets its chain of sourcing, from the origin through the outlets that relayed it to the
    publisher, and a directness of 0 to 100 whose sum can be checked by hand. Nothing leaves your machine.

    \b
    Examples:
      provaudit score article.txt                       the audit as a table
      provaudit score article.html --format md          ... as Markdown
      provaudit score *.txt --format json --out audits/ ... as a JSON file an article
      provaudit check draft.docx                        what to look at before it is published
      provaudit explain article.txt --at 12:5           why is this chain what it is?

    \b
    Exit codes:
      0 fine   1 findings   2 wrong usage, configuration or rules   3 nothing to read   4 an input failed
    """,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
app.command(short_help="Audit articles: chains of sourcing, directness, findings.")(score.score)
app.command(short_help="Check articles before publication: findings, exit code.")(check.check)
app.command(short_help="List what needs a named editor's decision.")(signoff.signoff)
app.command(short_help="Tell why a chain and a score are what they are.")(explain.explain)
app.command(short_help="Report a week: figures, change, articles to look at.")(weekly.weekly)
app.command(short_help="Compare articles: shared stories, origins, circles, copies.")(echo.echo)
app.command(short_help="Make a static site of reports.")(site.site)
app.command(short_help="Audit a corpus: resumable, on all cores or a cluster.")(batch.batch)
app.add_typer(store.app, name="store")
app.add_typer(rules.app, name="rules", short_help="Rules: what scores and what is found, and why.")
app.add_typer(models.app, name="models", short_help="Models: which are used, and how to use bigger ones.")
app.add_typer(config.app, name="config", short_help="Settings: what they are and where they come from.")
app.command(short_help="Print the JSON Schema of audits.")(schema.schema)
app.add_typer(bench.app, name="bench", short_help="Benchmarks: accuracy, speed and memory.")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@app.callback()
def _options() -> None:
    """Options of provaudit itself: none but --help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line (`sys.argv` by default) and returns its exit code; errors are told on standard error."""
    prepare_streams()
    try:
        get_command(app).main(args=arguments, prog_name="provaudit")
    except SystemExit as done:  # how typer ends, even when all is well
        return done.code if isinstance(done.code, int) else 0
    except KeyboardInterrupt:
        return batch.INTERRUPTED
    except Closed:
        return CLOSED
    except ProvauditError as error:
        complain(error)
        return error.exit_code
    except Exception as error:  # a mistake of ours: say so in one line; who wants to mend it asks for more
        if "PROVAUDIT_TRACEBACK" in os.environ:
            traceback.print_exc()
        complain(ProvauditError(f"provaudit failed: {type(error).__name__}: {error}", hint="PROVAUDIT_TRACEBACK=1 shows where"))
        return FAILED
    finally:
        if sys.stdout is not None:
            let_go_of_stdout()
    return 0
