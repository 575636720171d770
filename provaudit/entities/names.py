"""Proper names within a mention: where they begin and end, their titles, and what they stand for."""

from __future__ import annotations

from functools import partial
from itertools import takewhile

from provaudit.entities.descriptions import Reading, forms
from provaudit.entities.inventory import Inventory
from provaudit.entities.name_kinds import NameKinds, says_role
from provaudit.entities.noun_phrases import Group, as_written
from provaudit.languages.base import Language, undotted
from provaudit.languages.outlets import Outlet
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Word
from provaudit.model.span import Span, hull


class NameReader:
    """Reads the groups of mentions that hold a proper name, in the light of all names of the article."""

    def __init__(self, text: str, language: Language, inventory: Inventory) -> None:
        self.text, self.language, self.inventory = text, language, inventory
        self._first_line = len(text) - len(text.lstrip()) + len(text.lstrip().split("\n", 1)[0]) if "\n" in text.strip() else 0
        self._bodies = frozenset(language.acronyms.values())
        self._of_news = language.outlet_nouns | language.news_modifiers
        self._text = partial(as_written, text)
        self._kinds = NameKinds(text, language, inventory)

    def read(self, group: Group) -> Reading | None:
        """What a group with a proper name says; None where its head is a common noun."""
        text = self._text(group.words)
        body = self.language.acronyms.get(text.replace(".", "")) if group.words[-1].upos == "NUM" else None
        body = body or (text if text in self._bodies else None)
        if body is not None:  # "No. 10", "Doctors Without Borders"
            return Reading(group.words[-1].form, Kind.ORGANIZATION, Naming.NAMED, body)
        for words in (group.words, group.core):
            outlet = self._outlet(words) if not self.inventory.is_no_outlet(self._text(group.words)) else None
            if outlet is not None and not self._mere_capital(words):
                return Reading(words[-1].form.casefold(), Kind.OUTLET, Naming.NAMED, outlet.name, outlet=outlet)
        name = list(group.core)
        while len(name) > 1 and forms(name[-1]) & self._of_news:
            name.pop()
        told = len(name) < len(group.core) and not (name[-1].upos == "ADJ" and name[-1].form.casefold() in self.language.demonyms)
        outlet = self.language.outlets.find(self._text(name)) if told else None  # but "the Australian broadcaster"
        if outlet is not None:  # "the dpa news agency"
            return Reading(group.core[-1].lemma.casefold(), Kind.OUTLET, Naming.NAMED, outlet.name, outlet=outlet)
        noun = forms(group.core[-2]) if len(group.core) > 1 else frozenset()
        if noun & self.language.outlet_nouns and (outlet := self.language.outlets.find(group.core[-1].form)) is not None:
            return Reading(
                group.core[-1].form.casefold(), Kind.OUTLET, Naming.NAMED, outlet.name, outlet=outlet
            )  # "news agency dpa"
        by = group.complement[0].form.casefold() if group.complement else ""
        made = group.complement[1:] if by in self.language.grammar.printing_prepositions else []
        if made and forms(group.core[-1]) & self.language.outlet_pieces:  # "a translation by the Kyiv Independent"
            outlet = self._outlet(made) or self._outlet([w for w in made if w.upos != "DET"] or made)
            if outlet is not None and made[-1].form[:1].isupper():
                return Reading(group.core[-1].lemma.casefold(), Kind.OUTLET, Naming.NAMED, outlet.name, outlet=outlet)
        if len(group.core) > 1 and forms(group.core[-1]) & self.language.outlet_pieces:  # "the AP report said": the AP did
            bare = [w for w in group.core[:-1] if w.upos != "DET"] or group.core[:-1]  # "a Wall Street Journal report"
            outlet = self.language.outlets.find(self._text(group.core[:-1])) or self.language.outlets.find(self._text(bare))
            short = self.language.outlets.short(self._text(bare)) if outlet is None else ()
            outlet = outlet or (self.inventory.outlet_of(short, bare[0].span.start) if short else None)  # "the Times article"
            if outlet is not None:
                return Reading(group.core[-1].lemma.casefold(), Kind.OUTLET, Naming.NAMED, outlet.name, outlet=outlet)
        if (start := self._person_behind_role(group.words)) is not None:
            return self._read(group.words[start:], group.words[:start])
        divided = self._divided(group.words)
        if divided:
            return self._read(divided, group.words[: group.words.index(divided[0])], divided=True)
        name = self._trailing(group.core)
        return self._read(name, group.core[: group.core.index(name[0])]) if name else None

    def _person_behind_role(self, words: list[Word]) -> int | None:
        """Where the full name of a person begins that a longer role stands before: "chief of staff Don Regan", and in the
        capitals of a headline "Conservative Icon Morton Blackwell"; None for "an aide to Don Regan"."""
        for at in range(1, len(words) - 1):
            if (
                at > 1
                and words[at - 1].form.casefold() in self.language.makers
                and forms(words[at - 2]) & self.language.document_nouns
            ):
                return None  # "a study by Professor Ida Holm"
            before = words[at - 1].upos not in ("ADP", "DET", "PUNCT", "CCONJ", "PART", "VERB")
            name = Span(words[at].span.start, words[-1].span.end)
            if (
                before
                and not self._complement(words, at)
                and self.inventory.is_person(self._text(words[at:]))
                and self.inventory.covered(name, "PER")
            ):
                return at
        return None

    def _complement(self, words: list[Word], at: int) -> bool:
        """Whether the name that begins at word `at` hangs on a noun before it: "a spokesman for Mayor Lena Ortiz". Trees alone do
        not tell it from "chief of staff Peter Blom", lists do."""
        before = [w.form.casefold() for w in words[:at]]
        roles = (" ".join(before[start:]) for start in range(at - 1))
        if any(role in self.language.person_nouns or role in self.language.titles for role in roles):
            return False
        by_id = {w.id: w for w in words}
        top = words[at]
        while top.rel in ("flat", "compound") and top.head in by_id:
            top = by_id[top.head]
        return any(w.upos == "ADP" for w in words[:at]) and top.head in by_id

    def proper(self, word: Word) -> bool:
        """Whether a word is of a proper name that identifies: no demonym, country, day or month, no capital at a start."""
        if not word.form[:1].isupper() or len(word.form) == 1 or not (word.upos == "PROPN" or self._name_in_text(word)):
            return False
        form = word.form.casefold()
        if form in self.language.demonyms and self.inventory.is_surname(word.form):
            return True  # "Cuban", of Mark Cuban
        if form in self.language.demonyms or form in self.language.calendar or self.language.place(word.form) is not None:
            return False
        return not self._mere_capital([word])

    def _name_in_text(self, word: Word) -> bool:
        """ "an [Interpol] notice", "the [SITE] monitoring group": a capital that nothing else explains, below the first line."""
        inside = word.upos == "NOUN" and word.id > 1 and word.span.start > self._first_line
        return inside and not forms(word) & self.language.nouns and not self.inventory.known_lower(word.form)

    def _outlet(self, words: list[Word]) -> Outlet | None:
        """The outlet of this name, with the possessive mark behind it where there is one: "Barron’s and CNBC reported"."""
        name, behind = self._text(words), self.text[words[-1].span.end :][:2]
        return self.language.outlets.find(name + behind if behind in self.language.grammar.possessives else name)

    def _mere_capital(self, words: list[Word]) -> bool:
        """Whether a single capital is owed to its place: "Reports said", "Police: Two Held", and no name was found there."""
        word = words[-1]
        if len([w for w in words if w.upos != "DET"]) > 1:
            return False
        plural_role = word.xpos in ("NNS", "NNPS") and bool(forms(word) & self.language.person_nouns)
        if self.inventory.covered(word.span, "PER") and not plural_role:
            return False
        called = self.inventory.is_surname(word.form) and not plural_role and words == [word]
        if called and not self.inventory.known_lower(word.form):
            return False  # "Post said", of Anna Post
        if self.inventory.covered(word.span) and not forms(word) & self.language.nouns:
            return False
        line = self.text[self.text.rfind("\n", 0, word.span.start) + 1 : word.span.start]
        first = word.id == 1 or not any(c.isalnum() for c in line) or line.rstrip().endswith((":", "—", "–", "-", "“", '"'))
        if not first and not (words[0].id == 1 and words[0].upos == "DET" and self.inventory.known_lower(word.lemma)):
            return False
        return bool(forms(word) & self.language.nouns) or self.inventory.known_lower(word.form)

    def _divided(self, words: list[Word]) -> list[Word]:
        """A name that a preposition divides: "the Ministry of Culture", "Federación de Salineros", "Lund & Partners"."""
        bare = words[1:] if words[0].upos == "DET" else words
        if len(bare) < 3 or not bare[-1].form[:1].isupper() or (bare[0].id == 1 and bare[0].xpos == "NNS"):
            return []  # "Shares in Tellux" at the start of a sentence
        inner = [w for w in bare if w.form.casefold() in self.language.inside_names]
        start = next((i for i, w in enumerate(bare) if w.form[:1].isupper()), len(bare))
        if any(w.upos in ("ADP", "VERB") for w in bare[:start]):
            return []
        bare = bare[start:]
        if not any(w in inner for w in bare[1:-1]) or any(not w.form[:1].isupper() and w not in inner for w in bare):
            return []
        first = list(takewhile(lambda w: w not in inner, bare)) or bare[:1]  # “The New York Times”: it opens with an inner word
        titled = undotted(bare[0].form) in self.language.titles and not forms(first[-1]) & self.language.organization_nouns
        person = any(
            self.inventory.is_person(self._text(first[at:])) for at in range(len(first) - 1)
        )  # "Betsy Sharp of Burke County"
        whole = self.inventory.covered(hull(w.span for w in bare), "ORG", whole=True)  # "the UN High Commissioner for Refugees"
        office = says_role(first[-1], self.language) and not whole
        if person or titled or office or forms(first[-1]) & self.language.document_nouns:
            return []
        body = bool(forms(first[-1]) & self.language.organization_nouns)
        if (
            any(w.upos == "CCONJ" and w.form != "&" for w in bare)
            and not body
            and not self.inventory.covered(hull(w.span for w in bare), whole=True)
        ):
            return []
        return bare

    def _trailing(self, core: list[Word]) -> list[Word]:
        """The capitalised words that a core ends with: "Lotte Vinge" of "harbour commissioner Lotte Vinge"."""
        name: list[Word] = []
        if core[-1].upos == "NUM" and len(core) > 1 and core[-2].form.casefold() in self.language.outlets.stations:
            name, core = [core[-1]], core[:-1]  # "Radio 2"
        if len(core) > 2 and core[-1].form.islower() and core[-2].form == "-" and core[-2].span.end == core[-1].span.start:
            name, core = ([*core[-3:]], core[:-3]) if core[-3].upos == core[-1].upos == "PROPN" else (name, core)  # "Ahn Do-yun"
        if len(core) > 1 and core[-1].form in self.language.legal_forms and core[-2].form[:1].isupper():
            name, core = [core[-1]], core[:-1]  # "Tellux plc"
        for word in reversed(core):
            inner = bool(name) and (word.form.casefold() in self.language.particles or word.form == "&")
            if name and word.form == "-" and word.span.end == name[0].span.start:
                inner = True  # "Ann-Marie Holm"
            if name and word.form in self.language.grammar.possessives and forms(name[-1]) & self.language.organization_nouns:
                inner = True  # "the Clark County Coroner’s Office"
            if not (word.form[:1].isupper() or inner) or word.form.casefold() in self.language.determiners:
                break
            name.insert(0, word)
        while name and not name[0].form[:1].isupper():
            name = name[1:]
        dated = all(undotted(w.form) in self.language.calendar for w in name)
        if not name or self._mere_capital(name) or (dated and not self.inventory.is_surname(self._text(name))):
            return []  # "on Sun.", but "Sun said", of Bob Sun
        last = name[-1]
        before = core[-2].form.casefold() if len(core) > 1 else ""
        plain = name == core[-1:] or (name == core[-2:] and name[0].id == 1)
        if plain and last.form.isupper() and forms(last) & self.language.outlet_nouns and before in self.language.news_modifiers:
            return []  # "Iran's state TV"
        if len(name) == 1 and last.id == 1 and (last.upos, last.xpos) == ("NOUN", "NNS") and forms(last) & self.language.nouns:
            return []  # "Leaflets alleged that P", whatever the model of names takes them for
        short = last.id > 1 and self.language.outlets.short(last.form)  # "told the Journal"
        # "the news site Recorder"
        site = len(core) > 1 and name == core[-1:] and bool(forms(core[-2]) & self.language.outlet_nouns)
        if last.upos in ("NOUN", "ADJ", "VERB") and not (
            short or site or self.inventory.covered(last.span) or self.inventory.vote(last.form)
        ):
            return [] if len(name) == 1 or forms(last) & self.language.nouns else name
        return name

    def _read(self, words: list[Word], before: list[Word], *, divided: bool = False) -> Reading | None:
        """A name with what stands before it: a person with a title, a body, an outlet, a country, a named document."""
        titles, name = ([], words) if divided else self._titles(words)
        role_words = [w for w in (*before, *titles) if w.form.casefold() not in self.language.determiners and w.upos != "PUNCT"]
        role = self._text(role_words) if role_words else None
        text = self._text(name)
        determined = any(w.upos == "DET" for w in before)
        kind = self._kinds.kind(name, role_words, determined=determined)
        if kind is None:
            return None
        outlet = self.language.outlets.find(text) if kind is Kind.OUTLET or not (role_words or kind is Kind.PERSON) else None
        if outlet is not None:
            return Reading(name[-1].form.casefold(), Kind.OUTLET, Naming.NAMED, outlet.name, role, outlet=outlet)
        if kind is Kind.PEOPLE:  # "Republicans", "House Democrats"
            if self._kinds.family(name[-1]):
                return Reading(name[-1].form.casefold(), kind, Naming.NAMED, text, plural=True)
            return Reading(name[-1].lemma.casefold(), kind, Naming.DESCRIBED, plural=True)
        if kind is Kind.PERSON and not divided and self._kinds.party(name):
            return Reading(name[-1].lemma.casefold(), kind, Naming.DESCRIBED)
        place = self.language.place(text) if kind is Kind.ORGANIZATION else None
        return Reading(name[-1].form.casefold(), kind, Naming.NAMED, place or text, role)

    def _titles(self, words: list[Word]) -> tuple[list[Word], list[Word]]:
        """ "Sen. JD Vance" -> title and name; "Ukrainian President Volodymyr Zelenskyy" and "Chief Executive Ana Ruiz" as well."""
        at = 0
        if self._body(words):
            return [], words
        while at < len(words) - 1:
            word = words[at]
            two = f"{undotted(word.form)} {undotted(words[at + 1].form)}"
            if at + 2 < len(words) and (two in self.language.titles or two in self.language.person_nouns):
                at += 2
                continue
            demonym = word.form.casefold() in self.language.demonyms or self.language.place(word.form) is not None
            described = word.deprel == "nmod:desc" and word.form.casefold() not in self.language.gender_of_first_name
            last = at and at == len(words) - 2 and word.form.casefold() in self.language.gender_of_first_name
            if last:
                break  # "Trooper Dean Maki"
            if says_role(word, self.language) or described or (demonym and self._role_follows(words[at + 1 :])):
                at += 1
                continue
            if any(says_role(w, self.language) or w.deprel == "nmod:desc" for w in words[at + 1 : -1]) and not self._covered_from(
                word, words
            ):
                at += 1  # "House Speaker Paul Ryan"
                continue
            break
        return words[:at], words[at:]

    def _body(self, words: list[Word]) -> bool:
        """ "General Motors", "the Republican Party": what looks like a title is part of a body's name."""
        text, ends = self._text(words), forms(words[-1])
        vote = self.inventory.vote(text)
        return vote == "ORG" or (
            vote != "PER" and bool(ends & self.language.organization_nouns or ends & self.language.organization_ends)
        )

    def _role_follows(self, words: list[Word]) -> bool:
        return any(says_role(w, self.language) for w in words[:-1])

    def _covered_from(self, word: Word, words: list[Word]) -> bool:
        """Whether one name of the article runs from `word` to the end of `words`."""
        return self.inventory.covered(Span(word.span.start, words[-1].span.end), whole=True)
