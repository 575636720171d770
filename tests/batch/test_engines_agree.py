"""Every engine makes the same bytes, in any order of the inputs: through the command line, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from corpora import FERRY, records

from provaudit.batch.intake import Shard

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PROVAUDIT_", "RAY_"))}


@pytest.fixture
def expected(corpus: Path, run, tmp_path: Path) -> list[bytes]:
    """What the engine `inline` makes."""
    run(corpus, out="inline.jsonl")
    return made(tmp_path, "inline")


def made(folder: Path, name: str) -> list[bytes]:
    return [(folder / f"{name}{suffix}").read_bytes() for suffix in (".jsonl", ".errors.jsonl")]


@pytest.mark.parametrize(
    "engine", ["processes", pytest.param("ray", marks=pytest.mark.skipif(not find_spec("ray"), reason="needs Ray"))]
)
def test_the_same_bytes(engine: str, corpus: Path, expected: list[bytes], tmp_path: Path) -> None:
    """Two workers, in a process of their own with a terminal's environment and no more."""
    arguments = ["batch", str(corpus), "--out", f"{engine}.jsonl", "--engine", engine, "--jobs", "2"]
    command = [sys.executable, "-m", "provaudit", *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 4, done.stderr
    *_, last = done.stderr.splitlines()  # Ray has a word on its log level to say before
    assert last == f"note: 10 audited, 2 failed (provaudit store errors {engine}.jsonl.store lists them)"
    assert made(tmp_path, engine) == expected


def test_the_order_of_the_inputs_makes_no_difference(corpus: Path, run, tmp_path: Path) -> None:
    parts = [corpus / "week.jsonl.gz", corpus / "notes", corpus / "ferry.txt"]
    run(*parts, store="there.db", out="there.jsonl")
    run(*reversed(parts), store="back.db", out="back.jsonl")
    assert made(tmp_path, "there") == made(tmp_path, "back")


def test_the_order_of_records_makes_no_difference(run, tmp_path: Path) -> None:
    lines = [json.dumps(record) for record in records(8, 1)]
    for name, some in (("there", lines), ("back", [*reversed(lines)])):
        (tmp_path / "week.ndjson").write_text("\n".join(some), encoding="utf-8")
        run(tmp_path / "week.ndjson", store=f"{name}.db", out=f"{name}.jsonl")
    assert made(tmp_path, "there") == made(tmp_path, "back")


def test_parts_made_apart_are_put_together(corpus: Path, run, provaudit) -> None:
    """Three shards, each in a store of its own, are the whole; a run over that has nothing left to do."""
    whole = run(corpus, store="whole.db")
    for number in (1, 2, 3):
        run(corpus, store=f"{number}.db", shard=Shard(number, 3))
    assert provaudit("store", "import", "parts.db", "1.db", "2.db", "3.db").code == 0
    again = run(corpus, store="parts.db", out="parts.jsonl")
    assert (again.audited, again.unchanged, again.failed) == (0, whole.audited, whole.failed)
    for command in ("export", "errors"):
        assert provaudit("store", command, "parts.db").out == provaudit("store", command, "whole.db").out


def test_parquet_holds_the_same(corpus: Path, run, provaudit) -> None:
    run(corpus, out="audits.parquet")
    assert provaudit("store", "import", "again.db", "audits.parquet").code == 0
    assert provaudit("store", "export", "again.db").out == provaudit("store", "export", "audits.db").out


def test_the_command_teaches(corpus: Path, provaudit, tmp_path: Path) -> None:
    assert "--store" in provaudit("batch", corpus).err
    assert provaudit("batch", corpus).code == 2
    assert provaudit("batch", corpus, "--store", "a.db", "--engine", "spark").code == 2
    assert provaudit("batch", corpus, "--store", "a.db", "--shard", "4/3").code == 2
    assert provaudit("batch", corpus, "--out", "a.csv").code == 2
    assert provaudit("batch", corpus, "--store", "a.db", "--jobs", "0").code == 2
    assert provaudit("batch", tmp_path / "none", "--store", "a.db").code == 3
    assert not list(tmp_path.glob("a.*")), "nothing is made where nothing is done"


def test_what_a_run_writes_is_not_read_by_the_next(provaudit, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "french.txt").write_text("Le conseil municipal se réunit jeudi pour voter le budget. " * 8, encoding="utf-8")
    for told in ("1 audited", "0 audited, 1 unchanged since they were"):
        run = provaudit("batch", ".", "--out", "audits.jsonl", "--engine", "inline")
        assert (run.code, run.err) == (4, f"note: {told}, 1 failed (provaudit store errors audits.jsonl.store lists them)\n")


def test_one_article_in_this_process(provaudit) -> None:
    done = provaudit("batch", "-", "--store", "a.db", "--engine", "inline", "--publisher", "The Daily Ledger", stdin=FERRY.encode())
    assert (done.code, done.out, done.err) == (0, "", "note: 1 audited\n")
    assert '"publisher":"The Daily Ledger"' in provaudit("store", "export", "a.db").out
    assert provaudit("store", "errors", "a.db").out == ""
    again = provaudit(
        "batch", "-", "--store", "a.db", "--engine", "inline", "--publisher", "The Daily Ledger", stdin=FERRY.encode()
    )
    assert again.err == "note: 0 audited, 1 unchanged since they were\n"
