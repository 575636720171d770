"""What a cue verb's content is: the clause behind it, what stands around it, a quotation, an infinitive or a noun phrase."""

from __future__ import annotations

from provaudit.attribution.clauses import (
    CLOSING_MARKS,
    OPENING_MARKS,
    modal,
    noun_phrase,
    set_off,
    without_complementiser,
    without_edges,
)
from provaudit.attribution.objects import nominal
from provaudit.attribution.report import Report
from provaudit.attribution.subjects import subject
from provaudit.languages.base import Language
from provaudit.languages.grammar import Grammar
from provaudit.languages.schema import Takes
from provaudit.model.parse import Sentence, Word

BARE = 6  # words of a clause that only says who reported it
THAT_WITHIN = 7  # words between a cue and its "that": "said late in life that P"


def content(report: Report, language: Language) -> tuple[list[Word], bool]:
    """The content's words, and whether it stands around a parenthetical reporting clause."""
    found = _clause_behind(report, language)
    if found:
        return found, False
    found, parenthetical = _around(report, language)
    if found:
        return found, parenthetical
    return nominal(report, language.grammar), False


def _clause_behind(report: Report, language: Language) -> list[Word]:
    """ "She said (that) P" · "officials told the Times that P"."""
    sentence, verb = report.sentence, report.verb
    if Takes.THAT not in report.entry.takes:
        return []
    clauses = [w for w in sentence.children(verb, "ccomp", "csubj") if w.id > verb.id and not _bare_report(sentence, w, language)]
    clauses = [w for i, w in enumerate(clauses) if not (i and _reports_what_precedes(sentence, w, language))]
    hung = [
        w
        for hung_on in report.hearer  # the parser's typical fault: "officials told the Times that the plan was dead"
        for w in sentence.children(hung_on, "acl", "ccomp")
        if any(c.form.lower() == "that" and c.upos == "SCONJ" for c in sentence.children(w, "mark"))
    ]
    if hung and (clauses[0].id > hung[0].id if clauses else verb.rel != "ccomp"):
        clauses = hung  # and not "the outlet reported" behind it
    if report.entry.hearer == "object" and not clauses and not hung:  # "told investigators [he had been paid]"
        # "told a closed meeting [the firm “walked off”]": the tree hangs the clause on whoever is told
        behind = [w for told in report.hearer for w in sentence.children(told, "acl", "appos") if w.upos in ("VERB", "AUX")]
        clauses = [w for w in behind if _has_subject(sentence, w)]
        clauses = [w for w in clauses if not _bare_report(sentence, w, language)]
    tells_how = report.entry.lemma in language.grammar.hearing_verbs  # "The court heard how he had sold the van"
    if clauses and (tells_how or not _indirect_question(sentence, verb, clauses[0], language.grammar)):
        words = [w for clause in clauses for w in sentence.subtree(clause) if w.id > max(c.id for c in report.cue)]
        words += [w for c in _modal_conjuncts(sentence, verb, language) for w in sentence.subtree(c)]
        words = [w for w in words if w not in report.source and w not in report.hearer]
        if tells_how and words and words[0].form.casefold() == "how":
            words = words[1:]
        return without_complementiser(without_edges(_plus_gap(sentence, verb, words)))
    behind = [w for w in sentence.words[max(w.id for w in (*report.cue, *report.hearer)) :] if w.upos != "ADV"]
    behind = _without_aside(behind)
    that = next((w for w in behind[:THAT_WITHIN] if w.form.lower() == "that" and w.upos == "SCONJ"), None)
    noun = sentence.words[that.id - 2] if that is not None else None
    if noun is not None and noun.rel == "obj" and noun.lemma.casefold() in language.noun_cues:
        return []  # "share the belief that P": the noun's clause
    if that is not None and not any(w.upos == "VERB" for w in behind[: behind.index(that)]):
        return without_edges([w for w in sentence.words if w.id > that.id])
    return []


def _without_aside(behind: list[Word]) -> list[Word]:
    """ "reported last week[, citing people with knowledge of it,] that P" · "told the BBC[, on condition that they not be
    named,] that P": the words behind a cue without what stands between commas before its clause."""
    commas = [i for i, w in enumerate(behind) if w.form == ","]
    for first in commas[:1]:
        aside = behind[first + 1 : first + 2]
        closing = next((i for i in commas if i > first and behind[i + 1 : i + 2] and behind[i + 1].form.lower() == "that"), None)
        if closing is not None and aside and aside[0].xpos == "VBG":
            return behind[:first] + behind[closing + 1 :]
    return behind


def _has_subject(sentence: Sentence, clause: Word) -> bool:
    """Whether a clause has a subject of its own, and none that stands for the noun before it."""
    subjects = sentence.children(clause, "nsubj")
    return any(w.xpos not in ("WP", "WDT") and w.form.lower() != "that" for w in subjects)


def _bare_report(sentence: Sentence, clause: Word, language: Language) -> bool:
    """ "P, a clerk told the Courier, [AFP reported]": a clause that is nothing but a speaker and a cue is nobody's content."""
    cue = language.verb_cue(clause.form)
    behind = [c for c in sentence.children(clause, "obl", "advmod") if c.id > clause.id]
    dated = [c for c in behind if c.deprel != "obl" or any(w.form.casefold() in language.calendar for w in sentence.subtree(c))]
    times = {w.id for c in dated for w in sentence.subtree(c)}
    words = [w for w in without_edges(sentence.subtree(clause)) if w.id not in times]  # "reported [on Monday]"
    speaker = subject(sentence, clause)
    spoken = {w.id for w in sentence.subtree(speaker)} if speaker is not None else set()
    # "the news agency, [the public broadcaster of the country, VRT, reported]": however long the speaker is
    few = len(words) <= BARE or all(w is clause or w.id in spoken for w in words)
    return cue is not None and Takes.PARENTHETICAL in cue.takes and words[-1] is clause and few


def _reports_what_precedes(sentence: Sentence, clause: Word, language: Language) -> bool:
    """ "Her mother used to say that P, [the novelist writes in the Courier]": a second clause with a cue and speaker of its own."""
    cue = language.verb_cue(clause.form)
    if cue is None or Takes.PARENTHETICAL not in cue.takes or subject(sentence, clause) is None:
        return False
    if sentence.children(clause, "ccomp"):
        return False  # "said his lawyer, Eva Stern, had warned him that P": it has a content of its own
    first = sentence.subtree(clause)[0]
    before = sentence.words[first.id - 2] if first.id > 1 else first
    return "," in (first.form, before.form)


def _around(report: Report, language: Language) -> tuple[list[Word], bool]:
    """ "P, she said, Q" · "“P,” she said" · "Asked about it, she said, “P”"."""
    sentence, verb, takes = report.sentence, report.verb, report.entry.takes
    low, high = report.edges
    around = [w for w in _own_segment(sentence, verb, language) if not low <= w.id <= high]
    before, rest = [w for w in around if w.id < low], [w for w in around if w.id > high]
    quoted_before = any(w.upos != "PUNCT" for w in before) and any(w.form in CLOSING_MARKS for w in before[-3:])
    behind = [w for w in sentence.words if w.id > high]
    if [w.form for w in behind] == [":"] and not quoted_before:
        return [], False  # "In the letter with the parcel, Holm wrote:", and the words are the next paragraph
    opening = next((i for i, w in enumerate(behind[:3]) if w.form in OPENING_MARKS), None)
    if Takes.QUOTE in takes and not quoted_before and opening is not None:
        if any(w.upos == "VERB" for w in behind[:opening]):
            return [], False  # "Responding to the critics, Holm said: “P”": the quotation is the other verb's
        return without_edges(_to_closing_mark(behind)), False
    if quoted_before and not any(w.form in OPENING_MARKS for w in rest):
        around, rest = before, []  # "“I will go,” he said, speaking on CNN"
    if not takes & {Takes.PARENTHETICAL, Takes.QUOTE, Takes.THAT}:
        return [], False
    relative = [w for w in (*sentence.children(verb, "nsubj"), *report.source[:1]) if w.xpos in ("WP", "WDT", "WP$")]
    if verb.deprel == "acl:relcl" and relative and all(w.upos != "PROPN" for w in report.source[1:]):
        return [], False  # "some people who feel that way", "the society, whose teams set out": stands in no content
    beside = Takes.PARENTHETICAL in takes or report.entry.lemma in language.grammar.hearing_verbs  # "P, the court heard"
    if not beside and not any(w.form in CLOSING_MARKS or w.form in OPENING_MARKS for w in around):
        return [], False  # "the push, which began ...", "According to the Post, the list had circulated": nobody says so
    if any(w.id > verb.id and w not in report.hearer for w in sentence.children(verb, "obj", "xcomp")):
        return [], False
    says_something = quoted_before or rest or any(w.finite for w in before)
    own = subject(sentence, verb) is not None  # a participle shares its subject and stands in no clause of its own
    # "“P,” he said after Friday's practice, AFP reported": wherever the tree hangs what follows
    closed = around is before and bool(before) and before[-1].form in CLOSING_MARKS
    if own and report.source and says_something and (closed or set_off(sentence, low, high)):
        return without_edges(around), True
    return [], False


def _to_closing_mark(words: list[Word]) -> list[Word]:
    """The words of one quotation, where no other follows: "said, ‘You start on Monday,’ and I cried"."""
    opening = next(i for i, w in enumerate(words) if w.form in OPENING_MARKS)
    closing = next((i for i, w in enumerate(words) if i > opening and w.form in CLOSING_MARKS), None)
    if closing is None or any(w.form in OPENING_MARKS for w in words[closing + 1 :]):
        return words
    return words[: closing + 1]


def _own_segment(sentence: Sentence, verb: Word, language: Language) -> list[Word]:
    """What a parenthetical cue may speak of: words between semicolons, without clauses that have a cue and speaker of their own.

    "Demand will double, Corvane forecasts, and its chief executive has told investors that Q": Q is not Corvane's.
    """
    stops = [w.id for w in sentence.words if w.form == ";"]
    low = max((s for s in stops if s < verb.id), default=0)
    high = min((s for s in stops if s > verb.id), default=len(sentence.words) + 1)
    others: set[int] = set()
    for word in sentence.words:
        beside = word.rel in ("conj", "advcl", "parataxis") or (word.rel == "ccomp" and _bare_report(sentence, word, language))
        if word.id > verb.id and beside and word.form.casefold() in language.verb_forms:
            speaker = subject(sentence, word)
            if speaker is not None and speaker.id > verb.id and word.upos == "VERB":
                others |= {w.id for w in sentence.subtree(word) if w.id > verb.id}
    return [w for w in sentence.words if low < w.id < high and w.id not in others]


def _modal_conjuncts(sentence: Sentence, verb: Word, language: Language) -> list[Word]:
    """ "expect P, but could lessen Q": the parser's typical fault, a conjunct of the content hung on the cue."""
    return [
        w
        for w in sentence.children(verb, "conj")
        if modal(sentence, w, language.grammar) and subject(sentence, w) is None and w.form.casefold() not in language.verb_forms
    ]


def _plus_gap(sentence: Sentence, verb: Word, words: list[Word]) -> list[Word]:
    """ "meddling the congressman said is designed to sow discord": the antecedent is the clause's missing subject."""
    if verb.rel != "acl" or verb.deprel != "acl:relcl" or any(w.rel in ("nsubj", "csubj") for w in words):
        return words
    antecedent = sentence.head(verb)
    return [*noun_phrase(sentence, antecedent), *words] if antecedent is not None else words


def _indirect_question(sentence: Sentence, verb: Word, clause: Word, grammar: Grammar) -> bool:
    """ "declined to say whether", "asked who had paid": a question is no claim; "which the Times said was false" asks nothing."""
    first = sentence.subtree(clause)[0]
    if verb.deprel == "acl:relcl" and first.id < verb.id:
        return False
    return first.form.lower() in grammar.interrogatives and first.id < clause.id
