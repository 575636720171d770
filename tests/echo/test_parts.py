"""The parts by themselves: words, clusters, outlets."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from provaudit.echo.candidates import near_duplicates
from provaudit.echo.clusters import cluster
from provaudit.echo.likeness import Likeness
from provaudit.echo.outlets import OutletsOf
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
    assert numbers(one) == {"80000", "9:40", "1.2"}


def test_numbers_in_words_are_numbers() -> None:
    assert {"24", "30", "7"} <= terms("Twenty-four jets, thirty pilots, seven bases", ENGLISH)
    assert numbers(terms("Twenty-four jets, seven bases", ENGLISH)) == {"24"}


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
