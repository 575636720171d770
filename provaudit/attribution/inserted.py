"""Reporting clauses that are set into a subordinate clause, behind its first word: their content is that clause alone."""

from __future__ import annotations

from dataclasses import replace

from provaudit.attribution.candidate import Candidate
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
        opened = _clause_around(candidate, setting)
        if opened is None:
            continue
        joint, clause = opened
        inserted, sentence = (
            hull([*candidate.source, *candidate.cue, *candidate.hearer]),
            setting.parse.sentences[candidate.sentence],
        )
        end = candidate.content[-1].end
        words = [w for w in sentence.subtree(clause) if inserted.end <= w.span.start < end]
        noun = antecedent((joint.span,), sentence, setting.text, setting.language) if joint.rel != "mark" else ()
        content = merge([*noun, *subtract(spans_of(words, sentence, setting.text), [inserted])])
        found[at] = replace(candidate, content=content, parenthetical=clause.rel != "ccomp")
        outer = _outside(clause, inserted, sentence) if clause.rel == "ccomp" else 0
        for number, other in enumerate(found) if outer else ():
            if number != at and other.head.id == outer and other.sentence == candidate.sentence and other.content:
                whole = merge([Span(inserted.start, max(inserted.end, other.content[0].start)), *other.content])
                found[number] = replace(other, content=subtract(whole, [Span(joint.span.start, inserted.start)]))
    return found


def _outside(clause: Word, inserted: Span, sentence: Sentence) -> int:
    """The number of the verb that governs a clause, which the tree may hang on a reporting clause that stands in it; 0 for none."""
    return next((w.id for w in sentence.ancestors(clause) if not inserted.covers(w.span)), 0)


def _clause_around(candidate: Candidate, setting: Setting) -> tuple[Word, Word] | None:
    """The word before the comma before a reporting clause, and the head of the clause that this word opens and that the reporting
    clause is set into; None where it stands otherwise."""
    inserted = hull([*candidate.source, *candidate.cue, *candidate.hearer])
    sentence = setting.parse.sentences[candidate.sentence]
    before = [w for w in sentence.words if w.span.end <= inserted.start]
    if len(before) < 2 or before[-1].form != "," or setting.quoted.inside(inserted.start) is not None:
        return None
    joint = before[-2]
    clause = _opened_by(joint, sentence)
    finite = [w for w in sentence.words if w.feat("VerbForm") == "Fin" and w.span.start >= inserted.end]
    # "The army says the village, which, according to the UN, [holds 3,000 people], is empty": the first verb behind it is its verb
    first = finite[0] if finite else None
    if clause is None or (
        first is not None and first is not clause and first.head != clause.id and first.span.start < clause.span.start
    ):
        return None
    holds = clause is not None and clause.span.start >= inserted.end and any(p.covers(clause.span) for p in candidate.content)
    return (joint, clause) if clause is not None and holds else None


def _opened_by(joint: Word, sentence: Sentence) -> Word | None:
    """The head of the clause that a relative pronoun or a conjunction opens; None for other words."""
    if joint.xpos in ("WDT", "WP"):
        return next((w for w in sentence.ancestors(joint) if w.deprel == "acl:relcl"), None)
    above = sentence.head(joint)
    return above if joint.rel == "mark" and above is not None and above.rel in ("advcl", "ccomp") else None
