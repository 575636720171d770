"""What the pairing makes of each style of quotation marks, of apostrophes, and of broken pairs."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from provaudit.model.attribution import Quotation
from provaudit.model.span import Span
from provaudit.quotes.pairing import pair


def paired(*paragraphs: str) -> tuple[str, tuple[Quotation, ...]]:
    """The text of the paragraphs, set apart by empty lines, and its quotations."""
    spans: list[Span] = []
    text = ""
    for paragraph in paragraphs:
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return text, pair(text, spans)


def shown(*paragraphs: str) -> list[str]:
    """Each quotation as it stands in the text, behind one `>` a level, with `...` where the pair is broken."""
    text, quotations = paired(*paragraphs)
    return [">" * q.depth + q.span.of(text) + ("" if q.closed else "...") for q in quotations]


STYLES: Sequence[tuple[str, list[str]]] = [
    ("“The bridge is safe,” Orla Venn said. “Ask me again in May.”", ["“The bridge is safe,”", "“Ask me again in May.”"]),
    ('"The bridge is safe," Orla Venn said. "Ask me again."', ['"The bridge is safe,"', '"Ask me again."']),
    ("‘The bridge is safe,’ Orla Venn said.", ["‘The bridge is safe,’"]),
    ("'The bridge is safe,' Orla Venn said.", ["'The bridge is safe,'"]),
    ("``The bridge is safe,'' Orla Venn said.", ["``The bridge is safe,''"]),
    ("''The bridge is safe,'' Orla Venn said.", ["''The bridge is safe,''"]),
    ("«The bridge is safe», Orla Venn said.", ["«The bridge is safe»"]),
    ("« The bridge is safe », Orla Venn said.", ["« The bridge is safe »"]),
    ("»The bridge is safe«, Orla Venn said.", ["»The bridge is safe«"]),
    ("»The bridge is safe», Orla Venn said.", ["»The bridge is safe»"]),
    ("”The bridge is safe”, Orla Venn said.", ["”The bridge is safe”"]),
    ("‹The bridge› is ›safe‹.", ["‹The bridge›", "›safe‹"]),
    ("A ›bridge‹ is ›safe‹.", ["›bridge‹", "›safe‹"]),
    ("„The bridge is safe“, Orla Venn said. „Quite“.", ["„The bridge is safe“", "„Quite“"]),
    ("„The bridge is safe”, Orla Venn said.", ["„The bridge is safe”"]),
    ("‚The bridge is safe‘, Orla Venn said.", ["‚The bridge is safe‘"]),
    ("The sign read 「橋は安全」 and 『五月まで』.", ["「橋は安全」", "『五月まで』"]),
    ("＂The bridge is safe,＂ Orla Venn said.", ["＂The bridge is safe,＂"]),
]


@pytest.mark.parametrize(("text", "expected"), STYLES)
def test_every_style_is_paired(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('They found “no evidence" of a leak and "no reason” to dig.', ['“no evidence"', '"no reason”']),
        ("The clerk called it „a muddle\" and ‘a mess'.", ['„a muddle"', "‘a mess'"]),
        ("“It is dry, ”she said. “Too dry.”", ["“It is dry, ”", "“Too dry.”"]),
        ("He spoke of “order” and ”calm,” and left.", ["“order”", "”calm,”"]),
        ("She waved. “That is all. “", ["“That is all. “"]),
        ('Then: " spaced out " again.', ['" spaced out "']),
        ('He said:"No way."They laughed,"Sure."', ['"No way."', '"Sure."']),
    ],
)
def test_mixed_and_careless_typography_is_paired(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They don't know, and can’t.",
        "The dogs' bowls and the ministers’ cars stood in James' and Cruz’ yards.",
        "Rock 'n' roll of the '90s, rock ’n’ roll of the ’80s, rock ‘n’ roll.",
        "’Tis late, 'twas early, and get 'em out 'til dawn.",
        "She was goin' home an' singin’ o’ the sea.",
        'The wall is 6\'2" high, 12" thick and 5’ 3” wide.',
        "The class of ’08 met the class of '15, and the ‘90s band played.",
        "Qur'an, O’Hara, ma'am, d'Aube, rock-'em robots.",
    ],
)
def test_apostrophes_feet_and_inches_are_no_marks(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'The dogs' dinner was late,' she said. 'The cats' too.'", ["'The dogs' dinner was late,'", "'The cats' too.'"]),
        ("‘It’s the miners’ hall, isn’t it,’ he said.", ["‘It’s the miners’ hall, isn’t it,’"]),
        ("'Give 'em hell,' he said, 'or go.'", ["'Give 'em hell,'", "'or go.'"]),
        ("'Tis the season,' he said.", ["'Tis the season,'"]),
        ("He ate in the '80s, in 'Rosa's', and liked the 'soup'.", ["'Rosa's'", "'soup'"]),
        ("'Friends' of the party said 'no'.", ["'Friends'", "'no'"]),
        ("“The ‘dogs’ of war” ran, goin’ far.", ["“The ‘dogs’ of war”", ">‘dogs’"]),
        ('"Lanterns"\'s cast and "Tides" won.', ['"Lanterns"', '"Tides"']),
        ("'No grounds' for new tax, says MPs' report", ["'No grounds'"]),
        ("THE 'BIG' ONE: \"DON'T GO,\" SAYS THE BOSSES' MAN", ["'BIG'", '"DON\'T GO,"']),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"He is 6\'2" tall," she said. "Big."', ['"He is 6\'2" tall,"', '"Big."']),
        ("“He is 6’2” tall,” she said.", ["“He is 6’2” tall,”"]),
        ('"Comet 13" beat "Comet 12" and "Comet 11," he said.', ['"Comet 13"', '"Comet 12"', '"Comet 11,"']),
        ("‘I left in 1982’ was his answer.", ["‘I left in 1982’"]),
    ],
)
def test_marks_after_digits_close_where_nothing_else_does(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“She told me, ‘I read “Tides” twice.’”",
            ["“She told me, ‘I read “Tides” twice.’”", ">‘I read “Tides” twice.’", ">>“Tides”"],
        ),
        ("‘She told me “no” twice,’ he said.", ["‘She told me “no” twice,’", ">“no”"]),
        ("“‘A mess,’ he called it,” she said.", ["“‘A mess,’ he called it,”", ">‘A mess,’"]),
        ("\"He called it 'a mess.'\"", ["\"He called it 'a mess.'\"", ">'a mess.'"]),
        ("''She asked, 'Is it dry?''' he said.", ["''She asked, 'Is it dry?'''", ">'Is it dry?'"]),
        ("'''Tides,''' he replied.", ["'''Tides,'''", ">'Tides,'"]),
        ("“We call it “home” here,” she said.", ["“We call it “home” here,”", ">“home”"]),
        ("«A ‹small› thing»", ["«A ‹small› thing»", ">‹small›"]),
    ],
)
def test_quotations_stand_in_quotations(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said—"yes"—and ("no") and [“perhaps”] and "maybe—" and stopped.', ['"yes"', '"no"', "“perhaps”", '"maybe—"']),
        ('anti-"reform" and "reform"-minded, and/or "both"', ['"reform"', '"reform"', '"both"']),
        ('"[T]he dam," she wrote, "…and the weir."', ['"[T]he dam,"', '"…and the weir."']),
        ('**"Hello,"** he said.', ['"Hello,"']),
        ('\u200b"Hello,"\u200b he said.', ['"Hello,"']),
        ('An empty "" and an empty “”, or "".', ['""', "“”", '""']),
        ("“x”“y”", ["“x”", "“y”"]),
    ],
)
def test_neighbours_of_all_kinds(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is dry, she said.  ", ["“It is dry, she said...."]),
        ("“It is dry, she said. “Very,” he added. “No.”", ["“It is dry, she said....", "“Very,”", "“No.”"]),
        ('"It is dry, she said. "Very," he added. "No."', ['"It is dry, she said....', '"Very,"', '"No."']),
        ('It is dry," she said. "Very," he added.', ['"Very,"']),
        ("»It is dry, she said. »Very«, he added.", ["»It is dry, she said....", "»Very«"]),
        ("“He called it ‘a mess,” she said. “Fine.”", ["“He called it ‘a mess,”", ">‘a mess,...", "“Fine.”"]),
        ('"It was the \'worst day," he said. "We don\'t know."', ['"It was the \'worst day,"', '"We don\'t know."']),
        ("It is dry,” she said.", []),
        ("He called it 'a mess and left.", []),
        ("She waved. “", []),
    ],
)
def test_a_broken_pair_harms_nothing_after_it(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def flags(*paragraphs: str) -> list[tuple[str, bool, bool]]:
    text, quotations = paired(*paragraphs)
    return [(q.inner.of(text), q.closed, q.continues) for q in quotations]


def test_a_quotation_goes_on_over_paragraphs_that_open_with_a_mark() -> None:
    assert flags("Ines Roth said: “The well is dry.", "“The pump is old.", "“We want help,” she said. “Soon.”") == [
        ("The well is dry.", True, False),
        ("The pump is old.", True, True),
        ("We want help,", True, True),
        ("Soon.", True, False),
    ]


def test_straight_single_marks_go_on_over_paragraphs() -> None:
    assert flags("'The well is dry.", "'The pump is old,' she said.") == [
        ("The well is dry.", True, False),
        ("The pump is old,", True, True),
    ]


def test_a_quotation_in_a_quotation_goes_on_with_both_marks() -> None:
    assert flags("“‘The well is dry.", "“‘The pump is old.’”") == [
        ("‘The well is dry.", True, False),
        ("The well is dry.", True, False),
        ("‘The pump is old.’", True, True),
        ("The pump is old.", True, True),
    ]


def test_a_lone_closing_mark_ends_what_the_paragraph_before_left_open() -> None:
    assert flags("“The well is dry.", "The pump is old,” she said. “Soon.”") == [
        ("The well is dry.", True, False),
        ("The pump is old,", True, True),
        ("Soon.", True, False),
    ]


def test_a_lone_closing_mark_after_a_whole_quotation_is_ignored() -> None:
    assert flags("“The well is dry,” she said.", "The pump is old,” she said.") == [("The well is dry,", True, False)]


def test_another_mark_does_not_continue() -> None:
    assert flags("“The well is dry, she said.", '"The pump is old," he said.') == [
        ("The well is dry, she said.", False, False),
        ("The pump is old,", True, False),
    ]


def test_a_broken_pair_ends_with_its_paragraph() -> None:
    assert flags("“The well is dry, she said.", "Rain fell.", "“The pump is old,” he said.") == [
        ("The well is dry, she said.", False, False),
        ("The pump is old,", True, False),
    ]


def test_marks_outside_the_paragraphs_are_not_looked_at() -> None:
    assert pair("“a” “b”", [Span(4, 7)]) == (Quotation(Span(4, 7), Span(5, 6), 0, True),)


@pytest.mark.parametrize(
    "text",
    [
        "“a " * 10_000,
        "a” " * 10_000,
        '"a" ' * 5_000,
        "“‘«" * 3_000 + "x” " * 3_000,
        "“x ‘y " * 5_000 + "z’ w” " * 5_000,
        "dogs' 'x \"" * 3_000,
        '"' * 10_000,
        "'" * 10_001,
        '"\u200b' * 10_000,
        "“" + "‘a " * 5_000 + " " * 5_000 + "”",
        "word " * 20_000 + "“end.”",
    ],
    ids=[
        "open",
        "stray",
        "pairs",
        "mixed",
        "deep",
        "apostrophes",
        "run",
        "single run",
        "invisible",
        "white space",
        "long sentence",
    ],
)
def test_ten_thousand_marks_take_no_time(text: str) -> None:
    # a quadratic pairing takes minutes; the bound is wide because the machine is shared
    began = time.process_time()
    pair(text, [Span(0, len(text))])
    assert time.process_time() - began < 1


def test_ten_thousand_open_paragraphs_take_no_time() -> None:
    began = time.process_time()
    _, quotations = paired(*["“a"] * 10_000)
    assert time.process_time() - began < 2
    assert sum(q.continues for q in quotations) == 9_999
