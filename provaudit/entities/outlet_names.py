"""Where an article names outlets that the language knows."""

from __future__ import annotations

from provaudit.languages.base import Language
from provaudit.languages.outlets import Outlet
from provaudit.model.parse import Parse
from provaudit.model.span import Span, hull

LONGEST = 6  # words


def outlets_in(text: str, parse: Parse, language: Language) -> tuple[list[tuple[int, Outlet]], dict[int, Span]]:
    """The outlets with the offsets where their names begin, in text order, and by that offset all of the name."""
    outlets: list[tuple[int, Outlet]] = []
    names: dict[int, Span] = {}
    for sentence in parse.sentences:
        spans = [w.span for w in sentence.words]
        at = 0
        while at < len(spans):
            if not (text[spans[at].start].isupper() or text[spans[at].start].isdigit()):
                at += 1
                continue
            for end in range(min(at + LONGEST, len(spans)), at, -1):
                outlet = language.outlets.find(" ".join(text[spans[at].start : spans[end - 1].end].split()))
                if outlet is not None:
                    outlets.append((spans[at].start, outlet))
                    names[spans[at].start] = hull(spans[at:end])
                    at = end - 1
                    break
            at += 1
    return outlets, names
