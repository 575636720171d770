"""How far contents go: to the end of their sentence or quotation, not into reporting clauses or into what others say against it."""

from __future__ import annotations

from dataclasses import replace

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.combine import STATING
from provaudit.languages.base import Language
from provaudit.model.parse import Parse, Sentence, Word
from provaudit.model.span import Span, Spans, hull, merge, overlap, subtract
from provaudit.quotes.index import QuotedText


def in_its_sentence(candidate: Candidate, parse: Parse, text: str, quoted: QuotedText) -> Candidate | None:
    """A tagged content without what lies in other sentences and is not quoted: only quotations run on."""
    here = parse.sentences[candidate.sentence].span
    outside = subtract(candidate.content, [here])
    run_on = _connected([part for piece in outside for part in quoted.quoted(piece)], here, text)
    inside = [part for piece in candidate.content if (part := piece.clip(here))]
    kept = merge([*inside, *run_on])
    return replace(candidate, content=kept) if kept else None


def _connected(pieces: list[Span], here: Span, text: str) -> list[Span]:
    """The quoted pieces that nothing but marks and white space divides from a sentence, or from one another on the way to it."""
    kept: list[Span] = []
    start, end = here.start, here.end
    for piece in sorted((p for p in pieces if p.start >= end), key=lambda p: p.start):
        if any(c.isalnum() for c in text[end : piece.start]):
            break
        kept.append(piece)
        end = piece.end
    for piece in sorted((p for p in pieces if p.end <= start), key=lambda p: -p.start):
        if any(c.isalnum() for c in text[piece.end : start]):
            break
        kept.append(piece)
        start = piece.start
    return kept


def without_reporting_clauses(candidates: list[Candidate], quoted: QuotedText) -> list[Candidate]:
    """Takes ", the Post reported" out of contents that it stands behind: it is about them, not of them."""
    set_off = [c for c in candidates if c.parenthetical and c.source and quoted.inside(c.cue[0].start) is None]
    mended = []
    for candidate in candidates:
        holes = [
            hull([*c.source, *c.cue])
            for c in set_off
            if c is not candidate and c.sentence == candidate.sentence and c.cue[0].start > candidate.cue[0].start
            and overlap(c.cue, candidate.content)
        ]  # fmt: skip
        mended.append(replace(candidate, content=subtract(candidate.content, holes)) if holes else candidate)
    return mended


def with_present_tense(candidates: list[Candidate], parse: Parse, language: Language) -> list[Candidate]:
    """Adds what the tense shows to be of the content, where the tree joins it to the cue: "said that it [takes safety seriously]
    but does not discuss lawsuits"."""
    mended = []
    for candidate in candidates:
        sentence, head = parse.sentences[candidate.sentence], candidate.head
        end = candidate.content[-1].end if candidate.content else 0
        if head.xpos == "VBD" and head.span.end < end and candidate.scope in STATING:
            for verb in sentence.children(head, "conj"):
                joined = [w for w in sentence.subtree(verb) if w.upos != "PUNCT"]
                between = [w for w in sentence.words if end <= w.span.start < joined[0].span.start and w.upos != "PUNCT"]
                shared = not sentence.children(verb, "nsubj") and verb.form.casefold() not in language.verb_forms
                if end <= joined[0].span.start and not between and shared and _present(sentence, verb):
                    candidate = replace(candidate, content=merge([*candidate.content, Span(end, joined[-1].span.end)]))
        mended.append(candidate)
    return mended


def _present(sentence: Sentence, verb: Word) -> bool:
    finite = [verb, *sentence.children(verb, "aux", "cop")]
    return any(w.xpos in ("VBZ", "VBP") for w in finite) and not any(w.xpos in ("VBD", "MD") for w in finite)


def without_contrasts(candidates: list[Candidate], parse: Parse, quoted: QuotedText, language: Language) -> list[Candidate]:
    """Ends contents where somebody else is set against them: "The union said P, while the operator has put the number at 98"."""
    mended = []
    for candidate in candidates:
        others = [c for c in candidates if c is not candidate and c.sentence == candidate.sentence]
        ends = [
            start
            for other in others
            if candidate.content
            and (start := _contrast(parse.sentences[other.sentence], other, quoted, language, joined=candidate.parenthetical))
            is not None
            and candidate.cue[-1].end <= start < hull(candidate.content).end
        ]
        if ends:
            left = subtract(candidate.content, [Span(min(ends), hull(candidate.content).end)])
            candidate = replace(candidate, content=left or candidate.content)
        mended.append(candidate)
    return mended


def _contrast(sentence: Sentence, other: Candidate, quoted: QuotedText, language: Language, *, joined: bool) -> int | None:
    """Where the clause of contrast begins that has this attribution's source and cue in it: ", [while the operator has put".

    `joined`: "and" and "but" divide as well, as they do behind a reporting clause in commas: "P, X says, [and Y has told".
    """
    if other.scope not in STATING or not other.source or not other.content or other.source[0].start > other.cue[0].start:
        return None
    source = sentence.within(other.source[0])
    if not source or (len(source) == 1 and source[0].upos == "PRON") or source[0].id < 3:
        return None
    comma, mark = sentence.words[source[0].id - 3 : source[0].id - 1]
    divides = mark.form.casefold() in language.contrasts or (joined and mark.upos == "CCONJ")
    if comma.form != "," or not divides or quoted.inside(mark.span.start) is not None:
        return None
    return comma.span.start


def without_circumstances(candidates: list[Candidate], parse: Parse, quoted: QuotedText) -> list[Candidate]:
    """Takes clauses about the saying out of contents that are quoted before it: "“P,” Holm said after the vote had failed"."""
    mended = []
    for candidate in candidates:
        before = [s for s in candidate.content if s.end <= candidate.cue[0].start]
        if before and all(quoted.quoted(s) for s in before):
            sentence = parse.sentences[candidate.sentence]
            clauses = [
                hull(w.span for w in sentence.subtree(clause))
                for clause in sentence.children(candidate.head, "advcl")
                if clause.id > candidate.head.id and quoted.inside(clause.span.start) is None
            ]
            left = subtract(candidate.content, clauses)
            candidate = replace(candidate, content=left or candidate.content)
        mended.append(candidate)
    return mended


def trimmed(candidate: Candidate, text: str) -> Spans:
    """The content without white space and punctuation at the ends of its pieces."""
    pieces = (span.trim(text, drop=",;:.—–- ") for span in candidate.content)
    return merge(p for p in pieces if any(ch.isalnum() for ch in p.of(text)))
