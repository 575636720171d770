"""The outlets on or to which something was said, where a fixed phrase tells: "in an interview with Le Monde", "asked on CNN"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from provaudit.attribution.clauses import negated, phrase_after, subject_phrase, with_outlet_name
from provaudit.attribution.subjects import subject
from provaudit.chains.outlets import OutletReader
from provaudit.entities.mention import Mention
from provaudit.languages.base import Language
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import hull

LOOSE = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "PUNCT", "DET", "NUM"})  # what may stand before the nouns of a phrase
MOST_BETWEEN = 4


def named(sentence: Sentence, outside: set[int], outlets: OutletReader, language: Language) -> list[Mention]:
    """The outlets that phrases of one sentence name; `outside` are the ids of its words that are neither source nor content."""
    return list(_handed_on(sentence, outside, outlets, language)) or list(_asked_on(sentence, outside, outlets, language))


def _handed_on(sentence: Sentence, outside: set[int], outlets: OutletReader, language: Language) -> Iterator[Mention]:
    """Outlets behind fixed phrases: "in a long interview with Le Monde", "in comments to the BBC"."""
    for word in sentence.words:
        if word.upos != "ADP" or word.id not in outside:
            continue
        for phrase, nouns in language.handed_on_by_start.get(word.form.casefold(), ()):
            end = _phrase_end(sentence, word.id - 1, nouns)
            target = phrase_after(sentence, end) if end is not None else None
            if target is None:
                continue
            target = with_outlet_name(sentence, target, language.outlet_nouns)
            # whoever interviews is one: "in an interview with Harbor Today"
            asks = not language.grammar.interviews.isdisjoint(phrase.words)
            mention = outlets.read((hull(w.span for w in target),), asks=asks)
            if mention is not None:
                yield mention


def handed_over(sentence: Sentence, outside: set[int], outlets: OutletReader, language: Language) -> list[Mention]:
    """ "In a letter that a clerk passed to the Courier, Holm wrote that P": who gave the paper away, and the outlet that got it."""
    words = sentence.words
    for noun, relative in pairwise(words):
        paper = noun.id in outside and noun.lemma.casefold() in language.document_nouns
        if not paper or relative.form.casefold() not in language.relatives:
            continue
        clause = list(takewhile(lambda w: w.form != ",", words[relative.id :]))
        verb = next((w for w in clause if w.upos == "VERB" and w.lemma.casefold() in language.hands.tells), None)
        if verb is None or verb.id >= len(words) or words[verb.id].form.casefold() not in language.grammar.giving_prepositions:
            continue
        target = phrase_after(sentence, verb.id + 1)
        outlet = outlets.read((hull(w.span for w in target),)) if target else None
        before = [w for w in clause if w.id < verb.id and w.upos != "AUX"]
        giver = outlets.reader.read_words(before) if before else None
        if outlet is not None:
            return [giver, outlet] if giver is not None and giver.known and giver.pronoun is None else [outlet]
    return []


def held(sentence: Sentence, cue: Word, outlets: OutletReader, language: Language) -> Mention | None:
    """ "The Post obtained an e-mail in which a clerk warned that P": the outlet with the paper in whose clause the cue stands."""
    paper = sentence.head(cue) if cue.deprel == "acl:relcl" else None
    verb = sentence.head(paper) if paper is not None and paper.rel == "obj" else None
    if paper is None or verb is None or paper.lemma.casefold() not in language.document_nouns:
        return None
    holder = subject(sentence, verb) if verb.lemma.casefold() in language.hands.draws_on else None
    if holder is None or negated(sentence, verb, language.grammar):
        return None
    return outlets.read((hull(w.span for w in subject_phrase(sentence, verb, holder)),))


def _phrase_end(sentence: Sentence, at: int, phrase: tuple[str, ...]) -> int | None:
    """The number of the word behind a fixed phrase that begins at word number `at`, None where another begins. Before its nouns
    there may be further words: "in an [exclusive phone] interview with"."""
    between = 0
    for number, form in enumerate(phrase):
        while at < len(sentence.words) and sentence.words[at].form.casefold() != form:
            loose = number and (sentence.words[at].upos in LOOSE or sentence.words[at].xpos == "PRP$") and between < MOST_BETWEEN
            if not loose:
                return None
            between, at = between + 1, at + 1
        at += 1
    return at if at < len(sentence.words) else None


def _asked_on(sentence: Sentence, outside: set[int], outlets: OutletReader, language: Language) -> Iterator[Mention]:
    """ "Asked on NBC's “Meet the Press” whether P, she said Q", "Asked about it on NRK, she said": where who is cited was asked."""
    verb, *behind = sentence.words
    if verb.lemma.casefold() not in language.hands.asked or verb.id not in outside or len(behind) < 2:
        return
    asking = list(takewhile(lambda w: w.form != "," and w.upos not in ("SCONJ", "VERB") and w.id in outside, behind))
    for at, word in enumerate(asking):
        if word.form.casefold() in language.grammar.asking_prepositions and asking[at + 1 :]:
            mention = outlets.read((hull(w.span for w in asking[at + 1 :]),))
            if mention is not None and mention.text.casefold() not in language.platforms:
                yield mention
                return
