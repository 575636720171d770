"""Article records in Parquet, and the compression that any format may have."""

from __future__ import annotations

import datetime
import decimal
import gzip
import json

import pytest

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import Article
from provaudit.readers import read

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = "The ferry will stop in May, harbour master Ida Thorne said."


def table(tmp_path, **columns):
    path = tmp_path / "week.parquet"
    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_rows_are_records(tmp_path) -> None:
    days = [datetime.date(2026, 11, 16), datetime.datetime(2026, 11, 17, 8, 30), None]
    path = table(
        tmp_path, id=["a", None, "c"], text=[TEXT, TEXT + " It is late.", None], published=[*days[:1], None, None], words=[1, 2, 3]
    )
    first, second, broken = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.text, first.meta.published) == ("a", TEXT, "2026-11-16")
    assert (second.id, second.meta.published) == ("week-2", None)
    assert isinstance(broken, InputError)
    assert "record 3" in str(broken)
    (timed,) = read(table(tmp_path, text=[TEXT], published=days[1:2]))
    assert isinstance(timed, Article)
    assert timed.meta.published == "2026-11-17T08:30:00"
    (other,) = read(table(tmp_path, text=[TEXT], date=days[:1], author=[["Ada Lee", "Bo Ray"]]))
    assert isinstance(other, Article)
    assert (other.meta.published, other.meta.byline) == ("2026-11-16", "Ada Lee and Bo Ray")


@pytest.mark.parametrize(
    ("name", "bad", "good", "type"),
    [
        ("text", b"\xff", TEXT.encode(), None),
        ("id", decimal.Decimal("1.5"), None, None),
        ("title", [b"a"], None, None),
        ("title", {"a": 1}, None, None),
        ("section", datetime.time(8, 30), None, None),
        ("published", 10**18 + 1, None, "ns"),
        ("published", -(10**17), None, "ms"),
    ],
    ids=["binary", "decimal", "list", "struct", "time", "nanoseconds", "before all years"],
)
def test_values_that_are_no_text_break_their_row_only(tmp_path, name: str, bad: object, good: object, type: str | None) -> None:
    values = pyarrow.array([good, bad, good], pyarrow.timestamp(type) if type else None)
    if name == "text":
        values = pyarrow.Array.from_buffers(pyarrow.string(), 3, values.buffers())  # bytes that only claim to be a text
    columns = {"id": ["a", "b", "c"], "text": [TEXT, TEXT, TEXT]} | {name: values}
    found = list(read(table(tmp_path, **columns)))
    if type == "ns" and isinstance(found[1], Article):  # pandas, where it is installed, can hold them
        assert found[1].meta.published == "2001-09-09T01:46:40.000000001"
        return
    assert [isinstance(item, Article) for item in found] == [True, False, True]
    assert isinstance(found[1], InputError)
    assert f"record 2: this is no article record: {name}: " in str(found[1])


def test_a_column_of_bytes_gives_an_error_a_row(tmp_path) -> None:
    found = list(read(table(tmp_path, id=["a", "b"], text=[TEXT.encode(), TEXT.encode()])))
    assert [str(error).partition("week.parquet: ")[2].partition(":")[0] for error in found] == ["record 1", "record 2"]


def test_what_holds_no_articles_is_told(tmp_path) -> None:
    with pytest.raises(InputError, match="no column text"):
        list(read(table(tmp_path, body=[TEXT])))
    with pytest.raises(NothingToReadError):
        list(read(table(tmp_path, text=pyarrow.array([], pyarrow.string()))))
    path = tmp_path / "broken.parquet"
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError, match="Parquet"):
        list(read(path))


def test_any_format_may_be_compressed(tmp_path) -> None:
    lines = "\n".join(json.dumps({"id": name, "text": TEXT}) for name in "abc").encode()
    (tmp_path / "week.jsonl.gz").write_bytes(gzip.compress(lines[:70]) + gzip.compress(lines[70:]))  # members one after the other
    (tmp_path / "ferry.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert [article.id for article in read(tmp_path / "week.jsonl.gz") if isinstance(article, Article)] == ["a", "b", "c"]
    (ferry,) = read(tmp_path / "ferry.txt.gz")
    assert isinstance(ferry, Article)
    assert (ferry.id, ferry.text) == ("ferry", TEXT)
    (tmp_path / "week.jsonl.gz").write_bytes(gzip.compress(lines)[:-12])
    with pytest.raises(InputError, match="compressed file is broken"):
        list(read(tmp_path / "week.jsonl.gz"))


def test_how_far_a_file_has_been_read_is_told(tmp_path) -> None:
    path = tmp_path / "week.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(900)), encoding="utf-8")
    heard: list[int] = []
    assert len(list(read(path, watch=heard.append))) == 900
    assert heard == sorted(heard)
    assert 0 < heard[0] < heard[-1] == path.stat().st_size
