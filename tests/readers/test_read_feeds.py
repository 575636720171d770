"""RSS and Atom files: entries that carry their text; nothing is fetched."""

from __future__ import annotations

import pytest

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article, BlockKind
from provaudit.readers import read

pytest.importorskip("feedparser")

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Salda Courier</title><language>en-gb</language>
<item><title>Ferry stays &amp; waits</title><link>https://x.example/1</link><guid>g1</guid><dc:creator>Ida Moor</dc:creator>
<pubDate>Mon, 16 Nov 2026 08:00:00 +0100</pubDate><category>sea</category><description>A teaser.</description>
<content:encoded><![CDATA[<p>The ferry <b>stays</b>.</p><script>x()</script><h2>Why</h2>
<p>“No money,” the mayor said.<br/>
She left.</p><figure><figcaption>The café.</figcaption></figure>]]></content:encoded></item>
<item><title>Only a title</title><link>https://x.example/2</link></item>
<item><title>Tram</title><description>The tram is late.&lt;br&gt;&lt;br&gt;It is new.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Echo</title><entry><id>tag:1</id><title>Mill</title>
<updated>2026-11-17T09:00:00Z</updated><link href="https://x.example/mill"/><author><name>Jo</name></author><author><name>Al</name></author>
<content type="html">&lt;p&gt;The mill burned.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_an_entry_is_an_article_with_its_headline(tmp_path, encoding: str) -> None:
    path = tmp_path / "day.rss"
    path.write_bytes(RSS.format(encoding=encoding).encode(encoding))
    first, second, third = read(path)
    assert isinstance(first, Article)
    assert first.text == "Ferry stays & waits\n\nThe ferry stays.\n\nWhy\n\n“No money,” the mayor said. She left.\n\nThe café."
    kinds = [block.kind for block in first.blocks]
    assert kinds == [BlockKind.HEADLINE, None, BlockKind.HEADING, None, BlockKind.CAPTION]
    meta = first.meta
    assert (first.id, meta.publisher, meta.byline, meta.section) == ("g1", "The Salda Courier", "Ida Moor", "sea")
    assert (meta.published, meta.url, meta.title) == ("2026-11-16T07:00:00Z", "https://x.example/1", "Ferry stays & waits")
    assert isinstance(second, InputError)
    assert "entry 2" in str(second)
    assert isinstance(third, Article)
    assert third.text == "Tram\n\nThe tram is late.\n\nIt is new."
    assert third.id == "day-3"


def test_an_id_that_comes_twice_is_an_error(tmp_path) -> None:
    """Ids name outputs: the second would stand in the place of the first."""
    items = "".join(
        f"<item><title>Ferry {name}</title>{guid}<description>The ferry stays {name}.</description></item>"
        for name, guid in (("one", "<guid>g</guid>"), ("two", ""), ("three", "<guid>g</guid>"), ("four", "<guid>h</guid>"))
    )
    path = tmp_path / "day.rss"
    path.write_text(f'<rss version="2.0"><channel><title>Echo</title>{items}</channel></rss>', encoding="utf-8")
    first, second, twice, last = read(path)
    assert [getattr(item, "id", None) for item in (first, second, twice, last)] == ["g", "day-2", None, "h"]
    assert str(twice) == f"{path}: entry 3: the id 'g' comes twice (entry 1 has it too)"


@pytest.mark.parametrize("deep", ["<div>" * 3_000, "<b>" * 3_000])
def test_an_entry_that_cannot_be_taken_apart_is_lost_alone(tmp_path, deep: str) -> None:
    path = tmp_path / "day.rss"
    bodies = ("The ferry stays.", deep + "It is late.", "The tram is late.")
    items = "".join(f"<item><title>T</title><description><![CDATA[{body}]]></description></item>" for body in bodies)
    path.write_text(f'<rss version="2.0"><channel><title>Echo</title>{items}</channel></rss>', encoding="utf-8")
    found = list(read(path))
    assert [found[0].id, found[2].id] == ["day-1", "day-3"]
    assert isinstance(found[1], Article) or "entry 2" in str(found[1])


def test_atom_and_xml_by_content(tmp_path) -> None:
    for name in ("mill.atom", "mill.xml", "mill.unknown"):
        (tmp_path / name).write_text(ATOM, encoding="utf-8")
        (article,) = read(tmp_path / name)
        assert isinstance(article, Article)
        assert (article.text, article.id) == ("Mill\n\nThe mill burned.", "tag:1")
        assert (article.meta.byline, article.meta.published) == ("Jo, Al", "2026-11-17T09:00:00Z")


@pytest.mark.parametrize(
    ("text", "error"),
    [("<note><to>you</to></note>", InputError), ("no markup at all", InputError), (RSS.partition("<item>")[0], NothingToReadError)],
)
def test_what_is_no_feed_is_told(tmp_path, text: str, error: type) -> None:
    path = tmp_path / "day.xml"
    path.write_text(text.format(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(error):
        list(read(path))


def test_a_feed_never_reaches_for_the_network_or_files(tmp_path) -> None:
    """What an entity of the document type names is not fetched."""
    (tmp_path / "secret.txt").write_text("secret words", encoding="utf-8")
    hostile = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>' + ATOM.replace("The mill", "The &x; mill")
    (tmp_path / "day.atom").write_text(hostile, encoding="utf-8")
    found = list(read(tmp_path / "day.atom"))
    assert not any(isinstance(item, Article) and "secret" in item.text for item in found)
