"""Which reader an input gets, and in which language its text is found to be."""

import io
import json
import subprocess
import sys

import pytest

from provaudit.errors import InputError
from provaudit.model.article import Article, Block, Metadata
from provaudit.model.span import Span
from provaudit.readers import READERS, read, require_supported
from provaudit.readers.language import identify

ENGLISH = (
    "The ferry between Salda and the islands stays in port until Friday, said its owner. Nobody else on the coast may steer it. "
    * 3
)
GERMAN = (
    "Die Fähre zwischen Salda und den Inseln bleibt bis Freitag im Hafen, sagte ihre Besitzerin. Niemand sonst darf sie steuern. "
    * 3
)


class Piped:
    def __init__(self, data):
        self.buffer = io.BufferedReader(io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "blocks"),
    [
        (ENGLISH.encode(), 1),
        (f"---\ntitle: Ferry\n---\n\n# Ferry\n\n{ENGLISH}".encode(), 2),
        (f"<!DOCTYPE html><html><body><article><h1>Ferry</h1><p>{ENGLISH}</p></article></body></html>".encode(), 2),
        (json.dumps({"text": "One.\n\nTwo.\n\nThree."}).encode(), 3),
        (json.dumps({"text": "One.\n\nTwo.\n\nThree."}, indent=1).encode(), 3),
        (b"[Updated] The ferry stays.\n\n{It does.}", 2),
    ],
    ids=["text", "markdown", "html", "json line", "json", "brackets"],
)
def test_standard_input_is_told_by_its_content(monkeypatch, data, blocks):
    monkeypatch.setattr("sys.stdin", Piped(data))
    (article,) = read("-")
    assert len(article.blocks) == blocks


def test_standard_input_may_hold_many_records(monkeypatch):
    monkeypatch.setattr("sys.stdin", Piped(b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'))
    assert [a.id for a in read("-")] == ["a", "b"]


@pytest.mark.parametrize(
    "head",
    [
        "<!---->" * 500,
        "<!-- wp:paragraph -->\n\n" * 150,
        " \n" * 2_000,
        "<!-- a" * 600,
        "<?xml" * 800,
        '<?xml version="1.0"?>' + "<!-- -->\n" * 400,
    ],
    ids=["comments", "blocks", "white space", "open comments", "declarations", "XML"],
)
def test_what_stands_before_the_text_is_looked_at_once(tmp_path, head):
    """In a process of its own that can be ended: what went through the comments in every possible way never came back."""
    path = tmp_path / "ferry.story"
    path.write_text(f"{head}{ENGLISH}")
    script = "import sys; from provaudit.readers import read; print(len(next(read(sys.argv[1])).blocks))"
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=30, check=False)
    assert done.stderr == ""
    assert int(done.stdout) > 0


@pytest.mark.parametrize("before", ["", "\n\n", "<!-- a --> <!---->\n", '<?xml version="1.0"?>\n<!-- a -->\n<!-- > -->'])
def test_comments_before_a_page_do_not_hide_it(tmp_path, before):
    path = tmp_path / "ferry.story"
    path.write_text(f"{before}<html><body><article><h1>Ferry</h1><p>{ENGLISH}</p></article></body></html>")
    (article,) = read(path)
    assert article.text.startswith("Ferry\n\nThe ferry")


def test_an_unknown_suffix_is_told_by_content_too(tmp_path):
    path = tmp_path / "ferry.story"
    path.write_text(ENGLISH)
    (article,) = read(path)
    assert article.text == ENGLISH


def test_suffixes_are_lower_case_and_read_in_any_case(tmp_path):
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in READERS)
    path = tmp_path / "FERRY.TXT"
    path.write_text("The ferry stays.")
    (article,) = read(str(path))
    assert article.id == "FERRY"


def test_language_is_told_where_the_text_is_long_enough():
    assert identify(ENGLISH) == "en"
    assert identify(ENGLISH.upper()) == "en"
    assert identify(GERMAN) == "de"
    assert identify(GERMAN[:80]) == "de"
    assert identify(GERMAN[:40]) is None
    assert identify(ENGLISH[:80]) is None
    assert identify("word " * 20_000) is None


PLAIN = (
    "The council said on Monday that they would not close the school, but parents who had been there for years were not so sure. "
    "“It is what we have heard from them after every vote,” she said, and her neighbours were of the same mind about it. "
)


@pytest.mark.parametrize(
    ("text", "code", "asked"), [(PLAIN * 2, "en", False), (GERMAN, "de", True), (PLAIN + GERMAN * 3, "de", True)]
)
def test_only_what_is_in_doubt_is_asked_of_the_model(text, code, asked):
    """In a process of its own: loading the model takes longer than an audit."""
    script = "import sys; from provaudit.readers.language import identify; print(identify(sys.argv[1]), 'py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, text], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == [code, str(asked)]


def article_in(language):
    return Article("x", "Text.", (Block(Span(0, 5)),), Metadata(language=language))


def test_other_languages_are_refused_and_unknown_ones_are_not():
    with pytest.raises(InputError, match=r"another language \(de\)") as caught:
        require_supported(article_in("de-AT"), frozenset({"en"}))
    assert "--language" in caught.value.hint
    require_supported(article_in("en_GB"), frozenset({"en"}))
    require_supported(article_in(None), frozenset({"en"}))


def test_a_language_that_the_user_says_is_believed(tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_text(GERMAN)
    assert next(read(path)).meta.language == "de"
    assert next(read(path, Metadata(language="en"))).meta.language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("市長が辞任\n\n市長は月曜日に辞任した。「間違いを犯した」と彼は地元紙に語った。\n", "ja"),
        ("Мэр ушёл в отставку\n\nМэр города ушёл в отставку в понедельник, сообщил представитель.\n", "ru"),
    ],
)
def test_a_short_text_in_another_script_is_refused(provaudit, tmp_path, text, language):
    path = tmp_path / "mayor.txt"
    path.write_text(text, encoding="utf-8")
    run = provaudit("score", path)
    assert run.code != 0
    assert f"another language ({language})" in run.err


def test_a_text_too_short_to_tell_its_language_is_audited_with_a_note_if_it_does_not_read_like_english(provaudit, tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_text("Das Boot bleibt im Hafen, sagte der Kapitän am Montag.", encoding="utf-8")
    assert "language not determined" in provaudit("score", path).out
    assert "language not determined" not in provaudit("score", path, "--language", "en").out
    path.write_text("The ferry stays in port, the harbour master said on Monday.", encoding="utf-8")
    assert "language not determined" not in provaudit("score", path).out


def test_a_foreign_name_does_not_make_a_short_text_foreign():
    assert identify("Mara Holt (Мара Хольт) said that the ferry stays in port until Friday.") is None


def test_no_note_where_the_text_or_the_file_tells_the_language(provaudit, tmp_path):
    long, said = tmp_path / "long.txt", tmp_path / "said.md"
    long.write_text(ENGLISH, encoding="utf-8")
    said.write_text("---\nlanguage: en-GB\n---\n\nThe ferry stays.\n", encoding="utf-8")
    assert "not determined" not in provaudit("score", long, said).out
