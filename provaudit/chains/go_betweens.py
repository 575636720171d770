"""Who makes known what somebody else says: "said through his lawyer", "in a note read out by her daughter"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from provaudit.attribution.clauses import noun_phrase, phrase_after
from provaudit.attribution.subjects import subject
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence, Word

REACH = 8  # words between a paper's verb and who read it out


def named(sentence: Sentence, outside: set[int], reader: MentionReader, language: Language) -> list[Mention]:
    """The go-between that one sentence names, if any; `outside` are the ids of its words that are neither source nor content."""
    found = [*_through(sentence, outside, reader, language), *_passing_on(sentence, outside, reader, language)]
    return found[:1]


def _through(sentence: Sentence, outside: set[int], reader: MentionReader, language: Language) -> Iterator[Mention]:
    """ "Through his lawyer, Holm said P" · "In a statement released through the police, the family said P"."""
    for word in sentence.words:
        if word.id not in outside or word.form.casefold() not in language.grammar.through_prepositions:
            continue
        phrase = phrase_after(sentence, word.id)
        phrase = phrase + _name_behind(sentence, phrase[-1]) if phrase else phrase
        mention = reader.read_words(phrase) if phrase and {w.id for w in phrase} <= outside else None
        before = sentence.words[word.id - 2] if word.id > 1 else word
        released = before.xpos == "VBN" and before.lemma.casefold() in language.hands.passes
        if mention is not None and (_voice(mention, language) or (released and _somebody(mention))):
            yield mention


def _name_behind(sentence: Sentence, noun: Word) -> list[Word]:
    """ "Speaking through her lawyer[, Anders Quist], Ms Vale said": a name between commas that the tree takes for the subject."""
    comma, *behind = sentence.words[noun.id :] or [noun]
    name = list(takewhile(lambda w: w.upos == "PROPN", behind))
    closing, *rest = behind[len(name) :] or [noun]
    subject_follows = bool(rest) and rest[0].upos in ("PROPN", "NOUN", "PRON", "DET")
    return [comma, *name] if name and comma.form == "," == closing.form and subject_follows else []


def _passing_on(sentence: Sentence, outside: set[int], reader: MentionReader, language: Language) -> Iterator[Mention]:
    """ "In a text message read to the jury by the prosecutor, he said P" · "wrote in a message that the court's clerk quoted"."""
    for noun in sentence.words:
        if noun.id not in outside or noun.lemma.casefold() not in language.document_nouns:
            continue
        clause = list(takewhile(lambda w: w.form != "," and w.id in outside, sentence.words[noun.id : noun.id + REACH]))
        verb = next((w for w in clause if w.upos == "VERB"), None)
        if verb is None or verb.lemma.casefold() not in language.hands.passes:
            continue
        by = next((w for w in clause if w.form.casefold() in language.grammar.agent_prepositions and w.id > verb.id), None)
        who = phrase_after(sentence, by.id) if by is not None else _subject(sentence, verb, noun)
        mention = reader.read_words([w for w in who if w.id in outside]) if who else None
        if mention is not None and _somebody(mention):
            yield mention


def _subject(sentence: Sentence, verb: Word, noun: Word) -> list[Word] | None:
    found = subject(sentence, verb)
    if found is None or found.upos == "PRON" or not noun.id < found.id < verb.id or sentence.children(found, "case"):
        return None  # "in a letter to colleagues released on Monday": they have released nothing
    return noun_phrase(sentence, found)


def _voice(mention: Mention, language: Language) -> bool:
    return not language.voices.isdisjoint({mention.head, *(mention.role or "").casefold().split()[-1:]})


def _somebody(mention: Mention) -> bool:
    """Whether a mention is a person or a body that is placed, and no outlet, which other rules find."""
    kinds = (Kind.PERSON, Kind.PEOPLE, Kind.ORGANIZATION)
    return mention.known and mention.kind in kinds and mention.naming is not Naming.OPAQUE and mention.pronoun is None
