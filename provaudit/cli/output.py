"""Where results and complaints go: standard output, files that are whole or not there, standard error."""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from provaudit.errors import OutputError, ProvauditError, UsageError
from provaudit.filenames import safe_name
from provaudit.formats.audit.base import Look


class Closed(Exception):  # noqa: N818 - not an error: `provaudit score ... | head` is all right
    """Whoever read our standard output has left."""


def prepare_streams() -> None:
    """UTF-8 on both streams whatever the locale says; what cannot be encoded is escaped, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def put(pieces: Iterable[str]) -> None:
    """Writes each piece to standard output as soon as it is there.

    Raises Closed where the reader has left, OutputError where it cannot be written (a full disk).
    """
    for piece in pieces:
        try:
            sys.stdout.write(piece)
            sys.stdout.flush()
        except OSError as error:
            _discard_stdout()
            if isinstance(error, BrokenPipeError):
                raise Closed from error
            raise OutputError(f"cannot be written: {error.strerror}", where="standard output") from error


def let_go_of_stdout() -> None:
    """Flushes what is left; an error that comes only now has been told already, or is nobody's loss."""
    try:
        sys.stdout.flush()
    except OSError:
        _discard_stdout()


def _discard_stdout() -> None:
    # The interpreter flushes once more at its end and would complain about the same thing in its own words.
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - not a file of ours, and open until the end


def folder_for(path: Path) -> Path:
    """The folder, made where it is missing. Raises UsageError where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"is no folder to write to: {error.strerror}", where=str(path)) from error
    return path


def write_file(path: Path, pieces: Iterable[str]) -> None:
    """Writes the pieces to a file that is there whole or as it was before; its folder is made where it is missing. Raises
    OutputError."""
    draft = path.with_name(f".provaudit-{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(pieces)
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path)) from error
    finally:
        with suppress(OSError):  # what stands in the way of a folder has been told
            draft.unlink(missing_ok=True)


def temporary(name: str, pieces: Iterable[str]) -> Path:
    """A file in a temporary folder that stays. Raises OutputError."""
    path = Path(tempfile.mkdtemp(prefix="provaudit-")) / name
    write_file(path, pieces)
    return path


def browse(page: Path) -> None:
    """Opens a page in the browser of the desktop; where there is none, its place is told."""
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        tell(f"there is no browser here; the page is {page.resolve()}")


def page_format(wanted: bool, format: str, plain: str, out: Path | None) -> str:
    """HTML where a page is wanted, `format` otherwise; `plain` is that of the command without options.

    Raises UsageError where a page is wanted and something else too.
    """
    if not wanted:
        return format
    if format not in (plain, "html") or out is not None:
        raise UsageError("makes a page of its own", where="--open", hint="leave out --format and --out")
    return "html"


class Names:
    """File names for articles: the id where it can be one, made safe where not; no name for two articles, in any letter case."""

    def __init__(self) -> None:
        self._taken: dict[str, tuple[str, str]] = {}

    def name(self, article: str, source: str) -> str:
        """The name, without suffix, for an article of `source`. Raises OutputError where another article has it already."""
        name = safe_name(article)
        here = (source, article)
        # Disks that ignore case, or how a letter is spelt, hold one file where others hold two.
        there = self._taken.setdefault(unicodedata.normalize("NFC", name).casefold(), here)
        if there != here:
            raise OutputError(
                f"the output of article {article} would be called {name}, as that of {there[0]}, article {there[1]}",
                where=source,
                hint="write them to different folders, or give the articles ids of their own",
            )
        return name


def complain(error: ProvauditError) -> None:
    """Tells people on standard error: `error: where: what (hint)`, in one line."""
    line = " ".join(f"error: {error}".split())
    print(line, file=sys.stderr)  # noqa: T201 - this is the place for it


def tell(what: str) -> None:
    """A note for people on standard error, in one line."""
    print(" ".join(f"note: {what}".split()), file=sys.stderr)  # noqa: T201 - this is the place for it


def terminal() -> Look:
    """What standard output can show: its width and colour on a terminal, 100 plain columns elsewhere."""
    if not sys.stdout.isatty():
        return Look()
    from rich.console import Console

    console = Console()
    return Look(console.width, color=console.color_system is not None and not console.no_color)


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Shows on standard error that work is going on, where that is a terminal; leaves nothing behind. Yields what changes it."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(what)) as status:
        yield lambda now: status.update(Text(now))
