"""Plain text: encodings, notes, and where the paragraphs are."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.errors import InputError
from provaudit.model.article import Metadata
from provaudit.readers import read
from provaudit.readers.encoding import decode
from provaudit.readers.paragraphs import paragraphs

SENTENCE = "The ferry stays in port, said pilot Žofie Vinge, and “nobody” minds."


def read_one(tmp_path, data, name="harbour.txt", **meta):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (article,) = read(path, Metadata(**meta))
    return article


def words_of(text):
    return [block.span.of(text) for block in paragraphs(text)]


def test_text_stays_as_it_is_but_for_the_byte_order_mark(tmp_path):
    raw = "  Ferry stays in port\r\n\r\nNobody minds.\tNot yet. \r\n"
    article = read_one(tmp_path, b"\xef\xbb\xbf" + raw.encode())
    assert article.text == raw
    assert article.id == "harbour"
    assert article.input_sha256 == hashlib.sha256(b"\xef\xbb\xbf" + raw.encode()).hexdigest()
    assert [b.span.of(article.text) for b in article.blocks] == ["Ferry stays in port", "Nobody minds.\tNot yet."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_utf8_text_is_read_without_a_note(encoding):
    assert decode(SENTENCE.encode(encoding), "x") == (SENTENCE, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_with_a_note(encoding):
    text, note = decode(SENTENCE.encode(encoding), "x")
    assert text == SENTENCE
    assert encoding.upper() in note


def test_windows_1252_is_guessed_and_said():
    words = "The mayor’s “quiet” café cost £5m – twice the plan."
    text, note = decode(words.encode("cp1252"), "x")
    assert text == words
    assert "Windows-1252" in note
    assert "guess" in note


def test_a_broken_utf16_file_says_what_it_claims_to_be():
    with pytest.raises(InputError, match="UTF-16"):
        decode(b"\xff\xfea\x00b", "x")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"ab\x00c" * 50, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, what):
    with pytest.raises(InputError, match=what) as caught:
        decode(data, "file.txt")
    assert caught.value.where == "file.txt"
    assert caught.value.hint


def test_what_is_given_stands_where_the_file_says_nothing(tmp_path):
    article = read_one(tmp_path, SENTENCE, publisher="The Salda Courier", language="en")
    assert article.meta.publisher == "The Salda Courier"


def test_unseen_characters_stay_and_are_noted(tmp_path):
    raw = "The\u200b ferry\ufe0f sta\U000e0101ys in port, \u202eoff\u202c said the pilot.\x07"
    article = read_one(tmp_path, raw)
    assert article.text == raw
    assert any("3 invisible" in note for note in article.notes)
    assert any("1 control" in note for note in article.notes)
    assert any("direction" in note for note in article.notes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("\u202eoff the pilot", "the text holds 1 character that turns the direction of writing"),
        ("\u202eoff\u202c the pilot", "the text holds 2 characters that turn the direction of writing"),
        ("The hash " + "a9" * 300, "the text holds 1 run of more than 500 characters without a space"),
    ],
)
def test_notes_count_in_words(tmp_path, text, note):
    assert read_one(tmp_path, text).notes == (note,)


def test_blank_lines_divide_paragraphs():
    assert words_of("\n\nOne two.\n \nThree\n\n\nFour.\n") == ["One two.", "Three", "Four."]


def test_without_blank_lines_every_line_is_a_paragraph():
    assert words_of("\n\nThe ferry stays.\nIts pilot left.\r\nNobody minds.") == [
        "The ferry stays.",
        "Its pilot left.",
        "Nobody minds.",
    ]


WRAPPED = """\
Ferry stays in port
Pilot walks off after a quarrel over tea

The ferry between Salda and the outer islands stays in port until the
end of the week, its owner said on Monday, because its only pilot has
left the ship and nobody else may steer it.

"I will come back when the kettle does," the pilot told the harbour
office in a letter that it put on its door.
- The kettle is old.
- The ferry is older.
"""


def test_hard_wrapped_lines_are_joined_and_short_lines_stay_apart():
    assert [" ".join(w.split())[:30] for w in words_of(WRAPPED)] == [
        "Ferry stays in port",
        "Pilot walks off after a quarre",
        "The ferry between Salda and th",
        '"I will come back when the ket',
        "- The kettle is old.",
        "- The ferry is older.",
    ]
    assert words_of(WRAPPED)[2].endswith("nobody else may steer it.")


def test_an_empty_line_parts_paragraphs_whatever_they_end_with():
    lines = ["The ferry stays in port, says its owner. (Salda Courier)", "Its only pilot left on Sunday evening. (Kalmar Times)"]
    assert words_of("\n\n".join([*lines, *lines])) == [*lines, *lines]


def test_short_sentences_on_lines_are_not_taken_for_wrapping():
    lines = [
        "Mara Holt left the bridge at noon today.",
        "Her crew went home in a borrowed van.",
        "The kettle was still warm by evening.",
    ]
    assert words_of("\n".join(lines)) == lines


@given(st.text(alphabet=st.sampled_from("ab .\n\r\t\x0c\u2028“”—-1"), max_size=300))
def test_paragraphs_hold_all_that_is_not_white_space(text):
    blocks = paragraphs(text)
    inside = "".join(b.span.of(text) for b in blocks)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(b.span.of(text) == b.span.of(text).strip() != "" for b in blocks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
