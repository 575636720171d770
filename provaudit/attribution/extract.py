"""All attributions of an article: asks each kind of evidence, combines the answers, adds what stands for an unspecified source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from provaudit.attribution import plausible
from provaudit.attribution.candidate import Candidate, by_sentence
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
    of_papers,
    one_of_them,
    set_aside,
    with_their_posts,
)
from provaudit.attribution.tagged import tagged_candidates
from provaudit.languages.base import Language
from provaudit.model.article import Article, Unit, UnitType
from provaudit.model.attribution import Attribution, Quotation
from provaudit.model.parse import Parse, Sentence
from provaudit.model.span import hull, merge, overlap, subtract
from provaudit.quotes.index import QuotedText, settle

COMMA = 2  # characters between a source and what it cites


def attribute(
    article: Article, parse: Parse, units: tuple[Unit, ...], quotations: tuple[Quotation, ...], language: Language
) -> tuple[Attribution, ...]:
    """Every source-cue-content triple of the article in text order, wishes and orders too, with its scope."""
    text = article.text
    at = gather(text, parse, units, quotations, language)
    quoted = at.quoted
    proposed = [*plausible.plausibility().chosen(at.tagged), *at.found]
    setting = Setting(parse, text, quoted, language)
    combined = combine(proposed, language.grammar)
    for step in STEPS:
        combined = step(combined, setting)
    datelines = [block.dateline for block in article.blocks if block.dateline is not None]
    # "OSLO (AP) - She said": the tree may take the place for who says it
    cues = {c.cue for c in at.adverbs}  # nobody says "allegedly"
    placed = [c for c in combined if c.cue not in cues and not (c.source and any(span.covers(c.source[-1]) for span in datelines))]
    placed = [without_infinitive_mark(c, parse) for c in placed]
    found = [c for c in without_reporting_clauses(placed, setting) if trimmed(c, text)]
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


def _parted(sentence: Sentence, governor: Candidate, cited: Candidate) -> bool:
    """ "ORF put the toll at six; the Kronen Zeitung, citing a rescuer, spoke of eight": ORF cites nobody."""
    return any(w.form == ";" and governor.cue[-1].end <= w.span.start < cited.cue[0].start for w in sentence.words)


def with_whom_they_cite(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """Gives "citing X" the content of the clause that it hangs on: "P, the Times reported, citing X"."""
    mended, near = [], by_sentence(candidates)
    for candidate in candidates:
        if candidate.cited:
            same = [c for c in near[candidate.sentence] if not c.cited and c.content and c.source]
            before = [c for c in same if c.cue[0].start < candidate.cue[0].start]
            # "while La Repubblica, citing a source in Rome, said P": whoever stands right before it
            beside = [c for c in same if c not in before and 0 <= candidate.cue[0].start - c.source[-1].end <= COMMA]
            # "the Times reported that Holm had told ministers P, citing two officials": who reports it cites them
            outer = [
                c for c in before[:-1] if c.lemma in setting.language.grammar.reporting_verbs and overlap(before[-1].cue, c.content)
            ]
            governor = next(iter((*beside, *outer, *before[-1:], *same)), None)
            if governor is None or _parted(setting.parse.sentences[candidate.sentence], governor, candidate):
                continue
            content = subtract(governor.content, [hull((*candidate.cue, *candidate.source))])  # "said, [citing a person], that P"
            candidate = replace(candidate, content=content or governor.content)
        mended.append(candidate)
    return mended


Step = Callable[[list[Candidate], Setting], list[Candidate]]
STEPS: tuple[Step, ...] = (
    with_whom_they_cite,
    opened,
    from_the_opening_mark,
    divided,
    going_on,
    parted,
    set_aside,
    without_what_was_asked,
    by_papers,
    of_papers,
    behind_places,
    before_asides,
    one_of_them,
    behind_terms,
    without_gaps,
    without_agents,
    with_reasons,
    with_their_posts,
    within_their_clause,
    of_what_is_open,
    without_contrasts,
    without_own_words,
    without_own_clauses,
    without_concessions,
    without_other_clauses,
    without_circumstances,
    without_terms,
    without_further_acts,
    over_inner_reports,
    to_the_closing_mark,
)
"""What is mended in the candidates when they are combined, in this order: whom they cite, how far contents go, whose they are, and
where contents end. A step takes all candidates of the article, in text order, and gives them back so."""
