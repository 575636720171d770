"""Attributions to analysis: the order in which sources are resolved, nested, relayed, cut into statements and carried over."""

from __future__ import annotations

import re
from dataclasses import replace

from provaudit.attribution.passage import antecedent
from provaudit.attribution.tagged import EVIDENCE as TAGGER
from provaudit.attribution.unspecified import ADVERB
from provaudit.chains import carry, marks, own_voice
from provaudit.chains.drafts import Draft, Hold
from provaudit.chains.entities import Entities, Record
from provaudit.chains.inventory import Inventory
from provaudit.chains.mentions import Mention, MentionReader
from provaudit.chains.nesting import Node, counts, nest, same_voice
from provaudit.chains.relays import Relays
from provaudit.chains.statements import attributed, clip
from provaudit.languages.base import Language, VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.article import Article, Unit, UnitType
from provaudit.model.attribution import Attribution, Cue, Mode, Quotation, Scope
from provaudit.model.audit import Analysis
from provaudit.model.chain import Entity, Flag, Kind, Link, Naming, Reason, Statement
from provaudit.model.parse import Parse, Sentence
from provaudit.model.span import Span, Spans, overlap, subtract
from provaudit.quotes.index import QuotedText, settle

JUDGED = re.compile(r"\b(?:as|of|for)\b")  # "the GOP of stoking fear", "the verdict as a crash"
SURE = 0.65
UNNAMED_PUBLISHER = "publisher"


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
    inventory = Inventory(text, parse, language)
    entities = Entities(reader, language, inventory)
    publisher = _publisher(article, entities)
    relays = Relays(reader, entities, language, article.meta.publisher)
    nodes = _nodes(attributions, units, text, quoted, reader, entities, article.meta.publisher, language)
    drafts = attributed(nodes, units, text, quoted, entities, relays)
    drafts += carry.quotations(drafts, units, text, quoted, entities, inventory)
    carry.relays(drafts, text)
    carry.polled(drafts, text)
    drafts += _own_voice(units, drafts, text, reader)
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


def _nodes(
    attributions: tuple[Attribution, ...],
    units: tuple[Unit, ...],
    text: str,
    quoted: QuotedText,
    reader: MentionReader,
    entities: Entities,
    publisher: str | None,
    language: Language,
) -> list[Node]:
    """The attributions that count, resolved in text order and nested."""
    nodes: list[Node] = []
    cited = {a.content for a in attributions if a.cited}  # "Politico reported the plan, citing a draft": whoever cites, reports
    headlines = [u.span for u in units if u.type is UnitType.HEADLINE]
    for attribution in attributions:
        mention = _mention(attribution, text, reader)
        entry = language.verb_cues.get(attribution.lemma)
        clause = _has_clause(attribution, entry, text, reader) or any(h.overlaps(attribution.cue[0]) for h in headlines)
        governs = not attribution.cited and attribution.content in cited
        if not governs and not counts(attribution, mention, text, quoted, clause, entry is not None and Takes.TO in entry.takes):
            continue
        node = Node(attribution, mention)
        if mention is not None:
            node.record = entities.resolve(mention)
            node.outlet = node.record.kind is Kind.OUTLET
            itself = bool(publisher) and node.record.name.casefold() == (publisher or "").casefold()
            if itself and (mention.name is not None or mention.kind is Kind.OUTLET):
                continue  # the publisher on itself is its own voice
        nodes.append(node)
    stating = [n.attribution.content for n in nodes if n.attribution.evidence != (ADVERB,)]
    nodes = [n for n in nodes if n.attribution.evidence != (ADVERB,) or not _stated(n.attribution, stating, reader)]
    nest(nodes, text, reader)
    for node in nodes:
        if node.outer is not None and (node.attribution.impersonal or same_voice(node, node.outer, reader, quoted)):
            node.repeats = True
            node.outer.relays_only = node.outer.relays_only and any(
                not other.repeats and other is not node for other in node.outer.inner
            )
    return nodes


def _mention(attribution: Attribution, text: str, reader: MentionReader) -> Mention | None:
    """The source's mention; for a relative pronoun that of the noun it stands for."""
    if not attribution.source:
        return None
    sentence = reader.sentence_at(attribution.source[0].start)
    return reader.read(antecedent(attribution.source, sentence, text) if sentence is not None else attribution.source)


def _has_clause(attribution: Attribution, entry: VerbCue | None, text: str, reader: MentionReader) -> bool:
    """Whether the content says something: a clause with its subject, an infinitive after a belief, "the GOP of stoking fear"."""
    words = [w for span in attribution.content for w in reader.words((span,))]
    ids = {(w.span.start, w.id) for w in words}
    for word in words:
        if word.deprel in ("acl:relcl", "advcl") or not (
            word.upos in ("VERB", "AUX") or word.feat("VerbForm") == "Fin" or word.head == 0
        ):
            sentence = reader.sentence_at(word.span.start)
            copula = sentence is not None and word.deprel not in ("acl:relcl", "advcl") and sentence.children(word, "cop")
            if not copula:
                continue
        sentence = reader.sentence_at(word.span.start)
        subjects = sentence.children(word, "nsubj", "csubj", "expl") if sentence is not None else []
        if any((s.span.start, s.id) in ids for s in subjects):
            return True
        if word.feat("VerbForm") == "Inf" and attribution.scope is Scope.BELIEF:
            return True
    if attribution.confidence >= SURE and any(w.feat("VerbForm") == "Fin" or w.xpos == "MD" for w in words):
        return True  # the tree is wrong more often than a sure tagger
    judges = entry is not None and bool(entry.takes & {Takes.AS, Takes.OF})
    return judges and JUDGED.search(text, attribution.content[0].start, attribution.content[-1].end) is not None


def _stated(adverb: Attribution, contents: list[Spans], reader: MentionReader) -> bool:
    """Whether the adverb's sentence states a source: then "reportedly" is a hedge and no link."""
    sentence = reader.sentence_at(adverb.cue[0].start)
    return sentence is not None and any(overlap((sentence.span,), content) for content in contents)


def _own_voice(units: tuple[Unit, ...], drafts: list[Draft], text: str, reader: MentionReader) -> list[Draft]:
    by_unit: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_unit.setdefault(draft.unit.id, []).append(draft)
    own = []
    for unit in units:
        if not unit.type.stated:
            continue
        here = by_unit.get(unit.id, [])
        if not here:
            own.append(Draft(unit, (unit.span,), because=[Reason("own voice", "no source, cue or running quotation was found")]))
            continue
        for content in own_voice.clauses(unit, reader.sentence_at(here[0].content[0].start), here, text):
            own.append(Draft(unit, content, because=[Reason("own voice", "a clause of its own beside the attribution")]))
    return own


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
        flags -= {Flag.STALE, Flag.ANONYMITY_REASON}
    links = [_link(hold, frozen, text, sentence, outside, language, first=i == 0) for i, hold in enumerate(draft.chain)]
    content = draft.content if draft.chain else (clip(draft.content, unit.span, text) or draft.content)
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
            match = language.basis.search(text, span.start, span.end)
            basis = basis or (Span(*match.span()) if match else None)
            match = language.terms.search(text, span.start, span.end)
            terms = terms or (Span(*match.span()) if match else None)
        found_medium = marks.medium(sentence, outside, language)
    return Link(frozen[hold.record.number], hold.mention, found_medium, cue, basis, terms)
