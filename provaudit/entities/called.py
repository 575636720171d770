"""What the clause behind a description says that its bearer is called: "the group, which calls itself the Salamat Front"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from provaudit.entities.mention import Mention
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence

OPENING, CLOSING = frozenset("“‘\"'"), frozenset("”’\"'")  # around a name that has no capital: calling himself “grimlok”
HANDLE = re.compile(r"@\w+")
BEHIND = ", "  # what may stand between the description and its clause


def called(mention: Mention, sentence: Sentence | None, text: str, language: Language) -> Mention:
    """The mention with the name that the clause behind it gives, the description as its role; the mention itself where none does.

    "A trader, who gave her name only as Leyla, said" · "the militia, known as the Shore Guard, denied it" · "The first witness, a
    teacher from Lowell named Ines Dahl, said"
    """
    if sentence is None or mention.name is not None or mention.pronoun is not None:
        return mention
    handle = next((word for word in mention.text.split() if HANDLE.fullmatch(word)), None)
    if handle is not None:  # "one Twitter user @idaholm"
        return replace(mention, name=handle, naming=Naming.NAMED, role=mention.description, description=None, known=True)
    start = mention.span.end
    while start < sentence.span.end and text[start] in BEHIND:
        start += 1
    inside = language.called.search(text, mention.span.start, mention.span.end) if mention.kind is Kind.PERSON else None
    found = inside or language.called.match(text, start, sentence.span.end)
    behind = [w for w in sentence.words if found is not None and w.span.start >= found.end()]
    marked = bool(behind) and behind[0].form in OPENING
    name = list(takewhile(lambda w: w.form[:1].isupper() or (marked and w.form not in CLOSING), behind[marked:]))
    if not name:
        return mention
    words = " ".join(text[name[0].span.start : name[-1].span.end].split())
    return replace(mention, name=words, naming=Naming.NAMED, role=mention.description, description=None, known=True, plural=False)
