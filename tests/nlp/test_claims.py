"""The network that reads statements to compare them, and what it finds in common."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit import resources
from provaudit.echo.meanings import meanings, shares
from provaudit.errors import ModelError
from provaudit.nlp.claims import LIMIT, ClaimEncoder, Meaning

FOLDER = resources.folder("models") / "en-claims"
SOLD = "The council voted to sell the harbour"
SALE = "Councillors approved the sale of the port"
SCHOOL = "The council voted to close the school"


@pytest.fixture(scope="module")
def encoder() -> ClaimEncoder:
    return ClaimEncoder(FOLDER)


def test_other_words_for_the_same_are_more_alike_than_the_same_words_for_something_else(encoder: ClaimEncoder) -> None:
    shared = shares([encoder(text) for text in (SOLD, SALE, SCHOOL)])
    assert shared[0, 1] > shared[0, 2]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*SOLD.split(), "30", "“", "…", "\u00ad", "日本", "😀", "x" * 300]), max_size=200))
def test_whatever_stands_in_a_statement_it_has_all_in_common_with_itself(encoder: ClaimEncoder, words: list[str]) -> None:
    read = encoder(" ".join(words))
    assert 1 <= len(read.vectors) == len(read.weights) <= LIMIT + 1
    assert read.weights.sum() == pytest.approx(1, abs=1e-4)
    assert np.linalg.norm(read.vectors, axis=1) == pytest.approx(1, abs=1e-4)
    assert shares([read])[0, 0] == pytest.approx(1, abs=1e-4)


def test_what_two_have_in_common_hangs_on_nothing_else(encoder: ClaimEncoder) -> None:
    read = [encoder(text) for text in (SOLD, SALE, SCHOOL)]
    one, all_of_them = shares(read[:2]), shares(read[::-1])
    assert one[0, 1] == pytest.approx(all_of_them[2, 1], abs=1e-6)
    assert np.array_equal(all_of_them, all_of_them.T)


def test_pieces_count_by_their_weight() -> None:
    same, other = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
    heavy = Meaning(np.stack([same, other]), np.array([0.9, 0.1], np.float32))
    light = Meaning(np.stack([same, other]), np.array([0.1, 0.9], np.float32))
    alone = Meaning(same[None], np.array([1.0], np.float32))
    assert shares([heavy, alone])[0, 1] == pytest.approx((0.9 + 1) / 2)
    assert shares([light, alone])[0, 1] == pytest.approx((0.1 + 1) / 2)


def test_a_language_without_a_network_has_none() -> None:
    assert meanings("en") is not None
    assert meanings("xx") is None


@pytest.mark.parametrize("words", ["", "{", "[]", "{}", '{"vocab": 3}'])
def test_broken_words(words: str, tmp_path: Path) -> None:
    (tmp_path / "claims.json").write_text(words, encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        ClaimEncoder(tmp_path)


def test_broken_network(tmp_path: Path) -> None:
    folder = tmp_path / "en-claims"
    folder.mkdir()
    shutil.copy(FOLDER / "claims.json", folder)
    (folder / "model.int8.onnx").write_bytes(b"not a network")
    with pytest.raises(ModelError, match="cannot load en-claims"):
        ClaimEncoder(folder)(SOLD)


def test_the_words_of_the_network_are_those_of_its_file() -> None:
    assert list(json.loads((FOLDER / "claims.json").read_text(encoding="utf-8"))) == ["vocab"]
