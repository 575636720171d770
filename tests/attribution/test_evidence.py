"""What each kind of evidence proposes for a sentence; the tables are in `evidence/`, one a kind."""

from __future__ import annotations

from typing import Any

import pytest
from stages import FOLDER, found_by, shown, stages, table

from provaudit.api import Auditor
from provaudit.model.article import UnitType

CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['text'][:70]}", marks=_marks)
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in table(path.stem)
    for _marks in [pytest.mark.xfail(reason=case["fails"], strict=True) if "fails" in case else ()]
]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_evidence(kind: str, case: dict[str, Any], auditor: Auditor) -> None:
    """As many candidates as the table has, and of each what the table says of it."""
    at = stages(auditor, case["text"])
    found = at.attributions() if kind == "all" else found_by(kind, at, UnitType(case["unit"]))
    seen = [shown(one, case["text"]) for one in found]
    kept = [{key: one.get(key) for key in wanted} for one, wanted in zip(seen, case["found"], strict=False)]
    assert kept == case["found"], seen
    assert len(seen) == len(case["found"]), seen
