"""Who is told: whom a cue verb names as its hearer, wherever the tree hangs it."""

from __future__ import annotations

from itertools import takewhile

from provaudit.attribution.clauses import OPENING_MARKS, case, noun_head, noun_phrase
from provaudit.languages.base import Language, VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.parse import Sentence, Word

FAR_TO = 10  # words behind a cue in which "to the Associated Press" is looked for


def hearer(sentence: Sentence, verb: Word, entry: VerbCue, source: Word | None, language: Language) -> list[Word]:
    """Who is told: "told the Times", "confirmed to the Times", "said in an interview with Der Spiegel"."""
    behind = sentence.words[verb.id : verb.id + 1]
    to = bool(behind) and behind[0].form.lower() == "to"
    if to or (entry.hearer == "object" and behind and behind[0].upos != "ADP"):  # but "warned in May that P"
        at = verb.id + 1 if to else verb.id
        name = sentence.words[at : at + 2]
        if len(name) == 2 and name[0].upos == "PROPN" and name[1].form in language.grammar.possessives:
            after = sentence.words[at + 2 : at + 3]
            if not after or (after[0].upos in ("SCONJ", "PUNCT", "PRON") and after[0].form not in OPENING_MARKS):
                return list(name)  # "told Barron’s that P": the mark is of the name
        head = noun_head(sentence, at)
        if head is not None and head is not source and head.id > verb.id and not _no_hearer(head, language):
            phrase = _without_day([w for w in noun_phrase(sentence, head) if w.id > at], language)
            phrase = _without_next_speaker(sentence, phrase)
            siblings = sentence.words[phrase[-1].id :]
            governor, rel = head.head, head.rel
            same = list(takewhile(lambda w: w.upos == "PROPN" and w.head == governor and w.rel == rel, siblings))
            # "told Radio Kossava", of which the tree may make two hearers
            return [*phrase, *(same or _name_behind(sentence, phrase[-1], language))]
    told = [w for w in sentence.children(verb, "iobj", "obj") if w.id > verb.id]  # "wrote the newspaper that P"
    if told and entry.lemma in language.grammar.addressing_verbs:
        phrase = noun_phrase(sentence, told[-1])
        return _name_behind(sentence, phrase[-1], language) or phrase
    heads = [w for w in sentence.children(verb, "obl") if case(sentence, w) == "to" and w.upos in ("NOUN", "PROPN", "PRON")]
    if heads and Takes.NAME not in entry.takes:  # "likened the channel to the BBC"
        return noun_phrase(sentence, heads[0])
    if entry.hearer == "to":  # "confirmed the outline of the deal to the Associated Press": the parser hangs it on the deal
        for word in sentence.words[verb.id : verb.id + FAR_TO]:
            if word.upos in ("VERB", "SCONJ"):
                break
            head = noun_head(sentence, word.id) if word.form.lower() == "to" else None
            if head is not None and head.upos == "PROPN":
                return [w for w in noun_phrase(sentence, head) if w.id > word.id]
    return []


def _name_behind(sentence: Sentence, noun: Word, language: Language) -> list[Word]:
    """ "told the public television [RTV] it was over": the name behind an outlet's noun, which the tree gives to the clause; but
    "told the newspaper Holm had left". And "told state [radio] on Saturday", which it may part too."""
    behind = sentence.words[noun.id :]
    if noun.lemma.casefold() not in language.outlet_nouns:
        return [w for w in behind[:1] if w.form in language.outlet_nouns]
    article = [w for w in behind[:1] if w.upos == "DET" and w.form[:1].isupper()]
    behind = behind[len(article) :]
    name = list(takewhile(lambda w: w.upos in ("PROPN", "NUM", "X") or w.form == "-", behind))
    after = behind[len(name) : len(name) + 1]
    return [*article, *name] if name and after and after[0].upos not in ("VERB", "AUX", "ADV") else []


def _without_day(phrase: list[Word], language: Language) -> list[Word]:
    """ "told the Times [on Monday] that P": the day, which the tree may hang on the hearer."""
    for size in (2, 3):
        if len(phrase) > size and " ".join(w.form.casefold() for w in phrase[-size:]) in language.grammar.times_of_telling:
            return phrase[:-size]
    dated = len(phrase) > 2 and phrase[-2].upos == "ADP" and phrase[-1].form.casefold() in language.calendar
    return phrase[:-2] if dated else phrase


def _without_next_speaker(sentence: Sentence, phrase: list[Word]) -> list[Word]:
    """ "P, the ministry told the agency[, the broadcaster VRT] reported": who stands before the next verb is told nothing."""
    behind = sentence.words[phrase[-1].id : phrase[-1].id + 1] if phrase else []
    comma = next((i for i, w in enumerate(phrase) if w.form == ","), 0)
    return phrase[:comma] if comma and behind and behind[0].upos == "VERB" else phrase


def _no_hearer(word: Word, language: Language) -> bool:
    """ "told on Monday", "told that P", "told: “P”": what stands behind a verb of telling where nobody is told."""
    form = word.form.lower()
    return form == "that" or form in language.weekdays or form in ("“", '"')
