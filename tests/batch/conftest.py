"""A corpus of a few short articles in many formats, and runs over it in this process, where the models are loaded."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from corpora import FERRY, PAGE, PARAGRAPHS, records, warc

from provaudit.batch.export import export
from provaudit.batch.inline import Inline
from provaudit.batch.intake import Intake, Shard
from provaudit.batch.run import Run, Tally
from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Recipe
from provaudit.store.database import Store


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with articles in every format, two of them broken; all but one in a folder of its own below it."""
    pytest.importorskip("warcio")
    folder = tmp_path / "corpus"
    (folder / "notes" / "2026").mkdir(parents=True)
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "notes" / "ferry.txt").write_text(f"{FERRY} It is late.", encoding="utf-8")
    (folder / "notes" / "2026" / "tram.html").write_text(PAGE.format(PARAGRAPHS), encoding="utf-8")
    lines = [json.dumps(record) for record in records()]
    (folder / "week.jsonl.gz").write_bytes(gzip.compress("\n".join([*lines[:2], "{broken", *lines[2:]]).encode()))
    (folder / "crawl.warc.gz").write_bytes(warc("https://x.example/tram", PAGE.format(PARAGRAPHS)))
    (folder / "french.md").write_text(
        "Le conseil municipal se réunit jeudi pour voter le budget de la ville. " * 6, encoding="utf-8"
    )
    return folder


class Runs:
    """Runs over inputs in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *inputs: Path | str, store: str = "audits.db", shard: Shard | None = None, **more: object) -> Tally:
        self.scorer = more.pop("scorer", None) or Scorer()
        intake = Intake([str(given) for given in inputs], Recipe(self.scorer.auditor, self.scorer.accepted), None, shard)
        out = more.pop("out", None)
        with Store(self.folder / store) as opened:
            tally = Run(opened, intake, **more)(Inline(self.scorer))  # type: ignore[arg-type]
            if out:
                export(opened, intake.seen, self.folder / str(out))
        return tally

    def documents(self, store: str = "audits.db") -> list[dict]:
        with Store(self.folder / store) as opened:
            return list(opened.documents())


@pytest.fixture
def run(tmp_path: Path, auditor) -> Runs:  # noqa: ARG001 - the models are loaded once a session
    return Runs(tmp_path)
