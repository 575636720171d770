"""What a common noun says that something is: role, body, document, outlet, or nothing that places it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from provaudit.entities.noun_phrases import Group, head
from provaudit.languages.base import Language
from provaudit.languages.outlets import PRINTED, Outlet
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Word
from provaudit.remembered import remembered

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one group of a mention says, by its words alone. `known`: its head is of a class that a language lists, or a name."""

    head: str
    kind: Kind
    naming: Naming
    name: str | None = None
    role: str | None = None
    plural: bool = False
    outlet: Outlet | None = None
    known: bool = True


def forms(word: Word) -> frozenset[str]:
    """A noun's form, its lemma, and its form without a plural ending: what it may be listed under."""
    return _forms(word.form, word.lemma)


@remembered(8192)
def _forms(form: str, lemma: str) -> frozenset[str]:
    form, lemma = form.casefold(), lemma.casefold()
    one = f"{form[:-3]}man" if form.endswith("men") else f"{form[:-3]}y" if form.endswith("ies") else form  # "fishermen", "Allies"
    return frozenset({form, lemma, one, form[:-1] if form.endswith("s") and not form.endswith("ss") else form})


def named_noun(core: list[Word], language: Language) -> Word:
    """The head noun of a core, be it one that the tagger of words takes for an adverb: "the French sports daily", "a
    whistleblower"."""
    last = core[-1]
    return last if last.upos in ("ADJ", "ADV") and last.form.casefold() in language.nouns else head(core)


def listed(core: list[Word], noun: Word) -> frozenset[str]:
    """What the head of a core may be listed under, alone or with the word before it: "staff", "general staff"."""
    before = next((w for w in core if w.id == noun.id - 1), None)
    pair = {f"{before.form.casefold()} {f}" for f in forms(noun)} if before is not None else set()
    return forms(noun) | pair


def base(noun: Word, language: Language) -> str:
    """The lemma of a noun, as the language lists it where the parser's is another: "aide" for "aides"."""
    lemma = noun.lemma.casefold()
    return lemma if lemma in language.nouns else next((f for f in sorted(forms(noun), key=len) if f in language.nouns), lemma)


def is_plural(word: Word, language: Language) -> bool:
    """Whether a noun is plural; "police" and "staff", singular in form, are no plurals here."""
    form, lemma = word.form.casefold(), word.lemma.casefold()
    # "the lawsuit", whatever the tagger of words says
    singular = form == lemma and not form.endswith("s") and form in language.nouns
    if (word.xpos in ("NNS", "NNPS") and not singular) or form in language.plural_people:
        return True
    if form.endswith("men") and forms(word) & language.person_nouns:
        return True
    return form.endswith("s") and (form != lemma or form[:-1] in language.person_nouns) and form not in language.organization_nouns


def describe(group: Group, language: Language, proper: Callable[[Word], bool]) -> Reading:
    """The reading of a group whose head is a common noun. `proper` tells whether a word is (part of) a proper name."""
    core = group.core
    noun = named_noun(core, language)
    form, lemma, called = noun.form.casefold(), base(noun, language), listed(core, noun)
    plural = is_plural(noun, language)
    modifiers = [w for w in core if w is not noun and w.form.casefold() not in language.determiners]
    bare = all(w.form.casefold() in language.opaque_modifiers or w.upos in ("NUM", "DET") for w in modifiers)
    modified_by_name = any(proper(w) and not _in_participle(w, core) for w in modifiers)

    somewhere = bare and plural and not called & language.opaque_people and _in_a_country(group.complement, language)
    if (bare and not group.complement) or somewhere:
        if called & language.opaque_unspecified and (plural or not called & language.document_nouns):
            return Reading(lemma, Kind.UNSPECIFIED, Naming.OPAQUE, plural=plural)
        if called & language.opaque_people:
            one = not plural and form not in language.quantifiers - language.singular_quantifiers
            return Reading(lemma, Kind.PERSON if one else Kind.PEOPLE, Naming.OPAQUE, plural=not one)
    if _of_news(called, modifiers, language) and (plural or len(core) > 1):  # "on TV": a medium, no outlet
        name = label(core, language) if modified_by_name and not plural else None
        return Reading(lemma, Kind.OUTLET, Naming.NAMED if name else Naming.DESCRIBED, name, plural=plural)
    body = bool((called - forms(noun)) & language.organization_nouns)  # "the coast guard", be a guard who he may
    if called & language.person_nouns and not body:
        return Reading(lemma, Kind.PEOPLE if plural else Kind.PERSON, Naming.DESCRIBED, plural=plural)
    if called & language.document_nouns and not (called & language.organization_nouns and modified_by_name):
        named = modified_by_name or _by_somebody(group, noun, proper, language)
        return Reading(lemma, Kind.DOCUMENT, Naming.NAMED if named else Naming.DESCRIBED, plural=plural)
    if form in language.plural_people:
        return Reading(lemma, Kind.PEOPLE, Naming.DESCRIBED, plural=True)
    if any(called & nouns for nouns in (language.organization_nouns, language.authority_nouns, language.ambiguous_outlet_nouns)):
        name = label(core, language) if modified_by_name else None
        return Reading(lemma, Kind.ORGANIZATION, Naming.NAMED if name else Naming.DESCRIBED, name, plural=plural)
    if called & language.opaque_unspecified:
        return Reading(lemma, Kind.DOCUMENT, Naming.DESCRIBED, plural=plural)
    if form in language.singular_quantifiers:
        return Reading(lemma, Kind.PERSON, Naming.DESCRIBED)
    if plural or called & language.people_nouns or form in language.quantifiers:
        known = bool(called & language.people_nouns) or form in language.quantifiers
        return Reading(lemma, Kind.PEOPLE, Naming.DESCRIBED, plural=True, known=known)
    aged = language.aged.search(label(core, language)) is not None  # "The 19-year-old said so"
    return Reading(lemma, Kind.PERSON, Naming.DESCRIBED, known=aged)


def _in_a_country(complement: list[Word], language: Language) -> bool:
    """ "reports in Spain", "sources in Cairo": a country places nobody."""
    where = " ".join(w.form for w in complement[1:] if w.upos != "DET")
    place = language.place(where) is not None or where in language.capitals
    return place and complement[0].upos == "ADP"


def _in_participle(word: Word, core: list[Word]) -> bool:
    """ "the Turin-based carmaker", "a Kremlin-backed firm": the name tells where or whose, not what it is called."""
    behind = [w for w in core if w.id > word.id][:2]
    return len(behind) == 2 and behind[0].form == "-" and behind[0].span.start == word.span.end and behind[1].form.islower()


def _of_news(called: frozenset[str], modifiers: list[Word], language: Language) -> bool:
    """ "the newspaper", "the state news agency"; "a ratings agency" and "the space station" are none."""
    if not called & language.outlet_nouns:
        return False
    if not called & language.ambiguous_outlet_nouns:
        return True
    said = {w.form.casefold() for w in modifiers}
    printed = any(language.outlet_types.get(noun, frozenset()) & PRINTED for noun in called)
    placed = bool(said & language.demonyms) or any(_in_participle(w, [*modifiers]) for w in modifiers)
    return bool(said & language.news_modifiers) or (printed and placed)  # "the Italian daily", "the Madrid-based paper"


def _by_somebody(group: Group, noun: Word, proper: Callable[[Word], bool], language: Language) -> bool:
    """ "a report from the Institute", "data from the Statistics Office" are named by whose they are; what a participle or a
    farther noun brings in is not: "a study published in the Journal", "minutes of a meeting in May"."""
    verb = next((w.id for w in group.complement if w.upos == "VERB"), noun.id + len(group.words) + 1)
    by = next((i for i, w in enumerate(group.complement) if w.form.casefold() in language.grammar.agent_prepositions), None)
    if by == 0 or (by is not None and noun.lemma.casefold() in language.polls):
        maker = takewhile(lambda w: w.upos not in ("ADP", "PUNCT") and w.id < verb, group.complement[by + 1 :])
        if any(proper(w) for w in maker):
            return True  # "a poll by the Median agency", "a survey of 2,000 drivers by the Roadwise Trust"
    return any(
        proper(w)
        and w.head == noun.id
        and w.id < verb
        and any(c.head == w.id and c.form.casefold() in language.makers for c in group.complement)
        for w in group.complement
    )


def label(words: list[Word], language: Language) -> str:
    """The words of a description as an entity's name: no determiner, lower case but for names."""
    kept = list(words)
    while (  # "those with experience" keeps its head
        len(kept) > 1
        and ((kept[0].form.casefold() in language.determiners and kept[0].upos != "PRON") or kept[0].upos == "PUNCT")
        and (kept[1].upos not in ("ADP", "VERB", "SCONJ") or kept[1].rel == "amod")
    ):
        kept = kept[1:]
    low = kept[0].span.start
    text = "".join(" " * (w.span.start > end) + w.form for w, end in zip(kept, [low, *(w.span.end for w in kept)], strict=False))
    if text.isupper():
        return text.lower() if kept[0].upos != "PROPN" else text
    first = kept[0]
    if first.id == 1 and len(kept) == 1 and first.form.casefold() in language.person_nouns:
        return text.lower()  # "Mayor says bridge will reopen"
    keeps = (
        first.id > 1
        or first.upos == "PROPN"
        or first.xpos.startswith("NNP")
        or first.form.casefold() in language.demonyms
        or sum(map(str.isupper, first.form)) > 1
    )
    return text if keeps else text[:1].lower() + text[1:]


def singular(description: str, noun: str, language: Language) -> str:
    """ "two US officials" -> "US official": the head noun of a description as its lemma, without a number."""
    words = description.split()
    if len(words) > 1 and words[0].casefold() in language.quantifiers:
        words = words[1:]
    lemma = language.singulars.get(noun, noun)
    for i, word in enumerate(words):
        if word.casefold() == noun or (word.endswith("s") and word.casefold().startswith(noun[:-1])):
            return " ".join([*words[:i], lemma, *words[i + 1 :]])
    return " ".join(words)


@remembered(1000)  # phrases: some ten articles
def genders(text: str, language: Language) -> tuple[str, str]:
    """What the first title of some words tells of somebody's gender, and what their first role: m, f or ""."""
    words = [w.casefold() for w in WORD.findall(text)]
    title, role = (
        next((gender for w in words if (gender := told.get(w, "")) in ("m", "f")), "")
        for told in (language.gender_of_title, language.gender_of_noun)
    )
    return title, role
