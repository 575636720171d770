"""`provaudit rules`: the rules of a pack, and what each one says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from provaudit.cli import options
from provaudit.cli.output import put
from provaudit.errors import UsageError

if TYPE_CHECKING:
    from provaudit.engine.pack import CompiledRule, RulePack

app = typer.Typer(help="Rules: what scores and what is found, and why.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_rules(pack: options.Pack = None) -> None:
    """List the rules in effect: id, points or level, name, and the pack that brought it.

    \b
    Examples:
      provaudit rules list
      provaudit rules list --pack ./our-style
    """
    loaded = _load(pack)
    rows = [(c.rule.id, _effect(c), c.rule.name, c.pack) for c in loaded.rules]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    put([f"{loaded.name} {loaded.version}: {loaded.title} ({loaded.hash})\n", *(f"{line}\n" for line in lines)])
    if loaded.off:
        put([f"switched off: {', '.join(loaded.off)}\n"])


@app.command()
def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="the rule's id or name")],
    pack: options.Pack = None,
) -> None:
    """Show one rule: when it applies, what it says, why, how to mend it, whose norm it is, and its examples.

    \b
    Example:
      provaudit rules show D01
    """
    loaded = _load(pack)
    found = [c for c in loaded.rules if rule.casefold() in (c.rule.id.casefold(), c.rule.name)]
    if not found:
        raise UsageError(f"the pack {loaded.name} has no rule {rule}", hint="provaudit rules list shows them all")
    put(["\n".join(_described(found[0])) + "\n"])


def _load(pack: str | None) -> RulePack:
    from provaudit.config import load
    from provaudit.engine.load import load_pack

    return load_pack(load(Path.cwd(), {"pack": pack}).settings.pack)


def _effect(compiled: CompiledRule) -> str:
    rule = compiled.rule
    if rule.level is not None:
        return rule.level.value
    return f"{rule.points:+d}" if isinstance(rule.points, int) else "points vary"


def _described(compiled: CompiledRule) -> list[str]:
    rule = compiled.rule
    fields: list[tuple[str, Any]] = [
        ("scope", rule.scope.value),
        ("points" if compiled.scores else "level", rule.points if compiled.scores else rule.level),
        ("when", rule.when),
        ("message", rule.message),
        ("why", rule.why),
        ("fix", rule.fix),
        *(("authority", f"{authority.code}: {authority.clause}") for authority in rule.authority),
        *(("hits", example.text or example.facts) for example in rule.examples.hit),
        *(("misses", example.text or example.facts) for example in rule.examples.miss),
        ("file", compiled.file),
    ]
    return [f"{rule.id} {rule.name} ({compiled.pack})", *(f"  {name:10} {' '.join(str(value).split())}" for name, value in fields)]
