"""What kind of thing bears a proper name: a person, a body, an outlet, a document, or nobody at all."""

from __future__ import annotations

from functools import partial
from itertools import takewhile

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
        self._text, self.language, self.inventory = partial(as_written, text), language, inventory

    def kind(self, name: list[Word], before: list[Word], *, determined: bool) -> Kind | None:
        """The kind of thing that a name stands for; None for a capitalised common noun."""
        language, text = self.language, self._text(name)
        first, last = name[0], name[-1]
        plural_role = [w for w in before if w.xpos in ("NNS", "NNPS") and forms(w) & language.person_nouns]
        said = [forms(w) for w in before]
        nouns = frozenset().union(*said[-1:])
        main = list(takewhile(lambda w: w.form.casefold() not in language.inside_names or w is first, name))[-1]
        demonyms = main.xpos == "NNPS" and forms(main) & language.demonyms
        body = len(name) > 1 and self.inventory.vote(text) == "ORG"  # "Americans for Prosperity"
        if (main.form.casefold() in language.plural_people and last is main) or (demonyms and not body) or self.family(last):
            return Kind.PEOPLE
        news = nouns & language.outlet_nouns
        if news and (not self._other_body(before) or language.outlets.looks_like(text, weak=True)):
            return Kind.OUTLET  # "the private channel Canal 9", "the tabloid Informer"
        if self.party(name) and not (main is not last and forms(main) & language.organization_nouns):
            return Kind.PERSON  # but "the Office of the Trade Representative" is none
        surname = len(name) == 1 and bool(before) and self.inventory.is_person(text)  # "Senator Hill", not The Hill
        surname = surname or (not determined and self.inventory.is_no_outlet(text))
        if language.outlets.find(text) and not surname:
            return Kind.OUTLET
        if len(name) > 2 and language.outlets.looks_like(text) and forms(last) & language.outlet_nouns:
            return Kind.OUTLET  # "The Ida Holm Show"
        common = bool(before) and before[-1].form.islower()
        if (
            common
            and not self._known_first(name)
            and (plural_role or (nouns & language.organization_nouns and not nouns & language.person_nouns))
        ):
            return Kind.ORGANIZATION  # "accountants Dray Mallow", "the environmental group Mar Endins"
        if len(name) > 1 and first.form.casefold() in language.organization_openings:
            return Kind.ORGANIZATION  # "Atlético Sandoval", which reads like a person
        if len(name) > 1 and undotted(last.form) in language.legal_forms:
            return Kind.ORGANIZATION  # "Tellux plc", "Ida Holm Inc."
        initials = last.form.isupper() and any(not w.form.isupper() for w in name)  # "JOHN POWER", in a line of capitals
        if initials and last.form.casefold() in language.organization_ends:
            return Kind.ORGANIZATION  # "Tarn FC", "Corvane AG", whatever the model takes them for
        if self.inventory.is_person(text):
            paper = determined and not before and len(name) == 1 and language.outlets.short(text)
            return Kind.OUTLET if paper else Kind.PERSON  # "the Post", whoever is called Post
        if plural_role or (nouns & language.organization_nouns and not nouns & language.person_nouns):
            return Kind.ORGANIZATION  # "the rail operator AD"
        dual = nouns & language.any_body & language.person_nouns
        if dual and len(name) == 1 and not self.inventory.is_surname(text):
            return Kind.ORGANIZATION  # "Drugmaker Veltra"
        if main is not last and forms(main) & language.organization_nouns:
            return Kind.ORGANIZATION  # "the organizer Alliance to Reclaim Our Schools"
        vote = self.inventory.vote(text)
        rival = len(name) == 1 and vote in ("ORG", "LOC", "MISC") and not any(w.form[:1].isupper() for w in before)
        if any(w.deprel == "nmod:desc" or says_role(w, self.language) for w in before) and not rival:
            return Kind.PERSON
        ends = {*forms(last), *forms(main), *(" ".join(w.form.casefold() for w in name[-2:]),)}
        known_first = self._known_first(name)
        if language.outlets.looks_like(text) and vote != "PER":
            return Kind.OUTLET
        if known_first and (vote == "PER" or (not vote and not ends & language.organization_nouns)):
            return Kind.PERSON
        if language.place(text) is not None or undotted(text) in language.acronyms or text.replace(".", "") in language.acronyms:
            return Kind.ORGANIZATION
        if len(name) > 1 and ends & language.organization_nouns:
            return Kind.ORGANIZATION
        if len(name) > 1 and forms(main) & language.document_nouns and (determined or vote != "ORG"):
            common = all(w.upos == "ADJ" or self.inventory.known_lower(w.form) for w in name)
            return None if common else Kind.DOCUMENT  # "New Poll" in the capitals of a headline
        if vote == "PER":
            return Kind.PERSON
        if (short := language.outlets.short(text)) and (determined or not all(o.name.startswith("The ") for o in short)):
            return Kind.OUTLET  # "the State", but not "Secretary of State"
        if len(name) == 1 and last.upos != "PROPN" and not vote:
            return None
        if self.inventory.spoken_of.like_a_person(text):
            return Kind.PERSON
        if vote or text.isupper() or "&" in text or ends & language.organization_ends:
            return Kind.ORGANIZATION
        body = not 1 < len(name) <= 3 or self.inventory.spoken_of.like_a_firm(text)
        return Kind.ORGANIZATION if body else Kind.PERSON

    def party(self, name: list[Word]) -> bool:
        """ "One Republican", "an Iranian": a member, not a name."""
        form = name[-1].form.casefold()
        if len(name) == 1 and form in self.language.demonyms:
            return not self.inventory.is_surname(name[-1].form)  # "Cuban", of Mark Cuban
        office = undotted(name[-1].form) in self.language.titles  # "the Defence Minister", whom the model takes for a body
        if len(name) > 1 and self.inventory.vote(self._text(name)) == "ORG" and not office:
            return False  # "the Livonian Coast Guard"
        return form in self.language.person_nouns and not self.inventory.is_person(self._text(name)) and not self._known_first(name)

    def family(self, word: Word) -> bool:
        """ "the Obamas"."""
        one = word.form.removesuffix("s")
        return one != word.form and self.inventory.is_person(one) and not self.inventory.is_person(word.form)

    def _known_first(self, name: list[Word]) -> bool:
        return len(name) > 1 and name[0].form.casefold() in self.language.gender_of_first_name

    def _other_body(self, before: list[Word]) -> bool:
        """ "the ratings agency", "the social network": nouns of outlets that other bodies share, without a word of news."""
        noun = forms(before[-1])
        said = {
            w.form.casefold() for w in before[:-1] if w.upos in ("NOUN", "ADJ") and w.form.casefold() not in self.language.demonyms
        }
        return bool(noun & self.language.ambiguous_outlet_nouns) and bool(said) and not said & self.language.news_modifiers
