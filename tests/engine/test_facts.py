"""Facts: what each says about statements built by hand, that all are declared well, and that all can be computed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import AUDITS, BODY, Draft
from chain_builders import ENGLISH, PUBLISHER, analysis, cue, link, statement

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.registry import FACTS, PLACES, collect, facts_in, places_in
from provaudit.engine.facts.subjects import ArticleSubject, Scope, Subject, subjects
from provaudit.model.article import UnitType
from provaudit.model.attribution import Stance
from provaudit.model.audit import Analysis
from provaudit.model.chain import Flag, Kind, Link, Naming

REUTERS = link(Kind.OUTLET, name="Reuters")
MEDIA = link(Kind.OUTLET, Naming.DESCRIBED, name="local media")
OFFICIAL = link(naming=Naming.DESCRIBED, name="city official")
NOBODY = link(Kind.UNSPECIFIED, Naming.OPAQUE, name="unspecified")


def facts(made: Analysis, index: int = 0) -> dict[str, object]:
    """All facts of a statement of the analysis."""
    subject = ArticleSubject(made, ENGLISH).statements[index]
    return {name: declared(subject) for name, declared in facts_in(Scope.STATEMENT).items()}


@pytest.mark.parametrize("name", sorted(AUDITS))
@pytest.mark.parametrize("scope", Scope)
def test_every_fact_and_place_can_be_computed_and_has_its_type(name: str, scope: Scope) -> None:
    made = AUDITS[name]().analysis
    for subject in subjects(ArticleSubject(made, ENGLISH), scope):
        for declared in facts_in(scope).values():
            assert declared.type.holds(plain(declared(subject))), declared.name
        for place in places_in(scope).values():
            assert all(0 <= span.start <= span.end <= len(made.article.text) for span in place(subject)), place.name


def plain(value: object) -> object:
    assert type(value) in (bool, int, list) or isinstance(value, str)
    return value


def test_facts_of_a_claim_that_came_through_two_outlets() -> None:
    found = facts(analysis(statement(OFFICIAL, REUTERS, MEDIA)))
    assert (found["hops"], found["relay_count"]) == (3, 2)
    assert found["named_relays"] == ["Reuters"]
    assert found["unnamed_relays"] == ["local media"]
    assert found["relay_names"] == ["Reuters", "local media"]
    assert (found["origin_name"], found["origin_kind"], found["origin_naming"]) == ("city official", "person", "described")
    assert found["own_voice"] is False


def test_facts_of_the_publishers_own_voice() -> None:
    found = facts(analysis(statement()))
    assert (found["own_voice"], found["hops"], found["mode"], found["origin_kind"]) == (True, 0, "none", "publisher")
    assert found["carried_over"] is False
    assert found["origin_first_use"] is False


def test_a_doubting_cue_that_is_also_listed_as_a_hedge_counts_once() -> None:
    claimed = cue("claimed", Stance.DOUBTING)
    found = facts(analysis(statement(OFFICIAL, cues=(claimed,), hedges=(claimed, cue("allegedly", Stance.EVIDENTIAL)))))
    assert (found["hedged"], found["hedge_count"], found["hedge_words"]) == (True, 2, ["claimed", "allegedly"])
    assert found["stance"] == "doubting"


def test_impersonal_is_where_not_even_a_noun_stands() -> None:
    assert facts(analysis(statement(NOBODY)))["impersonal"] is True
    assert facts(analysis(statement(link(Kind.UNSPECIFIED, Naming.OPAQUE, name="reports"))))["impersonal"] is False


def test_a_role_places_an_origin_with_or_without_a_name() -> None:
    minister = link()
    minister = replace(minister, entity=replace(minister.entity, role="minister"))
    assert facts(analysis(statement(minister)))["origin_has_role"] is True
    assert facts(analysis(statement(OFFICIAL)))["origin_has_role"] is True
    assert facts(analysis(statement(link(Kind.PEOPLE, Naming.OPAQUE))))["origin_has_role"] is False


@pytest.mark.parametrize(
    ("name", "kind", "has_role"),
    [
        ("people", Kind.PEOPLE, False),
        ("two sources", Kind.PEOPLE, False),
        ("unnamed insider", Kind.PERSON, False),
        ("two city officials", Kind.PEOPLE, True),
        ("person in the mayor's office", Kind.PERSON, True),
        ("report", Kind.DOCUMENT, True),
    ],
)
def test_bare_people_have_no_role_even_where_they_are_described(name: str, kind: Kind, has_role: bool) -> None:
    assert facts(analysis(statement(link(kind, Naming.DESCRIBED, name=name))))["origin_has_role"] is has_role


def test_words_on_how_a_source_knows_are_no_role_and_hold_for_all_its_statements() -> None:
    draft = Draft((BODY, "The plant will close, said people familiar with the plan."), (BODY, "It is too old, they said."))
    people = draft.entity("people familiar with the plan", Kind.PEOPLE, Naming.DESCRIBED)
    shown = Link(people, draft.at("people familiar with the plan"), basis=draft.at("familiar with the plan"))
    draft.said(("The plant will close",), (shown,), draft.cue("said", "say"))
    draft.said(("It is too old",), (Link(people, draft.at("they")),), draft.cue("they said", "say"))
    made = draft.audit().analysis
    for index in (0, 1):
        found = facts(made, index)
        assert (found["origin_has_role"], found["origin_has_basis"]) == (False, True)


@pytest.mark.parametrize("where", ["with the source", "same unit", "next unit", "same source elsewhere"])
def test_a_reason_for_anonymity_is_seen(where: str) -> None:
    flagged = frozenset({Flag.ANONYMITY_REASON})
    explained = replace(OFFICIAL, terms=OFFICIAL.mention)
    statements = {
        "with the source": (statement(explained), statement(link())),
        "same unit": (statement(OFFICIAL, flags=flagged), statement(link())),
        "next unit": (statement(OFFICIAL), statement(link(), flags=flagged)),
        "same source elsewhere": (statement(OFFICIAL), statement(link()), statement(link()), statement(explained)),
    }
    assert facts(analysis(*statements[where]))["origin_reason_given"] is True


def test_a_reason_for_another_source_far_away_is_none_for_this_one() -> None:
    other = replace(link(naming=Naming.DESCRIBED, name="engineer"), terms=OFFICIAL.mention)
    made = analysis(statement(OFFICIAL), statement(link()), statement(other, flags=frozenset({Flag.ANONYMITY_REASON})))
    assert facts(made)["origin_reason_given"] is False


def test_first_uses() -> None:
    made = analysis(statement(OFFICIAL), statement(), statement(OFFICIAL, REUTERS), statement(OFFICIAL))
    assert [facts(made, i)["origin_first_use"] for i in range(4)] == [True, False, False, False]
    assert [facts(made, i)["chain_first_use"] for i in range(4)] == [True, True, True, False]
    sources = list(subjects(ArticleSubject(made, ENGLISH), Scope.SOURCE))
    assert [FACTS["source_first_use"](source) for source in sources] == [True, False, True, False]


def test_sources_of_the_paragraph() -> None:
    made = analysis(statement(NOBODY), statement(OFFICIAL, REUTERS), statement(link(name="Lena Ostrow")), paragraphs=(0, 0, 1))
    assert facts(made)["paragraph_sources"] == ["Reuters"]


def test_the_lead_is_the_first_body_paragraph_or_the_first_sentence_of_a_body_in_one_piece() -> None:
    types = (UnitType.HEADLINE, UnitType.BODY, UnitType.BODY, UnitType.BODY)
    said = [statement(link())] * 4
    pieces, one_piece = analysis(*said, types=types, paragraphs=(0, 1, 1, 2)), analysis(*said, types=types, paragraphs=(0, 1, 1, 1))
    assert [facts(pieces, i)["in_lead"] for i in range(4)] == [False, True, True, False]
    assert [facts(one_piece, i)["in_lead"] for i in range(4)] == [False, True, False, False]


@pytest.mark.parametrize(
    ("origins", "count"),
    [
        ([link(name="A"), link(name="B"), link(name="A")], 2),
        ([link(Kind.PEOPLE, Naming.OPAQUE, name="sources"), NOBODY], 1),
        ([link(name="A"), link(Kind.PEOPLE, Naming.OPAQUE, name="sources"), NOBODY], 1),
        ([OFFICIAL, link(name="A")], 2),
        ([], 0),
    ],
)
def test_independent_origins(origins: list, count: int) -> None:
    made = analysis(*[statement(origin) for origin in origins], statement())
    assert facts(made)["independent_origins"] == count


def test_one_origin_through_five_outlets_is_one() -> None:
    outlets = [link(Kind.OUTLET, name=name) for name in ("Reuters", "The AP", "CNN", "BBC", "AFP")]
    through = [statement(OFFICIAL, outlet) for outlet in outlets]
    assert facts(analysis(*through))["independent_origins"] == 1
    alone = [statement(outlet) for outlet in outlets]
    assert facts(analysis(*through, *alone))["independent_origins"] == 1, "what they report may come from the same official"
    assert facts(analysis(*alone))["independent_origins"] == 5


def test_facts_are_computed_once_and_only_when_asked_for() -> None:
    asked: list[str] = []

    @fact
    def counted(subject: ArticleSubject) -> int:
        """Counts how often it is computed."""
        asked.append(subject.analysis.article.id)
        return len(asked)

    first, second = ArticleSubject(analysis(statement(OFFICIAL), statement(REUTERS)), ENGLISH).statements
    assert not asked
    assert [counted(first), counted(second), counted(first.sources[0])] == [1, 1, 1]


def test_a_fact_that_does_not_declare_itself_is_refused() -> None:
    def untyped(subject):
        """A fact without types."""

    def undocumented(subject: ArticleSubject) -> bool:
        return subject.analysis is not None

    def odd(subject: ArticleSubject) -> float:
        """A fact of a type that CEL rules do not have here."""
        return float(len(subject.text))

    for function in (untyped, undocumented, odd):
        with pytest.raises((TypeError, KeyError)):
            fact(function)


def test_names_are_declared_once() -> None:
    import types

    one, two = types.ModuleType("one"), types.ModuleType("two")
    one.hops, two.hops = FACTS["hops"], replace(FACTS["hops"], doc="other")
    with pytest.raises(ValueError, match="hops is declared twice"):
        collect((one, two), type(FACTS["hops"]))


def test_facts_look_outward_only() -> None:
    article = ArticleSubject(analysis(statement(OFFICIAL)), ENGLISH)
    with pytest.raises(LookupError):
        FACTS["hops"](article)
    assert set(facts_in(Scope.ARTICLE)) < set(facts_in(Scope.STATEMENT)) < set(facts_in(Scope.SOURCE))
    assert "source" in PLACES
    assert "source" not in places_in(Scope.STATEMENT)


def test_the_publisher_is_no_source() -> None:
    sources = list(subjects(ArticleSubject(analysis(statement(OFFICIAL, REUTERS), statement()), ENGLISH), Scope.SOURCE))
    assert [FACTS["source_name"](source) for source in sources] == ["city official", "Reuters"]
    assert isinstance(sources[0], Subject)
    assert PUBLISHER.entity.name not in [FACTS["source_name"](source) for source in sources]
