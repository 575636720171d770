"""`provaudit rules`: the rules of a pack, and what each one says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from provaudit.cli import options
from provaudit.cli.output import folder_for, put, write_file
from provaudit.errors import UsageError
from provaudit.model.audit import Level

if TYPE_CHECKING:
    from provaudit.api import Auditor
    from provaudit.engine.pack import CompiledRule, RulePack
    from provaudit.model.audit import Analysis

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def rules(context: typer.Context) -> None:
    """Rules: what scores and what is found, and why; without a command, the list of them."""
    if context.invoked_subcommand is None:
        list_rules()


@app.command("list", short_help="List the rules in effect.")
def list_rules(
    pack: options.Pack = None,
    level: Annotated[str | None, typer.Option(metavar="LEVEL", help="only error, warning, note, or points")] = None,
    authority: Annotated[str | None, typer.Option(metavar="CODE", help="only rules from this code: AP, BBC, NPR ...")] = None,
    brought_by: Annotated[str | None, typer.Option("--from", metavar="PACK", help="only rules that this pack brought")] = None,
    facts: Annotated[bool, typer.Option("--facts", help="list what rules can ask for instead")] = False,
) -> None:
    """List the rules in effect: id, points or level, name, and the pack that brought it.

    \b
    Examples:
      provaudit rules list
      provaudit rules list --pack ./our-style --level error
      provaudit rules list --authority BBC
      provaudit rules list --facts
    """
    if facts:
        put(_facts())
        return
    loaded = _load(pack)
    codes = {a.code.casefold(): a.code for c in loaded.rules for a in c.rule.authority}
    _one_of(level, "--level", [*Level, "points"])
    _one_of(authority and codes.get(authority.casefold(), authority), "--authority", sorted(codes.values()))
    _one_of(brought_by, "--from", list(dict.fromkeys(c.pack for c in loaded.rules)))
    wanted = [
        c
        for c in loaded.rules
        if level in (None, c.rule.level or "points")
        and brought_by in (None, c.pack)
        and (authority is None or authority.casefold() in (a.code.casefold() for a in c.rule.authority))
    ]
    rows = [(c.rule.id, _effect(c), c.rule.name, c.pack) for c in wanted]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    put([f"{loaded.name} {loaded.version}: {loaded.title} ({loaded.hash})\n", *(f"{line}\n" for line in lines)])
    if loaded.off:
        put([f"switched off: {', '.join(loaded.off)}\n"])


@app.command(short_help="Show one rule: when it applies, why, how to mend it.")
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


@app.command("test", short_help="Try the examples of rules.")
def try_examples(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="a rule file, or the folder of a pack")],
    on: Annotated[list[str] | None, typer.Option("--on", metavar="FILE", help="an article: show what the rules find in it")] = None,
    models: options.Models = None,
) -> None:
    """Try the examples of rules: each has to hit or miss as it says, with the words that it marks.

    \b
    Examples:
      provaudit rules test newsroom/
      provaudit rules test newsroom/N01-no-unnamed-headline.yaml
      provaudit rules test newsroom/ --on yesterday.txt

    The exit code is 1 where an example does not hold.
    """
    from provaudit.api import Auditor
    from provaudit.config import Settings
    from provaudit.engine.examples import problems
    from provaudit.languages.codes import DEFAULT

    folder = path if path.is_dir() else path.parent
    while not (folder / "pack.yaml").is_file() and folder != folder.parent:
        folder = folder.parent
    if not path.exists() or not (folder / "pack.yaml").is_file():
        what = "there is no such file or folder" if not path.exists() else "belongs to no pack: no pack.yaml beside or above it"
        raise UsageError(what, where=str(path), hint="provaudit rules new ID NAME makes both")
    auditor = Auditor(Settings(pack=str(folder.resolve()), models=models or "bundled"))
    inside = path.resolve()
    mine = [c for c in auditor.pack.rules if c.file.resolve() == inside or inside in c.file.resolve().parents]
    if not mine:
        raise UsageError("there is no rule in it that is in effect", where=str(path))

    def analyse(text: str, publisher: str | None) -> Analysis:
        return auditor.audit_text(text, publisher=publisher, language=DEFAULT).analysis

    failed = 0
    for compiled in mine:
        found = list(problems(compiled, auditor.pack, auditor.language, analyse))
        examples = compiled.rule.examples
        failed += len(found)
        put([f"{compiled.rule.id} {compiled.rule.name}: {len(examples.hit)} to hit, {len(examples.miss)} to miss"])
        put([": all hold\n"] if not found else ["\n", *(f"  {problem}\n" for problem in found)])
    if on:
        _try_on(auditor, on, {c.rule.id for c in mine})
    if failed:
        raise typer.Exit(1)


def _try_on(auditor: Auditor, files: list[str], rules: set[str]) -> None:
    from provaudit.checks.outcome import Checked
    from provaudit.cli.score import Run
    from provaudit.formats.check.base import CHECK_FORMATS, Desk

    checks = (Checked(source, audit).keeping(lambda f: f.rule in rules) for source, audit in Run(auditor).audits(files))
    put(CHECK_FORMATS["text"].render(checks, Desk(auditor.pack, None)))


@app.command(short_help="Write a rule to begin with, and a pack around it.")
def new(
    id: Annotated[str, typer.Argument(metavar="ID", help="family letters and a number: N01")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="a short name in kebab case: no-unnamed-headline")],
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="the pack's folder; made where it is missing")] = Path("newsroom"),
) -> None:
    """Write a rule to begin with, and a pack around it where there is none; `rules test` tries it.

    \b
    Examples:
      provaudit rules new N01 no-unnamed-headline
      provaudit rules new N02 no-bare-officials --to desk/rules
    """
    from provaudit.engine.draft import pack_draft, rule_draft
    from provaudit.engine.load import load_pack

    path = folder_for(to) / f"{id}-{name}.yaml"
    if path.exists():
        raise UsageError("is there already", where=str(path))
    content = rule_draft(id, name)
    base = load_pack(to.resolve() if (to / "pack.yaml").exists() else "core")
    if taken := next((c for c in base.rules if c.rule.id == id), None):
        raise UsageError(f"{id} is {taken.rule.name} of the pack {taken.pack}", hint="take letters of your own")
    if not (to / "pack.yaml").exists():
        write_file(to / "pack.yaml", [pack_draft(to.resolve().name)])
        put([f"{to / 'pack.yaml'}\n"])
    write_file(path, [content])
    put([f"{path}\n"])


def _one_of(given: str | None, option: str, known: list[str]) -> None:
    """Raises UsageError where something else was given."""
    if given is not None and given not in known:
        raise UsageError(f"there is no {given}", where=option, hint="there are " + ", ".join(known))


def _facts() -> list[str]:
    from provaudit.engine.facts.registry import FACTS

    rows = [f"{fact.name} ({fact.scope}, {fact.type})\n    {fact.doc}\n" for fact in FACTS.values()]
    return [*rows, f"{len(rows)} facts\n"]


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
