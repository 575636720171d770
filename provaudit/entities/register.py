"""The entities of one article as far as it has been read, and which of them a name means."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from provaudit.entities import variations
from provaudit.entities.discourse import Occurrence, Record
from provaudit.entities.inventory import Inventory
from provaudit.entities.mention import Mention
from provaudit.entities.variations import plain
from provaudit.languages.base import Language
from provaudit.languages.outlets import normal
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence
from provaudit.remembered import remembered


class Register:
    """All entities that an article has spoken of, be they links of a chain or not, in the order in which it did."""

    def __init__(self, language: Language, inventory: Inventory, sentences: Sequence[Sentence]) -> None:
        self.language, self.inventory = language, inventory
        self.all: list[Record] = []
        self.with_names: list[Record] = []  # those of them that have a proper name, in the same order
        self._sentences = sentences
        self._order: dict[Record, int] = {}
        self._starts: list[int] = []  # where something is mentioned
        self._at: dict[int, list[Record]] = {}

    def occurs(self, record: Record, occurrence: Occurrence) -> None:
        """Takes in one more occurrence of an entity."""
        record.occurs(occurrence)
        here = self._at.setdefault(occurrence.start, [])
        if not here:
            insort(self._starts, occurrence.start)
        if record not in here:
            insort(here, record, key=self._order.__getitem__)

    def since(self, sentence: int, end: int) -> list[Record]:
        """What is mentioned from a sentence, by its number, to an offset, in the order of `all`."""
        start = self._sentences[sentence].span.start if sentence > 0 else 0
        starts = self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return sorted({record for at in starts for record in self._at[at]}, key=self._order.__getitem__)

    def back_from(self, at: int) -> Iterator[tuple[Record, Occurrence]]:
        """What is mentioned before an offset, the last first."""
        for number in range(bisect_left(self._starts, at) - 1, -1, -1):
            start = self._starts[number]
            yield from ((record, record.before(start + 1)[-1]) for record in self._at[start])

    def rename(self, record: Record, name: str) -> None:
        """Gives a proper name to an entity that was only described so far."""
        record.name, record.naming = name, Naming.NAMED
        insort(self.with_names, record, key=self._order.__getitem__)

    def _take(self, record: Record) -> Record:
        self._order[record] = len(self.all)
        self.all.append(record)
        if record.naming is Naming.NAMED:
            self.with_names.append(record)
        return record

    def add(self, name: str, kind: Kind, naming: Naming) -> Record:
        """An entity without a mention: the publisher, an unspecified source."""
        found = next((r for r in self.all if r.name == name and r.kind == kind), None)
        if found is None:
            found = self._take(Record(name, kind, naming))
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
        key = spelt(name)
        found = next((r for r in self.all if r.kind is Kind.OUTLET and spelt(r.name) == key), None)
        if found is None:
            words = [self.language.grammar.possessive.sub("", w).strip(",") for w in mention.text.split()]
            spans = [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
            said = next((s for s in map(" ".join, spans) if spelt(s) == key and s[0].isupper()), name)  # "TV2", "L'Equipe"
            found = self.new(mention, name=said, kind=Kind.OUTLET, naming=Naming.NAMED)
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
        return self._take(record)


@remembered(8192)
def spelt(name: str) -> str:
    """A name without spaces, marks, accents and letter case: what "TV2" and "TV 2", "L'Equipe" and "L’Équipe" share."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name.casefold())))
