"""Markdown: front matter, blocks without markup, offsets into the file as it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.errors import InputError
from provaudit.model.article import BlockKind
from provaudit.readers import read

ARTICLE = """\
---
title: "Ferry stays in port: pilot"
author:
  - Nadia Ferrant
  - Colm Dray
date: 2024-05-03
publisher: The Salda Courier
tags: [sea, tea]
---

# Ferry stays in port #

The ferry stays in port,
said *pilot* Mara Holt.

Why she left
------------

> "The kettle is gone."
>
> "So am I."

- The kettle is old.
* * *
1. The ferry is older.

```
not prose
```
"""


@pytest.fixture
def markdown(tmp_path):
    def reading(text):
        path = tmp_path / "ferry.md"
        path.write_text(text, encoding="utf-8", newline="")
        (article,) = read(path)
        return article

    return reading


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_blocks_leave_out_front_matter_and_markup(markdown, newline):
    source = ARTICLE.replace("\n", newline)
    article = markdown(source)
    assert article.text == source
    assert [(" ".join(b.span.of(source).split()), b.kind) for b in article.blocks] == [
        ("Ferry stays in port", BlockKind.HEADLINE),
        ("The ferry stays in port, said *pilot* Mara Holt.", None),
        ("Why she left", BlockKind.HEADING),
        ('"The kettle is gone."', None),
        ('"So am I."', None),
        ("The kettle is old.", None),
        ("The ferry is older.", None),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# Ferry stays ##  ", "Ferry stays"),
        ("# Ferry stays\t#", "Ferry stays"),
        ("# Ferry in C#", "Ferry in C#"),
        ("# Ferry # stays", "Ferry # stays"),
        ("# Ferry stays # #", "Ferry stays #"),
        ("## #1 of all #ferries ##", "#1 of all #ferries"),
    ],
)
def test_only_hashes_that_close_a_heading_are_markup(markdown, line, words):
    (heading,) = markdown(line).blocks
    assert heading.span.of(line) == words


def test_front_matter_becomes_metadata(markdown):
    meta = markdown(ARTICLE).meta
    assert (meta.title, meta.byline) == ("Ferry stays in port: pilot", "Nadia Ferrant and Colm Dray")
    assert (meta.publisher, meta.published) == ("The Salda Courier", "2024-05-03")


def test_a_rule_at_the_top_is_no_front_matter(markdown):
    assert markdown("---\n\nThe ferry stays.\n").blocks[0].span.start == 5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: a: b\n---\n\nText.\n", ":2:9"),
        ("---\ntitle: Ferry\n\nText that never ends the matter.\n", ":1"),
        ("---\ntitle: [1, {\n---\nText.\n", ":3"),
        ("---\ntitle: {a: b}\n---\nText.\n", ""),
    ],
)
def test_broken_front_matter_is_an_error_with_its_place(markdown, text, place):
    with pytest.raises(InputError, match="front matter") as caught:
        markdown(text)
    assert place in (caught.value.where or "")


def words_of(article):
    return [(block.span.of(article.text), block.kind) for block in article.blocks]


def test_cells_of_tables_are_blocks(markdown):
    table = "| Who | Said \\| wrote |\n|:---|---:|\n| Mara Holt | “I want *it* back.” |\n| | nothing | more |\n"
    words = ["Who", "Said \\| wrote", "Mara Holt", "“I want *it* back.”", "nothing", "more"]
    assert words_of(markdown(f"The ferry stays.\n\n{table}\nShe left.\n")) == [
        (one, None) for one in ("The ferry stays.", *words, "She left.")
    ]
    quoted = "".join(f"> {line}\n" for line in table.splitlines())
    assert words_of(markdown(quoted)) == [(one, None) for one in words]


def test_prose_with_bars_is_no_table(markdown):
    assert words_of(markdown("Ferry | Salda\n------\n\nThe ferry | the tram\n")) == [
        ("Ferry | Salda", BlockKind.HEADING),
        ("The ferry | the tram", None),
    ]


RAW = """\
<h1 class="x">Ferry stays</h1>
<!-- wp:paragraph -->
<p>The ferry <em>stays</em> in port, said
<a href="/m" title="a > b">its owner</a>.</p>
<!-- /wp:paragraph -->

<div class="row"><div><p>“The kettle is gone.”</p><p>“So am I.”</p></div></div>

<ul><li>The kettle is old.</li>
<li>The ferry is older.<br>Nobody minds, <br/> it seems.</li></ul>

> <blockquote>
> She left.</blockquote>

<figure><img src="a.jpg"><figcaption>The ferry on Monday.</figcaption></figure>
<style>p { color: red }</style>

<h2>Why she left</h2>
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_raw_html_is_read_by_its_paragraphs(markdown, newline):
    article = markdown(RAW.replace("\n", newline))
    assert [(" ".join(words.split()), kind) for words, kind in words_of(article)] == [
        ("Ferry stays", BlockKind.HEADLINE),
        ('The ferry <em>stays</em> in port, said <a href="/m" title="a > b">its owner</a>.', None),
        ("“The kettle is gone.”", None),
        ("“So am I.”", None),
        ("The kettle is old.", None),
        ("The ferry is older.", None),
        ("Nobody minds, <br/> it seems.", None),
        ("She left.", None),
        ("The ferry on Monday.", BlockKind.CAPTION),
        ("Why she left", BlockKind.HEADING),
    ]
    assert article.notes == ()


def test_raw_html_that_is_no_prose_is_told(markdown):
    html = "<pre>a poem\nof two lines</pre>\n\n<iframe src='x'></iframe>\n\n<iframe>No frames.</iframe>\n\n<!-- a remark -->\n\n"
    article = markdown(f"The ferry stays.\n\n{html}She left.\n\n<!-- never closed\n\nand so lost")
    assert words_of(article) == [("The ferry stays.", None), ("She left.", None)]
    assert article.notes == ("raw HTML is left out: <pre> in line 3, <iframe> in line 8, <!-- in line 14",)
    many = markdown("The ferry stays.\n" + "\n<pre>x</pre>\n" * 5)
    assert many.notes == ("raw HTML is left out: <pre> in line 3, <pre> in line 5, <pre> in line 7 and 2 more",)


def test_comments_to_us_between_raw_paragraphs_stay_out(markdown):
    article = markdown("<p>The ferry stays.</p>\n<!-- provaudit: ignore A01 -- the desk knows -->\n<p>She left.</p>\n")
    assert words_of(article) == [("The ferry stays.", None), ("She left.", None)]
    assert article.notes == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "# Aa",
                "> bb",
                "- cc",
                "dd ee",
                "",
                "1. ff",
                "---",
                "    gg",
                "***",
                ">> hh",
                "ii\n===",
                "jj|kk\n-|-",
                "<p>ll</p>",
                "<hr>",
            ]
        ),
        max_size=12,
    )
)
def test_blocks_are_ordered_trimmed_and_apart(lines):
    from provaudit.readers.markdown import _blocks

    text = "\n".join(lines)
    blocks = list(_blocks(text, 0))
    assert all(b.span.of(text).strip() == b.span.of(text) != "" for b in blocks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    for word in ("Aa", "bb", "cc", "dd", "ff", "hh", "ii", "jj", "kk", "ll"):
        assert sum(b.span.of(text).count(word) for b in blocks) == text.count(word)
