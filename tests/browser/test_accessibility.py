"""What axe-core says about the pages: AXE_CORE=path/to/axe.min.js (npm pack axe-core) runs it; skipped without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from builders import AUDITS

from provaudit.formats.audit.base import FORMATS

AXE = os.environ.get("AXE_CORE")
pytestmark = pytest.mark.skipif(not AXE, reason="needs axe-core: AXE_CORE=path/to/axe.min.js")
EXAMPLES = Path(__file__).resolve().parents[2] / "reports" / "examples"
RUN = """
const told = arguments[0];
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(found =>
  told(found.violations.map(one => one.id + ": " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(" | "))));
"""


def pages() -> dict[str, str]:
    made = {name: "".join(FORMATS["html"].render([build()])) for name, build in AUDITS.items()}
    return made | {path.stem: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.html"))}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", [*sorted(AUDITS), *(path.stem for path in sorted(EXAMPLES.glob("*.html")))])
def test_axe_finds_nothing(browse, name: str, width: int, dark: bool) -> None:
    driver = browse(pages()[name], width, dark=dark)
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": Path(AXE or "").read_text(encoding="utf-8")})
    driver.execute_script("document.querySelector('.chip')?.click()")
    driver.set_script_timeout(60)
    assert driver.execute_async_script(RUN) == []
