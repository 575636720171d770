"""Which noun phrases of a sentence may be taken up again, whoever or whatever they are: its words and tree alone tell."""

from __future__ import annotations

from itertools import takewhile

from provaudit.attribution.clauses import case, negated, noun_phrase, subject_phrase
from provaudit.entities.descriptions import forms
from provaudit.languages.base import Language
from provaudit.model.parse import Sentence, Shape, Word
from provaudit.remembered import remembered

INSIDE = frozenset({"compound", "flat", "nmod:desc", "fixed", "goeswith", "amod", "det", "nummod"})


@remembered(250)  # sentences: three long articles; a garbage collector walks over all that is kept
def phrases(shape: Shape, language: Language) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The noun phrases of a sentence by the numbers of their words, each behind that of its head."""
    sentence = shape.alone
    found = []
    for word in sentence.words:
        if _refers(sentence, word, language):
            verb = sentence.head(word) if word.rel == "nsubj" else None
            phrase = noun_phrase(sentence, word) if verb is None else subject_phrase(sentence, verb, word)
            phrase = _with_its_name(sentence, word, phrase, language)
            if _may_be_known(word, phrase, language):
                found.append((word.id, tuple([w.id for w in phrase])))
    return tuple(found)


def _refers(sentence: Sentence, word: Word, language: Language) -> bool:
    """Whether a word heads a noun phrase of its own; a pronoun is one only where it is no owner and no relative."""
    if word.upos == "PRON":
        form = word.form.casefold()
        return word.xpos == "PRP" and form in language.pronouns
    if word.upos not in ("NOUN", "PROPN") or word.rel in INSIDE or word.deprel in INSIDE:
        return False
    if word.upos == "NOUN" and case(sentence, word) in language.grammar.predicative_prepositions:
        return False  # "attacked him as a fraud": what somebody is called is nobody else
    if any(c.form.casefold() in language.grammar.negative_determiners for c in sentence.children(word, "det")):
        return False  # "“It has no figure in it”": nobody
    if sentence.children(word, "cop") and negated(sentence, word, language.grammar):
        return False  # "Holm is not a doctor"
    head = sentence.head(word)
    if word.upos == "PROPN" and word.rel == "conj" and any(c.form == "&" for c in sentence.children(word, "cc")):
        return False  # "Bolt & Wray"
    titled = head is not None and head.form[:1].isupper() and head.lemma.casefold() in language.person_nouns
    if titled and word.rel == "nmod" and word.form[:1].isupper() and not sentence.children(word, "det"):
        return False  # "Secretary of State Ann Bell": the State is nobody
    return not (word.rel == "appos" and head is not None and head.upos in ("NOUN", "PROPN"))


def _with_its_name(sentence: Sentence, noun: Word, phrase: list[Word], language: Language) -> list[Word]:
    """ "tenants surveyed by the charity [Hearth] said": a name beside a body's noun, which the tree may take for a subject."""
    if noun.upos != "NOUN" or phrase[-1:] != [noun] or not forms(noun) & language.organization_nouns:
        return phrase
    return [*phrase, *takewhile(lambda w: w.upos == "PROPN" and w.form[:1].isupper(), sentence.words[noun.id :])]


def _may_be_known(word: Word, phrase: list[Word], language: Language) -> bool:
    """False for a lone common noun of no listed class, which reading would find to be nobody: "the long way round"."""
    if word.upos != "NOUN" or forms(word) & language.nouns or any(w.form[:1].isupper() for w in phrase):
        return True
    before = next((w for w in phrase if w.id == word.id - 1), None)
    if before is not None and any(f"{before.form.casefold()} {form}" in language.nouns for form in forms(word)):
        return True
    return any(w.upos in ("CCONJ", "PRON", "NUM") or w.form.casefold() in language.quantifiers for w in phrase)
