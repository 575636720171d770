"""The page of echo in a real browser: fits, can be read, leads to its stories, asks for nothing."""

from __future__ import annotations

import pytest
from echo.paper import article, compared

from browser.test_article_page import CONTRAST

pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install '.[browser]'")
pytest.importorskip("datasketch", reason="needs datasketch and networkx: pip install '.[echo]'")

from selenium.webdriver.common.by import By

from provaudit.echo.show import render

DAM = "The Harlow dam has three cracks in its northern wall"


@pytest.fixture(scope="module")
def page() -> str:
    """A story that goes round, and one with an unnamed origin that many have."""
    towns = [article(f"t{n}", f"Paper {n} of the Valley", "2026-03-02", (DAM, "people:!aides", "outlet:Reuters")) for n in range(5)]
    mill = ("The mill at Sarn will close", "outlet:Osby Times"), ("At Sarn the mill will close", "outlet:Halden Post")
    circle = [article("a", "Halden Post", "2026-05-01", mill[0]), article("b", "Osby Times", "2026-05-01", mill[1])]
    return render(compared(*towns, *circle), "html")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(browse, page: str, width: int) -> None:
    driver = browse(page, width)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
def test_contrast_is_that_of_wcag_aa(browse, page: str, dark: bool) -> None:
    assert browse(page, dark=dark).execute_script(CONTRAST) == []


def test_findings_lead_to_their_stories(browse, page: str) -> None:
    driver = browse(page)
    links = driver.find_elements(By.CSS_SELECTOR, "section[aria-labelledby=findings-h] a")
    assert len(links) == 1
    for link in links:
        target = link.get_attribute("href").split("#")[1]
        assert driver.find_element(By.ID, target).find_element(By.TAG_NAME, "svg").is_displayed()
