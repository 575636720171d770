"""Attributed statements: cuts the contents of nested attributions into units and writes each chain, origin first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from provaudit.chains.complements import words
from provaudit.chains.drafts import Draft, Hold
from provaudit.chains.nesting import Node, outers
from provaudit.chains.relays import Relays
from provaudit.entities.resolution import Entities
from provaudit.languages.base import Language
from provaudit.model.article import Unit
from provaudit.model.attribution import Attribution
from provaudit.model.chain import Kind, Naming, Reason
from provaudit.model.span import Span, Spans, hull, merge
from provaudit.quotes.index import QuotedText

SCRAP = 0.25  # a content that reaches into a unit without cue must fill this share of its words


def attributed(
    nodes: list[Node], units: tuple[Unit, ...], text: str, quoted: QuotedText, entities: Entities, relays: Relays
) -> list[Draft]:
    """One draft for each unit that the content of a counting attribution reaches into."""
    drafts: list[Draft] = []
    stated = [unit for unit in units if unit.type.stated]
    starts, ends = [unit.span.start for unit in stated], [unit.span.end for unit in stated]
    for node in nodes:
        if node.relays_only or node.repeats:
            continue
        chain, because = chain_of(node, entities, relays)
        if not chain:
            continue
        reach = hull(node.attribution.content)
        for unit in stated[bisect_right(ends, reach.start) : bisect_left(starts, reach.end)]:
            content = clip(node.attribution.content, unit.span, text, entities.language)
            if not content:
                continue
            here = any(c.overlaps(unit.span) for c in node.attribution.cue)
            if not here and words(text, content) < max(3, SCRAP * words(text, (unit.span,))):
                continue
            if not here and (around := quoted.inside(content[0].start)) is not None:
                content = clip((around.span,), unit.span, text, entities.language)  # a quotation goes on to its end
            hands = [_as_mentioned(hold, unit) for hold in chain]
            draft = Draft(unit, content, hands, with_outer(node), quoted.mode(text, content), carried=not here)
            draft.confidence, draft.because = confidence(node), list(because)
            drafts.append(draft)
    by_unit: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_unit.setdefault(draft.unit.id, []).append(draft)
    return [d for d in drafts if not any(_passed_on(d, other) for other in by_unit[d.unit.id])]


def _passed_on(draft: Draft, other: Draft) -> bool:
    """ "A nurse told a volunteer, who told AFP, that P": what the volunteer told AFP is what the nurse had told him."""
    inside = draft is not other and other.nodes[0] in draft.nodes[1:]
    same = inside and draft.unit is other.unit and draft.content == other.content
    return same and any(hold.record is draft.chain[0].record for hold in other.chain[1:])


def _as_mentioned(hold: Hold, unit: Unit) -> Hold:
    """A hold whose mention stands in the unit, or that is carried over into it."""
    here = hold.mention is not None and hold.mention.overlaps(unit.span)
    return Hold(hold.record, hold.mention if here else None, hold.node)


def chain_of(node: Node, entities: Entities, relays: Relays) -> tuple[list[Hold], list[Reason]]:
    """The links of a node from the origin to the last relay, without the publisher; the same hands in a row are one link."""
    chain: list[Hold] = []
    because: list[Reason] = []

    def add(hold: Hold, step: str, why: str) -> None:
        if chain and chain[-1].record is hold.record:
            chain[-1].mention = chain[-1].mention or hold.mention
            return
        chain.append(hold)
        because.append(Reason(step, why, (hold.mention,) if hold.mention else ()))

    for record, mention in relays.before(node):
        add(Hold(record, mention.span, node), "source", f"the source leans on “{mention.text}”")
    current: Node | None = node
    while current is not None:
        step = "source" if current is node else "relay"
        attribution = current.attribution
        for record, mention in relays.before(current) if current is not node and chain else ():
            add(Hold(record, mention.span, current), "source", f"the source leans on “{mention.text}”")
        if current.record is not None and current.mention is not None:
            how = "is cited by what follows" if attribution.cited else f"stands with the cue “{attribution.lemma}”"
            add(Hold(current.record, current.mention.span, current), step, f"“{current.mention.text}” {how}")
        elif attribution.impersonal and (not chain or _was_heard(attribution, entities.language)):
            unspecified = entities.add("unspecified", Kind.UNSPECIFIED, Naming.OPAQUE)
            add(Hold(unspecified, attribution.cue[0], current), "source", f"“{attribution.lemma}” names no source")
        for record, mention in relays.after(current):
            add(Hold(record, mention.span, current), "relay", f"“{mention.text}” received it")
        current = current.outer
    seen: list[Hold] = []
    for hold in chain:
        if not any(hold.record is s.record for s in seen):
            seen.append(hold)
    return seen, because


def _was_heard(attribution: Attribution, language: Language) -> bool:
    """ "Doyle wrote that P, [the court heard]", "[a jury was told]": somebody there passed it on; "reportedly" adds no hand."""
    entry = language.verb_cues.get(attribution.lemma)
    return attribution.lemma in language.grammar.hearing_verbs or (entry is not None and entry.hearer == "object")


def with_outer(node: Node) -> list[Node]:
    """The node and all that it stands in, innermost first."""
    return [node, *outers(node)]


def confidence(node: Node) -> float:
    """How sure the attributions of a chain are together: the least sure one decides."""
    return min(n.attribution.confidence for n in with_outer(node))


def clip(content: Spans, unit: Span, text: str, language: Language) -> Spans:
    """The pieces of a content inside a unit, without complementizer, closing punctuation and the marks around a quotation."""
    pieces = [p.trim(text, drop=",;:.—–-!?…  ") for s in content if (p := s.clip(unit)) is not None]
    that = language.grammar.complementizer.match(text, pieces[0].start, pieces[0].end) if pieces else None
    if that is not None and (text[that.start()].islower() or _opens_a_clause(text[that.end() : pieces[0].end], language)):
        pieces[0] = Span(that.end(), pieces[0].end)
    trimmed = [_without_marks(p, text) for p in pieces]
    return merge(p for p in trimmed if any(c.isalnum() for c in p.of(text)))


def _opens_a_clause(behind: str, language: Language) -> bool:
    """ "That [the talks] had failed was confirmed by Holm"; but "That [call], according to Holm, was late"."""
    first = next(iter(behind.split()), "").casefold()
    return first in language.determiners or first in language.pronouns


OPENING = "“\"‘«„'`"
CLOSING = "”\"’»'"


def _without_marks(span: Span, text: str) -> Span:
    """Marks at both ends, or a single one at one end, stay outside; “a” and “b” keeps its marks inside."""
    changed = True
    while changed and len(span) > 1:
        changed = False
        inner = text[span.start + 1 : span.end - 1]
        first, last = text[span.start] in OPENING, text[span.end - 1] in CLOSING
        if first and last and not any(c in inner for c in '“”"«»'):
            span, changed = Span(span.start + 1, span.end - 1), True
        elif first and not any(c in text[span.start + 1 : span.end] for c in '”"»') and text[span.start] in '“"«':
            span, changed = Span(span.start + 1, span.end), True
        elif last and not any(c in text[span.start : span.end - 1] for c in '“"«') and text[span.end - 1] in '”"»':
            span, changed = Span(span.start, span.end - 1), True
        if changed:
            span = span.trim(text, drop=",;:.—–-!?… ")
    return span
