"""Runs: what is done is not done again, what failed is listed, and neither a kill nor a full disk loses or doubles anything."""

from __future__ import annotations

import json
import os
import resource
import signal
import time
from functools import partial
from pathlib import Path
from random import Random

import pytest
from corpora import FERRY, records

from provaudit.batch.scorer import Scorer
from provaudit.config import Settings
from provaudit.errors import NothingToReadError, OutputError
from provaudit.store.database import Store
from provaudit.store.ledger import Ledger

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which has the loaded models in the new process at once")


def write(path: Path, articles: list[dict]) -> Path:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


def errors(path: Path) -> list[tuple[str, str]]:
    with Store(path) as store:
        return [(Path(one.source).name, one.what) for one in Ledger(store).errors()]


def test_a_corpus_of_all_formats(corpus: Path, run, tmp_path: Path) -> None:
    tally = run(corpus, out="audits.jsonl")
    assert (tally.audited, tally.failed, tally.unchanged) == (10, 2, 0)
    assert {name: what.split(":")[0].partition(" (")[0] for name, what in errors(tmp_path / "audits.db")} == {
        "french.md": "the text is in another language",
        "week.jsonl.gz": "this is not JSON",
    }
    documents = run.documents()
    assert documents == [json.loads(line) for line in (tmp_path / "audits.jsonl").read_text().splitlines()]
    tram = next(d for d in documents if d["article"]["id"] == "notes/2026/tram")
    assert tram["article"]["publisher"] == "The Port Elgin Ledger"
    assert any(s["chain"][0]["entity"] == "Corinne Adair" for s in tram["statements"])


def test_what_no_store_can_hold_is_a_failure_and_the_rest_goes_on(run, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "1.json").write_text(json.dumps({"id": "\ud800", "text": FERRY}))
    (folder / "2.json").write_text(json.dumps({"id": "b", "title": "\udc00 bad", "text": FERRY}))
    (folder / "3.txt").write_text(FERRY)
    tally = run(folder, out="audits.jsonl")
    assert (tally.audited, tally.failed) == (1, 2)
    assert errors(tmp_path / "audits.db") == [
        ("1.json", "the id holds half of a surrogate pair at character 0"),
        ("2.json", "the title holds half of a surrogate pair at character 0"),
    ]
    assert len((tmp_path / "audits.errors.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    tally = run(folder)
    assert (tally.unchanged, tally.failed) == (1, 2)


def test_files_whose_names_are_no_utf8_are_audited(run, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text(FERRY)
    except OSError:
        pytest.skip("this file system wants UTF-8")
    (folder / os.fsdecode(b"\xe9.json")).write_text("{")
    tally = run(folder, out="audits.jsonl")
    assert (tally.audited, tally.failed) == (1, 1)
    assert [document["article"]["id"] for document in run.documents()] == ["caf\\udce9"]
    assert run(folder).unchanged == 1


def test_what_is_done_is_not_done_again(corpus: Path, run) -> None:
    run(corpus)
    before = run.documents()
    tally = run(corpus)
    assert (tally.audited, tally.unchanged, tally.failed) == (0, 10, 2)
    assert run.documents() == before


def test_an_article_that_changed_takes_the_place_of_the_old_one(run, tmp_path: Path) -> None:
    articles = records(4)
    week = write(tmp_path / "week.jsonl", articles)
    run(week)
    articles[2]["text"] = FERRY
    write(week, articles)
    tally = run(week)
    assert (tally.audited, tally.unchanged) == (1, 3)
    assert [d["article"]["length"] for d in run.documents()][2] == len(FERRY)


def test_another_pack_means_another_audit_and_only_once(run, tmp_path: Path) -> None:
    week = write(tmp_path / "week.jsonl", records(2))
    run(week)
    assert run(week, scorer=Scorer(Settings(pack="extra"))).audited == 2
    assert run(week, scorer=Scorer(Settings(pack="extra"))).unchanged == 2
    assert {d["stamp"]["pack"].split()[0] for d in run.documents()} == {"extra"}


def test_an_audit_that_somebody_else_put_there_is_made_anew(run, tmp_path: Path) -> None:
    week = write(tmp_path / "week.jsonl", records(2))
    run(week)
    with Store(tmp_path / "audits.db") as store:
        store.put(list(store.documents())[:1])
    assert (tally := run(week)).audited == 1
    assert tally.unchanged == 1


def test_failures_go_when_they_are_mended_and_stay_when_not(run, tmp_path: Path) -> None:
    week = tmp_path / "week.jsonl"
    good, french = records(1)[0], {"id": "fr", "text": "Le conseil municipal se réunit jeudi pour voter le budget. " * 8}
    week.write_text("\n".join([json.dumps(french), "{broken", json.dumps(good)]), encoding="utf-8")
    assert run(week).failed == 2
    again = run(week)
    assert (again.failed, again.audited, again.unchanged) == (2, 0, 1)
    assert len(errors(tmp_path / "audits.db")) == 2
    write(week, [french | {"text": FERRY}, good])
    assert run(week).failed == 0
    assert errors(tmp_path / "audits.db") == []


def test_limit_takes_so_many_more_each_time(run, tmp_path: Path) -> None:
    week = write(tmp_path / "week.jsonl", records(5))
    assert [run(week, limit=2).audited for _ in range(4)] == [2, 2, 1, 0]
    assert len(run.documents()) == 5


def test_nothing_to_read_is_told(run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToReadError):
        run(tmp_path / "empty")


def test_the_file_of_a_run_holds_its_own_inputs_only(run, tmp_path: Path) -> None:
    first, second = write(tmp_path / "first.jsonl", records(3)), write(tmp_path / "second.jsonl", records(5)[3:])
    run(first, out="audits.jsonl")
    run(second, out="audits.jsonl")
    ids = [json.loads(line)["article"]["id"] for line in (tmp_path / "audits.jsonl").read_text().splitlines()]
    assert ids == ["invented-000003", "invented-000004"]
    assert len(run.documents()) == 5


def in_another_process(what) -> int:
    """Runs `what` in a copy of this process, which has the models loaded; its process number."""
    pid = os.fork()
    if pid == 0:
        try:
            what()
            os._exit(0)
        except OutputError:
            os._exit(OutputError.exit_code)
        except BaseException:
            os._exit(99)
    return pid


def exit_code(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@forks
def test_kills_lose_nothing_and_double_nothing(run, tmp_path: Path) -> None:
    """The short form of `provaudit bench kill`: SIGKILL at random moments until five have hit, then to the end."""
    week = write(tmp_path / "week.jsonl", records(40, 1))
    run(week, store="quiet.db", out="quiet.jsonl")
    chance, kills, finished = Random(6), 0, 0
    while kills < 5:
        pid = in_another_process(partial(run, week, store=f"{finished}.db"))
        time.sleep(chance.uniform(0.02, 0.6))
        os.kill(pid, signal.SIGKILL)
        code = exit_code(pid)
        assert code in (0, -signal.SIGKILL)
        kills += code != 0
        finished += code == 0
    store = f"{finished}.db"
    tally = run(week, store=store, out="killed.jsonl")
    assert tally.audited + tally.unchanged == 40
    assert (tmp_path / "killed.jsonl").read_bytes() == (tmp_path / "quiet.jsonl").read_bytes()
    with Store(tmp_path / store) as opened:
        assert opened.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.connection.execute("PRAGMA foreign_key_check").fetchall() == []


@forks
def test_a_full_disk_is_told_and_the_next_run_goes_on(run, tmp_path: Path) -> None:
    week = write(tmp_path / "week.jsonl", records(12, 3))
    run(week, store="quiet.db", out="quiet.jsonl")

    def with_a_full_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (180_000, 180_000))
        run(week)

    assert exit_code(in_another_process(with_a_full_disk)) == OutputError.exit_code
    assert len(run.documents()) < 12
    run(week, out="after.jsonl")
    assert (tmp_path / "after.jsonl").read_bytes() == (tmp_path / "quiet.jsonl").read_bytes()
