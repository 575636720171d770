"""Evidence from clauses of reporting that the tree misreads: by their words and commas alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import MAY_BE_FINITE, negated, noun_phrase, phrase_after, without_edges
from provaudit.attribution.hearers import hearer
from provaudit.attribution.labels import EVIDENCE
from provaudit.attribution.passage import Passage
from provaudit.attribution.phrases import names_a_speaker
from provaudit.attribution.subjects import subject
from provaudit.languages.base import Language, VerbCue
from provaudit.languages.schema import Role, Takes
from provaudit.model.article import UnitType
from provaudit.model.attribution import Scope
from provaudit.model.parse import Sentence, Word

LONGEST_CLAUSE = 14  # words behind the last comma
SHORTEST = 4  # words of a content before it
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
RELATIVE = frozenset({"WP", "WDT"})  # "Holm, [who told the Courier]": a clause about him
TO_THAT = 4  # words between a cue and its "that"


def candidates(passage: Passage) -> Iterator[Candidate]:
    """Clauses behind the last comma, speakers behind their verb, subjects far before it; headlines have others."""
    if passage.kind is not UnitType.HEADLINE:
        yield from _last_clause(passage)
        yield from _inverted(passage)
        yield from _inverted_within(passage)
        yield from _far_subject(passage)


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
    if cue.deprel == "acl:relcl" and any(w.id == cue.head for w in source) and subject(passage.sentence, cue) is not None:
        return None  # "P, a claim the army rejects"
    content = without_edges(words[: comma.id - 1])
    head = next((w for w in source if w.upos in ("NOUN", "PROPN", "PRON") and w.xpos != "PRP$"), None)
    if head is None or source[0].upos in ("SCONJ", "CCONJ", "ADP", "VERB", "AUX", "ADV") or source[0].xpos in RELATIVE:
        return None
    speaks = any(names_a_speaker(w, language) or w.upos == "PROPN" for w in source) or head.upos == "PRON"
    behind = [w for w in clause if w.id > cue.id]
    says = any(w.finite for w in content)
    shows = entry.scope is Scope.EVIDENCE and any(w.lemma.casefold() in language.document_nouns for w in source)
    if (
        not speaks
        or not says
        or not (shows or entry.scope in (Scope.SPEECH, Scope.BELIEF))
        or not entry.takes & {Takes.PARENTHETICAL, Takes.THAT}
    ):
        return None
    if any(w.upos in ("VERB", "AUX", "SCONJ") and w.rel != "amod" for w in behind) or len(content) < SHORTEST:
        return None
    if entry.hearer != "object" and any(w in behind for w in passage.sentence.children(cue, "obj")):
        return None  # "Three managers criticised in the report, families say, still hold their posts": they hold nothing to be true
    return passage.beside(EVIDENCE, entry, cue, source, content, _told(passage, entry, cue, head, behind))


def _told(passage: Passage, entry: VerbCue, cue: Word, speaker: Word, behind: list[Word]) -> list[Word]:
    """Who is told in the words behind the cue: all that stands there, or only [the site] in "told the site in an email"."""
    if entry.hearer != "object" or not behind or behind[-1].form.casefold() not in passage.language.media:
        return behind if entry.hearer == "object" else []
    return hearer(passage.sentence, cue, entry, speaker, passage.language) or behind


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
    return (word.xpos in MAY_BE_FINITE or participle) and word.deprel != "acl"


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
        if not _misread(passage.sentence, cue) or passage.barred(cue):
            continue
        source = list(takewhile(lambda w: w.upos in NOMINAL or w.xpos in ("PRP$", "POS"), words[cue.id :]))
        ends = source and (source[-1].id == len(words) or words[source[-1].id].upos == "PUNCT")
        content = without_edges(words[: comma.id - 1])
        says = any(w.finite for w in content)
        speaks = bool(source) and (source[-1].upos == "PROPN" or (cue.rel == "discourse" and names_a_speaker(source[-1], language)))
        if ends and says and speaks and len(content) >= SHORTEST:
            yield passage.beside(EVIDENCE, entry, cue, source, content)


def _inverted_within(passage: Passage) -> Iterator[Candidate]:
    """ "The club, said the paper, was looking at a keeper": cue and speaker between a subject and its verb, which the tree may give
    to the speaker."""
    words, language = passage.sentence.words, passage.language
    for comma in (w for w in words[:-2] if w.form == ","):
        cue = words[comma.id]
        entry = language.verb_cue(cue.form)
        speaker = phrase_after(passage.sentence, cue.id) or []
        spoken = speaker and speaker[0].id == cue.id + 1 and speaker[-1].upos != "PRON"
        says = entry is not None and {Takes.QUOTE, Takes.PARENTHETICAL} <= entry.takes and cue.xpos in MAY_BE_FINITE
        if entry is None or not (spoken and says) or passage.barred(cue):
            continue
        behind = words[speaker[-1].id : speaker[-1].id + 2]
        goes_on = len(behind) == 2 and behind[0].form == "," and behind[1].finite
        before = words[: comma.id - 1]
        dated = speaker[0].form.casefold() in language.calendar
        if goes_on and before and not dated and not any(w.finite for w in before):
            rest = takewhile(lambda w: w.form != ";", words[behind[0].id :])
            found = passage.beside(EVIDENCE, entry, cue, speaker, [*before, *rest])
            yield replace(found, own=True)


def _misread(sentence: Sentence, cue: Word) -> bool:
    """Whether the tree takes a verb of saying before its speaker for something else."""
    named = [w for w in sentence.children(cue, "obj") if w.id == cue.id + 1 and w.upos == "PROPN"]
    return (
        cue.upos == "NOUN"  # ", counters the co-author, Ida Bell"
        or cue.rel in ("amod", "acl", "discourse")
        or (cue.rel == "parataxis" and any(w.upos == "PROPN" for w in sentence.children(cue, "ccomp")))  # ", noted NBC's Ida Holm"
        or (cue.rel == "advcl" and cue.xpos == "VBN" and bool(named))  # ", cautioned Ama Bow, who"
        or (cue.rel == "conj" and bool(named) and not sentence.children(cue, "cc", "nsubj"))  # ", counters Ida Bell, the co-author"
    )


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
