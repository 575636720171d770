"""Pages of Markdown: the Jinja environment that escapes everything. Nothing that an article holds can act as markup."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from provaudit import resources
from provaudit.formats import words

if TYPE_CHECKING:
    from jinja2 import Environment

SPECIAL = re.compile(r"([\\`*_{}\[\]|~#$@!^])")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What GitHub and others turn into links without any markup; an escaped colon or full stop stops that.
AUTOLINK = re.compile(r"(?<=[a-z]):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# What begins a list or underlines a heading at the start of a line.
OPENING = re.compile(r"^([-+=]|\d+(?=[.)](?:\s|$)))")


def escape(value: object) -> str:
    """One line that shows the text as it is in Markdown: markup, HTML, pipes, links, direction marks are inert."""
    text = words.inert(str(value))
    text = "".join(ENTITIES.get(char, char) for char in text)
    text = SPECIAL.sub(r"\\\1", text)
    text = AUTOLINK.sub(lambda m: "\\" + m.group(), text)
    return OPENING.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", text)


@cache
def environment() -> Environment:
    """Templates of reports/templates whose every value is escaped; a name that a template has wrong is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(resources.folder("reports") / "templates"),
        finalize=escape,  # every value that a template shows, so that no author of a template can forget it
        autoescape=False,  # that would be for HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["percent"] = words.percent
    made.filters["cut"] = words.cut
    made.filters["signed"] = words.signed
    return made
