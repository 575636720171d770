"""Which outlet a phrase stands for: its name, its programme, its journalist, its report."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile

from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.noun_phrases import QUOTES
from provaudit.entities.resolution import Entities, Record
from provaudit.languages.base import Language
from provaudit.languages.outlets import CALL_SIGN
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Word
from provaudit.model.span import Span, Spans, hull

SAME_WITHIN = 8  # sentences back in which "the same programme" is looked for
SORT_WITHIN = 4  # sentences back in which a site is looked for that "the site" may mean
APPOSED = 6  # words of what is said of a name behind it
CAMEL = re.compile(r"(?:[A-Z][a-z]+){2,}")


class OutletReader:
    """Reads phrases of one article for the outlet in them."""

    def __init__(self, reader: MentionReader, language: Language) -> None:
        self.reader, self.language = reader, language
        self._hosts: dict[str, Mention] = {}  # by surname, lower case: where people work whom the text has placed

    def read(self, phrase: Spans, *, asks: bool = False) -> Mention | None:
        """The outlet that these words stand for; None where they stand for something else. `asks`: they interview."""
        found = self._read(phrase, asks=asks)
        if found is not None and found.name is not None:
            self._hosts |= {w.casefold(): found for w in self._names_in(found.name)}
        return found if found is not None else self._host(phrase)

    def _names_in(self, programme: str) -> list[str]:
        """The surnames in a programme's name: "The Ida Holm Show"."""
        words = programme.split()
        first_names = self.language.gender_of_first_name
        known = self.reader.inventory.is_surname
        return [w for before, w in pairwise(words) if known(w) or before.casefold() in first_names]

    def _host(self, phrase: Spans) -> Mention | None:
        """ "Speaking on The Ida Holm Show, ... he told Holm": who was placed before stands for the programme."""
        words = self.reader.words(phrase)
        if not words or any(w.upos != "PROPN" for w in words):
            return None
        where = self._hosts.get(words[-1].form.casefold())
        return replace(where, span=hull(w.span for w in words)) if where is not None else None

    def _read(self, phrase: Spans, *, asks: bool) -> Mention | None:
        if (found := self._programme(phrase) or self.of_journalist(phrase) or self._at_the_start(phrase)) is not None:
            return found
        if (found := self._interviewing(phrase)) is not None:
            return found
        mention = self.reader.read(phrase)
        if mention is not None and mention.owner is not None and self._issue(mention.owner):
            return self.read((Span(mention.owner.end + 2, mention.span.end),))  # "in this week’s New Yorker"
        if mention is not None and mention.owner is not None and mention.outlet is None and self._own(mention.owner):
            return None  # "in its weekly bulletin": a medium of the speaker
        if asks and mention is not None and mention.kind is Kind.ORGANIZATION and mention.naming is Naming.NAMED:
            return replace(mention, kind=Kind.OUTLET)
        if mention is None or not self.is_one(mention):
            return None
        return mention if mention.parts or mention.outlet is not None else replace(mention, kind=Kind.OUTLET)

    def _interviewing(self, phrase: Spans) -> Mention | None:
        """ "In a [Fox] interview, he said": whose interview it is."""
        words = [w for w in self.reader.words(phrase) if w.upos != "DET"]
        at = next((i for i, w in enumerate(words) if w.lemma.casefold() in self.language.grammar.interviews), 0)
        name = " ".join(w.form for w in words[:at])
        known = bool(name) and (self.language.outlets.find(name) is not None or bool(self.language.outlets.short(name)))
        return self._read((hull(w.span for w in words[:at]),), asks=True) if known else None

    def seeing(self, phrase: Spans, verb: Word) -> Mention | None:
        """ "In an e-mail seen by Varsity": who sees what was meant for others is an outlet, if the name says nothing else."""
        place = self.reader.inventory.vote(" ".join(hull(phrase).of(self.reader.text).split())) == "LOC"  # "speaking in Beijing"
        mention = self.reader.read(phrase) if not place and verb.lemma.casefold() in self.language.hands.draws_on else None
        if mention is None or mention.kind is not Kind.ORGANIZATION or mention.naming is not Naming.NAMED or mention.role:
            return None
        unknown = " " not in (mention.name or "") and mention.head not in self.language.nouns and not mention.text.isupper()
        return replace(mention, kind=Kind.OUTLET) if unknown else None

    def _own(self, owner: Span) -> bool:
        return owner.of(self.reader.text).casefold() in self.language.pronouns

    def _issue(self, owner: Span) -> bool:
        """Whether an owner is a day or a week: whose paper it is, it does not tell."""
        words = owner.of(self.reader.text).casefold().split()
        return bool(words) and words[-1] in self.language.calendar | self.language.editions_of

    def is_one(self, mention: Mention) -> bool:
        """Whether a mention is, or may be, an outlet."""
        if mention.kind is Kind.OUTLET:
            return True
        if mention.kind is Kind.DOCUMENT and mention.naming is not Naming.NAMED:
            return False  # "An audit seen by the Ledger"
        name = mention.name or mention.text.partition(" in ")[0]  # "told Fox 35 in Orlando"
        if (CAMEL.fullmatch(name) or CALL_SIGN.fullmatch(name)) and mention.kind is not Kind.PERSON:
            return True  # "told HarborWatch", "told KTVU"
        outlets, short = self.language.outlets, self.language.outlets.short(name)
        the = mention.text.casefold().startswith("the ")  # "told Athletic" is a club
        if self.reader.inventory.is_no_outlet(mention.text):
            return False  # "told Hill", of Jo Hill
        if outlets.find(name) or any(the or not o.name.startswith("The ") for o in short) or outlets.looks_like(name, weak=True):
            return True
        return self._called_one(mention) or any(self.language.outlets.find(p.name or p.text) is not None for p in mention.parts)

    def _called_one(self, mention: Mention) -> bool:
        """ "told Mwanzo, a Tanzanian daily, that P": by the words behind a name, whatever the tree makes of them."""
        sentence = self.reader.sentence_at(mention.span.start)
        behind = [w for w in sentence.words if w.span.start >= mention.span.end] if sentence is not None else []
        if mention.naming is not Naming.NAMED or len(behind) < 3 or behind[0].form != "," or behind[1].upos != "DET":
            return False
        if behind[1].form.casefold() in self.language.definite_determiners:
            return False  # "told supporters in Tarn, the news agency reported"
        phrase = list(takewhile(lambda w: w.upos not in ("PUNCT", "ADP", "VERB"), behind[2 : 2 + APPOSED]))
        return bool(phrase) and phrase[-1].form.casefold() in self.language.outlet_nouns

    def _programme(self, phrase: Spans) -> Mention | None:
        """ "an episode of “The Ida Holm Show”", "the podcast “Slow Water”"."""
        words = self.reader.words(phrase)
        at = next((i for i, w in enumerate(words[:-2]) if w.lemma.casefold() in self.language.editions), None)
        title = [w for w in words[at + 2 :] if w.form not in QUOTES] if at is not None and words[at + 1].form == "of" else []
        named = next((i for i, w in enumerate(words[:-2]) if w.lemma.casefold() in self.language.outlet_nouns), None)
        if not title and named is not None and words[named + 1].form in QUOTES:  # "the podcast “Slow Water”"
            title = list(takewhile(lambda w: w.form not in QUOTES, words[named + 2 :]))
        if not title or not title[0].form[:1].isupper():
            return None
        span = hull(w.span for w in title)
        name = " ".join(span.of(self.reader.text).split())
        return Mention(span, name, title[-1].form.casefold(), Kind.OUTLET, Naming.NAMED, name, None, None, False, definite=False)

    def _at_the_start(self, hearer: Spans) -> Mention | None:
        """The outlet whose name the hearer begins with: "told BBC Radio 5 Live's breakfast show"."""
        words = self.reader.words(hearer)
        bare = [w for w in words if w.upos != "DET"] or words
        at = bare[0].span.start if bare else -1
        outlet = next((o for start, o in self.reader.inventory.outlets if start in (at, hearer[0].start)), None)
        if outlet is None:
            return None
        whole = self.reader.inventory.outlet_names[at if at in self.reader.inventory.outlet_names else hearer[0].start]
        longer = self.reader.read((whole,)) if whole.end > hearer[-1].end else None
        if longer is not None and longer.outlet is not None:
            return longer  # "told CBS This Morning", of which the tree gives "CBS"
        read = self.reader.read(hearer)
        if read is not None and (read.kind is Kind.OUTLET or read.parts):
            return read
        named = next((n.span for n in self.reader.names_in(whole) if n.span.start == whole.start and n.span.end > whole.end), whole)
        behind = [w for w in words if whole.end <= w.span.start < named.end]
        station = outlet.type == "broadcaster" and not any(w.form.casefold() in self.language.outlet_sections for w in behind)
        if (
            behind
            and station
            and all(w.upos in ("PROPN", "NUM") and w.form.casefold() not in self.language.journalists for w in behind)
        ):
            name = " ".join(named.of(self.reader.text).split())  # "NBC South Florida": a station of its own
            return Mention(
                named, name, behind[-1].form.casefold(), Kind.OUTLET, Naming.NAMED, name, None, None, False, definite=False
            )
        return self.reader.read((whole,))  # "the ITV interview"

    def of_journalist(self, hearer: Spans) -> Mention | None:
        """The outlet or programme whose journalist was told: "told [Harbor Morning] host Ann Bell"."""
        words = self.reader.words(hearer)
        makers = self.language.makers | self.language.grammar.commissioning_prepositions
        of = next((i for i, w in enumerate(words) if i and w.form.casefold() in makers), len(words) - 1)
        behind = self.reader.read((hull(w.span for w in words[of + 1 :]),)) if of + 1 < len(words) else None
        kinds = (Kind.OUTLET, Kind.ORGANIZATION) if words[of].form.casefold() not in self.language.makers else (Kind.OUTLET,)
        if behind is not None and behind.kind in kinds and behind.name is not None and all(w.upos == "PROPN" for w in words[:of]):
            outlet = replace(behind, kind=Kind.OUTLET)
            self._hosts[words[of - 1].form.casefold()] = outlet
            return outlet  # "Bill Holm of Harbor News", "wrote Bill Holm for Brackish"
        at = next((i for i, w in enumerate(words) if w.lemma.casefold() in self.language.journalists), 0)
        before = [w for w in words[:at] if w.form not in ("'s", "’s")]
        whole = " ".join(w.form for w in words)
        if at == len(words) - 1 and words[at].form[:1].isupper() and self.language.outlets.looks_like(whole):
            return None  # "told The Southern Reporter"
        if not before or not all(w.form[:1].isupper() or w.upos == "DET" for w in before):
            return None
        mention = self.reader.read((hull(w.span for w in before),))
        if mention is None or mention.naming is not Naming.NAMED or mention.kind not in (Kind.OUTLET, Kind.ORGANIZATION):
            return None
        if mention.outlet is None and self.reader.inventory.covered(before[-1].span, "LOC"):
            return None  # "the Hollywood columnist Rosa Kemp"
        outlet = replace(mention, kind=Kind.OUTLET)
        if words[-1].upos == "PROPN" and at + 1 < len(words):
            self._hosts[words[-1].form.casefold()] = outlet  # "Harbor Morning host Ann Bell"
        return outlet

    def behind_document(self, phrase: list[Word]) -> Mention | None:
        """ "a dispatch by the Associated Press", "a Reuters report": the outlet whose work it is."""
        if phrase[-1].lemma.casefold() not in self.language.document_nouns and not any(
            w.lemma.casefold() in self.language.document_nouns for w in phrase[:3]
        ):
            return None
        span = hull(w.span for w in phrase)
        for start, outlet in self.reader.inventory.outlets:
            if span.start <= start < span.end:
                words = [w for w in phrase if w.span.start >= start][: len(outlet.name.split()) + 1]
                for size in range(len(words), 0, -1):
                    mention = self.reader.read((hull(w.span for w in words[:size]),))
                    if mention is not None and mention.outlet is not None:
                        return mention
        return None


def taken_up(mention: Mention, entities: Entities, language: Language) -> Record | None:
    """The outlet that "the paper", "the agency" means, None where it means no outlet."""
    nouns = language.outlet_nouns | language.ambiguous_outlet_nouns
    pairs = {" ".join(pair) for pair in pairwise(mention.text.casefold().split())}  # "the wire service"
    if (mention.head not in nouns and not pairs & nouns) or mention.name is not None:
        return None
    record = entities.resolve(replace(mention, kind=Kind.OUTLET), speaks=False)
    earlier = record.before(mention.span.start)
    here = entities.discourse.occurrence(mention, spoke=False).sentence
    identical = not language.grammar.identity_words.isdisjoint(mention.text.casefold().split())
    its_sort = record.outlet_type in language.outlet_types.get(mention.head, frozenset())  # "told the site", of a site
    near = SAME_WITHIN if identical else SORT_WITHIN if its_sort and record.mentions else 2 if record.mentions else 1
    if not earlier or earlier[-1].sentence < here - near:
        return None  # further off, "the paper" may as well be the publisher
    return record if record.kind is Kind.OUTLET and record.naming is Naming.NAMED else None
