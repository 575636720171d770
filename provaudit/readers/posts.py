"""Posts of social networks that stand in a page: each a paragraph of its own, its author behind its words."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml ships no types

_POST_CLASS = re.compile(r"(?:^|\s)(?:twitter|bluesky|mastodon)-(?:tweet|video|embed)(?:$|\s)")
_AUTHOR = re.compile(r"\s*[—–-]+\s*(.{1,100}?\(\s?@[\w.@-]{1,80}\s?\))", re.DOTALL)
_PICTURE = re.compile(r"\s*\bpic\.(?:twitter|x)\.com/\w+")


def as_paragraphs(tree: Element) -> list[str]:
    """Makes every post in the page one paragraph, "words — Ann Frye (@annfrye)", and returns what these say.

    A post is a `blockquote` of that class, or one behind whose paragraphs an author stands with a handle; what follows the author,
    as a rule the date, is left out.
    """
    return [words for quote in list(tree.iter("blockquote")) if (words := _post(quote))]


def _post(quote: Element) -> str | None:
    paragraphs = list(quote.iter("p"))
    said = _squash(" ".join(_words(one) for one in paragraphs))
    behind = paragraphs[-1].tail or "" if paragraphs else ""
    for after in paragraphs[-1].itersiblings() if paragraphs else ():
        behind += _words(after) + (after.tail or "")
    author = _AUTHOR.match(behind)
    if not said or not (author or _POST_CLASS.search(quote.get("class") or "")):
        return None
    words = _squash(f"{_PICTURE.sub('', said)} {f'— {author[1]}' if author else behind}")
    tail = quote.tail
    quote.clear()
    quote.tag, quote.text, quote.tail = "p", words, tail
    for around in quote.iterancestors("figure", "div"):
        if _squash(_words(around)) != words:
            break
        around.attrib.clear()  # the extractor leaves out what is called an embed
    return words


def _words(element: Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    for brake in element.iter("br"):
        brake.tail = f" {brake.tail or ''}"
    return "".join(element.itertext(with_tail=False))


def _squash(words: str) -> str:
    return " ".join(words.split())
