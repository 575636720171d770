"""Web archives: the pages that were fetched well, each with its address; broken archives are told."""

from __future__ import annotations

import io

import pytest

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article
from provaudit.readers import read, warc
from provaudit.readers.html import article_of

pytest.importorskip("warcio")

BODY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The café at the pier will close in May, owner Greta Lund told the Salda Courier on Tuesday evening.",
        "Two officials familiar with the lease said that the harbour office had asked for twice the rent of last year.",
        "“Nobody can pay that,” Ms. Lund said in an interview, and the council has not answered questions since then.",
    )
)
PAGE = f"<html><head><title>Café to close</title></head><body><article><h1>Café to close</h1>{BODY}</article></body></html>"


def archive(*responses: tuple[str, str, str, bytes], gzip: bool = True) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("crawl", {"software": "test"}))
    for url, status, media, content in responses:
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        about = {"payload": io.BytesIO(content), "length": len(content), "http_headers": headers}
        writer.write_record(writer.create_warc_record(url, "response", **about))
    return stream.getvalue()


PAGES = (
    ("https://x.example/gone", "404 Not Found", "text/html", b"<p>Gone</p>"),
    ("https://x.example/cafe", "200 OK", "text/html; charset=windows-1252", PAGE.encode("windows-1252")),
    ("https://x.example/logo", "200 OK", "image/png", b"\x89PNG"),
    ("https://x.example/empty", "200 OK", "text/html", b"<html><body></body></html>"),
    ("https://x.example/utf8", "200 OK", "text/html", PAGE.encode()),
)


@pytest.mark.parametrize(("name", "gzip"), [("crawl.warc.gz", True), ("crawl.warc", False), ("crawl.unknown", False)])
def test_each_page_is_an_article(tmp_path, name: str, gzip: bool) -> None:
    path = tmp_path / name
    path.write_bytes(archive(*PAGES, gzip=gzip))
    first, empty, last = read(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert "The café at the pier" in first.text
    assert first.text == last.text
    assert (first.id, first.meta.url) == ("crawl-3", "https://x.example/cafe")
    assert (last.id, last.meta.url) == ("crawl-6", "https://x.example/utf8")
    assert isinstance(empty, InputError)
    assert "record 5, https://x.example/empty" in str(empty)


def test_one_bad_page_does_not_end_the_archive(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoding that is none is the page's fault; where we fail on a page, that page is told too, and the others are read."""
    urls = [f"https://x.example/{name}" for name in ("one", "two", "three")]
    path = tmp_path / "crawl.warc.gz"
    medias = ("text/html", "text/html; charset=undefined", "text/html; charset=punycode")
    path.write_bytes(archive(*((url, "200 OK", media, PAGE.encode()) for url, media in zip(urls, medias, strict=True))))
    assert [getattr(item, "id", None) for item in read(path)] == ["crawl-2", "crawl-3", "crawl-4"]

    def failing(data: bytes, **said: str) -> Article:
        if said["url"] == urls[1]:
            raise ZeroDivisionError
        return article_of(data, **said)

    monkeypatch.setattr(warc, "article_of", failing)
    first, second, third = read(path)
    assert (getattr(first, "id", None), getattr(third, "id", None)) == ("crawl-2", "crawl-4")
    assert isinstance(second, InputError)
    assert f"record 3, {urls[1]}" in str(second)


def test_archives_without_pages_or_broken_are_told(tmp_path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(archive(*PAGES[2:3]))
    with pytest.raises(NothingToReadError, match="no page"):
        list(read(path))
    path.write_bytes(b"no archive at all")
    with pytest.raises((InputError, NothingToReadError)):
        list(read(path))


@pytest.mark.parametrize("missing", [200, 700])
def test_pages_before_a_break_are_read_and_the_break_is_told(tmp_path, missing: int) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(archive(*PAGES)[:-missing])
    articles = read(path)
    assert getattr(next(articles), "id", None) == "crawl-3"
    with pytest.raises(InputError, match="breaks off"):
        list(articles)
