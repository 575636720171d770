"""The site of reports: its pages lead to one another, nothing leads out, the feed is XML."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from builders import AUDITS

from provaudit.model.audit import Audit

pytest.importorskip("vl_convert", reason="needs vl-convert: pip install '.[weekly]'")

from provaudit.weekly.site import site

HOSTILE = "<script>alert(1)</script> & ]]> \x0b\u202e"


def dated(audit: Audit, published: str | None, **meta: str) -> Audit:
    article = audit.analysis.article
    return replace(
        audit, analysis=replace(audit.analysis, article=replace(article, meta=replace(article.meta, published=published, **meta)))
    )


def files(*audits: Audit) -> dict[str, str]:
    return dict(site((f"page {number} [a&b]", audit) for number, audit in enumerate(audits)))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    days = ["2026-11-10", "2026-11-18", "2026-11-19T08:00:00Z", None, "someday"]
    return files(*(dated(build(), day) for build, day in zip(AUDITS.values(), days, strict=True)))


def test_there_is_a_page_an_article_and_a_week(made: dict[str, str]) -> None:
    assert len([name for name in made if name.startswith("articles/")]) == len(AUDITS)
    assert {name for name in made if name.startswith("weeks/")} == {"weeks/2026-W46.html", "weeks/2026-W47.html"}
    assert "index.html" in made


def test_links_lead_to_files_of_the_site(made: dict[str, str]) -> None:
    for name, text in made.items():
        for href in re.findall(r'href="([^"#]+)"', text):
            target = (Path("/") / name).parent / unquote(href).replace("&amp;", "&")
            assert str(target.resolve().relative_to("/")) in made, (name, href)


def test_feed_is_atom_and_has_the_dated_articles(made: dict[str, str]) -> None:
    feed = ElementTree.fromstring(made["feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert len(entries) == 3
    assert feed.findtext(f"{atom}updated") == "2026-11-19T00:00:00Z"
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == 3


def test_hostile_titles_are_text() -> None:
    made = files(dated(AUDITS["relayed"](), "2026-11-18", title=HOSTILE, publisher=HOSTILE))
    ElementTree.fromstring(made["feed.xml"])
    for name in ("index.html", "weeks/2026-W47.html"):
        assert made[name].count("<script>") == 1
        assert "\u202e" not in made[name]


def test_nothing_makes_a_site_too() -> None:
    assert set(files()) == {"index.html", "feed.xml"}


def test_through_the_command_line(provaudit, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ferry.md").write_text(
            f"---\ntitle: Ferry\npublisher: The {folder} Courier\ndate: 2026-11-18\n---\n\nThe ferry will stop, Ida Thorne said.\n"
        )
    run = provaudit("site", "a", "b", "--out", "site")
    assert run.code == 0, run.err
    assert run.out == "site/index.html\n"
    assert {path.name for path in (tmp_path / "site" / "articles").iterdir()} == {"ferry.html", "ferry~2.html"}
    assert provaudit("site", "a", "nothing.txt", "--out", "site").code == 4
    (tmp_path / "empty").mkdir()
    assert provaudit("site", "empty", "--out", "none").code == 3
    assert not (tmp_path / "none").exists()
