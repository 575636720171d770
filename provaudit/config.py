"""Settings: what they are, where they come from (defaults, file, environment, options), and which place said what."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_dir
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from provaudit.errors import UsageError

FILE = "provaudit.toml"
PYPROJECT = "pyproject.toml"
PREFIX = "PROVAUDIT_"
ALIKE = 0.7  # how much of its letters a misspelt setting shares with the right one
OTHER_VARIABLES = ("PROVAUDIT_TRACEBACK",)  # no settings of audits
PATHS = ("outlets", "pack", "models", "cache", "suppressions", "baseline")
NAMES = ("pack", "models", "cache")  # where a bare word is no path


class Settings(BaseSettings):
    """All settings of an audit. `Settings()` holds the defaults whatever the surroundings; `load` asks file and environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    models: str = Field("bundled", description="parser models: bundled, stanza:default, or a folder of Stanza models")
    pack: str = Field("core", description="rule pack: a name that ships with provaudit, or a folder")
    language: Literal["auto", "en"] = Field(
        "auto", description="auto looks at the text and refuses what is not English; en takes every text as English"
    )
    outlets: Path | None = Field(None, description="a YAML file of news outlets beside those that ship")
    cache: str = Field(
        "auto", description="what the models found in a paragraph is kept: auto (the user's cache folder), off, or a folder"
    )
    threads: int = Field(1, ge=1, le=256, description="threads of the models; one a process is fastest over many articles")
    fail_on: Literal["error", "warning", "note", "never"] = Field(
        "error", description="check: the lowest level of a finding that makes the exit code 1"
    )
    select: tuple[str, ...] = Field((), description="check: only these rules, by id, name or family; empty means all")
    ignore: tuple[str, ...] = Field((), description="check: not these rules, by id, name or family")
    persona: Literal["desk", "reviewer", "researcher"] = Field(
        "desk", description="check: who is told; each is told what those before are told, and more"
    )
    suppressions: Path | None = Field(None, description="a YAML file of accepted findings: who, why, until when")
    baseline: Path | None = Field(
        None, description="check, weekly: a file of findings that were there before (check --write-baseline)"
    )
    require_signoff: bool = Field(False, description="check: ask for a complete sign-off sheet beside the article")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments only, so that a library user gets the same audit on every machine."""
        return (init_settings,)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and for each the place that said so: `default`, a file, an environment variable or an option."""

    settings: Settings
    origins: dict[str, str]


def load(start: Path, options: dict[str, Any] | None = None) -> Loaded:
    """Merges defaults, the configuration files at and above `start`, PROVAUDIT_* and `options`, setting by setting.

    The later wins, and of two files the one nearer to `start`.

    Options that are None count as not given. Raises UsageError for an unknown name, a wrong value or a broken file.
    """
    layers: list[tuple[dict[str, Any], dict[str, str]]] = []
    for path, values in reversed(list(files(start))):
        layers.append(({k: _beside(path, k, v) for k, v in values.items()}, dict.fromkeys(values, str(path))))
    variables = EnvSettingsSource(Settings)()
    layers.append((variables, {k: f"{PREFIX}{k.upper()}" for k in variables}))
    unknown = _unknown_variables()
    layers.append((unknown, unknown))
    given = {k: v for k, v in (options or {}).items() if v is not None}
    layers.append((given, {k: _option(k) for k in given}))
    merged: dict[str, Any] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    for values, places in layers:
        merged |= values
        origins |= places
    try:
        return Loaded(Settings(**merged), origins)
    except ValidationError as error:
        raise _wrong(error, origins) from error


def _wrong(error: ValidationError, origins: dict[str, str]) -> UsageError:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    where, known = origins.get(name), "known settings: " + ", ".join(Settings.model_fields)
    if name not in Settings.model_fields:
        close = difflib.get_close_matches(name, Settings.model_fields, n=1)
        return UsageError(f"unknown setting {name}", where=where, hint=f"did you mean {close[0]}?" if close else known)
    place = ".".join(map(str, first["loc"]))
    what = f"{first['msg'][:1].lower()}{first['msg'][1:]}"
    return UsageError(what if where == _option(name) else f"setting {place}: {what}", where=where)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _unknown_variables() -> dict[str, str]:
    """PROVAUDIT_* variables that look like a setting and are none, by what they would set: a slip of the pen must not pass for a
    setting. Others are somebody else's business: an environment is shared."""
    names = {name.upper().removeprefix(PREFIX).lower(): name for name in os.environ if name.upper().startswith(PREFIX)}
    unknown = {key: name for key, name in names.items() if key not in Settings.model_fields and name not in OTHER_VARIABLES}
    return {key: name for key, name in unknown.items() if difflib.get_close_matches(key, Settings.model_fields, cutoff=ALIKE)}


def files(start: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every provaudit.toml, or pyproject.toml with a [tool.provaudit] table, at `start` and above, nearest first, and what it
    says; one a folder. Raises UsageError for a file that cannot be read."""
    folder = start.absolute()
    for place in (folder, *folder.parents):
        for name in (FILE, PYPROJECT):
            path = place / name
            if not os.path.isfile(path):  # noqa: PTH113 - in a folder that cannot be read there is none for us, and no error either
                continue
            values: Any = _toml(path)
            if name == PYPROJECT:
                tools = values.get("tool", {})
                if not isinstance(tools, dict):
                    raise UsageError("[tool] is not a table", where=str(path))
                values = tools.get("provaudit")
                if values is None:
                    continue
            if not isinstance(values, dict):
                raise UsageError("[tool.provaudit] is not a table", where=str(path))
            yield path, values
            break


def above(inputs: list[str]) -> Path:
    """The folder where the search for a configuration file starts: the one that all inputs share, or the working directory.

    It does not depend on the order of the inputs. Standard input counts as the working directory.
    """
    folders = _folders(inputs)
    try:
        shared = Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # inputs on several drives
        shared = Path.cwd()
    return shared if next(files(shared), None) is not None else Path.cwd()


def passed_over(inputs: list[str]) -> list[Path]:
    """The configuration files nearer to some of the inputs than the folder that all share: one run has one set of settings, and
    theirs are not used. In the order of the inputs, each once."""
    used = {path for path, _ in files(above(inputs))}
    return list(dict.fromkeys(path for folder in _folders(inputs) for path, _ in files(Path(folder)) if path not in used))


def _folders(inputs: list[str]) -> list[str]:
    """The folder of each input, one that is given itself, each once."""
    places = (Path.cwd() if source == "-" else Path(source).absolute() for source in inputs)
    return list(dict.fromkeys(str(place if os.path.isdir(place) else place.parent) for place in places))  # noqa: PTH112 - as above


def cache_folder(setting: str) -> Path | None:
    """The folder that the setting `cache` means; None for off."""
    if setting == "off":
        return None
    return Path(user_cache_dir("provaudit", appauthor=False)) if setting == "auto" else Path(setting)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path), hint="it has to be TOML in UTF-8") from error


def _beside(path: Path, name: str, value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds; pydantic judges it
    """A path in a configuration file starts from that file; a bare word in `pack` or `models` is a name, not a path."""
    if name in PATHS and isinstance(value, str) and (name not in NAMES or "/" in value or value.startswith(".")):
        return str(path.parent / value)
    return value
