"""What the words of a mention say by themselves, before it is resolved against the article."""

from __future__ import annotations

from dataclasses import dataclass, field

from provaudit.languages.base import Pronoun
from provaudit.languages.outlets import Outlet
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words of a mention say by themselves, before they are resolved against the article."""

    span: Span
    text: str
    head: str  # lower-case lemma of the head noun or pronoun
    kind: Kind
    naming: Naming
    name: str | None  # the proper name that identifies it
    description: str | None  # the noun phrase without determiner, for what has no name
    role: str | None  # title or post beside a name
    plural: bool
    definite: bool  # "the official": spoken of before
    pronoun: Pronoun | None = None
    outlet: Outlet | None = None
    parts: tuple[Mention, ...] = field(default=())  # of "A and B"
    owner: Span | None = None  # "his lawyer", "the mill's manager": whose
    owned: str = ""  # and what: "manager"
    gender: str = ""  # m, f or ""
    whole: Mention | None = None  # "one of them", "two of the officials": of whom
    among: Mention | None = None  # "one of them, a teacher": of whom who has a description of its own
    known: bool = True  # its head is a name, a pronoun or a noun of a listed class
    bare: bool = False  # nothing but determiner and head: "the official", "police"
