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


@given(
    st.lists(
        st.sampled_from(["# Aa", "> bb", "- cc", "dd ee", "", "1. ff", "---", "    gg", "***", ">> hh", "ii\n==="]), max_size=12
    )
)
def test_blocks_are_ordered_trimmed_and_apart(lines):
    from provaudit.readers.markdown import _blocks

    text = "\n".join(lines)
    blocks = list(_blocks(text, 0))
    assert all(b.span.of(text).strip() == b.span.of(text) != "" for b in blocks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    for word in ("Aa", "bb", "cc", "dd", "ff", "hh", "ii"):
        assert sum(b.span.of(text).count(word) for b in blocks) == text.count(word)
