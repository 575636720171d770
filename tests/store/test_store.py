"""The store: what goes in comes out, once an article; several writers; files that are none, or newer than the program."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest
from builders import AUDITS

from provaudit.errors import InputError, NothingToReadError, OutputError, UsageError
from provaudit.formats.audit.base import FORMATS
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.formats.figures import totals
from provaudit.store import rows
from provaudit.store.database import MIGRATIONS, Store
from provaudit.store.transfer import import_audits, jsonl, write_parquet

DOCUMENTS = [to_dict(build()) for build in AUDITS.values()]


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "audits.db") as opened:
        yield opened


def by_id(documents) -> dict:
    return {d["article"]["id"]: d for d in documents}


def test_what_goes_in_comes_out(store: Store) -> None:
    assert store.put(DOCUMENTS) == len(store) == len(DOCUMENTS)
    assert by_id(store.documents()) == by_id(DOCUMENTS)


def test_the_same_article_again_replaces_it_with_all_its_rows(store: Store) -> None:
    store.put(DOCUMENTS)
    before = dump(store)
    store.put(reversed(DOCUMENTS))
    assert sorted(dump(store)) == sorted(before)


def dump(store: Store) -> list[str]:
    return [line for line in store.connection.iterdump() if line.startswith("INSERT")]


@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_figures_are_those_of_the_reports(situation: str) -> None:
    audit = AUDITS[situation]()
    row, counted = rows.audit_row(to_dict(audit)), totals(audit)
    assert row["statements"] == counted.statements
    assert row["attributed"] - row["named"] == counted.unnamed
    assert row["relayed"] == counted.relayed
    assert row["own_voice"] == counted.own_voice
    assert [row["errors"], row["warnings"], row["notes"]] == list(counted.findings.values())
    assert row["suppressed"] == counted.suppressed


@pytest.mark.parametrize(
    ("published", "week"),
    [
        ("2026-11-22", "2026-W47"),
        ("2026-11-22T23:59:00+09:00", "2026-W47"),
        ("2027-01-01", "2026-W53"),
        ("2024-12-30", "2025-W01"),
        ("yesterday", None),
        ("2026-13-45", None),
        ("", None),
        (None, None),
    ],
)
def test_week_is_that_of_the_date_as_written(published: str | None, week: str | None) -> None:
    assert rows.week(published) == week


def test_a_failed_batch_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(KeyError):
        store.put([DOCUMENTS[0], {"broken": True}])
    assert len(store) == 0


def test_exports_are_the_same_whatever_the_order_in_which_audits_came() -> None:
    with Store() as one, Store() as other:
        one.put(DOCUMENTS)
        other.put(reversed(DOCUMENTS))
        assert list(jsonl(one.documents())) == list(jsonl(other.documents()))


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet", ".json"])
def test_files_go_out_and_in_again(store: Store, tmp_path: Path, suffix: str) -> None:
    store.put(DOCUMENTS)
    path = tmp_path / f"audits{suffix}"
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
        write_parquet(store.documents(), path)
    else:
        text = "".join(jsonl(store.documents())) if suffix == ".jsonl" else json.dumps(DOCUMENTS)
        path.write_text(text, encoding="utf-8")
    with Store() as other:
        assert import_audits(other, path) == len(DOCUMENTS)
        assert list(other.documents()) == list(store.documents())


def test_an_empty_store_goes_out_and_in_again(store: Store, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    write_parquet(store.documents(), tmp_path / "none.parquet")
    assert import_audits(store, tmp_path / "none.parquet") == 0


@pytest.mark.parametrize("text", ['{"schema": "provaudit-audit/1"}', '{"id": "a", "text": "b"}', "[]", "no json", "{", "[1, 2"])
def test_files_that_hold_no_audits_are_told(store: Store, tmp_path: Path, text: str) -> None:
    path = tmp_path / "audits.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="audit"):
        import_audits(store, path)


@pytest.mark.parametrize("name", ["audits.jsonl", "audits.json"])
@pytest.mark.parametrize("broken", ['{"schema": "provaudit-audit/1", "x": ' + "9" * 5000 + "}", "[" * 100_000, '"\\ud8'])
def test_json_that_python_cannot_read_is_told_by_the_command(provaudit, tmp_path: Path, name: str, broken: str) -> None:
    text = f"{json.dumps(DOCUMENTS[0])}\n{broken}\n" if name.endswith("l") else broken
    (tmp_path / name).write_text(text, encoding="utf-8")
    run = provaudit("store", "import", "audits.db", name)
    assert run.code == 4
    assert run.err.startswith(f"error: {name}{':2' if name.endswith('l') else ''}: this is no file of audits")


def test_a_number_that_no_column_takes_is_told(store: Store) -> None:
    document = json.loads(json.dumps(DOCUMENTS[0]))
    document["summary"]["statements"] = 10**30
    with pytest.raises(InputError, match="too large"):
        store.put([document])


def write(path: str, number: int) -> None:
    document = DOCUMENTS[number % len(DOCUMENTS)]
    with Store(path) as opened:
        for copy in range(5):
            opened.put([document | {"article": document["article"] | {"id": f"{number}-{copy}", "url": None}}])


def test_several_processes_write_at_once_to_a_store_that_none_has_made(tmp_path: Path) -> None:
    path = str(tmp_path / "audits.db")
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(write, [path] * 8, range(8)))
    with Store(path) as opened:
        assert len(opened) == 40
        assert opened.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_readers_are_not_kept_waiting_by_a_writer(store: Store, tmp_path: Path) -> None:
    store.put(DOCUMENTS[:1])
    store.connection.execute("BEGIN IMMEDIATE")
    with Store(tmp_path / "audits.db") as reader:
        assert len(reader) == 1
    store.connection.execute("ROLLBACK")


@pytest.mark.parametrize("version", ["old", "new"])
def test_a_store_that_cannot_be_written_to_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    path = older(tmp_path / "audits.db")
    if version == "new":
        Store(path).close()
    before = path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write everywhere, and tests may run as root
    with Store(path, create=False) as store:
        assert by_id(store.documents()) == by_id(DOCUMENTS)
        assert store.connection.execute("SELECT count(*) FROM articles").fetchone() == (len(DOCUMENTS),)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["audits.db"]


def test_a_store_that_another_program_keeps_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("provaudit.store.database.PATIENCE", 0.05)
    path = tmp_path / "audits.db"
    with Store(path) as one, Store(path) as other:
        one.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="locked") as caught:
            other.put(DOCUMENTS)
        assert "try again" in str(caught.value.hint)
        one.connection.execute("ROLLBACK")
        assert other.put(DOCUMENTS) == len(DOCUMENTS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_no_half_of_a_file(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    store.put(DOCUMENTS)
    path = tmp_path / "audits.parquet"
    path.write_text("before")
    monkeypatch.setattr(Path, "with_name", lambda *_: Path("/dev/full"))
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with pytest.raises(OutputError, match=r"audits\.parquet|No space"):
        write_parquet(store.documents(), path)
    assert path.read_text() == "before"


def test_files_that_are_no_store_are_told(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError):
        Store(tmp_path / "missing.db", create=False)
    text = tmp_path / "text.db"
    text.write_text("not a database " * 100)
    with pytest.raises(InputError):
        Store(text)
    with pytest.raises(OutputError):
        Store(text / "folder.db")
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    with pytest.raises(UsageError, match="not a store"):
        Store(foreign)
    newer = tmp_path / "newer.db"
    Store(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UsageError, match="newer"):
        Store(newer)


def test_through_the_command_line(provaudit, tmp_path: Path) -> None:
    """score --store, info, export, import: the audits stay what score wrote."""
    article = tmp_path / "ferry.txt"
    article.write_text("The ferry will stop in May, harbour master Ida Thorne said.\n", encoding="utf-8")
    scored = provaudit("score", article, "--store", "audits.db", "--format", "jsonl", "--published", "2031-04-02")
    assert scored.code == 0, scored.err
    assert provaudit("store", "export", "audits.db").out == scored.out
    assert "1 audit in audits.db" in provaudit("store", "info", "audits.db").out
    assert "2031-W14" in provaudit("store", "info", "audits.db").out
    assert provaudit("store", "export", "audits.db", "--out", "audits.jsonl").code == 0
    assert provaudit("store", "import", "copy.db", "audits.jsonl").code == 0
    assert provaudit("store", "export", "copy.db").out == scored.out
    assert provaudit("store", "export", "audits.db", "--out", "audits.doc").code == 2
    assert provaudit("store", "info", "none.db").code == 3
    assert provaudit("store", "import", "copy.db", article).code == 4


def test_jsonl_of_score_is_that_of_the_store(store: Store) -> None:
    audits = [build() for build in AUDITS.values()]
    store.put(to_dict(audit) for audit in audits)
    assert sorted("".join(FORMATS["jsonl"].render(audits)).splitlines()) == sorted("".join(jsonl(store.documents())).splitlines())


def older(path: Path) -> Path:
    """A store as the first version of the program made it."""
    with Store() as new, closing(sqlite3.connect(path)) as old:
        new.put(DOCUMENTS)
        old.executescript((MIGRATIONS / "0001.sql").read_text(encoding="utf-8"))
        for (table,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            columns = [column for _, column, *_ in old.execute(f"PRAGMA table_info({table})")]
            kept = new.connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            old.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", kept)
        old.execute("PRAGMA user_version = 1")
        old.commit()
    return path


def test_an_older_file_keeps_its_audits_and_gets_what_is_new(tmp_path: Path) -> None:
    with Store(older(tmp_path / "old.db"), create=False) as opened:
        assert by_id(opened.documents()) == by_id(DOCUMENTS)
        assert opened.connection.execute("SELECT count(*) FROM articles").fetchone() == (len(DOCUMENTS),)


def test_views_say_what_the_tables_hold(store: Store) -> None:
    store.put(DOCUMENTS)
    said = [s for d in DOCUMENTS for s in d["statements"] if len(s["chain"]) > 1]
    ask = store.connection.execute
    chains = ask("SELECT chain, directness FROM attributed_statements ORDER BY 1, 2").fetchall()
    assert chains == sorted((" → ".join(link["entity"] for link in s["chain"]), s["directness"]) for s in said)
    assert ask("SELECT sum(origin_of) FROM sources").fetchone() == (len(said),)
    relays = sum(len(s["chain"]) - 2 for s in said)
    assert ask("SELECT sum(relay_of) FROM sources").fetchone() == (relays,)
    standing = sum(f["suppressed"] is None for d in DOCUMENTS for f in d["findings"])
    assert ask("SELECT count(*) FROM open_findings").fetchone() == (standing,)
    assert ask("SELECT sum(open_findings), count(*) FROM articles").fetchone() == (standing, len(DOCUMENTS))
    shares = ask("SELECT named_percent + unnamed_percent FROM articles WHERE attributed > 0").fetchall()
    assert all(abs(share - 100) < 0.2 for (share,) in shares)
