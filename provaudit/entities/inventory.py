"""Every name in an article, read once: full names of persons, bodies with their acronyms, outlets, in text order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from provaudit.entities.article_names import SpokenOf, article_names, may_be_first_name, without_title
from provaudit.entities.outlet_names import outlets_in
from provaudit.entities.persons import Person, Persons, plain
from provaudit.entities.short_forms import acronyms, aliases, forces, initials
from provaudit.languages.base import Language, undotted
from provaudit.languages.outlets import Outlet
from provaudit.model.parse import Name, Parse
from provaudit.model.span import Span, near

SHORTEST_ACRONYM = 3


class Inventory:
    """Looks names up by place: what was named before (or, failing that, after) an offset."""

    def __init__(self, text: str, parse: Parse, language: Language) -> None:
        self.language = language
        self.people: list[Person] = []
        self.bodies: list[tuple[int, str]] = []
        subjects = sorted(w.span.start for s in parse.sentences for w in s.words if w.rel == "nsubj")
        self.spoken_of = SpokenOf(text, language)
        self._names = sorted(article_names(parse, text, language, self.spoken_of), key=lambda n: n.span)
        self._name_ends = [n.span.end for n in self._names]
        self._fuller: dict[str, list[Person]] = {}
        self._genders: dict[str, str] | None = None  # of persons by full name, filled when first asked for
        self._ranks: Counter[str] = Counter()  # of persons by full name, filled when first asked for
        self._countries = {language.place(n.span.of(text)) for n in self._names}
        self._first_line = len(text.lstrip().split("\n", 1)[0])
        self._votes: dict[str, Counter[str]] = {}
        self._lower = {w.form for s in parse.sentences for w in s.words if w.form.islower()}
        self.outlets, self.outlet_names = outlets_in(text, parse, language)
        pieces = sorted(span for span in self.outlet_names.values() if len(span.of(text).split()) > 1)
        named = [n for n in self._names if not any(o.covers(n.span) and o != n.span for o in near(pieces, n.span))]
        untitled = {n: without_title(n.span.of(text), language) for n in named}
        # Words of the names of persons who are persons beyond doubt.
        self._persons = {plain(w) for n, words in untitled.items() if self._surely_person(n, words, text) for w in words}
        for name, words in untitled.items():
            person = name.kind == "PER" and any(plain(w) in self._persons for w in words)
            self._vote("MISC" if name.kind == "PER" and not person else name.kind, words)
            words = [kept for w in name.span.of(text).split() if (kept := language.grammar.possessive.sub("", w).strip(",;:"))]
            if person:
                before = re.findall(r"[\w.]+", text[max(0, name.span.start - 30) : name.span.start])[-2:]
                is_subject = bisect_left(subjects, name.span.start - 40) < bisect_left(subjects, name.span.end)
                self._add_person(name.span, words, before, is_subject)
            elif name.kind in ("ORG", "MISC") and words:
                self.bodies.append((name.span.start, " ".join(words)))
        self._persons_named = Persons(self.people)
        full = [tuple(map(plain, p.words)) for p in self.people if len(p.words) > 1]
        self._also = self._nicknames() | self._aliases(text, untitled)
        self._endings = {words[at:] for words in full for at in range(len(words))}
        self._endings |= {tuple(map(plain, name.split())) for name in self._also}
        self.outlets = [(at, o) for at, o in self.outlets if not self.is_no_outlet(self.outlet_names[at].of(text))]
        self._acronyms = acronyms(text)
        self._forces = forces(text, parse, language)

    def _surely_person(self, name: Name, words: list[str], text: str) -> bool:
        """Whether a name is a person's beyond doubt. The model takes single unknown names for persons; in news these have a first
        name or a title somewhere, or are known to all: "Corvane said" is about a firm."""
        if name.kind != "PER" or not words:
            return False
        known_first = words[0].casefold() in self.language.gender_of_first_name
        if words[-1].casefold() in self.language.organization_ends and not known_first:
            return False  # "Karsh Energo"
        before = re.findall(r"[\w.]+", text[max(0, name.span.start - 30) : name.span.start])[-1:]
        if not known_first and words == name.span.of(text).split() and before in (["the"], ["The"]):
            return False  # "the Oriana Star"
        if len(words) > 1 or len(name.span.of(text).split()) > len(words):
            return True
        titled = any(undotted(w) in self.language.titles and w[:1].isupper() for w in before)
        known = titled or known_first or self._known_person(words[0]) is not None
        return known or self.spoken_of.like_a_person(words[0])

    def _vote(self, kind: str, words: list[str]) -> None:
        """Counts what the article shows a name to be; its longer form tells of the shorter: "Corvane Resources" of "Corvane"."""
        weight = len(words)
        self._votes.setdefault(plain(" ".join(words)), Counter())[kind] += weight
        if weight > 1 and kind in ("PER", "ORG"):
            parts = [words[-1:]] if kind == "PER" else [words[:size] for size in range(1, weight)]
            for part in parts:  # "Calder Memorial" of "Calder Memorial Hospital"
                self._votes.setdefault(plain(" ".join(part)), Counter())[kind] += weight

    def vote(self, name: str) -> str:
        """PER, ORG, LOC or MISC: what the names of the article show this one to be; "" where it is not among them."""
        votes = self._votes.get(plain(" ".join(self.language.grammar.possessive.sub("", w) for w in name.split())))
        return max(votes, key=lambda kind: (votes[kind], kind)) if votes else ""

    def speaks_of(self, country: str) -> bool:
        """Whether the article names a country, under whatever name."""
        return country in self._countries

    def is_person(self, name: str) -> bool:
        """Whether a surname or full name is one of a person who is named in full: "Jordan" where there is a Jim Jordan."""
        words = tuple(map(plain, name.split()))
        if self._known_person(name) is not None and self.vote(name) in ("PER", ""):
            return True
        return self.vote(name) == "PER" and words in self._endings

    def is_surname(self, name: str) -> bool:
        """Whether somebody is named in full who is called so, whatever else the word may be: "Cuban", of Mark Cuban."""
        return (plain(name),) in self._endings

    def is_no_outlet(self, name: str) -> bool:
        """ "Hill said", of Jo Hill: a surname without the article that a paper of this name has; "Bloomberg" has none."""
        outlet = self.language.outlets.find(name)
        return outlet is not None and outlet.name.startswith("The ") and not name.isupper() and self.is_surname(name)

    def covered(self, span: Span, kind: str = "", *, whole: bool = False) -> bool:
        """Whether a name that was found in the article covers the span; `whole`: one that begins and ends with it."""
        at = bisect_left(self._name_ends, span.end)
        near = self._names[at : at + 3]
        near = [n for n in near if not kind or n.kind == kind]
        return any(n.span.covers(span) and (not whole or (n.span.start == span.start and n.span.end <= span.end + 2)) for n in near)

    def known_lower(self, form: str) -> bool:
        """Whether a word also stands in the article without a capital."""
        return form.casefold() in self._lower

    def _add_person(self, span: Span, words: list[str], before: list[str], is_subject: bool) -> None:
        gender = ""
        while len(words) > 1 and undotted(words[0]) in self.language.titles and not may_be_first_name(words, self.language):
            gender = gender or self.language.gender_of_title.get(undotted(words[0]), "")
            words = words[1:]
        first = self.language.gender_of_first_name.get(words[0].casefold(), "") if len(words) > 1 else ""
        titles = [self.language.gender_of_title.get(undotted(w), "") for w in before]
        nouns = [self.language.gender_of_noun.get(undotted(w), "") for w in before]
        gender = gender or next((g for g in (*titles, first, *nouns) if g in ("m", "f")), "")
        self.people.append(Person(span.start, tuple(words), self._surname(tuple(words)), gender, is_subject))

    def full_name(self, name: str, at: int, gender: str = "") -> str:
        """The longest form of a person's name in the article: "Vinge" -> "Lotte Vinge"; the name itself where there is none.

        `gender`, where a title tells it, chooses in a family: "Mr Vinge" is not Lotte. Of Sandra and Sandy Vinge, who are one, it
        is the one that comes first.
        """
        longest = self._longest(name, at, gender)
        return self._also.get(longest, longest)

    def _nicknames(self) -> dict[str, str]:
        """Names with a nickname, or without one -> how the article first calls who has it: "Sandy Vinge" -> "Sandra Vinge"."""
        first: dict[str, list[tuple[str, ...]]] = {}
        also = {}
        for person in sorted(self.people, key=lambda p: p.start):
            name = person.words
            if len(name) < 2:
                continue
            called = self.language.nicknames.get(name[0].casefold(), frozenset())
            bearers = first.setdefault(person.surname, [])
            known = next((other for other in bearers if other[0].casefold() in called), None)
            if known is not None and not any(other[0] == name[0] for other in bearers):
                also[" ".join(name)] = " ".join(known)
            else:
                bearers.append(name)
        return also

    def _aliases(self, text: str, names: dict[Name, list[str]]) -> dict[str, str]:
        """Other names of persons -> how the article calls them in full; they are persons' names from here on."""
        persons = ((n.span, self._longest(" ".join(w), n.span.start, "")) for n, w in names.items() if n.kind == "PER" and w)
        found = aliases(text, persons, self.language)
        for alias in found:
            self._vote("PER", alias.split() * 2)
        return found

    def _longest(self, name: str, at: int, gender: str) -> str:
        by_surname = self._fuller_names(name)
        by_surname = [p for p in by_surname if not gender or p.gender in ("", gender)] or by_surname
        known = self._known_person(name)
        named = {" ".join(p.words) for p in by_surname}
        if known in named and self._prominence(known) >= max(map(self._prominence, named)):
            return known  # of a family, the one whom a surname alone means, unless the article is about another
        before = [p for p in by_surname if p.start <= at]
        chosen = (
            max(before, key=lambda p: (self._prominence(" ".join(p.words)), p.start))
            if before
            else min(by_surname, key=lambda p: p.start, default=None)
        )
        return " ".join(chosen.words) if chosen is not None else known or name

    def _fuller_names(self, name: str) -> list[Person]:
        """The mentions of persons by longer names that this one may be short for."""
        if name in self._fuller:
            return self._fuller[name]
        words = tuple(name.split())
        last = self._surname(words)
        fuller = [
            p for p in self._persons_named.sharing(last, words[0].casefold(), plain(words[-1]))
            if len(p.words) > len(words) and (
                (p.surname == last and (len(words) == 1 or words[0].casefold() == p.words[0].casefold()))
                or (len(words) == 1 and words[0].casefold() in [w.casefold() for w in p.words])
                or (len(words) > 1 and list(map(plain, p.words[-len(words):])) == list(map(plain, words)))  # "De Blasio"
            )
        ]  # fmt: skip
        fuller = fuller or self._persons_named.misspelt(words)
        bare = [p for p in fuller if undotted(p.words[-1]) not in self.language.suffixes] or fuller
        self._fuller[name] = [p for p in bare if p.surname == last] or bare
        return self._fuller[name]

    def _prominence(self, name: str) -> int:
        """How much an article is about a person: mentions in full, as a subject, in its first line; persons whom all know."""
        if not self._ranks:
            for person in self.people:
                full = " ".join(person.words)
                self._ranks[full] += 1 + person.is_subject
            for full in {" ".join(p.words) for p in self.people if p.start < self._first_line}:
                self._ranks[full] += 3
            for full in self._ranks:
                self._ranks[full] += 6 * (self._known_person(full.split()[-1]) == full)
        return self._ranks[name]

    def _known_person(self, surname: str) -> str | None:
        """The full name of a person whom news name by surname alone; "UN" and other acronyms are no surnames."""
        return None if surname.isupper() else self.language.known_people.get(surname.casefold())

    def surname(self, name: str) -> str:
        """The surname in a person's name: "Pate" of "Luther Pate IV"."""
        return self._surname(tuple(name.split()))

    def _surname(self, words: tuple[str, ...]) -> str:
        kept = [w for w in words if undotted(w) not in self.language.suffixes] or list(words)
        return plain(kept[-1])

    def gender(self, name: str) -> str:
        """m, f or "" for a person's full name, from titles, role nouns and first names anywhere in the article."""
        if self._genders is None:
            told = [p for p in self.people if p.gender]
            self._genders = {self.full_name(" ".join(p.words), p.start): p.gender for p in reversed(told)}
        return self._genders.get(name, "")

    def people_before(self, at: int, reach: int) -> list[tuple[str, int, bool]]:
        """Full name, offset and whether it is a subject, of persons named within `reach` characters before `at`, nearest first."""
        first = bisect_right(self.people, at - reach, key=lambda p: p.start)
        near = self.people[first : bisect_left(self.people, at, key=lambda p: p.start)]
        return [(self.full_name(" ".join(p.words), p.start), p.start, p.is_subject) for p in reversed(near)]

    def full_body(self, name: str) -> str:
        """The full name behind an acronym ("NDFU"), from brackets in the text or the list of well-known bodies, and behind the
        first words of a name ("Calder Memorial") that is longer elsewhere."""
        bare = name.replace(".", "")
        if bare in self._acronyms:
            return self._acronyms[bare]
        full = self.language.acronyms.get(bare, name)
        if full != name:
            return full if any(full in body for _, body in self.bodies) else name
        if bare.isupper() and len(bare) >= SHORTEST_ACRONYM:  # "the Public Policy Institute ... the PPI"
            longer = {body for _, body in self.bodies if " " in body and initials(body) == bare}
        else:
            longer = {body for _, body in self.bodies if body.startswith(f"{name} ")} if " " in name else set()
        return longer.pop() if len(longer) == 1 else name

    def force(self, noun: str) -> str | None:
        """The one force of this noun that the article names, be it beside a rank: "the Tarn Valley police chief"."""
        named = self._forces.get(noun, set())
        return next(iter(named)) if len(named) == 1 else None

    def outlet_of(self, choices: tuple[Outlet, ...], at: int) -> Outlet | None:
        """Which of the outlets that a short form may mean the article has named: before the offset, or else after it."""
        names = {o.name for o in choices}
        before = [o for start, o in self.outlets if o.name in names and start <= at]
        after = [o for start, o in self.outlets if o.name in names]
        return before[-1] if before else after[0] if after else None
