"""Audits of the fixtures, made once a session with the real pipeline."""

from __future__ import annotations

from typing import Any

import pytest

from provaudit.api import Auditor

from .gate import audit_fixtures, order_pairs
from .pairs import Verdict


@pytest.fixture(scope="session")
def fixture_audits(auditor: Auditor) -> dict[str, dict[str, Any]]:
    """Article name -> audit as a JSON document."""
    return audit_fixtures(auditor)


@pytest.fixture(scope="session")
def verdicts(auditor: Auditor) -> list[Verdict]:
    """How the program orders the directness pairs."""
    return order_pairs(auditor)
