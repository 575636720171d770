"""Where an article names outlets that the language knows."""

from __future__ import annotations

from collections.abc import Sequence

from provaudit.languages.base import Language
from provaudit.languages.outlets import Outlet
from provaudit.model.parse import Parse, Word
from provaudit.model.span import Span, hull

LONGEST = 6  # words


def _tells_where(name: Sequence[Word], behind: Sequence[Word], language: Language) -> bool:
    """ "The Australian broadcaster ABC": where it is, and no paper."""
    noun = bool(behind) and behind[0].upos in ("NOUN", "ADJ") and behind[0].form.islower()
    return noun and name[-1].form.casefold() in language.demonyms


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
                if outlet is not None and not _tells_where(sentence.words[at:end], sentence.words[end : end + 1], language):
                    outlets.append((spans[at].start, outlet))
                    names[spans[at].start] = hull(spans[at:end])
                    at = end - 1
                    break
            at += 1
    return outlets, names
