"""The JSON of a week's report, schema provaudit-weekly/1: the records of report.py, and the JSON Schema made from them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from provaudit.weekly.report import Weekly

SCHEMA: Final = "provaudit-weekly/1"
SCHEMA_ID = "https://provaudit.org/schema/provaudit-weekly-1.schema.json"


def to_dict(report: Weekly) -> dict[str, Any]:
    """The report as plain data for JSON."""
    return {"schema": SCHEMA, **asdict(report)}


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of a week's report."""
    from pydantic import TypeAdapter

    body = TypeAdapter(Weekly).json_schema(mode="serialization")
    for record in (body, *body["$defs"].values()):
        record["additionalProperties"] = False
    body["properties"] = {"schema": {"const": SCHEMA, "type": "string"}} | body["properties"]
    body["required"] = ["schema", *body["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **body,
        "title": "provaudit weekly report",
    }
