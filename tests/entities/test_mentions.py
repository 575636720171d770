"""What single mentions say, read from real parses: kind, naming, name, description, role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit.api import Auditor, article_of
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.languages import load_language
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Span
from provaudit.units.kinds import layout

Reads = Callable[[str, str], Mention]

PERSON, PEOPLE, BODY, OUTLET, DOCUMENT, UNSPECIFIED = (
    Kind.PERSON, Kind.PEOPLE, Kind.ORGANIZATION, Kind.OUTLET, Kind.DOCUMENT, Kind.UNSPECIFIED,
)  # fmt: skip
NAMED, DESCRIBED, OPAQUE = Naming.NAMED, Naming.DESCRIBED, Naming.OPAQUE


def reader(auditor: Auditor, text: str) -> MentionReader:
    article = layout(article_of(text))
    return MentionReader(article.text, auditor.parser.parse(article), load_language("en"))


@pytest.fixture(scope="session")
def reads(auditor: Auditor) -> Reads:
    def read(text: str, phrase: str) -> Mention:
        start = text.index(phrase)
        found = reader(auditor, text).read((Span(start, start + len(phrase)),))
        assert found is not None
        return found

    return read


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "naming"),
    [
        ("Republicans said the bill was dead.", "Republicans", PEOPLE, DESCRIBED),
        ("House Democrats said the bill was alive.", "House Democrats", PEOPLE, DESCRIBED),
        ("One Republican said the bill was dead.", "One Republican", PERSON, DESCRIBED),
        ("Prosecutors said the ledger had been burned.", "Prosecutors", PEOPLE, DESCRIBED),
        ("Police said the road was closed.", "Police", BODY, DESCRIBED),
        ("Villagers said they had heard the dam crack.", "Villagers", PEOPLE, DESCRIBED),
        ("Critics said the bridge was ugly.", "Critics", PEOPLE, OPAQUE),
        ("Sources said the bridge would be sold.", "Sources", UNSPECIFIED, OPAQUE),
        ("Sources familiar with the sale said the bridge was cheap.", "Sources familiar with the sale", PEOPLE, DESCRIBED),
        ("People familiar with the matter said the mill was sold.", "People familiar with the matter", PEOPLE, DESCRIBED),
        ("A person briefed on the talks said they had failed.", "A person briefed on the talks", PERSON, DESCRIBED),
        ("One of the harbour officials said the crane was unsafe.", "One of the harbour officials", PERSON, DESCRIBED),
        ("Two of the harbour officials said the crane was unsafe.", "Two of the harbour officials", PEOPLE, DESCRIBED),
        ("The finance ministry said that taxes would fall.", "The finance ministry", BODY, DESCRIBED),
        ("The union's lawyer said the strike was legal.", "The union's lawyer", PERSON, DESCRIBED),
        ("Local media reported that the dam had burst.", "Local media", OUTLET, DESCRIBED),
        ("State television reported that the dam had burst.", "State television", OUTLET, DESCRIBED),
        ("A ratings agency said the bonds were worthless.", "A ratings agency", BODY, DESCRIBED),
        ("The space station reported a leak, engineers said.", "engineers", PEOPLE, DESCRIBED),
        ("The Obamas said they would stay.", "The Obamas", PEOPLE, NAMED),
    ],
)  # fmt: skip
def test_who_is_described(reads: Reads, text: str, phrase: str, kind: Kind, naming: Naming) -> None:
    mention = reads(f"{text} Barack Obama left.", phrase)
    assert (mention.kind, mention.naming) == (kind, naming)


@pytest.mark.parametrize(
    ("text", "phrase", "naming"),
    [
        ("A study of river eels published in the Journal of Slow Fish says they sleep.",
         "A study of river eels published in the Journal of Slow Fish", DESCRIBED),
        ("E-mails obtained by Reuters show that the fault was known.", "E-mails obtained by Reuters", DESCRIBED),
        ("Minutes of a meeting in May show that the roof leaked.", "Minutes of a meeting in May", DESCRIBED),
        ("A Bloomberg poll found that few cared.", "A Bloomberg poll", NAMED),
        ("A report from the Tidewater Institute says the coast is sinking.", "A report from the Tidewater Institute", NAMED),
        ("The Harlow Report says the coast is sinking.", "The Harlow Report", NAMED),
        ("A court filing says the coast is sinking.", "A court filing", DESCRIBED),
    ],
)  # fmt: skip
def test_documents_are_named_by_whose_they_are(reads: Reads, text: str, phrase: str, naming: Naming) -> None:
    mention = reads(text, phrase)
    assert (mention.kind, mention.naming) == (DOCUMENT, naming)


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "name", "role"),
    [
        ("Harbour commissioner Lotte Vinge said no.",
         "Harbour commissioner Lotte Vinge", PERSON, "Lotte Vinge", "Harbour commissioner"),
        ("The mill's manager, Osvald Lunde, said no.", "The mill's manager, Osvald Lunde", PERSON, "Osvald Lunde", "manager"),
        ("Mara Vance, a geologist at the institute and the paper's lead author, said no.",
         "Mara Vance, a geologist at the institute and the paper's lead author", PERSON, "Mara Vance", "geologist"),
        ("One of the family's lawyers, Peter Blom, said no.",
         "One of the family's lawyers, Peter Blom", PERSON, "Peter Blom", "lawyer"),
        ("Former chief of staff Peter Blom said no.",
         "Former chief of staff Peter Blom", PERSON, "Peter Blom", "Former chief of staff"),
        ("The operator, Kazmunar, said no.", "The operator, Kazmunar", BODY, "Kazmunar", "operator"),
        ("The books were wrong, accountants Kettle & Pell said.",
         "accountants Kettle & Pell", BODY, "Kettle & Pell", "accountants"),
        ("The advocacy group Isla Watch said no.", "The advocacy group Isla Watch", BODY, "Isla Watch", "advocacy group"),
        ("The Ministry of Culture said no.", "The Ministry of Culture", BODY, "Ministry of Culture", None),
        ("The National Union of Bakers and Millers said no.", "The National Union of Bakers and Millers", BODY,
         "National Union of Bakers and Millers", None),
        ("The U.S. Geological Survey said no.", "The U.S. Geological Survey", BODY, "U.S. Geological Survey", None),
        ("The Times reported that he had left.", "The Times", OUTLET, "Times", None),
    ],
)  # fmt: skip
def test_names_and_roles(reads: Reads, text: str, phrase: str, kind: Kind, name: str, role: str | None) -> None:
    mention = reads(text, phrase)
    assert (mention.kind, mention.naming, mention.name) == (kind, NAMED, name)
    assert role is None or role in (mention.role or "")


def test_a_single_name_without_a_first_name_anywhere_is_no_person(reads: Reads) -> None:
    text = "Karsk said its ships were safe. Velmark said they were not. Ole Brandt of the port agreed. Brandt said so."
    assert reads(text, "Karsk").kind is BODY
    assert reads(text, "Velmark").kind is BODY
    assert reads(text, "Brandt said").kind is PERSON


def test_a_country_is_a_person_where_one_is_called_so(reads: Reads) -> None:
    assert reads("Representative Jim Jordan objected. Jordan said the vote was void.", "Jordan said").kind is PERSON
    assert reads("Jordan said the border was shut.", "Jordan").kind is BODY


@pytest.mark.parametrize(
    ("text", "phrase", "description"),
    [
        ("A US official said no.", "A US official", "US official"),
        ("One of the US officials said no.", "One of the US officials", "US official"),
        ("Two senior aides said no.", "Two senior aides", "two senior aides"),
        ("A person briefed on the talks said no.", "A person briefed on the talks", "person briefed on the talks"),
        ("E-mails obtained by Reuters show it.", "E-mails obtained by Reuters", "e-mails"),
        ("The council's own accounts show it.", "The council's own accounts", "council's own accounts"),
    ],
)
def test_descriptions(reads: Reads, text: str, phrase: str, description: str) -> None:
    assert reads(text, phrase).description == description


def test_a_name_in_the_complement_is_not_the_source(reads: Reads) -> None:
    aide = reads("A spokesman for Mayor Lena Ortiz said no. Lena Ortiz left.", "A spokesman for Mayor Lena Ortiz")
    assert (aide.name, aide.kind, aide.naming) == (None, PERSON, DESCRIBED)
    assert reads("Speaker Paul Dunn of Hull said no.", "Speaker Paul Dunn of Hull").name == "Paul Dunn"


def test_coordination(reads: Reads) -> None:
    both = reads("Mayor Greta Holm and surveyor Olaf Bell said the dam was safe.", "Mayor Greta Holm and surveyor Olaf Bell")
    assert [p.name for p in both.parts] == ["Greta Holm", "Olaf Bell"]
    assert both.kind is PEOPLE
    one = reads("Nora Tan, a lawyer and head of the board, said no.", "Nora Tan, a lawyer and head of the board")
    assert (one.name, one.parts) == ("Nora Tan", ())
    assert not reads("Officials in Gaza and Egypt said no.", "Officials in Gaza and Egypt").parts


def test_owners(reads: Reads) -> None:
    text = "The harbour board’s accounts show it."
    mention = reads(text, "The harbour board’s accounts")
    assert mention.owner is not None
    assert mention.owner.of(text) == "The harbour board"
    assert mention.owned == "accounts"
    assert reads("The Bridge Street Tenants' Association said no.", "The Bridge Street Tenants' Association").owner is None


WORDS = [
    *("the", "a", "one", "of", "two", "officials", "Ministry", "Culture", "Lotte", "Vinge", ",", "(", ")", "and", "who", "said"),
    *("Reuters", "report", "its", "’s", "poll", "to", "them", "itself", "-", "“", "”", "US"),
]


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), data=st.data())
def test_any_stretch_can_be_read(auditor: Auditor, words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    reading = reader(auditor, text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = reading.read((Span(start, end),))
    if mention is not None:
        assert mention.text
        assert mention.span.of(text).split()[0] in text
        assert (mention.naming is NAMED) <= bool(mention.name or mention.description)
