"""The wordings that facts look for are looked for in time that grows with the text, whatever runs of one thing are in it."""

from __future__ import annotations

import time

import pytest

from provaudit.languages.wording import load_wording

LENGTH = 60_000  # characters; what goes back at each of them takes minutes
SECONDS = 5.0  # for all lists together, which take a tenth of it


@pytest.mark.parametrize("run", [" ", "\n ", "a ", "the ", "1,", "video  "])
def test_long_runs_are_read_in_one_pass(run: str) -> None:
    text = f"a{(run * LENGTH)[:LENGTH]}b"
    before = time.process_time()
    for name, pattern in load_wording("en").patterns.items():
        for _ in pattern.finditer(text):
            pass
        assert time.process_time() - before < SECONDS, name
