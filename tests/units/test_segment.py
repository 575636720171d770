"""Units: typed by their paragraphs, covering every word of the blocks, whatever the parser makes of the sentences."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from provaudit.model.article import Article, UnitType
from provaudit.model.parse import Parse, Sentence
from provaudit.model.span import Span
from provaudit.readers.paragraphs import paragraphs
from provaudit.units import layout, segment


def laid_out(text):
    return layout(Article("x", text, paragraphs(text)))


def parse_at(*spans):
    return Parse(tuple(Sentence(i, span, ()) for i, span in enumerate(spans)), (), ())


def naive(article):
    """One sentence up to every full stop, as a parser would give them, bullets left out."""
    spans = [
        Span(block.span.start + found.start(), block.span.start + found.end())
        for block in article.blocks
        for found in re.finditer(r"[^\s•].*?(?:[.!?][”\"]?(?=\s|$)|$)", block.span.of(article.text), re.DOTALL)
    ]
    return parse_at(*spans)


def units_of(text):
    article = laid_out(text)
    return [(u.type, u.span.of(text), u.paragraph) for u in segment(article, naive(article))]


LEAD = "The ferry between Salda and the islands stays in port until Friday. Its pilot left."


def test_units_are_sentences_with_the_type_of_their_paragraph():
    text = f"Ferry stays in port\n\nBy Nadia Ferrant\n\n{LEAD}\n\n• The kettle is gone.\n\n© 2024 The Courier. All rights reserved."
    assert units_of(text) == [
        (UnitType.HEADLINE, "Ferry stays in port", 0),
        (UnitType.CREDIT, "By Nadia Ferrant", 1),
        (UnitType.BODY, "The ferry between Salda and the islands stays in port until Friday.", 2),
        (UnitType.BODY, "Its pilot left.", 2),
        (UnitType.BODY, "• The kettle is gone.", 3),
        (UnitType.BOILERPLATE, "© 2024 The Courier.", 4),
        (UnitType.BOILERPLATE, "All rights reserved.", 4),
    ]


def test_units_are_numbered_through():
    article = laid_out(f"{LEAD}\n\n{LEAD}")
    assert [u.id for u in segment(article, naive(article))] == ["u1", "u2", "u3", "u4"]


def test_credits_that_end_a_body_paragraph_are_typed_as_such():
    text = f"{LEAD} Nobody minds. The Associated Press contributed to this report. Follow us on Twitter."
    assert [t for t, _, _ in units_of(text)] == [UnitType.BODY] * 3 + [UnitType.CREDIT, UnitType.BOILERPLATE]


def test_a_credit_within_a_paragraph_is_running_text():
    text = f"{LEAD} Nadia Ferrant contributed to this report. Nobody minds."
    assert {t for t, _, _ in units_of(text)} == {UnitType.BODY}


def test_somebodys_words_are_no_boilerplate():
    text = f"{LEAD} “Nobody minds. Join us on the islands!”"
    assert {t for t, _, _ in units_of(text)} == {UnitType.BODY}


def test_blocks_without_a_sentence_are_units():
    text = "Ferry stays in port\n\n...\n\n" + LEAD
    article = laid_out(text)
    assert [u.span.of(text) for u in segment(article, parse_at())] == ["Ferry stays in port", "...", LEAD]


@given(
    st.lists(st.text(alphabet=st.sampled_from("Aab.”“• \n"), min_size=1, max_size=60), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), max_size=20),
)
def test_units_partition_the_text_whatever_the_sentences_are(lines, cuts):
    text = "\n\n".join(lines)
    article = laid_out(text)
    ends = [Span(min(a, len(text)), min(a + n, len(text))) for a, n in cuts]
    units = segment(article, parse_at(*ends))
    assert "".join("".join(u.span.of(text).split()) for u in units) == "".join(text.split())
    assert all(a.span.end <= b.span.start for a, b in pairwise(units))
    assert all(article.blocks[u.paragraph].span.covers(u.span) and u.span.trim(text) == u.span for u in units)
