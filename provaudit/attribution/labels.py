"""Evidence from labels: "Police: P", "P: reports", "P, officials say", "P - sources" in headlines; "Leclerc: P" in interviews."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import negated, noun_phrase, subject, without_edges
from provaudit.attribution.contents import CLOSING_MARKS, OPENING_MARKS
from provaudit.attribution.passage import Passage
from provaudit.attribution.phrases import names_a_speaker
from provaudit.attribution.verbs import hears
from provaudit.languages.base import Language
from provaudit.languages.schema import Role, Takes
from provaudit.model.article import UnitType
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import hull

EVIDENCE = "lexicon"
DASHES = frozenset({"-", "–", "—"})
DIVIDERS = frozenset({",", "-", "–", "—", "|"})
LONGEST_LABEL = 5  # words before or after the colon of "Police: P"
LONGEST_CLAUSE = 14  # words behind the last comma
SHORTEST = 4  # words of a content before it
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VB"})
TIME = re.compile(r"\d{1,2}[:.]\d{2}")  # "14:20 Reuters: P"
RELATIVE = frozenset({"WP", "WDT"})  # "Holm, [who told the Courier]": a clause about him
LONGEST_NAME = 3  # words of a speaker's label in an interview
TO_THAT = 4  # words between a cue and its "that"
LONGEST_TAIL = 8  # words of ", officials say"


def candidates(passage: Passage) -> Iterator[Candidate]:
    """Labels before and behind a colon, the tails of headlines, and clauses of reporting that the tree misreads."""
    yield from _colons(passage)
    if passage.kind is UnitType.HEADLINE:
        yield from _tails(passage)
    else:
        yield from _last_clause(passage)
        yield from _inverted(passage)
        yield from _far_subject(passage)


def _colons(passage: Passage) -> Iterator[Candidate]:
    """ "Police: Tractor found in lake" · "Star to retire: reports" · "Leclerc: We open on 4 September"."""
    words = passage.sentence.words
    colons = [w for w in words if w.form == ":"]
    if not colons:
        return
    colon = colons[0] if colons[0].id <= LONGEST_LABEL + 1 else colons[-1]
    before, after = list(words[: colon.id - 1]), without_edges(words[colon.id :])
    if len(before) > 1 and TIME.fullmatch(before[0].form):
        before = before[1:]
    if passage.kind is UnitType.HEADLINE:
        dash = next((w for w in reversed(before) if w.form in DASHES), None)
        if dash is not None and all(w.form.isupper() for w in before[: dash.id - 1]):
            before = before[dash.id :]  # "EXCLUSIVE – Holm: Nobody asked us"
    if follows := _who_follows(before, after, passage):
        source, content = follows, without_edges(before)
    elif passage.kind is UnitType.HEADLINE:
        acting = _who_acts(before, after, words[colon.id :], passage)
        if acting:
            source, content = acting, after
        elif len(before) <= LONGEST_LABEL and _is_label(before, passage):
            source, content = before, after
        elif len(after) <= LONGEST_LABEL and _is_label(after, passage):
            source, content = after, before
        else:
            return
    elif (
        after
        and words[colon.id].form in OPENING_MARKS
        and not any(w.form.casefold() in passage.language.verb_forms for w in before)
    ):
        # "Holm was blunt: “It will not work.”"
        speaker = subject(passage.sentence, passage.sentence.root)
        if speaker is None or speaker.id >= colon.id or _phrase_before(words[: colon.id - 1], passage):
            return
        source, content = noun_phrase(passage.sentence, speaker), after
    elif before and passage.language.outlets.find(" ".join(w.form for w in before)) is not None:
        source, content = before, after  # "14:20 NTV: Two people hurt by falling tiles", of a live blog
    elif 0 < len(before) <= LONGEST_NAME and before[-1].form.casefold() in passage.surnames and words[0].form[:1].isupper():
        if len(before) > 1 and before[0].upos == "VERB":
            return  # "Said Holm: “P”"
        source, content = before, after
    else:
        return
    if len(content) > 1:
        yield passage.candidate(EVIDENCE, colon, [colon], content, lemma=":", source=source, parenthetical=True)


def _phrase_before(words: Sequence[Word], passage: Passage) -> bool:
    """ "In the view of Holm, the law is simple: “P”": a phrase that has a source already."""
    forms = [w.form.casefold() for w in words]
    return any(" ".join(forms[:size]) in passage.language.phrases for size in range(2, 6))


def _who_follows(before: list[Word], after: list[Word], passage: Passage) -> list[Word]:
    """ "‘Nobody came’: ferry survivors describe night", "“I just ran”: Dana Wilk outside the flats": whom the words behind a
    quotation open with; empty where they name nobody."""
    said = hull(w.span for w in before).of(passage.text) if before and after else ""
    if len(before) < 3 or said[:1] not in OPENING_MARKS or said[-1:] not in CLOSING_MARKS:
        return []
    end = next((i for i, w in enumerate(after) if w.upos in ("VERB", "AUX", "ADP", "PUNCT", "ADV", "SCONJ")), len(after))
    speaker = after[:end]
    role = next((i for i, w in enumerate(speaker) if w.upos == "NOUN" and names_a_speaker(w, passage.language)), None)
    if role is not None and all(w.upos == "ADJ" for w in speaker[role + 1 :]):
        speaker = speaker[: role + 1]  # "‘I will not go’: mayor defiant after raid"
    if speaker and speaker[-1].form.casefold() in passage.surnames:
        return speaker
    return speaker if speaker and passage.kind is UnitType.HEADLINE and names_a_speaker(speaker[-1], passage.language) else []


def _who_acts(before: list[Word], after: list[Word], behind: Sequence[Word], passage: Passage) -> list[Word]:
    """ "Ida Holm Grills Bank Chief: ‘You Knew’": whose act stands before a quotation in a headline; empty where there is none."""
    if not after or behind[0].form not in OPENING_MARKS or behind[-1].form not in CLOSING_MARKS | {"."}:
        return []
    verb = next((w for w in before[1:] if w.xpos in FINITE), None)
    name = [w for w in before if verb is not None and w.id < verb.id]
    known = name and name[-1].form.casefold() in passage.surnames
    return name if known else []


def _tails(passage: Passage) -> Iterator[Candidate]:
    """ "Bridge to close for a year, officials say", "... - sources": what the parser of full sentences often misreads."""
    words = list(passage.sentence.words)
    while words and words[-1].upos == "PUNCT":
        words.pop()
    at = next((i for i in range(len(words) - 2, max(1, len(words) - LONGEST_TAIL - 1), -1) if words[i].form in DIVIDERS), None)
    if at is None:
        return
    language = passage.language
    entry = language.verb_cue(words[-1].form)
    telling = language.verb_cue(words[-2].form)
    told = telling is not None and telling.hearer == "object" and words[at].form == "," and at + 3 < len(words)
    if telling is not None and told and words[-1].form[:1].isupper() and language.outlets.short(words[-1].form):
        # "Army to leave, officials tell Post"
        yield passage.beside(EVIDENCE, telling, words[-2], words[at + 1 : -2], words[:at], words[-1:])
        return
    if entry is not None and words[at].form == "," and at + 2 < len(words):
        cue, source = [words[-1]], words[at + 1 : -1]
    elif words[at].form != "," and _is_label(words[at + 1 :], passage):
        cue, source = [words[at]], words[at + 1 :]
    else:
        return
    # "Trains were ‘death traps’, inquiry told", "..., court hears": who said it is not said
    hearing = entry is not None and (entry.hearer == "object" or entry.lemma in language.grammar.hearing_verbs)
    heard = hearing and any(hears(w, language) for w in source)
    yield passage.candidate(
        EVIDENCE,
        cue[0],
        cue,
        words[:at],
        lemma=entry.lemma if entry is not None else cue[0].form,
        scope=entry.scope if entry is not None else Scope.SPEECH,
        stance=entry.stance if entry is not None else Stance.NEUTRAL,
        source=[] if heard else source,
        parenthetical=True,
        impersonal=heard,
    )


def _last_clause(passage: Passage) -> Iterator[Candidate]:
    """ "P, sources who reviewed them told POLITICO": the clause behind the last comma, by its words alone.

    The parser reads such an end as one more noun phrase often enough; where it reads it well, this says the same.
    """
    words, language = list(passage.sentence.words), passage.language
    if words[-1].form == ":":
        return  # "In the text that came with it, Holm wrote:", and the words are the next paragraph
    tail = next((w for w in words[:-1] if w.form == "," and _cites(words[w.id], language)), None)
    words = words[: tail.id - 1] if tail is not None else words
    found = _clause_behind_comma(passage, words)
    if found is not None:
        yield found
    if found is not None and not found.hearer and all(w.upos in ("PROPN", "DET") for w in _within(passage, found)):
        # "P, lawmakers said after a briefing by the agency, Yonhap reported": once more without the outlet
        before = _clause_behind_comma(passage, [w for w in words if w.span.end < found.source[0].start - 1])
        if before is not None:
            yield before


def _within(passage: Passage, candidate: Candidate) -> list[Word]:
    return [w for span in candidate.source for w in passage.sentence.within(span)]


def _clause_behind_comma(passage: Passage, words: list[Word]) -> Candidate | None:
    """The reporting clause behind the last comma of some words, where there is one."""
    language = passage.language
    comma = next((w for w in reversed(words) if w.form == "," and w.id < words[-1].id), None)
    if comma is None or len(words) - comma.id > LONGEST_CLAUSE:
        return None
    clause = _up_to_phrase(without_edges(words[comma.id :]), language)
    verbs = [w for w in clause if _acts(passage.sentence, w)]  # "Holm said in a statement [e-mailed] to the Herald"
    cue = next((w for w in reversed(verbs) if w.form.casefold() in language.verb_forms), None)
    if cue is None and len(clause) > 1 and clause[-1].form.casefold() in language.verb_forms:
        name = " ".join(w.form for w in clause[:-1])
        if language.outlets.find(name) or language.outlets.short(name):
            cue = clause[-1]  # "..., the Times notes", which the tree takes for a noun
    if cue is None or passage.barred(cue):
        return None
    entry = language.verb_cues[language.verb_forms[cue.form.casefold()]]
    if negated(passage.sentence, cue, language.grammar):
        return None  # "Who had switched it off, the report does not say"
    source = [w for w in clause if w.id < cue.id]
    content = without_edges(words[: comma.id - 1])
    head = next((w for w in source if w.upos in ("NOUN", "PROPN", "PRON") and w.xpos != "PRP$"), None)
    if head is None or source[0].upos in ("SCONJ", "CCONJ", "ADP", "VERB", "AUX", "ADV") or source[0].xpos in RELATIVE:
        return None
    speaks = any(names_a_speaker(w, language) or w.upos == "PROPN" for w in source) or head.upos == "PRON"
    behind = [w for w in clause if w.id > cue.id]
    says = any(w.feat("VerbForm") == "Fin" or w.xpos == "MD" for w in content)
    if not speaks or not says or entry.scope is not Scope.SPEECH or not entry.takes & {Takes.PARENTHETICAL, Takes.THAT}:
        return None
    if any(w.upos in ("VERB", "AUX", "SCONJ") and w.rel != "amod" for w in behind) or len(content) < SHORTEST:
        return None
    hearer = behind if entry.hearer == "object" else []
    return passage.beside(EVIDENCE, entry, cue, source, content, hearer)


def _up_to_phrase(clause: list[Word], language: Language) -> list[Word]:
    """ "Holm said in a statement[, or no comma,] according to the Courier": the clause without who passes it on."""
    for at in range(1, len(clause) - 1):
        phrase = language.phrases.get(f"{clause[at].form} {clause[at + 1].form}".casefold())
        if phrase is not None and phrase.role is Role.SOURCE_FOLLOWS:
            return clause[:at]
    return clause


def _acts(sentence: Sentence, word: Word) -> bool:
    """Whether a verb may be finite: "said" may be taken for a participle, but stands without "was" and "has" then."""
    participle = word.xpos == "VBN" and word.rel in ("ccomp", "parataxis") and not sentence.children(word, "aux")
    return (word.xpos in FINITE or participle) and word.deprel != "acl"


def _cites(word: Word, language: Language) -> bool:
    """ "P, Reuters reported, [citing two officials]": what follows is no part of the reporting clause."""
    phrase = language.phrases.get(word.form.casefold())
    return phrase is not None and phrase.role is Role.CITED_FOLLOWS


def _inverted(passage: Passage) -> Iterator[Candidate]:
    """ "The sample was small, cautioned ecologist Renske Vaal": cue and speaker that the tree joins to one noun phrase."""
    words, language = passage.sentence.words, passage.language
    for comma in (w for w in words[:-2] if w.form == ","):
        cue = words[comma.id]
        entry = language.verb_cue(cue.form)
        if entry is None or entry.scope is not Scope.SPEECH or Takes.PARENTHETICAL not in entry.takes:
            continue
        if cue.rel not in ("amod", "acl") or passage.barred(cue):
            continue
        source = list(takewhile(lambda w: w.upos in NOMINAL, words[cue.id :]))
        ends = source and (source[-1].id == len(words) or words[source[-1].id].upos == "PUNCT")
        content = without_edges(words[: comma.id - 1])
        says = any(w.feat("VerbForm") == "Fin" or w.xpos == "MD" for w in content)
        if ends and says and source[-1].upos == "PROPN" and len(content) >= SHORTEST:
            yield passage.beside(EVIDENCE, entry, cue, source, content)


def _far_subject(passage: Passage) -> Iterator[Candidate]:
    """ "The Post, citing messages between two aides, reported that P": the tree takes the outlet for all there is and hangs the cue
    on what stands between."""
    sentence, language = passage.sentence, passage.language
    root = sentence.root
    source = noun_phrase(sentence, root) if root.upos in ("NOUN", "PROPN") else []
    if not source or source[0].id != 1:
        return
    for comma in (w for w in sentence.words[source[-1].id : -2] if w.form == ","):
        cue = sentence.words[comma.id]
        entry = language.verb_cue(cue.form)
        that = next((w for w in sentence.words[cue.id : cue.id + TO_THAT] if w.form.casefold() == "that"), None)
        if comma.id <= source[-1].id + 1 or entry is None or that is None or Takes.THAT not in entry.takes or cue.rel != "acl":
            continue
        yield passage.candidate(
            EVIDENCE,
            cue,
            [cue],
            list(sentence.words[that.id :]),
            lemma=entry.lemma,
            scope=entry.scope,
            stance=entry.stance,
            source=source,
            own=True,
        )
        return


def _is_label(words: list[Word], passage: Passage) -> bool:
    """Whether a headline's short end names a source: a role, body, document or outlet, or somebody whom the article names."""
    if not words or any(w.upos in ("VERB", "AUX") and w.feat("VerbForm") == "Fin" for w in words[:-1]):
        return False
    if words[0].upos == "ADP":
        return False  # "‘We ate grass’: inside the siege of Tarhun"
    name = " ".join(w.form for w in words)
    last = words[-1]
    known = last.form.casefold() in passage.surnames or passage.language.outlets.find(name) is not None
    return known or names_a_speaker(last, passage.language)
