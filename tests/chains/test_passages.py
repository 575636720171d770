"""Small passages and their chains, as an editor reads them: the tables are in `passages/`."""

from __future__ import annotations

import pytest
from passages import FOLDER, Passage, mismatches, passages

from provaudit.api import Auditor

CASES = [
    pytest.param(p, id=f"{topic}: {p.name}", marks=pytest.mark.xfail(reason=p.fails, strict=True) if p.fails else ())
    for topic in sorted(path.stem for path in FOLDER.glob("*.yaml"))
    for p in passages(topic)
]


@pytest.mark.parametrize("passage", CASES)
def test_statements_and_chains(passage: Passage, auditor: Auditor) -> None:
    """As many statements as the table has, in its order, each with its chain, mode, content and marks."""
    assert mismatches(passage, auditor) == []
