"""Audits as Markdown: verdict, table of statements, findings. Nothing that an article holds can act as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from provaudit import resources
from provaudit.formats import words
from provaudit.formats.base import Look
from provaudit.model.audit import Audit
from provaudit.model.lines import LineIndex

if TYPE_CHECKING:
    from jinja2 import Template

SPECIAL = re.compile(r"([\\`*_{}\[\]|~#$@!^])")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What GitHub and others turn into links without any markup; an escaped colon or full stop stops that.
AUTOLINK = re.compile(r"(?<=[a-z]):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# What begins a list or underlines a heading at the start of a line.
OPENING = re.compile(r"^([-+=]|\d+(?=[.)](?:\s|$)))")


def render(audits: Iterable[Audit], _look: Look) -> Iterator[str]:
    """The reports one after the other, an empty line between them."""
    for number, audit in enumerate(audits):
        yield ("\n" if number else "") + _template().render(_view(audit))


def escape(value: object) -> str:
    """One line that shows the text as it is in Markdown: markup, HTML, pipes, links, direction marks are inert."""
    text = words.inert(str(value))
    text = "".join(ENTITIES.get(char, char) for char in text)
    text = SPECIAL.sub(r"\\\1", text)
    text = AUTOLINK.sub(lambda m: "\\" + m.group(), text)
    return OPENING.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", text)


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resources.folder("reports") / "templates"),
        finalize=escape,  # every value that the template shows, so that no author of a template can forget it
        autoescape=False,  # that would be for HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("article.md.j2")


def _view(audit: Audit) -> dict[str, object]:
    """What the template shows, in words; the template only arranges."""
    analysis = audit.analysis
    article = analysis.article
    lines = LineIndex(article.text)
    scores = words.scores_by_statement(audit)
    return {
        "heading": words.heading(article),
        "source_line": words.source_line(article),
        "verdict": words.verdict(audit.summary),
        "statements": [
            {
                "at": lines.position(s.content[0].start).line,
                "content": words.quoted(s.content, article),
                "chain": words.chain(s),
                "score": words.sum_of(scores[s.id]) if s.id in scores else "–",
            }
            for s in analysis.statements
        ],
        "findings": [
            {
                "level": f.level.value,
                "rule": f.rule,
                "at": str(lines.position(f.span.start)),
                "message": f.message,
                "suppressed": f.suppressed,
            }
            for f in audit.findings
        ],
        "notes": article.notes,
        "stamp": audit.stamp,
    }
