"""Joins what the kinds of evidence propose for one cue into one attribution.

Which of the tagger's proposals come here is decided in plausible.py. What wins was measured on PolNeAR dev (whole-attribution F1,
provaudit bench attributions): the tagger's source and content where it has them and is sure of them, the syntax for what it leaves
open, the lexicon for lemma, scope and stance. A new kind of evidence is a module
that yields `Candidate`s, listed in `reading.EVIDENCE`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from provaudit.attribution.candidate import Candidate, by_sentence
from provaudit.attribution.tagged import EVIDENCE as TAGGER
from provaudit.languages.grammar import Grammar
from provaudit.model.attribution import Scope, Stance
from provaudit.model.span import Span, Spans, hull, merge, overlap, subtract

STATING = frozenset({Scope.SPEECH, Scope.BELIEF, Scope.EVIDENCE})
BESIDE = 4  # characters: a comma, closing marks and a space
ALIKE = 0.8  # share of two contents that is the same where they are one
ALONE = 0.6  # confidence of what only syntax or lexicon propose
DOUBTED = 0.6  # a tagger less sure than this may have the wrong words: where syntax has quite others, they are believed


def combine(candidates: Iterable[Candidate], grammar: Grammar) -> list[Candidate]:
    """One candidate a cue, in text order. Candidates whose cues share a character are one attribution."""
    groups: list[list[Candidate]] = []
    proposed = _parted(list(candidates), grammar)
    for candidate in sorted(proposed, key=lambda c: (c.sentence, c.cue[0].start, c.cue[-1].end, sorted(c.evidence))):
        for group in groups[-4:]:
            if group[0].sentence == candidate.sentence and any(_same_cue(candidate, other) for other in group):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    in_sentence = by_sentence(proposed)
    merged = []
    for group in groups:
        near = [c for s in range(group[0].sentence - 1, group[0].sentence + 2) for c in in_sentence.get(s, ()) if c not in group]
        claimed = [span for c in near if c.lemma in grammar.according_phrases for span in c.source]
        shared = [span for c in near if TAGGER in c.evidence for span in c.source]
        around = next((c.content for c in group if c.parenthetical and TAGGER not in c.evidence), ())
        cues = [span for c in near if c.evidence and c.scope is not Scope.OTHER for span in c.cue]
        merged.append((_merge(group, claimed, shared, cues, near, grammar), around))
    beside = by_sentence(c for c, _ in merged)
    merged = [(c, around) for c, around in merged if not any(_hands_on(c, other) for other in beside[c.sentence])]
    whole = [_widened(c, around, [other for other in beside[c.sentence] if other is not c], grammar) for c, around in merged]
    return sorted(whole, key=lambda c: (c.cue[0].start, c.cue[-1].end))


def _parted(candidates: list[Candidate], grammar: Grammar) -> list[Candidate]:
    """The candidates without those of the tagger that take two cues for one: "[reported last week, citing] officials, that P",
    "Holm [said in a statement according to] the Courier"."""
    cited = by_sentence(c for c in candidates if c.cited or (c.lemma in grammar.according_phrases and TAGGER not in c.evidence))
    reporting = by_sentence(c for c in candidates if TAGGER not in c.evidence and not c.cited and c.content)

    def two(candidate: Candidate) -> bool:
        behind = [c for c in cited.get(candidate.sentence, ()) if overlap(c.cue, candidate.cue)]
        before = [c for c in reporting.get(candidate.sentence, ()) if overlap(c.cue, candidate.cue)]
        return bool(behind) and any(c.cue[-1].end < behind[0].cue[0].start for c in before)

    return [c for c in candidates if TAGGER not in c.evidence or not two(c)]


def _widened(candidate: Candidate, around: Spans, others: list[Candidate], grammar: Grammar) -> Candidate:
    """ "P, but Q, the Times reported": the tagger often stops at the last clause; what nobody else said before it belongs too.

    `others` are those of the same sentence.
    """
    if not around or not candidate.content or not overlap(candidate.content, around):
        return candidate
    citing = [hull([*c.cue, *c.source]) for c in others if c.cited]
    around = tuple(s for s in subtract(around, citing) if s.end <= candidate.cue[0].start)
    last = hull(candidate.content).end
    if candidate.cue[0].start < last:
        return candidate  # the content goes on behind the cue: the tagger has seen both sides
    here = [c for c in others if c.scope in STATING and c.source and c.content and not c.cited]
    # whom it passes on, "The union wants more, and [its head has told staff that Q], the paper adds", and what is part of a noun
    # phrase, "A deal [valuing the firm at $2bn] is near, the agency said", say nothing beside it
    here = [c for c in here if not overlap(c.cue, candidate.content) and (c.head.xpos, c.head.rel) != ("VBG", "acl")]
    if candidate.lemma not in grammar.according_phrases and any(overlap([*c.cue, *c.content], around) for c in here):
        return candidate
    return replace(candidate, content=merge([*candidate.content, *around]))


def _same_cue(a: Candidate, b: Candidate) -> bool:
    return overlap(a.cue, b.cue) > 0


def _merge(
    group: list[Candidate], claimed: list[Span], shared: list[Span], cues: list[Span], near: list[Candidate], grammar: Grammar
) -> Candidate:
    """One candidate of a group; fixed phrases have the `claimed` sources for themselves, other tagged cues share theirs.

    `cues` are those of the other groups, which are no part of a source; `near` are the candidates of the other groups.
    """
    tagged = next((c for c in group if TAGGER in c.evidence), None)
    others = [c for c in group if TAGGER not in c.evidence]
    if not others:
        assert tagged is not None
        return tagged
    # Of several phrases the longest cue speaks: "as first reported by" holds "reported".
    other = max(others, key=lambda c: (bool(c.content), hull(c.cue).end - hull(c.cue).start))
    hearer = next((c.hearer for c in others if c.hearer), ())
    cited = next((c for c in others if c.cited), None)
    if cited is not None:
        return replace(cited, score=ALONE)  # the tagger takes "the Times reported, citing X" for the Times's own words
    if tagged is None:
        return replace(other, score=ALONE)
    source = tagged.source or other.source
    told = overlap(tagged.source, hearer) > 0
    beyond = hull(tagged.cue).end > hull(other.cue).end and tagged.source and tagged.source[0].start > hull(other.cue).end
    # "La Boya, whose report AFP picked up, wrote that P": a cue in a clause about the source is no other source's
    longer = bool(tagged.source and other.source) and tagged.source[0].start == other.source[0].start
    wrong = (
        (beyond and other.own)
        or (other.own and other.head.xpos == "VBG")  # its own, or who is shown: "The film cuts to footage of Holm saying that P"
        or told
        or overlap(tagged.source, claimed)
        or (other.own and not longer and overlap(tagged.source, [*shared, *cues]))
    )
    inverted = not told and tagged.source and tagged.source[0].start > tagged.cue[-1].end and overlap(other.source, tagged.content)
    if other.source and wrong and not inverted:  # but "“Is Holm leaving?” asked Bell, referring to Q"
        # "officials told the Times" · "she said, according to a transcript" · "she said P, but Rehn replied Q"
        # "The judge agreed with Holm that P"
        # "P, Corvane forecasts, and its chief, Anouk Desrosiers, has told investors that Q"
        source = other.source
    content = tagged.content
    ahead = tagged.source and tagged.source[-1].end <= tagged.cue[0].start and overlap(tagged.source, other.content)
    behind = other.own and other.parenthetical and other.source and other.cue[-1].end <= other.source[0].start
    if ahead and behind and other.source[-1].end <= other.content[-1].start:
        source, content = other.source, other.content  # "The club, says the paper, was looking at a keeper"
    if told and other.content and overlap(content, other.source):
        content = other.content  # "The minister was quoted by state television as saying that P"
    doubted = tagged.score < DOUBTED and not overlap(content, other.content)
    word = "which" if other.head.deprel == "acl:relcl" else "that"
    if other.content and (doubted or sum(map(len, content)) <= len(word)):
        # "Reuters reported that, according to the police, P", "which the Times reported last week was P": the tagger is left with
        # the complementiser or the relative; in "However, officials
        # confirmed that P, the outlet reported" it gives P to the outlet, and to the officials what is left over.
        content = other.content
    if any(_passed_on(c, content, other.content) for c in near):
        content = other.content  # "Holm said his lawyer had warned him that P": not P alone
    if other.own and other.content and not other.parenthetical and other.content[0].start > other.cue[0].start:
        # "A host asked about P, but Holm said Q": what stands before the speaker, by more than a comma, is no part of it
        start = min(tagged.cue[0].start, other.source[0].start if other.source else tagged.cue[0].start)
        content = tuple(s for s in content if s.start > start or 0 <= start - s.end <= BESIDE) or content
    if other.impersonal:
        source = ()  # "the court was told that P": the subject of the passive is no source
        content = other.content or content
    if other.scope is Scope.WISH and tagged.scope in STATING and tagged.head.id > other.head.id:
        other = replace(other, lemma=tagged.lemma, stance=tagged.stance, scope=tagged.scope)  # "sought to assure them that P"
    partly = other.source and not tagged.source and overlap(other.cue, tagged.cue) == sum(map(len, tagged.cue))
    cue = other.cue if partly else tagged.cue  # "Holm [came away convinced] that P"
    whose = other.head.upos == "NOUN" and other.source and other.source[0].start > other.cue[-1].end
    if whose and tagged.source and tagged.source[0].end <= other.cue[0].start and not overlap(tagged.source, other.source):
        cue, source = other.cue, other.source  # "The minister answered complaints by the union that P"
    phrase = other.lemma in grammar.according_phrases and other.source
    if (phrase or (other.own and len(other.cue) == 1)) and overlap(cue, other.source):
        # "according to [minutes seen by] the Guardian"
        cue, source = other.cue, other.source  # "Emails [released to the Cable show] that P": a part of the source
    if tagged.stance is Stance.DENIAL and other.head.upos == "NOUN" and overlap(cue, other.source):
        cue, source = other.cue, other.source  # "Holm [disputed a Reuters report] that P": what Reuters says
    if not subtract(content, source):  # "P, noted NBC's Ida Holm", whom the tree takes for what is noted
        content = next((c.content for c in others if subtract(c.content, source)), content)
    before = [span for span in hearer if span.end <= cue[0].start]  # "P, the inquiry heard from his driver"
    return replace(
        other,
        cue=cue,
        source=source,
        hearer=hearer,
        content=_outside(content, source, merge([*tagged.cue, *other.cue, *before])),
        scope=other.scope if other.scope is not Scope.OTHER else tagged.scope,
        impersonal=not source,
        evidence=frozenset().union(*(c.evidence for c in group)),
        score=tagged.score,
    )


def _hands_on(candidate: Candidate, other: Candidate) -> bool:
    """ "A nurse told a volunteer, who told AFP, that P": whoever was told P hands it on, and is no second source of it."""
    told = other.hearer and candidate.source and hull(other.hearer).covers(hull(candidate.source))
    return bool(told) and TAGGER not in candidate.evidence and _alike(candidate.content, other.content)


def _alike(a: Spans, b: Spans) -> bool:
    return 2 * overlap(a, b) > ALIKE * (sum(map(len, a)) + sum(map(len, b)))


def _passed_on(inner: Candidate, content: Spans, whole: Spans) -> bool:
    """Whether what the tagger gives to one speaker is what another says within it."""
    reporting = [*inner.source, *inner.cue]
    return (
        bool(inner.source)
        and _alike(inner.content, content)
        and overlap(reporting, subtract(whole, content)) == sum(map(len, reporting))
    )


def _outside(content: Spans, source: Spans, cue: Spans) -> Spans:
    holes: list[Span] = [*source, *cue]
    left = subtract(content, holes)
    return left or content
