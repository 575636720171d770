"""A language: the lists and lookups that attribution, chains and layout ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from provaudit.languages.grammar import Grammar
from provaudit.languages.outlets import Outlets
from provaudit.languages.schema import Hands, Role, Takes
from provaudit.model.attribution import Scope, Stance


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A verb that attributes when one of `takes` follows. `hearer`: where the one who is told stands (`object`, `to`)."""

    lemma: str
    takes: frozenset[Takes]
    scope: Scope
    stance: Stance
    hearer: Literal["object", "to"] | None


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun or adjective whose clause is a content: `the claim that P`, `X is sure that P`."""

    lemma: str
    scope: Scope
    stance: Stance


@dataclass(frozen=True, slots=True)
class PhraseCue:
    """A fixed phrase that attributes; `words` in lower case, as they stand in the text."""

    words: tuple[str, ...]
    lemma: str
    role: Role
    scope: Scope
    stance: Stance
    of_words: bool  # a quotation right before it is all that it attributes


@dataclass(frozen=True, slots=True)
class Frame:
    """A fixed phrase around its source: `in X's words`, `as X put it`. Words in lower case."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    phrase: PhraseCue


@dataclass(frozen=True, slots=True)
class AdverbCue:
    """An evidential adverb; with `opens` it stands for an unspecified source where no source is stated."""

    lemma: str
    opens: bool
    stance: Stance = Stance.EVIDENTIAL


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A form of a personal pronoun. `gender`: m, f, n or "" (any)."""

    form: str
    person: int
    number: Literal["singular", "plural"]
    gender: Literal["m", "f", "n", ""]


@dataclass(frozen=True)
class Language:
    """Everything that is known of a language. All keys and members are lower case (casefolded) unless said otherwise.

    Gender is "m", "f" or, where a first name is used by both, "mf".
    """

    code: str
    fingerprint: str  # code and short hash of all files, and the short hash of a newsroom's outlets
    # cues.yaml
    verb_cues: Mapping[str, VerbCue]  # by lemma; particle verbs with a space
    verb_forms: Mapping[str, str]  # every inflected form of a verb cue (particle and all) -> its lemma
    noun_cues: Mapping[str, NounCue]
    adjective_cues: Mapping[str, NounCue]
    phrases: Mapping[str, PhraseCue]
    frames: tuple[Frame, ...]
    handed_on: Mapping[str, PhraseCue]  # “obtained by”, “in an interview with”: relays where an outlet follows, nothing otherwise
    hands: Hands
    adverbs: Mapping[str, AdverbCue]
    passives: frozenset[str]  # lemmas: “it is reported that”, “is believed to” have an unspecified source
    hedges: frozenset[str]
    not_a_cue: re.Pattern[str]  # fixed phrases in which a cue word is none; matches lie in running text
    # nouns.yaml
    hearings: frozenset[str]  # courts and inquiries, that hear what others say
    person_nouns: frozenset[str]
    people_nouns: frozenset[str]
    organization_nouns: frozenset[str]
    authority_nouns: frozenset[str]  # bodies that speak in the plural: police, authorities
    outlet_nouns: frozenset[str]
    document_nouns: frozenset[str]
    opaque_people: frozenset[str]  # bare, they place nobody: critics, observers, some
    opaque_unspecified: frozenset[str]  # bare, nobody knows what they are: sources, reports, rumours
    opaque_modifiers: frozenset[str]  # words that leave an opaque noun opaque: multiple, unnamed, three
    quantifiers: frozenset[str]  # before “of”: one, two, some, none
    singular_quantifiers: frozenset[str]  # of these one: one, another, each
    members: frozenset[str]  # alone, some of those spoken of before: another, a third, two
    ambiguous_outlet_nouns: frozenset[str]  # outlets only with a word of news or where an outlet is named: agency, station, paper
    news_modifiers: frozenset[str]
    journalists: frozenset[str]  # who asks the questions for an outlet
    pictures: frozenset[str]  # what they show is narrated unless a clause says it
    originals: frozenset[str]  # records: who lets one out is not its author
    polls: frozenset[str]
    kin: frozenset[str]
    editions: frozenset[str]
    makers: frozenset[str]  # prepositions before whom a document is from
    outlet_sections: frozenset[str]  # behind an outlet's name, still the same outlet: “CNN Politics”
    outlet_pieces: frozenset[str]  # what an outlet publishes: “the AP report said” is the AP
    parties: frozenset[str]
    epithets: frozenset[str]  # what news call a person by who was named before
    sides: frozenset[str]  # what plays under a place's name: club
    outcomes: frozenset[str]  # of a poll or study: results
    studies: frozenset[str]  # known by who issued them: study
    executives: frozenset[str]  # posts that firms have: chief executive
    voices: frozenset[str]  # who speaks for somebody else: lawyer, spokeswoman
    named_by_owner: frozenset[str]  # “his campaign” has his name
    achievements: frozenset[str]  # what somebody has become beside the own trade
    finders: frozenset[str]  # persons who find that something is so
    any_document: frozenset[str]  # “the document” may be any paper
    any_body: frozenset[str]  # “the company” may be any body, “the army” only one that is called so
    country_nouns: frozenset[str]  # what countries are called
    any_person: frozenset[str]  # “the woman” may be anybody
    events: frozenset[str]  # names that end in these are of no body
    callings: frozenset[str]  # “the microbiologist” is whoever has just spoken, where nobody else was called so
    singulars: Mapping[str, str]  # of plurals that are no lemma’s: people -> person
    informed: frozenset[str]  # persons whom only how they know places: sources, critics
    public_bodies: frozenset[str]  # nouns of bodies that no “company” is
    same_thing: Mapping[str, frozenset[str]]  # nouns that take up one another: poll, survey
    outlet_types: Mapping[str, frozenset[str]]  # noun -> types of outlets: newspaper, broadcaster
    # names.yaml
    abbreviations: frozenset[str]  # as written, without their full stop, which ends no sentence: Sen, vs
    inside_names: frozenset[str]  # small words within a name: of, for, the
    known_roles: Mapping[str, frozenset[str]]  # full name -> what all know its bearer to be: nouns, and what stands before these
    known_offices: frozenset[str]  # all of these words
    capitals: Mapping[str, str]  # capital -> country whose government it stands for
    known_people: Mapping[str, str]  # surname -> full name of persons whom news name by surname alone
    organization_openings: frozenset[str]  # first words of names of bodies: Atlético, Banque
    organization_ends: frozenset[str]  # last words of names of bodies: inc, holdings
    legal_forms: frozenset[str]  # those that a name has or leaves out: “Veltra plc”, “Veltra”
    signs_of_a_firm: tuple[str, ...]  # expressions in which NAME stands for a name that is no person's
    signs_of_a_person: tuple[str, ...]  # and for one that is
    weekdays: frozenset[str]
    calendar: frozenset[str]  # weekdays and months, abbreviations too
    editions_of: frozenset[str]  # other times that a paper is of: "this week's New Yorker"
    determiners: frozenset[str]
    definite_determiners: frozenset[str]
    subject_relatives: frozenset[str]  # those that may open a clause whose subject they are
    relatives: frozenset[str]  # these and all others
    once: frozenset[str]
    conditions: frozenset[str]
    contrasts: frozenset[str]
    titles: frozenset[str]  # before names, without full stops: "sen", "prime minister"
    of_two: Mapping[str, str]  # former -> first, latter -> second, couple -> both
    gender_of_title: Mapping[str, str]
    gender_of_noun: Mapping[str, str]
    gender_of_first_name: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]  # first name -> what else its bearers are called
    suffixes: frozenset[str]  # without full stops: jr, iii
    particles: frozenset[str]
    pronouns: Mapping[str, Pronoun]
    countries: Mapping[str, str]  # any name or acronym, without full stops -> the country's name as written
    demonyms: frozenset[str]
    acronyms: Mapping[str, str]  # of well-known bodies, as written, without full stops: FBI -> the full name
    # grammar.yaml
    grammar: Grammar
    # phrases.yaml
    platforms: Mapping[str, str]  # alias -> name as written; look `x` up only for a capital X
    media: Mapping[str, str]  # word or phrase -> medium
    called: re.Pattern[str]  # behind a description, before a name: “which calls itself”
    also_known: re.Pattern[str]  # behind a name, before another one of its bearer: “, the hacker known as”
    terms: re.Pattern[str]  # why or on what terms a source is unnamed
    basis: re.Pattern[str]  # how a source knows
    aged: re.Pattern[str]  # a word that tells an age
    polled: re.Pattern[str]  # those whom a poll asked
    same_occasion: re.Pattern[str]  # what somebody goes on to say where an outlet was named before
    no_comment: re.Pattern[str]
    stale: re.Pattern[str]
    # outlets.yaml
    outlets: Outlets

    def __hash__(self) -> int:
        return hash(self.fingerprint)  # equal ones have the same: what is found with a language can be remembered by it

    @cached_property
    def nouns(self) -> frozenset[str]:
        """All nouns of a listed class."""
        return (
            self.person_nouns | self.people_nouns | self.organization_nouns | self.authority_nouns | self.outlet_nouns
            | self.document_nouns | self.opaque_people | self.opaque_unspecified
        )  # fmt: skip

    @cached_property
    def plural_people(self) -> frozenset[str]:
        """Plurals that need no role to be people: people, parents, Republicans."""
        return frozenset(n for n in self.people_nouns if n.endswith("s") or n in ("people", "folk", "kin"))

    @cached_property
    def phrase_starts(self) -> frozenset[str]:
        """The first words of all fixed phrases, so that sentences without them are passed over at once."""
        return frozenset(key.split(" ")[0] for key in self.phrases)

    @cached_property
    def handed_on_by_start(self) -> dict[str, list[tuple[PhraseCue, tuple[str, ...]]]]:
        """The phrases of `handed_on` by their first words, each with its words without determiners ("in his interview with")."""
        found: dict[str, list[tuple[PhraseCue, tuple[str, ...]]]] = {}
        for phrase in self.handed_on.values():
            words = tuple(form for form in phrase.words if form not in self.determiners)
            found.setdefault(words[0], []).append((phrase, words))
        return found

    @cached_property
    def medium_starts(self) -> frozenset[str]:
        """The first words of all platforms and media, in lower case."""
        return frozenset(key.split(" ")[0] for key in (*self.platforms, *self.media))

    def verb_cue(self, form: str) -> VerbCue | None:
        """The cue verb that has this inflected form, in any letter case; None where the lexicon knows none."""
        lemma = self.verb_forms.get(form.casefold())
        return self.verb_cues[lemma] if lemma is not None else None

    def place(self, name: str) -> str | None:
        """The country that `name` (“U.S.”, “Britain”) is, None for anything else."""
        return self.countries.get(undotted(name))


def undotted(word: str) -> str:
    """`word` as titles, suffixes and countries are looked up: lower case, no full stops."""
    return word.replace(".", "").casefold()
