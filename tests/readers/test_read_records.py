"""Article records: offsets into the text as given, broken records among good ones."""

import json
import os
import sys

import pytest

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article, Metadata
from provaudit.readers import read


def reading(tmp_path, name, content, **meta):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return list(read(path, Metadata(**meta)))


def test_a_record_keeps_its_text_and_metadata(tmp_path):
    record = {"id": "a-1", "text": " The ferry\r\nstays. ", "publisher": "The Salda Courier", "section": "sea", "words": 3}
    (article,) = reading(tmp_path, "day.json", json.dumps(record))
    assert article.text == " The ferry\r\nstays. "
    assert (article.id, article.meta.publisher, article.meta.section) == ("a-1", "The Salda Courier", "sea")


def test_a_record_may_use_the_keys_of_front_matter(tmp_path):
    record = {
        "text": "The ferry stays.",
        "date": "2026-11-18",
        "author": ["Ada Lee", "Bo Ray"],
        "headline": "Ferry",
        "outlet": "Salda",
    }
    (article,) = reading(tmp_path, "day.json", json.dumps({**record, "lang": "en", "title": None}))
    assert (article.meta.published, article.meta.byline) == ("2026-11-18", "Ada Lee and Bo Ray")
    assert (article.meta.title, article.meta.publisher, article.meta.language) == ("Ferry", "Salda", "en")


def test_its_own_key_goes_before_and_what_is_no_text_is_noted(tmp_path):
    record = {"text": "The ferry stays.", "published": "2026-11-18", "date": "2020-01-01", "author": {"name": "Ada Lee"}}
    (article,) = reading(tmp_path, "day.json", json.dumps(record))
    assert (article.meta.published, article.meta.byline) == ("2026-11-18", None)
    assert article.notes == ("the record’s author is not used, since it is neither a text nor a list of texts",)


def test_a_list_holds_many(tmp_path):
    articles = reading(tmp_path, "day.json", '[{"text": "One."}, {"id": 7, "text": "Two."}]', publisher="The Salda Courier")
    assert [a.id for a in articles] == ["day-1", "7"]
    assert {a.meta.publisher for a in articles} == {"The Salda Courier"}
    assert articles[0].input_sha256 != articles[1].input_sha256


def test_good_lines_survive_bad_ones(tmp_path):
    lines = [
        '{"id": "a", "text": "One."}',
        '{"id": "b", "text": ',
        "",
        '{"id": "c"}',
        '{"id": "a", "text": "Again."}',
        '{"id": "d", "text": "  "}',
        '"just a text"',
        '{"id": "e", "text": "broken \\ud800 half"}',
        '{"id": "f", "text": "Six."}',
    ]
    found = reading(tmp_path, "week.jsonl", "\n".join(lines))
    assert [a.id for a in found if isinstance(a, Article)] == ["a", "f"]
    errors = [e for e in found if isinstance(e, InputError)]
    assert [e.where.split("week.jsonl")[1].partition(",")[0] for e in errors] == [":2", ":4", ":5", ":6", ":7", ":8"]
    assert "not JSON" in str(errors[0])
    assert "text: field required" in str(errors[1])
    assert "twice" in str(errors[2])
    assert "surrogate" in str(errors[5])


HALVES = [
    {"id": "\ud800"},
    {"title": "\udc00 bad"},
    {"url": "https://x.example/\ud83d"},
    {"language": "\udfff"},
    {"section": "\ud800"},
]


@pytest.mark.parametrize("name", ["week.jsonl", "week.json"])
def test_half_a_surrogate_pair_anywhere_is_the_error_of_its_record(tmp_path, name):
    records = [{"text": "One."}, *({"text": "Two."} | half for half in HALVES), {"id": "last", "text": "Three.", "words": "\ud800"}]
    content = json.dumps(records) if name.endswith(".json") else "\n".join(map(json.dumps, records))
    first, *errors, last = reading(tmp_path, name, content)
    assert [first.id, last.id] == ["week-1", "last"]
    assert [error.what.partition(" holds")[0] for error in errors] == [
        "the id",
        "the title",
        "the url",
        "the language",
        "the section",
    ]
    with pytest.raises(InputError, match="the id holds half"):
        reading(tmp_path, "one.json", json.dumps(records[1]))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are text there")
def test_a_file_whose_name_is_no_text_names_its_article(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("The café stays.", encoding="utf-8")
    (article,) = read(path)
    assert article.id == "caf\\udce9"


def test_an_article_is_the_same_in_any_company(tmp_path):
    line = '{"id": "b", "text": "Two ferries."}'
    alone = reading(tmp_path, "one.jsonl", line)
    among = reading(tmp_path, "many.jsonl", f'{{"id": "a", "text": "One."}}\n{line}\n')
    assert alone[0] == among[1]


@pytest.mark.parametrize("content", ['{"text": "One."', "3", '{"id": "a"}', "[" * 100_000, '{"text": 3}'])
def test_a_broken_file_is_an_input_error(tmp_path, content):
    with pytest.raises(InputError) as caught:
        reading(tmp_path, "day.json", content)
    assert "day.json" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"), [("day.json", "[]"), ("day.jsonl", "\n \n"), ("day.json", " "), ("day.json", '{"text": " "}')]
)
def test_nothing_in_it(tmp_path, name, content):
    with pytest.raises(NothingToReadError):
        reading(tmp_path, name, content)
