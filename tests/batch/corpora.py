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


def warc(url: str, page: str) -> bytes:
    """An archive with one page in it."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream, content = io.BytesIO(), page.encode()
    writer = WARCWriter(stream, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    about = {"payload": io.BytesIO(content), "length": len(content), "http_headers": headers}
    writer.write_record(writer.create_warc_record(url, "response", **about))
    return stream.getvalue()
