"""Audits as Markdown: verdict, figures, findings, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provaudit.formats.audit.base import Look
from provaudit.formats.pages import markdown
from provaudit.formats.pages.article import ArticleView
from provaudit.model.audit import Audit


def render(audits: Iterable[Audit], _look: Look) -> Iterator[str]:
    """The reports one after the other, an empty line between them."""
    for number, audit in enumerate(audits):
        fields = ArticleView(audit, f"a{number + 1}").fields()
        yield ("\n" if number else "") + markdown.environment().get_template("article.md.j2").render(fields)
