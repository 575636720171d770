"""Attributions to analysis: the order in which sources are resolved, nested, relayed, cut into statements and carried over."""

from __future__ import annotations

from dataclasses import replace

from provaudit.attribution.tagged import EVIDENCE as TAGGER
from provaudit.chains import carry, headlines, lead_ins, marks, own_voice, paragraphs
from provaudit.chains.claims import Claims
from provaudit.chains.drafts import Draft, Hold
from provaudit.chains.nodes import weigh
from provaudit.chains.relays import Relays
from provaudit.chains.statements import attributed, clip
from provaudit.entities.mentions import MentionReader
from provaudit.entities.resolution import Entities, Record
from provaudit.languages.base import Language
from provaudit.languages.finding import first_of
from provaudit.model.article import Article, Unit, UnitType
from provaudit.model.attribution import Attribution, Cue, Mode, Quotation
from provaudit.model.audit import Analysis
from provaudit.model.chain import Entity, Flag, Kind, Link, Naming, Statement
from provaudit.model.parse import Parse, Sentence
from provaudit.model.span import Span, subtract
from provaudit.quotes.index import QuotedText, settle

INTERVIEW = "interview"  # whoever told the publisher was asked by it
UNNAMED_PUBLISHER = "publisher"
PHRASE_ENDS = ',;:.!?()–—\n"“”'


def build(
    article: Article,
    parse: Parse,
    units: tuple[Unit, ...],
    quotations: tuple[Quotation, ...],
    attributions: tuple[Attribution, ...],
    language: Language,
) -> Analysis:
    """All statements of an article with their chains, and the entities in them."""
    text = article.text
    quoted = QuotedText(settle(quotations, [s.span for s in parse.sentences]))
    reader = MentionReader(text, parse, language)
    inventory = reader.inventory
    entities = Entities(reader, language, inventory, units)
    publisher = _publisher(article, entities)
    relays = Relays(reader, entities, language)
    titles = [u.span for u in units if u.type is UnitType.HEADLINE]
    claims = Claims(reader, quoted, language, titles)
    nodes, refused = weigh(attributions, claims, reader, quoted, entities)
    drafts = attributed(nodes, units, text, quoted, entities, relays)
    headlines.name(drafts, reader)
    drafts += carry.quotations(drafts, units, text, quoted, entities, inventory)
    lead_ins.place(drafts, units, entities, language)
    carry.relays(drafts, units, text, language, lead_ins.interviews(parse.sentences, entities, language))
    carry.sources(drafts)
    carry.polled(drafts, text, language)
    drafts += own_voice.drafts(units, drafts, refused, text, reader, quoted, language)
    drafts = paragraphs.pass_on(drafts, units, article, quoted, entities, language)
    datelines = [block.dateline for block in article.blocks if block.dateline is not None]
    drafts = _without_datelines(drafts, datelines, text)
    drafts.sort(key=lambda d: (d.unit.span.start, d.content[0].start, d.content[-1].end))
    frozen: dict[int, Entity] = {r.number: r.freeze() for r in entities.records}
    statements = tuple(
        _statement(number, draft, frozen, publisher, text, reader, language) for number, draft in enumerate(drafts, 1)
    )
    used = {link.entity.id for s in statements for link in s.chain}
    spoken = {a for s in statements for a in s.attributions}
    inner = {n.attribution.id for n in nodes if n.outer is not None and TAGGER not in n.attribution.evidence}
    kept = tuple(  # what only syntax proposes and no statement needs is a guess
        replace(a, nested=a.id in inner) for a in attributions if TAGGER in a.evidence or a.id in spoken
    )
    return Analysis(article, units, quotations, kept, tuple(e for e in frozen.values() if e.id in used), statements, parse.models)


def _publisher(article: Article, entities: Entities) -> Record:
    name = article.meta.publisher
    return entities.add(name or UNNAMED_PUBLISHER, Kind.PUBLISHER, Naming.NAMED if name else Naming.OPAQUE)


def _without_datelines(drafts: list[Draft], datelines: list[Span], text: str) -> list[Draft]:
    """The place before the dash states nothing ("PORT ELGIN — The toll will double")."""
    kept = []
    for draft in drafts:
        left = tuple(trimmed for s in subtract(draft.content, datelines) if len(trimmed := s.trim(text)))
        if left or draft.chain:
            draft.content = left or draft.content
            kept.append(draft)
    return kept


def _statement(
    number: int,
    draft: Draft,
    frozen: dict[int, Entity],
    publisher: Record,
    text: str,
    reader: MentionReader,
    language: Language,
) -> Statement:
    unit = draft.unit
    sentence = reader.sentence_at(draft.content[0].start)
    outside = list(subtract((unit.span,), draft.content))
    cues = [] if draft.carried else _cues(draft, unit.span)
    flags = marks.flags(text, unit.span, language)
    if not draft.chain:
        flags -= {Flag.STALE}
    links = [_link(hold, frozen, text, sentence, outside, language, first=i == 0) for i, hold in enumerate(draft.chain)]
    content = draft.content if draft.chain else (clip(draft.content, unit.span, text, language) or draft.content)
    return Statement(
        id=f"s{number}",
        unit=unit.id,
        content=content,
        mode=draft.mode if draft.chain else Mode.NONE,
        chain=(*links, Link(frozen[publisher.number])),
        cues=tuple(cues),
        hedges=marks.hedges(sentence, language),
        flags=flags,
        attributions=tuple(n.attribution.id for n in draft.nodes),
        confidence=round(draft.confidence, 3),
        because=tuple(draft.because),
    )


def _phrase(opening: Span, region: Span, cue: Cue | None, text: str) -> Span:
    """The whole phrase that a pattern found the beginning of, to cue or mark: "who attended a [closed meeting on Monday] said"."""
    start, found = opening.start, opening.end
    end = next((at for at in range(found, region.end) if text[at] in PHRASE_ENDS), region.end)
    if cue is not None and found <= cue.span.start < end:
        end = cue.span.start
    return Span(start, start + len(text[start:end].rstrip()))


def _cues(draft: Draft, unit: Span) -> list[Cue]:
    found = {}
    for node in draft.nodes:
        a = node.attribution
        for span in a.cue:
            if span.overlaps(unit):
                found[span] = Cue(span, a.lemma, a.stance)
    return [found[s] for s in sorted(found)]


def _link(
    hold: Hold,
    frozen: dict[int, Entity],
    text: str,
    sentence: Sentence | None,
    outside: list[Span],
    language: Language,
    *,
    first: bool,
) -> Link:
    attribution = hold.node.attribution if hold.node is not None else None
    cue = Cue(attribution.cue[0], attribution.lemma, attribution.stance) if attribution is not None and hold.mention else None
    basis = terms = None
    found_medium = None
    if first and hold.mention is not None:
        region = [s for s in outside if s.end > hold.mention.start - 1] or outside
        for span in region:
            known_by = first_of(language, "basis", text, span)
            basis = basis or (_phrase(known_by, span, cue, text) if known_by is not None else None)
            terms = terms or first_of(language, "terms", text, span)
        found_medium = marks.medium(sentence, outside, language)
    if first and found_medium is None and hold.node is not None and hold.node.told_publisher:
        found_medium = INTERVIEW
    return Link(frozen[hold.record.number], hold.mention, found_medium, cue, basis, terms)
