"""Attributions of a corpus in the shape in which PolNeAR is scored: one article a line, spans as [start, end] pairs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from provaudit.api import Auditor, article_of
from provaudit.errors import InputError, NothingToReadError, ProvauditError
from provaudit.model.article import Metadata
from provaudit.model.attribution import Attribution
from provaudit.model.span import Spans


def predict(auditor: Auditor, corpus: Path) -> Iterator[tuple[str, ProvauditError | None]]:
    """A JSON line for each article of a .jsonl file of {"id", "text", ...}, and the error where it could not be audited.

    Such an article has no attributions. Raises NothingToReadError and InputError for a file that is not of this kind.
    """
    for record, where in _records(corpus):
        error: ProvauditError | None = None
        attributions: tuple[Attribution, ...] = ()
        try:
            meta = Metadata(publisher=record.get("publisher"), title=record.get("title"))
            attributions = auditor.analyse(article_of(record["text"], id=record["id"], meta=meta)).attributions
        except (InputError, NothingToReadError) as failure:
            error = InputError(failure.what, where=where, hint=failure.hint)
        line = {"id": record["id"], "attributions": [_triple(a) for a in attributions if not a.nested]}
        yield json.dumps(line, ensure_ascii=False) + "\n", error


def _records(corpus: Path) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        with corpus.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                where = f"{corpus}:{number}"
                record = json.loads(line)
                if not (isinstance(record, dict) and isinstance(record.get("id"), str) and isinstance(record.get("text"), str)):
                    raise InputError('the line is no {"id": ..., "text": ...}', where=where)
                yield record, where
    except OSError as error:
        raise NothingToReadError(f"cannot be read: {error.strerror}", where=str(corpus)) from error
    except ValueError as error:
        raise InputError(f"this is not JSON Lines in UTF-8: {error}", where=str(corpus)) from error


def _triple(attribution: Attribution) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "scope": attribution.scope.value,
        "confidence": round(attribution.confidence, 4),
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if len(span)]
