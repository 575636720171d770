"""Comments to provaudit in a text, `<!-- provaudit: ... -->`: found, and kept out of what is read as the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from provaudit.model.article import Article
from provaudit.model.span import Span, subtract

_COMMENT = re.compile(r"<!--\s*provaudit:(.*?)-->", re.DOTALL)
_IN_PAGE = re.compile(
    r"<!--(\s*provaudit:.{0,2000}?)-->(?=(\s*<(?:p|h[1-6]|div|figure|blockquote|[uo]l|table|section)\b)?)", re.DOTALL
)
_LONGEST = 2000  # characters; an opening mark whose end is further away is no comment


def comments(text: str) -> Iterator[tuple[Span, str]]:
    """Every comment with the words behind `provaudit:`, in text order."""
    at = 0
    while (opening := text.find("<!--", at)) >= 0:
        found = _COMMENT.match(text, opening, opening + _LONGEST)
        if found:
            yield Span(found.start(), found.end()), found[1].strip()
        at = found.end() if found else opening + 4


def is_comment(words: str) -> bool:
    """Whether a comment of HTML is one to provaudit."""
    return len(words) <= _LONGEST and _COMMENT.fullmatch(words) is not None


def without_comments(article: Article) -> Article:
    """The article whose blocks leave its comments out; the text stays as it is. A comment in the middle divides a paragraph."""
    holes = [span for span, _ in comments(article.text)]
    if not holes:
        return article
    blocks = [
        replace(block, span=piece)
        for block in article.blocks
        for span in subtract([block.span], holes)
        if len(piece := span.trim(article.text))
    ]
    return replace(article, blocks=tuple(blocks))


def written(words: str) -> str:
    """The comment with these words, `provaudit: ...`, as it stands in a text."""
    return f"<!-- {' '.join(words.replace('-->', ' ').split())} -->"


def shown(page: str) -> str:
    """An HTML page whose comments to provaudit are words of it, so that they come out beside the paragraph they belong to."""

    def words(found: re.Match[str]) -> str:
        comment = escape(written(found[1]))
        return f"<p>{comment}</p>" if found[2] else comment

    return _IN_PAGE.sub(words, page)
