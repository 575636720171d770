"""Whose act a verb is: its own subject, one that the tree hangs elsewhere, one that it shares, whom somebody made do it."""

from __future__ import annotations

from provaudit.languages.grammar import Grammar
from provaudit.model.parse import Sentence, Word


def subject(sentence: Sentence, verb: Word) -> Word | None:
    """The verb's own subject, before it or inverted after it; not the subject of the clause before, which the tree may give it as
    well: "[Two] voted for a cut, minutes of the meeting showed"."""
    found = sentence.children(verb, "nsubj")
    while len(found) > 1 and found[1].id < verb.id and (_relative(found[0]) or _clause_between(sentence, found[0], found[1])):
        found = found[1:]
    return found[0] if found else _hung_below(sentence, verb)


def _relative(word: Word) -> bool:
    """ "the owner, who [he] claimed owed him money": the subject of the clause below."""
    return word.xpos in ("WP", "WDT")


def _hung_below(sentence: Sentence, verb: Word) -> Word | None:
    """ "reports that [Governor Akin], represented by his deputy, said the dam was safe": a subject that the tree gives to the
    clause below, which has its own; "Writing in The Lancet, [Ida Holm and a colleague] said": to the participle before it."""
    for clause in sentence.children(verb, "ccomp") if verb.rel == "ccomp" else ():
        subjects = sentence.children(clause, "nsubj")
        if len(subjects) > 1 and subjects[0].id < verb.id < subjects[1].id:
            return subjects[0]
    for clause in sentence.children(verb, "advcl"):
        for word in sentence.children(clause, "nsubj") if clause.xpos == "VBG" else ():
            if clause.id < word.id < verb.id and sentence.words[verb.id - 2] in sentence.subtree(word):
                return word
    return None


def _clause_between(sentence: Sentence, first: Word, second: Word) -> bool:
    between = sentence.words[first.id : second.id - 1]
    return any(w.finite for w in between) and any(w.form == "," for w in between)


def inherited_subject(sentence: Sentence, verb: Word) -> Word | None:
    """The subject that a verb shares with its head: "X denied A and said B", "X said A, adding B", "X, speaking to Y, said"."""
    current: Word | None = verb
    for _ in range(4):
        if current is None:
            return None
        own = subject(sentence, current) or _of_the_clause_behind(sentence, current)
        if own is not None:
            return own
        if current.rel == "acl":
            return sentence.head(current)
        if current.rel in ("ccomp", "xcomp") and (found := _in_its_place(sentence, current)) is not None:
            return found
        if current.rel not in ("conj", "advcl", "xcomp", "parataxis", "ccomp", "dep"):
            return None
        current = sentence.head(current)
    return None


def _of_the_clause_behind(sentence: Sentence, verb: Word) -> Word | None:
    """ "said [two survivors] were in hospital and had told rescuers that P": the pluperfect, joined to a cue in the simple past, is
    of those of whom the clause behind the cue tells."""
    cue = sentence.head(verb) if verb.rel == "conj" else None
    if cue is None or not earlier(sentence, verb, cue):
        return None
    before = [c for c in sentence.children(cue, "ccomp") if cue.id < c.id < verb.id]
    return subject(sentence, before[-1]) if before else None


def earlier(sentence: Sentence, verb: Word, cue: Word) -> bool:
    """Whether a verb in the pluperfect follows the clause behind a cue in the simple past: "said it was aware of it and [had asked]
    for the file"."""
    had = any(w.xpos == "VBD" and w.lemma == "have" for w in sentence.children(verb, "aux"))
    return had and cue.xpos == "VBD" and not sentence.children(cue, "aux") and bool(sentence.children(cue, "ccomp"))


def _in_its_place(sentence: Sentence, clause: Word) -> Word | None:
    """Who does what a clause behind a cue says, where the tree gives it no subject: who is heard ("heard [Holm] say P"), whom it
    takes for an object ("said [the younger of the two], Piet Maas, had told him P"), and the subject of the clause before it
    ("said [her client] was “ashamed”, had sold her car and had told her P")."""
    governor = sentence.head(clause)
    if governor is None:
        return None
    bare = clause.xpos == "VB" and not sentence.children(clause, "aux", "mark")
    heard = [w for w in sentence.children(governor, "obj") if bare and governor.id < w.id < clause.id]
    fronted = [w for w in sentence.children(clause, "obj") if governor.id < w.id < clause.id and not _relative(w)]
    before = [c for c in sentence.children(governor, "ccomp") if governor.id < c.id < clause.id]
    found = (*heard, *fronted, *(subject(sentence, c) for c in before))
    return next((w for w in found if w is not None), None)


def compelled(sentence: Sentence, verb: Word, grammar: Grammar) -> Word | None:
    """Who did what an infinitive says: "Warren forced [Stumpf] to admit that P"; None where nobody is said to have done it."""
    governor = sentence.head(verb) if verb.rel in ("xcomp", "ccomp", "advcl") else None
    done = governor is not None and governor.lemma.casefold() in grammar.compelling_verbs and governor.xpos in ("VBD", "VBN")
    found = sentence.children(governor, "obj") if governor is not None and done else []
    return found[0] if found and found[0].id < verb.id else None
