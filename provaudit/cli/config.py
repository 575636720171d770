"""`provaudit config`: which settings hold, and who says so."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from provaudit.cli.output import put

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def config(context: typer.Context) -> None:
    """Settings: what they are and where they come from; without a command, `show`."""
    if context.invoked_subcommand is None:
        show()


@app.command()
def show(file: Annotated[str | None, typer.Argument(help="an input; the settings for it are shown")] = None) -> None:
    """Print every setting, its value and where it comes from, as TOML.

    Settings come from each provaudit.toml, or [tool.provaudit] in pyproject.toml, at and above the folder that the inputs
    share (else the working directory), setting by setting: the nearer file wins, PROVAUDIT_* variables win over files, options
    over all. Files that only some of the inputs have beside or above them are told and not used.

    \b
    Examples:
      provaudit config show
      provaudit config show archive/monday.txt
      PROVAUDIT_MODELS=stanza:default provaudit config show
    """
    from provaudit.config import Settings, above, load

    loaded = load(above([file]) if file else Path.cwd())
    lines = []
    for name, field in Settings.model_fields.items():
        value = getattr(loaded.settings, name)
        lines.append(f"# {field.description}\n# from: {loaded.origins[name]}\n{_toml(name, value)}\n")
    put(["\n".join(lines)])


def _toml(name: str, value: object) -> str:
    if value is None:
        return f"# {name} = (not set)"
    if isinstance(value, bool):
        return f"{name} = {str(value).lower()}"
    if isinstance(value, tuple):
        return f"{name} = [{', '.join(map(_quoted, value))}]"
    return f"{name} = {value}" if isinstance(value, int) else f"{name} = {_quoted(str(value))}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
