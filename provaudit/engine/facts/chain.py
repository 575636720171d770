"""Facts about the chain of a statement: who it comes from, through whom, and how much of that the text shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.subjects import StatementSubject
from provaudit.languages.wording import load_wording
from provaudit.model.chain import Kind, Link, Naming


@fact
def hops(subject: StatementSubject) -> int:
    """How often the claim changed hands: 0 in the publisher's own voice, 1 straight from a source, 2 through one relay."""
    return subject.statement.hops


@fact
def relay_count(subject: StatementSubject) -> int:
    """The number of links between origin and publisher."""
    return len(subject.statement.relays)


@fact
def named_relays(subject: StatementSubject) -> list[str]:
    """The names of the relays that are named, in the order in which the claim travelled."""
    return [link.entity.name for link in subject.statement.relays if link.entity.naming is Naming.NAMED]


@fact
def unnamed_relays(subject: StatementSubject) -> list[str]:
    """The descriptions of the relays that are not named: "multiple outlets"."""
    return [link.entity.name for link in subject.statement.relays if link.entity.naming is not Naming.NAMED]


@fact
def relay_names(subject: StatementSubject) -> list[str]:
    """All relays, named or not, in the order in which the claim travelled."""
    return [link.entity.name for link in subject.statement.relays]


@fact
def relay_kinds(subject: StatementSubject) -> list[str]:
    """What the relays are, in the same order: "outlet", "person", "document" ..."""
    return [link.entity.kind.value for link in subject.statement.relays]


@fact
def origin_kind(subject: StatementSubject) -> str:
    """What the origin is: "person", "people", "organization", "outlet", "document", "unspecified"; "publisher" in its own voice."""
    return subject.statement.origin.entity.kind


@fact
def origin_naming(subject: StatementSubject) -> str:
    """Whether the origin is "named", "described" by role or affiliation, or "opaque" ("sources", "critics")."""
    return subject.statement.origin.entity.naming


@fact
def origin_name(subject: StatementSubject) -> str:
    """The origin's name, or its description where it has none: "U.S. officials"."""
    return subject.statement.origin.entity.name


@fact
def origin_mention(subject: StatementSubject) -> str:
    """The words that stand for the origin in the statement's own unit; empty where it is carried over."""
    mention = subject.statement.origin.mention
    return mention.of(subject.article.text) if mention else ""


@fact
def origin_role(subject: StatementSubject) -> str:
    """The origin's title or description beside its name; empty where the text gives none."""
    return subject.statement.origin.entity.role or ""


@fact
def origin_introduced(subject: StatementSubject) -> bool:
    """Whether the text places a named origin: a role beside the name here or anywhere else, a clause ("who leads the board"), or
    an apposition ("a baker")."""
    entity, text = subject.statement.origin.entity, subject.article.text
    if entity.role:
        return True
    ends, introduces = _ends(entity.name, text), _introduction(subject.article.language.code)
    return subject.article.once(f"introduced {entity.id}", lambda: any(introduces.match(text, end) for end in ends))


@cache
def _introduction(language: str) -> re.Pattern[str]:
    """What may follow a name and tell who it is: a relative clause, an apposition, an affiliation, an age."""
    either = load_wording(language).either
    post = rf"[a-z]+(?:[- ][a-z]+)* {either('of_a_post')}"
    return re.compile(rf",? {either('placing_name')} |, (?:{either('apposition_first')}|\d+|{post})\b| \(")


def _ends(name: str, text: str) -> Iterator[int]:
    """Where a name ends, wherever it stands as a word; `find` is many times faster than an expression."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    at = text.find(name)
    while at >= 0:
        found = word.match(text, at)
        if found is not None:
            yield found.end()
        at = text.find(name, max(at + 1, found.end()) if found is not None else at + 1)


@fact
def origin_has_role(subject: StatementSubject) -> bool:
    """Whether the text gives the origin's role or affiliation: "a city official" has one, the bare "people" of "people familiar
    with the matter" has none."""
    entity = subject.statement.origin.entity
    return bool(entity.role) or (entity.naming is Naming.DESCRIBED and not _bare(subject))


@fact
def origin_plural(subject: StatementSubject) -> bool:
    """Whether the origin is said to be several people."""
    return subject.statement.origin.entity.kind is Kind.PEOPLE


@fact
def origin_medium(subject: StatementSubject) -> str:
    """How the origin's words were put out: "interview", "statement", "court filing", a social network ...; empty if not told."""
    return subject.statement.origin.medium or ""


@fact
def posted(subject: StatementSubject) -> bool:
    """Whether the origin's words were put out on a social network."""
    language, medium = subject.article.language, subject.statement.origin.medium
    return medium is not None and medium.casefold() in language.platforms


@fact
def origin_has_basis(subject: StatementSubject) -> bool:
    """Whether the text says how the origin knows, here or where else the same source speaks: "briefed on the plan"."""
    return subject.statement.origin.entity.id in subject.article.basis_of_origin


@fact
def origin_reason_given(subject: StatementSubject) -> bool:
    """Whether the text says why or on what terms the origin is unnamed: with the source, in the same or the next unit, or where
    else in the article the same source is introduced."""
    return subject.explains or subject.statement.origin.entity.id in subject.article.explained.origins


@fact
def origin_first_use(subject: StatementSubject) -> bool:
    """Whether the article has no earlier statement with this origin; a rule that asks for it speaks up once a source."""
    return subject.article.first_of_origin.get(subject.statement.origin.entity.id) == subject.index


@fact
def chain_first_use(subject: StatementSubject) -> bool:
    """Whether the article has no earlier statement with the same chain; a rule that asks for it speaks up once a chain."""
    return subject.article.first_of_chain.get(subject.path) == subject.index


@fact
def impersonal(subject: StatementSubject) -> bool:
    """Whether not even a noun stands for the origin: "reportedly", "it was reported that", "is said to"."""
    return is_impersonal(subject.statement.origin)


@fact
def carried_over(subject: StatementSubject) -> bool:
    """Whether the statement has a source but no cue of its own: the source goes on from the sentence before."""
    return subject.statement.attributed and not subject.statement.cues


def is_impersonal(link: Link) -> bool:
    """Whether the link has no noun: its entity is then the bare "unspecified" of the annotation guide."""
    return link.entity.kind is Kind.UNSPECIFIED and link.entity.name.casefold() == Kind.UNSPECIFIED.value


def _bare(subject: StatementSubject) -> bool:
    """Whether nothing but "people", "two sources", "an insider" is left of a human origin without the words on how it knows."""
    origin, language = subject.statement.origin, subject.article.language
    if origin.entity.kind not in (Kind.PERSON, Kind.PEOPLE):
        return False
    shown = subject.article.basis_of_origin.get(origin.entity.id, origin)
    words = origin.entity.name
    if shown.mention and shown.basis and shown.mention.start < shown.basis.start:
        words = subject.article.text[shown.mention.start : shown.basis.start]
    heads = [word for word in words.casefold().split() if word not in language.opaque_modifiers]
    places_nobody = language.opaque_people | language.opaque_unspecified
    return all(word in places_nobody or word.removesuffix("s") in places_nobody for word in heads)
