"""The index of a site in a real browser: it filters, sorts, fits, can be read, and holds whatever titles there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import AUDITS

from browser.test_article_page import CONTRAST
from provaudit.model.audit import Audit

pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install '.[browser]'")
pytest.importorskip("vl_convert", reason="needs vl-convert: pip install '.[weekly]'")

from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from provaudit.weekly.site import site

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


def dated(audit: Audit, day: str | None, title: str | None) -> Audit:
    article = audit.analysis.article
    meta = replace(article.meta, published=day, title=title)
    return replace(audit, analysis=replace(audit.analysis, article=replace(article, meta=meta)))


@pytest.fixture(scope="module")
def index() -> str:
    days = ["2026-11-10", "2026-11-18", "2026-11-19", None, "2026-11-20"]
    titles = [None, LONG, "הגשר ייסגר, said officials", "<script>alert(1)</script>", None]
    made = zip(AUDITS.values(), days, titles, strict=True)
    return dict(site((str(number), dated(build(), day, title)) for number, (build, day, title) in enumerate(made)))["index.html"]


def rows(driver) -> list:
    return [row for row in driver.find_elements(By.CSS_SELECTOR, "table.audit tbody tr") if row.is_displayed()]


def test_articles_are_found_by_word_and_grade_and_sorted_by_date(browse, index: str) -> None:
    driver = browse(index)
    assert len(rows(driver)) == len(AUDITS)
    driver.find_element(By.CSS_SELECTOR, "[data-filter=words]").send_keys("officials")
    assert [row.find_element(By.TAG_NAME, "td").text for row in rows(driver)] == ["הגשר ייסגר, said officials"]
    driver.find_element(By.CSS_SELECTOR, "[data-filter=words]").clear()
    Select(driver.find_element(By.CSS_SELECTOR, "[data-filter=kind]")).select_by_value("own")
    assert all("no source" in row.text for row in rows(driver))
    Select(driver.find_element(By.CSS_SELECTOR, "[data-filter=kind]")).select_by_value("")
    driver.find_elements(By.CSS_SELECTOR, "table.audit th button")[2].click()
    dates = [row.find_elements(By.TAG_NAME, "td")[2].text for row in rows(driver)]
    assert dates == sorted(dates)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(browse, index: str, width: int) -> None:
    driver = browse(index, width)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
def test_contrast_is_that_of_wcag_aa(browse, index: str, dark: bool) -> None:
    assert browse(index, dark=dark).execute_script(CONTRAST) == []
