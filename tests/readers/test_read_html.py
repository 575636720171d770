"""Web pages: the article's blocks, their kinds, and what the page says about itself."""

import pytest

from provaudit.errors import InputError
from provaudit.model.article import BlockKind
from provaudit.readers import read

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
