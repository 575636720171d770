"""Settings: what they are, where they come from (defaults, file, environment, options), and which place said what."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from provaudit.errors import UsageError

FILE = "provaudit.toml"
PYPROJECT = "pyproject.toml"
PREFIX = "PROVAUDIT_"
PATHS = ("outlets", "pack", "models")


class Settings(BaseSettings):
    """All settings of an audit. `Settings()` holds the defaults whatever the surroundings; `load` asks file and environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    models: str = Field("bundled", description="parser models: bundled, stanza:default, or a folder of Stanza models")
    pack: str = Field("core", description="rule pack: a name that ships with provaudit, or a folder")
    language: Literal["auto", "en"] = Field(
        "auto", description="auto looks at the text and refuses what is not English; en takes every text as English"
    )
    outlets: Path | None = Field(None, description="a YAML file of news outlets beside those that ship")
    threads: int = Field(1, ge=1, le=256, description="threads of the models; one a process is fastest over many articles")

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
    """Merges defaults, the nearest configuration file at or above `start`, PROVAUDIT_* and `options`; the later wins.

    Options that are None count as not given. Raises UsageError for an unknown name, a wrong value or a broken file.
    """
    layers: list[tuple[dict[str, Any], dict[str, str]]] = []
    path, values = find(start)
    if path is not None:
        layers.append(({k: _beside(path, k, v) for k, v in values.items()}, dict.fromkeys(values, str(path))))
    variables = EnvSettingsSource(Settings)()
    layers.append((variables, {k: f"{PREFIX}{k.upper()}" for k in variables}))
    given = {k: v for k, v in (options or {}).items() if v is not None}
    layers.append((given, {k: f"--{k}" for k in given}))
    merged: dict[str, Any] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    for values, places in layers:
        merged |= values
        origins |= places
    try:
        return Loaded(Settings(**merged), origins)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        known = "known settings: " + ", ".join(Settings.model_fields)
        raise UsageError(f"setting {name}: {first['msg']}", where=origins.get(name), hint=known) from error


def find(start: Path) -> tuple[Path | None, dict[str, Any]]:
    """The nearest provaudit.toml, or pyproject.toml with a [tool.provaudit] table, and what it says; (None, {}) without one.

    Looks at `start` (a file's folder) and all folders above it. Raises UsageError for a file that cannot be read.
    """
    folder = start.absolute()
    for place in (folder, *folder.parents):
        for name in (FILE, PYPROJECT):
            path = place / name
            if not path.is_file():
                continue
            values = _toml(path)
            if name == PYPROJECT:
                values = values.get("tool", {}).get("provaudit")
                if values is None:
                    continue
            if not isinstance(values, dict):
                raise UsageError("[tool.provaudit] is not a table", where=str(path))
            return path, values
    return None, {}


def above(inputs: list[str]) -> Path:
    """The folder where the search for a configuration file starts: the one that all inputs share, or the working directory.

    It does not depend on the order of the inputs. Standard input counts as the working directory.
    """
    folders = [str(Path(source).absolute().parent) if source != "-" else str(Path.cwd()) for source in inputs]
    try:
        shared = Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # inputs on several drives
        shared = Path.cwd()
    return shared if find(shared)[0] is not None else Path.cwd()


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path), hint="it has to be TOML in UTF-8") from error


def _beside(path: Path, name: str, value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds; pydantic judges it
    """A path in a configuration file starts from that file; a bare word in `pack` or `models` is a name, not a path."""
    if name in PATHS and isinstance(value, str) and (name == "outlets" or "/" in value or value.startswith(".")):
        return str(path.parent / value)
    return value
