"""Worker processes: bounded, replaced when they die, their articles tried again; nothing of the models here."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest
from quick_scorers import DiesLoading, Quick, Sleepy, WithoutModels

from provaudit.api import article_of
from provaudit.batch.engines import CHARACTERS, cut
from provaudit.batch.processes import engine
from provaudit.batch.ray_engine import Actor
from provaudit.batch.task import Task
from provaudit.errors import ModelError


def tasks(*texts: str) -> list[Task]:
    return [Task("input", article_of(text), f"key {text}", "fingerprint") for text in texts]


def results(batches, scorer=None, jobs: int = 2) -> dict:
    with engine(scorer or Quick(), jobs) as workers:
        pairs = [pair for done in workers.run(iter(batches)) for pair in done]
    assert len({task.key for task, _ in pairs}) == len(pairs), "a task came twice"
    return {task.article.text: result for task, result in pairs}


def test_every_task_has_a_result_and_workers_are_processes_of_their_own() -> None:
    texts = ["a " * n for n in range(1, 9)]
    found = results([[task] for task in tasks(*texts)])
    assert {text: result.words for text, result in found.items()} == {text: len(text) for text in texts}
    assert os.getpid() not in {result.document["pid"] for result in found.values()}


def test_only_the_articles_that_kill_workers_are_lost() -> None:
    """One by a crash, and one that would take for ever in a place where no Python code runs."""
    found = results([tasks("one", "SEGFAULT", "LONG", "three"), tasks("four"), tasks("five")])
    assert found.pop("SEGFAULT") is None
    assert found.pop("LONG") is None
    assert {text: result.words for text, result in found.items()} == {"one": 3, "three": 5, "four": 4, "five": 4}


def test_an_actor_of_ray_outlives_what_kills_its_worker() -> None:
    """Without Ray: what it would map a row with."""
    actor = Actor(Quick())
    done = pickle.loads(actor({"batch": [pickle.dumps(tasks("one", "SEGFAULT"))]})["done"][0])
    assert {task.article.text: result and result.words for task, result in done} == {"one": 3, "SEGFAULT": None}
    error = pickle.loads(Actor(WithoutModels())({"batch": [pickle.dumps(tasks("one"))]})["done"][0])
    assert isinstance(error, ModelError)


def test_an_article_is_tried_again_when_its_worker_died(tmp_path: Path) -> None:
    text = f"ONCE {tmp_path / 'mark'}"
    assert results([tasks(text)])[text].words == len(text)


def test_what_concerns_all_articles_is_raised() -> None:
    with pytest.raises(ModelError, match="cannot load"):
        results([tasks("one")], WithoutModels())


def test_workers_that_cannot_start_are_told_and_not_tried_for_ever() -> None:
    with pytest.raises(ModelError, match="while they load"):
        results([tasks("one")], DiesLoading())


def test_batches_are_taken_only_when_there_is_a_worker_for_them() -> None:
    taken = count()

    def batches():
        for task in tasks(*("a" * n for n in range(1, 30))):
            next(taken)
            yield [task]

    with engine(Quick(), 2) as workers:
        for number, _ in enumerate(workers.run(batches()), 1):
            ahead = int(repr(taken)[6:-1]) - number
            assert ahead <= 2


def test_workers_end_with_their_parent() -> None:
    """SIGKILL leaves the parent no chance to end them."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from quick_scorers import Sleepy; from test_engine_processes import *\n"
        "with engine(Sleepy(), 1) as workers: list(workers.run(iter([tasks(sys.argv[2])])))"
    )
    mark = Path(os.environ.get("TMPDIR", "/tmp")) / f"provaudit-sleepy-{os.getpid()}"
    parent = subprocess.Popen([sys.executable, "-c", script, str(Path(__file__).parent), str(mark)])
    try:
        wait_for(lambda: mark.exists() and mark.read_text())
        child = int(mark.read_text())
        parent.send_signal(signal.SIGKILL)
        wait_for(lambda: not alive(child))
    finally:
        parent.kill()
        parent.wait()
        mark.unlink(missing_ok=True)


def wait_for(what, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_batches_are_of_like_length_longest_first_and_bounded() -> None:
    many = tasks(*("x" * (n * 37 % 900 + 1) for n in range(400)), "y" * (CHARACTERS + 5))
    batches = list(cut(many, 2))
    assert sorted(task.key for batch in batches for task in batch) == sorted(task.key for task in many)
    assert batches[0][0].article.text[0] == "y"
    lengths = [len(task.article.text) for batch in batches for task in batch]
    assert lengths == sorted(lengths, reverse=True)
    assert all(len(batch) <= 8 for batch in batches)
    assert all(len(batch) == 1 or sum(len(t.article.text) for t in batch) <= CHARACTERS for batch in batches)
    assert len(list(cut(tasks(*"abcd"), 2))) == 4, "few articles are spread over the workers"


_ = Sleepy  # for the script above


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs groups of processes")
@pytest.mark.parametrize("later", [0.2, 1.5])
def test_ctrl_c_is_told_once_and_the_run_goes_on(tmp_path: Path, later: float) -> None:
    """A terminal sends it to the run and to its workers, which may be starting."""
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(f"Pier {number} will close in May, mayor Ilse Brandt said.")
    store = tmp_path / "a.db"
    command = [sys.executable, "-m", "provaudit", "batch", str(tmp_path), "--store", str(store), "--jobs", "2"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not store.exists():
        time.sleep(0.02)
    time.sleep(later)
    os.killpg(run.pid, signal.SIGINT)
    said = run.communicate(timeout=60)[1]
    assert (run.returncode, said) == (130, "note: stopped; run it again to go on\n")
    again = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    assert (again.returncode, "failed" in again.stderr) == (0, False)
