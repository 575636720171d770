"""What kind of thing bears a proper name: a person, a body, an outlet, a document, or nobody at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import takewhile
from typing import Final, Literal

from provaudit.entities.descriptions import forms
from provaudit.entities.inventory import Inventory
from provaudit.entities.noun_phrases import as_written
from provaudit.languages.base import Language, undotted
from provaudit.model.chain import Kind
from provaudit.model.parse import Word


def says_role(word: Word, language: Language) -> bool:
    """Whether a word is what a person is or is called before the name: "spokesman", "Sen."."""
    return bool(forms(word) & language.person_nouns) or undotted(word.form) in language.titles


class NameKinds:
    """Tells the kinds of one article's names, in the light of all of them."""

    def __init__(self, text: str, language: Language, inventory: Inventory) -> None:
        self.text, self.language, self.inventory = partial(as_written, text), language, inventory

    def kind(self, name: list[Word], before: list[Word], *, determined: bool) -> Kind | None:
        """The kind of thing that a name stands for; None for a capitalised common noun."""
        read = _Read(self, name, before, determined)
        found = next(answer for ask in QUESTIONS if (answer := ask(read)) is not None)
        return None if found == NO_NAME else found

    def party(self, name: list[Word]) -> bool:
        """ "One Republican", "an Iranian": a member, not a name."""
        form = name[-1].form.casefold()
        if len(name) == 1 and form in self.language.demonyms:
            return not self.inventory.is_surname(name[-1].form)  # "Cuban", of Mark Cuban
        office = undotted(name[-1].form) in self.language.titles  # "the Defence Minister", whom the model takes for a body
        if len(name) > 1 and self.inventory.vote(self.text(name)) == "ORG" and not office:
            return False  # "the Livonian Coast Guard"
        return form in self.language.person_nouns and not self.inventory.is_person(self.text(name)) and not self.known_first(name)

    def family(self, word: Word) -> bool:
        """ "the Obamas"."""
        one = word.form.removesuffix("s")
        return one != word.form and self.inventory.is_person(one) and not self.inventory.is_person(word.form)

    def known_first(self, name: list[Word]) -> bool:
        """Whether several words begin with a first name."""
        return len(name) > 1 and name[0].form.casefold() in self.language.gender_of_first_name

    def other_body(self, before: list[Word]) -> bool:
        """ "the ratings agency", "the social network": nouns of outlets that other bodies share, without a word of news."""
        noun = forms(before[-1])
        said = {
            w.form.casefold() for w in before[:-1] if w.upos in ("NOUN", "ADJ") and w.form.casefold() not in self.language.demonyms
        }
        return bool(noun & self.language.ambiguous_outlet_nouns) and bool(said) and not said & self.language.news_modifiers


NO_NAME: Final = "no name"  # a capitalised common noun
Answer = Kind | Literal["no name"]


@dataclass(frozen=True)
class _Read:
    """A name with the words before it, and what is asked of them more than once."""

    kinds: NameKinds
    name: list[Word]
    before: list[Word]
    determined: bool

    @cached_property
    def text(self) -> str:
        return self.kinds.text(self.name)

    @cached_property
    def language(self) -> Language:
        return self.kinds.language

    @cached_property
    def inventory(self) -> Inventory:
        return self.kinds.inventory

    @cached_property
    def main(self) -> Word:
        """ "[Office] of the Trade Representative"."""
        inside = self.language.inside_names
        return list(takewhile(lambda w: w.form.casefold() not in inside or w is self.name[0], self.name))[-1]

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Of the word right before it."""
        return forms(self.before[-1]) if self.before else frozenset()

    @cached_property
    def ends(self) -> set[str]:
        return {*forms(self.name[-1]), *forms(self.main), " ".join(w.form.casefold() for w in self.name[-2:])}

    @cached_property
    def vote(self) -> str | None:
        return self.inventory.vote(self.text)

    @cached_property
    def body_before(self) -> bool:
        """ "accountants Dray Mallow", "the rail operator AD": what stands before it is said of bodies."""
        language = self.language
        roles = any(w.xpos in ("NNS", "NNPS") and forms(w) & language.person_nouns for w in self.before)
        return roles or bool(self.nouns & language.organization_nouns and not self.nouns & language.person_nouns)

    def people(self) -> Answer | None:
        """ "the Obamas", "Iranians", but not "Americans for Prosperity"."""
        language, last = self.language, self.name[-1]
        demonyms = self.main.xpos == "NNPS" and forms(self.main) & language.demonyms
        body = len(self.name) > 1 and self.vote == "ORG"
        several = self.main.form.casefold() in language.plural_people and last is self.main
        return Kind.PEOPLE if several or (demonyms and not body) or self.kinds.family(last) else None

    def called_an_outlet(self) -> Answer | None:
        """ "the private channel Canal 9", "the tabloid Informer"."""
        outlets = self.language.outlets
        news = self.nouns & self.language.outlet_nouns
        shared = bool(news) and self.kinds.other_body(self.before) and not outlets.looks_like(self.text, weak=True)
        return Kind.OUTLET if news and not shared else None

    def member(self) -> Answer | None:
        """ "One Republican", but not "the Office of the Trade Representative"."""
        office = self.main is not self.name[-1] and forms(self.main) & self.language.organization_nouns
        return Kind.PERSON if not office and self.kinds.party(self.name) else None

    def known_outlet(self) -> Answer | None:
        """ "The Hill", but not "Senator Hill"; "The Ida Holm Show"."""
        outlets, inventory = self.language.outlets, self.inventory
        surname = len(self.name) == 1 and bool(self.before) and inventory.is_person(self.text)
        surname = surname or (not self.determined and inventory.is_no_outlet(self.text))
        show = len(self.name) > 2 and forms(self.name[-1]) & self.language.outlet_nouns
        return Kind.OUTLET if (outlets.find(self.text) and not surname) or (show and outlets.looks_like(self.text)) else None

    def called_a_body(self) -> Answer | None:
        """ "the environmental group Mar Endins"."""
        common = bool(self.before) and self.before[-1].form.islower()
        return Kind.ORGANIZATION if common and not self.kinds.known_first(self.name) and self.body_before else None

    def body_by_its_words(self) -> Answer | None:
        """ "Atlético Sandoval", "Tellux plc", "Tarn FC": whatever the model takes them for, but not "JOHN POWER"."""
        language, last = self.language, self.name[-1]
        initials = last.form.isupper() and any(not w.form.isupper() for w in self.name)
        whole = len(self.name) > 1
        opens = whole and self.name[0].form.casefold() in language.organization_openings
        ends = (whole and undotted(last.form) in language.legal_forms) or (
            initials and last.form.casefold() in language.organization_ends
        )
        return Kind.ORGANIZATION if opens or ends else None

    def known_person(self) -> Answer | None:
        """Whoever is called Post, "the Post" is the paper."""
        if not self.inventory.is_person(self.text):
            return None
        paper = self.determined and not self.before and len(self.name) == 1 and self.language.outlets.short(self.text)
        return Kind.OUTLET if paper else Kind.PERSON

    def body_by_what_it_is(self) -> Answer | None:
        """ "the rail operator AD", "Drugmaker Veltra", "the organizer Alliance to Reclaim Our Schools"."""
        language = self.language
        either = self.nouns & language.any_body & language.person_nouns and len(self.name) == 1
        maker = either and not self.inventory.is_surname(self.text)
        heads = self.main is not self.name[-1] and forms(self.main) & language.organization_nouns
        return Kind.ORGANIZATION if self.body_before or maker or heads else None

    def person_by_role(self) -> Answer | None:
        """ "spokesman Hale"."""
        said = any(w.deprel == "nmod:desc" or says_role(w, self.language) for w in self.before)
        bare = len(self.name) == 1 and not any(w.form[:1].isupper() for w in self.before)
        return Kind.PERSON if said and not (bare and self.vote in ("ORG", "LOC", "MISC")) else None

    def like_an_outlet(self) -> Answer | None:
        """ "The Tarn Gazette"."""
        return Kind.OUTLET if self.vote != "PER" and self.language.outlets.looks_like(self.text) else None

    def person_by_first_name(self) -> Answer | None:
        """ "Ida Holm", but not "Ida Holm Foundation"."""
        body = not self.vote and self.ends & self.language.organization_nouns
        return Kind.PERSON if (self.vote == "PER" or not self.vote) and not body and self.kinds.known_first(self.name) else None

    def body_by_name(self) -> Answer | None:
        """ "Norway", "NATO", "Tarn Council"."""
        language = self.language
        acronym = undotted(self.text) in language.acronyms or self.text.replace(".", "") in language.acronyms
        ends = len(self.name) > 1 and self.ends & language.organization_nouns
        return Kind.ORGANIZATION if language.place(self.text) is not None or acronym or ends else None

    def document(self) -> Answer | None:
        """ "the Holm Report", but not "New Poll" in the capitals of a headline."""
        heads = len(self.name) > 1 and forms(self.main) & self.language.document_nouns
        if not heads or not (self.determined or self.vote != "ORG"):
            return None
        common = all(w.upos == "ADJ" or self.inventory.known_lower(w.form) for w in self.name)
        return NO_NAME if common else Kind.DOCUMENT

    def person_by_vote(self) -> Answer | None:
        """What the model takes for a person, where nothing above speaks against it."""
        return Kind.PERSON if self.vote == "PER" else None

    def short_outlet(self) -> Answer | None:
        """ "the State", but not "Secretary of State"."""
        short = self.language.outlets.short(self.text)
        return Kind.OUTLET if short and (self.determined or not all(o.name.startswith("The ") for o in short)) else None

    def common_noun(self) -> Answer | None:
        """A single word that neither tagger nor model takes for a name."""
        return NO_NAME if len(self.name) == 1 and self.name[-1].upos != "PROPN" and not self.vote else None

    def likeliest(self) -> Answer:
        """By how it is spoken of, how it is written, and how long it is."""
        spoken_of = self.inventory.spoken_of
        if spoken_of.like_a_person(self.text):
            return Kind.PERSON
        written = self.text.isupper() or "&" in self.text or self.ends & self.language.organization_ends
        body = self.vote or written or not 1 < len(self.name) <= 3 or spoken_of.like_a_firm(self.text)
        return Kind.ORGANIZATION if body else Kind.PERSON


QUESTIONS: tuple[Callable[[_Read], Answer | None], ...] = (
    _Read.people,
    _Read.called_an_outlet,
    _Read.member,
    _Read.known_outlet,
    _Read.called_a_body,
    _Read.body_by_its_words,
    _Read.known_person,
    _Read.body_by_what_it_is,
    _Read.person_by_role,
    _Read.like_an_outlet,
    _Read.person_by_first_name,
    _Read.body_by_name,
    _Read.document,
    _Read.person_by_vote,
    _Read.short_outlet,
    _Read.common_noun,
    _Read.likeliest,
)
"""What is asked of a name, in this order; the first answer counts."""
