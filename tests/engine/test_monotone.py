"""For every shipped pack: a relay more, a name less, a description less or a hedge more never raises a directness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from chain_builders import cue, link, scored, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit.engine.load import load_pack, shipped
from provaudit.engine.pack import RulePack
from provaudit.model.attribution import Cue, Stance
from provaudit.model.chain import Kind, Link, Naming, Statement

SOURCES = [kind for kind in Kind if kind is not Kind.PUBLISHER]
MEDIA = [None, "interview", "statement", "court filing", "letter", "Telegram"]
HEDGES = [cue(word, Stance.EVIDENTIAL) for word in ("reportedly", "allegedly", "apparently", "purportedly")]
DOUBT = cue("claimed", Stance.DOUBTING)

PACKS = {name: load_pack(name) for name in shipped()}
packs = pytest.mark.parametrize("name", PACKS)

# Other processes share the machine; a slow moment is no failure.
unhurried = settings(deadline=None)

kinds, namings, media = st.sampled_from(SOURCES), st.sampled_from(list(Naming)), st.sampled_from(MEDIA)
names = st.sampled_from(["Lena Ostrow", "city official", "people", "two sources", "the ministry"])
origins = st.builds(link, kinds, namings, name=names, basis=st.booleans(), medium=media, terms=st.booleans()) | st.just(
    link(Kind.UNSPECIFIED, Naming.OPAQUE, name="unspecified")
)
relays = st.builds(link, st.sampled_from([Kind.OUTLET] * 3 + [Kind.PERSON, Kind.DOCUMENT, Kind.PEOPLE]), namings, medium=media)
hedges = st.lists(st.sampled_from(HEDGES), unique=True, max_size=3).map(tuple)
cues = st.sampled_from([(cue("said"),), (DOUBT,), ()])


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    chain = [draw(origins), *draw(st.lists(relays, max_size=4))]
    return statement(*chain, cues=draw(cues), hedges=draw(hedges))


def with_chain(given: Statement, links: list[Link]) -> Statement:
    return replace(given, chain=(*links, given.chain[-1]))


def renamed(one: Link, naming: Naming) -> Link:
    return replace(one, entity=replace(one.entity, naming=naming, role=None))


def less_described(one: Link) -> Iterator[Link]:
    """The link with something less said about who it is or how it knows."""
    order = [Naming.NAMED, Naming.DESCRIBED, Naming.OPAQUE]
    for naming in order[order.index(one.entity.naming) + 1 :]:
        yield renamed(one, naming)
        yield replace(renamed(one, naming), basis=None)
    yield replace(one, basis=None)
    yield replace(one, medium=None)
    unknown = replace(one.entity, kind=Kind.UNSPECIFIED, naming=Naming.OPAQUE, role=None)
    yield replace(one, entity=unknown)
    yield replace(one, entity=replace(unknown, name="unspecified"), basis=None, medium=None)


def never_higher(worse: Statement, better: Statement, by: RulePack) -> None:
    low, high = scored(worse, by), scored(better, by)
    assert low.directness <= high.directness, f"{low.terms} against {high.terms}"


@packs
@unhurried
@given(before=statements(), relay=relays, data=st.data())
def test_a_relay_more_never_raises_it(name: str, before: Statement, relay: Link, data: st.DataObject) -> None:
    links = list(before.chain[:-1])
    links.insert(data.draw(st.integers(1, len(links))), relay)
    never_higher(with_chain(before, links), before, PACKS[name])


@packs
@unhurried
@given(before=statements(), data=st.data())
def test_a_name_or_description_less_never_raises_it(name: str, before: Statement, data: st.DataObject) -> None:
    links = list(before.chain[:-1])
    at = data.draw(st.integers(0, len(links) - 1))
    for changed in less_described(links[at]):
        never_higher(with_chain(before, [*links[:at], changed, *links[at + 1 :]]), before, PACKS[name])


@packs
@unhurried
@given(before=statements(), more=st.sampled_from(HEDGES))
def test_a_hedge_more_never_raises_it(name: str, before: Statement, more: Cue) -> None:
    never_higher(replace(before, hedges=(*before.hedges, more)), before, PACKS[name])


@packs
@unhurried
@given(before=statements(), stance=st.sampled_from([Stance.DOUBTING, Stance.EVIDENTIAL]))
def test_a_cue_that_hedges_never_raises_it(name: str, before: Statement, stance: Stance) -> None:
    neutral = replace(before, cues=(cue("said"),))
    never_higher(replace(before, cues=(cue("said", stance),)), neutral, PACKS[name])


@packs
@unhurried
@given(before=statements())
def test_a_directness_is_its_terms_added_up(name: str, before: Statement) -> None:
    score = scored(before, PACKS[name])
    assert score.directness == min(100, max(0, 100 + sum(term.points for term in score.terms)))
    assert score.grade == PACKS[name].grades.of(score.directness)
    order = [compiled.rule.id for compiled in PACKS[name].scoring]
    assert [order.index(term.rule) for term in score.terms] == sorted(order.index(term.rule) for term in score.terms)


@packs
@settings(max_examples=200, deadline=None)
@given(before=statements())
def test_one_rule_at_most_judges_the_origin(name: str, before: Statement) -> None:
    """Otherwise an origin would be paid for twice."""
    assert sum(term.rule.startswith("S1") for term in scored(before, PACKS[name]).terms) <= 1


NYT, AP = link(Kind.OUTLET, name="The New York Times"), link(Kind.OUTLET, name="The Associated Press")
# Contract, section 2: strongest first. What stands in one row may be in any order, every row is above all rows below.
LADDER: list[list[tuple[Link, ...]]] = [
    [
        (link(medium="interview"),),
        (link(medium="court filing"),),
        (link(Kind.ORGANIZATION, medium="court filing"),),
        (link(Kind.PEOPLE, medium="interview"),),
    ],
    [(link(),), (link(Kind.PEOPLE),), (link(medium="statement"),)],
    [(link(Kind.ORGANIZATION),), (link(Kind.DOCUMENT),)],
    [(link(medium="interview"), NYT), (link(), NYT), (link(Kind.ORGANIZATION), NYT), (link(Kind.DOCUMENT), NYT)],
    [(link(kind, Naming.DESCRIBED, basis=True),) for kind in (Kind.PERSON, Kind.PEOPLE, Kind.ORGANIZATION)],
    [(link(kind, Naming.DESCRIBED),) for kind in (Kind.PERSON, Kind.PEOPLE, Kind.ORGANIZATION, Kind.DOCUMENT)],
    [(link(kind, Naming.DESCRIBED, basis=basis), NYT) for kind in (Kind.PERSON, Kind.PEOPLE) for basis in (True, False)],
    [
        (link(Kind.PEOPLE, Naming.OPAQUE, name="sources"),),
        (link(Kind.UNSPECIFIED, Naming.OPAQUE, name="reports"),),
        (link(Kind.UNSPECIFIED, Naming.OPAQUE, name="unspecified"),),
    ],
]


@packs
def test_the_ladder_holds_strictly(name: str) -> None:
    rows = [[scored(statement(*links), PACKS[name]).directness for links in row] for row in LADDER]
    assert all(min(above) > max(below) for above, below in pairwise(rows)), rows


@packs
def test_knowing_how_a_bare_source_knows_is_more_than_nothing_and_less_than_a_role(name: str) -> None:
    role, basis, bare = (
        scored(statement(one), PACKS[name]).directness
        for one in (
            link(Kind.PEOPLE, Naming.DESCRIBED, name="officials"),
            link(Kind.PEOPLE, Naming.DESCRIBED, name="people", basis=True),
            link(Kind.PEOPLE, Naming.OPAQUE, name="people"),
        )
    )
    assert role > basis > bare


@packs
def test_each_further_hop_costs_again_and_an_unnamed_one_more(name: str) -> None:
    for row in LADDER:
        for links in row:
            once, named, unnamed = (
                scored(statement(*links, *more), PACKS[name]).directness
                for more in ((), (AP,), (link(Kind.OUTLET, Naming.DESCRIBED, name="local media"),))
            )
            assert once > named > unnamed


@packs
def test_a_hedge_shows_on_every_row_but_where_nothing_is_left(name: str) -> None:
    for row in LADDER:
        for links in row:
            plain = scored(statement(*links), PACKS[name]).directness
            assert scored(statement(*links, hedges=HEDGES[:1]), PACKS[name]).directness < plain
