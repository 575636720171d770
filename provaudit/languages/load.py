"""Loads a language from the YAML files of its folder, once a process."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from provaudit.errors import UsageError
from provaudit.languages.base import AdverbCue, Frame, Language, NounCue, PhraseCue, Pronoun, VerbCue, undotted
from provaudit.languages.grammar import load_grammar
from provaudit.languages.outlets import Outlets, index
from provaudit.languages.read import read
from provaudit.languages.schema import CuesFile, NamesFile, NounsFile, OutletsFile, PhraseEntry, PhrasesFile, PredicateEntry
from provaudit.resources import digest, folder

DATA = frozenset({".yaml", ".txt"})
GAP = "..."  # stands for the source in a phrase


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
    verbs = {lemma: VerbCue(lemma, entry.takes, entry.scope, entry.stance, entry.hearer) for lemma, entry in cues.verbs.items()}
    return Language(
        code=code,
        verb_cues=verbs,
        verb_forms=dict(_forms(verbs, cues)),
        noun_cues=_predicates(cues.nouns),
        adjective_cues=_predicates(cues.adjectives),
        phrases=_phrases({key: entry for key, entry in cues.phrases.items() if GAP not in key}),
        frames=_frames(cues.phrases),
        handed_on=_phrases(cues.handed_on),
        hands=cues.hands,
        adverbs={word: AdverbCue(word, opens=False) for word in cues.adverbs_that_hedge}
        | {word: AdverbCue(word, opens=True) for word in cues.adverbs_that_open},
        passives=cues.passives,
        hedges=cues.hedges,
        not_a_cue=cues.not_a_cue,
        hearings=nouns.hearings,
        person_nouns=nouns.person,
        people_nouns=nouns.people,
        organization_nouns=nouns.organization,
        authority_nouns=nouns.authority,
        outlet_nouns=nouns.outlet,
        document_nouns=nouns.document,
        opaque_people=nouns.opaque_people,
        opaque_unspecified=nouns.opaque_unspecified,
        opaque_modifiers=nouns.opaque_modifiers,
        quantifiers=nouns.quantifiers | nouns.singular_quantifiers,
        singular_quantifiers=nouns.singular_quantifiers,
        members=nouns.members,
        ambiguous_outlet_nouns=nouns.ambiguous_outlet,
        news_modifiers=nouns.news_modifiers,
        journalists=nouns.journalists,
        pictures=nouns.pictures,
        originals=nouns.originals,
        polls=nouns.polls,
        kin=nouns.kin,
        editions=nouns.editions,
        makers=nouns.makers,
        outlet_sections=nouns.outlet_sections,
        outlet_pieces=nouns.outlet_pieces,
        parties=nouns.parties,
        epithets=nouns.epithets,
        sides=nouns.sides,
        outcomes=nouns.outcomes,
        studies=nouns.studies,
        executives=nouns.executives,
        voices=nouns.voices,
        named_by_owner=nouns.named_by_owner,
        achievements=nouns.achievements,
        finders=nouns.finders,
        any_document=nouns.any_document,
        any_body=nouns.any_body,
        country_nouns=nouns.country_nouns,
        any_person=nouns.any_person,
        callings=nouns.callings,
        events=nouns.events,
        singulars=nouns.singulars,
        informed=nouns.opaque_people | nouns.informed,
        public_bodies=nouns.public_bodies,
        same_thing=_groups(nouns.same_thing),
        outlet_types=_by_noun(nouns.outlet_types),
        abbreviations=frozenset(names.abbreviations),
        inside_names=names.inside_names,
        known_roles=names.known_roles,
        known_offices=frozenset().union(*names.known_roles.values()),
        capitals={capital: country for country, capitals in names.capitals.items() for capital in capitals},
        known_people={name.split()[-1].casefold(): name for name in names.known_people},
        organization_openings=names.organization_openings,
        organization_ends=names.organization_ends,
        legal_forms=names.legal_forms,
        signs_of_a_firm=tuple(names.signs_of_a_firm),
        signs_of_a_person=tuple(names.signs_of_a_person),
        weekdays=names.weekdays,
        calendar=names.weekdays | names.calendar,
        editions_of=names.editions_of,
        determiners=names.determiners,
        definite_determiners=names.definite_determiners,
        subject_relatives=names.subject_relatives,
        relatives=names.subject_relatives | names.relatives,
        once=names.once,
        of_two={word: which for which in ("first", "second", "both", "each", "partners") for word in getattr(names.of_two, which)},
        conditions=names.conditions,
        contrasts=names.contrasts,
        titles=frozenset(undotted(t) for t in (*names.titles.m, *names.titles.f, *names.titles.either)),
        gender_of_title=_genders(names.titles.m, names.titles.f, ()),
        gender_of_noun=_genders(names.role_nouns.m, names.role_nouns.f, ()),
        gender_of_first_name=_genders(names.first_names.m, names.first_names.f, names.first_names.either),
        nicknames=_groups([[name.casefold() for name in group] for group in names.nicknames]),
        suffixes=frozenset(map(undotted, names.suffixes)),
        particles=frozenset(word.casefold() for word in names.particles),
        pronouns={
            form: Pronoun(form, entry.person, entry.number, entry.gender) for entry in names.pronouns for form in entry.forms
        },
        countries={undotted(name): name for name in names.countries}
        | {undotted(alias): name for name, aliases in names.also_called.items() for alias in (name, *aliases)},
        demonyms=frozenset(word.casefold() for word in names.demonyms),
        acronyms={alias.replace(".", ""): name for name, aliases in names.bodies.items() for alias in aliases},
        grammar=load_grammar(home / "grammar.yaml"),
        platforms={alias.casefold(): name for name, aliases in phrases.platforms.items() for alias in (name, *aliases)},
        media={word: medium for medium, words in phrases.media.items() for word in words},
        terms=phrases.terms,
        called=phrases.called,
        also_known=phrases.also_known,
        basis=phrases.basis,
        aged=phrases.aged,
        polled=phrases.polled,
        same_occasion=phrases.same_occasion,
        no_comment=phrases.no_comment,
        stale=phrases.stale,
        outlets=_outlets([home / "outlets.yaml", *([outlets] if outlets else [])]),
        fingerprint=_fingerprint(home, outlets),
    )


def _fingerprint(home: Path, outlets: Path | None) -> str:
    """Every file of the folder counts, those too that other modules read: layout, quotation marks, near words, wording."""
    own = f" outlets:{hashlib.sha256(outlets.read_bytes()).hexdigest()[:12]}" if outlets else ""
    return f"{home.name}:{digest(home, (path for path in home.iterdir() if path.suffix in DATA))}{own}"


def _predicates(entries: Mapping[str, PredicateEntry]) -> dict[str, NounCue]:
    return {lemma: NounCue(lemma, entry.scope, entry.stance) for lemma, entry in entries.items()}


def _frames(entries: Mapping[str, PhraseEntry]) -> tuple[Frame, ...]:
    found = []
    for key, phrase in _phrases({key: entry for key, entry in entries.items() if GAP in key}).items():
        before, _, after = key.partition(GAP)
        cue = replace(phrase, lemma=entries[key].lemma or f"{before.strip()} {after.strip()}")
        found.append(Frame(tuple(before.split()), tuple(after.split()), cue))
    return tuple(found)


def _phrases(entries: Mapping[str, PhraseEntry]) -> dict[str, PhraseCue]:
    return {
        words: PhraseCue(tuple(words.split()), entry.lemma or words, entry.role, entry.scope, entry.stance, entry.of_words)
        for words, entry in entries.items()
    }


def _groups(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """Each word of a group with all of its groups' words."""
    found: dict[str, frozenset[str]] = {}
    for words in map(frozenset, groups):
        found |= {word: found.get(word, frozenset()) | words for word in words}
    return found


def _by_noun(types: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Noun -> the types that list it."""
    return {noun: frozenset(t for t, nouns in types.items() if noun in nouns) for nouns in types.values() for noun in nouns}


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
        openings=(word for file in files for word in file.openings),
        stations=(word for file in files for word in file.stations),
    )
