"""Reads a mention ("harbour commissioner Lotte Vinge", "a US official", "they"): its head, name, description, number and kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import partial
from itertools import takewhile

from provaudit.entities.called import called
from provaudit.entities.descriptions import Reading, describe, forms, genders, label, singular
from provaudit.entities.inventory import Inventory
from provaudit.entities.mention import Mention
from provaudit.entities.names import NameReader
from provaudit.entities.noun_phrases import (
    QUOTES,
    Group,
    appositions,
    as_written,
    before_bracket,
    before_clause,
    body_with_its_name,
    coordinated,
    group,
    partitive,
    possessor,
    trimmed,
)
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Name, Parse, Sentence, Word
from provaudit.model.span import Span, Spans, hull

MOST_OF_A_SHARE = 6  # words: "roughly one out of four"


class MentionReader:
    """Reads mentions of one article."""

    def __init__(self, text: str, parse: Parse, language: Language) -> None:
        self.text, self.parse, self.language = text, parse, language
        self._text = partial(as_written, text)
        self.inventory = Inventory(text, parse, language)
        self._name_reader = NameReader(text, language, self.inventory)
        self._first_names: dict[str, str] = {}
        self._read: dict[tuple[int, ...], Mention | None] = {}
        self._starts = [s.span.start for s in parse.sentences]
        self._names = sorted(parse.names, key=lambda n: n.span)
        self._name_starts = [n.span.start for n in self._names]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that an offset lies in."""
        at = bisect_right(self._starts, offset) - 1
        return self.parse.sentences[at] if at >= 0 and offset < self.parse.sentences[at].span.end else None

    def sentences_in(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that overlap a span, in text order; at its edges perhaps one that only comes near."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return self.parse.sentences[first : bisect_left(self._starts, span.end, lo=first)]

    def words(self, spans: Spans) -> list[Word]:
        """The words of a stretch, which lies in one sentence."""
        sentence = self.sentence_at(spans[0].start)
        if sentence is None:
            return []
        if len(spans) == 1:
            return sentence.within(spans[0])
        return [w for w in sentence.words if any(w.span.overlaps(s) for s in spans)]

    def names_in(self, span: Span) -> list[Name]:
        """Names of the NER model that overlap the span."""
        low = max(0, bisect_left(self._name_starts, span.start) - 1)
        high = bisect_left(self._name_starts, span.end)
        return [name for name in self._names[low:high] if name.span.overlaps(span)]

    def read(self, spans: Spans) -> Mention | None:
        """The mention that these spans are; None where they hold no word."""
        return self.read_words(self.words(spans))

    def read_words(self, words: list[Word]) -> Mention | None:
        """The mention that these words of one sentence are; None where there is none but punctuation."""
        place = tuple([w.span.start for w in words])
        if place not in self._read:  # sources are read with all other noun phrases, and once more as sources
            self._read[place] = self._read_words(words)
        return self._read[place]

    def _read_words(self, words: list[Word]) -> Mention | None:
        words = trimmed(words, self.language)
        if not words:
            return None
        parts = [words] if self._one_name(words) else coordinated(words, self.language)
        if len(parts) == 1:
            return self._single(words)
        role = parts[0][0]
        if len(parts[0]) > 1 and role.xpos in ("NNS", "NNPS") and forms(role) & self.language.person_nouns:
            parts[0] = parts[0][1:]  # "sisters Ada and Ida Holm": what both are called
        read = [m for part in parts if (m := self._single(part)) is not None]
        return self._compound(words, read) if len(read) > 1 else self._single(words)

    def _one_name(self, words: list[Word]) -> bool:
        """ "the Food and Drug Agency" is one name."""
        words = before_bracket(words)
        whole = hull(w.span for w in words if w.upos != "DET") if any(w.upos != "DET" for w in words) else words[0].span
        return self.language.outlets.find(self._text(words)) is not None or self.inventory.covered(whole, whole=True)

    def _compound(self, words: list[Word], parts: list[Mention]) -> Mention:
        kinds = [p.kind for p in parts]
        human = all(k in (Kind.PERSON, Kind.PEOPLE) for k in kinds)
        named = all(p.naming is Naming.NAMED for p in parts)
        opaque = all(p.naming is Naming.OPAQUE for p in parts)
        naming = Naming.NAMED if named else Naming.OPAQUE if opaque else Naming.DESCRIBED
        kind = Kind.PEOPLE if human else Kind.OUTLET if Kind.OUTLET in kinds else kinds[0]
        joined = " and ".join(p.name or p.description or p.text for p in parts)
        return Mention(
            hull(w.span for w in words), self._text(words), parts[0].head, kind, naming,
            name=joined if named else None, description=joined, role=None, plural=True, definite=False, parts=tuple(parts),
        )  # fmt: skip

    def _single(self, words: list[Word]) -> Mention | None:
        words = trimmed(before_clause(trimmed(words, self.language), self.language), self.language)
        dated = len(words) > 2 and words[-2].upos == "ADP" and words[-1].form.casefold() in self.language.calendar
        if dated and self.language.outlets.find(self._text(words)) is None:  # but "The Mail on Sunday"
            words = trimmed(words[:-2], self.language)  # "the Times on Saturday"
        while len(words) > 1 and words[0].upos == "ADP" and words[0].rel == "case":
            words = trimmed(words[1:], self.language)  # "from many officials"
        if not words:
            return None
        if (told := self._told_apart(words)) is not None:
            return told
        if (of_what := self._outcome(words)) is not None:
            return of_what
        if len(words) < MOST_OF_A_SHARE and words[-1].upos == "NUM" and self.language.polled.search(self._text(words)):
            text = label(words, self.language)  # "about one in five"
            return Mention(
                hull(w.span for w in words), self._text(words), text, Kind.PEOPLE, Naming.DESCRIBED, None, text, None, plural=True,
                definite=False,
            )  # fmt: skip
        part = partitive(words, self.language)
        if part is not None and (whole := self.read_words(part)) is not None:
            return self._part_of(words, whole)
        span, text = hull(w.span for w in words), self._text(words)
        pronoun = self.language.pronouns.get(text.casefold())
        if pronoun is not None:
            plural = pronoun.number == "plural"
            return Mention(
                span, text, text.casefold(), Kind.PEOPLE if plural else Kind.PERSON, Naming.DESCRIBED, None, None, None, plural,
                definite=True, pronoun=pronoun, gender=pronoun.gender if pronoun.gender in ("m", "f") else "",
            )  # fmt: skip
        return called(self._noun_phrase(words, span, text), self.sentence_at(span.start), self.text, self.language)

    def _told_apart(self, words: list[Word]) -> Mention | None:
        """ "One of them, a former line manager," · "One, a student, Ayla": who it is stands behind the comma."""
        first, *rest = appositions(words)
        if not rest or first[0].form.casefold() not in self.language.singular_quantifiers or words[1:2] == []:
            return None
        several = len(first) > 1 and first[1].form.casefold() == "of"
        lone = len(first) == 1 or (several and first[-1].upos == "PRON")
        said = self._single([w for stretch in rest for w in stretch]) if lone or several else None
        if said is None or not (lone or (said.kind is Kind.PERSON and said.naming is Naming.NAMED)):
            return None  # but "One of the welders, Ahn Do-yun,"
        among = self.read_words(first[2:]) if several else None
        others = among.description if among is not None and not lone else None  # what the others are called too
        role = said.role or (singular(others, among.head, self.language) if among is not None and others else None)
        return replace(said, span=hull(w.span for w in words), text=self._text(words), role=role, definite=False, among=among)

    def _outcome(self, words: list[Word]) -> Mention | None:
        """ "results of the latest Quinnipiac University poll" are the poll's: what it is that has results."""
        at = next((i for i, w in enumerate(words[:3]) if w.form.casefold() in self.language.outcomes), None)
        if at is None or at + 2 > len(words) - 1 or words[at + 1].form.casefold() not in self.language.makers:
            return None
        inner = self.read_words(words[at + 2 :])
        named = inner is not None and inner.kind is Kind.DOCUMENT and inner.naming is Naming.NAMED
        return replace(inner, span=hull(w.span for w in words), text=self._text(words)) if inner is not None and named else None

    def _part_of(self, words: list[Word], whole: Mention) -> Mention:
        """ "One of the US officials" is a US official, "two of them" are people."""
        many = words[0].form.casefold() not in self.language.singular_quantifiers
        if whole.kind is Kind.PERSON and whole.name is not None:  # "one of the family's attorneys, Justin Bamberg"
            return replace(whole, span=hull(w.span for w in words), text=self._text(words))
        human = whole.kind in (Kind.PEOPLE, Kind.PERSON)
        kind = (Kind.PEOPLE if many else Kind.PERSON) if human else whole.kind
        description = whole.description or whole.name or whole.text
        description = description if many else singular(description, whole.head, self.language)
        return Mention(
            hull(w.span for w in words), self._text(words), whole.head, kind, Naming.DESCRIBED, None, description, None, many,
            definite=False, whole=whole,
        )  # fmt: skip

    def _noun_phrase(self, words: list[Word], span: Span, text: str) -> Mention:
        owned = possessor(words, self.language)
        if owned and self._inside_name(words, owned):
            owned = 0
        whose = words[: owned - (words[owned - 1].upos in ("PART", "PUNCT"))] if owned else []
        whose = trimmed(whose, self.language)
        owner = hull(w.span for w in whose) if whose else None
        apart = appositions(words[owned:]) if owned < len(words) else [words]
        stretches = body_with_its_name(apart, self.language, self._text, self.inventory.is_person)
        told = words if stretches is apart else [*words[:owned], *stretches[0]]
        groups = [group(s) for s in stretches]
        readings = [self._name_reader.read(g) or describe(g, self.language, self._name_reader.proper) for g in groups]
        chosen, kind, role = self._identified(groups, readings)
        naming = chosen.naming
        if owner is not None and words[owned].form in QUOTES and self.language.outlets.find(owner.of(self.text)):
            # "CBS’s “Night and Day” show": a programme
            title = self._text(list(takewhile(lambda w: w.form not in QUOTES, words[owned + 1 :])) or words)
            return Mention(span, text, chosen.head, Kind.OUTLET, Naming.NAMED, title, None, None, False, definite=False)
        if owner is not None:  # "his sources", "the council’s accounts": whose tells what
            naming = Naming.DESCRIBED if naming is Naming.OPAQUE else naming
            paper = kind is Kind.OUTLET and chosen.name is None and chosen.head in self.language.document_nouns
            kind = Kind.DOCUMENT if kind is Kind.UNSPECIFIED or paper else kind  # "its evening bulletin"
        determiners = self.language.determiners
        return Mention(
            span, text, chosen.head, kind, naming, chosen.name,
            description=None if chosen.name else self._description(told, groups[0].core, chosen),
            role=role, plural=chosen.plural, outlet=chosen.outlet, known=chosen.known, gender=self._gender(chosen.name, text),
            definite=owner is not None or words[0].form.casefold() in self.language.definite_determiners,
            bare=not owned and len([w for w in groups[0].words if w.form.casefold() not in determiners]) == 1,
            owner=owner, owned=self._owned(words[owned:], groups[0].core, chosen) if owner is not None else "",
        )  # fmt: skip

    def _identified(self, groups: list[Group], readings: list[Reading]) -> tuple[Reading, Kind, str | None]:
        """Which of the appositions identifies, with kind and role: "the mill’s manager, Osvald Lunde", "Parley, the chat firm"."""
        first, chosen = readings[0], next((r for r in readings if r.name is not None), readings[0])
        if chosen is not first:
            sure = chosen.kind is Kind.PERSON and self.inventory.is_person(chosen.name or "")
            told = first.known and not first.plural and not sure  # "the operator, Kazmunar" is no person
            kind = first.kind if told else chosen.kind
            if self._firm(first.head, chosen):
                kind = Kind.ORGANIZATION
            return chosen, kind, label(groups[0].words, self.language)
        post = next((i for i, r in enumerate(readings[1:], 1) if r.name is None and r.known), None)
        body = post is not None and readings[post].kind is Kind.ORGANIZATION
        if body and chosen.name is None and self._human_or_body(chosen.head):
            return chosen, Kind.ORGANIZATION, chosen.role  # "the landlord, a subsidiary of Immocor"
        if chosen.role is None and chosen.name is not None and post is not None:
            return chosen, chosen.kind, label(groups[post].core, self.language)
        return chosen, chosen.kind, chosen.role

    def _human_or_body(self, noun: str) -> bool:
        """What persons and firms are both called: "landlord"."""
        return noun in self.language.person_nouns and noun in self.language.any_body

    def _firm(self, role: str, name: Reading) -> bool:
        """ "The contractor, Brandvold Marine": what persons and firms are both called, before a name without a first name."""
        first = (name.name or "").split()[0].casefold()
        sure = first in self.language.gender_of_first_name or self.inventory.is_person(
            name.name or ""
        )  # "Its owner, Peta Craddock"
        return self._human_or_body(role) and name.kind in (Kind.PERSON, Kind.ORGANIZATION) and not sure

    def _owned(self, words: list[Word], core: list[Word], chosen: Reading) -> str:
        """What belongs to the owner: "accounts" of "its own accounts"."""
        while len(words) > 1 and words[0].form.casefold() == "own":
            words = words[1:]
        return self._description(words, core, chosen)

    def _description(self, words: list[Word], core: list[Word], chosen: Reading) -> str:
        """The noun phrase as an entity's name, with the complement; of participles only those that tell how a person knows."""
        end = core[-1].id
        rest = [w for w in words if w.id > end]
        participle = next((w for w in rest if w.upos == "VERB" and w.rel in ("acl", "advcl")), None)
        human = chosen.kind in (Kind.PERSON, Kind.PEOPLE) and chosen.head in self.language.informed
        relayed = participle is not None and participle.lemma.casefold() in self.language.hands.taken_by  # "officials quoted by X"
        if participle is not None and (relayed or not human):
            rest = [w for w in rest if w.id < participle.id]
        comma = next((w for w in rest if w.form == ","), None)
        if comma is not None:
            rest = [w for w in rest if w.id < comma.id]
        kept = [w for w in words if w.id <= end] + rest or words
        if not chosen.plural and kept[0].form.casefold() in self.language.singular_quantifiers and len(kept) > 1:
            kept = kept[1:]
        return label(kept, self.language)

    def _inside_name(self, words: list[Word], owned: int) -> bool:
        """ "the Canal Street Supporters' Trust", "Barron's": the possessive belongs to a name."""
        if words[owned - 1].upos not in ("PART", "PUNCT"):
            return False
        mark = words[owned - 1].span
        if any(n.span.start < mark.start and mark.end < n.span.end for n in self.names_in(mark)):
            return True
        rest = group(appositions(words[owned:])[0]).core if owned < len(words) else []
        capitals = rest and all(w.form[:1].isupper() for w in rest)
        ends = rest[-1].form.casefold() if rest else ""
        body = ends in self.language.organization_nouns or ends in self.language.organization_ends
        return bool(capitals and body) or self.language.outlets.find(self._text(words)) is not None

    def _gender(self, name: str | None, text: str) -> str:
        """m, f or "": titles tell more than first names, first names more than roles."""
        title, role = genders(text, self.language)
        if title:
            return title
        if name and name not in self._first_names:
            self._first_names[name] = self.inventory.full_name(name, 0).split()[0].casefold()
        first = self.language.gender_of_first_name.get(self._first_names[name], "") if name else ""
        if first in ("m", "f"):
            return first
        return role
