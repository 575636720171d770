"""Where an article names outlets that the language knows."""

from __future__ import annotations

from collections.abc import Sequence

from provaudit.languages.base import Language
from provaudit.languages.outlets import Outlet
from provaudit.model.parse import ROOM, Parse, Shape, Word
from provaudit.model.span import Span, hull
from provaudit.remembered import remembered

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
        for first, last, outlet in _outlets_in(sentence.shape, text[spans[0].start : spans[-1].end], language):
            outlets.append((spans[first].start, outlet))
            names[spans[first].start] = hull(spans[first : last + 1])
    return outlets, names


@remembered(250)  # sentences: three long articles; a garbage collector walks over all that is kept
def _outlets_in(shape: Shape, text: str, language: Language) -> tuple[tuple[int, int, Outlet], ...]:
    """The same in one sentence of this text: the places of their first and last words among its words, and the outlets."""
    words = shape.alone.words
    found = []
    at = 0
    while at < len(words):
        start = words[at].span.start - ROOM
        if not (text[start].isupper() or text[start].isdigit()):
            at += 1
            continue
        for end in range(min(at + LONGEST, len(words)), at, -1):
            outlet = language.outlets.find(" ".join(text[start : words[end - 1].span.end - ROOM].split()))
            if outlet is not None and not _tells_where(words[at:end], words[end : end + 1], language):
                found.append((at, end - 1, outlet))
                at = end - 1
                break
        at += 1
    return tuple(found)
