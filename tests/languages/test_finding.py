"""What a sign of a language finds is remembered by the words that it was found in, wherever they stand."""

from __future__ import annotations

from dataclasses import replace

from provaudit.languages import load_language
from provaudit.languages.fields import together
from provaudit.languages.finding import first_of
from provaudit.model.span import Span

TEXT = "He spoke on condition of anonymity. The bank declined to comment; it said nothing on condition of anonymity."


def test_the_first_is_found_where_it_stands() -> None:
    language = load_language("en", None)
    for text in (TEXT, f"A line before it.\n\n{TEXT}", TEXT):
        at = text.index("He spoke")
        found = first_of(language, "terms", text, Span(at, len(text)))
        assert found is not None
        assert found.of(text).endswith("anonymity")
        assert found.end == text.index("anonymity") + len("anonymity")
        later = first_of(language, "terms", text, Span(found.end, len(text)))
        assert later is not None
        assert later.end == len(text) - 1
        assert first_of(language, "terms", text, Span(at, found.end - 1)) is None
        refusal = first_of(language, "no_comment", text, Span(at, len(text)))
        assert refusal is not None
        assert refusal.of(text).startswith("declined")


def test_a_language_with_other_expressions_finds_others() -> None:
    language = load_language("en", None)
    other = replace(language, terms=together(["spoke"]))
    whole = Span(0, len(TEXT))
    assert first_of(language, "terms", TEXT, whole) != first_of(other, "terms", TEXT, whole)
    assert first_of(other, "terms", TEXT, whole) == Span(3, 8)


def test_no_match_begins_within_a_word_that_began_before() -> None:
    other = replace(load_language("en", None), terms=together(["poke"]))
    assert first_of(other, "terms", TEXT, Span(4, len(TEXT))) is None
