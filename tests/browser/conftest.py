"""A real browser for the pages: Chromium with its driver, where this machine has them; the tests are skipped elsewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
DRIVER = shutil.which("chromedriver")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """The driver of one headless browser, which logs requests and what scripts complain about."""
    selenium = pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install '.[browser]'")
    if not BROWSER or not DRIVER:
        pytest.skip("needs Chromium and chromedriver: apt-get install chromium chromium-driver")
    options = selenium.ChromeOptions()
    options.binary_location = BROWSER
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = selenium.Chrome(options=options, service=selenium.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def browse(chromium, tmp_path: Path) -> Iterator[Callable[..., object]]:
    """Opens a page of HTML at a width, light or dark. At the end: no complaint of a script, no request but for the page."""

    def open_page(html: str, width: int = 1280, *, dark: bool = False) -> object:
        page = tmp_path / "page.html"
        page.write_text(html, encoding="utf-8")
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        for log in ("browser", "performance"):
            chromium.get_log(log)
        chromium.get(page.as_uri())
        return chromium

    yield open_page
    assert chromium.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert asked == {(tmp_path / "page.html").as_uri()}
