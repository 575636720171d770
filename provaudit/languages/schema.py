"""The shape of a language's YAML files: strict models, in which a misspelt key or an unknown value is an error."""

from __future__ import annotations

from enum import StrEnum
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from provaudit.languages.fields import LowerWords, Patterns, Strict, Words, WordSet
from provaudit.languages.outlets import Outlet, parse_outlet
from provaudit.model.attribution import Scope, Stance


class Takes(StrEnum):
    """What follows a verb when it is an attribution; without it (or a phrase of source) it is none."""

    THAT = "that"  # a finite clause, with or without complementiser
    QUOTE = "quote"
    OBJECT = "object"  # a noun phrase that is the content: accuse X, announce X
    THING = "thing"  # a noun phrase alone is a claim too, where other verbs of judging need what it is judged: describe a scene
    NAME = "name"  # a noun phrase and what it is called: call X Y, liken X to Y; without the second there is no claim
    TO = "to"  # an infinitive: claim to be
    GERUND = "gerund"  # deny having met him
    AS = "as"  # describe X as Y
    OF = "of"  # a prepositional phrase: accuse X of Y, complain about Y, blame Y on X
    AT = "at"  # an amount: put the toll at 40
    FIGURE = "figure"  # an object that opens with a number: speak of forty bodies
    PARTICULAR = "particular"  # what there is to know, and what it is: give a figure of 12, give the cause as fog
    PARENTHETICAL = "parenthetical"  # may stand within or after its content: P, she said


class Role(StrEnum):
    """Where the source and the content of a phrase stand."""

    SOURCE_FOLLOWS = "source_follows"  # according to X, P
    SOURCE_IS_SUBJECT = "source_is_subject"  # X made it clear that P
    CITED_FOLLOWS = "cited_follows"  # an outlet or author relays what follows: Z reported, citing X
    RELAYED_BY = "relayed_by"  # the outlet that follows carried it: first reported by Z
    SOURCE_WITHIN = "source_within"  # in X's words, as X put it: "..." stands for the source


def _takes(value: object) -> object:
    """`that quote` as a set of `Takes`."""
    if not isinstance(value, str):
        return value
    known = set(Takes)
    unknown = [word for word in value.split() if word not in known]
    if unknown:
        raise ValueError(f"“{unknown[0]}” is none of {', '.join(Takes)}")
    return frozenset(Takes(word) for word in value.split())


TakesSet = Annotated[frozenset[Takes], BeforeValidator(_takes)]
StanceField = Annotated[Stance, Field(strict=False)]
ScopeField = Annotated[Scope, Field(strict=False)]
RoleField = Annotated[Role, Field(strict=False)]


def _lines(value: object) -> object:
    """A block of text as a list of its lines, so that a mistake is shown on its own line."""
    return value.rstrip("\n").split("\n") if isinstance(value, str) else value


OutletLine = Annotated[Outlet, BeforeValidator(parse_outlet)]


class VerbEntry(Strict):
    """A verb cue; particle verbs are written with a space (`point out`)."""

    takes: TakesSet
    scope: ScopeField = Scope.SPEECH
    stance: StanceField = Stance.NEUTRAL
    hearer: Literal["object", "to"] | None = None  # where the one who is told stands: tell X, confirm to X
    example: str | None = None  # for who reads the file, and for tests


class PredicateEntry(Strict):
    """A noun or adjective whose complement is a content: `the claim that P`, `X is sure that P`."""

    scope: ScopeField = Scope.SPEECH
    stance: StanceField = Stance.NEUTRAL
    example: str | None = None  # for who reads the file, and for tests


class PhraseEntry(Strict):
    """A fixed phrase that attributes."""

    role: RoleField
    lemma: str | None = None  # of the cue, where it is not the phrase itself
    scope: ScopeField = Scope.SPEECH
    stance: StanceField = Stance.NEUTRAL
    # Of a quotation right before it no more is attributed: “In May it closed, “for good”, in the words of X”
    of_words: bool = False
    example: str | None = None  # for who reads the file, and for tests


class Hands(Strict):
    """Lemmas of verbs by how a thing changes hands: X told Z · Z spoke to X · seen by Z · Z carried it."""

    appears: WordSet  # a source is on an outlet with it
    asked: WordSet  # “asked on CNN whether P, she said”
    tells: WordSet  # a source gives it to an outlet
    draws_on: WordSet  # an outlet takes it from a source
    taken_by: WordSet  # passives with the outlet as agent
    carries: WordSet  # an outlet prints or airs what another had
    passes: WordSet  # anybody makes known what another says
    lets_out: WordSet  # anybody makes a recording or a record known: “minutes released by a court”


class Inflection(Strict):
    """How regular verbs are inflected: `forms` are replacements of the whole lemma where `ends` matches it wholly."""

    ends: str
    forms: str


class CuesFile(Strict):
    """cues.yaml."""

    verbs: dict[str, VerbEntry]
    nouns: dict[str, PredicateEntry]
    adjectives: dict[str, PredicateEntry]
    phrases: dict[str, PhraseEntry]
    handed_on: dict[str, PhraseEntry]  # count only where an outlet follows
    hands: Hands
    adverbs_that_open: LowerWords
    adverbs_that_hedge: LowerWords
    passives: WordSet  # verbs that, in the passive and without an agent, report a claim of an unspecified source
    hedges: WordSet
    not_a_cue: Patterns
    inflections: list[Inflection]
    irregular: dict[str, LowerWords]


class NounsFile(Strict):
    """nouns.yaml: singular lemmas in lower case."""

    hearings: WordSet  # “the court heard that P”: whoever listens there is no source

    person: WordSet
    people: WordSet
    organization: WordSet
    authority: WordSet
    outlet: WordSet
    document: WordSet
    opaque_people: WordSet
    opaque_unspecified: WordSet
    opaque_modifiers: WordSet
    quantifiers: WordSet
    singular_quantifiers: WordSet
    members: WordSet
    ambiguous_outlet: WordSet
    news_modifiers: WordSet
    journalists: WordSet
    pictures: WordSet
    originals: WordSet
    polls: WordSet
    kin: WordSet
    editions: WordSet
    makers: WordSet
    outlet_sections: WordSet
    outlet_pieces: WordSet
    parties: WordSet
    epithets: WordSet
    sides: WordSet
    outcomes: WordSet
    studies: WordSet
    executives: WordSet
    voices: WordSet
    named_by_owner: WordSet
    achievements: WordSet
    finders: WordSet
    any_document: WordSet
    any_body: WordSet
    country_nouns: WordSet
    any_person: WordSet
    callings: WordSet
    events: WordSet
    singulars: dict[str, str]
    informed: WordSet  # beside opaque people
    public_bodies: WordSet
    same_thing: list[LowerWords]
    outlet_types: dict[str, LowerWords]


class Gendered(Strict):
    """Words by the gender they tell."""

    m: Words
    f: Words
    either: Words = ()

    @model_validator(mode="after")
    def _tells_one(self) -> Self:
        for one, other in combinations((self.m, self.f, self.either), 2):
            if both := sorted(set(one) & set(other)):
                raise ValueError(f"“{both[0]}” is in two of the lists")
        return self


class PronounEntry(Strict):
    """One paradigm. `forms` are all of it: subject, object, possessive, reflexive."""

    forms: LowerWords
    person: Literal[1, 2, 3]
    number: Literal["singular", "plural"]
    gender: Literal["m", "f", "n", ""] = ""


class OfTwo(Strict):
    """Descriptions of the first, the second, and both of two who were just named, together or each apart."""

    first: LowerWords
    second: LowerWords
    both: LowerWords
    each: LowerWords
    partners: LowerWords


class NamesFile(Strict):
    """names.yaml."""

    titles: Gendered
    role_nouns: Gendered
    first_names: Gendered
    nicknames: list[Words]
    suffixes: Words
    particles: Words
    abbreviations: Words
    inside_names: WordSet
    known_people: Words
    known_roles: dict[str, WordSet]
    organization_openings: WordSet
    organization_ends: WordSet
    legal_forms: WordSet
    signs_of_a_firm: list[str]  # expressions with NAME in them
    signs_of_a_person: list[str]
    weekdays: WordSet
    calendar: WordSet  # months and abbreviations
    editions_of: WordSet
    determiners: WordSet
    definite_determiners: WordSet
    subject_relatives: WordSet
    relatives: WordSet  # beside those
    once: WordSet  # tell what somebody was: a description with one of them is seldom all that names a person
    of_two: OfTwo
    conditions: WordSet  # open clauses about what is only supposed
    contrasts: WordSet  # open clauses that set what somebody else says against what was said
    pronouns: list[PronounEntry]
    countries: Words
    also_called: dict[str, Words]
    capitals: dict[str, Words]
    demonyms: Words
    bodies: dict[str, Words]


class PhrasesFile(Strict):
    """phrases.yaml."""

    platforms: dict[str, Words]
    media: dict[str, LowerWords]
    terms: Patterns
    called: Patterns
    also_known: Patterns
    basis: Patterns
    aged: Patterns
    polled: Patterns
    same_occasion: Patterns
    no_comment: Patterns
    stale: Patterns


class OutletsFile(Strict):
    """outlets.yaml, and a newsroom's own list: by type a block of lines `Name: country | aliases, ~short form | domains`."""

    outlets: dict[str, Annotated[list[OutletLine], BeforeValidator(_lines)]]
    ambiguous: LowerWords = ()
    patterns: LowerWords = ()
    weak_patterns: LowerWords = ()
    openings: LowerWords = ()
    stations: LowerWords = ()
