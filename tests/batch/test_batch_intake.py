"""What a run is given: each article once, in an order that is its own, in parts that are a partition."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from corpora import FERRY, records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provaudit.api import article_of
from provaudit.batch.intake import Intake, Shard
from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Recipe
from provaudit.config import Settings
from provaudit.errors import NothingToReadError, UsageError


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return recipe_of()


def recipe_of(**settings: object) -> Recipe:
    scorer = Scorer(Settings(**settings))
    return Recipe(scorer.auditor, scorer.accepted)


def all_of(intake: Intake):
    windows = list(intake.windows())
    return [t for w in windows for t in w.tasks], [f for w in windows for f in w.failed], sum(w.same for w in windows), windows


def test_articles_in_folders_are_named_after_their_path(corpus: Path, recipe: Recipe) -> None:
    tasks, failed, same, windows = all_of(Intake([str(corpus)], recipe))
    ids = {task.article.id for task in tasks}
    assert {"ferry", "notes/ferry", "notes/2026/tram", "crawl-1"} <= ids
    assert len({task.key for task in tasks}) == len(tasks)
    assert [Path(one.place.split(":")[0]).name for one in failed] == ["week.jsonl.gz"]
    assert ":3," in failed[0].place
    assert same == 0
    assert windows[-1].taken == Intake([str(corpus)], recipe).size()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_inputs_makes_no_difference(corpus: Path, recipe: Recipe, seed: int) -> None:
    files = sorted(str(path) for path in corpus.rglob("*") if path.is_file())
    expected = [task.fingerprint for task in all_of(Intake(files, recipe))[0]]
    random.Random(seed).shuffle(files)
    assert [task.fingerprint for task in all_of(Intake(files * 2, recipe))[0]] == expected


def test_what_is_in_a_folder_that_is_given_is_not_read_twice(corpus: Path, recipe: Recipe) -> None:
    inputs = [str(corpus / "notes"), str(corpus / "ferry.txt"), str(corpus), f"{corpus}/./notes"]
    assert Intake(inputs, recipe).inputs == [str(corpus)]


def test_the_same_article_again_is_counted_and_another_version_of_it_is_told(tmp_path: Path, recipe: Recipe) -> None:
    article = {"id": "a", "text": FERRY, "url": "https://x.example/a"}
    for name, text in (("1.jsonl", FERRY), ("2.jsonl", FERRY), ("3.jsonl", FERRY + " It is late.")):
        (tmp_path / name).write_text(json.dumps(article | {"text": text}), encoding="utf-8")
    tasks, failed, same, _ = all_of(Intake([str(tmp_path)], recipe))
    assert [Path(task.source).name for task in tasks] == ["1.jsonl"]
    assert same == 1
    assert "another version" in failed[0].what
    assert failed[0].source.endswith("3.jsonl")
    assert "1.jsonl" in str(failed[0].hint)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(of=st.integers(1, 9))
def test_shards_are_a_partition(tmp_path: Path, recipe: Recipe, of: int) -> None:
    path = tmp_path / "week.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records(40, 1)), encoding="utf-8")
    parts = [{t.key for t in all_of(Intake([str(path)], recipe, None, Shard(n, of)))[0]} for n in range(1, of + 1)]
    assert sum(map(len, parts)) == len(set().union(*parts)) == 40


def test_fingerprints_change_with_what_can_change_the_audit(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "outlets.yaml").write_text(
        "outlets:\n  newspaper: |\n    Stenby Post: GB | SP | stenby.example\n", encoding="utf-8"
    )
    (tmp_path / "more.yaml").write_text("outlets:\n  newspaper: |\n    Stenby Post: GB | SP, Post\n", encoding="utf-8")
    accepted = tmp_path / "accepted.yaml"
    accepted.write_text("suppressions:\n- {rule: A01, who: desk, why: known, until: 2999-01-01}\n", encoding="utf-8")
    recipes = [
        recipe_of(),
        recipe_of(pack="extra"),
        recipe_of(language="en"),
        recipe_of(outlets=tmp_path / "outlets.yaml"),
        recipe_of(outlets=tmp_path / "more.yaml"),
        recipe_of(suppressions=accepted),
    ]
    found = {all_of(Intake([str(corpus / "ferry.txt")], recipe))[0][0].fingerprint for recipe in recipes}
    assert len(found) == len(recipes)
    accepted.write_text("suppressions:\n- {rule: A01, who: desk, why: known, until: 1999-01-01}\n", encoding="utf-8")
    ended = all_of(Intake([str(corpus / "ferry.txt")], recipe_of(suppressions=accepted)))[0][0]
    assert ended.fingerprint == all_of(Intake([str(corpus / "ferry.txt")], recipes[0]))[0][0].fingerprint


def test_an_input_that_is_not_there_is_told_before_anything_is_read(corpus: Path, recipe: Recipe) -> None:
    with pytest.raises(NothingToReadError, match="no such"):
        Intake([str(corpus), str(corpus / "missing")], recipe)


def test_outlets_that_are_broken_are_told(tmp_path: Path) -> None:
    (tmp_path / "outlets.yaml").write_text("outlets: 7\n", encoding="utf-8")
    with pytest.raises(UsageError):
        recipe_of(outlets=tmp_path / "outlets.yaml")


def test_a_reader_that_breaks_is_told_with_what_was_not_read(
    tmp_path: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object):
        yield article_of(FERRY, id="one")
        raise LookupError("no such thing")

    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    monkeypatch.setattr("provaudit.batch.intake.read", broken)
    tasks, (failure,), _, _ = all_of(Intake([str(tmp_path / "a.txt")], recipe))
    assert [task.article.id for task in tasks] == ["one"]
    assert "LookupError" in failure.what
    assert "what follows in the file was not read" in str(failure.hint)
