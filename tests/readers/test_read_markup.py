"""Markup within the paragraphs of a Markdown file, and raw HTML between them: the words stay."""

import pytest

from provaudit.model.article import BlockKind
from provaudit.units import layout


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
def test_markup_within_paragraphs_is_no_text(markdown, words_of, marked, words):
    article = markdown(f"{marked}\n\n[notes]: https://n.example\n")
    assert [words for words, _ in words_of(article)] == [words]


def test_quoted_paragraphs_are_without_the_marks_of_their_lines(markdown, words_of):
    quoted = "> “The [kettle](x\n> 'y')\n> > 5 litres\n> is **gone**,”\nshe said.\n\n> > Twice\n> > quoted."
    article = markdown(f"{quoted}\n\nNot\n\\> quoted.\n")
    assert [" ".join(words.split()) for words, _ in words_of(article)] == [
        "“The kettle",
        "5 litres is gone,” she said.",
        "Twice quoted.",
        "Not > quoted.",
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
def test_raw_html_is_read_by_its_paragraphs(markdown, words_of, newline):
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


def test_raw_html_that_is_no_prose_is_told(markdown, words_of):
    html = "<pre>a poem\nof two lines</pre>\n\n<iframe src='x'></iframe>\n\n<iframe>No frames.</iframe>\n\n<!-- a remark -->\n\n"
    article = markdown(f"The ferry stays.\n\n{html}She left.\n\n<!-- never closed\n\nand so lost")
    assert words_of(article) == [("The ferry stays.", None), ("She left.", None)]
    assert article.notes == ("raw HTML is left out: <pre> in line 3, <iframe> in line 8, <!-- in line 14",)
    many = markdown("The ferry stays.\n" + "\n<pre>x</pre>\n" * 5)
    assert many.notes == ("raw HTML is left out: <pre> in line 3, <pre> in line 5, <pre> in line 7 and 2 more",)


def test_comments_to_us_between_raw_paragraphs_stay_out(markdown, words_of):
    article = markdown("<p>The ferry stays.</p>\n<!-- provaudit: ignore A01 -- the desk knows -->\n<p>She left.</p>\n")
    assert words_of(article) == [("The ferry stays.", None), ("She left.", None)]
    assert article.notes == ()


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
