"""Markdown: front matter, blocks without markup, on the lines of the file."""

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import BlockKind
from provaudit.model.lines import LineIndex
from provaudit.readers import read
from provaudit.readers.markdown import read as read_markdown
from provaudit.readers.source import Source
from provaudit.units import layout

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


TOML = """\
+++
title = "Ferry stays in port"
authors = ["Nadia Ferrant", "Colm Dray"]
date = 2026-11-18T09:30:00Z
[params]
draft = false
+++

The ferry stays in port, said pilot Mara Holt.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_may_be_toml(markdown, newline):
    article = markdown(TOML.replace("\n", newline))
    assert (article.meta.title, article.meta.byline) == ("Ferry stays in port", "Nadia Ferrant and Colm Dray")
    assert article.meta.published == "2026-11-18T09:30:00+00:00"
    assert [b.span.of(article.text) for b in article.blocks] == ["The ferry stays in port, said pilot Mara Holt."]


def test_a_text_that_begins_with_toml_is_markdown_by_any_name(tmp_path):
    path = tmp_path / "ferry"
    path.write_text(TOML, encoding="utf-8")
    (article,) = read(path)
    assert article.meta.title == "Ferry stays in port"


def test_a_rule_at_the_top_is_no_front_matter(markdown):
    assert markdown("---\n\nThe ferry stays.\n").blocks[0].span.start == 5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: a: b\n---\n\nText.\n", ":2:9"),
        ("---\ntitle: Ferry\n\nText that never ends the matter.\n", ":1"),
        ("---\ntitle: [1, {\n---\nText.\n", ":3"),
        ("---\ntitle: {a: b}\n---\nText.\n", ""),
        ("+++\ntitle = Ferry\n+++\nText.\n", ":2:9"),
        ("+++\ntitle = 'Ferry'\n\nText that never ends the matter.\n", ":1"),
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
        ("The ferry stays in port, said its owner.", None),
        ("“The kettle is gone.”", None),
        ("“So am I.”", None),
        ("The kettle is old.", None),
        ("The ferry is older.", None),
        ("Nobody minds, it seems.", None),
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


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[Jane Holt](https://x.example/a_b(c)), a nurse", "Jane Holt, a nurse"),
        ('[*The Herald*](<h e> "a) title") wrote', "The Herald wrote"),
        ("**Tom Vinge**, __the *owner*__ and _cook_", "Tom Vinge, the owner and cook"),
        (
            "“We are sad,” **Ann Lee** said, 2 * 3 * 4 and snake_case_name*",
            "“We are sad,” Ann Lee said, 2 * 3 * 4 and snake_case_name*",
        ),
        ("***all* of** it, **never closed", "all of it, **never closed"),
        ("![a pier](a.png) The [![ferry](b.png)](c) pier", "The  pier"),
        ("She left.[^1] So did he[^note]: at once.", "She left. So did he: at once."),
        ("as [she][notes] and [he] [said], [sic] [Notes][]", "as she and [he] [said], [sic] Notes"),
        (
            "\\*not\\* marked, `a *b* [c](d)` is code, AT&amp;T, &#8220;so&#8221; &nosuch;",
            "*not* marked, a *b* [c](d) is code, AT&T, “so” &nosuch;",
        ),
        (
            "a <em class='x'>fine</em> kettle<br>of fish <https://x.example/_a_>, 3 < 4 > 2",
            "a fine kettle of fish https://x.example/_a_, 3 < 4 > 2",
        ),
        ("a<!-- remark -->b ~~old~~ new", "ab old new"),
        ("[unclosed (link](", "[unclosed (link]("),
    ],
)
def test_markup_within_paragraphs_is_no_text(markdown, marked, words):
    article = markdown(f"{marked}\n\n[notes]: https://n.example\n")
    assert [words for words, _ in words_of(article)] == [words]


def test_quoted_paragraphs_are_without_the_marks_of_their_lines(markdown):
    quoted = "> “The [kettle](x\n> 'y')\n> > 5 litres\n> is **gone**,”\nshe said.\n\n> > Twice\n> > quoted."
    article = markdown(f"{quoted}\n\nNot\n\\> quoted.\n")
    assert [" ".join(words.split()) for words, _ in words_of(article)] == [
        "“The kettle",
        "5 litres is gone,” she said.",
        "Twice quoted.",
        "Not > quoted.",
    ]


def test_footnotes_are_references(markdown):
    article = markdown("The ferry stays.[^1]\n\n[^1]: Vinge v. State, 2020.\n[^b]: The *harbour* office,\nin a letter.\n")
    assert words_of(article) == [
        ("The ferry stays.", None),
        ("Vinge v. State, 2020.", BlockKind.REFERENCE),
        ("The harbour office,\nin a letter.", BlockKind.REFERENCE),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_words_stay_on_their_lines(markdown, newline):
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


def test_bold_questions_between_paragraphs_are_headings(markdown):
    lines = [
        "# Ferry stays",
        "**Why did the pilot of the ferry leave in May?**",
        "She did not.",
        "**So she stayed?** No.",
    ]
    assert [kind for _, kind in words_of(markdown("\n\n".join(lines)))] == [BlockKind.HEADLINE, BlockKind.HEADING, None, None]


def test_what_was_marked_is_judged_by_its_words(markdown):
    article = layout(
        markdown(
            "# Ferry stays in port\n\n*By Nadia Ferrant, transport correspondent*\n\nThe ferry stays in port, its owner said.\n\n"
            "**Who steers it?**\n\nNobody may steer it now, the harbour office said.\n\n"
            "**Correction, 19 November:** An earlier version of this article said that it had two pilots. It has one.\n"
        )
    )
    assert [block.kind.value for block in article.blocks] == ["headline", "credit", "body", "heading", "body", "boilerplate"]
    assert article.meta.byline == "Nadia Ferrant"


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
