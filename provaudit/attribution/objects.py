"""Contents that are no clause: what somebody claims to be, denies having done, is accused of or called, amounts, announcements."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from provaudit.attribution.clauses import OPENING_MARKS, case, without_edges
from provaudit.attribution.report import Report
from provaudit.languages.grammar import Grammar
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope
from provaudit.model.parse import Sentence, Word

HEAP = 4  # words of an object of "said" that must be a clause


def nominal(report: Report, grammar: Grammar) -> list[Word]:
    """ "claim to be", "denied lying", "accused the bank of lying", "described the verdict as a crash", "announced the arrest"."""
    return next((words for ask in QUESTIONS if (words := ask(report, grammar)) is not None), [])


def _infinitive(report: Report, _grammar: Grammar) -> list[Word] | None:
    """ "claims [to be a count]", "expects [regulators to examine the deal]"."""
    sentence, verb = report.sentence, report.verb
    infinitives = [
        w
        for w in sentence.children(verb, "xcomp", "ccomp", "advcl")
        if w.id > verb.id
        and any(c.form.lower() == "to" for c in sentence.children(w, "mark"))
        and (w.rel != "advcl" or w.xpos == "VBG")  # "admitted to having bet"
    ]
    if Takes.TO not in report.entry.takes or not infinitives:
        return None
    words = sentence.subtree(infinitives[0])
    if report.entry.scope is Scope.BELIEF:
        words = [w for o in _objects(report) for w in sentence.subtree(o)] + words
    return without_edges(sorted(set(words), key=lambda w: w.id))


def _gerund_behind(report: Report, _grammar: Grammar) -> list[Word] | None:
    """ "denied [striking a dancer]"."""
    behind = report.sentence.children(report.verb, "xcomp", "ccomp", "obj")
    gerund = next((w for w in behind if w.xpos == "VBG" and w.id == report.verb.id + 1), None)
    if Takes.GERUND not in report.entry.takes or gerund is None:
        return None
    return without_edges(report.sentence.subtree(gerund))


def _amount(report: Report, grammar: Grammar) -> list[Word] | None:
    """ "put [the number of dead at 98]", "put [it closer to 100]", wherever the tree hangs the amount; "a crowd that they put at
    [300]"."""
    sentence, verb = report.sentence, report.verb
    if Takes.AT not in report.entry.takes:
        return None
    counted = _objects(report)
    first = counted[0] if counted else verb if _relative(sentence, verb) else None
    amounts = [w for w in sentence.subtree(verb) if first is not None and w.id > first.id and _is_amount(sentence, w, grammar)]
    if not amounts:
        return None
    if not counted:
        return without_edges([w for w in sentence.subtree(amounts[0]) if w.id > verb.id])
    rest = _up_to_share(sentence, amounts[0], grammar)
    return without_edges([*(w for head in (counted[0], amounts[0]) for w in sentence.subtree(head)), *rest])


def _figure_or_particular(report: Report, grammar: Grammar) -> list[Word] | None:
    figure = _figure(report, grammar) if report.entry.takes & {Takes.FIGURE, Takes.PARTICULAR} else []
    return without_edges(figure) if figure else None


def _heap_of_nouns(report: Report, grammar: Grammar) -> list[Word] | None:
    """ "said [the wreckage bore foreign marks]", a clause that the tree takes for an object."""
    sentence, verb = report.sentence, report.verb
    heap = next((sentence.subtree(o) for o in _objects(report)), []) if report.entry.lemma in grammar.saying_verbs else []
    if not heap or heap[0].id != verb.id + 1 or heap[0].form.casefold() in grammar.empty_objects:
        return None
    if len(heap) >= HEAP:
        return without_edges(heap)
    rest = list(takewhile(lambda w: w.upos != "PUNCT", sentence.words[verb.id :]))
    goes_on = heap[-1].xpos == "NNS" and len(rest) >= HEAP and rest[len(heap)].upos in ("ADV", "ADJ")
    return rest if goes_on else None  # "say homework starts too early"


def _takings(report: Report, grammar: Grammar) -> list[Word] | None:
    """ "reported [a loss of 40 million euros]"."""
    reports = report.entry.lemma in grammar.reporting_verbs
    figures = [o for o in _objects(report) if o.lemma.casefold() in grammar.takings] if reports else []
    return without_edges(report.sentence.subtree(figures[0])) if figures else None


def _estimate(report: Report, grammar: Grammar) -> list[Word] | None:
    """ "Analysts had expected [402 million]", "They estimate [savings of $300 million]"."""
    sentence = report.sentence
    if report.entry.scope is not Scope.BELIEF:
        return None
    counts = report.entry.lemma in grammar.counting_verbs and report.verb.xpos != "VBG"
    figures = [
        w for w in _objects(report) if w.upos in ("NUM", "SYM") or (counts and any(x.upos == "NUM" for x in sentence.subtree(w)))
    ]
    return without_edges(sentence.subtree(figures[0])) if figures else None


def _judgement(report: Report, grammar: Grammar) -> list[Word] | None:
    """ "announced [the arrest]", "described [the verdict as a crash]", "called [the deal a joke]"."""
    sentence, verb, takes = report.sentence, report.verb, report.entry.takes
    if not takes & {Takes.OBJECT, Takes.AS, Takes.OF}:
        return None
    behind = [w for w in sentence.children(verb, "obj", "xcomp", "obl", "advcl", "ccomp") if w.id > verb.id]
    bare = {w.id for w in behind if w.rel == "xcomp" and w.upos == "NOUN" and not sentence.children(w, "cop", "mark", "case")}
    objects = [w for w in behind if w.rel == "obj" or (w.id in bare and len(behind) == 1)]  # "denied wrongdoing"
    judged = _judged(report, behind, objects, grammar)
    free = fronted(sentence, verb)
    if Takes.NAME in takes and any(w.rel == "xcomp" and w.upos == "ADJ" for w in judged):
        free = free or _relative(sentence, verb)  # "a level that economists consider sustainable"
    if free and Takes.NAME in takes:
        judged = [*judged, *objects]  # "what he calls the crooked process": the object is what it is called
    judges = bool(takes & {Takes.AS, Takes.OF, Takes.NAME})
    if judges and not judged and Takes.THING not in takes:
        return None  # "criticised the plan": an attitude, no claim
    told = any(w.upos != "PRON" or w.form.lower() in grammar.clausal_pronouns for w in objects)
    if not told and not judged:
        return None  # "disclosed them": nothing is said
    if not objects and Takes.OBJECT in takes and not (free and judged):  # but "in what analysts described as a trick"
        return None
    below = {w for head in (*objects, *judged) for w in sentence.subtree(head)} - set(report.hearer)
    return without_edges(sorted(below, key=lambda w: w.id))


def _judged(report: Report, behind: list[Word], objects: list[Word], grammar: Grammar) -> list[Word]:
    """The heads of what somebody is judged to be or to have done, among what stands `behind` the verb and hangs on its objects."""
    sentence, takes = report.sentence, report.entry.takes
    marks = grammar.judging_prepositions | ({"on"} if Takes.OF in takes else set())
    if Takes.NAME in takes and Takes.QUOTE not in takes:
        marks |= {"to"}  # "likened him to a king", but not "called them to the stage"
    judged = [w for w in behind if case(sentence, w) in marks or w.rel == "xcomp" or _gerund(sentence, w, grammar)]
    if Takes.OF in takes:  # "accused the firm of hiding it", which the tree may hang on the firm
        judged += [w for o in objects for w in sentence.children(o, "acl") if _gerund(sentence, w, grammar)]
    if Takes.NAME in takes:  # "called the deal “a bad joke”", which the tree may take for an apposition
        judged += [w for o in objects for w in sentence.children(o, "appos") if _opens_a_quotation(sentence, w)]
    return judged


def _objects(report: Report) -> list[Word]:
    return [w for w in report.sentence.children(report.verb, "obj") if w.id > report.verb.id]


QUESTIONS: tuple[Callable[[Report, Grammar], list[Word] | None], ...] = (
    _infinitive,
    _gerund_behind,
    _amount,
    _figure_or_particular,
    _heap_of_nouns,
    _takings,
    _estimate,
    _judgement,
)
"""What the content of a verb may be, in this order; the first that there is counts."""


def _figure(report: Report, grammar: Grammar) -> list[Word]:
    """ "spoke of [at least forty bodies]", "counts [14 dead]", "gave [a figure of 12]", "gave [the name as Maren]"; but "counts
    12 members among its staff", "gave the name to his son"."""
    sentence, end = report.sentence, report.cue[-1].id
    thing = next((w for w in sentence.children(report.verb, "obj", "obl", "nmod") if w.id > end), None)
    words = [w for w in sentence.subtree(thing) if w.id > end] if thing is not None else []
    if thing is None or not words or words[0].id != end + 1:
        return []
    if Takes.PARTICULAR in report.entry.takes:
        behind = words[-1].id + 1  # "gave the name to his son as a present", "gave the time as a reason"
        called = [w for w in sentence.children(report.verb, "obl", "xcomp", "advcl") if case(sentence, w) == "as"]
        called = [w for w in called if sentence.subtree(w)[0].id == behind and not sentence.children(w, "det")]
        amounts = [w for w in sentence.children(thing, "nmod", "obl") if case(sentence, w) == "of" and w.upos == "NUM"]
        own = any(w.upos == "PRON" for w in sentence.children(thing, "nmod:poss"))  # "gave her name as Leyla" introduces herself
        if own or thing.lemma.casefold() not in grammar.particulars:
            return []
        if amounts:
            return words
        return words + [w for head in called for w in sentence.subtree(head)] if called else []
    numbers = [w for w in words if w.upos == "NUM" and w.id <= thing.id]
    opens = bool(numbers) and not sentence.children(thing, "nmod:poss", "det")
    last = sentence.words[words[-1].id : words[-1].id + 1]
    stricken = (thing.upos == "NUM" and all(w.upos == "PUNCT" for w in last)) or thing.form.casefold() in grammar.afflicted
    return words if opens and (report.cue[-1] is not report.verb or stricken) else []


def _opens_a_quotation(sentence: Sentence, word: Word) -> bool:
    return sentence.subtree(word)[0].form in OPENING_MARKS


def _is_amount(sentence: Sentence, word: Word, grammar: Grammar) -> bool:
    marks = [c for c in sentence.children(word, "case") if c.id < word.id]
    before = sentence.words[marks[0].id - 2].form.casefold() if marks and marks[0].id > 1 else ""
    mark = marks[0].form.casefold() if marks else ""
    # "put the party on 22 per cent", but not sanctions on two banks
    share = word.form.casefold() in grammar.shares or bool(_up_to_share(sentence, word, grammar))
    at = mark == "at" or (mark == "to" and before in grammar.approximations) or (mark == "on" and share)
    return at and any(x.upos in ("NUM", "SYM") for x in sentence.subtree(word))


def _up_to_share(sentence: Sentence, number: Word, grammar: Grammar) -> list[Word]:
    """The words behind a number up to "cent" or "%", which the tree may hang elsewhere; empty where none follows."""
    behind = sentence.words[number.id : number.id + 2]
    at = next((i for i, w in enumerate(behind) if w.form.casefold() in grammar.shares), None)
    return list(behind[: at + 1]) if at is not None else []


def _relative(sentence: Sentence, verb: Word) -> bool:
    """Whether a relative pronoun is the verb's object: "a crowd that the police put at 300"."""
    return verb.deprel == "acl:relcl" and any(w.upos == "PRON" and w.id < verb.id for w in sentence.children(verb, "obj"))


def fronted(sentence: Sentence, verb: Word) -> bool:
    """Whether "what" is the verb's object: "what analysts described as a trick", "what he calls the crooked process"."""
    before = [w for w in sentence.children(verb, "obj", "nsubj") if w.id < verb.id]
    above = sentence.head(verb) if verb.rel == "acl" else None
    return any(w.form.lower() == "what" for w in (*before, *([above] if above is not None else [])))


def _gerund(sentence: Sentence, word: Word, grammar: Grammar) -> bool:
    """ "blasted the panel for failing to act"."""
    deeds = grammar.judging_prepositions | grammar.crediting_prepositions
    return any(c.form.lower() in deeds for c in sentence.children(word, "mark"))
