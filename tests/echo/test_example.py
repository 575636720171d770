"""The example in reports/examples is what echo makes of the fixture corpus; `make examples` writes it anew."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from provaudit.api import Auditor
from provaudit.echo.build import build
from provaudit.echo.report import Echo
from provaudit.echo.show import render

from .measure import GOLD, Gold

EXAMPLES = Path(__file__).resolve().parents[2] / "reports" / "examples"


@pytest.fixture(scope="module")
def opened(documents: list[dict[str, Any]], auditor: Auditor) -> Echo:
    """Without the held-out articles: nobody shall see what comes out of these."""
    gold = Gold(GOLD["open"], documents)
    return build([document for document in documents if document["article"]["id"] in gold.articles], auditor.language)


@pytest.mark.parametrize("form", ["md", "html"])
def test_example_is_what_echo_makes_of_the_open_fixtures(form: str, opened: Echo) -> None:
    path, text = EXAMPLES / f"echo.{form}", render(opened, form)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode("utf-8"))
    assert undated(text) == undated(path.read_bytes().decode("utf-8")), "`make examples` writes it anew; look at what has changed"


def undated(text: str) -> str:
    """Without the hash of the language data: a cue verb more that changes nothing here asks for no new examples."""
    return re.sub(r"\b(plausibility|en):[0-9a-f]{12}\b", r"\1:", text)
