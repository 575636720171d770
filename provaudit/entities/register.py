"""The entities of one article as far as it has been read, and which of them a name means."""

from __future__ import annotations

from provaudit.entities import variations
from provaudit.entities.discourse import Record
from provaudit.entities.inventory import Inventory
from provaudit.entities.mention import Mention
from provaudit.entities.variations import plain
from provaudit.languages.base import Language
from provaudit.languages.outlets import normal
from provaudit.model.chain import Kind, Naming


class Register:
    """All entities that an article has spoken of, be they links of a chain or not, in the order in which it did."""

    def __init__(self, language: Language, inventory: Inventory) -> None:
        self.language, self.inventory = language, inventory
        self.all: list[Record] = []

    def add(self, name: str, kind: Kind, naming: Naming) -> Record:
        """An entity without a mention: the publisher, an unspecified source."""
        found = next((r for r in self.all if r.name == name and r.kind == kind), None)
        if found is None:
            found = Record(name, kind, naming)
            self.all.append(found)
        return found

    def publisher(self, mention: Mention) -> Record | None:
        """The publisher, where a mention names it, be it short ("the Ledger"); None where it names somebody else."""
        name = mention.name or mention.text
        return variations.publisher(name, self.all) if any(map(str.isupper, name)) else None

    def named(self, mention: Mention) -> Record:
        """The entity of a mention that has a proper name, under the fullest form that the article gives it; new where it is."""
        assert mention.name is not None
        at = mention.span.start
        if mention.kind is not Kind.PERSON and (publisher := variations.publisher(mention.name, self.all)) is not None:
            return publisher
        country = self.language.capitals.get(mention.name) if mention.kind is Kind.ORGANIZATION else None
        if country is not None and self.inventory.speaks_of(country):  # "Moscow said"
            return self.same_name(country, mention) or self.new(mention, name=country)
        the = mention.text.casefold().startswith("the ")  # "the Post", whoever is called Post
        if mention.kind is Kind.ORGANIZATION and " " not in mention.name and not the:  # a surname that reads like a body's name
            named = [r for r in self.all if r.kind is Kind.PERSON and r.naming is Naming.NAMED]
            person = next(
                (r for r in named if " " in r.name and self.inventory.surname(r.name) == self.inventory.surname(mention.name)), None
            )
            if person is not None:
                return person
        if mention.kind is Kind.PERSON:
            full = self.inventory.full_name(mention.name, at, mention.gender)
            return self.same_name(full, mention) or self.new(mention, name=full)
        short = self.language.outlets.short(mention.name)
        if short and mention.kind is not Kind.DOCUMENT:
            so_called = next((o for o in short if normal(o.name) == normal(mention.name)), None)
            known = self.inventory.outlet_of(short, at) or (so_called if mention.kind is Kind.OUTLET else None)
            if known is not None:
                return self.outlet(mention, known.name, known.type)
            if mention.kind is Kind.OUTLET:  # which Gazette it is, the article does not tell
                bare = the and not mention.name.casefold().startswith("the ")
                return self.outlet(
                    mention, f"The {mention.name}" if bare else mention.name[:1].upper() + mention.name[1:], "newspaper"
                )
        full = self.inventory.full_body(mention.name)
        return self.same_name(full, mention) or self.new(mention, name=full)

    def same_name(self, name: str, mention: Mention) -> Record | None:
        """What goes by this name already and may be what the mention means: "the Lund campaign", "Lund’s team"."""
        *whose, what = plain(name).split() or [""]
        nouns = self.language.named_by_owner
        keys = {" ".join([*whose, noun]) for noun in nouns} if whose and what in nouns else {plain(name)}
        alike = [r for r in self.all if plain(r.name) in keys and (r.kind == mention.kind or r.naming is Naming.NAMED)]
        if not alike and mention.kind is Kind.ORGANIZATION:  # "Tellux plc", "Tellux"
            bodies = (r for r in self.all if r.kind is Kind.ORGANIZATION and r.naming is Naming.NAMED)
            bare = self._formless(name)
            alike = [r for r in bodies if self._formless(r.name) == bare and bare in (plain(r.name), plain(name))]
        found = alike[0] if alike else None
        if found is not None and found.kind is Kind.ORGANIZATION and mention.kind is Kind.OUTLET:
            found.kind = Kind.OUTLET  # "in an interview with The Cut": what nothing before had told
        return found

    def _formless(self, name: str) -> str:
        """A body's name, as names are compared, without its legal form."""
        *words, last = plain(name).replace(",", "").split() or [""]
        return " ".join(words if words and last in self.language.legal_forms else [*words, last])

    def outlet(self, mention: Mention, name: str, type_: str) -> Record:
        """The outlet of this full name, new where it is; the publisher, where it is that."""
        if (publisher := variations.publisher(name, self.all)) is not None:
            return publisher
        found = next((r for r in self.all if r.kind is Kind.OUTLET and r.name == name), None)
        if found is None:
            found = self.new(mention, name=name, kind=Kind.OUTLET, naming=Naming.NAMED)
            found.outlet_type = type_
        return found

    def new(self, mention: Mention, *, name: str | None = None, kind: Kind | None = None, naming: Naming | None = None) -> Record:
        """A new entity, as a mention describes it where nothing else is given."""
        if name is None and mention.pronoun is not None and mention.pronoun.person == 3:
            name, naming = mention.text.casefold(), Naming.OPAQUE  # "he", who is nobody that the article has told of
        record = Record(
            name or mention.name or mention.description or mention.text, kind or mention.kind, naming or mention.naming,
            mention.role, mention.gender, mention.plural, mention.known and mention.pronoun is None, noun=mention.head,
        )  # fmt: skip
        if record.kind is Kind.OUTLET:
            record.outlet_type = self.language.outlets.type_of(record.name)
        if record.kind is Kind.PERSON and record.naming is Naming.NAMED:
            record.gender = record.gender or self.inventory.gender(record.name)
        self.all.append(record)
        return record
