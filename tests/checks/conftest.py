"""A draft with known findings, checked once through the real pipeline for all formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

DRAFT = """\
The harbor pier was painted in May.

The pier will close in June, sources said. "Nobody asked us," said Lena Ostrow, who leads the dockers' union.

Two engineers told Reuters that the planks were rotten, and the mayor reportedly knew.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture
def found(provaudit):
    """The standing and the suppressed rule ids of `provaudit check ARGUMENTS`, as its JSON shows them."""

    def check(*arguments: str | Path) -> tuple[list[str], dict[str, str]]:
        run = provaudit("check", *arguments, "--format", "json")
        document: dict[str, Any] = json.loads(run.out)
        findings = [finding for article in document["articles"] for finding in article["findings"]]
        standing = [finding["rule"] for finding in findings if finding["suppressed"] is None]
        return standing, {f["rule"]: f["suppressed"] for f in findings if f["suppressed"] is not None}

    return check
