"""Dates of publication: options are refused, files are read where they can mean one day only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from provaudit.dates import dated, iso

TEXT = "The hospital will cut 30 beds, the mayor said. The clinic is open, and the nurses are glad of it."


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *((same, same) for same in ("2026-11-18", "2026-11-18T10:00", "2026-11-18T10:00:00Z", "2026-11-18 10:00:00+01:00")),
        *((words, "2026-11-18") for words in ("18 November 2026", "November 18, 2026", "Nov. 18, 2026", "18th November 2026")),
        *((words, "2026-11-18") for words in ("Wednesday, 18 November 2026", "Wed 18 Nov 2026", "2026/11/18", "20261118")),
        ("Wed, 18 Nov 2026 10:00:00 GMT", "2026-11-18T10:00:00+00:00"),
        *(
            (words, None)
            for words in ("tomorrow", "yesterday", "2026-13-45", "3/4/2026", "2026", "2026-11", "", "Circa 18 May 2026")
        ),
        *((words, None) for words in ("31 November 2026", "at 10:00", "2026-11-18 in the morning")),
        ("Wed, 18 Nov 2026 10:00:00 +99999999999999999999", None),
    ],
)
def test_what_means_one_day_is_read(words: str, day: str | None) -> None:
    assert iso(words) == day
    assert day is None or dated(day)


@pytest.mark.parametrize("command", ["score", "check"])
@pytest.mark.parametrize("date", ["tomorrow", "2026-13-45", "3/4/2026", "Wed, 18 Nov 2026 10:00:00 +99999999999999999999"])
def test_an_option_that_is_no_date_is_refused(provaudit, tmp_path: Path, command: str, date: str) -> None:
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    run = provaudit(command, "x.txt", "--published", date)
    assert run.code == 2
    assert run.err.startswith(f"error: --published: {date} is no date (write it in ISO 8601: 2026-11-18")


def published(provaudit, file: str, *options: str) -> tuple[str, list[str]]:
    article = json.loads(provaudit("score", file, "--format", "json", *options).out)["article"]
    return article["published"], article["notes"]


def test_dates_of_files_are_read_or_noted(provaudit, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: 18 November 2026\n---\n\n{TEXT}\n", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"text": TEXT, "published": "yesterday"}), encoding="utf-8")
    far = "Wed, 18 Nov 2026 10:00:00 +99999999999999999999"
    (tmp_path / "c.md").write_text(f"---\ndate: {far}\n---\n\n{TEXT}\n", encoding="utf-8")
    assert published(provaudit, "c.md")[0] == far
    assert published(provaudit, "a.md") == ("2026-11-18", [])
    said, notes = published(provaudit, "b.json")
    assert said == "yesterday"
    assert [note.startswith("the date “yesterday” cannot be read") for note in notes] == [True]
    assert published(provaudit, "b.json", "--published", "November 18, 2026") == ("2026-11-18", [])


def test_weekly_has_articles_whose_dates_are_written_out(provaudit, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: 18 November 2026\n---\n\n{TEXT}\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\ndate: 2026-11-17\n---\n\n{TEXT}\n", encoding="utf-8")
    report = json.loads(provaudit("weekly", "a.md", "b.md", "--no-echo", "--format", "json").out)
    assert (report["week"], report["undated"], report["figures"]["articles"]) == ("2026-W47", 0, 2)
