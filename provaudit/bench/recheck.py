"""How much faster an article is checked again after one of its paragraphs was changed, and whether the audit is the same."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from provaudit.api import Auditor, article_of
from provaudit.bench.speed import run
from provaudit.config import Settings
from provaudit.errors import InputError, NothingToReadError, ProvauditError
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.model.article import Metadata
from provaudit.model.audit import Audit
from provaudit.nlp.memory import Memory
from provaudit.readers.base import read
from provaudit.remembered import forget

WORDS = 1000
MOST_EDITS = 30  # paragraphs that are changed, spread over the article
EDIT = " Nobody was hurt, a harbour official told Reuters on Sunday."


@dataclass(frozen=True, slots=True)
class Times:
    """Median CPU seconds of a check: other work of the machine counts less in them than on the clock."""

    scratch: float
    changed: float  # one paragraph
    unchanged: float
    slowest: float  # of those with one paragraph changed

    @property
    def gain(self) -> float:
        """How many times faster a check with one changed paragraph is than one from scratch."""
        return self.scratch / self.changed


@dataclass(frozen=True, slots=True)
class Recheck:
    """Measurements on one article: in a process that lives on, and in fresh ones where that was asked for."""

    words: int
    paragraphs: int
    edits: int
    same: int  # of the edits, those whose audit is the same as from scratch
    living: Times
    fresh: Times | None


def measure(sources: Sequence[str], settings: Settings, *, words: int = WORDS, fresh: int = 0) -> Recheck:
    """Joins the articles of `sources` until there are `words` words, changes one paragraph after the other, and times each check
    beside one from scratch. `fresh` is how many paragraphs are changed before fresh processes.

    Raises NothingToReadError where there is no article, InputError for one that cannot be read.
    """
    text = _joined(sources, words)
    loaded = Auditor(settings)
    paragraphs = [b.span for b in article_of(text).blocks]
    step = -(-len(paragraphs) // MOST_EDITS)
    edited = [text[: span.end] + EDIT + text[span.end :] for span in paragraphs[::step]]
    _audit(loaded, Memory(), edited[0])  # loads the models
    before = Memory()
    _audit(loaded, before, text)
    scratch, changed, unchanged, same = [], [], [], 0
    for version in edited:
        forget()
        first, seconds = _audit(loaded, Memory(), version)
        scratch.append(seconds)
        forget()
        _audit(loaded, before.copy(), text)  # nothing but this was checked before
        unchanged.append(_audit(loaded, before.copy(), text)[1])
        again, seconds = _audit(loaded, before.copy(), version)
        changed.append(seconds)
        same += to_dict(first) == to_dict(again)
    living = Times(median(scratch), median(changed), median(unchanged), max(changed))
    processes = _fresh(text, edited[:: -(-len(edited) // fresh)], settings) if fresh else None
    return Recheck(len(text.split()), len(paragraphs), len(edited), same, living, processes)


def _audit(loaded: Auditor, memory: Memory, text: str) -> tuple[Audit, float]:
    auditor = Auditor(loaded.settings, parser=loaded.parser.remembering(memory))
    auditor.pack = loaded.pack
    start = time.process_time()
    audit = auditor.audit(article_of(text, id="recheck", meta=Metadata(publisher="The Daily Ledger")))
    return audit, time.process_time() - start


def _fresh(text: str, edited: list[str], settings: Settings) -> Times:
    """The same through `provaudit check`, each in a process of its own, with a cache folder of its own."""
    options = ["--models", settings.models, "--pack", settings.pack, "--threads", str(settings.threads), "--fail-on", "never"]
    scratch, changed, unchanged = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        article, cache = Path(folder) / "article.txt", ["--cache", str(Path(folder) / "cache")]
        for version in edited:
            article.write_text(version, encoding="utf-8")
            scratch.append(run(["check", str(article), *options, "--cache", "off"], "check, from scratch").cpu_seconds)
            article.write_text(text, encoding="utf-8")
            run(["check", str(article), *options, *cache], "check")
            unchanged.append(run(["check", str(article), *options, *cache], "check, unchanged").cpu_seconds)
            article.write_text(version, encoding="utf-8")
            changed.append(run(["check", str(article), *options, *cache], "check, one paragraph changed").cpu_seconds)
    return Times(median(scratch), median(changed), median(unchanged), max(changed))


def _joined(sources: Sequence[str], words: int) -> str:
    """Whole articles, one below the other, until there are `words` words."""
    text = ""
    for article in _articles(sources):
        text = f"{text}\n\n{article}" if text else article
        if len(text.split()) >= words:
            break
    if not text:
        raise NothingToReadError("there is no article", where="bench recheck", hint="name some articles")
    return text


def _articles(sources: Sequence[str]) -> Iterator[str]:
    for source in sources:
        for article in read(source):
            if isinstance(article, ProvauditError):
                raise InputError(article.what, where=article.where, hint=article.hint)
            yield article.text.strip()
