"""The learned parser: trees that are trees, whatever the words; sentences of any length; models that are missing or broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from provaudit import resources
from provaudit.errors import ModelError
from provaudit.nlp.syntax import Node, SyntaxModel

FOLDER = resources.folder("models") / "en-ud-news" / "syntax"
few = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
words = st.one_of(
    st.sampled_from(
        ["Police", "said", "“", "”", ",", ".", "that", "Vinge", "told", "Reuters", "4,000", "橋", "👍🏽", "don't", "—"]
    ),
    st.text(min_size=1, max_size=8),
)


@pytest.fixture(scope="module")
def model() -> SyntaxModel:
    return SyntaxModel(FOLDER)


def is_a_tree(nodes: Sequence[Node]) -> bool:
    """Whether every word comes to one root from head to head."""
    for at in range(1, len(nodes) + 1):
        seen = set()
        while at and at not in seen:
            seen.add(at)
            at = nodes[at - 1].head
        if at:
            return False
    return sum(node.head == 0 for node in nodes) == 1


@few
@given(st.lists(words, min_size=1, max_size=30))
@example(["."])
@example(["x" * 500])
def test_whatever_the_words_they_come_in_a_tree(model: SyntaxModel, forms: list[str]) -> None:
    nodes = model.parse(forms)
    assert len(nodes) == len(forms)
    assert is_a_tree(nodes)
    assert all((node.deprel == "root") == (node.head == 0) for node in nodes)


def test_a_clause_hangs_on_its_verb_of_speech(model: SyntaxModel) -> None:
    nodes = model.parse(["The", "mayor", "told", "the", "Times", "that", "the", "bridge", "was", "unsafe", "."])
    assert [node.upos for node in nodes[:3]] == ["DET", "NOUN", "VERB"]
    assert (nodes[1].head, nodes[1].deprel) == (3, "nsubj")
    assert (nodes[9].head, nodes[9].deprel) == (3, "ccomp")
    assert "Tense=Past" in nodes[2].feats


def test_a_sentence_too_long_for_the_encoder_is_one_tree(model: SyntaxModel) -> None:
    clause = ["the", "mayor", "said", "that", "the", "bridge", "was", "unsafe", "and"]
    nodes = model.parse(clause * 120)
    assert len(nodes) == 1080
    assert is_a_tree(nodes)
    assert {node.upos for node in nodes[1::9]} == {"NOUN"}


def test_a_sentence_is_read_alone(model: SyntaxModel) -> None:
    forms = ["“", "We", "tried", ",", "”", "she", "said", "."]
    first = model.parse(forms)
    model.parse(["Something", "else", "was", "said", "."])
    assert model.parse(forms) == first == SyntaxModel(FOLDER, threads=2).parse(forms)


def test_no_words(model: SyntaxModel) -> None:
    assert model.parse([]) == []


@pytest.mark.parametrize("config", ["{", "[]", json.dumps({"vocab": ["[CLS]"], "limit": 256})])
def test_a_broken_description(config: str, tmp_path: Path) -> None:
    (tmp_path / "syntax.json").write_text(config)
    with pytest.raises(ModelError, match="cannot read the parser") as caught:
        SyntaxModel(tmp_path)
    assert str(tmp_path) in str(caught.value.where)


def test_broken_weights(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "syntax.json", tmp_path)
    (tmp_path / "model.int8.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot load"):
        SyntaxModel(tmp_path).parse(["Yes"])
