"""Makes the picture of a page for the documents: python -m tests.browser.picture PAGE.html PICTURE.png [HEIGHT]."""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path


def main(page: str, picture: str, height: str = "1320") -> None:
    """The upper part of the page at 1280 pixels, one statement chosen."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    size = {"width": 1280, "height": int(height), "deviceScaleFactor": 0.75, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get(Path(page).resolve().as_uri())
    driver.execute_script("document.querySelector('.chip.g-D, .chip.g-E')?.click(); scrollTo(0, 0)")
    data = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
    driver.quit()
    Path(picture).write_bytes(base64.b64decode(data))


if __name__ == "__main__":
    main(*sys.argv[1:])
