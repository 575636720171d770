"""Audits as JSON Lines: schema provaudit-audit/1, one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from provaudit.formats.audit.base import Look
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.model.audit import Audit


def render(audits: Iterable[Audit], _look: Look) -> Iterator[str]:
    """A line an article, in the order in which they come."""
    for audit in audits:
        yield json.dumps(to_dict(audit), ensure_ascii=False, separators=(",", ":")) + "\n"
