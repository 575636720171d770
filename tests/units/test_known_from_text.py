"""Publisher, byline and date from the text: only where it is sure."""

import pytest

from provaudit.model.article import Article, Metadata
from provaudit.readers.paragraphs import paragraphs
from provaudit.units import layout

BODY = (
    "The ferry between Salda and the islands stays in port until Friday, its owner said on Monday, because its only pilot left.",
    "Nobody else may steer the ferry, the harbour office told Reuters. The Kalmar Times reported on Sunday that it was for sale.",
)


def meta(*lines, **known):
    text = "\n\n".join(lines)
    return layout(Article("x", text, paragraphs(text), Metadata(**known))).meta


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        ((*BODY, "© 2024 Reuters"), "Reuters"),
        ((*BODY, "© 2024 The Salda Courier. All rights reserved."), "The Salda Courier"),
        ((*BODY, "Copyright 2024 by the Salda Courier, all rights reserved"), "the Salda Courier"),
        (
            (*BODY, "Content created by The Sea News Foundation is available without charge to any publisher."),
            "The Sea News Foundation",
        ),
        ((*BODY, "The cook declined The Salda Courier’s request for comment."), "The Salda Courier"),
        ((*BODY, "The cook did not immediately respond to the Courier's requests for comment."), "the Courier"),
        ((*BODY, "Vinge told Sea TV, a sister outlet of The Salda Courier, that she was sorry."), "The Salda Courier"),
        ((*BODY, "The cook told POLITICO that she was sorry."), "Politico"),
        ((*BODY, "Got a tip? Email our staff at tips@engadget.com."), "Engadget"),
        (("Ferry stays in port", "The New Arab Staff & Agencies", *BODY), "The New Arab"),
        ((f"SALDA (Reuters) - {BODY[0]}", BODY[1], "Reporting by Nadia Ferrant; editing by Colm Dray"), "Reuters"),
    ],
)
def test_publisher_by_the_texts_own_words(lines, publisher):
    assert meta(*lines).publisher == publisher


@pytest.mark.parametrize(
    "lines",
    [
        BODY,
        (f"SALDA (Reuters) - {BODY[0]}", BODY[1]),
        (*BODY, "Copyright 2024,"),
        (*BODY, "© 2024 Vinge Ferries Holdings Ltd."),
        (*BODY, "The cook declined The Kalmar Times’ request for comment."),
        (*BODY, "Reuters contributed to this report."),
        (*BODY, "The cook declined the union's request for a kettle."),
        (*BODY, "The cook was sorry, POLITICO reported."),
        (*BODY, "The cook told Politico that she was sorry."),
        (*BODY, "The cook wrote to tips@engadget.com and to the union."),
        (*BODY, "Got a tip? Email our staff at tips@kalmar-ferries.example."),
    ],
    ids=[
        "relay",
        "dateline alone",
        "copyright of nobody",
        "company",
        "request to a relay",
        "contribution",
        "no outlet",
        "spelling of whoever cites",
        "spelling of anybody",
        "address in the story",
        "address of nobody known",
    ],
)
def test_no_publisher_where_the_text_is_not_sure(lines):
    assert meta(*lines).publisher is None


def test_what_is_known_is_not_touched():
    found = meta(
        "Ferry stays in port", "By Nadia Ferrant", *BODY, "© 2024 Reuters", publisher="The Salda Courier", byline="Colm Dray"
    )
    assert (found.publisher, found.byline) == ("The Salda Courier", "Colm Dray")


@pytest.mark.parametrize(
    ("credit", "byline"),
    [
        ("By Nadia Ferrant", "Nadia Ferrant"),
        ("By Nadia Ferrant, Staff Writer", "Nadia Ferrant"),
        ("By NADIA FERRANT | The Salda Courier", "NADIA FERRANT"),
        ("Reporting by Nadia Ferrant; Editing by Colm Dray", "Nadia Ferrant"),
        ("Photo: Ann Leroy/EPA", None),
    ],
)
def test_byline(credit, byline):
    assert meta("Ferry stays in port", credit, *BODY).byline == byline


@pytest.mark.parametrize("line", ["Published 3 May 2024, 10:15", "May 3, 2024", "Updated: 2024-05-03 10:15"])
def test_date(line):
    assert meta("Ferry stays in port", line, *BODY).published == "2024-05-03"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Lee and Bo Ray", "Ann Lee; Bo Ray"),
        ("By Ann Lee, Bo Ray and Cy Fox", "Ann Lee; Bo Ray; Cy Fox"),
        ("By Ann Lee, Bo Ray, and Cy Fox", "Ann Lee; Bo Ray; Cy Fox"),
        ("By ANN LEE and BO RAY, Staff Writers", "ANN LEE; BO RAY"),
        ("By Ann Lee & Bo Ray", "Ann Lee; Bo Ray"),
        ("By Ann Lee, Staff Writer, and Bo Ray, Political Editor", "Ann Lee; Bo Ray"),
        ("By Ann Lee in Salda and Bo Ray in Kalmar", "Ann Lee; Bo Ray"),
        ("By Ann Lee, Salda Courier", "Ann Lee"),
        ("By Ann Lee and the Associated Press", "Ann Lee"),
        ("Reporting by Ann Lee and Bo Ray; Editing by Cy Fox and Di Orr", "Ann Lee; Bo Ray"),
    ],
)
def test_everybody_in_a_byline_is_kept(line, byline):
    assert meta("Ferry stays in port", line, *BODY).byline == byline
