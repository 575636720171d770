"""All attributions of an article: asks each kind of evidence, combines the answers, adds what stands for an unspecified source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from provaudit.attribution.candidate import Candidate, spans_of
from provaudit.attribution.clauses import without_edges
from provaudit.attribution.combine import combine
from provaudit.attribution.phrases import (
    aside_candidates,
    impersonal_candidates,
    label_candidates,
    noun_candidates,
    phrase_candidates,
    trailing_candidates,
)
from provaudit.attribution.syntax import verb_candidates
from provaudit.attribution.tagged import tagged_candidates
from provaudit.languages.base import Language
from provaudit.model.article import Article, Unit, UnitType
from provaudit.model.attribution import Attribution, Quotation, Scope
from provaudit.model.parse import Parse, Sentence, Word
from provaudit.model.span import Span, hull, merge, overlap, subtract
from provaudit.quotes.index import QuotedText, settle


ADVERB = "adverb"


def attribute(
    article: Article, parse: Parse, units: tuple[Unit, ...], quotations: tuple[Quotation, ...], language: Language
) -> tuple[Attribution, ...]:
    """Every source-cue-content triple of the article in text order, wishes and orders too, with its scope."""
    text = article.text
    quoted = QuotedText(settle(quotations, [s.span for s in parse.sentences]))
    types = _types(parse, units)
    known = frozenset(
        name.span.of(text).split()[-1].casefold().strip(".")
        for name in parse.names
        if name.kind == "PER" and name.span.of(text).split()
    )
    candidates: list[Candidate] = [
        c for t in tagged_candidates(parse, text, language) if (c := _in_its_sentence(t, parse, text, quoted))
    ]
    for sentence in parse.sentences:
        kind = types[sentence.index]
        if kind is None or not kind.stated:
            continue
        candidates += verb_candidates(sentence, text, language)
        candidates += phrase_candidates(sentence, text, language)
        candidates += noun_candidates(sentence, text, language)
        candidates += impersonal_candidates(sentence, text, language)
        candidates += aside_candidates(sentence, text, language)
        candidates += trailing_candidates(sentence, text, language, kind)
        candidates += label_candidates(sentence, text, language, kind, known)
    combined = _cited(combine(c for c in candidates if types[c.sentence] is not None and types[c.sentence].stated))  # type: ignore[union-attr]
    combined = _without_reporting_clauses(combined, quoted)
    with_adverbs = [c for c in combined if c.content] + list(_adverbs(parse, types, text, language))
    with_adverbs.sort(key=lambda c: (c.cue[0].start, c.cue[-1].end))
    return tuple(
        Attribution(
            id=f"a{number}",
            source=merge(c.source),
            cue=merge(c.cue),
            content=_trimmed(c, text),
            lemma=c.lemma,
            stance=c.stance,
            scope=c.scope,
            mode=quoted.mode(text, c.content),
            confidence=round(c.score, 3),
            evidence=tuple(sorted(c.evidence)),
            hearer=merge(c.hearer),
            impersonal=c.impersonal,
            cited=c.cited,
            parenthetical=c.parenthetical,
        )
        for number, c in enumerate(with_adverbs, 1)
    )


def _in_its_sentence(candidate: Candidate, parse: Parse, text: str, quoted: QuotedText) -> Candidate | None:
    """A tagged content without what lies in other sentences and is not quoted: only quotations run on."""
    here = parse.sentences[candidate.sentence].span
    outside = subtract(candidate.content, [here])
    run_on = [part for piece in outside for part in quoted.quoted(piece)]
    inside = [part for piece in candidate.content if (part := piece.clip(here))]
    kept = merge([*inside, *run_on])
    return replace(candidate, content=kept) if kept else None


def _without_reporting_clauses(candidates: list[Candidate], quoted: QuotedText) -> list[Candidate]:
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


def _types(parse: Parse, units: tuple[Unit, ...]) -> list[UnitType | None]:
    """The type of the unit that each sentence begins in."""
    starts = [u.span.start for u in units]
    found: list[UnitType | None] = []
    for sentence in parse.sentences:
        at = bisect_right(starts, sentence.span.start) - 1
        at = at if at >= 0 and units[at].span.overlaps(sentence.span) else at + 1
        found.append(units[at].type if 0 <= at < len(units) and units[at].span.overlaps(sentence.span) else None)
    return found


def _cited(candidates: list[Candidate]) -> list[Candidate]:
    """Gives "citing X" the content of the clause that it hangs on: "P, the Times reported, citing X"."""
    mended = []
    for candidate in candidates:
        if candidate.cited:
            same = [c for c in candidates if c.sentence == candidate.sentence and not c.cited and c.content and c.source]
            before = [c for c in same if c.cue[0].start < candidate.cue[0].start]
            governor = before[-1] if before else (same[0] if same else None)
            if governor is None:
                continue
            candidate = replace(candidate, content=governor.content)
        mended.append(candidate)
    return mended


def _adverbs(parse: Parse, types: list[UnitType | None], text: str, language: Language) -> Iterator[Candidate]:
    """ "The striker has reportedly agreed to a contract": an unspecified source, should the sentence state none."""
    for sentence in parse.sentences:
        kind = types[sentence.index]
        if kind is None or not kind.stated:
            continue
        for word in sentence.words:
            entry = language.adverbs.get(word.form.casefold())
            if entry is None or not entry.opens or word.upos != "ADV":
                continue
            yield Candidate(
                sentence=sentence.index,
                head=word,
                cue=spans_of([word], sentence, text),
                lemma=entry.lemma,
                scope=Scope.SPEECH,
                stance=entry.stance,
                content=spans_of(_main_clause(sentence, word.id), sentence, text),
                impersonal=True,
                evidence=frozenset({ADVERB}),
                score=0.8,
            )
            break


def _main_clause(sentence: Sentence, without: int) -> list[Word]:
    stops = [w.id for w in sentence.words if w.form == ";"]
    low = max((s for s in stops if s < without), default=0)
    high = min((s for s in stops if s > without), default=len(sentence.words) + 1)
    return without_edges([w for w in sentence.words if low < w.id < high and w.id != without])


def _trimmed(candidate: Candidate, text: str) -> tuple[Span, ...]:
    """The content without white space and punctuation at the ends of its pieces."""
    pieces = (span.trim(text, drop=",;:.—–- ") for span in candidate.content)
    return merge(p for p in pieces if any(ch.isalnum() for ch in p.of(text)))
