"""What holds for the pairing of any text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from provaudit.model.attribution import Quotation
from provaudit.model.span import Span
from provaudit.quotes.marks import load
from provaudit.quotes.pairing import pair

MARKS = sorted(load().forms)
PIECES = [*MARKS, "a", "dogs", "Tis", "n", "12", " ", " ", ",", ".", "—", "(", ")", "\u200b", "é", "橋"]
anything = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=60).map("".join)

STYLES = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("„", "“"), ("«", "»"), ("»", "«"), ("``", "''"), ("「", "」")]
WORDS = ["rain", "fell", "on", "Orla", "and", "the", "bridge", "held", "well"]
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@st.composite
def well_formed(draw: st.DrawFn) -> str:
    """A paragraph of plain and quoted phrases in one style."""
    opening, closing = draw(st.sampled_from(STYLES))
    parts = draw(st.lists(st.tuples(phrases, phrases), min_size=1, max_size=3))
    return " ".join(f"{plain} {opening}{quoted},{closing}" for plain, quoted in parts) + " they said."


def laid_out(paragraphs: list[str]) -> tuple[str, list[Span]]:
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    return text, spans


def by_paragraph(paragraphs: list[str]) -> list[list[Quotation]]:
    """Each paragraph's quotations, with offsets from its own start."""
    text, spans = laid_out(paragraphs)
    found: list[list[Quotation]] = [[] for _ in spans]
    for q in pair(text, spans):
        (at,) = (i for i, span in enumerate(spans) if span.covers(q.span))
        by = -spans[at].start
        found[at].append(Quotation(q.span.shift(by), q.inner.shift(by), q.depth, q.closed, q.continues))
    return found


@given(st.lists(anything, max_size=4))
@example(["\"' ", "\"'"])
def test_quotations_are_nested_and_lie_in_paragraphs(paragraphs: list[str]) -> None:
    text, spans = laid_out(paragraphs)
    around: list[Quotation] = []
    quotations = pair(text, spans)
    assert list(quotations) == sorted(quotations, key=lambda q: (q.span.start, -q.span.end))
    for q in quotations:
        assert sum(span.covers(q.span) for span in spans) == 1
        assert q.span.covers(q.inner)
        while around and around[-1].span.end <= q.span.start:
            around.pop()
        assert all(outer.inner.covers(q.span) for outer in around)
        assert q.depth == len(around)
        around.append(q)


@given(st.lists(anything, max_size=4))
@example(['``\r``"'])
def test_marks_stand_at_the_ends(paragraphs: list[str]) -> None:
    text, spans = laid_out(paragraphs)
    for q in pair(text, spans):
        before, after = text[q.span.start : q.inner.start], text[q.inner.end : q.span.end]
        assert before in MARKS or (q.continues and before == "")
        assert after in MARKS or after == ""
        assert after or not q.closed or any(span.end >= q.span.end and not text[q.span.end : span.end].strip() for span in spans)
        assert q.closed or q.inner.of(text).strip()


@given(st.text(max_size=300))
def test_no_text_breaks_the_pairing(text: str) -> None:
    pair(text, [Span(0, len(text))])


@given(st.lists(well_formed(), min_size=1, max_size=5))
def test_well_formed_quotations_are_all_found(paragraphs: list[str]) -> None:
    for paragraph, quotations in zip(paragraphs, by_paragraph(paragraphs), strict=True):
        assert len(quotations) == paragraph.count(",")
        for q in quotations:
            assert q.closed
            assert not q.continues
            assert q.depth == 0
            assert paragraph[q.inner.end - 1] == ","


@given(st.lists(well_formed(), min_size=2, max_size=5), st.data())
def test_text_without_marks_changes_no_pairing_elsewhere(paragraphs: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    before = by_paragraph(paragraphs)
    longer = [*paragraphs[:at], data.draw(phrases) + ". " + paragraphs[at], *paragraphs[at + 1 :]]
    inserted = [*paragraphs[:at], data.draw(phrases), *paragraphs[at:]]
    after = by_paragraph(longer)
    assert [*after[:at], *after[at + 1 :]] == [*before[:at], *before[at + 1 :]]
    assert [[q.inner.of(longer[at]) for q in after[at]]] == [[q.inner.of(paragraphs[at]) for q in before[at]]]
    assert by_paragraph(inserted) == [*before[:at], [], *before[at:]]


@given(st.lists(well_formed(), min_size=2, max_size=6), st.data())
def test_a_lost_mark_leaves_other_paragraphs_alone(paragraphs: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    places = list(load().mark.finditer(paragraphs[at]))
    lost = data.draw(st.sampled_from(places))
    broken = paragraphs[at][: lost.start()] + paragraphs[at][lost.end() :]
    before, after = by_paragraph(paragraphs), by_paragraph([*paragraphs[:at], broken, *paragraphs[at + 1 :]])
    assert [*after[:at], *after[at + 1 :]] == [*before[:at], *before[at + 1 :]]
    # and within the paragraph all that stands behind the next opening mark
    if lost is places[-1]:
        assert after[at][: len(before[at]) - 1] == before[at][:-1]
    else:
        whole = [q.inner.of(paragraphs[at]) for q in before[at]]
        kept = [q.inner.of(broken) for q in after[at] if q.closed]
        assert kept == [words for i, words in enumerate(whole) if i != places.index(lost) // 2]
