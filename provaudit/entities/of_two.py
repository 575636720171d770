"""Whom a description of two or three means who were named before: "the pair", "both women", "the former", "the authors"."""

from __future__ import annotations

from collections.abc import Sequence

from provaudit.entities.discourse import Record
from provaudit.entities.inventory import Inventory
from provaudit.entities.mention import Mention
from provaudit.entities.variations import FAR, named_persons
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence

REACH = 600  # characters back in which the two are looked for whom "the former" and "the latter" mean


def of_two(
    mention: Mention, records: Sequence[Record], here: Sentence | None, inventory: Inventory, language: Language
) -> str | Record | list[Record] | None:
    """The one, the pair or the several that a description of two means, by name or as records; None where it is no such
    description or nobody fits. `here` is its sentence."""
    said = (mention.description or mention.text).casefold()
    which = language.of_two.get(said) or language.of_two.get(mention.text.split()[0].casefold())
    if here is None or which is None:
        return None
    if which == "partners":
        return pair(mention, records, here.index)
    if which == "both" and (found := pair(mention, records)) is not None:
        return found
    if which == "first" or which == "second":
        return one_of_two(which, records, here, inventory)
    return two(mention, records, here.index, language) or None


def pair(mention: Mention, records: Sequence[Record], sentence: int | None = None) -> Record | None:
    """ "Karin Lund and Per Holm won. The pair said P": the two who were named together last; no more than FAR sentences
    before this one, if given."""
    at = mention.span.start
    pairs = [r for r in records if r.kind is Kind.PEOPLE and r.naming is Naming.NAMED and " and " in r.name and r.before(at)]
    last = max(pairs, key=lambda r: r.before(at)[-1].start, default=None)
    if last is None or sentence is None:
        return last
    since = last.before(at)[-1]
    others = [r for r in records if r.kind in (Kind.PEOPLE, Kind.ORGANIZATION) and r.naming is not Naming.NAMED]
    another = any(o.start > since.start and o.subject and not o.quoted for r in others for o in r.before(at))
    return last if sentence - since.sentence <= FAR and not another else None  # "A Finnish group disagreed. The researchers said P"


def two(mention: Mention, records: Sequence[Record], sentence: int, language: Language) -> list[Record]:
    """ "Keel met Sand. Both women said P", "Rightways said P, Nestwell Q. Both agree": the two persons, or else bodies, whom the
    sentences just before name, in the order in which they do; empty where they name a third. `sentence` is the mention's number.
    """
    gender = language.gender_of_noun.get(mention.head, "")
    for kind in (Kind.PERSON, Kind.ORGANIZATION):
        if mention.kind is not (Kind.PEOPLE if kind is Kind.PERSON else mention.kind):
            continue
        found: dict[str, tuple[int, Record]] = {}
        named = [r for r in records if r.kind is kind and r.naming is Naming.NAMED and " and " not in r.name]
        named = [r for r in named if {gender, r.gender} != {"m", "f"}]
        for back in range(0, FAR + 1):
            for record in named:
                seen = [o for o in record.before(mention.span.start) if o.sentence == sentence - back and not o.quoted]
                if seen and not any(record.name in name for name in found):
                    found.setdefault(record.name, (seen[0].start, record))
            if len(found) > 1:
                break
        if len(found) == 2:
            return [record for _, record in sorted(found.values(), key=lambda f: f[0])]
    return []


def of_that_role(mention: Mention, records: Sequence[Record], language: Language) -> list[Record]:
    """ "the authors": the two or three persons of that role who were named; empty where they are fewer or more."""
    alike = language.same_thing.get(mention.head, frozenset()) | {mention.head}
    named = [r for r in named_persons(records) if r.heads & alike]
    return named if len(named) in (2, 3) else []


def one_of_two(which: str, records: Sequence[Record], sentence: Sentence, inventory: Inventory) -> str | Record | None:
    """ "A farmhand and a vet testified. The former said P": the `first` or second of the two whom one sentence before spoke of, by
    name or as a record. `sentence` is the mention's."""
    named = inventory.people_before(sentence.span.start, REACH)
    people: dict[int, dict[int, str | Record]] = {}
    for record in records:
        for o in record.before(sentence.span.start) if record.kind is Kind.PERSON and not record.plural else ():
            people.setdefault(o.sentence, {})[o.start] = record.name if record.naming is Naming.NAMED else record
    for index in range(sentence.index - 1, sentence.index - 1 - FAR, -1):
        two = list(dict.fromkeys(who for _, who in sorted(people.get(index, {}).items())))[-2:]
        if len(two) == 2:
            return two[which != "first"]
    last = list(dict.fromkeys(name for name, _, _ in named))[:2]
    return None if len(last) < 2 else last[1 if which == "first" else 0]
