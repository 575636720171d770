"""Questions by offset, checked against going through all quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.model.attribution import Mode
from provaudit.model.span import Span
from provaudit.quotes.index import QuotedText
from provaudit.quotes.pairing import pair

TEXT = "“He called it ‘a mess,’” Ines Roth said of the dam, adding that it “was still inside” the rules — “no”."


def quoted(text: str) -> QuotedText:
    return QuotedText(pair(text, [Span(0, len(text))]))


def find(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_inside_gives_the_innermost_or_the_outermost() -> None:
    index, offset = quoted(TEXT), TEXT.index("mess")
    inner, outer = index.inside(offset), index.inside(offset, outermost=True)
    assert inner is not None
    assert outer is not None
    assert inner.inner.of(TEXT) == "a mess,"
    assert outer.inner.of(TEXT) == "He called it ‘a mess,’"
    assert index.inside(TEXT.index("Ines")) is None


@given(st.lists(st.sampled_from(["“", "”", "‘", "’", '"', "a", " ", "."]), max_size=50).map("".join))
def test_inside_agrees_with_looking_at_all(text: str) -> None:
    index = quoted(text)
    for offset in range(len(text)):
        around = [q for q in index.quotations if q.span.start <= offset < q.span.end]
        assert index.inside(offset) == (around[-1] if around else None)
        assert index.inside(offset, outermost=True) == (around[0] if around else None)


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        (["was still inside"], Mode.DIRECT),
        (["He called it ‘a mess,’", "no"], Mode.DIRECT),
        (["“no”."], Mode.DIRECT),
        (["it “was still inside” the rules"], Mode.MIXED),
        (["of the dam", "no"], Mode.MIXED),
        (["of the dam"], Mode.INDIRECT),
        (["—"], Mode.INDIRECT),
        ([], Mode.INDIRECT),
    ],
)
def test_mode_says_how_much_of_the_content_is_quoted(content: list[str], mode: Mode) -> None:
    assert quoted(TEXT).mode(TEXT, tuple(find(words) for words in content)) is mode


def test_share_counts_word_characters_once() -> None:
    text = "ab “cd” ef"
    assert quoted(text).share(text, [Span(0, len(text)), Span(3, 7)]) == pytest.approx(1 / 3)
    assert quoted(text).share(text, []) == 0
    assert quoted("").mode("", ()) is Mode.INDIRECT
