"""Who says what a participle says, where it has no subject of its own."""

from __future__ import annotations

from itertools import takewhile

from provaudit.attribution.clauses import passive
from provaudit.attribution.subjects import subject
from provaudit.languages.base import Language
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope
from provaudit.model.parse import Sentence, Word

IN_A_NAME = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ"})


def shown(sentence: Sentence, verb: Word, language: Language) -> Word | None:
    """ "held [banners] proclaiming “P”", "cuts to footage of [Holm] saying “P”", whatever the tree hangs the participle on."""
    entry = language.verb_cue(verb.form)
    if not _bare(sentence, verb) or verb.id < 3 or entry is None or Takes.QUOTE not in entry.takes:
        return None
    before = sentence.words[verb.id - 2]
    if before.upos == "NOUN" and before.lemma.casefold() in language.grammar.held_up:
        marks = {c.form.casefold() for c in sentence.children(before, "case")}
        return before if marks <= language.grammar.absolute_marks else None  # "with banners proclaiming P"
    name = list(takewhile(lambda w: w.upos in IN_A_NAME, reversed(sentence.words[: verb.id - 1])))
    behind = sentence.words[: verb.id - 1 - len(name)][-2:]  # "footage of"
    pictured = len(behind) > 1 and behind[1].form.casefold() in language.makers and behind[0].lemma.casefold() in language.pictures
    if not pictured or any(w.form.casefold() in language.calendar for w in name):
        return None  # "a series of posts late on Monday saying that P"
    ids = {w.id for w in name}
    head = next((w for w in name if w.head not in ids), None)
    return head if head is not None and (head.upos != "NOUN" or _is_human(head, language)) else None


def _is_human(noun: Word, language: Language) -> bool:
    words = {noun.form.casefold(), noun.lemma.casefold()}
    return not (words.isdisjoint(language.person_nouns) and words.isdisjoint(language.people_nouns))


def speaker_before(sentence: Sentence, verb: Word, language: Language) -> Word | None:
    """ "An official told the Times that P, warning Q": the participle shares the speaker of the cue before it."""
    if not _bare(sentence, verb):
        return None
    for word in reversed(sentence.words[: verb.id - 1]):
        entry = language.verb_cue(word.form)
        says = word.upos == "VERB" and entry is not None and entry.scope is Scope.SPEECH
        if says and not passive(sentence, word, language.grammar):
            found = subject(sentence, word)
            if found is not None:
                return found
    return None


def _bare(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb is a participle of the present without an auxiliary."""
    return verb.xpos == "VBG" and not sentence.children(verb, "aux")
