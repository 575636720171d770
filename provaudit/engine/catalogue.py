"""What is written from rules and facts as they are: the schemas in `rules/`, the tables in `docs/rules.md`, a page a pack.

`python -m provaudit.engine.catalogue` in a checkout writes them again.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from pydantic import BaseModel

from provaudit import resources
from provaudit.engine.facts.registry import FACTS, PLACES
from provaudit.engine.load import load_pack, shipped
from provaudit.engine.pack import CompiledRule, RulePack
from provaudit.engine.rule import PackFile, Rule

_SECTION = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end of \2 -->)", re.DOTALL)


def generated(root: Path) -> dict[Path, str]:
    """What the generated files of a checkout should hold, by path."""
    docs = root / "docs" / "rules.md"
    return {
        root / "rules" / "rule.schema.json": schema(Rule, "A rule of a provaudit pack"),
        root / "rules" / "pack.schema.json": schema(PackFile, "A provaudit rule pack"),
        docs: with_tables(docs.read_text(encoding="utf-8")),
        **{root / "docs" / "rules" / f"{name}.md": page(load_pack(name)) for name in shipped()},
    }


def schema(model: type[BaseModel], title: str) -> str:
    """The JSON Schema of a file, for editors that complete and check while one types."""
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(), "title": title}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def with_tables(page: str) -> str:
    """The page with its generated sections (`<!-- generated: rules -->` and so on) as they should read."""
    tables = {"rules": rule_tables, "facts": fact_table, "places": place_table}
    return _SECTION.sub(lambda found: found[1] + tables[found[2]]() + found[3], page)


def rule_tables() -> str:
    """An index a shipped pack: its own rules, and what it changes in those of others."""
    return "\n".join(_index(load_pack(name)) for name in shipped())


def page(pack: RulePack) -> str:
    """The page of a pack: each rule of its own with everything an editor may ask, then what it changes in others."""
    head = f"# `{pack.name}` {pack.version}: {pack.title}\n\nWritten by `python -m provaudit.engine.catalogue`; do not edit.\n"
    return "\n".join([head, *(_described(compiled) for compiled in _own(pack)), _changes(pack)]).rstrip() + "\n"


def fact_table() -> str:
    """All facts with scope, type and meaning."""
    rows = [f"| `{fact.name}` | {fact.scope} | `{fact.type}` | {_cell(fact.doc)} |" for fact in FACTS.values()]
    return _table("| fact | scope | type | meaning |", rows)


def place_table() -> str:
    """All places that a finding can point at."""
    rows = [f"| `{place.name}` | {place.scope} | {_cell(place.doc)} |" for place in PLACES.values()]
    return _table("| place | scope | meaning |", rows)


def _own(pack: RulePack) -> list[CompiledRule]:
    return [compiled for compiled in pack.rules if compiled.pack == pack.name]


def _index(pack: RulePack) -> str:
    rows = [
        f"| {c.rule.id} | [{c.rule.name}](rules/{pack.name}.md#{c.rule.id.lower()}-{c.rule.name}) "
        f"| {_effect(c)} | {c.rule.persona} | {_cell(c.rule.message)} | {_cell(_norms(c))} |"
        for c in _own(pack)
    ]
    head = f"### `{pack.name}` {pack.version}: {pack.title}\n\n"
    table = _table("| rule | name | effect | for | says | from |", rows) if rows else ""
    return head + table + ("\n" if rows and _changes(pack) else "") + _changes(pack)


def _effect(compiled: CompiledRule) -> str:
    rule = compiled.rule
    return str(rule.level or (f"`{rule.points}`" if isinstance(rule.points, str) else rule.points))


def _norms(compiled: CompiledRule) -> str:
    return "; ".join(f"{origin.code}, {origin.clause}" for origin in compiled.rule.authority)


def _changes(pack: RulePack) -> str:
    """What the pack does to the rules of the packs it extends; empty where it does nothing."""
    own = {compiled.rule.id for compiled in _own(pack)}
    changed = [c for c in pack.rules if c.rule.id in pack.changed and c.rule.id not in own]
    rows = [f"| {c.rule.id} {c.rule.name} | {_effect(c)} | {_cell(_norms(c).split('; ')[0])} |" for c in changed]
    off = f"\nSwitched off: {', '.join(pack.off)}.\n" if pack.off else ""
    return (_table("| changed | to | for |", rows) if rows else "") + off


def _described(compiled: CompiledRule) -> str:
    rule = compiled.rule
    examples = [
        f"- {side}: {json.dumps(example.text or example.facts, ensure_ascii=False)}"
        for side, listed in (("hits", rule.examples.hit), ("misses", rule.examples.miss))
        for example in listed
        if example.text
    ]
    lines = [
        f"## {rule.id} {rule.name}",
        "",
        f"{_effect(compiled)} · scope {rule.scope} · for the {rule.persona} · confidence {rule.confidence:g}",
        "",
        f"> {rule.message}",
        "",
        f"**Why.** {rule.why} **What to do.** {rule.fix} **From.** {_norms(compiled)}.",
        "",
        f"    {' '.join(rule.when.split())}",
        "",
        *examples,
        "",
    ]
    return "\n".join(lines)


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    for path, content in generated(resources.folder("rules").parent).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
