"""What a run leaves beside its store: the audits of its inputs in one file, and the inputs that failed in another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from provaudit.batch.intake import SOURCE
from provaudit.errors import OutputError, UsageError
from provaudit.store.database import Store
from provaudit.store.ledger import Ledger, error_lines
from provaudit.store.seen import Seen
from provaudit.store.transfer import jsonl, write_parquet

FORMS = (".jsonl", ".ndjson", ".parquet")


def store_beside(out: Path) -> Path:
    """The store of a run that is to leave a file only: what it goes on from, and what spares unchanged articles the next time.

    Raises UsageError for a file in no format that can be written.
    """
    if out.suffix not in FORMS:
        raise UsageError("says nothing about the format", where=str(out), hint="end it with .jsonl or .parquet")
    return out.with_name(f"{out.name}.store")


def errors_beside(out: Path) -> Path:
    """Where the inputs that failed are listed."""
    return out.with_name(f"{out.stem}.errors.jsonl")


def export(store: Store, seen: Seen, out: Path) -> None:
    """Writes the audits of the articles that a run has seen, by date, publisher and article, and what failed of its inputs.

    The same articles make the same bytes, in whatever order and by whatever engine they were audited. Files are there whole or
    as they were before. Raises OutputError.
    """
    documents = store.documents(lambda key: key in seen)
    if out.suffix == ".parquet":
        write_parquet(documents, out)
    else:
        _write(out, jsonl(documents))
    failed = [one for one in Ledger(store).errors() if (one.key or SOURCE + one.source) in seen]
    _write(errors_beside(out), error_lines(failed))


def _write(path: Path, lines: Iterable[str]) -> None:
    """Through a draft whose name is always the same: a killed run leaves no more than one behind, and the next writes over it."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.writelines(lines)
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", where=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
