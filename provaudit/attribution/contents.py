"""What a cue verb's content is: the clause behind it, what stands around it, a quotation, an infinitive or a noun phrase."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from provaudit.attribution.clauses import (
    case,
    modal,
    noun_phrase,
    set_off,
    subject,
    without_complementiser,
    without_edges,
)
from provaudit.languages.base import Language, VerbCue
from provaudit.languages.grammar import Grammar
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope
from provaudit.model.parse import Sentence, Word

OPENING_MARKS = frozenset("“\"‘«'") | {"``", "''"}
CLOSING_MARKS = frozenset("”\"’»'") | {"''"}
BEHIND_THE_CUE = frozenset({"obl", "advmod", "iobj", "obj", "nsubj", "discourse", "compound", "aux"})
BARE = 6  # words of a clause that only says who reported it
NEAR = 40  # words between a verb and its subject; further off the parser has lost its way
THAT_WITHIN = 7  # words between a cue and its "that": "said late in life that P"
HEAP = 4  # words of an object of "said" that must be a clause


@dataclass(frozen=True, slots=True)
class Report:
    """A cue verb with its source and hearer, before its content is known."""

    sentence: Sentence
    verb: Word
    entry: VerbCue
    cue: list[Word]
    source: list[Word]
    hearer: list[Word]

    @property
    def edges(self) -> tuple[int, int]:
        """First and last word id of the reporting clause, its content left out: "the official told the Times on Monday"."""
        sentence, verb = self.sentence, self.verb
        near = [w.id for w in (*self.source, *self.cue, *self.hearer) if abs(w.id - verb.id) <= NEAR]
        low, high = min(near), max(near)
        behind = {
            w.id
            for child in sentence.children(verb)
            if child.id > verb.id and child.rel in BEHIND_THE_CUE
            for w in sentence.subtree(child)
        }
        behind |= {w.id for word in self.source for w in sentence.subtree(word) if w.id > verb.id}  # "said Oake, who runs the café"
        while high + 1 in behind:
            high += 1
        return low, high


def content(report: Report, language: Language) -> tuple[list[Word], bool]:
    """The content's words, and whether it stands around a parenthetical reporting clause."""
    found = _clause_behind(report, language)
    if found:
        return found, False
    found, parenthetical = _around(report, language)
    if found:
        return found, parenthetical
    return _nominal(report, language.grammar), False


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
        clauses = [w for told in report.hearer for w in sentence.children(told, "acl") if _has_subject(sentence, w)]
        clauses = [w for w in clauses if not _bare_report(sentence, w, language)]
    if clauses and not _indirect_question(sentence, clauses[0], language.grammar):
        words = [w for clause in clauses for w in sentence.subtree(clause) if w.id > max(c.id for c in report.cue)]
        words += [w for c in _modal_conjuncts(sentence, verb, language) for w in sentence.subtree(c)]
        words = [w for w in words if w not in report.source and w not in report.hearer]
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
    """ "reported last week[, citing people with knowledge of it,] that P": the words behind a cue without what it cites between."""
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
    times = {
        w.id for c in sentence.children(clause, "obl", "obl:unmarked", "advmod") if c.id > clause.id for w in sentence.subtree(c)
    }
    words = [w for w in without_edges(sentence.subtree(clause)) if w.id not in times]  # "reported [on Monday]"
    return cue is not None and Takes.PARENTHETICAL in cue.takes and words[-1] is clause and len(words) <= BARE


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
    opening = next((i for i, w in enumerate(behind[:3]) if w.form in OPENING_MARKS), None)
    if Takes.QUOTE in takes and not quoted_before and opening is not None:
        if any(w.upos == "VERB" for w in behind[:opening]):
            return [], False  # "Responding to the critics, Holm said: “P”": the quotation is the other verb's
        return without_edges(_to_closing_mark(behind)), False
    if quoted_before and not any(w.form in OPENING_MARKS for w in rest):
        around, rest = before, []  # "“I will go,” he said, speaking on CNN"
    if not takes & {Takes.PARENTHETICAL, Takes.QUOTE, Takes.THAT}:
        return [], False
    if verb.deprel == "acl:relcl" and any(w.xpos in ("WP", "WDT") for w in sentence.children(verb, "nsubj")):
        return [], False  # "some people who feel that way" stands in no content
    if Takes.THAT not in takes and not any(w.form in CLOSING_MARKS or w.form in OPENING_MARKS for w in around):
        return [], False  # "the push, which began ...": verbs that only open quotations
    if any(w.id > verb.id and w not in report.hearer for w in sentence.children(verb, "obj", "xcomp")):
        return [], False
    says_something = quoted_before or rest or any(w.feat("VerbForm") == "Fin" or w.xpos == "MD" for w in before)
    own = subject(sentence, verb) is not None  # a participle shares its subject and stands in no clause of its own
    if own and report.source and says_something and set_off(sentence, low, high):
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
        if word.id > verb.id and word.rel in ("conj", "advcl", "parataxis") and word.form.casefold() in language.verb_forms:
            speaker = subject(sentence, word)
            if speaker is not None and speaker.id > verb.id and word.upos == "VERB":
                others |= {w.id for w in sentence.subtree(word)} - {verb.id}
    return [w for w in sentence.words if low < w.id < high and w.id not in others]


def _modal_conjuncts(sentence: Sentence, verb: Word, language: Language) -> list[Word]:
    """ "expect P, but could lessen Q": the parser's typical fault, a conjunct of the content hung on the cue."""
    return [
        w
        for w in sentence.children(verb, "conj")
        if modal(sentence, w, language.grammar) and subject(sentence, w) is None and w.form.casefold() not in language.verb_forms
    ]


def _nominal(report: Report, grammar: Grammar) -> list[Word]:
    """ "claim to be", "denied lying", "accused the bank of lying", "described the verdict as a crash", "announced the arrest"."""
    sentence, verb, takes = report.sentence, report.verb, report.entry.takes
    infinitives = [
        w
        for w in sentence.children(verb, "xcomp", "ccomp", "advcl")
        if w.id > verb.id
        and any(c.form.lower() == "to" for c in sentence.children(w, "mark"))
        and (w.rel != "advcl" or w.xpos == "VBG")  # "admitted to having bet"
    ]
    if Takes.TO in takes and infinitives:
        words = sentence.subtree(infinitives[0])
        if report.entry.scope is Scope.BELIEF:  # "expects regulators to examine the deal"
            words = [w for o in sentence.children(verb, "obj") if o.id > verb.id for w in sentence.subtree(o)] + words
        return without_edges(sorted(set(words), key=lambda w: w.id))
    gerund = next((w for w in sentence.children(verb, "xcomp", "ccomp", "obj") if w.xpos == "VBG" and w.id == verb.id + 1), None)
    if Takes.GERUND in takes and gerund is not None:
        return without_edges(sentence.subtree(gerund))  # "denied striking a dancer"
    if Takes.AT in takes:
        counted = [w for w in sentence.children(verb, "obj") if w.id > verb.id]
        amounts = [w for w in sentence.subtree(verb) if counted and w.id > counted[0].id and _is_amount(sentence, w, grammar)]
        if amounts:  # "put the number of dead at 98", "put it closer to 100", wherever the tree hangs the amount
            return without_edges([w for head in (counted[0], amounts[0]) for w in sentence.subtree(head)])
    if report.entry.lemma in grammar.saying_verbs:
        heap = next((sentence.subtree(o) for o in sentence.children(verb, "obj") if o.id > verb.id), [])
        if heap and heap[0].id == verb.id + 1 and heap[0].form.casefold() not in grammar.empty_objects:
            if len(heap) >= HEAP:
                return without_edges(heap)  # "said the wreckage bore foreign marks", which the tree takes for a heap of nouns
            rest = list(takewhile(lambda w: w.upos != "PUNCT", sentence.words[verb.id :]))
            if heap[-1].xpos == "NNS" and len(rest) >= HEAP and rest[len(heap)].upos in ("ADV", "ADJ"):
                return rest  # "say homework starts too early"
    if report.entry.scope is Scope.BELIEF:
        figures = [w for w in sentence.children(verb, "obj") if w.id > verb.id and w.upos in ("NUM", "SYM")]
        if figures:
            return without_edges(sentence.subtree(figures[0]))  # "Analysts had expected 402 million"
    if takes & {Takes.OBJECT, Takes.AS, Takes.OF}:
        behind = [w for w in sentence.children(verb, "obj", "xcomp", "obl", "advcl", "ccomp") if w.id > verb.id]
        objects = [w for w in behind if w.rel == "obj"]
        marks = grammar.judging_prepositions | ({"on"} if Takes.OF in takes else set())
        if Takes.NAME in takes and Takes.QUOTE not in takes:
            marks |= {"to"}  # "likened him to a king", but not "called them to the stage"
        judged = [w for w in behind if case(sentence, w) in marks or w.rel == "xcomp" or _gerund(sentence, w, grammar)]
        judges = bool(takes & {Takes.AS, Takes.OF, Takes.NAME})
        fronted = _fronted(sentence, verb)
        if fronted and Takes.NAME in takes:
            judged = [*judged, *objects]  # "what he calls the crooked process": the object is what it is called
        if judges and not judged and Takes.THING not in takes:
            return []  # "criticised the plan": an attitude, no claim
        if (
            all(w.upos == "PRON" for w in objects)
            and not judged
            and not any(w.form.lower() in grammar.clausal_pronouns for w in objects)
        ):
            return []  # "disclosed them": nothing is said
        if objects or Takes.OBJECT not in takes or (fronted and judged):  # "in what analysts described as a trick"
            below = {w for head in (*objects, *judged) for w in sentence.subtree(head)} - set(report.hearer)
            return without_edges(sorted(below, key=lambda w: w.id))
    return []


def _is_amount(sentence: Sentence, word: Word, grammar: Grammar) -> bool:
    marks = [c for c in sentence.children(word, "case") if c.id < word.id]
    before = sentence.words[marks[0].id - 2].form.casefold() if marks and marks[0].id > 1 else ""
    at = bool(marks) and (
        marks[0].form.casefold() == "at" or (marks[0].form.casefold() == "to" and before in grammar.approximations)
    )
    return at and any(x.upos in ("NUM", "SYM") for x in sentence.subtree(word))


def _fronted(sentence: Sentence, verb: Word) -> bool:
    """Whether "what" is the verb's object: "what analysts described as a trick", "what he calls the crooked process"."""
    before = [w for w in sentence.children(verb, "obj", "nsubj") if w.id < verb.id]
    above = sentence.head(verb) if verb.rel == "acl" else None
    return any(w.form.lower() == "what" for w in (*before, *([above] if above is not None else [])))


def _gerund(sentence: Sentence, word: Word, grammar: Grammar) -> bool:
    """ "blasted the panel for failing to act"."""
    return any(c.form.lower() in grammar.judging_prepositions for c in sentence.children(word, "mark"))


def _plus_gap(sentence: Sentence, verb: Word, words: list[Word]) -> list[Word]:
    """ "meddling the congressman said is designed to sow discord": the antecedent is the clause's missing subject."""
    if verb.rel != "acl" or verb.deprel != "acl:relcl" or any(w.rel in ("nsubj", "csubj") for w in words):
        return words
    antecedent = sentence.head(verb)
    return [*noun_phrase(sentence, antecedent), *words] if antecedent is not None else words


def _indirect_question(sentence: Sentence, clause: Word, grammar: Grammar) -> bool:
    """ "declined to say whether", "asked who had paid": a question is no claim."""
    first = sentence.subtree(clause)[0]
    return first.form.lower() in grammar.interrogatives and first.id < clause.id
