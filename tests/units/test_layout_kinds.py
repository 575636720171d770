"""What each paragraph of an article is: told from position, length, punctuation, case and neighbours."""

import pytest

from provaudit.model.article import Article, Block, BlockKind, Metadata
from provaudit.model.span import Span
from provaudit.readers.paragraphs import paragraphs
from provaudit.units import layout

LEAD = (
    "The ferry between Salda and the outer islands will stay in port until Friday, its owner, Odile Vinge, said on Monday, "
    "because its only pilot has left the ship."
)
MORE = "Nobody else on that coast may steer the ferry, which carries some 300 passengers a day. The next examination is in autumn."
LAST = "“I am sorry for the islanders,” Vinge told the Salda Courier. The islands have no other link with the mainland."


def article(*lines, **meta):
    text = "\n\n".join(lines)
    return Article("x", text, paragraphs(text), Metadata(**meta))


def kinds(*lines, **meta):
    return [block.kind.value for block in layout(article(*lines, **meta)).blocks]


@pytest.mark.parametrize(
    "headline",
    [
        "Salda ferry to stay in port until Friday",
        "Salda Ferry Stays In Port After Pilot Leaves",
        "Ferry stays in port as only pilot leaves ship.",
        "Pilot's exit keeps Salda ferry in port, owner says.",
        "SALDA FERRY STUCK IN PORT",
        "Owner: Ferry to stay in port 'for a week.'",
        "What's next for the ferry? Islands wait.",
        "No pilot, no ferry: Why Salda's islands are cut off…",
    ],
)
def test_headlines_with_and_without_a_full_stop(headline):
    assert kinds(headline, LEAD, MORE, LAST) == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    "lead",
    [
        LEAD,
        "The cattle market in Dunmore opens an hour later from May, said market warden Ansel Pryce.",
        "A ferry pilot who left her ship on Sunday was back at the wheel on Monday.",
        "“I will not come back,” ferry pilot Mara Holt said on Tuesday.",
        "SALDA (Reuters) - Ferry pilot leaves ship in quarrel over tea.",
        "Ferry pilot Mara Holt had a kettle of her own, and it was gone. So she went to find it.",
    ],
)
def test_an_article_without_a_headline_begins_with_its_lead(lead):
    assert kinds(lead, MORE, LAST) == ["body", "body", "body"]


def test_a_lead_that_stands_alone_is_body():
    assert kinds("The ferry stays in port, said harbour commissioner Lotte Vinge.") == ["body"]


@pytest.mark.parametrize(
    "deck",
    [
        "Islands have no other link with the mainland",
        "Owner says she is looking for a pilot.",
        "Islanders say that if nobody takes the wheel, it would be the same as being sold.",
    ],
)
def test_a_deck_stands_between_headline_and_lead(deck):
    headline = "Salda ferry to stay in port until Friday after only pilot leaves ship"
    assert kinds(headline, deck, LEAD, MORE) == ["headline", "deck", "body", "body"]


def test_what_stands_before_a_dateline_is_deck_or_credit():
    found = kinds("Ferry stays in port", "A kettle,.", "By Nadia Ferrant", "SALDA - " + LEAD, MORE)
    assert found == ["headline", "deck", "credit", "body", "body"]


def test_a_line_right_below_the_headline_is_its_deck():
    text = f"Ferry stays in port; \nVinge family vows a search for pilots on the whole coast.\n\n{LEAD}\n\n{MORE}\n\n{LAST}"
    found = layout(Article("x", text, paragraphs(text)))
    assert [b.kind.value for b in found.blocks] == ["headline", "deck", "body", "body", "body"]


def test_a_title_that_the_file_tells_is_the_headline():
    first = "It was the kettle that the pilot had brought from home."
    assert kinds(first, LEAD, MORE)[0] == "body"
    assert kinds(first, LEAD, MORE, title="It was the kettle that the pilot had brought from home")[0] == "headline"


def test_headings_within_the_body():
    found = kinds("Ferry stays in port", LEAD, "A Kettle Of Her Own", MORE, "What happens next?", LAST)
    assert found == ["headline", "body", "heading", "body", "heading", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        ("• The ferry stays in port.", "• Its pilot has left"),
        ("Q: When does it sail?", "Vinge: We sail on Friday."),
        ("She said the following:", "The kettle is mine."),
        ("It sails:", "on Friday", "on Sunday", "on request"),
    ],
)
def test_lists_and_dialogue_are_body(lines):
    assert kinds("Ferry stays in port", LEAD, *lines) == ["headline", "body"] + ["body"] * len(lines)


ASIDES = {
    BlockKind.CREDIT: [
        "By Nadia Ferrant",
        "By NADIA FERRANT and Colm Dray, Staff Writers",
        "By Nadia Ferrant, transport correspondent",
        "By Nadia Ferrant and Colm Dray, social affairs and health reporters",
        "By the Associated Press",
        "Reporting by Nadia Ferrant; Editing by Colm Dray",
        "(Additional reporting by Nadia Ferrant in Salda; writing by Colm Dray)",
        "--additional reporting from Nadia Ferrant.",
        "The Associated Press contributed to this report.",
        "Nadia Ferrant contributed reporting from Salda to this story.",
        "Contributing: Nadia Ferrant",
        "Photo: Ann Leroy/EPA",
        "Photograph by Ann Leroy",
        "Nadia Ferrant is a staff reporter for the Salda Courier.",
        "Nadia Ferrant reported from Salda.",
    ],
    BlockKind.BOILERPLATE: [
        "© 2024 The Salda Courier, all rights reserved",
        "Copyright 2024,",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Content created by The Sea News Foundation is available without charge to any eligible publisher.",
        "Sign up for our daily newsletter and never miss a boat.",
        "Follow Nadia Ferrant on Twitter @ferrant.",
        "Read more here.",
        "Related: How ferries are steered",
        "This article was updated on Monday with the owner's answer.",
        "Correction: An earlier version of this article misnamed the ferry.",
        "Correction, 19 November: An earlier version of this article misnamed the ferry. She is the Odile.",
        "Correction (Nov. 19): The ferry was misnamed.",
        "A correction was appended: An earlier version of this story said that the ferry had two pilots. It has one.",
        "An editor’s note has been added on Friday.",
        "ADVERTISEMENT",
        "Published 3 May 2024, 10:15",
        "May 3, 2024",
        "Quarrel at sea: Cooks on the coast say pilots have been too careless with kettles. B4.",
        "See page A12.",
    ],
    BlockKind.CAPTION: [
        "Pilot Mara Holt (L) and cook Piet Amsel (R) meet at the harbour ... [+]",
        "The ferry in Salda harbour on Monday. (AP Photo/Ann Leroy)",
        "In this undated file photo, the ferry leaves Salda.",
        "Pictured: the ferry in Salda harbour",
        "The ferry lies in Salda harbour. Photograph: Ann Leroy/EPA",
        "Odile Vinge, owner of the ferry (file photo)",
    ],
    BlockKind.REFERENCE: [
        '"Ferry stays in port". Salda Courier, 12 April 2024',
        "U.S. pilots leave ferries, taking kettles with them (The Salda Courier)",
        "Sources: Salda Courier, harbour office",
        "[2] https://courier.example/sea/ferry",
    ],
}


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in ASIDES.items() for line in lines])
def test_asides_after_the_body(kind, line):
    assert kinds("Ferry stays in port", LEAD, MORE, line)[3] == kind.value


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the kettle was back on the stove.",
        "By the time the ferry sailed, nobody was waiting.",
        "Corrections officers on the ferry said: we were not asked.",
        "A correction was the last thing that the cook wanted.",
        "Reporting by the Salda Courier found that nobody had asked the cook.",
        "Follow-up talks with the owner are planned for Friday.",
        "Read aloud, the letter takes four minutes.",
        "Sen. Dale Hutchins (R) said the ferry was “a kettle”.",
        "Copyright law does not cover kettles, the judge said.",
        '"We sold the kettle in parts," the cook said in an interview with the Courier in May 2019.',
        "A photo of the kettle hung in the galley.",
        "The newsletter of the pilots' union said she was right.",
        "She contributed 40 crowns to the new kettle.",
        "The union (founded in 1950)",
    ],
)
def test_running_text_that_looks_a_little_like_an_aside_is_body(line):
    assert kinds("Ferry stays in port", LEAD, line, MORE)[2] == "body"


def test_a_short_sentence_before_a_photo_credit_is_the_caption():
    found = kinds("Ferry to stay in port, owner says", "Passengers wait at the Salda quay on Monday.", "Photo: Ann Leroy/EPA", LEAD)
    assert found == ["headline", "caption", "credit", "body"]


def test_what_follows_a_heading_of_sources_is_the_list():
    entries = ["Ferry Stays In Port, Salda Courier", "Kettles at Sea", "Who may steer a ferry?"]
    assert kinds("Ferry stays in port", LEAD, "Further Reading", *entries) == ["headline", "body"] + ["reference"] * 4


def test_kinds_that_a_reader_gave_stay():
    text = f"ferry.\n\n{LEAD}\n\nthe kettle"
    blocks = paragraphs(text)
    given = (Block(blocks[0].span, BlockKind.HEADLINE), blocks[1], Block(blocks[2].span, BlockKind.CAPTION))
    assert [b.kind for b in layout(Article("x", text, given)).blocks] == [BlockKind.HEADLINE, BlockKind.BODY, BlockKind.CAPTION]


def test_layout_changes_neither_text_nor_spans_and_is_stable():
    before = article("Ferry stays in port", "By Nadia Ferrant", LEAD, MORE, "Photo: Ann Leroy/EPA")
    once = layout(before)
    assert once.text == before.text
    assert [b.span for b in once.blocks] == [b.span for b in before.blocks]
    assert layout(once) == once


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — The pilot left.", "HEMPSTEAD, N.Y., Sept. 26 (UPI) —"),
        ("VALMORA (Reuters) - The pilot left.", "VALMORA (Reuters) -"),
        ("SALDA - The pilot left.", "SALDA -"),
        ("NEW SALDA, Lorvia -- The pilot left.", "NEW SALDA, Lorvia --"),
        ("Salda (AFP) – The pilot left.", "Salda (AFP) –"),
        ("(Reuters) - The pilot left.", "(Reuters) -"),
        ("Salda – the pilot's home – is small.", None),
        ("NATO - unlike the union - had no view.", None),
        ("The pilot left (again) - and came back.", None),
        ("The pilot left.", None),
        ("NATO — the alliance of 32 countries — met.", None),
        ("THE BOARD HAS SEEN IT — Its report says so.", None),
    ],
)
def test_datelines(opening, found):
    text = "Headline\n\n" + opening
    blocks = (Block(Span(0, 8)), Block(Span(10, len(text)), BlockKind.BODY))
    span = layout(Article("x", text, blocks)).blocks[1].dateline
    assert (span.of(text) if span else None) == found


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", ""])
def test_speech_in_french_marks_is_judged_as_in_english_ones(space):
    def marked(words):
        return words.replace("“", f"«{space}").replace("”", f"{space}»")

    lead = "“We heard it on the radio”, said Mara Holt, a pilot for 22 years. “Nobody called us.”"
    aside = "“Nobody called us.”"
    for lines in (
        [lead, MORE],
        ["Ferry stays in port", lead, MORE],
        [LEAD, aside, MORE],
        ["Ferry stays in port", LEAD, aside, MORE],
    ):
        assert kinds(*map(marked, lines)) == kinds(*lines)
    assert kinds("Ferry stays in port", marked(lead), MORE) == ["headline", "body", "body"]
