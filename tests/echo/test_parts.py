"""The parts by themselves: words, clusters, outlets."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.echo.candidates import near_duplicates
from provaudit.echo.claims import claims
from provaudit.echo.clusters import cluster
from provaudit.echo.likeness import Likeness
from provaudit.echo.origins import Origins
from provaudit.echo.outlets import OutletsOf
from provaudit.echo.quantities import about
from provaudit.echo.tellings import read
from provaudit.echo.terms import NOT, Words, names, numbers, terms
from provaudit.languages import load_language
from provaudit.languages.wording import load_wording

from .paper import article

ENGLISH = Words.of("en")


def test_terms_join_forms_of_a_word_and_ways_of_writing_a_number() -> None:
    one = terms("The inspectors cracked 80,000 eggs at 9:40, 1.2 million in the banks’ cellars", ENGLISH)
    other = terms("Inspection: 80000 eggs cracking", ENGLISH)
    assert {"inspe", "crack", "80000", "eggs"} <= one & other
    assert numbers(one) == {"80000", "9:40", "1200000"}


def test_numbers_in_words_are_numbers() -> None:
    assert {"24", "30", "7"} <= terms("Twenty-four jets, thirty pilots, seven bases", ENGLISH)
    assert numbers(terms("Twenty-four jets, seven bases", ENGLISH)) == {"24"}


def test_what_multiplies_a_number_is_part_of_it() -> None:
    assert terms("forty million crowns", ENGLISH) == terms("40,000,000 crowns", ENGLISH)
    assert {"2500000", "24000", "400"} <= terms("2.5 million, twenty-four thousand, four hundred", ENGLISH)
    assert "hundr" in terms("a hundred ships", ENGLISH)


@pytest.mark.parametrize(("one", "other"), [("9000", "9400"), ("71", "70.8"), ("500", "480"), ("3000000000", "3100000000")])
def test_rounded_numbers_may_be_the_same(one: str, other: str) -> None:
    assert about(one, other)
    assert about(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("71", "72"), ("2026", "2027"), ("9:40", "9:41"), ("1000", "1400"), ("30", "26"), ("0", "5")]
)
def test_others_are_two_numbers(one: str, other: str) -> None:
    assert not about(one, other)
    assert not about(other, one)


def test_a_rounded_number_brings_statements_nearer_and_another_one_keeps_them_apart() -> None:
    of = likeness("The mill has 9,400 workers", "The mill has about 9,000 workers", "The mill has 3,200 workers")
    assert of(0, 1) > of(0, 2)


def test_all_ways_of_saying_no_are_one_term() -> None:
    for text in ("Nobody was hurt", "The mill won’t open", "They do not agree", "There is no water left"):
        assert NOT in terms(text, ENGLISH)
    assert NOT not in terms("Nottingham knows Norman", ENGLISH)


def likeness(*texts: str) -> Likeness:
    return Likeness(read([article(str(n), f"Paper {n}", None, (t,)) for n, t in enumerate(texts)], load_wording("en")), ENGLISH)


def test_words_near_in_meaning_count_within_a_story() -> None:
    of = likeness("The mill will be shut in spring", "In spring the factory is to close", "In spring the river rises")
    assert of.within(0, 1) > of(0, 1)
    assert of.within(0, 1) > of.within(0, 2)


def test_saying_no_is_nothing_in_common() -> None:
    of = likeness("Nobody bought apples", "No bridge was built")
    assert of.within(0, 1) == 0.0


def test_names_are_what_has_a_capital_inside_sentences() -> None:
    assert names(["Rivers meet at Harlow", "In Harlow the rivers meet", "Why Harlow"]) == {"harlo"}


def test_near_duplicates_differ_by_a_word() -> None:
    text = "the ship was four miles from the island when smoke was seen on the car deck at about nine"
    assert near_duplicates({1: text, 2: text + " said the guard", 5: "nobody has a second supplier ready for the mills"}) == {
        (1, 2)
    }


scores = st.dictionaries(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] < pair[1]), st.floats(0, 1), max_size=40
)


@given(scores, st.randoms())
def test_clusters_are_alike_on_average_whatever_the_order(known: dict[tuple[int, int], float], random) -> None:
    def likeness(a: int, b: int) -> float:
        return known.get((min(a, b), max(a, b)), 0.0)

    made = cluster(known, likeness, 0.5)
    order = list(known)
    random.shuffle(order)
    assert cluster(order, likeness, 0.5) == made
    members = [number for group in made for number in group]
    assert len(members) == len(set(members))
    for group in made:
        assert len(group) > 1
        assert max(likeness(*pair) for pair in combinations(group, 2)) >= 0.5


def test_clusters_do_not_chain() -> None:
    near = {(n, n + 1): 0.6 for n in range(9)}
    assert max(map(len, cluster(near, lambda a, b: near.get((a, b), 0.0), 0.5))) == 2


def ways(publisher: str, *hands: str, beside: str = "outlet:Halden Gazette") -> list[list[str]]:
    language, wording = load_language("en"), load_wording("en")
    corpus = read(
        [
            article("a", publisher, None, ("The mill is closed", beside), ("The mill will open again", *hands)),
            article("b", "Halden Gazette", None),
            article("c", "Northreach Chronicle", None),
        ],
        wording,
    )
    told = OutletsOf(corpus, language).resolve(corpus).tellings[1]
    return [[hand.name for hand in way] for way in told.ways]


def test_short_forms_are_the_outlets_that_the_article_names() -> None:
    assert ways("Radio Lorn", "outlet:the Gazette") == [["Halden Gazette", "Radio Lorn"]]
    assert ways("Radio Lorn", "outlet:!newspaper") == [["Halden Gazette", "Radio Lorn"]]
    assert ways("Radio Lorn", "person:!Halden Gazette") == [["Halden Gazette", "Radio Lorn"]]


def test_a_paper_does_not_relay_to_itself() -> None:
    assert ways("Northreach Chronicle", "person:Lena Ostrow", "outlet:the Chronicle") == [["Lena Ostrow", "Northreach Chronicle"]]


def test_outlets_side_by_side_are_two_ways() -> None:
    assert ways("Radio Lorn", "outlet:Halden Gazette and Northreach Chronicle") == [
        ["Halden Gazette", "Radio Lorn"],
        ["Northreach Chronicle", "Radio Lorn"],
    ]
    assert ways("Radio Lorn", "body:Marsh and Daughters") == [["Marsh and Daughters", "Radio Lorn"]]


def test_several_outlets_are_not_one_of_them() -> None:
    assert ways("Radio Lorn", "outlet:!multiple outlets") == [["multiple outlets", "Radio Lorn"]]


class Scores:
    """A likeness of four statements, the first and the last of one article, as it is told."""

    def __init__(self, told: dict[tuple[int, int], float]) -> None:
        self._told = told
        statements = [("The mill is closed",), ("The mill will open",)]
        papers = [article("a", "Paper 0", None, *statements), *(article(id, f"Paper {id}", None, statements[0]) for id in "bc")]
        corpus = read(papers, load_wording("en"))
        self.corpus = replace(corpus, tellings=tuple(replace(corpus.tellings[0], article=n) for n in (0, 1, 2, 0)))

    def comparable(self, a: int, b: int) -> bool:
        return self.corpus.tellings[a].article != self.corpus.tellings[b].article

    def within(self, a: int, b: int) -> float:
        return self._told.get((a, b), 0.0)

    def beside(self, *_: int) -> float:
        return 0.0


def made(told: dict[tuple[int, int], float]) -> list[list[int]]:
    (found,) = claims([[0, 1, 2]], {n: [n] for n in range(4)}, [], Scores(told), None)  # type: ignore[arg-type]
    return found


def test_a_statement_joins_the_claim_that_it_is_the_best_match_of_on_the_whole() -> None:
    told = {(0, 1): 0.6, (0, 2): 0.35, (1, 2): 0.28, (2, 3): 0.38}
    assert made(told) == [[0, 1, 2], [2, 3]]
    assert made(told | {(1, 2): 0.2}) == [[0, 1], [2, 3]]  # too little alike on average
    assert made(told | {(0, 2): 0.29}) == [[0, 1], [2, 3]]


def test_a_statement_that_is_surely_alike_needs_no_best_match() -> None:
    told = {(0, 3): -0.2, (1, 3): 0.7}
    assert made(told | {(0, 1): 0.65}) == [[0, 1], [1, 3]]
    assert made(told | {(0, 1): 0.55}) == [[1, 3]]


def test_an_outlet_that_says_itself_where_it_has_something_from_is_no_origin_of_what_it_is_cited_for() -> None:
    corpus = read(
        [
            article("a", "Radio Lorn", None, ("The mill is closed", "outlet:Halden Gazette")),
            article("b", "Halden Gazette", None, ("No flour is made any more", "people:!workers", "outlet:Osby Times")),
        ],
        load_wording("en"),
    )
    cited = next(number for number, telling in enumerate(corpus.tellings) if telling.outlets == ("Halden Gazette",))
    origins = Origins(corpus, [0, 1], load_language("en"), {})
    assert [origin.name for origin in origins.of([cited])] == ["Halden Gazette"]
    assert origins.of([cited], beside=[0, 1]) == ()
