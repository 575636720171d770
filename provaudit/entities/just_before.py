"""Who was spoken of just before a description that fits nobody by its words: the firm, the unnamed person, the only person."""

from __future__ import annotations

from collections.abc import Sequence

from provaudit.entities.discourse import Record
from provaudit.entities.inventory import Inventory
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.published import with_outcome
from provaudit.entities.variations import NEAR, like_a_body, named_persons
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming

SOURCES_WITHIN = 4  # sentences back in which the people are looked for whom "the sources" may mean


def who(mention: Mention, records: Sequence[Record], sentence: int, reader: MentionReader, *, quoted: bool) -> Record | None:
    """The body, or the person, that was spoken of just before a description, where it fits nobody by its words.

    `sentence` is the number of the mention's sentence, `quoted` whether it stands between quotation marks.
    """
    language = reader.language
    return (
        _same(mention, records, language)
        or with_outcome(mention, records, language)
        or _sources(mention, records, sentence, language)
        or _men(mention, records, sentence, language)
        or _body(mention, records, sentence, language)
        or _only_person(mention, records, sentence)
        or (None if quoted else _spoke_last(mention, records, sentence, reader))
        or _unnamed(mention, records, sentence, language)
        or _unsure_body(mention, records, sentence, reader.inventory, language)
        or _unsure_outlet(mention, records, sentence)
    )


def _same(mention: Mention, records: Sequence[Record], language: Language) -> Record | None:
    """ "Another engineer said P. Q, according to the same person": who spoke last, without a name."""
    same = not language.grammar.identity_words.isdisjoint(mention.text.casefold().split())
    if not same or mention.plural or mention.kind is not Kind.PERSON or mention.naming is not Naming.OPAQUE:
        return None
    persons = [r for r in records if r.kind is Kind.PERSON and any(o.spoke for o in r.before(mention.span.start))]
    last = max(persons, key=lambda r: r.before(mention.span.start)[-1].start, default=None)
    return last if last is not None and last.naming is not Naming.NAMED else None


def _sources(mention: Mention, records: Sequence[Record], sentence: int, language: Language) -> Record | None:
    """ "Two people close to the talks told Reuters that P. The sources said Q": the people without a name who spoke last."""
    if not mention.definite or not mention.plural or mention.kind is not Kind.UNSPECIFIED or mention.head not in language.informed:
        return None
    at = mention.span.start
    people = [r for r in records if r.kind is Kind.PEOPLE and r.naming is not Naming.NAMED]
    spoke = [(o.start, r) for r in people for o in r.before(at) if o.spoke and sentence - o.sentence <= SOURCES_WITHIN]
    return max(spoke, key=lambda found: found[0])[1] if spoke else None


def _men(mention: Mention, records: Sequence[Record], sentence: int, language: Language) -> Record | None:
    """ "Two welders told the Courier that P. The men said Q": the people without a name who have just spoken."""
    if not mention.definite or not mention.plural or mention.kind is not Kind.PEOPLE or not mention.bare:
        return None
    if language.singulars.get(mention.head, mention.head) not in language.any_person:
        return None
    at = mention.span.start
    people = [r for r in records if r.kind is Kind.PEOPLE and r.naming is Naming.DESCRIBED]
    spoke = [(o.start, r) for r in people for o in r.before(at) if o.spoke and 0 < sentence - o.sentence <= NEAR]
    return max(spoke, key=lambda found: found[0])[1] if spoke else None


def _body(mention: Mention, records: Sequence[Record], sentence: int, language: Language) -> Record | None:
    """ "Shares in Tellux fell after the lens maker warned that P", "the Turin-based carmaker": the one firm named just before that
    was called nothing else.

    "The company" alone is taken up by definites.fits.
    """
    if mention.kind is not Kind.ORGANIZATION or not mention.definite or mention.plural or mention.bare:
        return None
    if mention.head not in language.any_body or mention.name is not None:
        return None
    at = mention.span.start
    others = (language.any_body, language.public_bodies, language.country_nouns, language.events)
    for reach in (0, NEAR):
        near = [
            r
            for r in records
            if r.kind is Kind.ORGANIZATION
            and r.naming is Naming.NAMED
            and not any(r.heads & nouns for nouns in others)
            and (not r.role or r.heads & language.organization_nouns)  # no "gout pill Nervalin"
            and any(0 <= sentence - o.sentence <= reach and not o.quoted for o in r.before(at))
            and not r.is_place(at)
        ]
        subjects = [r for r in near if any(o.subject for o in r.before(at))]
        chosen = near if len(near) == 1 else subjects
        if near:
            return chosen[0] if len(chosen) == 1 else None
    return None


def _unsure_body(
    mention: Mention, records: Sequence[Record], sentence: int, inventory: Inventory, language: Language
) -> Record | None:
    """ "Night Kitchen feeds 300 people. The charity says P": what could be a person's name is a body's if only that leaves the
    description something. The record becomes a body's."""
    if mention.kind is not Kind.ORGANIZATION or not mention.definite or mention.plural or mention.head not in language.any_body:
        return None
    at = mention.span.start
    near = [
        r
        for r in named_persons(records)
        if like_a_body(r, inventory, language)
        and any(o.subject and not o.quoted and 0 < sentence - o.sentence <= NEAR for o in r.before(at))
    ]
    if len(near) == 1:
        near[0].kind = Kind.ORGANIZATION
    return near[0] if len(near) == 1 else None


def _unsure_outlet(mention: Mention, records: Sequence[Record], sentence: int) -> Record | None:
    """ "P, Nationen reported. In an e-mail to the newspaper, Q": the name that has spoken just before is the newspaper's, where
    nothing else is known of it. The record becomes an outlet's."""
    at = mention.span.start
    if mention.kind is not Kind.OUTLET or not mention.definite or mention.plural or not mention.bare:
        return None
    near = [
        r
        for r in records
        if r.kind is Kind.ORGANIZATION
        and r.naming is Naming.NAMED
        and not r.role
        and " " not in r.name
        and any(o.spoke and 0 < sentence - o.sentence <= NEAR for o in r.before(at))
    ]
    if len(near) == 1:
        near[0].kind = Kind.OUTLET
    return near[0] if len(near) == 1 else None


def _unnamed(mention: Mention, records: Sequence[Record], sentence: int, language: Language) -> Record | None:
    """ "A senior member of the party said P. “Q,” the politician told AFP": the one unnamed person who spoke just before, where
    nobody with a name is near."""
    if mention.kind is not Kind.PERSON or mention.plural or not mention.definite or mention.head not in language.epithets:
        return None
    at = mention.span.start
    near = [
        r
        for r in records
        if r.kind is Kind.PERSON and any(0 <= sentence - o.sentence <= NEAR and not o.quoted for o in r.before(at))
    ]
    spoke = len(near) == 1 and near[0].naming is not Naming.NAMED and any(o.spoke for o in near[0].before(at))
    differ = spoke and mention.gender and near[0].gender and mention.gender != near[0].gender
    return near[0] if spoke and not differ else None


def somebody(mention: Mention, records: Sequence[Record], sentence: int, language: Language) -> Record | None:
    """ "Its only director is a yoga teacher. The woman told Le Monde": the one unnamed person of the sentence before."""
    if mention.kind is not Kind.PERSON or not mention.definite or mention.plural or mention.head not in language.any_person:
        return None
    near = [
        r
        for r in records
        if r.kind is Kind.PERSON
        and r.known
        and not (mention.gender and r.gender and mention.gender != r.gender)
        and any(o.sentence == sentence - 1 and not o.quoted for o in r.before(mention.span.start))
    ]
    return near[0] if len(near) == 1 and near[0].naming is not Naming.NAMED and not near[0].plural else None


def _spoke_last(mention: Mention, records: Sequence[Record], sentence: int, reader: MentionReader) -> Record | None:
    """ "Dr Ida Holm said she had sent a memo. “I was clear,” the microbiologist told the inquiry": the one person with a name, and
    without another calling, who has just spoken."""
    if mention.kind is not Kind.PERSON or mention.plural or not mention.definite or mention.owner is not None:
        return None
    language, here = reader.language, reader.sentence_at(mention.span.start)
    behind = next((w for w in here.words if w.span.start >= mention.span.end), None) if here is not None else None
    if mention.head not in language.callings or behind is None or behind.upos not in ("VERB", "AUX", "ADV"):
        return None  # "the historian of the town", "The historian who taught him, Per Roos, said P": somebody else
    at = mention.span.start
    near = [
        r for r in records if r.kind is Kind.PERSON and any(0 < sentence - o.sentence <= NEAR and o.spoke for o in r.before(at))
    ]
    one = near[0] if len(near) == 1 and near[0].naming is Naming.NAMED else None
    if one is None or (mention.gender and one.gender and mention.gender != one.gender):
        return None
    role = {word.casefold().strip(".,") for word in (one.role or "").split()}
    return None if role - language.titles or one.heads & language.person_nouns - language.titles else one


def _only_person(mention: Mention, records: Sequence[Record], sentence: int) -> Record | None:
    """ "Aurelio Prats lost his hives. The wind, the beekeeper from Falset said, P": the only person of the text so far, called
    nothing else."""
    if mention.kind is not Kind.PERSON or mention.plural or not mention.definite or not mention.known:
        return None
    at = mention.span.start
    persons = [r for r in records if r.kind in (Kind.PERSON, Kind.PEOPLE) and r.before(at)]
    one = persons[0] if len(persons) == 1 and " " in persons[0].name else None
    if one is None or one.naming is not Naming.NAMED or one.role:
        return None
    if mention.gender and one.gender and mention.gender != one.gender:
        return None
    seen = one.before(at)  # who has spoken is not brought in once more: "Lucy Dean says so. The vicar agrees"
    near = any(o.subject and not o.quoted and 0 < sentence - o.sentence <= NEAR for o in seen)
    return one if near and not any(o.spoke for o in seen) else None
