"""Finding outlets by name, short form, address and look."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.languages import load_language
from provaudit.languages.outlets import normal
from provaudit.resources import folder

OUTLETS = load_language("en").outlets


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("AP", "The Associated Press"), ("the AP", "The Associated Press"), ("A.P.", "The Associated Press"),
        ("Reuters’", "Reuters"), ("Associated Press's", "The Associated Press"), ("POLITICO", "Politico"),
        ("New York Times", "The New York Times"), ("the New York Times", "The New York Times"), ("THE NEW YORK TIMES",
        "The New York Times"),
        ("dpa", "dpa"), ("Folha de S.Paulo", "Folha de S.Paulo"), ("L’Équipe", "L'Équipe"), ("la Repubblica", "la Repubblica"),
        ("Barron's", "Barron's"), ("BBC Radio 4's Today programme", "Today programme"), ("the Hamburger  Abendblatt",
        "Hamburger Abendblatt"),
    ],
)  # fmt: skip
def test_names_and_aliases(name: str, outlet: str) -> None:
    found = OUTLETS.find(name)
    assert found is not None
    assert found.name == outlet


@pytest.mark.parametrize(
    "name", ["the guardian", "a reason", "Times", "the Post", "Today", "Dawn", "The Nation", "people", "Ana Ruiz", ""]
)
def test_what_is_no_full_name(name: str) -> None:
    assert OUTLETS.find(name) is None


def test_short_forms_may_stand_for_several() -> None:
    times = {outlet.name for outlet in OUTLETS.short("the Times")}
    assert {"The New York Times", "Los Angeles Times", "The Times of London"} <= times
    assert OUTLETS.short("the times") == ()
    assert [outlet.name for outlet in OUTLETS.short("Dawn")] == ["Dawn"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC"), ("http://apnews.com", "The Associated Press"), ("edition.cnn.com/x", "CNN"),
        ("www.spiegel.de:443/a", "Der Spiegel"),
    ],
)  # fmt: skip
def test_addresses(address: str, name: str) -> None:
    found = OUTLETS.at(address)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("address", ["https://example.org", "com", "", "notbbc.com", "https://"])
def test_unknown_addresses(address: str) -> None:
    assert OUTLETS.at(address) is None


def test_unlisted_names_by_their_look() -> None:
    assert OUTLETS.looks_like("Tarn Valley Gazette")
    assert OUTLETS.looks_like("the Moorland Herald's")
    assert not OUTLETS.looks_like("good times")
    assert not OUTLETS.looks_like("the old news")
    assert not OUTLETS.looks_like("Gazette")
    assert not OUTLETS.looks_like("Tarn Media")
    assert OUTLETS.looks_like("Tarn Media", weak=True)
    assert not OUTLETS.looks_like("Ana Ruiz", weak=True)


def test_the_list_covers_the_world() -> None:
    assert len(OUTLETS.all) >= 1300
    lines = (folder("languages") / "en" / "outlets.yaml").read_text(encoding="utf-8")
    assert len(set(re.findall(r"^ +\S.*?: ([A-Z]{2})(?: \||$)", lines, re.MULTILINE))) >= 110
    assert {outlet.type for outlet in OUTLETS.all} == {"wire", "broadcaster", "newspaper", "magazine", "site", "programme"}


def test_no_name_is_that_of_two_outlets() -> None:
    taken: dict[str, str] = {}
    for outlet in OUTLETS.all:
        for name in {normal(n) for n in (outlet.name, *outlet.aliases)} - OUTLETS.short_forms.keys():
            assert taken.setdefault(name, outlet.name) == outlet.name, name
    assert len({outlet.name for outlet in OUTLETS.all}) == len(OUTLETS.all)


def test_every_outlet_can_be_found() -> None:
    for outlet in OUTLETS.all:
        assert OUTLETS.find(outlet.name) == outlet or outlet in OUTLETS.short(outlet.name), outlet.name
        for address in outlet.domains:
            assert OUTLETS.at(f"https://www.{address}/news") == outlet


def test_a_newsroom_extends_and_corrects_the_list(tmp_path: Path) -> None:
    own = tmp_path / "outlets.yaml"
    own.write_text(
        "outlets:\n  newspaper: |\n    Tarn Echo: GB | TE, ~Echo | tarnecho.example\n    Reuters: GB | RTRS\npatterns: lantern\n",
        encoding="utf-8",
    )
    outlets = load_language("en", own).outlets
    assert outlets.find("TE") == outlets.find("Tarn Echo") == outlets.at("tarnecho.example")
    assert outlets.find("RTRS") == outlets.find("Reuters")
    assert outlets.looks_like("Moorland Lantern")
    assert outlets.find("AP") is not None
    assert OUTLETS.find("Tarn Echo") is None


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(name: str) -> None:
    OUTLETS.find(name)
    OUTLETS.short(name)
    OUTLETS.at(name)
    OUTLETS.looks_like(name, weak=True)
    assert normal(name) == normal(f"  {name} ")
