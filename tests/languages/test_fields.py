"""What expressions find in a stretch is found in all that they can tell from, so that it can be remembered by these words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit import resources
from provaudit.languages import load_language
from provaudit.languages.fields import LOOKS_BACK, seen
from provaudit.languages.wording import load_wording

LOOK_BEHIND = re.compile(r"\(\?<[=!]((?:[^()]|\([^()]*\))*)\)")
FILES = sorted(path for path in resources.folder("languages").glob("*/*.yaml") if path.name != "layout.yaml")  # not remembered
PIECES = [
    *("He was accused of fraud", "a complete fraud", "total fraud.", "It is said", "that", "the largest", "declined to comment"),
    *(
        "on condition of anonymity",
        "in 2019",
        "Mr. Bell",
        "not",
        "n’t",
        "“",
        "”",
        "reportedly",
        "the video shows",
        "x",
        "was",
        "\n",
    ),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_expression_looks_farther_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "(?<=" not in text  # before the first words of a text are empty lines: what must not be there is not there either
    for behind in LOOK_BEHIND.findall(text):
        assert "{" not in behind
        assert len(behind) < LOOKS_BACK  # characters of the expression, which are at least as many as those that it stands for


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), st.integers(0, 200), st.integers(0, 200))
def test_what_is_found_in_a_stretch_is_found_in_what_is_seen(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    words, at = seen(text, start, end), LOOKS_BACK
    assert words[at:] == text[start:end]
    language = load_language("en", None)
    patterns = [language.terms, language.no_comment, language.stale, language.not_a_cue, language.grammar.it_is_said]
    for pattern in (*patterns, *load_wording("en").patterns.values()):
        found = [(m.start() - start, m.end() - start) for m in pattern.finditer(text, start, end)]
        assert [(m.start() - at, m.end() - at) for m in pattern.finditer(words, at)] == found
