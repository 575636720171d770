"""Sign-off sheets as JSON, to be filled in, and as Markdown, to be read and printed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from provaudit.checks.signoff import Sheet
from provaudit.formats.pages.markdown import escape


def as_json(sheet: Sheet) -> str:
    """The sheet as the file that `check --require-signoff` reads."""
    return json.dumps(sheet.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1) + "\n"


def as_markdown(sheet: Sheet) -> str:
    """The sheet for people: an item a section, with boxes for the decision."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# Sign-off: {escape(sheet.title or sheet.article)}"
    yield ""
    yield f"Article {escape(sheet.article)}, SHA-256 `{sheet.sha256}`, rules {escape(sheet.pack)}."
    yield f"{len(sheet.items)} to decide, {len(sheet.open)} open. Void for any other version of the text."
    for number, item in enumerate(sheet.items, 1):
        yield ""
        yield f"## {number}. {item.kind.capitalize()}: {escape(item.about)}"
        yield ""
        yield f"> {escape(item.words)}"
        yield ""
        yield f"Line {item.line}. {item.question}"
        yield ""
        boxes = [f"[{'x' if item.decision == choice else ' '}] {choice}" for choice in ("publish", "change", "drop")]
        yield f"{' · '.join(boxes)} · by: {escape(item.by) if item.by else '____________'}"
        if item.note:
            yield ""
            yield escape(item.note)
    yield ""
    yield f"Item ids: {', '.join(item.id for item in sheet.items) or 'none'}"
