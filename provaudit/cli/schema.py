"""`provaudit schema`: the published JSON Schemas."""

from __future__ import annotations

from typing import Annotated

import typer

from provaudit.cli.output import put
from provaudit.errors import UsageError

NAMES = ("audit", "check", "signoff", "weekly", "echo")


def schema(name: Annotated[str, typer.Argument(metavar="NAME", help="audit, check, signoff, weekly or echo")] = "audit") -> None:
    """Print the JSON Schema (draft 2020-12) of `score`, `check`, `weekly` or `echo --format json`, or of a sign-off sheet.

    \b
    Example:
      provaudit schema > provaudit-audit-1.schema.json
      provaudit schema check > provaudit-check-1.schema.json
      provaudit schema weekly > provaudit-weekly-1.schema.json
      check-jsonschema --schemafile provaudit-audit-1.schema.json audits/*.json
    """
    import json

    from provaudit.checks.signoff import json_schema as of_signoff
    from provaudit.echo.wire import json_schema as of_echo
    from provaudit.formats.audit.wire_v1 import json_schema as of_audit
    from provaudit.formats.check.json_v1 import json_schema as of_check
    from provaudit.weekly.wire_v1 import json_schema as of_weekly

    if name not in NAMES:
        raise UsageError(f"there is no schema {name}", hint=f"there are {', '.join(NAMES)}")
    chosen = dict(zip(NAMES, (of_audit, of_check, of_signoff, of_weekly, of_echo), strict=True))[name]
    put([json.dumps(chosen(), ensure_ascii=False, indent=2) + "\n"])
