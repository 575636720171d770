"""Origins, circles, copies and drift in corpora of a few articles, each made for one question."""

from __future__ import annotations

import random

import pytest

from provaudit.echo.report import Echo, Story

from .paper import article, compared

DAM = "The Harlow dam has three cracks in its northern wall"
AGAIN = "Three cracks run through the northern wall of the Harlow dam"
ONCE_MORE = "Cracks, three of them, were found in the Harlow dam's northern wall"
DRAIN = "The Harlow reservoir will be drained before the cracks are filled in spring"


def only(echo: Echo) -> Story:
    (story,) = echo.stories
    return story


def roots(story: Story) -> list[str]:
    return [origin.label for origin in story.origins if origin.id in story.independent]


def test_unnamed_people_of_one_outlet_are_one_origin_in_many_articles() -> None:
    story = only(
        compared(
            article("a", "Halden Post", "2026-03-01", (DAM, "people:!U.S. officials", "outlet:The New York Times")),
            article("b", "Osby Times", "2026-03-02", (AGAIN, "people:!two U.S. officials", "outlet:The New York Times")),
            article("c", "Lorn Herald", "2026-03-02", (ONCE_MORE, "person:!U.S. official", "outlet:The New York Times")),
        )
    )
    assert roots(story) == ["unnamed U.S. officials via The New York Times"]
    assert {step.role for step in story.steps[1:]} == {"repeats"}


def test_unnamed_people_of_two_interviews_are_two_origins() -> None:
    story = only(
        compared(
            article("a", "Halden Post", "2026-03-01", (DAM, "people:!officials")),
            article("b", "Osby Times", "2026-03-02", (AGAIN, "people:!officials")),
        )
    )
    assert roots(story) == ["unnamed officials via Halden Post", "unnamed officials via Osby Times"]


def test_a_named_person_is_one_origin_wherever_and_by_surname() -> None:
    story = only(
        compared(
            article("a", "Halden Post", "2026-03-01", (DAM, "person:Lena Ostrow")),
            article("b", "Osby Times", "2026-03-02", (AGAIN, "person:Ostrow", "outlet:Reuters")),
        )
    )
    assert roots(story) == ["Lena Ostrow"]


def test_a_body_and_the_spokeswoman_who_speaks_for_it_are_one() -> None:
    story = only(
        compared(
            article("a", "Halden Post", "2026-03-01", (DAM, "person:Lena Ostrow|river board spokeswoman")),
            article("b", "Osby Times", "2026-03-02", (AGAIN, "body:!river board")),
        )
    )
    assert roots(story) == ["Lena Ostrow"]


def test_an_outlet_whose_own_article_names_its_source_is_no_origin() -> None:
    story = only(
        compared(
            article("a", "Halden Post", "2026-03-01", (DAM, "people:!engineers")),
            article("b", "Osby Times", "2026-03-02", (AGAIN, "outlet:Halden Post")),
            article("c", "Lorn Herald", "2026-03-02", (ONCE_MORE, "outlet:Halden Post", "outlet:Osby Times")),
        )
    )
    assert roots(story) == ["unnamed engineers via Halden Post"]


def test_reports_and_the_own_voice_are_no_origins() -> None:
    story = only(
        compared(
            article("a", "Halden Post", "2026-03-01", (DAM, "document:!media reports")),
            article("b", "Osby Times", "2026-03-02", (AGAIN,)),
        )
    )
    assert roots(story) == []


def test_an_outlet_that_is_cited_and_gives_nobody_is_an_origin_itself() -> None:
    story = only(
        compared(
            article("a", "Halden Post", "2026-03-01", (DAM, "outlet:Reuters")),
            article("b", "Osby Times", "2026-03-02", (AGAIN, "outlet:Reuters")),
        )
    )
    assert roots(story) == ["Reuters"]


def test_articles_months_apart_tell_two_stories() -> None:
    echo = compared(
        article("a", "Halden Post", "2026-03-01", (DAM, "people:!engineers"), (DRAIN,)),
        article("b", "Osby Times", "2026-06-02", (DAM, "people:!engineers"), (DRAIN,)),
    )
    assert echo.stories == ()


def test_a_circle_has_no_origin() -> None:
    echo = compared(
        article("a", "Halden Post", "2026-03-01T08:00", (DAM, "outlet:Osby Times")),
        article("b", "Osby Times", "2026-03-01T09:00", (AGAIN, "outlet:Halden Post")),
    )
    (circle,) = echo.circles
    assert circle.outlets == ("Halden Post", "Osby Times")
    assert roots(only(echo)) == []
    assert [(finding.rule, finding.level.value) for finding in echo.findings] == [("P02", "error")]


def test_outlets_that_cite_each_other_for_different_things_make_no_circle() -> None:
    echo = compared(
        article("a", "Halden Post", "2026-03-01", (DAM, "person:Lena Ostrow"), (DRAIN, "outlet:Osby Times")),
        article("b", "Osby Times", "2026-03-02", (AGAIN, "outlet:Halden Post"), (DRAIN, "person:Tom Brandt")),
    )
    assert echo.circles == ()


def test_who_has_a_source_of_its_own_is_in_no_circle() -> None:
    echo = compared(
        article("a", "Halden Post", "2026-03-01", (DAM, "person:Lena Ostrow"), (AGAIN, "outlet:Osby Times")),
        article("b", "Osby Times", "2026-03-02", (ONCE_MORE, "outlet:Halden Post")),
    )
    assert echo.circles == ()


TEXT = [
    "The northern wall of the Harlow dam has three cracks, engineers said on Sunday after a night of measuring",
    "Water has been let out since the morning and the fields below the village of Sarn are flooded up to the road",
    "Two hundred people spent the night in the school, where the baker brought bread and the priest brought blankets",
]


@pytest.mark.parametrize(
    ("meta", "credited"),
    [
        ({}, False),
        ({"byline": "Reuters"}, True),
        ({"credits": ["HARLOW (Reuters) -"]}, True),
        ({"credits": ["Reporting by Ann Lee; Reuters contributed to this report."]}, True),
        ({"byline": "Ann Lee"}, False),
    ],
)
def test_agency_text_is_credited_where_the_agency_is_named(meta: dict, credited: bool) -> None:
    echo = compared(
        article("a", "Reuters", "2026-03-01", *((text,) for text in TEXT)),
        article("b", "Halden Post", "2026-03-01", *((text,) for text in TEXT), **meta),
    )
    (copy,) = echo.copies
    assert (copy.credited, copy.known, copy.share) == (credited, True, 1.0)
    assert [finding.rule for finding in echo.findings] == ([] if credited else ["P03"])


def test_the_same_text_in_two_papers_comes_from_a_third() -> None:
    echo = compared(
        article("a", "Osby Times", "2026-03-01", *((text,) for text in TEXT)),
        article("b", "Halden Post", "2026-03-02", *((text,) for text in TEXT)),
    )
    assert [copy.known for copy in echo.copies] == [False]
    assert [finding.rule for finding in echo.findings] == ["P04"]


def test_one_quotation_in_common_is_no_copy() -> None:
    echo = compared(
        article("a", "Reuters", "2026-03-01", (TEXT[0],), ("The mill is closed",)),
        article("b", "Halden Post", "2026-03-01", (TEXT[0],), (TEXT[1],), (TEXT[2],)),
    )
    assert echo.copies == ()


def drifts(echo: Echo) -> list[tuple[str, str]]:
    publisher = {one.key: one.publisher for one in echo.articles}
    return [(publisher[drift.later[0]], drift.how) for drift in echo.drifts]


def test_attribution_evaporates_and_hedges_get_lost_on_the_way() -> None:
    echo = compared(
        article("a", "Halden Post", "2026-03-01", ("?" + DAM, "people:!engineers")),
        article("b", "Osby Times", "2026-03-02", (AGAIN,)),
        article("c", "Lorn Herald", "2026-03-02", (ONCE_MORE, "outlet:Halden Post")),
    )
    assert drifts(echo) == [("Lorn Herald", "hardens"), ("Osby Times", "evaporates"), ("Osby Times", "hardens")]


def test_another_source_that_is_sure_is_no_drift() -> None:
    echo = compared(
        article("a", "Halden Post", "2026-03-01", ("?" + DAM, "people:!engineers")),
        article("b", "Osby Times", "2026-03-02", (AGAIN, "person:Lena Ostrow")),
    )
    assert drifts(echo) == []


def test_nothing_evaporates_before_it_was_there_nor_without_dates() -> None:
    before = compared(
        article("a", "Halden Post", "2026-03-02", (DAM, "people:!engineers")), article("b", "Osby Times", "2026-03-01", (AGAIN,))
    )
    undated = compared(article("a", "Halden Post", None, (DAM, "people:!engineers")), article("b", "Osby Times", None, (AGAIN,)))
    assert drifts(before) == drifts(undated) == []
    assert only(undated).broke is None


def test_the_paper_that_is_told_something_itself_is_no_relay() -> None:
    story = only(
        compared(
            article("a", "Northreach Chronicle", "2026-03-01", (DAM, "people:!engineers", "outlet:the Chronicle")),
            article("b", "Osby Times", "2026-03-02", (AGAIN, "outlet:Northreach Chronicle")),
        )
    )
    assert roots(story) == ["unnamed engineers via Northreach Chronicle"]
    assert [step.role for step in story.steps] == ["first", "repeats"]


def test_a_report_in_very_many_papers_is_one_story() -> None:
    papers = [article(f"p{n}", f"Paper {n}", "2026-03-02", *((text,) for text in TEXT)) for n in range(450)]
    agency = article("a", "Reuters", "2026-03-01", (TEXT[0], "people:!engineers"), *((text,) for text in TEXT[1:]))
    story = only(compared(agency, *papers))
    assert len(story.articles) == 451
    assert roots(story) == ["unnamed engineers via Reuters"]


def test_the_order_of_the_input_changes_nothing(documents: list[dict], echo: Echo) -> None:
    shuffled = list(documents)
    random.Random(6).shuffle(shuffled)
    assert compared(*shuffled) == echo


def test_nothing_to_compare() -> None:
    assert compared().stories == ()
    assert compared(article("a", "Halden Post", None)).counts.statements == 0


def told(echo: Echo) -> list[set[str]]:
    """Each claim as the articles and numbers of its statements."""
    name = {article.key: article.id for article in echo.articles}
    return [{f"{name[t.article]}.{t.statement}" for t in claim.tellings} for story in echo.stories for claim in story.claims]


BOTH = "The council of Halden will sell the harbor to Korvan Shipping in May, and 300 dockers will lose their jobs"
SALE = "Korvan Shipping will buy the harbor from the council of Halden in May"
JOBS = "Some 300 dockers will lose their jobs"


def test_a_statement_that_holds_two_claims_tells_both() -> None:
    echo = compared(
        article("a", "Halden Gazette", "2026-03-02", (BOTH,)),
        article("b", "Radio Lorn", "2026-03-03", (SALE,), (JOBS,)),
        article("c", "Northreach Chronicle", "2026-03-04", (SALE,), ("The ferry to Lorn will stop at the old pier",), (JOBS,)),
    )
    claims = told(echo)
    assert any({"a.s1", "b.s1", "c.s1"} <= claim and not {"b.s2", "c.s3"} & claim for claim in claims)
    assert any({"b.s2", "c.s3"} <= claim and not {"b.s1", "c.s1"} & claim for claim in claims)


def test_an_attribution_lost_by_a_statement_with_two_claims_is_told_once() -> None:
    echo = compared(
        article("b", "Radio Lorn", "2026-03-02", (SALE, "person:Lena Ostrow"), (JOBS, "person:Lena Ostrow")),
        article("c", "Ridge Examiner", "2026-03-02", (SALE, "person:Lena Ostrow"), (JOBS, "person:Lena Ostrow")),
        article("a", "Halden Gazette", "2026-03-04", (BOTH,)),
    )
    later = [drift.later for drift in echo.drifts]
    assert len(later) == len(set(later))


def stories(echo: Echo) -> list[set[str]]:
    id = {article.key: article.id for article in echo.articles}
    return [{id[key] for key in story.articles} for story in echo.stories]


STOP = "Korvan Shipping stops its ferry between Halden and Lorn in May"
HALT = "In May Korvan Shipping will halt the Lorn ferry"
FARES = "Tickets for the ferry were too cheap to pay for the fuel"
PIER = "The old pier of Lorn will be torn down after the summer"
RUIN = "Nothing will be left of the pier, which divers had called a ruin"


FERRY = [
    article("a", "Halden Gazette", "2026-03-02", (STOP,), (FARES,), (PIER,)),
    article("b", "Radio Lorn", "2026-03-02", (HALT,), ("The ferry carried 300 people a day",), (FARES,)),
    article("c", "Osby Times", "2026-03-03", (STOP,), ("Some 300 people a day took the ferry",), ("Its crew will go to Osby",)),
]


@pytest.mark.parametrize(("published", "belongs"), [("2026-03-04", True), ("2026-03-20", False), (None, True)])
def test_an_article_that_tells_what_one_of_the_others_tells_belongs_to_their_story(published: str, belongs: bool) -> None:
    late = article("d", "Ridge Examiner", published, ("After the summer the pier of Lorn is to be torn down",), (RUIN,))
    assert stories(compared(*FERRY, late)) == [{"a", "b", "c", "d"} if belongs else {"a", "b", "c"}]


def test_a_latecomer_may_print_the_same_words() -> None:
    late = article("d", "Ridge Examiner", "2026-03-04", (PIER,), (RUIN,))
    assert stories(compared(*FERRY, late)) == [{"a", "b", "c", "d"}]


def test_one_alike_statement_makes_no_latecomer_of_another_matter() -> None:
    other = [("Apples cost more than ever at the market of Osby",), ("Growers blame the frost for it",), ("Pears are cheap",)]
    late = article("d", "Ridge Examiner", "2026-03-04", *other, ("Tickets for the bus were too cheap",), ("It has 30 seats",))
    assert stories(compared(*FERRY, late)) == [{"a", "b", "c"}]
