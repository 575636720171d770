"""Who is meant: resolves the mentions of one article to entities (names, titles, acronyms, "the outlet", "they")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provaudit.entities import definites, just_before, named_later, pronouns, published, variations
from provaudit.entities import of_two as several
from provaudit.entities.descriptions import singular
from provaudit.entities.discourse import Discourse, Record
from provaudit.entities.inventory import Inventory
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.noun_phrases import affiliation
from provaudit.entities.register import Register
from provaudit.languages.base import Language
from provaudit.model.article import Unit
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Span

__all__ = ["Entities", "Record"]

DEPTH = 3  # owners of owners: "their lawyer’s letter"


class Entities:
    """All entities of one article. Ask in text order: what was said before decides what "they" means."""

    def __init__(self, reader: MentionReader, language: Language, inventory: Inventory, units: Sequence[Unit]) -> None:
        self.reader, self.language, self.inventory = reader, language, inventory
        self.discourse = Discourse(reader, units)
        self.records: list[Record] = []  # those that a chain may hold, in the order they were asked for
        self.register = Register(language, inventory, reader.parse.sentences)
        self._read_to = 0
        self._found: dict[Span, Record] = {}
        self._told: dict[Span, Record] = {}  # pronouns whose owner stands behind them
        self._sources: set[int] = set()  # where sources and hearers begin

    def add(self, name: str, kind: Kind, naming: Naming) -> Record:
        """A new entity without a mention: the publisher, an unspecified source."""
        return self._numbered(self.register.add(name, kind, naming))

    def resolve(self, mention: Mention, *, speaks: bool = True) -> Record:
        """The entity of a mention, new where nothing before fits. `speaks`: the mention is a source, not a hearer."""
        self._read_until(mention.span.start)
        record = self._found.get(mention.span) or self._find(mention)
        if mention.kind is Kind.OUTLET and record.kind is Kind.ORGANIZATION and record.naming is Naming.NAMED:
            record.kind = Kind.OUTLET  # "seen by Varsity": what the name alone did not tell
        if mention.among is not None and record.whole is None:
            record.whole = self._find(mention.among)  # "Survivors told Kompas P. One of them, a teacher, said Q"
        self._found[mention.span] = record
        self._sources.add(mention.span.start)
        self._note(record, mention, spoke=speaks)
        for part in mention.parts:  # "his agent, Marta Kees, and his brother, Femi, said": "the agent" is spoken of
            self._note(self._find(part), part, spoke=speaks)
        if mention.span not in record.mentions:
            record.mentions.append(mention.span)
        return self._numbered(record)

    def owned_by(self, mention: Mention, owner: Record) -> None:
        """Notes whom the owner of a mention means where it stands before its noun: "Through his lawyer, Holm said"."""
        if mention.owner is not None:
            self._told[mention.owner] = owner
            self._found.pop(mention.span, None)

    def _numbered(self, record: Record) -> Record:
        if not record.number:
            record.number = len(self.records) + 1
            self.records.append(record)
        return record

    def _read_until(self, end: int) -> None:
        """Takes in what the article speaks of up to an offset, so that a pronoun or description can take it up."""
        for referent in self.discourse.between(self._read_to, end):
            mention = referent.mention
            if referent.subject is not None and mention.kind is Kind.PERSON and not mention.plural:
                self._is_called(referent.subject, mention)
                continue
            if referent.occurrence.owner or mention.span.start not in self._sources:
                self._found[mention.span] = self._find(mention)
                self._note(self._found[mention.span], mention, spoke=False)
        self._read_to = max(self._read_to, end)

    def _is_called(self, subject: Mention, noun: Mention) -> None:
        """ "She is a nurse at the clinic": nobody else, and "the nurse" from here on."""
        (self._found.get(subject.span) or self._find(subject)).heads.add(noun.head)

    def _note(self, record: Record, mention: Mention, *, spoke: bool) -> None:
        occurrence = self.discourse.occurrence(mention, spoke=spoke)
        self.register.occurs(record, occurrence)
        if mention.pronoun is None or not occurrence.quoted:  # whom a quoted "he" means is hardly more than a guess
            record.gender = record.gender or mention.gender
        if mention.whole is not None and record.kind is Kind.PERSON:
            record.heads.add(mention.head)  # "One of the officials said P. The official, who asked not to be named, said Q"
        if mention.pronoun is not None or mention.whole is not None:
            return
        if record.kind is Kind.PERSON and record.naming is Naming.NAMED and mention.name is None:
            return  # "the nominee": whom it takes up was a guess, which proves nothing of the next
        record.heads.add(mention.head)
        record.words |= definites.words_of(mention, self.language)
        if (name := published.name_of(record, mention, self.reader)) is not None:
            self.register.rename(record, name)
            record.words |= definites.plain_words(name, self.language)
        if mention.name is not None and record.kind in (Kind.ORGANIZATION, Kind.OUTLET):
            record.heads |= record.words & self.language.nouns  # "the Ministry of Culture": "the ministry"
            if self.language.place(record.name) or self.inventory.vote(record.name) == "LOC":
                record.heads |= self.language.country_nouns
        if mention.role:
            record.heads |= {w.casefold().strip(".,") for w in mention.role.split()}
            record.role = record.role or mention.role

    def _find(self, mention: Mention, depth: int = 0) -> Record:
        if mention.pronoun is not None:
            return self._of_pronoun(mention) or self.register.new(mention)
        if mention.whole is not None:
            return self._of_part(mention, mention.whole)
        sentence = self.reader.sentence_at(mention.span.start)
        if (
            sentence is not None
            and mention.name is None
            and (group := variations.group_before(mention, self.register.all, sentence.index, self.language))
        ):
            self.register.occurs(group, self.discourse.occurrence(mention))  # a third may follow
            return self._part_of(mention, group)
        if mention.parts:
            name = " and ".join(self._find(part, depth).name for part in mention.parts)
            return self.register.same_name(name, mention) or self.register.new(mention, name=name)
        if mention.outlet is not None:
            return self.register.outlet(mention, mention.outlet.name, mention.outlet.type)
        if mention.name is not None and mention.naming is Naming.NAMED:
            return self._named_now(mention) or self.register.named(mention)
        return self._of_description(mention, depth)

    def _named_now(self, mention: Mention) -> Record | None:
        """ "A defector said P. The man, who calls himself Abu Musa, said Q": who was described before has a name from here on."""
        if mention.kind is not Kind.PERSON or not mention.definite or mention.role is None or mention.name is None:
            return None
        if mention.name in mention.text:
            return None
        described = replace(mention, name=None, role=None, description=mention.role, naming=Naming.DESCRIBED)
        found = self._taken_up(described)
        if found is None or found.kind is not mention.kind or found.naming is not Naming.DESCRIBED:
            return None
        found.role = found.name
        self.register.rename(found, mention.name)
        return found

    def _of_description(self, mention: Mention, depth: int) -> Record:
        name, naming = mention.description or mention.name or mention.text, mention.naming
        if mention.kind is Kind.DOCUMENT and naming is Naming.NAMED:
            acronym, _, rest = name.partition(" ")
            name = f"{self.inventory.full_body(acronym)} {rest}" if rest else name  # "the IMF report"
        if mention.owner is not None:
            if mention.head in self.language.outlet_pieces and (owner := self.reader.read((mention.owner,))) and owner.outlet:
                return self._find(owner)  # "Reuters’ report said"
            sentence = self.reader.sentence_at(mention.span.start)
            index = sentence.index if sentence is not None else 0
            whose = self._whose(mention.owner, depth)
            known = variations.relative(mention, whose, self.register.all, index, self.language)
            if known is not None or (known := variations.varied(mention, self.register.all, index, self.reader)) is not None:
                return known
            name, naming = self._owned(mention, depth)
        elif (mention.definite or definites.bare(mention, self.reader)) and (found := self._taken_up(mention)) is not None:
            return found
        elif mention.kind in (Kind.PERSON, Kind.PEOPLE):
            name = self._of_its_body(mention, name, depth)
        again = mention.definite or mention.plural or mention.kind not in (Kind.PERSON, Kind.PEOPLE)
        found = self.register.same_name(name, mention) if again else None
        if found is None and mention.owner is not None and naming is Naming.DESCRIBED:
            behind = self.discourse.between(mention.span.end, len(self.reader.text))
            if (named := named_later.named_as(mention, name, behind, self.reader, self.language)) is not None:
                return self._find(named)
        if found is None and (later := named_later.name_of(mention, self.discourse, self.reader)) is not None:
            found = self._find(later)
            found.heads.add(mention.head)  # "the minister" from here on
        return found or self.register.new(mention, name=name, naming=naming)

    def _of_its_body(self, mention: Mention, name: str, depth: int) -> str:
        """ "a spokesman for [the company]": what somebody is called, with the name that the body has in the article."""
        body = self.reader.read_words(affiliation(self.reader.words((mention.span,)), self.language))
        if body is None or depth >= DEPTH or not definites.plain_body(body, self.language):
            return name
        record = self._find(body, depth + 1)
        return name.replace(body.text, record.name) if record.naming is Naming.NAMED else name

    def _whose(self, owner: Span, depth: int) -> str:
        """The words of an owner, or the name that they take up: "Bell spokesman Mark Holm ... [the congressman]'s spokesman"."""
        mention = self.reader.read((owner,))
        if mention is None or mention.name is not None or mention.pronoun is not None or not mention.definite or depth >= DEPTH:
            return owner.of(self.reader.text)
        record = self._find(mention, depth + 1)
        return record.name if record.kind is Kind.PERSON and record.naming is Naming.NAMED else owner.of(self.reader.text)

    def _taken_up(self, mention: Mention) -> Record | None:
        at = mention.span.start
        if mention.definite and (two := self._of_two(mention)) is not None:
            return two
        sentence = self.reader.sentence_at(at)
        index = sentence.index if sentence is not None else 0
        if sentence is not None and (identity := definites.identity(mention, sentence, self.reader)) is not None:
            return self._find(identity)
        if mention.bare and (force := self.inventory.force(mention.head)) is not None:
            return self.register.same_name(force, mention) or self.register.new(mention, name=force, naming=Naming.NAMED)
        known = [r for r in self.register.all if r.kind is not Kind.PUBLISHER]
        found = definites.antecedent(mention, known, index, self.language, quoted=self.discourse.quoted(at))
        if found is None and mention.plural and mention.kind is Kind.PEOPLE:
            named = several.of_that_role(mention, self.register.all, self.language)
            found = self._together(named, mention) if named else None
        alike = self.language.same_thing.get(mention.head, frozenset()) | {mention.head}
        if found is None or not (found.heads & alike or mention.head in definites.known_as(found, self.language)):
            here = mention, self.register.all, index
            found = variations.varied(*here, self.reader) or just_before.somebody(*here, self.language) or found
            found = found or just_before.who(*here, self.reader, quoted=self.discourse.quoted(at))
        if found is not None or mention.naming is Naming.NAMED:
            return found  # "the latest Redfield poll" is named, whatever poll comes later
        behind = self.discourse.between(mention.span.end, len(self.reader.text))
        later = named_later.introduced_after(mention, behind, self.language, headline=index == 0)
        return self._find(later) if later is not None else None

    def _of_two(self, mention: Mention) -> Record | None:
        """ "the pair", "both women", "the former": those, or the one, of two who were just named."""
        here = self.reader.sentence_at(mention.span.start)
        found = several.of_two(mention, self.register.all, here, self.inventory, self.language)
        found = self._together(found, mention) if isinstance(found, list) else found
        return self.add(found, Kind.PERSON, Naming.NAMED) if isinstance(found, str) else found

    def _together(self, named: Sequence[Record], mention: Mention) -> Record:
        """Several who were named apart, as one entity."""
        name = " and ".join(r.name for r in named)
        kind = Kind.PEOPLE if named[0].kind is Kind.PERSON else named[0].kind
        return self.register.same_name(name, mention) or self.register.new(mention, name=name, kind=kind, naming=Naming.NAMED)

    def _owned(self, mention: Mention, depth: int) -> tuple[str, Naming]:
        """ "his lawyer" -> "Bryan Pagliano’s lawyer"; "its accounts" -> "Meridian Awards accounts", named like their owner."""
        assert mention.owner is not None
        description = mention.description or mention.name or mention.text
        owner = self.reader.read((mention.owner,))
        if owner is None or depth >= DEPTH:
            return description, mention.naming
        thing = mention.owned
        if owner.pronoun is not None and owner.pronoun.person != 3:
            return thing, mention.naming
        record = self._find(owner, depth + 1)
        if mention.head in record.heads or (
            owner.pronoun is not None and record.naming is not Naming.NAMED and variations.owned(record.name, self.language)
        ):
            return thing, mention.naming
        if (own := variations.body_of(record, self.register.all)) is not None and mention.head in self.language.any_body:
            return own.name, Naming.NAMED  # "Corvane’s chief Ida Holm ... her company"
        body = record.kind in (Kind.ORGANIZATION, Kind.OUTLET) and record.naming is Naming.NAMED
        if body and mention.kind in (Kind.DOCUMENT, Kind.ORGANIZATION):
            return f"{record.name} {thing}", Naming.NAMED
        if record.kind is Kind.PERSON and record.naming is Naming.NAMED and mention.head in self.language.named_by_owner:
            return f"{record.name} {thing}", Naming.NAMED  # "his campaign"
        if owner.pronoun is not None and record.name.casefold() in self.language.pronouns:
            return thing, mention.naming  # nobody is known yet whose office it is
        if owner.pronoun is not None:
            return f"{record.possessive} {thing}", Naming.DESCRIBED if mention.naming is Naming.OPAQUE else mention.naming
        named = record.kind is Kind.PERSON and record.naming is Naming.NAMED
        if named and owner.name is None and owner.definite and mention.kind is Kind.PERSON:
            return f"{record.possessive} {thing}", Naming.DESCRIBED  # "the prime minister’s spokesman"
        return description, mention.naming

    def _of_part(self, mention: Mention, whole: Mention) -> Record:
        """ "one of them" of "three former employees" -> "former employee"."""
        if whole.pronoun is None and whole.owner is None and not (whole.definite and whole.bare):
            return self.register.new(mention)
        sentence = self.reader.sentence_at(mention.span.start)
        index = sentence.index if sentence is not None else 0
        return self._part_of(mention, variations.several(whole, self.register.all, index, self.language) or self._find(whole))

    def _part_of(self, mention: Mention, record: Record) -> Record:
        name = record.name if mention.plural else singular(record.name, record.noun, self.language)
        kind = Kind.PERSON if record.kind is Kind.PEOPLE and not mention.plural else record.kind
        part = self.register.new(mention, name=name, kind=kind, naming=Naming.DESCRIBED)
        part.whole = record
        return part

    def _of_pronoun(self, mention: Mention) -> Record | None:
        if mention.span in self._told:
            return self._told[mention.span]
        sentence = self.reader.sentence_at(mention.span.start)
        if sentence is not None and (found := pronouns.relative(mention, sentence, self._found, self.language)) is not None:
            return found
        if sentence is not None and (paper := pronouns.read_out(mention, self.register, sentence, self.language)) is not None:
            return paper
        at = mention.span.start
        if mention.pronoun is not None and mention.pronoun.gender in ("m", "f"):
            ahead = self.reader.read_words(pronouns.announced(mention, sentence))
            somebody = ahead is not None and ahead.kind is Kind.PERSON and (ahead.known or ahead.name is not None)
            if ahead is not None and somebody and not (ahead.gender and ahead.gender != mention.gender):
                return self._find(ahead)
        inside, place, turn = self.discourse.quoted(at), self.discourse.paragraph(at), self.discourse.turn(at)
        found = pronouns.antecedent(mention, self.register, sentence, quoted=inside, paragraph=place, index=turn)
        if found is None and mention.pronoun is not None and mention.pronoun.gender in ("m", "f"):
            behind = self.discourse.between(mention.span.end, len(self.reader.text))
            if (later := named_later.named_after(mention, behind, self.reader)) is not None:
                return self._find(later)
        return found or variations.unsure(mention, self.register.with_names, self.inventory, self.language)
