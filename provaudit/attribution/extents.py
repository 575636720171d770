"""How far contents go: to the end of their sentence or quotation, not into reporting clauses."""

from __future__ import annotations

from dataclasses import replace

from provaudit.attribution.candidate import Candidate, by_sentence
from provaudit.attribution.clauses import noun_head, noun_phrase
from provaudit.attribution.combine import STATING
from provaudit.attribution.setting import Setting
from provaudit.languages.base import VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.parse import Parse, Sentence, Word
from provaudit.model.span import Span, Spans, hull, merge, overlap, subtract
from provaudit.quotes.index import QuotedText

LEADING = 6  # words and marks before a quotation among which its participle is looked for


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


def from_the_opening_mark(candidate: Candidate, setting: Setting) -> Candidate:
    """Adds the sentences that a quotation before its speaker began with: "[“Stay in. Do not drive,”] police said, NRK reported"."""
    first = candidate.content[0] if candidate.content else Span(0, 0)
    around = setting.quoted.inside(first.start) if candidate.parenthetical and candidate.source else None
    start = setting.parse.sentences[candidate.sentence].span.start
    if around is not None and around.span.start < start <= first.start and around.span.end <= candidate.cue[0].start:
        return replace(candidate, content=(Span(around.span.start, first.end), *candidate.content[1:]))
    return candidate


def without_reporting_clauses(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """Takes ", the Post reported" out of contents that it stands behind, and ", according to the Post, which cited a clerk": it is
    about them, not of them."""
    aside = (c for c in candidates if c.parenthetical and c.source and setting.quoted.inside(c.cue[0].start) is None)
    set_off = by_sentence(aside)
    mended = []
    for candidate in candidates:
        holes = [
            _with_its_relative(hull([*c.source, *c.cue]), setting.parse.sentences[c.sentence])
            for c in set_off.get(candidate.sentence, ())
            if c is not candidate and c.cue[0].start > candidate.cue[0].start
            and overlap((*c.source, *c.cue), candidate.content)
        ]  # fmt: skip
        mended.append(replace(candidate, content=subtract(candidate.content, holes)) if holes else candidate)
    return mended


def _with_its_relative(clause: Span, sentence: Sentence) -> Span:
    """A reporting clause and the relative one behind it: "according to the Post[, which cited a clerk]"."""
    behind = [w for w in sentence.words if w.span.start >= clause.end][:2]
    if len(behind) < 2 or behind[0].form != "," or behind[1].xpos not in ("WDT", "WP", "WP$"):
        return clause
    verb = next((w for w in sentence.ancestors(behind[1]) if w.deprel == "acl:relcl"), None)
    return hull([clause, *(w.span for w in sentence.subtree(verb) if w.span.start >= clause.end)]) if verb is not None else clause


def divided(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """ "Lund said the pier was lost, saying, “It is over.”": a quotation behind a participle of saying is its, and makes an
    attribution of its own, as sure as the whole was."""
    found, weaker = [], []
    for candidate in candidates:
        for at, piece in enumerate(candidate.content[1:], 1):
            saying = _participle_before(piece, candidate, setting)
            if saying is None:
                continue
            word, entry = saying
            known = [c for c in candidates if overlap((word.span,), c.cue) and overlap((piece,), c.content) > len(piece) / 2]
            if all(c.score < candidate.score for c in known):
                weaker += known
                told = _told(setting.parse.sentences[candidate.sentence], word, piece) if entry.hearer == "object" else None
                own = replace(
                    candidate, head=word, cue=(word.span,), content=candidate.content[at:], lemma=entry.lemma, scope=entry.scope,
                    stance=entry.stance, hearer=(told,) if told is not None else candidate.hearer, parenthetical=False,
                )  # fmt: skip
                found.append(own)
            candidate = replace(candidate, content=candidate.content[:at])
            break
        found.append(candidate)
    return sorted((c for c in found if c not in weaker), key=lambda c: (c.cue[0].start, c.cue[-1].end))


def _told(sentence: Sentence, participle: Word, piece: Span) -> Span | None:
    """ "before telling [the BBC] on Monday: “P”": who stands right behind a participle of telling."""
    head = noun_head(sentence, participle.id)
    phrase = noun_phrase(sentence, head) if head is not None else []
    told = [w.span for w in phrase if participle.span.end <= w.span.start < piece.start]
    return hull(told) if told else None


def _participle_before(piece: Span, candidate: Candidate, setting: Setting) -> tuple[Word, VerbCue] | None:
    """The "saying" or "adding of the mayor" that leads to a piece of the content behind the cue, with its entry in the lexicon."""
    words = setting.parse.sentences[candidate.sentence].words
    before = [w for w in words if candidate.cue[-1].end <= w.span.start < piece.start]
    for word in reversed(before[-LEADING:]):
        entry = setting.language.verb_cue(word.form) if word.xpos == "VBG" else None
        if entry is not None:
            quoted_as = words[word.id - 2].form.casefold() == "as"  # "quotes a nurse as saying"
            says = (
                Takes.QUOTE in entry.takes and entry.scope in STATING and entry.lemma not in setting.language.grammar.quoting_verbs
            )
            return (word, entry) if says and not quoted_as else None
        if word.upos in ("VERB", "AUX"):
            return None
    return None


def without_what_was_asked(candidate: Candidate, setting: Setting) -> Candidate:
    """Takes the question out of the answer: "[Asked whether it was safe], Holm replied: “No.”", "Holm explained [why:] It ..."."""
    first, *rest = candidate.content or (Span(0, 0),)
    opens = next(iter(setting.parse.sentences[candidate.sentence].within(first)), None)
    question = opens is not None and (
        opens.lemma.casefold() in setting.language.hands.asked or opens.form in setting.language.grammar.questions
    )
    words = setting.parse.sentences[candidate.sentence].within(first)[:2]
    if question and len(words) == 2 and words[1].form == ":":  # "Holm explained why: [It costs too much]"
        left = subtract(candidate.content, [hull(w.span for w in words)])
        return replace(candidate, content=left or candidate.content)
    answered = rest and first.end <= candidate.cue[0].start and setting.quoted.quoted(rest[0])
    if question and answered and not setting.quoted.quoted(first):
        return replace(candidate, content=tuple(rest))
    return candidate


def behind_terms(candidate: Candidate, setting: Setting) -> Candidate:
    """Takes the terms out of contents behind them: "told the BBC, on condition that he not be named, that [it was over]"."""
    words = setting.parse.sentences[candidate.sentence].words
    start, end = candidate.cue[-1].end, candidate.content[-1].end if candidate.content else 0
    later = [w for w in words if start < w.span.start < end and w.form.casefold() == "that" and words[w.id - 2].form == ","]
    terms = setting.language.terms.search(setting.text, start, later[-1].span.start) if later else None
    if terms is not None and start <= candidate.content[0].start <= later[-1].span.start:
        return replace(candidate, content=(Span(later[-1].span.end, end),))
    return candidate


def without_agents(candidate: Candidate, setting: Setting) -> Candidate:
    """ "was dismissed as [“crumbs”] by the union": the preposition before the source is no content."""
    words = setting.parse.sentences[candidate.sentence].words
    first = next((w for w in words if candidate.source and w.span.start == candidate.source[0].start), None)
    before = words[first.id - 2] if first is not None and first.id > 1 else None
    last = candidate.content[-1] if candidate.content else Span(0, 0)
    if before is not None and before.upos == "ADP" and last.covers(before.span) and last.end <= candidate.source[0].start:
        left = subtract(candidate.content, [before.span])
        return replace(candidate, content=left or candidate.content)
    return candidate


def without_infinitive_mark(candidate: Candidate, setting: Setting) -> Candidate:
    """ "[General Park] was reported by Yonhap to [have been questioned]": the mark joins the verb to the cue."""
    first, *rest = candidate.content or (Span(0, 0),)
    words = setting.parse.sentences[candidate.sentence].within(rest[0]) if len(rest) == 1 and candidate.cue else []
    parted = len(words) > 1 and words[0].xpos == "TO" and words[1].upos == "AUX" and first.end <= candidate.cue[0].start
    whole = Span(words[1].span.start, rest[0].end) if parted and not set(candidate.source) & {first} else None
    return replace(candidate, content=(first, whole)) if whole is not None else candidate


def trimmed(candidate: Candidate, text: str) -> Spans:
    """The content without white space and punctuation at the ends of its pieces."""
    pieces = (span.trim(text, drop=",;:.—–- ") for span in candidate.content)
    return merge(p for p in pieces if any(ch.isalnum() for ch in p.of(text)))
