"""Who is meant: resolves the mentions of one article to entities (names, titles, acronyms, "the outlet", "they")."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from provaudit.attribution.clauses import noun_phrase
from provaudit.chains.inventory import Inventory
from provaudit.chains.mentions import Mention, MentionReader
from provaudit.languages.base import Language
from provaudit.model.chain import Entity, Kind, Naming
from provaudit.model.parse import Word
from provaudit.model.span import Span, hull, merge

FAR = 2500  # characters: a pronoun or "the official" reaches back about eight paragraphs
# Nouns that stand for whatever body was named last; others ("the army") only for one whose name or role holds them.
ANY_BODY = frozenset(
    "company firm business group organization organisation charity manufacturer maker airline retailer lender bank club "
    "team union agency body institute university museum studio developer publisher operator chain startup party campaign".split()
)
SAME_THING = ({"poll", "survey"}, {"report", "study", "paper", "review", "document"}, {"filing", "lawsuit", "complaint", "suit", "document"},
              {"data", "figures", "statistics"}, {"email", "e-mail", "message"}, {"congressman", "congresswoman", "rep", "representative", "lawmaker"},
              {"senator", "sen", "lawmaker"}, {"governor", "gov"}, {"video", "footage", "recording"})  # fmt: skip
OUTLET_TYPES = {
    "newspaper": {"newspaper"}, "paper": {"newspaper"}, "daily": {"newspaper"}, "tabloid": {"newspaper"}, "network": {"broadcaster"},
    "broadcaster": {"broadcaster"}, "channel": {"broadcaster"}, "station": {"broadcaster"}, "magazine": {"magazine"}, "weekly": {"magazine"},
    "agency": {"wire"}, "wire": {"wire"}, "programme": {"programme"}, "program": {"programme"}, "site": {"site"}, "website": {"site"},
}  # fmt: skip


@dataclass(eq=False)
class Record:
    """An entity while the article is being read; `freeze` makes the final one."""

    number: int
    name: str
    kind: Kind
    naming: Naming
    role: str | None = None
    heads: set[str] = field(default_factory=set)
    gender: str = ""
    plural: bool = False
    mentions: list[Span] = field(default_factory=list)
    spoke_at: int = -1  # offset of its last mention as a source
    outlet_type: str = ""

    def freeze(self) -> Entity:
        """The entity as it is known at the end of the article."""
        return Entity(f"e{self.number}", self.name, self.kind, self.naming, self.role, merge(self.mentions))


class Entities:
    """All entities of one article. Ask in text order: what was said before decides what "they" means."""

    def __init__(self, reader: MentionReader, language: Language, inventory: Inventory) -> None:
        self.reader, self.language, self.inventory = reader, language, inventory
        self.records: list[Record] = []
        self._nouns: dict[str, list[Word]] = {}
        for sentence in reader.parse.sentences:
            for word in sentence.words:
                if word.upos in ("NOUN", "PROPN"):
                    self._nouns.setdefault(word.lemma.casefold(), []).append(word)

    def add(self, name: str, kind: Kind, naming: Naming) -> Record:
        """A new entity without a mention: the publisher, an unspecified source."""
        found = next((r for r in self.records if r.name == name and r.kind == kind), None)
        if found is None:
            found = Record(len(self.records) + 1, name, kind, naming)
            self.records.append(found)
        return found

    def resolve(self, mention: Mention, *, speaks: bool = True) -> Record:
        """The entity of a mention, new where nothing before fits. `speaks`: the mention is a source, not a hearer."""
        record = self._find(mention)
        if mention.span not in record.mentions:
            record.mentions.append(mention.span)
        record.heads.add(mention.head)
        if mention.role:
            record.heads |= {w.casefold().strip(".,") for w in mention.role.split()}
            record.role = record.role or mention.role
        record.gender = record.gender or mention.gender
        if speaks:
            record.spoke_at = mention.span.start
        return record

    def _find(self, mention: Mention) -> Record:
        if mention.pronoun is not None or mention.text.casefold() in ("who", "which", "that", "one"):
            return self._of_pronoun(mention) or self._new(mention)
        if mention.kind is Kind.OUTLET:
            return self._of_outlet(mention)
        if mention.parts:
            return self._same_name(mention.name or mention.description or mention.text, mention) or self._new(mention)
        if mention.name is not None:
            return self._of_name(mention)
        return self._of_description(mention)

    # names

    def _of_name(self, mention: Mention) -> Record:
        assert mention.name is not None
        if mention.kind is Kind.PERSON:
            full = self.inventory.full_name(mention.name, mention.span.start)
            return self._same_name(full, mention) or self._new(mention, name=full)
        if mention.kind is Kind.DOCUMENT:
            return self._same_name(mention.name, mention) or self._new(mention)
        short = self.language.outlets.short(mention.text) or self.language.outlets.short(mention.name)
        if short and mention.outlet is None:
            known = self.inventory.outlet_of(short, mention.span.start)
            if known is not None:
                return self._outlet_record(mention, known.name, known.type)
        full = self.inventory.full_body(mention.name, mention.span.start)
        return self._same_name(full, mention) or self._new(mention, name=full)

    def _same_name(self, name: str, mention: Mention) -> Record | None:
        key = _key(name)
        return next((r for r in self.records if _key(r.name) == key and (r.kind == mention.kind or r.naming is Naming.NAMED)), None)

    # outlets

    def _of_outlet(self, mention: Mention) -> Record:
        if mention.outlet is not None:
            return self._outlet_record(mention, mention.outlet.name, mention.outlet.type)
        short = self.language.outlets.short(mention.name or mention.text)
        if short:
            known = self.inventory.outlet_of(short, mention.span.start) or short[0]
            return self._outlet_record(mention, known.name, known.type)
        if mention.name is not None:
            return self._same_name(mention.name, mention) or self._new(mention)
        if mention.definite and not mention.plural:
            types = OUTLET_TYPES.get(mention.head)
            before = self.inventory.outlet_before(mention.span.start, types) or self.inventory.outlet_before(
                mention.span.start, None
            )
            spoke = max(
                (r for r in self.records if r.kind is Kind.OUTLET and r.naming is Naming.NAMED),
                key=lambda r: max(r.mentions, default=Span(0, 0)),
                default=None,
            )
            if before is not None:
                return self._outlet_record(mention, before.name, before.type)
            if spoke is not None:
                return spoke
        return self._same_name(mention.description or mention.text, mention) or self._new(mention)

    def _outlet_record(self, mention: Mention, name: str, type_: str) -> Record:
        found = next((r for r in self.records if r.kind is Kind.OUTLET and r.name == name), None)
        if found is None:
            found = self._new(mention, name=name, kind=Kind.OUTLET, naming=Naming.NAMED)
            found.outlet_type = type_
        return found

    # descriptions

    def _of_description(self, mention: Mention) -> Record:
        if mention.definite and mention.owner is None:
            found = self._spoken_of(mention)
            if found is not None:
                return found
        name = mention.description or mention.text
        if mention.owner is not None:
            name = self._owned(mention)
        if mention.definite or mention.kind in (Kind.ORGANIZATION, Kind.UNSPECIFIED, Kind.DOCUMENT) or mention.plural:
            same = self._same_name(name, mention)
            if same is not None:
                return same
        return self._new(mention, name=name)

    def _owned(self, mention: Mention) -> str:
        """ "his lawyer" -> "Bryan Pagliano's lawyer"."""
        assert mention.owner is not None
        owner = self.reader.read((mention.owner,))
        bare = " ".join(w for w in (mention.description or mention.text).split() if w.casefold() not in self.language.pronouns)
        if owner is None or (owner.pronoun is not None and owner.pronoun.person != 3):
            return bare
        if owner.pronoun is not None:
            record = self._of_pronoun(owner)
            return f"{record.name}’s {bare}" if record is not None else bare
        return mention.description or mention.text

    def _spoken_of(self, mention: Mention) -> Record | None:
        """What "the official", "the company", "the poll" takes up: something of that noun and number before it."""
        at = mention.span.start
        same = next((group for group in SAME_THING if mention.head in group), {mention.head})
        # "the US official" takes up what was described so, before any other official.
        key = _key(mention.description or "")
        exact = [r for r in self.records if _key(r.name) == key and r.kind == mention.kind and r.plural == mention.plural]
        if exact:
            return max(exact, key=lambda r: max(r.mentions))
        modified = len((mention.description or "").split()) > 1
        fitting = [
            r for r in self.records
            if r.plural == mention.plural and (r.heads & same) and r.mentions and at - max(r.mentions).end < FAR
            and (not modified or r.naming is Naming.NAMED or set(key.split()) >= set(_key(r.name).split()) or set(key.split()) <= set(_key(r.name).split()))
        ]  # fmt: skip
        if fitting:
            return max(fitting, key=lambda r: max(r.mentions))
        earlier = [w for lemma in sorted(same) for w in self._nouns.get(lemma, []) if w.span.end <= at and at - w.span.end < FAR]
        for word in sorted(earlier, key=lambda w: -w.span.start)[:6]:
            sentence = self.reader.sentence_at(word.span.start)
            if sentence is None:
                continue
            head = word
            governor = sentence.head(word)
            if governor is not None and word.deprel in ("compound", "flat", "nmod:desc") and governor.upos == "PROPN":
                head = governor  # "Mayor Bill de Blasio": the title hangs on the name
            phrase = noun_phrase(sentence, head)
            if len([w for w in phrase if w.upos != "DET"]) < 2 and phrase[0].form.lower() not in ("a", "an"):
                continue
            read = self.reader.read((hull(w.span for w in phrase),))
            if read is None or read.plural != mention.plural or read.pronoun is not None:
                continue
            if read.name is None and read.head not in same:
                continue
            record = self._find(read)
            if read.span not in record.mentions:
                record.mentions.append(read.span)
            record.heads |= {read.head, mention.head}
            return record
        if mention.kind is Kind.ORGANIZATION and mention.head in ANY_BODY and not mention.plural:
            body = self.inventory.body_before(at)
            if body is not None:
                return next((r for r in self.records if _key(r.name) == _key(body)), None) or self._new(
                    mention, name=body, kind=Kind.ORGANIZATION, naming=Naming.NAMED
                )
        return None

    # pronouns

    def _of_pronoun(self, mention: Mention) -> Record | None:
        at = mention.span.start
        pronoun = mention.pronoun
        plural = pronoun is not None and pronoun.number == "plural"
        if pronoun is not None and pronoun.gender == "n":
            kinds = (Kind.ORGANIZATION, Kind.DOCUMENT, Kind.OUTLET)
            near = [r for r in self.records if r.kind in kinds and r.spoke_at >= 0 and at - r.spoke_at < FAR]
            return max(near, key=lambda r: r.spoke_at, default=None)
        if plural:
            kinds = (Kind.PEOPLE, Kind.ORGANIZATION)
            near = [
                r
                for r in self.records
                if r.kind in kinds and r.spoke_at >= 0 and at - r.spoke_at < FAR and (r.plural or r.kind is Kind.ORGANIZATION)
            ]
            people = [r for r in near if r.plural]
            return max(people or near, key=lambda r: r.spoke_at, default=None)
        wanted = pronoun.gender if pronoun is not None else ""
        best: tuple[float, Record | None, str] = (-1.0, None, "")
        for record in self.records:
            if record.kind is not Kind.PERSON or not record.mentions or record.plural:
                continue
            gender = record.gender or (self.inventory.gender(record.name, at) if record.naming is Naming.NAMED else "")
            if wanted and gender and gender != wanted:
                continue
            before = [m.start for m in record.mentions if m.end <= at]
            if not before or at - before[-1] > FAR:
                continue
            score = 1.5 - (at - before[-1]) / FAR + (0.6 if record.spoke_at == before[-1] else 0) + (0.3 if gender == wanted else 0)
            best = max(best, (score, record, record.name), key=lambda b: b[0])
        for name, start, is_subject in self.inventory.people_before(at, FAR):
            if any(r.name == name and r is best[1] for r in self.records):
                continue
            gender = self.inventory.gender(name, at)
            if wanted and gender and gender != wanted:
                continue
            score = 1.2 - (at - start) / FAR + (0.35 if is_subject else -0.25) + (0.3 if gender == wanted else 0)
            if score > best[0]:
                record = next((r for r in self.records if r.name == name), None)
                best = (score, record, name)
        if best[0] < 0:
            return None
        return best[1] or self._new(mention, name=best[2], kind=Kind.PERSON, naming=Naming.NAMED)

    def _new(self, mention: Mention, *, name: str | None = None, kind: Kind | None = None, naming: Naming | None = None) -> Record:
        record = Record(
            len(self.records) + 1, name or mention.name or mention.description or mention.text, kind or mention.kind,
            naming or mention.naming, mention.role, {mention.head}, mention.gender, mention.plural,
        )  # fmt: skip
        self.records.append(record)
        return record


def _key(name: str) -> str:
    return " ".join(name.casefold().replace(".", "").replace("’", "'").removeprefix("the ").split())


def words_before(words: list[Word], at: int) -> list[Word]:
    """The words that end before an offset; `words` are in text order."""
    return words[: bisect_left([w.span.end for w in words], at + 1)]
