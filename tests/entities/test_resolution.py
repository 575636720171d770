"""Who is meant across an article, from real parses: pronouns, definite descriptions, owners, acronyms, headlines."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from provaudit.api import Auditor, article_of
from provaudit.entities.mentions import MentionReader
from provaudit.entities.resolution import Entities, Record
from provaudit.languages import load_language
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Span
from provaudit.units.kinds import layout

Resolves = Callable[[str], list[Record]]


@pytest.fixture(scope="session")
def resolves(auditor: Auditor) -> Resolves:
    """Resolves the mentions in [brackets], in text order, as sources."""

    def resolve(marked: str) -> list[Record]:
        text, spans = "", []
        for piece in re.split(r"(\[[^\]]+\])", marked):
            if piece.startswith("["):
                spans.append(Span(len(text), len(text) + len(piece) - 2))
                piece = piece[1:-1]
            text += piece
        article = layout(article_of(text))
        assert article.text == text
        reader = MentionReader(text, auditor.parser.parse(article), load_language("en"))
        entities = Entities(reader, reader.language, reader.inventory, ())
        mentions = [reader.read((span,)) for span in spans]
        return [entities.resolve(m) for m in mentions if m is not None]

    return resolve


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Trainer Gwen Abbot and jockey Luis Prado left together. The mare will run again, [he] said.", "Luis Prado"),
        ("Trainer Gwen Abbot and jockey Luis Prado left together. “I am less sure,” [she] said.", "Gwen Abbot"),
        ("[Mayor Lena Ortiz] said the bridge was safe. [She] said it would open in May.", "Lena Ortiz"),
        ("[Lena Ortiz] praised Maria Blom. [She] said the bridge was safe.", "Lena Ortiz"),
        ("“The plan of Peter Hale is dead,” [Tom Bell] said. [He] said so twice.", "Tom Bell"),
        ("The student was Petra Moor. [She] said it was in tune.", "Petra Moor"),
        ("[Two former employees] said the roof leaked. [They] said nobody cared.", "two former employees"),
        ("Tarn Valley Council shut the pool in May. [It] said the tiles were loose.", "Tarn Valley Council"),
        ("The bank’s lawyer, Nora Tan, [who] said the sale was legal, left.", "Nora Tan"),
    ],
)
def test_pronouns(resolves: Resolves, text: str, name: str) -> None:
    assert resolves(text)[-1].name == name


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Northern Dairy Farmers' Union (NDFU) met in Hull. [The NDFU] said milk was cheap.",
         "Northern Dairy Farmers' Union", Kind.ORGANIZATION),
        ("The Northern Dairy Farmers' Union met in Hull. [The union] said milk was cheap.",
         "Northern Dairy Farmers' Union", Kind.ORGANIZATION),
        ("The European Space Agency lost a probe. [The agency] said it would look.", "European Space Agency", Kind.ORGANIZATION),
        ("The Ministry of Culture closed. [The ministry] said it was for good.", "Ministry of Culture", Kind.ORGANIZATION),
        ("The operator, Karsh Energo, closed the mine in Dravenia. [The company] said it was safe.",
         "Karsh Energo", Kind.ORGANIZATION),
        ("The Boston Globe and Fox News were there. He slept, [the newspaper] reported.", "The Boston Globe", Kind.OUTLET),
        ("The Boston Globe and Fox News were there. He slept, [the network] reported.", "Fox News", Kind.OUTLET),
        ("[A Redfield University poll] found few cared. [The poll] found most were asleep.",
         "Redfield University poll", Kind.DOCUMENT),
        ("[A US official] said no. Turkish diplomats said yes. [The official] said it again.", "US official", Kind.PERSON),
        ("Mayor Lena Ortiz came early. [The mayor] said the bridge was safe.", "Lena Ortiz", Kind.PERSON),
        ("Rep. Adam Stroud flew home. [The Ohio congressman] said the vote was lost.", "Adam Stroud", Kind.PERSON),
        ("[Two senior aides] said no. [One of them] said never.", "senior aide", Kind.PERSON),
        ("The AP wrote first. [The AP report] said the dam had burst.", "The Associated Press", Kind.OUTLET),
    ],
)  # fmt: skip
def test_what_was_spoken_of_before(resolves: Resolves, text: str, name: str, kind: Kind) -> None:
    record = resolves(text)[-1]
    assert (record.name, record.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "name", "naming"),
    [
        ("Meridian Foods lost money. [Its accounts] show a loss of two million.", "Meridian Foods accounts", Naming.NAMED),
        ("[Bryan Pell] left. [His lawyer] said he was ill.", "Bryan Pell’s lawyer", Naming.DESCRIBED),
        ("The cathedral closed. [The cathedral’s records] show that it was cold.", "cathedral’s records", Naming.DESCRIBED),
    ],
)
def test_what_belongs_to_somebody(resolves: Resolves, text: str, name: str, naming: Naming) -> None:
    record = resolves(text)[-1]
    assert (record.name, record.naming) == (name, naming)


def test_owners_of_owners_do_not_pile_up(resolves: Resolves) -> None:
    text = "The demonstrators’ attorneys left. [Their attorneys] said no. [Their attorneys] said never. [Their attorneys] wept."
    for record in resolves(text):
        assert record.name.count("attorneys") == 1


def test_a_headline_describes_what_the_article_names(resolves: Resolves) -> None:
    [headline, body] = resolves("[Poll]: few care about eels\n\n[A Redfield University poll] found that few cared about eels.")
    assert headline is body
    assert headline.naming is Naming.NAMED


def test_police_are_the_force_that_is_named(resolves: Resolves) -> None:
    named, again = resolves("[Police] closed the pier. The Tarn Valley police chief left early. [Police] said it was safe.")
    assert named is again
    assert (named.name, named.naming) == ("Tarn Valley police", Naming.NAMED)
    [unnamed] = resolves("[Police] closed the pier. The Norwegian police chief left early.")
    assert (unnamed.name, unnamed.naming) == ("police", Naming.DESCRIBED)


def test_surnames_and_full_names_are_one(resolves: Resolves) -> None:
    first, second, third = resolves("[Lotte Vinge] said no. [Vinge] said never. [Ms. Vinge] wept.")
    assert first is second is third


def test_numbers_are_given_to_links_only(resolves: Resolves) -> None:
    records = resolves("Mara Pell met Tom Bell at the Ministry of Culture. [Tom Bell] said no. [Mara Pell] said yes.")
    assert [r.number for r in records] == [1, 2]
