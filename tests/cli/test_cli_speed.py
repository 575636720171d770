"""Measuring works; what it measures is no test."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from provaudit.bench.speed import StopWatch, run
from provaudit.cli.bench import _table
from provaudit.config import Settings
from provaudit.errors import InputError


@pytest.mark.skipif(sys.platform == "win32", reason="there is no wait4")
def test_a_fresh_process_is_measured_and_its_failure_told() -> None:
    measured = run(["version"], "version")
    assert measured.cpu_seconds > 0
    assert 5 < measured.peak_mb < 200, "that is not the memory of a process that loads no models"
    with pytest.raises(InputError, match="exit code 2"):
        run(["no-such-command"], "nothing")


def test_stop_watch_sums_up_by_stage() -> None:
    watch = StopWatch()
    for stage in ("parse", "judge", "parse"):
        with watch.watch(stage):
            pass
    assert list(watch.seconds) == ["parse", "judge"]


def test_one_article_is_told_as_one() -> None:
    stage = SimpleNamespace(name="all", seconds=1.0, words_per_second=1.0)
    one = SimpleNamespace(articles=1, words=1, stages=(), whole=stage, processes=())
    assert _table(one, Settings()).startswith("1 article, 1 word; 1 thread, models bundled\n")
