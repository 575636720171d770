"""The learned tagger: the same answer each time, whatever it was asked before, and inside the text's bounds."""

from __future__ import annotations

import json
import shutil
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provaudit import resources
from provaudit.errors import ModelError
from provaudit.model.parse import TaggedAttribution
from provaudit.nlp.tagger import AttributionTagger
from provaudit.nlp.wordpiece import MAX_PIECES, WordPiece
from provaudit.readers.paragraphs import paragraphs

FOLDER = resources.folder("models") / "en-attribution"
SAID = "Police said two boats had sunk near the pier."
QUOTED = "“We tried,” harbour master Lotte Vinge told Reuters. “It was too late.”"


@pytest.fixture(scope="module")
def tagger() -> AttributionTagger:
    return AttributionTagger(FOLDER)


def extract(tagger: AttributionTagger, text: str) -> tuple[TaggedAttribution, ...]:
    return tagger.extract(text, [b.span for b in paragraphs(text)])


def of(found: TaggedAttribution, text: str) -> tuple[list[str], list[str], list[str]]:
    return tuple([s.of(text) for s in role] for role in (found.source, found.cue, found.content))  # type: ignore[return-value]


def test_source_cue_and_content(tagger: AttributionTagger) -> None:
    (found,) = extract(tagger, SAID)
    assert of(found, SAID) == (["Police"], ["said"], ["two boats had sunk near the pier"])
    assert found.plain
    assert all(0.9 < chance <= 1 for chance in (found.support.source, found.support.cue, found.support.content))
    assert (found.support.source_distance, found.support.content_distance) == (1, 1)


def test_proposals_compete_and_the_best_reading_is_among_them(tagger: AttributionTagger) -> None:
    pilot = "A pilot told investigators, according to the safety board, that the flaps had stuck."
    text = f"{QUOTED}\n\n{pilot} Holm, the council claims, lied; critics of the plan have a point."
    paragraphs_of = [b.span for b in paragraphs(text)]
    proposed = tagger.proposals(text, paragraphs_of)
    assert tuple(p for p in proposed if p.plain) == tagger.extract(text, paragraphs_of)
    assert len(proposed) > len(tagger.extract(text, paragraphs_of)) > 1
    assert len({(p.source, p.cue, p.content) for p in proposed}) == len(proposed)
    assert all(0 <= p.support.readings <= 1 and 0 <= p.support.source_link <= 1 for p in proposed)


def test_typed_quotation_marks_are_quotation_marks(tagger: AttributionTagger) -> None:
    typed, straight = (f"{a}We tried,{b} Lotte Vinge said." for a, b in (("``", "''"), ('"', '"')))
    assert [of(t, typed)[:2] for t in extract(tagger, typed)] == [of(t, straight)[:2] for t in extract(tagger, straight)]


def test_nothing_is_attributed(tagger: AttributionTagger) -> None:
    assert extract(tagger, "The ferry left port at nine.") == ()
    assert extract(tagger, "") == ()


def test_what_was_asked_before_does_not_matter(tagger: AttributionTagger) -> None:
    text = f"{SAID}\n\n{QUOTED}"
    first = extract(tagger, text)
    extract(tagger, "Somebody else said something else.\n\n" * 30)
    assert extract(tagger, text) == first
    assert extract(AttributionTagger(FOLDER), text) == first


def test_far_neighbours_do_not_matter(tagger: AttributionTagger) -> None:
    far = "The ferry left port at nine and the crew of the harbour boat went home to sleep. " * 60
    middle = f"{SAID}\n\n{QUOTED}"
    texts = [
        f"{far}\n\n{far}\n\n{middle}\n\n{far}\n\n{far}",
        f"{far}\n\n{far}\n\n{middle}\n\n{far}\n\n{far} Bell said so.\n\n{SAID}",
    ]
    start = texts[0].index(SAID)
    inside = [[t for t in extract(tagger, text) if start <= t.cue[0].start < start + len(middle)] for text in texts]
    assert inside[0] == inside[1] != []


def test_white_space_only_moves_the_spans(tagger: AttributionTagger) -> None:
    text, moved = f"{SAID}\n\n{QUOTED}", f"\n\n\n{SAID}\n\n{QUOTED}"
    assert [of(t, moved) for t in extract(tagger, moved)] == [of(t, text) for t in extract(tagger, text)]
    assert extract(tagger, moved)[0].cue[0].start == extract(tagger, text)[0].cue[0].start + 3


def test_long_paragraphs_and_long_articles(tagger: AttributionTagger) -> None:
    one_paragraph = " ".join([SAID] * 120)
    many = "\n\n".join([SAID] * 120)
    for text in (one_paragraph, many):
        found = extract(tagger, text)
        assert sum(of(t, text)[:2] == (["Police"], ["said"]) for t in found) > 100
        assert [t.cue for t in found] == sorted(t.cue for t in found)


def test_a_word_without_end(tagger: AttributionTagger) -> None:
    text = f"Police said {'x' * 1_000} had sunk."
    assert all(piece.end <= len(text) for t in extract(tagger, text) for piece in (*t.source, *t.cue, *t.content))


pieces = st.one_of(
    st.sampled_from(["said", "Police", "“", "”", '"', ".", ",", "the boats sank", "\n\n", "👍", "\u200b"]), st.characters()
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(pieces, max_size=30).map(" ".join))
def test_spans_are_in_order_and_hold_words(tagger: AttributionTagger, text: str) -> None:
    for found in extract(tagger, text):
        for role in (found.source, found.cue, found.content):
            assert all(piece.end <= len(text) and piece.of(text).strip() == piece.of(text) for piece in role)
            assert all(a.end <= b.start for a, b in pairwise(role))
        assert found.cue
        assert found.content


def test_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot read the attribution tagger") as caught:
        AttributionTagger(tmp_path)
    assert caught.value.where == str(tmp_path / "tagger.json")


@pytest.mark.parametrize("settings_file", ["", "{", "nonsense"])
def test_broken_settings(settings_file: str, tmp_path: Path) -> None:
    (tmp_path / "tagger.json").write_text(settings_file)
    with pytest.raises(ModelError):
        AttributionTagger(tmp_path)


@pytest.mark.parametrize("settings_file", ["{}", "[]", '{"vocab": []}'])
def test_settings_of_another_kind(settings_file: str, tmp_path: Path) -> None:
    (tmp_path / "tagger.json").write_text(settings_file)
    with pytest.raises(ModelError):
        AttributionTagger(tmp_path)


def test_broken_transitions(tmp_path: Path) -> None:
    settings = json.loads((FOLDER / "tagger.json").read_text(encoding="utf-8"))
    (tmp_path / "tagger.json").write_text(json.dumps({**settings, "trans": [[1, 2], [3]]}))
    with pytest.raises(ModelError, match="cannot read the attribution tagger"):
        AttributionTagger(tmp_path).load()


def test_broken_network(tmp_path: Path) -> None:
    folder = tmp_path / "en-attribution"
    folder.mkdir()
    shutil.copy(FOLDER / "tagger.json", folder)
    (folder / "model.int8.onnx").write_bytes(b"not a network")
    with pytest.raises(ModelError, match="cannot load en-attribution") as caught:
        AttributionTagger(folder).extract(SAID, [b.span for b in paragraphs(SAID)])
    assert caught.value.where == str(folder / "model.int8.onnx")


# words to pieces


@pytest.fixture(scope="module")
def wordpiece() -> WordPiece:
    return WordPiece(json.loads((FOLDER / "tagger.json").read_text(encoding="utf-8"))["vocab"])


def test_case_and_accents_do_not_matter(wordpiece: WordPiece) -> None:
    assert wordpiece("POLICE") == wordpiece("police") == [wordpiece("Police")[0]]
    assert wordpiece("Café") == wordpiece("cafe") == wordpiece("cafe\u0301")


def test_marks_are_pieces_of_their_own(wordpiece: WordPiece) -> None:
    assert wordpiece("U.S.") == [*wordpiece("u"), *wordpiece("."), *wordpiece("s"), *wordpiece(".")]


def test_what_is_no_word_costs_no_time(wordpiece: WordPiece) -> None:
    """A picture in base64, pasted with the article, must not hold up the audit: 20,000 letters take minutes today."""
    started = time.process_time()
    assert 1 <= len(wordpiece("x" * 3_000)) <= MAX_PIECES
    assert time.process_time() - started < 0.1


@given(st.text(max_size=80))
def test_any_word_has_pieces(wordpiece: WordPiece, word: str) -> None:
    assert 1 <= len(wordpiece(word)) <= MAX_PIECES
    assert wordpiece(word) == wordpiece(word)
