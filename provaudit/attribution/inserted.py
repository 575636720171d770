"""Reporting clauses that are set into a subordinate clause, or that follow one: their content is that clause alone."""

from __future__ import annotations

from dataclasses import replace

from provaudit.attribution.candidate import Candidate, by_sentence
from provaudit.attribution.clauses import without_edges
from provaudit.attribution.passage import antecedent, spans_of
from provaudit.attribution.setting import Setting
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, hull, merge, subtract


def within_their_clause(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """ "He left because, according to police, [he had been threatened]" · "They met in [the park, which], Holm said, [is closed]".

    "The council said that, according to police, the road was closed": it stands in what the council said, and not around it.
    """
    found = list(candidates)
    for at, candidate in enumerate(candidates):
        sentence = setting.parse.sentences[candidate.sentence]
        inserted = hull([*candidate.source, *candidate.cue, *candidate.hearer])
        opened = _clause_around(candidate, inserted, sentence) if setting.quoted.inside(inserted.start) is None else None
        if opened is None:
            continue
        joint, clause = opened
        end = max(candidate.content[-1].end, sentence.span.end if _ends_at(candidate, joint) else 0)
        words = [w for w in sentence.subtree(clause) if inserted.end <= w.span.start < end]
        noun = antecedent((joint.span,), sentence, setting.text, setting.language) if joint.rel != "mark" else ()
        content = merge([*noun, *subtract(spans_of(words, sentence, setting.text), [inserted])])
        found[at] = replace(candidate, content=content, parenthetical=clause.rel != "ccomp")
        outer = _outside(clause, inserted, sentence) if clause.rel == "ccomp" else None
        for number, other in enumerate(found) if outer is not None else ():
            ours = outer is not None and (other.sentence, other.head.id) == (candidate.sentence, outer.id)
            if ours and number != at and other.content:
                whole = merge([Span(inserted.start, max(inserted.end, other.content[0].start)), *other.content])
                found[number] = replace(other, content=subtract(whole, [Span(joint.span.start, inserted.start)]))
    return found


def over_inner_reports(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """ "Holm testified that [she went home after a nurse called to say that P]": the tagger stops before what another said."""
    widened, near = [], by_sentence(candidates)
    for candidate in candidates:
        sentence = setting.parse.sentences[candidate.sentence]
        behind = [w for w in sentence.words if candidate.content and w.span.start >= candidate.content[-1].end]
        clause = sentence.head(behind[0]) if behind and behind[0].rel == "mark" else None
        above = sentence.head(clause) if clause is not None and clause.rel == "advcl" else None
        said = above is not None and candidate.cue[-1].end <= above.span.start and hull(candidate.content).covers(above.span)
        if clause is not None and said:
            words = without_edges(sentence.subtree(clause))
            place = hull(w.span for w in words)
            inner = [c for c in near[candidate.sentence] if c.source and place.covers(hull([*c.source, *c.cue]))]
            if inner and candidate.source:
                candidate = replace(candidate, content=(*candidate.content[:-1], Span(candidate.content[-1].start, place.end)))
        widened.append(candidate)
    return widened


def of_what_is_open(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """ "She would not say whether [the firm had bid], as the Courier reported": it reported the bid, not her silence."""
    mended = []
    for candidate in candidates:
        sentence = setting.parse.sentences[candidate.sentence]
        begin = min((s.start for s in (*candidate.source, *candidate.cue)), default=0)
        joints = [w for w in sentence.words if w.span.end <= begin][-2:]
        as_said = [w.form for w in joints] == [",", "as"] and len(candidate.content) == 1
        asked = sentence.within(candidate.content[0]) if as_said and candidate.content[0].end <= joints[0].span.start else []
        open_words = setting.language.grammar.questions | setting.language.grammar.interrogatives
        mark = next((w for w in asked if w.rel == "mark" and w.form in open_words), None)
        clause = sentence.head(mark) if mark is not None else None
        if mark is not None and clause is not None and clause.rel == "ccomp":
            candidate = replace(candidate, content=(Span(mark.span.end, candidate.content[0].end),))
        mended.append(candidate)
    return mended


def _outside(clause: Word, inserted: Span, sentence: Sentence) -> Word | None:
    """The verb that governs a clause, which the tree may hang on a reporting clause that stands in it."""
    return next((w for w in sentence.ancestors(clause) if not inserted.covers(w.span)), None)


def _clause_around(candidate: Candidate, inserted: Span, sentence: Sentence) -> tuple[Word, Word] | None:
    """The word before the comma before a reporting clause, which fills `inserted`, and the head of the clause that this word opens
    and that the reporting clause is set into; None where it stands otherwise."""
    before = [w for w in sentence.words if w.span.end <= inserted.start]
    clause = _opened_by(before[-2], sentence) if len(before) > 1 and before[-1].form == "," else None
    if clause is None or clause.span.start < inserted.end:
        return None
    if not _ends_at(candidate, before[-2]) and not any(piece.covers(clause.span) for piece in candidate.content):
        return None
    # "The army says the village, which, according to the UN, [holds 3,000 people], is empty": the first verb behind it is its verb
    behind = [w for w in sentence.words if w.span.start >= inserted.end and w.finite]
    own = not behind or behind[0].head == clause.id or behind[0].span.start >= clause.span.start
    return (before[-2], clause) if own else None


def _ends_at(candidate: Candidate, joint: Word) -> bool:
    """ "The antennae that, the authors write, mark sleep": the tagger stops at "that", and has the wrong clause."""
    return joint.rel != "mark" and bool(candidate.content) and candidate.content[-1].end == joint.span.end


def _opened_by(joint: Word, sentence: Sentence) -> Word | None:
    """The head of the clause that a relative pronoun or a conjunction opens; None for other words."""
    if joint.xpos in ("WDT", "WP"):
        return next((w for w in sentence.ancestors(joint) if w.deprel == "acl:relcl"), None)
    above = sentence.head(joint)
    return above if joint.rel == "mark" and above is not None and above.rel in ("advcl", "ccomp") else None
