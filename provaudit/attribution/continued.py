"""What goes on of a content behind its cue, behind what another cue takes out of it, and behind a comma."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.combine import STATING
from provaudit.attribution.setting import Setting
from provaudit.attribution.subjects import earlier
from provaudit.languages.schema import Takes
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, merge, overlap

PARTING = frozenset(",—–")  # what a reporting clause stands between: "The rescue — she told reporters — took nine hours"


def going_on(candidate: Candidate, setting: Setting) -> Candidate:
    """Adds what the tense shows to be of the content, where the tree joins it to the cue or to a word of the content: "said that it
    [takes safety seriously] but does not discuss lawsuits", "[The road will be closed], the council said on Monday, and may stay
    shut until June"."""
    sentence, head = setting.parse.sentences[candidate.sentence], candidate.head
    end = candidate.content[-1].end if candidate.content else 0
    asserts = head.xpos == "VBD" and end > 0 and candidate.scope in STATING
    said = [w for piece in candidate.content for w in sentence.within(piece) if w.upos in ("VERB", "ADJ")]
    for verb in [v for w in (head, *said) for v in sentence.children(w, "conj")] if asserts else ():
        joined = [w for w in sentence.subtree(verb) if w.upos != "PUNCT"]
        start = joined[0].span.start
        between = [w for w in sentence.words if end <= w.span.start < start and w.upos != "PUNCT"]
        set_off = end <= head.span.start and sentence.words[joined[0].id - 2].form == "," and candidate.parenthetical
        passed = bool(sentence.children(verb, "aux:pass")) or verb.form.casefold() not in setting.language.verb_forms
        # "said it was aware of it and [had asked] for the file": an earlier act than the saying is told by who says it
        before = earlier(sentence, verb, head)
        within = set_off and sentence.head(verb) is not head  # "A clerk wrote a memo, the site said, [and was told off]"
        told = before or (passed and (within or _not_past(sentence, verb, modal=set_off)))
        if told and not sentence.children(verb, "nsubj") and end <= start and (set_off or not between):
            added = Span(start if set_off else end, joined[-1].span.end)
            candidate = replace(candidate, content=merge([*candidate.content, added]))
    return candidate


def parted(candidate: Candidate, setting: Setting) -> Candidate:
    """Adds the rest of a clause that a cue parts behind its subject: "The injury, he added, [had no bearing on his future]"."""
    entry = setting.language.verb_cues.get(candidate.lemma)
    # "The note, according to the Post, [warns that P]"
    according = candidate.lemma in setting.language.grammar.according_phrases
    aside = according or (entry is not None and Takes.PARENTHETICAL in entry.takes)
    if not aside or not candidate.source:
        return candidate
    words = setting.parse.sentences[candidate.sentence].words
    around = [*candidate.cue, *candidate.source, *candidate.hearer]
    last = max(s.end for s in around)
    behind = [w for w in words if w.span.start >= last]
    if not behind or behind[0].form not in PARTING:
        return candidate
    said = [w for w in words if any(span.covers(w.span) for span in candidate.content)]
    before = bool(said) and said[-1].span.end <= min(s.start for s in around)
    if before and not any(w.finite for w in said):
        rest = [w for w in behind[1:] if w.upos != "ADV"]
        while behind and behind[-1].upos == "PUNCT":
            behind.pop()
        if rest and rest[0].upos in ("VERB", "AUX") and rest[0].xpos != "VBG":
            content = merge([*candidate.content, Span(behind[1].span.start, behind[-1].span.end)])
            return replace(candidate, content=content, parenthetical=True)
    return candidate


def without_gaps(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """Adds to contents what another cue takes out of their midst behind their own: "The complaint says he was let go [and told a
    clerk] that he would be back", "A neighbour, the complaint says, [told a clerk] that he would be back"."""
    mended = []
    for candidate in candidates:
        pieces, words = candidate.content, setting.parse.sentences[candidate.sentence].words
        others = [span for c in candidates if c is not candidate and c.sentence == candidate.sentence for span in c.cue]
        for before, after in pairwise(candidate.content) if candidate.cue else ():
            own = [s.end for s in (*candidate.cue, *candidate.source) if before.end <= s.start and s.end <= after.start]
            if not own and candidate.content[0].start < candidate.cue[-1].end:
                continue
            between = [w for w in words if max((before.end, *own)) <= w.span.start < after.start]
            between = between[1:] if own and between and between[0].form == "," else between
            if between and all(w.upos != "PUNCT" for w in between) and any(overlap((w.span,), others) for w in between):
                pieces = merge([*pieces, Span(between[0].span.start if own else before.end, after.start)])
        mended.append(replace(candidate, content=pieces) if pieces != candidate.content else candidate)
    return mended


def with_reasons(candidate: Candidate, setting: Setting) -> Candidate:
    """Adds the reason to contents that end before it: "Holm said the claim was false[, because nobody had asked]"."""
    sentence = setting.parse.sentences[candidate.sentence]
    end = candidate.content[-1].end if candidate.content else sentence.span.end
    behind = [w for w in sentence.words if w.span.start >= end][:2]
    reason = len(behind) == 2 and behind[0].form == "," and behind[1].form in setting.language.grammar.reasons
    clause = sentence.head(behind[1]) if reason and end > candidate.cue[-1].end and not setting.quoted.inside(end - 1) else None
    above = sentence.head(clause) if clause is not None else None
    around = [*candidate.content, candidate.head.span]  # the tree may hang the reason on the cue
    if clause is not None and above is not None and any(piece.covers(above.span) for piece in around):
        last = sentence.subtree(clause)[-1]
        return replace(candidate, content=merge([*candidate.content, Span(end, last.span.end)]))
    return candidate


def _not_past(sentence: Sentence, verb: Word, *, modal: bool) -> bool:
    finite = [verb, *sentence.children(verb, "aux", "cop")]
    if any(w.xpos == "MD" for w in finite):
        return modal
    return any(w.xpos in ("VBZ", "VBP") for w in finite) and not any(w.xpos == "VBD" for w in finite)
