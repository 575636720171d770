"""What is remembered of a paragraph: the parse is the same as from scratch, and nothing that happens to the file is an error."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provaudit.api import Auditor, article_of
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.nlp import memory as memory_module
from provaudit.nlp.memory import FILE, Memory
from provaudit.nlp.parser import Models, Parser

PARAGRAPHS = (
    "Harbour wall to close, officials say",
    "The harbour wall will close in May, two officials familiar with the plan said. They spoke on condition of anonymity.",
    "“We were never asked,” said Lotte Vinge, who runs the fish market. “Not once.”",
    "The Salda Post first reported the plan, citing a draft of the budget. Reuters could not confirm it.",
    "Vinge told the BBC that she would sue. The council did not respond to a request for comment.",
    "It is said to be the largest wall on the coast. Critics say that it has been neglected for years.",
)
EDITS = (
    "", "She repeated it on Friday.", "Mayor Tom Harrow stole the money, a source said.", "“No,” he said.", "…", "Reportedly so",
)  # fmt: skip
few = settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])


def numbered(keys: list[bytes], memory: Memory) -> tuple[list[object], list[int]]:
    """The values of keys whose values are their numbers, and those that had to be made."""
    made: list[int] = []

    def make(indexes: list[int]) -> list[list[int]]:
        made.extend(indexes)
        return [[keys[index][0]] for index in indexes]

    return memory.through(keys, make), made


def test_what_is_known_is_not_made_again() -> None:
    memory = Memory()
    assert numbered([b"a", b"b", b"a"], memory) == ([[97], [98], [97]], [0, 1])
    assert numbered([b"c", b"b"], memory) == ([[99], [98]], [0])
    assert numbered([], memory) == ([], [])
    assert numbered([b"a"], Memory()) == ([[97]], [0])


def test_the_file_is_for_the_next_process(tmp_path: Path) -> None:
    numbered([b"a", b"b"], Memory(tmp_path / "new" / "folder"))
    assert numbered([b"b", b"c"], Memory(tmp_path / "new" / "folder")) == ([[98], [99]], [1])
    assert (tmp_path / "new" / "folder").stat().st_mode & 0o077 == 0 or os.name == "nt"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_nobody_else_can_read_the_file_whatever_folder_it_is_in(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        tmp_path.chmod(0o777)
        numbered([b"a"], Memory(tmp_path))
        held = sqlite3.connect(tmp_path / FILE)  # what is written beside the file stays there meanwhile
        held.execute("SELECT * FROM kept").fetchall()
        numbered([b"b"], Memory(tmp_path))
        found = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
        held.close()
        assert set(found) == {FILE, f"{FILE}-wal", f"{FILE}-shm"}
        assert set(found.values()) == {0o600}
        (tmp_path / FILE).chmod(0o644)  # as earlier versions made it
        assert numbered([b"a"], Memory(tmp_path)) == ([[97]], [])
        assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(mask)


def test_many_keys(tmp_path: Path) -> None:
    keys = [b"%d" % i for i in range(1234)]
    assert numbered(keys, Memory(tmp_path))[1] == list(range(1234))
    assert numbered(keys, Memory(tmp_path))[1] == []


@pytest.mark.parametrize("broken", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_begun_anew(broken: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(broken)
    assert numbered([b"a"], Memory(tmp_path)) == ([[97]], [0])
    assert numbered([b"a"], Memory(tmp_path))[0] == [[97]]
    assert numbered([b"a"], Memory(tmp_path))[1] == []


@pytest.mark.parametrize("value", [b"nonsense", b"", None, 7, "text"])
def test_a_damaged_value_is_made_again(value: object, tmp_path: Path) -> None:
    numbered([b"a"], Memory(tmp_path))
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("UPDATE kept SET value = ?", [value])
    assert numbered([b"a"], Memory(tmp_path)) == ([[97]], [0])
    assert numbered([b"a"], Memory(tmp_path)) == ([[97]], [])


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = Memory(tmp_path / "file" / "cache")
    assert numbered([b"a"], memory) == ([[97]], [0])
    assert numbered([b"a"], memory) == ([[97]], [])
    assert (tmp_path / "file").read_text() == "in the way"


def test_another_table_of_that_name_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("CREATE TABLE kept (something TEXT)")
    assert numbered([b"a"], Memory(tmp_path)) == ([[97]], [0])


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbered([b"a"], Memory(tmp_path))
    connect = sqlite3.connect

    def small(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = connect(*arguments, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 1")  # no more than there is
        return connection  # type: ignore[no-any-return]

    monkeypatch.setattr(memory_module.sqlite3, "connect", small)
    keys = [b"%d" % i for i in range(3000)]
    assert numbered(keys, Memory(tmp_path))[1] == list(range(3000))
    monkeypatch.undo()
    assert numbered([b"a"], Memory(tmp_path)) == ([[97]], [])
    assert numbered(keys[:1], Memory(tmp_path))[1] == [0]


def test_while_another_process_writes(tmp_path: Path) -> None:
    numbered([b"a"], Memory(tmp_path))
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert numbered([b"a", b"b"], Memory(tmp_path))[0] == [[97], [98]]
    finally:
        other.close()
    assert numbered([b"a"], Memory(tmp_path)) == ([[97]], [])


def test_many_writers(tmp_path: Path) -> None:
    keys = [b"%d" % i for i in range(300)]
    results: list[list[object]] = []
    shared = Memory(tmp_path)

    def write(start: int) -> None:
        for memory in (shared, Memory(tmp_path)):
            for at in range(start, 300, 30):
                results.append(numbered(keys[at : at + 30], memory)[0])

    threads = [threading.Thread(target=write, args=(start,)) for start in range(0, 30, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 6 * 2 * 10
    assert all(value in ([48 + d] for d in range(10)) for found in results for value in found)


def test_the_file_does_not_grow_without_end(tmp_path: Path) -> None:
    most = 200_000
    for number in range(40):
        memory = Memory(tmp_path, most_in_file=most)
        memory.through([b"%d" % number], lambda _: [[os.urandom(8_000).hex()]])
    assert (tmp_path / FILE).stat().st_size < 1.5 * most
    assert Memory(tmp_path).through([b"39"], lambda _: ["made anew"]) != ["made anew"]
    assert Memory(tmp_path).through([b"0"], lambda _: ["made anew"]) == ["made anew"]


def test_the_process_forgets_what_is_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "MOST_AT_HAND", 3)
    memory = Memory(most_in_process=100_000)
    for number in range(40):
        memory.through([b"%d" % number], lambda _: [[os.urandom(4_000).hex()]])
    assert memory.through([b"39"], lambda _: ["made anew"]) != ["made anew"]
    assert memory.through([b"0"], lambda _: ["made anew"]) == ["made anew"]


@few
@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=6, unique=True), st.integers(0, 5), st.sampled_from(EDITS))
def test_audits_are_the_same_as_from_scratch(auditor: Auditor, tmp_path: Path, paragraphs: list[str], at: int, edit: str) -> None:
    """After an edit, from the process and from the file: findings, scores and all else."""

    def audit(text: str, memory: Memory) -> dict[str, object]:
        remembering = Auditor(parser=auditor.parser.remembering(memory))
        return to_dict(remembering.audit(article_of(text, id="draft")))

    before = "\n\n".join(paragraphs)
    at %= len(paragraphs)
    after = "\n\n".join([*paragraphs[:at], f"{paragraphs[at]} {edit}" if edit else "", *paragraphs[at + 1 :]]).strip()
    memory = Memory(tmp_path)
    first = audit(before, memory)
    scratch = audit(after, Memory())
    assert audit(after, memory) == scratch
    assert audit(after, Memory(tmp_path)) == scratch
    assert audit(before, Memory()) == audit(before, memory) == first


def test_one_changed_paragraph_is_the_only_one_that_is_parsed(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    models = Models("bundled", 1)
    asked: list[str] = []
    pipeline = auditor.parser._models.pipeline
    monkeypatch.setattr(models.pipeline, "_split", lambda given: asked.extend(text for text, _ in given) or pipeline._split(given))
    monkeypatch.setattr(models.pipeline, "_annotated", pipeline._annotated)
    parser = Parser(models, memory=Memory())
    parser.parse(article_of("\n\n".join(PARAGRAPHS)))
    assert asked == list(PARAGRAPHS)
    edited = [*PARAGRAPHS[:2], f"{PARAGRAPHS[2]} Nobody was hurt.", *PARAGRAPHS[3:]]
    parser.parse(article_of("\n\n".join(edited)))
    assert asked[len(PARAGRAPHS) :] == [edited[2]]


def test_of_a_changed_paragraph_only_the_new_sentence_is_read(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    models = Models("bundled", 1)
    pipeline = auditor.parser._models.pipeline
    monkeypatch.setattr(models.pipeline, "_split", pipeline._split)
    monkeypatch.setattr(
        models.pipeline,
        "_annotated",
        lambda sentences: (
            asked.extend(" ".join(form for _, form, *_ in tokens) for tokens in sentences) or pipeline._annotated(sentences)
        ),
    )
    parser, first = Parser(models, memory=Memory()), "“No,” said Anna Bell, who lives there."
    parser.parse(article_of(f"{first} The wall is old."))
    asked.clear()
    edited = article_of(f"Nobody was hurt in Salda. {first} The wall is old! {first}")
    parse = parser.parse(edited)
    assert asked == ["Nobody was hurt in Salda .", "The wall is old !"]
    assert parse == auditor.parser.remembering(Memory()).parse(edited)
    assert [name.span.of(edited.text) for name in parse.names] == ["Salda", "Anna Bell", "Anna Bell"]


def test_above_a_change_sentences_are_the_ones_that_were_there(auditor: Auditor) -> None:
    parser = auditor.parser.remembering(Memory())
    before = parser.parse(article_of("\n\n".join(PARAGRAPHS))).sentences
    edited = article_of("\n\n".join([*PARAGRAPHS[:2], "A new one.", *PARAGRAPHS[2:]]))
    after = parser.parse(edited).sentences
    assert all(one is other for one, other in zip(before[:3], after[:3], strict=True))
    assert [s.index for s in after] == list(range(len(before) + 1))
    assert [w.form for s in after[4:] for w in s.words] == [w.form for s in before[3:] for w in s.words]
    assert after == auditor.parser.remembering(Memory()).parse(edited).sentences


def test_what_does_not_last_is_known_to_its_copies_and_not_to_the_next_process(tmp_path: Path) -> None:
    memory, made = Memory(tmp_path), []

    def through(memory: Memory) -> list[object]:
        return memory.through([b"a"], lambda _: made.append("a") or [["value"]], lasting=False)

    assert through(memory) == through(memory) == through(memory.copy()) == [["value"]]
    assert made == ["a"]
    assert through(Memory(tmp_path)) == [["value"]]
    assert made == ["a", "a"]


def test_what_is_no_longer_at_hand_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "MOST_AT_HAND", 3)
    memory, keys = Memory(), [b"%d" % i for i in range(8)]
    assert numbered(keys, memory) == ([[key[0]] for key in keys], list(range(8)))
    assert numbered(keys, memory) == ([[key[0]] for key in keys], [])
    assert len(memory._at_hand) == 3


def test_other_models_threads_or_code_are_not_mixed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_by = Models("bundled", 1).made_by
    assert Models("bundled", 1).made_by == made_by
    assert Models("bundled", 2).made_by != made_by
    (tmp_path / "resources.json").write_text("{}")
    assert Models(str(tmp_path), 1).made_by != made_by
    monkeypatch.setattr("provaudit.nlp.parser.__version__", "0.0.0")
    assert Models("bundled", 1).made_by != made_by


def test_a_new_process_that_knows_everything_loads_no_model(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("\n\n".join(PARAGRAPHS), encoding="utf-8")
    memory = Memory(tmp_path / "cache")
    (audit,) = Auditor(parser=auditor.parser.remembering(memory)).audit_path(str(path))
    script = """
import sys
from provaudit.cli.app import main
code = main(sys.argv[1:])
sys.exit(code or bool({"torch", "stanza", "onnxruntime"} & {*sys.modules}))
"""
    command = [sys.executable, "-c", script, "score", str(path), "--format", "json"]
    environment = os.environ | {"PROVAUDIT_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == to_dict(audit)
