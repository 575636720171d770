"""Errors that people are told about: what is wrong, where, what to do. Each has an exit code; none shows a traceback."""

from __future__ import annotations

from typing import ClassVar


class ProvauditError(Exception):
    """Base of all expected errors. `where` is a file, or `file:line:col`; `hint` says what to do."""

    exit_code: ClassVar[int] = 4

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" ({self.hint})" if self.hint else "")


class UsageError(ProvauditError):
    """A wrong option, configuration value or combination of them."""

    exit_code = 2


class RuleError(ProvauditError):
    """A mistake in a rule pack; `where` is `file:line:col`."""

    exit_code = 2


class ModelError(ProvauditError):
    """Models that are missing, broken or of another kind."""

    exit_code = 2


class NothingToReadError(ProvauditError):
    """There is no input: no such file, an empty folder, no text in it."""

    exit_code = 3


class InputError(ProvauditError):
    """An input is there and cannot be audited: binary, broken, not an article, another language."""

    exit_code = 4


class OutputError(ProvauditError):
    """A result that cannot be written: a full disk, no permission, a folder in the way."""

    exit_code = 4
