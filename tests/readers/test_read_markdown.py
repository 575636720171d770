"""Markdown: its blocks, with front matter before them, on the lines of the file."""

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.errors import NothingToReadError
from provaudit.model.article import BlockKind
from provaudit.model.lines import LineIndex
from provaudit.readers.markdown import read as read_markdown
from provaudit.readers.source import Source

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


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_blocks_leave_out_front_matter_and_markup(markdown, newline):
    source = ARTICLE.replace("\n", newline)
    article = markdown(source)
    assert article.text == source.replace("*pilot*", "pilot")
    assert [(" ".join(b.span.of(article.text).split()), b.kind) for b in article.blocks] == [
        ("Ferry stays in port", BlockKind.HEADLINE),
        ("The ferry stays in port, said pilot Mara Holt.", None),
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


def test_cells_of_tables_are_blocks(markdown, words_of):
    table = "| Who | Said \\| wrote |\n|:---|---:|\n| Mara Holt | “I want *it* back.” |\n| | nothing | more |\n"
    cells = [(words, BlockKind.REFERENCE) for words in ("Who", "Said | wrote", "Mara Holt", "nothing", "more")]
    cells.insert(3, ("“I want it back.”", None))
    assert words_of(markdown(f"The ferry stays.\n\n{table}\nShe left.\n")) == [
        ("The ferry stays.", None),
        *cells,
        ("She left.", None),
    ]
    quoted = "".join(f"> {line}\n" for line in table.splitlines())
    assert words_of(markdown(quoted)) == cells
    rows = "<tr><th>Who<th>Said | wrote</tr>\n<tr><td><p>Mara Holt</p></td><td>“I want <i>it</i> back.”</td>\n<td>nothing<td>more"
    html = f"<table>{rows}</table>\n"
    assert words_of(markdown(html + "<p>No cell</p>")) == [*cells, ("No cell", None)]


def test_prose_with_bars_is_no_table(markdown, words_of):
    assert words_of(markdown("Ferry | Salda\n------\n\nThe ferry | the tram\n")) == [
        ("Ferry | Salda", BlockKind.HEADING),
        ("The ferry | the tram", None),
    ]


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
    text = "\n".join(lines)
    try:
        (article,) = read_markdown(Source("ferry.md", "ferry", BytesIO(text.encode() or b" ")))
    except NothingToReadError:
        assert not any(map(str.isalpha, text.replace("<hr>", "").replace("gg", "")))
        return
    blocks, text = article.blocks, article.text
    assert all(b.span.of(text).strip() == b.span.of(text) != "" for b in blocks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    for word in ("Aa", "bb", "cc", "dd", "ff", "hh", "ii", "jj", "kk", "ll"):
        assert sum(b.span.of(text).count(word) for b in blocks) == text.count(word)


def test_footnotes_are_references(markdown, words_of):
    article = markdown("The ferry stays.[^1]\n\n[^1]: Vinge v. State, 2020.\n[^b]: The *harbour* office,\nin a letter.\n")
    assert words_of(article) == [
        ("The ferry stays.", None),
        ("Vinge v. State, 2020.", BlockKind.REFERENCE),
        ("The harbour office,\nin a letter.", BlockKind.REFERENCE),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_words_stay_on_their_lines(markdown, words_of, newline):
    source = (
        "---\ntitle: T\n---\n\n# A [ferry](x)\n\nThe [pilot](\nhttps://x.example\n'Mara') left,\n<b\nclass='x'>Odile</b> said.\n\n"
        "> One **Vinge**\n> Amsel.\n\n<!-- provaudit: ignore A01 -- *why* -->\n<p>By <b>Dray</b></p>\n\nlast\n"
    ).replace("\n", newline)
    article = markdown(source)
    lines = LineIndex(article.text)
    assert article.text.count(newline) == source.count(newline)
    for word in ("ferry", "pilot", "left", "Odile", "Vinge", "Amsel", "ignore A01 -- *why* -->", "Dray", "last"):
        assert lines.position(article.text.index(word)).line == LineIndex(source).position(source.index(word)).line
    shown = " ".join(" ".join(words for words, _ in words_of(article)).split())
    assert shown == "A ferry The pilot left, Odile said. One Vinge Amsel. By Dray last"


def test_bold_questions_between_paragraphs_are_headings(markdown, words_of):
    lines = [
        "# Ferry stays",
        "**Why did the pilot of the ferry leave in May?**",
        "She did not.",
        "**So she stayed?** No.",
    ]
    assert [kind for _, kind in words_of(markdown("\n\n".join(lines)))] == [BlockKind.HEADLINE, BlockKind.HEADING, None, None]


def test_findings_stand_in_the_line_of_the_file(provaudit, tmp_path):
    path = tmp_path / "pier.md"
    path.write_text(
        "---\ntitle: Pier to close\n---\n\n# Pier to close\n\n"
        "> [The harbor](https://harbor.example\n> 'pier') was painted.\n\n"
        "The pier was **painted** in May.\n\nThe [pier](https://x.example) will close in June, *sources* said.\n",
        encoding="utf-8",
    )
    run = provaudit("check", path, "--format", "text")
    assert f"{path}:12:" in run.out
    assert "“sources”" in run.out
