"""What `provaudit rules new` writes: a rule that works, to be changed into the one that is wanted."""

from __future__ import annotations

import re

from provaudit.engine.rule import Rule
from provaudit.errors import UsageError

_RULE = """\
id: {id}
name: {name}
level: warning
when: in_headline && !own_voice && origin_naming != "named"
at: origin
message: "{{origin_name}}: a headline needs a named source."
why: The headline is all that most readers see.
fix: Name the source in the headline, or take the claim out of it.
examples:
  hit: ["Mill to close, sources say\\n\\nThe mill will close, sources said.\\n\\nIt has 900 workers."]
  miss: ["Mill to close, owner Tom Harrow says\\n\\nThe mill will close, Tom Harrow said.\\n\\nIt has 900 workers."]
"""
_PACK = """\
name: {name}
version: "1"
title: Our house rules
extends: core
"""


def rule_draft(id: str, name: str) -> str:
    """The file of a new rule. Raises UsageError for an id or a name that rules cannot have."""
    for key, value, like in (("id", id, "N01"), ("name", name, "no-unnamed-headline")):
        pattern = next(m.pattern for m in Rule.model_fields[key].metadata if hasattr(m, "pattern"))
        if not re.search(pattern, value):
            raise UsageError(f"{value} cannot be the {key} of a rule", hint=f"write it like {like}")
    return _RULE.format(id=id, name=name)


def pack_draft(folder: str) -> str:
    """The `pack.yaml` of a new pack, named after its folder."""
    name = re.sub("[^a-z0-9]+", "-", folder.casefold()).strip("-") or "newsroom"
    return _PACK.format(name=name)
