"""The reports in reports/examples are what the program makes of the sample article; `make examples` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from provaudit.api import Auditor
from provaudit.formats.base import FORMATS
from provaudit.model.audit import Audit

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "reports" / "examples"


@pytest.fixture(scope="module")
def sample(auditor: Auditor) -> Audit:
    audit = next(auditor.audit_path(str(ROOT / "fixtures" / "sample" / "harbor-bridge.html")))
    assert isinstance(audit, Audit)
    return audit


@pytest.mark.parametrize("name", ["html", "md", "csv", "json", "prov"])
def test_example_is_what_the_program_makes(name: str, sample: Audit) -> None:
    same(f"harbor-bridge{FORMATS[name].suffix}", "".join(FORMATS[name].render([sample])))


def same(name: str, text: str) -> None:
    path = EXAMPLES / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    assert path.is_file()
    assert text == path.read_bytes().decode("utf-8"), "`make examples` writes it anew; look at what has changed"
