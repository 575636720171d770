"""Sentence boundaries: what is joined, what stays apart, and how long a sentence may be."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.languages import load_language
from provaudit.nlp.sentences import LONGEST, mend, signs_of

TOKEN = re.compile(r"\b(?:Mr|Sen|Dr|[A-Z]|a\.m|U\.S)\.|\w+(?:['’]\w+)?|\S")
Token = tuple[int, int]
SIGNS = replace(signs_of(load_language("en")), reporting=frozenset(), outlets=frozenset({"marca"}))


def mended(*sentences: str, between: str = " ") -> list[str]:
    """The sentences, which a tokenizer has cut like this, after mending."""
    text = between.join(sentences)
    tokens, at = [], 0
    for sentence in sentences:
        tokens.append([(at + m.start(), at + m.end()) for m in TOKEN.finditer(sentence)])
        at += len(sentence) + len(between)
    return [
        text[s[0][0] : s[-1][1]]
        for s in mend(tokens, text, lambda t: t[0], lambda t: t[1], replace(SIGNS, outlets=frozenset({"marca"})))
    ]


JOINED = {
    "title": ("The bill was drafted by Sen.", "Dorsey and two aides."),
    "initial": ("It was signed by John F.", "Marsh of Salda."),
    "title before a verb in lower case": ("The house of the Rev.", "ap Rhys burned down."),
    "question before its reporting clause": ("“Who paid for this?”", "he asked."),
    "exclamation before its reporting clause": ("“No!”", "shouted Vinge."),
    "dash before its reporting clause": ("“But the dam —”", "she began."),
    "comma behind the mark": ("“Who paid?”,", "he asked."),
    "mark behind a comma": ("“We tried,”", "Vinge said."),
    "straight marks": ('"Who paid?"', "he asked."),
    "guillemets": ("«Who paid?»", "he asked."),
    "single marks": ("‘Who paid?’", "he asked."),
    "colon and quotation": ("His captain said:", "“We counted everyone.”"),
    "label of an interview": ("Leclerc:", "We open on 4 September."),
    "lower case behind no full stop": ("The crew of the", "ferry went home."),
    "lower case behind a full stop that ends an abbreviation": ("The quake hit at 4:52 a.m.", "at a depth of 9 km."),
    "outlet in brackets": ("They have bid for Brandt.", "(Marca, via Football Italia)"),
    "no mark at all": ("Singer Mila", "Roy told fans that the tour was over."),
}
APART = {
    "what else is in brackets": ("He slammed the door.", "(Laughter)"),
    "two sentences": ("The crew went home.", "The ferry sank."),
    "capital behind a quoted question": ("“Who paid for this?”", "Nobody knew."),
    "quotation and the next": ("“We tried.”", "“It failed.”"),
    "pronoun at the end": ("It was not I.", "The ferry sank."),
    "title before a quotation": ("He wrote to his old friend Sen.", "“Dear friend,” it began."),
    "long sentence before a colon": (
        "The list that the harbour office sent to all captains in the spring of the year named three ships:",
        "The first was the Salda.",
    ),
}


@pytest.mark.parametrize("sentences", JOINED.values(), ids=JOINED.keys())
def test_joined(sentences: tuple[str, str]) -> None:
    assert mended(*sentences) == [" ".join(sentences)]


@pytest.mark.parametrize("sentences", APART.values(), ids=APART.keys())
def test_apart(sentences: tuple[str, str]) -> None:
    assert mended(*sentences) == list(sentences)


def test_three_pieces_of_one_sentence() -> None:
    assert mended("The letter to Sen.", "Dorsey and Dr.", "Marsh is lost.") == ["The letter to Sen. Dorsey and Dr. Marsh is lost."]


@pytest.mark.parametrize("mark", ["”", "’", '"', "»", ")", "]"])
def test_closing_marks_go_back_to_their_sentence(mark: str) -> None:
    assert mended("She said it was over.", f"{mark}", "The ferry sank.", between="") == [
        f"She said it was over.{mark}",
        "The ferry sank.",
    ]


def test_a_straight_mark_behind_a_space_opens_the_next_quotation() -> None:
    assert mended("The crew went home.", '"We tried," said Vinge.') == ["The crew went home.", '"We tried," said Vinge.']


def test_a_curly_mark_closes_even_behind_a_space() -> None:
    assert mended("“We tried.", "” The ferry sank.") == ["“We tried. ”", "The ferry sank."]


def test_long_sentences_are_cut_at_a_comma() -> None:
    sentence = " ".join(["word"] * 150) + ", " + " ".join(["more"] * 150)
    first, second = mended(sentence)
    assert first.endswith("word,")
    assert second.startswith("more")


def test_long_sentences_without_a_comma_are_cut_anyway() -> None:
    assert [len(s.split()) for s in mended(" ".join(["word"] * (2 * LONGEST + 1)))] == [LONGEST, LONGEST, 1]


def test_nothing() -> None:
    assert mended() == []
    assert mended("", "") == []


pieces = st.lists(st.sampled_from(["Sen.", "“Why?”", "he asked", ".", "”", '"', ":", "a", "The", ",", "I.", "•", "’"]), max_size=8)


@given(st.lists(pieces.map(" ".join), max_size=6))
def test_no_word_is_lost_and_the_order_stays(sentences: list[str]) -> None:
    text = " ".join(sentences)
    cut, at = [], 0
    for sentence in sentences:
        cut.append([(at + m.start(), at + m.end()) for m in TOKEN.finditer(sentence)])
        at += len(sentence) + 1
    kept = mend(cut, text, lambda t: t[0], lambda t: t[1], SIGNS)
    assert [t for s in kept for t in s] == [t for s in cut for t in s]
    assert all(0 < len(s) <= LONGEST for s in kept)
