"""The page of a week in a real browser: sorts, fits, can be read, asks for nothing."""

from __future__ import annotations

import pytest
from builders import AUDITS

from browser.test_article_page import CONTRAST

pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install '.[browser]'")
pytest.importorskip("vl_convert", reason="needs vl-convert: pip install '.[weekly]'")

from selenium.webdriver.common.by import By

from provaudit.formats.audit.json_v1 import to_dict
from provaudit.store.database import Store
from provaudit.weekly.build import build
from provaudit.weekly.show import render
from provaudit.weekly.week import Week


@pytest.fixture(scope="module")
def page() -> str:
    documents = [to_dict(make()) for make in AUDITS.values()]
    with Store() as store:
        for day in ("2026-11-11", "2026-11-18"):
            for number, outlet in enumerate(("The Harbour Courier", "Redfield Times", None)):
                more = {"published": day, "publisher": outlet, "url": None}
                store.put(d | {"article": d["article"] | more} for d in documents[: len(documents) - number])
        return render(build(store, Week.parse("2026-W47")), "html")


def test_tables_sort_and_the_sum_stays_below(browse, page: str) -> None:
    driver = browse(page)
    table = driver.find_element(By.CSS_SELECTOR, "table.many")
    head = table.find_elements(By.CSS_SELECTOR, "th")[1]
    for direction in ("ascending", "descending"):
        head.find_element(By.TAG_NAME, "button").click()
        assert head.get_attribute("aria-sort") == direction
        numbers = [int(cell.text) for cell in table.find_elements(By.CSS_SELECTOR, "tbody td:nth-child(2)")]
        assert numbers == sorted(numbers, reverse=direction == "descending")
    assert table.find_element(By.CSS_SELECTOR, "tfoot td").text == "All"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(browse, page: str, width: int) -> None:
    driver = browse(page, width)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
def test_contrast_is_that_of_wcag_aa(browse, page: str, dark: bool) -> None:
    driver = browse(page, dark=dark)
    assert driver.execute_script(CONTRAST) == []
