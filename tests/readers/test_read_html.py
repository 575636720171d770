"""Web pages: the article's blocks, their kinds, and what the page says about itself."""

import pytest

from provaudit.errors import InputError
from provaudit.model.article import BlockKind
from provaudit.readers import read
from provaudit.units import layout

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="{charset}">
<title>Ferry stays in port | The Salda Courier</title>
<meta property="og:site_name" content="The Salda Courier"><meta property="og:title" content="Ferry stays in port">
<meta name="author" content="Nadia Ferrant"><meta property="article:published_time" content="2024-05-03T10:00:00Z">
<link rel="canonical" href="https://courier.example/sea/ferry"></head>
<body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><article>{heading}
<p class="article__standfirst">The pilot has left, and took the kettle with her</p>
<figure><img src="a.jpg"><figcaption>The ferry in Salda on Monday. Photo: Ann Leroy/EPA</figcaption></figure>
<p>The ferry between Salda and the islands stays in port until Friday, said
<a href="/m">its owner</a> Odile Vinge. It is the third time this year.</p>
<h2>Why she left</h2>
<p>Pilot Mara Holt quarrelled with the cook over a kettle.<br><br>The café’s cook,
Piet Amsel, declined to comment on what had happened that morning.</p>
<blockquote><p>“The kettle was mine,” Holt wrote in a letter to the harbour office.</p><p>“I want it back.”</p></blockquote>
<ul><li>The kettle is nine years old.</li><li>The ferry is forty, the owner says.</li></ul>
<p>Nobody else on the coast may steer the ship, and the next examination for pilots is in the autumn, the harbour office said.</p>
<script>var stolen = "text";</script></article><footer>© 2024 The Salda Courier. All rights reserved.</footer></body></html>"""


def page(tmp_path, html, encoding="utf-8"):
    path = tmp_path / "ferry.html"
    path.write_bytes(html.encode(encoding))
    (article,) = read(path)
    return article


@pytest.fixture
def article(tmp_path):
    return page(tmp_path, PAGE.format(charset="utf-8", heading="<h1>Ferry stays in port</h1>"))


def test_paragraphs_stay_apart_and_keep_what_the_markup_tells(article):
    blocks = [(b.span.of(article.text)[:24], b.kind) for b in article.blocks]
    assert blocks == [
        ("Ferry stays in port", BlockKind.HEADLINE),
        ("The pilot has left, and ", BlockKind.DECK),
        ("The ferry in Salda on Mo", BlockKind.CAPTION),
        ("The ferry between Salda ", None),
        ("Why she left", BlockKind.HEADING),
        ("Pilot Mara Holt quarrell", None),
        ("The café’s cook, Piet Am", None),
        ("“The kettle was mine,” H", None),
        ("“I want it back.”", None),
        ("The kettle is nine years", None),
        ("The ferry is forty, the ", None),
        ("Nobody else on the coast", None),
    ]


def test_the_text_is_the_blocks_joined_by_blank_lines(article):
    assert article.text == "\n\n".join(b.span.of(article.text) for b in article.blocks)
    assert "stolen" not in article.text
    assert "Home" not in article.text


def test_the_page_tells_its_metadata(article):
    meta = article.meta
    assert (meta.publisher, meta.title, meta.byline) == ("The Salda Courier", "Ferry stays in port", "Nadia Ferrant")
    assert (meta.published, meta.url, meta.language) == ("2024-05-03", "https://courier.example/sea/ferry", "en")


def test_a_headline_outside_of_the_body_comes_first(tmp_path):
    article = page(tmp_path, PAGE.format(charset="utf-8", heading=""))
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.blocks[0].span.of(article.text) == "Ferry stays in port"


def test_the_declared_encoding_is_believed(tmp_path):
    article = page(tmp_path, PAGE.format(charset="windows-1252", heading=""), "cp1252")
    assert "The café’s cook" in article.text
    assert not article.notes


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body><nav><a href='/x'>News</a></nav></body></html>", "<!doctype html><p></p>"]
)
def test_a_page_without_an_article_is_refused(tmp_path, html):
    with pytest.raises(InputError, match="article"):
        page(tmp_path, html)


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "unicode_escape", "utf-16", "utf-32-be", "hex", "no-such"])
def test_a_declaration_that_cannot_be_true_is_passed_over(tmp_path, charset):
    assert "The café’s cook" in page(tmp_path, PAGE.format(charset=charset, heading="<h1>Ferry stays in port</h1>")).text


def blocks(article):
    return [(block.span.of(article.text), block.kind) for block in article.blocks]


def within(*parts):
    body = "<p>The ferry between Salda and the islands stays in port until Friday, said its owner, for the third time.</p>"
    more = "<p>Nobody else on the coast may steer the ship, and the next examination for pilots is in the autumn.</p>"
    return f"<html><body><article><h1>Ferry stays in port</h1>{body}{''.join(parts)}{more}</article></body></html>"


PICTURE = '<a href="https://t.example/x">pic.twitter.com/x1</a>'
POST = f'{{open}}<p lang="en">Nobody asked the cook {PICTURE}</p>&mdash; {{author}} {{date}}</blockquote>{{close}}'


@pytest.mark.parametrize(
    "marks",
    [
        {"open": '<blockquote class="twitter-tweet">', "author": "Ida Moor (@idamoor)", "date": "May 3, 2024", "close": ""},
        {
            "open": '<figure class="wp-block-embed"><div class="embed"><blockquote class="twitter-tweet" data-width="5">',
            "author": "Ida Moor (@idamoor)",
            "date": '<a href="https://t.example/1">May 3, 2024</a>',
            "close": "</div></figure>",
        },
        {
            "open": '<blockquote class="x">',
            "author": 'Ida Moor (<a href="/i">@idamoor</a>)',
            "date": '<a href="/1">May 3</a>',
            "close": "",
        },
    ],
)
def test_posts_keep_their_authors(tmp_path, marks):
    article = page(tmp_path, within(POST.format(**marks)))
    assert blocks(article)[2] == ("Nobody asked the cook — Ida Moor (@idamoor)", BlockKind.BODY)
    assert len(article.blocks) == 4
    kinds = [block.kind.value for block in layout(article).blocks]
    assert kinds == ["headline", "body", "body", "body"]


def test_who_is_quoted_may_stand_beside_the_quoted_paragraphs(tmp_path):
    quoted = "<blockquote><p>“The kettle was mine, and everybody knew.”</p>— Mara Holt, in a letter</blockquote>"
    nested = "<ul><li>The kettle is old.<ul><li>It is nine years old.</li></ul>It leaks.</li></ul>"
    found = [words for words, _ in blocks(page(tmp_path, within(quoted, nested)))[2:-1]]
    assert found[:2] == ["“The kettle was mine, and everybody knew.”", "— Mara Holt, in a letter"]
    assert found[2:] == ["The kettle is old.", "It is nine years old.", "It leaks."]


def test_cells_without_a_sentence_say_nothing(tmp_path):
    rows = "<tr><th>Trip</th><th>Cost</th></tr><tr><td>Salda</td><td>9,000</td></tr>"
    table = f"<table>{rows}<tr><td>Kalmar</td><td>The owner has paid for it twice.</td></tr></table>"
    cells = blocks(page(tmp_path, within(table)))[2:-1]
    assert cells == [
        *((words, BlockKind.REFERENCE) for words in ("Trip", "Cost", "Salda", "9,000", "Kalmar")),
        ("The owner has paid for it twice.", None),
    ]


@pytest.mark.parametrize("around", ["<article>{}</article>", "{}", "<div class='story'>{}</div>"])
def test_a_short_page_keeps_its_paragraphs_apart(tmp_path, around):
    related = '<div class="related"><h3>Read more</h3><ul><li><a href="/a">Who is Mara Holt?</a></li></ul></div>'
    text = "<h1>Ferry stays in port</h1><p>The ferry stays in port, said its owner.</p><p>“I am sorry,” Odile Vinge said.</p>"
    article = page(tmp_path, f"<html><head><title>Ferry</title></head><body>{around.format(text + related)}</body></html>")
    assert [words for words, _ in blocks(article)] == [
        "Ferry stays in port",
        "The ferry stays in port, said its owner.",
        "“I am sorry,” Odile Vinge said.",
    ]
