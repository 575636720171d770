"""A language: the lists and lookups that attribution, chains and layout ask, loaded once from the YAML files of its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from provaudit.errors import UsageError
from provaudit.languages.outlets import Outlets, index
from provaudit.languages.read import read
from provaudit.languages.schema import (
    CuesFile,
    NamesFile,
    NounsFile,
    OutletsFile,
    PhraseEntry,
    PhrasesFile,
    PredicateEntry,
    Role,
    Takes,
)
from provaudit.model.attribution import Scope, Stance
from provaudit.resources import folder


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A verb that attributes when one of `takes` follows. `hearer`: where the one who is told stands (`object`, `to`)."""

    lemma: str
    takes: frozenset[Takes]
    scope: Scope
    stance: Stance
    relays: bool
    hearer: Literal["object", "to"] | None
    example: str | None


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun or adjective whose clause is a content: `the claim that P`, `X is sure that P`."""

    lemma: str
    scope: Scope
    stance: Stance
    example: str | None


@dataclass(frozen=True, slots=True)
class PhraseCue:
    """A fixed phrase that attributes; `words` in lower case, as they stand in the text."""

    words: tuple[str, ...]
    lemma: str
    role: Role
    scope: Scope
    stance: Stance
    example: str | None


@dataclass(frozen=True, slots=True)
class Hands:
    """Lemmas of verbs by how a thing changes hands: X told Z · Z spoke to X · seen by Z · Z carried it."""

    tells: frozenset[str]  # a source gives it to an outlet
    draws_on: frozenset[str]  # an outlet takes it from a source
    taken_by: frozenset[str]  # passives with the outlet as agent
    carries: frozenset[str]  # an outlet prints or airs what another had


@dataclass(frozen=True, slots=True)
class AdverbCue:
    """An evidential adverb; with `opens` it stands for an unspecified source where no source is stated."""

    lemma: str
    opens: bool
    stance: Stance = Stance.EVIDENTIAL


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A form of a personal pronoun. `gender`: m, f, n or "" (any); `animate` is None where it may be either."""

    form: str
    person: int
    number: Literal["singular", "plural"]
    gender: Literal["m", "f", "n", ""]
    animate: bool | None


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that is known of a language. All keys and members are lower case (casefolded) unless said otherwise.

    Gender is "m", "f" or, where a first name is used by both, "mf".
    """

    code: str
    # cues.yaml
    verb_cues: Mapping[str, VerbCue]  # by lemma; particle verbs with a space
    verb_forms: Mapping[str, str]  # every inflected form of a verb cue (particle and all) -> its lemma
    noun_cues: Mapping[str, NounCue]
    adjective_cues: Mapping[str, NounCue]
    phrases: Mapping[str, PhraseCue]
    handed_on: Mapping[str, PhraseCue]  # “obtained by”, “in an interview with”: relays where an outlet follows, nothing otherwise
    hands: Hands
    adverbs: Mapping[str, AdverbCue]
    passives: frozenset[str]  # lemmas: “it is reported that”, “is believed to” have an unspecified source
    hedges: frozenset[str]
    not_a_cue: re.Pattern[str]  # fixed phrases in which a cue word is none; matches lie in running text
    # nouns.yaml
    person_nouns: frozenset[str]
    people_nouns: frozenset[str]
    organization_nouns: frozenset[str]
    authority_nouns: frozenset[str]  # bodies that speak in the plural: police, authorities
    outlet_nouns: frozenset[str]
    document_nouns: frozenset[str]
    opaque_people: frozenset[str]  # bare, they place nobody: critics, observers, some
    opaque_unspecified: frozenset[str]  # bare, nobody knows what they are: sources, reports, rumours
    opaque_modifiers: frozenset[str]  # words that leave an opaque noun opaque: multiple, unnamed, three
    # names.yaml
    titles: frozenset[str]  # before names, without full stops: "sen", "prime minister"
    gender_of_title: Mapping[str, str]
    gender_of_noun: Mapping[str, str]
    gender_of_first_name: Mapping[str, str]
    suffixes: frozenset[str]  # without full stops: jr, iii
    particles: frozenset[str]
    pronouns: Mapping[str, Pronoun]
    countries: Mapping[str, str]  # any name or acronym, without full stops -> the country's name as written
    demonyms: frozenset[str]
    acronyms: Mapping[str, str]  # of well-known bodies, as written, without full stops: FBI -> the full name
    # phrases.yaml
    platforms: Mapping[str, str]  # alias -> name as written; look `x` up only for a capital X
    media: Mapping[str, str]  # word or phrase -> medium
    terms: re.Pattern[str]  # why or on what terms a source is unnamed
    basis: re.Pattern[str]  # how a source knows
    no_comment: re.Pattern[str]
    stale: re.Pattern[str]
    # outlets.yaml
    outlets: Outlets

    def place(self, name: str) -> str | None:
        """The country that `name` (“U.S.”, “Britain”) is, None for anything else."""
        return self.countries.get(undotted(name))


def undotted(word: str) -> str:
    """`word` as titles, suffixes and countries are looked up: lower case, no full stops."""
    return word.replace(".", "").casefold()


@cache
def load_language(code: str, outlets: Path | None = None) -> Language:
    """The language with this ISO 639-1 code, once a process. `outlets` is a newsroom's own file that extends the outlets.

    Raises UsageError where there is no such language, or where a file has a mistake (`where` is `file:line:col`).
    """
    home = folder("languages") / code
    if not re.fullmatch(r"[a-z]{2,3}", code) or not (home / "cues.yaml").is_file():
        known = ", ".join(sorted(path.parent.name for path in folder("languages").glob("*/cues.yaml")))
        raise UsageError(f"no language “{code}”", hint=f"there is {known}")
    cues = read(home / "cues.yaml", CuesFile)
    nouns = read(home / "nouns.yaml", NounsFile)
    names = read(home / "names.yaml", NamesFile)
    phrases = read(home / "phrases.yaml", PhrasesFile)
    verbs = {
        lemma: VerbCue(lemma, entry.takes, entry.scope, entry.stance, entry.relays, entry.hearer, entry.example)
        for lemma, entry in cues.verbs.items()
    }
    return Language(
        code=code,
        verb_cues=verbs,
        verb_forms=dict(_forms(verbs, cues)),
        noun_cues=_predicates(cues.nouns),
        adjective_cues=_predicates(cues.adjectives),
        phrases=_phrases(cues.phrases),
        handed_on=_phrases(cues.handed_on),
        hands=Hands(
            frozenset(cues.hands.tells),
            frozenset(cues.hands.draws_on),
            frozenset(cues.hands.taken_by),
            frozenset(cues.hands.carries),
        ),
        adverbs={word: AdverbCue(word, opens=False) for word in cues.adverbs_that_hedge}
        | {word: AdverbCue(word, opens=True) for word in cues.adverbs_that_open},
        passives=frozenset(cues.passives),
        hedges=frozenset(cues.hedges),
        not_a_cue=cues.not_a_cue,
        person_nouns=frozenset(nouns.person),
        people_nouns=frozenset(nouns.people),
        organization_nouns=frozenset(nouns.organization),
        authority_nouns=frozenset(nouns.authority),
        outlet_nouns=frozenset(nouns.outlet),
        document_nouns=frozenset(nouns.document),
        opaque_people=frozenset(nouns.opaque_people),
        opaque_unspecified=frozenset(nouns.opaque_unspecified),
        opaque_modifiers=frozenset(nouns.opaque_modifiers),
        titles=frozenset(undotted(t) for t in (*names.titles.m, *names.titles.f, *names.titles.either)),
        gender_of_title=_genders(names.titles.m, names.titles.f, ()),
        gender_of_noun=_genders(names.role_nouns.m, names.role_nouns.f, ()),
        gender_of_first_name=_genders(names.first_names.m, names.first_names.f, names.first_names.either),
        suffixes=frozenset(map(undotted, names.suffixes)),
        particles=frozenset(word.casefold() for word in names.particles),
        pronouns={
            form: Pronoun(form, entry.person, entry.number, entry.gender, entry.animate)
            for entry in names.pronouns
            for form in entry.forms
        },
        countries={undotted(name): name for name in names.countries}
        | {undotted(alias): name for name, aliases in names.also_called.items() for alias in (name, *aliases)},
        demonyms=frozenset(word.casefold() for word in names.demonyms),
        acronyms={alias.replace(".", ""): name for name, aliases in names.bodies.items() for alias in aliases},
        platforms={alias.casefold(): name for name, aliases in phrases.platforms.items() for alias in (name, *aliases)},
        media={word: medium for medium, words in phrases.media.items() for word in words},
        terms=phrases.terms,
        basis=phrases.basis,
        no_comment=phrases.no_comment,
        stale=phrases.stale,
        outlets=_outlets([home / "outlets.yaml", *([outlets] if outlets else [])]),
    )


def _predicates(entries: Mapping[str, PredicateEntry]) -> dict[str, NounCue]:
    return {lemma: NounCue(lemma, entry.scope, entry.stance, entry.example) for lemma, entry in entries.items()}


def _phrases(entries: Mapping[str, PhraseEntry]) -> dict[str, PhraseCue]:
    return {
        words: PhraseCue(tuple(words.split()), entry.lemma or words, entry.role, entry.scope, entry.stance, entry.example)
        for words, entry in entries.items()
    }


def _genders(m: Iterable[str], f: Iterable[str], either: Iterable[str]) -> dict[str, str]:
    lists = (("m", m), ("f", f), ("mf", either))
    return {undotted(word): gender for gender, words in lists for word in words}


def _forms(verbs: Iterable[str], cues: CuesFile) -> Iterator[tuple[str, str]]:
    """Every form of every verb with its lemma: the irregular ones as listed, the others by the inflections."""
    rules = [(re.compile(rule.ends), rule.forms.split()) for rule in cues.inflections]
    for lemma in verbs:
        verb, _, particle = lemma.partition(" ")
        forms = cues.irregular.get(verb)
        if forms is None:
            match, endings = next(((m, forms) for rule, forms in rules if (m := rule.fullmatch(verb))), (None, []))
            forms = tuple(match.expand(ending) for ending in endings) if match else ()
        for form in (verb, *forms):
            yield f"{form} {particle}".strip(), lemma


def _outlets(paths: Iterable[Path]) -> Outlets:
    """The outlets of several lists, later ones first in authority."""
    files = [read(path, OutletsFile) for path in paths]
    return index(
        (replace(outlet, type=kind) for file in files for kind, outlets in file.outlets.items() for outlet in outlets),
        ambiguous=(word for file in files for word in file.ambiguous),
        patterns=(word for file in files for word in file.patterns),
        weak_patterns=(word for file in files for word in file.weak_patterns),
        appositions=(word for file in files for word in file.appositions),
    )
