"""All attributions of an article: asks each kind of evidence, combines the answers, adds what stands for an unspecified source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from provaudit.attribution import plausible
from provaudit.attribution.candidate import Candidate
from provaudit.attribution.citing import with_whom_they_cite
from provaudit.attribution.combine import combine
from provaudit.attribution.continued import going_on, parted, with_reasons, without_gaps
from provaudit.attribution.endings import (
    to_the_closing_mark,
    without_circumstances,
    without_concessions,
    without_contrasts,
    without_further_acts,
    without_other_clauses,
    without_own_clauses,
    without_own_words,
    without_terms,
    without_what_is_judged,
)
from provaudit.attribution.extents import (
    behind_terms,
    divided,
    from_the_opening_mark,
    in_its_sentence,
    trimmed,
    without_agents,
    without_infinitive_mark,
    without_reporting_clauses,
    without_what_was_asked,
)
from provaudit.attribution.free_relatives import opened
from provaudit.attribution.inserted import of_what_is_open, over_inner_reports, within_their_clause
from provaudit.attribution.passage import Passage
from provaudit.attribution.reading import Read, read
from provaudit.attribution.setting import Setting
from provaudit.attribution.sources import (
    before_asides,
    behind_places,
    by_papers,
    not_datelines,
    not_of_adverbs,
    of_papers,
    one_of_them,
    set_aside,
    with_their_posts,
)
from provaudit.attribution.tagged import tagged_candidates
from provaudit.languages.base import Language
from provaudit.model.article import Article, Unit, UnitType
from provaudit.model.attribution import Attribution, Quotation
from provaudit.model.parse import Parse
from provaudit.model.span import merge
from provaudit.quotes.index import QuotedText, settle


def attribute(
    article: Article, parse: Parse, units: tuple[Unit, ...], quotations: tuple[Quotation, ...], language: Language
) -> tuple[Attribution, ...]:
    """Every source-cue-content triple of the article in text order, wishes and orders too, with its scope."""
    text = article.text
    at = gather(text, parse, units, quotations, language)
    quoted = at.quoted
    datelines = tuple(block.dateline for block in article.blocks if block.dateline is not None)
    setting = Setting(parse, text, quoted, language, datelines, frozenset(c.cue for c in at.adverbs))
    found = combine([*plausible.plausibility().chosen(at.tagged), *at.found], language.grammar)
    for step in STEPS:
        found = step(found, setting)
    found = [c for c in found if trimmed(c, text)]
    found += at.adverbs
    found.sort(key=lambda c: (c.cue[0].start, c.cue[-1].end))
    return tuple(
        Attribution(
            id=f"a{number}",
            source=merge(c.source),
            cue=merge(c.cue),
            content=trimmed(c, text),
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
        for number, c in enumerate(found, 1)
    )


def _read(parse: Parse, units: tuple[Unit, ...], text: str, language: Language) -> dict[int, Read]:
    """What evidence finds in the sentences of units that make statements, by their number."""
    surnames = frozenset(
        words[-1].casefold().strip(".") for name in parse.names if name.kind == "PER" and (words := name.span.of(text).split())
    )
    found = {}
    for sentence, kind in zip(parse.sentences, _types(parse, units), strict=True):
        if kind is not None and kind.stated:
            found[sentence.index] = read(Passage(sentence, text, language, kind, surnames))
    return found


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all kinds of evidence propose: the tagger's proposals, which compete, what is `found` in sentences, and the adverbs
    that stand for an unspecified source."""

    quoted: QuotedText
    tagged: list[plausible.Proposal]
    found: list[Candidate]
    adverbs: list[Candidate]


def gather(text: str, parse: Parse, units: tuple[Unit, ...], quotations: tuple[Quotation, ...], language: Language) -> Gathered:
    """Asks each kind of evidence; nothing is chosen or combined yet."""
    quoted = QuotedText(settle(quotations, [s.span for s in parse.sentences]))
    found = _read(parse, units, text, language)
    tagged = []
    for candidate in tagged_candidates(parse, text, language):
        kept = in_its_sentence(candidate, parse, text, quoted) if candidate.sentence in found else None
        if kept is not None and kept.support is not None:
            mode = quoted.mode(text, kept.content)
            sentence = parse.sentences[kept.sentence]
            tagged.append(plausible.Proposal(kept, kept.support, sentence, found[kept.sentence].candidates, mode))
    every = found.values()
    return Gathered(quoted, tagged, [c for one in every for c in one.candidates], [c for one in every for c in one.adverbs])


def _types(parse: Parse, units: tuple[Unit, ...]) -> list[UnitType | None]:
    """The type of the unit that each sentence begins in."""
    starts = [u.span.start for u in units]
    found: list[UnitType | None] = []
    for sentence in parse.sentences:
        at = bisect_right(starts, sentence.span.start) - 1
        at = at if at >= 0 and units[at].span.overlaps(sentence.span) else at + 1
        found.append(units[at].type if 0 <= at < len(units) and units[at].span.overlaps(sentence.span) else None)
    return found


Mend = Callable[[Candidate, Setting], Candidate]
Step = Callable[[list[Candidate], Setting], list[Candidate]]


def each(mend: Mend) -> Step:
    """The step that mends each candidate without a look at the others."""
    return lambda candidates, setting: [mend(candidate, setting) for candidate in candidates]


STEPS: tuple[Step, ...] = (
    with_whom_they_cite,
    opened,
    each(from_the_opening_mark),
    divided,
    each(going_on),
    each(parted),
    each(set_aside),
    each(without_what_was_asked),
    each(by_papers),
    each(of_papers),
    each(behind_places),
    each(before_asides),
    each(one_of_them),
    each(behind_terms),
    without_gaps,
    each(without_agents),
    each(with_reasons),
    each(with_their_posts),
    within_their_clause,
    of_what_is_open,
    without_contrasts,
    each(without_what_is_judged),
    each(without_own_words),
    each(without_own_clauses),
    each(without_concessions),
    each(without_other_clauses),
    each(without_circumstances),
    each(without_terms),
    each(without_further_acts),
    over_inner_reports,
    each(to_the_closing_mark),
    not_of_adverbs,
    not_datelines,
    each(without_infinitive_mark),
    without_reporting_clauses,
)
"""What is mended in the candidates when they are combined, in this order: whom they cite, how far contents go, whose they are,
where they end, and who is no source. A step takes all candidates of the article, in text order, and gives them back so."""
