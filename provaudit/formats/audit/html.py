"""Audits as one HTML page that needs nothing beside itself: marked text, tables, pictures; for reading, printing, sending on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provaudit.formats import words
from provaudit.formats.audit.base import Look
from provaudit.formats.pages import html as pages
from provaudit.formats.pages.article import ArticleView
from provaudit.model.audit import Audit


def render(audits: Iterable[Audit], _look: Look) -> Iterator[str]:
    """The page piece by piece; several articles follow each other in it. Without any there is an empty page."""
    title = None
    for number, audit in enumerate(audits, 1):
        if title is None:
            title = words.heading(audit.analysis.article)
            yield pages.opening(title)
        yield article(audit, f"a{number}")
    if title is None:
        yield pages.opening("provaudit")
    yield pages.closing()


def article(audit: Audit, key: str) -> str:
    """The report of one article as an HTML element whose ids all begin with `key`."""
    fields = ArticleView(audit, key).fields()
    return pages.environment().get_template("article.html.j2").render(fields)
