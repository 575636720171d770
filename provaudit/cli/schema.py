"""`provaudit schema`: the published JSON Schema."""

from __future__ import annotations

from provaudit.cli.output import put


def schema() -> None:
    """Print the JSON Schema of `score --format json` (draft 2020-12).

    \b
    Example:
      provaudit schema > provaudit-audit-1.schema.json
      check-jsonschema --schemafile provaudit-audit-1.schema.json audits/*.json
    """
    import json

    from provaudit.formats.wire_v1 import json_schema

    put([json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"])
