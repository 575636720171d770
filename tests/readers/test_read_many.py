"""What holds for every format with many records: each broken one is one error that tells its place, all others are read."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provaudit.errors import InputError
from provaudit.model.article import Article
from provaudit.readers import read

Records = list[tuple[int, str | None]]
"""For each record its number, and what is wrong with it; None for a sound one."""

TEXT = (
    "The ferry between Salda and the islands stays in port until Friday, her owner Odile Vinge told the Salda Courier on Monday. "
    "Nobody else on the coast may steer the ship, the harbour office said, and the next examination for pilots is in the autumn."
)


def text_of(number: int) -> str:
    return f"{TEXT} It is the {number + 1}. time this year, she said."


def record(number: int, wrong: str | None) -> dict[str, object]:
    broken: dict[str | None, dict[str, object]] = {
        "no text": {"text": None},
        "blank": {"text": " \n"},
        "twice": {"id": "first"},
        "surrogate text": {"text": "half \ud800"},
        "surrogate id": {"id": "\udc00"},
        "surrogate title": {"title": "\udfff"},
        "number": {"text": 7},
    }
    return {"id": "first" if number == 0 else f"r{number}", "text": text_of(number), "title": "Ferry"} | broken.get(wrong, {})


def jsonl(path: Path, records: Records) -> None:
    lines = ['{"id": ' if wrong == "no JSON" else json.dumps(record(number, wrong)) for number, wrong in records]
    path.write_text("\n".join(lines), encoding="utf-8")


def json_list(path: Path, records: Records) -> None:
    path.write_text(json.dumps([record(number, wrong) for number, wrong in records]), encoding="utf-8")


def parquet(path: Path, records: Records) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    tables = pytest.importorskip("pyarrow.parquet")
    columns = {}
    for name in ("id", "text", "title"):
        values = [record(number, wrong)[name] for number, wrong in records]
        # As bytes first: what writes files does not always look whether a text is one.
        packed = pyarrow.array([v if v is None else str(v).encode("utf-8", "surrogatepass") for v in values], pyarrow.binary())
        columns[name] = pyarrow.Array.from_buffers(pyarrow.string(), len(values), packed.buffers())
    tables.write_table(pyarrow.table(columns), path)


def feed(path: Path, records: Records) -> None:
    pytest.importorskip("feedparser")
    body = {"no text": "", "blank": " ", "only markup": "<p></p><script>x()</script>"}
    items = "".join(
        f"<item><guid>{record(number, wrong)['id']}</guid><title>Ferry</title>"
        f"<description>{escape(body.get(wrong or '', f'<p>{text_of(number)}</p>'))}</description></item>"
        for number, wrong in records
    )
    path.write_text(f'<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>', encoding="utf-8")


def archive(path: Path, records: Records) -> None:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for number, wrong in records:
        page = (
            f"<html><head><title>Ferry stays</title></head><body><article><p>{text_of(number)}</p></article></body></html>".encode()
        )
        page = {"no text": b"", "blank": b"<html><body> </body></html>", "binary": b"\x89PNG\r\n\x1a\n\x00"}.get(wrong or "", page)
        charset = "; charset=undefined" if number % 2 else ""
        headers = StatusAndHeaders("200 OK", [("Content-Type", f"text/html{charset}")], protocol="HTTP/1.1")
        about = {"payload": io.BytesIO(page), "length": len(page), "http_headers": headers}
        writer.write_record(writer.create_warc_record(f"https://x.example/{number}", "response", **about))
    path.write_bytes(stream.getvalue())


OF_RECORDS = ("no text", "blank", "twice", "surrogate text", "surrogate id", "surrogate title")
FORMATS: dict[str, tuple[Callable[[Path, Records], None], tuple[str, ...]]] = {
    "week.jsonl": (jsonl, (*OF_RECORDS, "number", "no JSON")),
    "week.json": (json_list, (*OF_RECORDS, "number")),
    "week.parquet": (parquet, OF_RECORDS),
    "week.rss": (feed, ("no text", "blank", "only markup", "twice")),
    "week.warc.gz": (archive, ("no text", "blank", "binary")),
}
"""Format -> how it is written, and what can be wrong with a record of it."""


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_each_broken_record_is_one_error_and_all_others_are_read(tmp_path: Path, name: str, data: st.DataObject) -> None:
    write, wrongs = FORMATS[name]
    rest = data.draw(st.lists(st.none() | st.sampled_from(wrongs), max_size=12))
    wrong = [None, *rest]  # the first is sound, so that others can have its id
    write(tmp_path / name, list(enumerate(wrong)))
    found = list(read(tmp_path / name))
    assert [isinstance(item, Article) for item in found] == [one is None for one in wrong]
    for number, item in enumerate(found):
        if isinstance(item, Article):
            assert text_of(number) in item.text
        else:
            assert isinstance(item, InputError)
            place = item.where or ""
            assert place.startswith(str(tmp_path / name))
            assert str(number + 1) in place.removeprefix(str(tmp_path))


@pytest.mark.parametrize(("name", "wrong"), [(name, wrong) for name, (_, wrongs) in FORMATS.items() for wrong in wrongs])
def test_every_way_to_be_broken_is_told(tmp_path: Path, name: str, wrong: str) -> None:
    FORMATS[name][0](tmp_path / name, [(0, None), (1, wrong), (2, None), (3, wrong), (4, None)])
    found = list(read(tmp_path / name))
    assert [isinstance(item, Article) for item in found] == [True, False, True, False, True]
    assert len({str(item) for item in found if isinstance(item, InputError)}) == 2
