"""The suppressions file: which findings a newsroom accepts, who said so, why, and until when."""

from __future__ import annotations

import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from provaudit import documents
from provaudit.checks.outcome import Checked
from provaudit.errors import UsageError
from provaudit.model.audit import Audit, Finding


def _date(value: object) -> object:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


class Suppression(BaseModel):
    """One entry. It needs a rule or a fingerprint, a name and a reason; `words` and `article` make it narrower."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    rule: str | None = Field(None, description="A rule id.")
    fingerprint: str | None = Field(None, description="One finding, by the fingerprint that `check --format json` shows.")
    article: str | None = Field(None, description="Article id (the file's name without suffix); * and ? are wildcards.")
    words: str | None = Field(None, description="Words that the finding's own words must hold.")
    who: str = Field(min_length=1, description="Who decided it.")
    why: str = Field(min_length=1, description="Why it is accepted.")
    until: Annotated[datetime.date | None, BeforeValidator(_date)] = Field(None, description="The last day on which it counts.")

    @model_validator(mode="after")
    def _aimed(self) -> Suppression:
        if self.rule is None and self.fingerprint is None:
            raise ValueError("say which rule or which fingerprint")
        return self

    def covers(self, finding: Finding, audit: Audit) -> bool:
        """Whether the entry is about this finding of this article."""
        article = audit.analysis.article
        return (
            self.rule in (None, finding.rule)
            and self.fingerprint in (None, finding.fingerprint)
            and (self.article is None or fnmatch(article.id, self.article))
            and (self.words is None or self.words.casefold() in finding.span.of(article.text).casefold())
        )


class SuppressionsFile(BaseModel):
    """The file: `suppressions`, a list of entries."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    suppressions: list[Suppression]


def load(path: Path) -> tuple[Suppression, ...]:
    """The entries of a file. Raises UsageError, with `file:line:col`, for anything that is wrong in it."""
    document = documents.read(path, UsageError)
    try:
        return tuple(SuppressionsFile.model_validate(document.data).suppressions)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = document.where(document.known(first["loc"]))
        name = ".".join(str(part) for part in first["loc"][2:]) or "an entry"
        raise UsageError(
            f"{name}: {first['msg'].removeprefix('Value error, ')}",
            where=place,
            hint="an entry has rule or fingerprint, who, why, and may have article, words, until",
        ) from None


def apply(checked: Checked, entries: tuple[Suppression, ...], today: datetime.date) -> Checked:
    """Suppresses what the entries cover; one that has run out does nothing, and is told where it would still be needed."""
    late: dict[str, None] = {}

    def reason(finding: Finding) -> str | None:
        for entry in entries:
            if not entry.covers(finding, checked.audit):
                continue
            if entry.until is None or today <= entry.until:
                until = f", until {entry.until}" if entry.until else ""
                return f"{entry.why} ({entry.who}{until})"
            late[f"the suppression of {finding.rule} by {entry.who} ended on {entry.until}"] = None
        return None

    result = checked.suppressing(reason)
    return result.telling(late)
