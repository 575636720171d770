"""Baselines: the findings that were there when a newsroom began to check, known by their content, never by their lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from provaudit.checks.outcome import Checked
from provaudit.errors import UsageError

SCHEMA: Final = "provaudit-baseline/1"
REASON = "in the baseline"


class Known(BaseModel):
    """One finding. Only the fingerprint counts; rule and words tell people what it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fingerprint: str = Field(min_length=1)
    rule: str
    words: str


class BaselineFile(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Literal["provaudit-baseline/1"] = Field(SCHEMA, alias="schema")
    findings: list[Known]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings by fingerprint."""

    known: dict[str, Known]

    def apply(self, checked: Checked) -> Checked:
        """Suppresses the findings that are known."""
        return checked.suppressing(lambda finding: REASON if finding.fingerprint in self.known else None)

    def gone(self, checks: Iterable[Checked]) -> int:
        """How many known findings are in none of these articles any more."""
        found = {finding.fingerprint for checked in checks for finding in checked.audit.findings}
        return len(self.known.keys() - found)


def load(path: Path) -> Baseline:
    """Reads a baseline. Raises UsageError."""
    try:
        file = BaselineFile.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path), hint="--write-baseline FILE makes one") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        what = f"is no baseline: {place + ': ' if place else ''}{first['msg']}"
        raise UsageError(what, where=str(path), hint="--write-baseline FILE makes one") from None
    return Baseline({known.fingerprint: known for known in file.findings})


def written(checks: Iterable[Checked]) -> str:
    """The baseline of everything that stands, as a file: sorted, so that a change of it can be read in a diff.

    Findings that comments or the suppressions file answer for are left to them.
    """
    known = {
        finding.fingerprint: Known(
            fingerprint=finding.fingerprint,
            rule=finding.rule,
            words=" ".join(finding.span.of(checked.audit.analysis.article.text).split())[:80],
        )
        for checked in checks
        for finding in checked.audit.findings
        if finding.suppressed in (None, REASON)
    }
    ordered = sorted(known.values(), key=lambda one: (one.rule, one.words, one.fingerprint))
    content = {"schema": SCHEMA, "findings": [one.model_dump() for one in ordered]}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
