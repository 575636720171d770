"""The reports in reports/examples are what the program makes of the sample article; `make examples` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from provaudit.api import Auditor
from provaudit.formats.audit.base import FORMATS
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


@pytest.fixture(scope="module")
def week(auditor: Auditor):
    pytest.importorskip("vl_convert", reason="needs vl-convert: pip install '.[weekly]'")
    from provaudit.echo.build import build as compare
    from provaudit.weekly.build import Desk, build
    from provaudit.weekly.inputs import gather

    found = gather([str(ROOT / "fixtures" / "weeks")], auditor, None, lambda _: None)
    with found.store as store:
        echo = compare(store.documents(week=str(found.week)), auditor.language)
        return build(store, found.week, undated=found.undated, desk=Desk.of(auditor), echo=echo)


@pytest.mark.parametrize("form", ["md", "html", "json", "csv"])
def test_example_of_a_week_is_what_the_program_makes(form: str, week) -> None:
    from provaudit.weekly.show import files, render

    plots = files(week)
    if os.environ.get("UPDATE_GOLDEN"):
        for name, svg in plots.items():
            (EXAMPLES / f"{week.week}-{name}.svg").write_text(svg, encoding="utf-8")
    same(f"{week.week}.{form}", render(week, form, {name: f"{week.week}-{name}.svg" for name in plots}))


def same(name: str, text: str) -> None:
    path = EXAMPLES / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    assert path.is_file()
    assert drawn(text) == drawn(path.read_bytes().decode("utf-8")), "`make examples` writes it anew; look at what has changed"


def drawn(text: str) -> str:
    """Without the plots, whose letters are as wide as the machine's fonts, and the hash of the language data: a cue verb more that
    changes nothing here asks for no new examples."""
    text = re.sub(r"<svg role=.*?</svg>", "", text, flags=re.DOTALL)
    return re.sub(r"\b(plausibility|en):[0-9a-f]{12}\b", r"\1:", text)
