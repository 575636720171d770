"""The report as JSON, schema provaudit-echo/1, and the JSON Schema made from the same records. They only grow."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Final

from provaudit.echo.report import Echo

SCHEMA: Final = "provaudit-echo/1"
SCHEMA_ID = "https://provaudit.org/schema/provaudit-echo-1.schema.json"


def to_json(report: Echo) -> str:
    """The document, indented. Same report, same bytes."""
    return json.dumps({"schema": SCHEMA, **asdict(report)}, ensure_ascii=False, indent=1) + "\n"


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of `provaudit echo --format json`."""
    from pydantic import TypeAdapter

    body = TypeAdapter(Echo).json_schema(mode="serialization")
    for record in (body, *body["$defs"].values()):
        if record.get("type") == "object":
            record["additionalProperties"] = False
    body["properties"] = {"schema": {"const": SCHEMA, "title": "Schema", "type": "string"}, **body["properties"]}
    body["required"] = ["schema", *body["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **body, "title": "provaudit echo"}
