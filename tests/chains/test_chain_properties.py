"""What holds for the statements and chains of any article."""

from __future__ import annotations

from itertools import pairwise

import pytest
from articles import articles
from hypothesis import HealthCheck, example, given, settings
from passages import passages

from provaudit.api import Auditor
from provaudit.formats.audit.base import FORMATS
from provaudit.model.audit import Analysis
from provaudit.model.chain import Kind, Statement

# The parser takes its time; the same examples each run, so that a failure can be looked at.
few = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def analysed(auditor: Auditor, text: str) -> Analysis:
    return auditor.audit_text(text, language="en").analysis


@few
@given(articles)
def test_units_hold_every_word_once_and_statements_lie_in_them(auditor: Auditor, text: str) -> None:
    analysis = analysed(auditor, text)
    for before, after in pairwise(analysis.units):
        assert before.span.end <= after.span.start
    held = {at for unit in analysis.units for at in range(unit.span.start, unit.span.end)}
    assert all(at in held for at, char in enumerate(text) if not char.isspace())
    units = {unit.id: unit for unit in analysis.units}
    for statement in analysis.statements:
        unit = units[statement.unit]
        assert unit.type.stated
        assert statement.content
        assert all(len(piece) and unit.span.covers(piece) for piece in statement.content)
        assert all(before.end <= after.start for before, after in pairwise(statement.content))
        assert any(map(str.isalnum, "".join(p.of(text) for p in statement.content))) or not statement.attributed
    assert {s.unit for s in analysis.statements} == {u.id for u in analysis.units if u.type.stated}


@few
@given(articles)
def test_chains_lead_from_an_origin_to_the_publisher(auditor: Auditor, text: str) -> None:
    analysis = analysed(auditor, text)
    for statement in analysis.statements:
        kinds = [link.entity.kind for link in statement.chain]
        assert kinds.count(Kind.PUBLISHER) == 1
        assert kinds[-1] is Kind.PUBLISHER
        assert all(a.entity.id != b.entity.id for a, b in pairwise(statement.chain))
        assert statement.attributed == (statement.mode.value != "none") == bool(statement.attributions)
        assert 0 <= statement.confidence <= 1


@few
@given(articles)
@example("“It will close,” Lotte Vinge said. “It will not.”")
def test_mentions_and_cues_stand_in_the_unit_of_their_statement(auditor: Auditor, text: str) -> None:
    """What is carried over from another unit has no mention here."""
    analysis = analysed(auditor, text)
    units = {unit.id: unit.span for unit in analysis.units}
    for statement in analysis.statements:
        unit = units[statement.unit]
        assert all(unit.covers(link.mention) for link in statement.chain if link.mention is not None)
        assert all(unit.covers(cue.span) for cue in (*statement.cues, *statement.hedges))


@few
@given(articles)
def test_every_id_stands_for_something_and_only_once(auditor: Auditor, text: str) -> None:
    analysis = analysed(auditor, text)
    entities, attributions, statements = analysis.entities, analysis.attributions, analysis.statements
    for things in (analysis.units, entities, attributions, statements):
        assert len({thing.id for thing in things}) == len(things)
    known = {a.id for a in attributions}
    assert all(a in known for s in statements for a in s.attributions)
    assert all(link.entity in entities for s in statements for link in s.chain)
    assert {e.id for e in entities} == {link.entity.id for s in statements for link in s.chain}
    for entity in entities:
        assert entity.name.strip() == entity.name != ""
        assert all(len(mention) and mention.end <= len(text) for mention in entity.mentions)
    for a in attributions:
        assert a.cue
        assert all(span.end <= len(text) for span in (*a.source, *a.cue, *a.content, *a.hearer))


@few
@given(articles)
@example("According to harbour master Tom Bell, the mayor knew, Lotte Vinge said.")
def test_attributions_have_contents(auditor: Auditor, text: str) -> None:
    assert all(a.content for a in analysed(auditor, text).attributions)


@pytest.fixture(scope="module")
def other(auditor: Auditor) -> Auditor:
    """A second auditor that has audited nothing before."""
    return Auditor(auditor.settings)


@few
@given(articles)
def test_the_same_text_gives_the_same_bytes(auditor: Auditor, other: Auditor, text: str) -> None:
    first, second = ("".join(FORMATS["json"].render([one.audit_text(text, language="en")])) for one in (auditor, other))
    assert first == second


def shape(statement: Statement, text: str) -> tuple[object, ...]:
    """A statement without its place: content, mode, and the chain by names and words."""
    chain = [(link.entity.name, link.entity.kind, link.mention and link.mention.of(text)) for link in statement.chain]
    return [piece.of(text) for piece in statement.content], statement.mode, chain, statement.flags


@few
@given(articles)
def test_white_space_in_front_only_moves_what_follows(auditor: Auditor, text: str) -> None:
    longer = f"\n\n \n{text}"
    moved = len(longer) - len(text)
    before, after = analysed(auditor, text), analysed(auditor, longer)
    assert [s.content for s in after.statements] == [tuple(piece.shift(moved) for piece in s.content) for s in before.statements]
    assert [shape(s, longer) for s in after.statements] == [shape(s, text) for s in before.statements]


def test_line_ends_do_not_matter(auditor: Auditor) -> None:
    for text in (p.text for p in passages("carried")):
        windows = text.replace("\n", "\r\n")
        before, after = analysed(auditor, text), analysed(auditor, windows)
        assert [shape(s, windows) for s in after.statements] == [shape(s, text) for s in before.statements]


IN_FRONT = "The ferry leaves port at nine on most days of the year, as it has since 1961, and comes back before dark."


@pytest.mark.parametrize("topic", ["carried", "relays"])
def test_a_paragraph_in_front_only_moves_what_follows(topic: str, auditor: Auditor) -> None:
    """The tagger reads a sentence in its context, so that now and then one reads otherwise: at most one in twenty."""
    texts = [p.text for p in passages(topic) if not p.fails]
    otherwise = []
    for text in texts:
        longer = f"{IN_FRONT}\n\n{text}"
        before, after = analysed(auditor, text), analysed(auditor, longer)
        assert after.units[0].span.of(longer) == IN_FRONT
        if [shape(s, longer) for s in after.statements[1:]] != [shape(s, text) for s in before.statements]:
            otherwise.append(text)
    assert len(otherwise) <= len(texts) / 20, otherwise
