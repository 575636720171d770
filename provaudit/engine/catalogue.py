"""What is written from the rules and facts as they are: the JSON Schemas in `rules/` and the tables in `docs/rules.md`.

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
    """One table a shipped pack: its own rules, and what it changes in others."""
    return "\n".join(_pack_table(load_pack(name)) for name in shipped())


def fact_table() -> str:
    """All facts with scope, type and meaning."""
    rows = [f"| `{fact.name}` | {fact.scope} | `{fact.type}` | {_cell(fact.doc)} |" for fact in FACTS.values()]
    return _table("| fact | scope | type | meaning |", rows)


def place_table() -> str:
    """All places that a finding can point at."""
    rows = [f"| `{place.name}` | {place.scope} | {_cell(place.doc)} |" for place in PLACES.values()]
    return _table("| place | scope | meaning |", rows)


def _pack_table(pack: RulePack) -> str:
    rows = [_row(compiled) for compiled in pack.rules]
    off = f"\nSwitched off: {', '.join(pack.off)}.\n" if pack.off else ""
    head = f"### `{pack.name}` {pack.version}: {pack.title}\n\n"
    return head + _table("| rule | effect | applies when | says | from |", rows) + off


def _row(compiled: CompiledRule) -> str:
    rule = compiled.rule
    effect = rule.level or (f"`{rule.points}`" if isinstance(rule.points, str) else rule.points)
    authority = "; ".join(f"{origin.code}, {origin.clause}" for origin in rule.authority)
    when = _cell(" ".join(rule.when.split()))
    return f"| {rule.id} {rule.name} | {effect} | `{when}` | {_cell(rule.message)} | {_cell(authority)} |"


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    for path, content in generated(resources.folder("rules").parent).items():
        path.write_text(content, encoding="utf-8")
