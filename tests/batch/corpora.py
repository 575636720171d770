"""What the corpora of these tests are made of: invented articles as text, page, records and web archive."""

from __future__ import annotations

import io

from provaudit.bench import invented

FERRY = "The ferry will stop in May, harbour master Ida Thorne told the Salda Courier."
PAGE = """<html lang="en"><head><title>Tram vote put off</title><meta property="og:site_name" content="The Port Elgin Ledger">
<meta property="article:published_time" content="2026-11-17"></head>
<body><article><h1>Tram vote put off</h1>{}</article></body></html>"""
PARAGRAPHS = "".join(
    f"<p>{words}</p>"
    for words in (
        "The council will vote on the tram line in December, two officials familiar with the plan told Reuters on Monday.",
        "“Nobody has asked the people of Hollin Green,” council member Corinne Adair said in an interview at the town hall.",
        "According to a report of the audit office, the line would cost 4,200 crowns a metre, more than any line before it.",
    )
)


def records(number: int = 6, sentences: int = 2) -> list[dict]:
    return list(invented.articles(number, sentences))


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    """An archive with a response for each (address, media type, content), between records of other kinds."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "test"}))
    for url, media, content in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=headers))
    missing = StatusAndHeaders("404 Not Found", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    gone = writer.create_warc_record("https://x.example/gone", "response", payload=io.BytesIO(b"<p>no</p>"), http_headers=missing)
    writer.write_record(gone)
    return stream.getvalue()
