"""Articles from a small grammar: paragraphs of news sentences, with quotations, relays and whatever else makes chains."""

from __future__ import annotations

from hypothesis import strategies as st

PEOPLE = ["Lotte Vinge", "harbour master Tom Bell", "Mayor Lena Ortiz", "Dr. Ida Brandt", "she", "he", "they", "Bell"]
GROUPS = [
    "police",
    "two officials",
    "a senior aide",
    "the ministry",
    "critics",
    "sources close to the club",
    "the report",
    "people",
]
OUTLETS = ["Reuters", "the BBC", "the New York Times", "the newspaper", "local media", "Bild"]
CLAIMS = [
    "the bridge will close", "the roof had leaked for years", "nobody was told", "she would resign", "prices fell by 9 percent",
    "the mayor knew", "the U.S. fleet left on Jan. 3", "“the wall is rotten”", "the crew, all from Salda, is safe",
]  # fmt: skip
SAID = ["said", "claimed", "warned", "told reporters", "believes", "denied", "wrote on X", "has said"]
TAILS = ["", " on Monday", ", on condition of anonymity", ", who runs the café", ", adding that the pier is shut"]
PLAIN = [
    "The ferry left port at nine.", "Nobody answered.", "The ministry declined to comment.", "It was reported that the ship sank.",
    "Why did the wall fall?", "Ward was reportedly seen in Rome.", "The tower (built in 1961) is 40 m high!", "“Closed for good.”",
    "• The kettle is gone.", "“We tried", "it failed.”", "Mr. Bell waited.", "He said: “Go.” She went.", "1", "—",
]  # fmt: skip

sources = st.sampled_from(PEOPLE + GROUPS + OUTLETS)
claims = st.sampled_from(CLAIMS)
said = st.sampled_from(SAID)
tails = st.sampled_from(TAILS)
outlets = st.sampled_from(OUTLETS)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


attributed = st.one_of(
    st.builds("{} {} that {}{}.".format, sources, said, claims, tails),
    st.builds("{}, {} {}{}.".format, claims, sources, said, tails),
    st.builds("“{},” {} {}{}. “{}.”".format, claims, sources, said, tails, claims),
    st.builds("{} told {} that {}{}.".format, sources, outlets, claims, tails),
    st.builds("{}, {} reported, citing {}.".format, claims, outlets, sources),
    st.builds("according to {}, {}, {} {}.".format, sources, claims, sources, said),
    st.builds("{} said {} had told {} that {}.".format, sources, sources, outlets, claims),
    st.builds("“{}. {}. {},” {} {}.".format, claims, claims, claims, said, sources),
    st.builds("{}, but {} {} {}.".format, claims, sources, said, claims),
).map(_capital)
sentences = st.one_of(attributed, attributed, st.sampled_from(PLAIN))
paragraphs = st.lists(sentences, min_size=1, max_size=2).map(" ".join)
headlines = st.one_of(
    st.builds("{}, {} say".format, claims, sources),
    st.builds("{}: {}".format, sources, claims),
    st.builds("{}: reports".format, claims),
).map(_capital)
articles = st.builds(
    lambda headline, body: "\n\n".join([*headline, *body]),
    st.lists(headlines, max_size=1),
    st.lists(paragraphs, min_size=1, max_size=3),
)
