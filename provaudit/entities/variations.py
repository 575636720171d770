"""Whom a new description means that nothing in the article was called by before: "his ex-wife", "the former harbour master"."""

from __future__ import annotations

from collections.abc import Sequence

from provaudit.entities.definites import holds_another_office
from provaudit.entities.discourse import Record
from provaudit.entities.inventory import Inventory
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.remembered import remembered

NEAR, FAR = 1, 3  # sentences back in which the subject of a variation is looked for


def relative(mention: Mention, owner: str, records: Sequence[Record], sentence: int, language: Language) -> Record | None:
    """ "his ex-wife", where the article has named "his wife, Ida Holm"; "Bell's lawyer", who was "a lawyer for Bell, Mark Holm".

    `owner` are the words of the mention that tell whose; where that is a pronoun, it may be whoever of that role was named just
    before: "Conductor Ida Holm and cellist Per Lund fell out. His conductor said P". `sentence` is the number of the mention's.
    """

    def near(record: Record) -> bool:
        return any(0 <= sentence - o.sentence <= FAR and not o.quoted for o in record.before(mention.span.start))

    named = named_persons(records)
    kin = {mention.head, mention.head.removeprefix("ex-")} & language.kin
    alike = [r for r in named if r.heads & kin]
    nouns = language.same_thing.get(mention.head, frozenset()) | {mention.head}
    if not alike and owner.casefold() in language.pronouns and mention.kind is Kind.PERSON and not mention.plural:
        alike = [r for r in named if nouns & set((r.role or "").casefold().split()) and near(r)]
    if not alike:
        alike = [r for r in named if r.heads & nouns and owner.split()[-1] in (r.role or "").split()]
    return alike[0] if len(alike) == 1 else None


def varied(mention: Mention, records: Sequence[Record], sentence: int, reader: MentionReader) -> Record | None:
    """ "Holm called for a vote. “I am ready,” the former harbour master said": whoever was the subject just before; "the Vermont
    senator" and "the Norwegian" too.

    "The former employee" is too little to go by where an unnamed one was spoken of. `sentence` is the number of the
    mention's sentence.
    """
    language = reader.language
    words = set(mention.text.casefold().split())
    told = words - language.once - language.determiners
    aged = any(map(language.aged.fullmatch, words))
    demonym = any(w[:1].isupper() and w.casefold() in language.demonyms for w in mention.text.split())
    placed = demonym or any(name.kind == "LOC" for name in reader.names_in(mention.span)) or _capital_before_the_head(mention)
    others = any(mention.head in r.heads for r in records if r.naming is not Naming.NAMED)  # "three former employees"
    once = bool(words & language.once) and (len(told) > 1 or (mention.known and not others))
    epithet = mention.head in language.epithets and len(told) > 1  # "the gambling tycoon"
    if not (once or aged or placed or epithet or mention.head in language.achievements) or not told:
        return None
    if mention.kind is not Kind.PERSON or mention.plural or not mention.definite:
        return None
    if mention.owner is not None and mention.head in language.kin:
        return None  # "his mother", but "the mother of two"
    for reach in (NEAR, FAR):
        near = {
            r.name: r
            for r in named_persons(records)
            if any(o.subject and not o.quoted and 0 <= sentence - o.sentence <= reach for o in r.before(mention.span.start))
            and not (mention.gender and r.gender and mention.gender != r.gender)
            and not holds_another_office(r, mention, language)
        }
        if len(near) > 1:  # "pulled out, his coach said. “Gutted,” the 24-year-old wrote": whom more is said of
            often = {name: r for name, r in near.items() if len(r.before(mention.span.start)) > 1}
            near = often or near
        if len(near) > 1:  # "Gemma Holm, whose son Louis died, said so. “No,” the 36-year-old added": whoever spoke
            spoke = {name: r for name, r in near.items() if any(o.spoke for o in r.before(mention.span.start))}
            near = spoke or near
        if near:
            return next(iter(near.values())) if len(near) == 1 else None
    return None


def _capital_before_the_head(mention: Mention) -> bool:
    """ "the Harbor Point Democrat", "the Palme d'Or winner": told by a name that is nobody's own."""
    words = mention.text.split()[1:]
    return mention.known and any(w[:1].isupper() for w in words[:-1])


def several(whole: Mention, records: Sequence[Record], sentence: int, language: Language) -> Record | None:
    """ "Two diplomats said P. “Q,” said one of the two": the described people who spoke last; just before, where it is "of them".

    `sentence` is the number of the mention's sentence.
    """
    at = whole.span.start
    people = [r for r in records if r.kind is Kind.PEOPLE and r.naming is not Naming.NAMED and any(o.spoke for o in r.before(at))]
    last = max(people, key=lambda r: r.before(at)[-1].start, default=None)
    near = last is not None and whole.pronoun is not None and sentence - last.before(at)[-1].sentence <= NEAR
    return last if whole.head in language.quantifiers or near else None


def group_before(mention: Mention, records: Sequence[Record], sentence: int, language: Language) -> Record | None:
    """ "Four people saw it. One said P. Another said Q": the people without a name who were spoken of last.

    `sentence` is the number of the mention's sentence.
    """
    words = [w for w in mention.text.casefold().split() if w not in language.determiners or w in language.members]
    if len(words) != 1 or words[0] not in language.members:
        return None
    at = mention.span.start
    nearest = 0 if words[0] in language.quantifiers else 1  # "two diplomats told Politico that P; one said Q"
    near = [
        r
        for r in records
        if r.kind is Kind.PEOPLE
        and r.naming is Naming.DESCRIBED
        and r.plural
        and r.noun not in language.members
        and (" " in r.name or r.noun not in language.opaque_people)
        and any(nearest <= sentence - o.sentence <= FAR and not o.quoted for o in r.before(at))
    ]
    return max(near, key=lambda r: r.before(at)[-1].start, default=None)


def unsure(mention: Mention, records: Sequence[Record], inventory: Inventory, language: Language) -> Record | None:
    """ "Vinge shrugged. “It happens,” she said" · "Hallam Vale Primary is shut, it said": what could be a firm's name is a
    person's, and the other way round, if only that leaves a pronoun somebody.

    `records`: those with a name. The record becomes of the kind that the pronoun needs.
    """
    gender = mention.pronoun.gender if mention.pronoun is not None and mention.pronoun.number != "plural" else ""
    seen = [r for r in records if r.before(mention.span.start)]
    if gender == "n":
        fitting = [r for r in seen if r.kind is Kind.PERSON and like_a_body(r, inventory, language)]
    else:
        fitting = [r for r in seen if r.kind is Kind.ORGANIZATION and _like_surname(r.name, inventory, language)]
        if not fitting:  # "Lena Ashworth’s new biography ... she writes"
            fitting = [r for r in seen if r.kind is Kind.ORGANIZATION and _like_full_name(r.name, gender, language)]
    if not fitting or gender not in ("m", "f", "n"):
        return None
    found = max(fitting, key=lambda r: r.before(mention.span.start)[-1].start)
    found.kind, found.gender = (Kind.ORGANIZATION, "") if gender == "n" else (Kind.PERSON, mention.gender)
    return found


def owned(name: str, language: Language) -> bool:
    """Whether a name tells whose it is: "Holm’s lawyer"."""
    return any(map(language.grammar.possessive.search, name.split()[:-1]))


def publisher(name: str, records: Sequence[Record]) -> Record | None:
    """The publisher, where it calls itself so: "told the Ledger", in The Port Elgin Ledger."""
    found = next((r for r in records if r.kind is Kind.PUBLISHER and r.naming is Naming.NAMED), None)
    if found is None:
        return None
    full, said = plain(found.name).split(), plain(name).split()
    initials = "".join(word[0] for word in full)
    return found if said and (said == full[-len(said) :] or (len(full) > 2 and said == [initials])) else None


@remembered(8192)  # each name is compared with all others of its article
def plain(name: str) -> str:
    """A name as names are compared: lower case, no full stops, no leading "the", one kind of apostrophe and of space."""
    return " ".join(name.casefold().replace(".", "").replace("’", "'").removeprefix("the ").split())


def named_persons(records: Sequence[Record]) -> list[Record]:
    """The persons among them who have a name."""
    return [r for r in records if r.kind is Kind.PERSON and r.naming is Naming.NAMED]


def like_a_body(record: Record, inventory: Inventory, language: Language) -> bool:
    """Whether nothing but its looks makes a name a person's: "Night Kitchen"."""
    told = record.gender or record.role or inventory.vote(record.name) == "PER" or inventory.is_person(record.name)
    return not told and record.name.split()[0].casefold() not in language.gender_of_first_name


def _like_full_name(name: str, gender: str, language: Language) -> bool:
    first, *rest = name.split()
    last = " ".join(rest).casefold()
    known = language.gender_of_first_name.get(first.casefold())
    return known in (gender, "") and len(rest) == 1 and last not in language.nouns | language.organization_ends and last.isalpha()


def _like_surname(name: str, inventory: Inventory, language: Language) -> bool:
    known = language.place(name) or language.outlets.short(name) or name.casefold() in language.nouns
    return name.isalpha() and name.istitle() and not known and inventory.vote(name) in ("", "PER", "MISC")


def body_of(person: Record, records: Sequence[Record]) -> Record | None:
    """The body that a person's post names: "[Corvane Foods] chief executive Ida Holm"."""
    if person.kind is not Kind.PERSON or not person.role:
        return None
    bodies = (r for r in records if r.kind is Kind.ORGANIZATION and r.naming is Naming.NAMED)
    return next((r for r in bodies if plain(r.name) in plain(person.role)), None)
