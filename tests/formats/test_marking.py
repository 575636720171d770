"""Marked text: what overlaps is nested, every character stays, and a mark covers what it says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provaudit.formats.pages.marking import Mark, nested
from provaudit.model.span import Span

TEXT = "The mayor told Reuters that the bridge, she said, would close."


def shown(*marks: Mark, within: Span | None = None) -> str:
    out = []
    for piece in nested(TEXT, within or Span(0, len(TEXT)), marks):
        if piece.mark is None:
            out.append(piece.text)
        else:
            out.append(f"<{piece.mark.kind}{'' if piece.first else '+'}>" if piece.opens else f"</{piece.mark.kind}>")
    return "".join(out)


def mark(words: str, kind: str, layer: int = 0) -> Mark:
    start = TEXT.index(words)
    return Mark(Span(start, start + len(words)), kind, layer=layer)


def test_a_mark_inside_another_is_nested() -> None:
    assert shown(mark("The mayor told", "a"), mark("mayor", "b")).startswith("<a>The <b>mayor</b> told</a>")


def test_marks_that_cross_are_closed_and_opened_again() -> None:
    assert shown(mark("The mayor", "a"), mark("mayor told", "b")).startswith("<a>The <b>mayor</b></a><b+> told</b>")


def test_the_longer_or_lower_of_two_at_one_place_is_outside() -> None:
    assert shown(mark("The", "in", 2), mark("The mayor", "out")).startswith("<out><in>The</in> mayor</out>")
    assert shown(mark("The", "in", 2), mark("The", "out", 0)).startswith("<out><in>The</in></out>")


def test_marks_are_clipped_to_the_stretch() -> None:
    assert shown(mark("mayor told", "a"), within=Span(4, 9)) == "<a>mayor</a>"


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda p: Span(min(p), max(p)))


@given(st.lists(st.tuples(SPANS, st.integers(0, 2)), max_size=8), SPANS)
def test_text_stays_and_marks_cover_what_they_say(drawn: list[tuple[Span, int]], within: Span) -> None:
    marks = [Mark(span, "m", (str(number),), layer) for number, (span, layer) in enumerate(drawn)]
    text, covered, opened = "", {m.refs[0]: "" for m in marks}, []
    for piece in nested(TEXT, within, marks):
        if piece.mark is None:
            text += piece.text
            for mark in opened:
                covered[mark.refs[0]] += piece.text
        elif piece.opens:
            opened.append(piece.mark)
        else:
            assert opened.pop() is piece.mark
    assert not opened
    assert text == within.of(TEXT)
    for m in marks:
        cut = m.span.clip(within)
        assert covered[m.refs[0]] == (cut.of(TEXT) if cut else "")
