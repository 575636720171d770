"""The fixture corpus, audited and compared once a session, and small corpora written down as audits."""

from __future__ import annotations

from typing import Any

import pytest

from provaudit.api import Auditor
from provaudit.echo.build import build
from provaudit.echo.report import Echo

from .measure import audits

pytest.importorskip("datasketch", reason="needs datasketch and networkx: pip install '.[echo]'")


@pytest.fixture(scope="session")
def documents(auditor: Auditor) -> list[dict[str, Any]]:
    """The audits of fixtures/echo, with the real pipeline."""
    return audits(auditor)


@pytest.fixture(scope="session")
def echo(documents: list[dict[str, Any]], auditor: Auditor) -> Echo:
    """What comes out when they are compared."""
    return build(documents, auditor.language)
