"""What an article tells of the names of bodies that it calls by less: acronyms in brackets, forces of a place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from provaudit.languages.base import Language
from provaudit.model.parse import Parse
from provaudit.model.span import Span, hull

BETWEEN = ", ("  # a name and what else its bearer is called
ALIAS = re.compile(r"[“\"‘']?(?P<name>[A-Z][\w’'-]*[\w](?: [A-Z][\w-]+){0,2})")


def forces(text: str, parse: Parse, language: Language) -> dict[str, set[str]]:
    """Forces under what they are -> their names, be they beside a rank: "the Tarn Valley police chief"."""
    found: dict[str, set[str]] = {}
    for sentence in parse.sentences:
        for word in sentence.words:
            noun = word.lemma.casefold()
            if noun not in language.authority_nouns or word.form[:1].isupper():
                continue
            first = word.id
            while first > 1 and (sentence.words[first - 2].upos == "PROPN" or sentence.words[first - 2].xpos == "HYPH"):
                first -= 1
            name = sentence.words[first - 1 : word.id - 1]
            if name and not any(w.form.casefold() in language.demonyms for w in name):
                found.setdefault(noun, set()).add(" ".join(hull([name[0].span, word.span]).of(text).split()))
    return found


def aliases(text: str, persons: Iterable[tuple[Span, str]], language: Language) -> dict[str, str]:
    """ "Tarek Holm, the hacker known as “Lynx,”" -> {"Lynx": "Tarek Holm"}; `persons` are where they are named, and how."""
    found: dict[str, str] = {}
    for span, name in persons:
        start = next((i for i in range(span.end, len(text)) if text[i] not in BETWEEN), len(text))
        behind = language.also_known.match(text, start)
        alias = ALIAS.match(text, behind.end() + 1) if behind is not None else None
        if alias is not None:
            found.setdefault(alias["name"], name)
    return found


def acronyms(text: str) -> dict[str, str]:
    """ "The Northern Dairy Farmers' Union (NDFU)" -> {"NDFU": "Northern Dairy Farmers' Union"}."""
    found = {}
    for match in re.finditer(r"\(([A-Z][A-Za-z&.]{1,9})\)", text):
        short = match.group(1).replace(".", "")
        words = re.findall(r"[\w’'&-]+", text[max(0, match.start() - 120) : match.start()])
        for size in range(1, min(len(words), 10) + 1):
            part = words[-size:]
            if part[0][0].isupper() and initials(" ".join(part)) == short.upper():
                found[short] = " ".join(part)
                break
    return found


def initials(name: str) -> str:
    """ "Public Policy Institute of California" -> "PPIC"."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
