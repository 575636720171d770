"""The publisher's own voice: units without attribution, and clauses of their own beside an attribution."""

from __future__ import annotations

from bisect import bisect_left

from provaudit.attribution.clauses import noun_phrase, without_edges
from provaudit.attribution.subjects import inherited_subject, subject
from provaudit.attribution.tagged import EVIDENCE as TAGGER
from provaudit.chains.complements import words
from provaudit.chains.drafts import Draft
from provaudit.chains.refusals import Refusal
from provaudit.chains.statements import clip
from provaudit.entities.mentions import MentionReader
from provaudit.languages.base import Language
from provaudit.languages.grammar import Grammar
from provaudit.model.article import Unit
from provaudit.model.attribution import Attribution
from provaudit.model.chain import Reason
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, Spans, hull, merge, overlap
from provaudit.quotes.index import QuotedText

SHORTEST = 3  # words of a clause that is a statement of its own
CLAUSE_HEADS = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})


def drafts(
    units: tuple[Unit, ...],
    attributed: list[Draft],
    refused: list[tuple[Attribution, Refusal]],
    text: str,
    reader: MentionReader,
    quoted: QuotedText,
    language: Language,
) -> list[Draft]:
    """What the publisher states itself: units without attribution, and clauses beside one. `refused` are attributions that make no
    statement, each with what speaks against it."""
    by_unit: dict[str, list[Draft]] = {}
    for draft in attributed:
        by_unit.setdefault(draft.unit.id, []).append(draft)
    read = [(a, refusal) for a, refusal in refused if TAGGER in a.evidence and a.source]  # what only syntax proposes is a guess
    read.sort(key=_cue)
    own: list[Draft] = []
    for unit in units:
        if not unit.type.stated:
            continue
        here = by_unit.get(unit.id, [])
        if not here:
            because = _refusals(unit.span, read) or [Reason("own voice", "no source, cue or running quotation was found")]
            own.append(Draft(unit, (unit.span,), because=because))
            continue
        for content in _clauses(unit, reader.sentence_at(here[0].content[0].start), here, text, quoted, language):
            beside = Reason("own voice", "a clause of its own beside the attribution")
            own.append(Draft(unit, content, because=[*_refusals(hull(content), read), beside]))
    return own


def _refusals(place: Span, read: list[tuple[Attribution, Refusal]]) -> list[Reason]:
    """What was read as a source and its cue here and makes no statement; `read` is that of the article, in order of the cues."""
    here = read[bisect_left(read, place.start, key=_cue) : bisect_left(read, place.end, key=_cue)]
    return [Reason("no claim", refusal, tuple(sorted((*a.source, *a.cue)))) for a, refusal in here]


def _cue(read: tuple[Attribution, Refusal]) -> int:
    return read[0].cue[0].start


def _clauses(
    unit: Unit, sentence: Sentence | None, drafts: list[Draft], text: str, quoted: QuotedText, language: Language
) -> list[Spans]:
    """Contents of own-voice clauses in a unit that holds attributions: "The bank declined to comment, but a union said P"."""
    if sentence is None:
        return []
    taken = [s for d in drafts for s in d.content]
    nodes = [n.attribution for d in drafts for n in d.nodes]
    cues = [s for a in nodes for s in (*a.cue, *a.hearer)]
    found: list[Spans] = []
    for head in sentence.words:
        if head.upos not in CLAUSE_HEADS or not (
            _main(sentence, head) or _set_against(sentence, head, [*taken, *cues], quoted, language)
        ):
            continue
        subject_of_head = subject(sentence, head)
        its = [w.span for w in sentence.subtree(subject_of_head)] if subject_of_head is not None else []
        # "The FDA approved the drug, saying P": the FDA speaks, and is what the first clause is about.
        reporting = cues + [s for a in nodes for s in a.source if not overlap((s,), its)]
        named = any(s.covers(head.span) for a in nodes for s in a.source)  # "The survey, [carried] out by Norsat, found that P"
        if named or overlap((head.span,), taken) or overlap((head.span,), reporting):
            continue
        if subject_of_head is not None and sentence.children(head, "expl") and overlap((subject_of_head.span,), cues):
            continue  # "There were rumours that P": that there were is no statement beside it
        has_subject = subject_of_head is not None
        shares = head.rel == "conj" and inherited_subject(sentence, head) is not None and _finite(sentence, head)
        if not (has_subject or shares) or not _finite(sentence, head):
            continue
        own = _clause(sentence, head, [*taken, *reporting], language.grammar)
        if len(own) < SHORTEST:
            continue
        things = _object(sentence, head, language)
        if not overlap(its, _speaking(nodes, things)):
            # "[The board dismissed complaints by parents] that P": whose words they are is part of what it dismissed
            others = [s for s in reporting if not any(s.overlaps(thing) for thing in things)]
            own = _clause(sentence, head, [*taken, *others], language.grammar)
        if not has_subject and len([w for w in own if w.upos in ("NOUN", "PROPN", "VERB", "NUM")]) < 2:
            continue
        content = clip(merge([_stretch(own)]), unit.span, text, language)
        content = tuple(c for c in content)
        if content and words(text, content) >= SHORTEST and not any(overlap(content, other) for other in found):
            found.append(content)
    return found


def _object(sentence: Sentence, verb: Word, language: Language) -> list[Span]:
    """The words of the noun phrase right behind a verb, but not of "what analysts call a trick", and no [warning] of "signed a
    letter warning that P"."""
    phrases = (noun_phrase(sentence, o) for o in sentence.children(verb, "obj"))
    kept = [w for p in phrases if p[0].id == verb.id + 1 and not p[0].xpos.startswith("W") for w in p]
    return [w.span for w in kept if not (w.xpos in ("VBG", "NN") and w.form.casefold() in language.verb_forms)]


def _speaking(nodes: list[Attribution], things: list[Span]) -> list[Span]:
    """The sources of attributions whose cue is among these words: "[Holm] made the claim that P"."""
    return [s for a in nodes if overlap(a.cue, things) for s in a.source]


def _set_against(sentence: Sentence, head: Word, taken: list[Span], quoted: QuotedText, language: Language) -> bool:
    """ "Holm said: “It was a mistake,” [but in fact she kept three]": a clause that the tree joins to what is quoted, or that
    grants something against what is said: "The fee is $10 million, he said[, although few pay it]"."""
    above = sentence.head(head) if head.rel == "conj" else None
    granted = sentence.head(head) if head.rel == "advcl" else None
    if granted is not None and granted.id < head.id and overlap((granted.span,), taken):
        marks = [c.form for c in sentence.children(head, "mark")]
        return any(mark in language.grammar.concessive_marks for mark in marks) and subject(sentence, head) is not None
    inside = above is not None and quoted.inside(above.span.start) is not None and overlap((above.span,), taken)
    return bool(inside) and quoted.inside(head.span.start) is None and subject(sentence, head) is not None


def _main(sentence: Sentence, head: Word) -> bool:
    """Whether a clause stands by itself: the root, or joined to such a clause."""
    current: Word | None = head
    for _ in range(6):
        if current is None:
            return False
        if current.head == 0:
            return True
        above = sentence.head(current)
        if current.rel == "ccomp" and above is not None and current.id < above.id < head.id:
            current = above  # "The doors were locked, Holm said, [and police found no key]"
        elif current.rel not in ("conj", "parataxis"):
            return False
        else:
            current = above
    return False


def _finite(sentence: Sentence, head: Word) -> bool:
    if head.finite:
        return True
    return any(c.finite for c in sentence.children(head, "aux", "cop"))


def _clause(sentence: Sentence, head: Word, not_own: list[Span], grammar: Grammar) -> list[Word]:
    """The words below a clause head up to the first attributed one on either side of the head."""
    below = {w.id for w in sentence.subtree(head)}
    free = [w for w in sentence.words if w.id in below and not overlap((w.span,), not_own)]
    run = [head]
    ids = {w.id: w for w in free}
    at = head.id - 1
    while at in ids:
        run.insert(0, ids[at])
        at -= 1
    at = head.id + 1
    while at in ids:
        run.append(ids[at])
        at += 1
    run = without_edges(run)
    while run and (run[-1].upos in ("CCONJ", "SCONJ", "ADP") or run[-1].form.lower() in grammar.leading_over):
        run = without_edges(run[:-1])
    while run and run[0].form.lower() in grammar.clause_joints:
        run = without_edges(run[1:])
    return run


def _stretch(run: list[Word]) -> Span:
    return hull(w.span for w in run)
