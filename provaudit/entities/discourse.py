"""What an article speaks of: its noun phrases in text order, and the entities that they turn out to be."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from provaudit.attribution.clauses import case, noun_phrase
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.phrases import phrases
from provaudit.model.article import Unit, UnitType
from provaudit.model.chain import Entity, Kind, Naming
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, merge
from provaudit.quotes.index import QuotedText
from provaudit.quotes.pairing import pair

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where an entity is mentioned, with what makes it come to mind again."""

    start: int
    sentence: int
    subject: bool
    quoted: bool  # within quotation marks, in somebody else's words, or below a picture
    owner: bool  # "Stein’s aide" mentions Stein only by the way
    spoke: bool = False
    place: bool = False  # "overturned near Goole": where something is, and nothing more


@dataclass(eq=False)
class Record:
    """An entity while the article is being read; `freeze` makes the final one."""

    name: str
    kind: Kind
    naming: Naming
    role: str | None = None
    gender: str = ""
    plural: bool = False
    known: bool = True  # of a listed class, so that a pronoun may take it up
    noun: str = ""  # the head noun of its first mention
    number: int = 0  # 0 until it is a link of a chain
    heads: set[str] = field(default_factory=set)  # nouns that it was called by
    words: set[str] = field(default_factory=set)  # all words that described it
    mentions: list[Span] = field(default_factory=list)  # as a source or a hearer
    occurrences: list[Occurrence] = field(default_factory=list)
    outlet_type: str = ""
    whole: Record | None = None  # of "one of them": whom they are

    def freeze(self) -> Entity:
        """The entity as it is known at the end of the article."""
        return Entity(f"e{self.number}", self.name, self.kind, self.naming, self.role, merge(self.mentions))

    def before(self, at: int) -> list[Occurrence]:
        """Its occurrences that begin before an offset, the latest last."""
        return self.occurrences[: bisect_left(self.occurrences, at, key=_START)]

    @property
    def possessive(self) -> str:
        """Its name with the mark of owners: "the mill’s", "inspectors’"."""
        return f"{self.name}’" if self.plural and self.name.endswith("s") else f"{self.name}’s"

    def is_place(self, at: int) -> bool:
        """Whether its name told only where something was, as far as the text goes before an offset: "bound for Ludlow"."""
        seen = self.before(at)
        return bool(seen) and self.kind is Kind.ORGANIZATION and all(o.place for o in seen)

    def occurs(self, occurrence: Occurrence) -> None:
        """Takes in one more occurrence; what is known of the same place gives way."""
        at = bisect_left(self.occurrences, occurrence.start, key=_START)
        same = at < len(self.occurrences) and self.occurrences[at].start == occurrence.start
        self.occurrences[at : at + same] = [occurrence]


_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Referent:
    """A noun phrase of the article that may be taken up again."""

    mention: Mention
    occurrence: Occurrence
    subject: Mention | None = None  # "[She] is the first nurse to ...": whose predicate the phrase is


class Discourse:
    """The referents of one article in text order."""

    def __init__(self, reader: MentionReader, units: Sequence[Unit]) -> None:
        self.reader = reader
        self._captions, self._headlines = ([u.span for u in units if u.type is t] for t in (UnitType.CAPTION, UnitType.HEADLINE))
        paragraphs = [Span(*m.span()) for m in PARAGRAPH.finditer(reader.text)]
        self._quoted = QuotedText(pair(reader.text, paragraphs))
        self._paragraphs = [p.start for p in paragraphs]
        self.referents: list[Referent] = []
        taken: set[Span] = set()
        for sentence in reader.parse.sentences:
            words = sentence.words
            for number, phrase in phrases(sentence.shape, reader.language):
                word, mention = words[number - 1], reader.read_words([words[n - 1] for n in phrase])
                if mention is None or self._only_in_the_headline(mention) or self._label(mention):
                    continue
                if (body := self._body_of_a_thing(mention, [words[n - 1] for n in phrase])) is not None:
                    self.referents.append(Referent(body, replace(self.occurrence(body, word), subject=False, owner=True)))
                if mention.known and (mention.pronoun is None or mention.pronoun.person == 3):
                    for one in (mention, *mention.parts):
                        if one.span not in taken:
                            taken.add(one.span)
                            self.referents.append(Referent(one, self.occurrence(one, word), self._of_whom(sentence, word)))
                        if (body := self._body_in(one)) is not None and body.span not in taken:
                            taken.add(body.span)
                            self.referents.append(Referent(body, replace(self.occurrence(body, word), subject=False, owner=True)))
        self.referents.sort(key=lambda r: (r.mention.span.start, -r.mention.span.end))
        self._starts = [r.mention.span.start for r in self.referents]

    def _of_whom(self, sentence: Sentence, word: Word) -> Mention | None:
        """ "[She] would be the first woman to lead it", "[Tomas Vale] is a farmer": of what person a noun is said."""
        if word.upos != "NOUN" or not sentence.children(word, "cop"):
            return None
        said_of = next((w for w in sentence.children(word, "nsubj") if w.id < word.id and w.upos in ("PRON", "PROPN")), None)
        mention = self.reader.read_words(noun_phrase(sentence, said_of)) if said_of is not None else None
        person = mention is not None and mention.kind is Kind.PERSON and (mention.pronoun is None or mention.gender)
        return mention if person and not self.quoted(word.span.start) else None

    def _body_in(self, person: Mention) -> Mention | None:
        """ "[Tarrant Logistics] chief executive Moira Keel": the body whose post somebody holds; "an [AFP] photographer"."""
        inventory, journalist = self.reader.inventory, person.head in self.reader.language.journalists
        where = [inventory.outlet_names[at] for at, _ in inventory.outlets if person.span.start <= at < person.span.end]
        if person.name is None and journalist and where and where[0].end < person.span.end:
            return self.reader.read((where[0],))
        if person.kind is not Kind.PERSON or person.naming is not Naming.NAMED or not person.role:
            return None
        post = person.role.casefold()
        executive = max((e for e in self.reader.language.executives if post.endswith(f" {e}")), key=len, default="")
        heads_a_firm = bool(executive) or post in self.reader.language.executives
        lead = person.role[: -len(executive)].strip() if executive else ""
        at = self.reader.text.find(lead, person.span.start, person.span.end) if lead else -1
        if at >= 0 and all(w[:1].isupper() for w in lead.split()):  # "Tessel Bank", of which the model knows "Tessel"
            whole = self.reader.read((Span(at, at + len(lead)),))
            if whole is not None and whole.naming is Naming.NAMED and whole.kind is not Kind.PERSON:
                return whole if whole.kind is Kind.OUTLET else replace(whole, kind=Kind.ORGANIZATION)
        within = [n for n in self.reader.names_in(person.span) if n.span.end < person.span.end and n.kind != "LOC"]
        first = within[0] if within and within[0].span.start - person.span.start <= len("the ") else None
        body = self.reader.read((first.span,)) if first is not None and (first.kind == "ORG" or heads_a_firm) else None
        if body is None or body.naming is not Naming.NAMED or body.name == person.name:
            return None
        return body if body.kind is Kind.OUTLET else replace(body, kind=Kind.ORGANIZATION)

    def _body_of_a_thing(self, thing: Mention, words: list[Word]) -> Mention | None:
        """ "An [Orient Air] jet": the body before a noun that is nobody's calling."""
        name = [w for w in words if w.upos == "PROPN"]
        behind = next((w for w in words if name and w.id > name[0].id and w.upos != "PROPN"), None)
        if thing.known or thing.name is not None or behind is None or behind.upos != "NOUN":
            return None
        name = [w for w in name if w.id < behind.id]
        body = self.reader.read_words(name)
        sure = body is not None and body.kind is Kind.ORGANIZATION and body.naming is Naming.NAMED
        like_a_body = sure and name[-1].form.casefold() in self.reader.language.organization_ends
        return body if like_a_body else None

    def _label(self, mention: Mention) -> bool:
        """ "KEY POINTS", "Closure would end ... the closure": what capitals alone make a name."""
        text, name = self.reader.text, mention.name or ""
        if mention.kind is not Kind.ORGANIZATION or not name:
            return False
        line = text[text.rfind("\n", 0, mention.span.start) + 1 :].split("\n", 1)[0]
        heading = " " in name and name.isupper() and line.strip(" :") == mention.text
        sentence = self.reader.sentence_at(mention.span.start)
        opens = sentence is not None and sentence.span.start <= mention.span.start <= sentence.span.start + len("• ")
        return heading or (opens and mention.text == name and name.istitle() and self.reader.inventory.known_lower(name))

    def _only_in_the_headline(self, mention: Mention) -> bool:
        """ "Campaign Chief Laughs at Question": nobody is called Laughs who is not called so below."""
        text, last = self.reader.text, mention.text.split()[-1]
        body = text.find("\n", mention.span.end)
        headline = any(span.covers(mention.span) for span in self._headlines)
        named = mention.kind is Kind.PERSON and mention.naming is Naming.NAMED
        return headline and named and 0 <= body < len(text.rstrip()) and last not in text[body:]

    def occurrence(self, mention: Mention, word: Word | None = None, *, spoke: bool = False) -> Occurrence:
        """Where a mention stands, and how prominently."""
        start = mention.span.start
        sentence = self.reader.sentence_at(start)
        if word is None and sentence is not None:
            inside = sentence.within(mention.span)
            ids = {w.id for w in inside}
            word = next((w for w in inside if w.head not in ids), None)
        return Occurrence(
            start, sentence.index if sentence is not None else 0,
            subject=spoke or self._is_subject(sentence, word), quoted=self.quoted(start) or self._captioned(start),
            owner=word is not None and word.deprel == "nmod:poss", spoke=spoke, place=self._is_place(sentence, word),
        )  # fmt: skip

    def _is_subject(self, sentence: Sentence | None, word: Word | None) -> bool:
        """ "Its chief executive, Ana Ruiz, left": the name in apposition is the subject too."""
        above = sentence.head(word) if sentence is not None and word is not None and word.rel == "appos" else word
        return above is not None and above.rel == "nsubj"

    def _is_place(self, sentence: Sentence | None, word: Word | None) -> bool:
        """Whether a name stands where places do: "near Goole", "bound for Ludlow", "on the A49"."""
        if sentence is None or word is None or word.upos != "PROPN":
            return False
        preposition, grammar = case(sentence, word), self.reader.language.grammar
        above = sentence.head(word)
        bound = f"{above.form.casefold()} {preposition}" if above is not None else ""
        if {preposition, bound} & grammar.place_prepositions:
            return True
        return word.rel == "obl" and preposition in grammar.road_prepositions and bool(sentence.children(word, "det"))

    def quoted(self, offset: int) -> bool:
        """Whether an offset stands within quotation marks."""
        return self._quoted.inside(offset) is not None

    def _captioned(self, offset: int) -> bool:
        """Whom a picture shows in the midst of an article is not whom the next sentence means by "he"."""
        return any(span.start <= offset < span.end for span in self._captions)

    def turn(self, offset: int) -> int:
        """The sentence that counts as the one of an offset outside quotation marks: the first, in a paragraph that opens with them.

        "Henry Holm is worried. ¶ “Nobody sings. They used to. That is over,” he said": he is one sentence away, not three.
        """
        here = self.reader.sentence_at(offset)
        at = bisect_right(self._paragraphs, offset) - 1
        opening = self.reader.sentence_at(self._paragraphs[at]) if at >= 0 else None
        if opening is not None and self.quoted(self._paragraphs[at]) and not self.quoted(offset):
            return opening.index
        return here.index if here is not None else 0

    def paragraph(self, offset: int) -> int:
        """Where the paragraph of an offset begins; one that begins with a quotation belongs to the one before it."""
        at = max(0, bisect_right(self._paragraphs, offset) - 1)
        if at and self.quoted(self._paragraphs[at]):
            at -= 1
        return self._paragraphs[at] if self._paragraphs else 0

    def between(self, start: int, end: int) -> list[Referent]:
        """The referents that begin in `[start, end)`."""
        return self.referents[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
