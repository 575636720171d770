"""The page of an article in a real browser: it answers to mouse and keyboard, filters, sorts, fits phones, and can be read."""

from __future__ import annotations

import pytest
from builders import AUDITS, BODY, Draft

from provaudit.formats.audit.base import FORMATS
from provaudit.model.chain import Kind, Link, Naming

pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install '.[browser]'")

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select


def page(*names: str) -> str:
    return "".join(FORMATS["html"].render(AUDITS[name]() for name in names))


def all_of(driver, selector: str) -> list:
    return driver.find_elements(By.CSS_SELECTOR, selector)


def one(driver, selector: str):
    return driver.find_element(By.CSS_SELECTOR, selector)


def test_pointing_at_a_statement_shows_its_chain(browse) -> None:
    driver = browse(page("relayed"))
    assert "Point at a statement" in one(driver, ".card").text
    ActionChains(driver).move_to_element(one(driver, ".st.g-D")).perform()
    assert "city officials" in one(driver, ".card .chain").text
    assert "−20 relayed by Reuters" in one(driver, ".card").text
    assert "hot" in one(driver, ".st.g-D").get_attribute("class")


def test_a_click_keeps_the_chain_and_escape_lets_go(browse) -> None:
    driver = browse(page("relayed"))
    one(driver, ".chip.g-D").click()
    ActionChains(driver).move_to_element(one(driver, "h1")).perform()
    assert "Reuters" in one(driver, ".card").text
    one(driver, ".chip.g-D").send_keys(Keys.ESCAPE)
    assert "Point at a statement" in one(driver, ".card").text


def test_keyboard_reaches_every_statement(browse) -> None:
    driver = browse(page("relayed"))
    body = one(driver, "body")
    seen = []
    for _ in range(40):
        body.send_keys(Keys.TAB) if not seen else driver.switch_to.active_element.send_keys(Keys.TAB)
        at = driver.switch_to.active_element
        seen.append(at.get_attribute("class"))
        if "g-D" in seen[-1]:
            break
    assert "Reuters" in one(driver, ".card").text
    driver.switch_to.active_element.send_keys("n")
    assert "Statement 1" in one(driver, ".card").text
    driver.switch_to.active_element.send_keys("n")
    assert "Statement 2" in one(driver, ".card").text
    driver.switch_to.active_element.send_keys("p")
    assert "Statement 1" in one(driver, ".card").text


def test_filters_hide_rows_and_tell_how_many_are_left(browse) -> None:
    driver = browse(page("relayed"))
    rows = all_of(driver, "table.audit tbody tr")
    assert one(driver, ".told").text == "Showing 2 of 2"
    Select(one(driver, "[data-filter=kind]")).select_by_value("relayed")
    assert [row.is_displayed() for row in rows] == [True, False]
    Select(one(driver, "[data-filter=kind]")).select_by_value("")
    one(driver, "[data-filter=words]").send_keys("1961")
    assert [row.is_displayed() for row in rows] == [False, True]
    assert one(driver, ".told").text == "Showing 1 of 2"


def test_columns_sort_both_ways_and_say_so(browse) -> None:
    driver = browse(page("all_units"))
    head = all_of(driver, "table.audit th")[4]
    for direction in ("ascending", "descending"):
        one(head, "button").click()
        assert head.get_attribute("aria-sort") == direction
        values = [cell.get_attribute("data-v") for cell in all_of(driver, "table.audit tbody td:nth-child(5)")]
        numbers = [int(value) for value in values if value]
        assert numbers == sorted(numbers, reverse=direction == "descending")
        assert all(values[: len(numbers)]), "rows without a score come last either way"


def test_marks_can_be_switched_off(browse) -> None:
    driver = browse(page("relayed"))
    assert one(driver, ".text .src").value_of_css_property("font-weight") == "700"
    one(driver, "[data-show=src]").click()
    assert one(driver, ".text .src").value_of_css_property("font-weight") == "400"


def test_several_articles_do_not_answer_for_one_another(browse) -> None:
    driver = browse(page("relayed", "direct_quote"))
    cards = all_of(driver, ".card")
    all_of(driver, "#a2 .chip")[0].click()
    assert "Point at a statement" in cards[0].text
    assert "Ida Thorne" in cards[1].text


def test_hostile_text_does_nothing(browse) -> None:
    driver = browse(page("with_findings"))
    assert "<script>alert(1)</script>" in one(driver, "h1").text
    all_of(driver, ".chip")[0].click()
    assert "<b>twice</b>" in one(driver, ".card").text


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_nothing_is_wider_than_the_screen(browse, situation: str, width: int) -> None:
    driver = browse(page(situation), width)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_words_without_end_are_broken(browse, width: int) -> None:
    endless = "Llanfairpwllgwyngyll" * 12
    draft = Draft((BODY, f"{endless} will shut, {endless}er told {endless}."), name="endless", title=endless, publisher=endless)
    who = draft.entity(f"{endless}er", Kind.PERSON, Naming.NAMED, f"{endless}er")
    draft.said((f"{endless} will shut",), (Link(who, draft.at(f"{endless}er")),), draft.cue("told", "tell"), ("S11", -4, endless))
    driver = browse("".join(FORMATS["html"].render([draft.audit()])), width)
    one(driver, ".chip").click()
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width
    inside = (
        "return [...document.querySelectorAll('.card, .card *')].every(node => node.getBoundingClientRect().right <= innerWidth)"
    )
    assert driver.execute_script(inside)


def test_on_a_phone_the_chain_comes_up_when_asked_for(browse) -> None:
    driver = browse(page("relayed"), 390)
    assert not one(driver, ".card").is_displayed()
    one(driver, ".chip.g-D").click()
    assert one(driver, ".card").is_displayed()
    one(driver, ".card .close").click()
    assert not one(driver, ".card").is_displayed()


CONTRAST = """
const light = color => {
  const [r, g, b] = color.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const parse = text => text.match(/[\\d.]+/g).map(Number);
const ground = node => {
  for (; node; node = node.parentElement) {
    const color = parse(getComputedStyle(node).backgroundColor);
    if (color.length < 4 || color[3] > 0) return color.slice(0, 3);
  }
  return [255, 255, 255];
};
const bad = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !node.getClientRects().length) continue;
  if (node.closest("svg, script, .hide, .skip")) continue;
  const a = light(parse(getComputedStyle(node).color).slice(0, 3)), b = light(ground(node));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) bad.push([ratio.toFixed(2), node.className, walker.currentNode.textContent.trim().slice(0, 30)]);
}
return bad;
"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("situation", sorted(AUDITS))
def test_contrast_is_that_of_wcag_aa(browse, situation: str, dark: bool) -> None:
    driver = browse(page(situation), dark=dark)
    one(driver, ".chip").click()
    assert driver.execute_script(CONTRAST) == []


def test_printed_it_has_every_row_and_no_controls(browse) -> None:
    driver = browse(page("relayed"))
    one(driver, "[data-filter=words]").send_keys("1961")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert [row.is_displayed() for row in all_of(driver, "table.audit tbody tr")] == [True, True]
    assert not any(box.is_displayed() for box in all_of(driver, ".controls, .side"))
    # Chromium leaves what is a box of its own out of the heads that it repeats on every page.
    assert {button.value_of_css_property("display") for button in all_of(driver, "th button")} == {"contents"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
