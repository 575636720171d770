"""Which attributions stand inside which: "officials said P, the Times reported"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from provaudit.attribution.nouns import EVIDENCE as NOUN
from provaudit.chains.complements import WORD, words
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.resolution import Record
from provaudit.languages.grammar import Grammar
from provaudit.model.attribution import Attribution, Scope, Stance
from provaudit.model.chain import Kind
from provaudit.model.span import Span, hull, overlap, subtract
from provaudit.quotes.index import QuotedText

FEW = 2  # words of an outer content that may stand outside the inner attribution when the outer only relays


@dataclass(eq=False)
class Node:
    """An attribution that counts, with its source resolved and its place in the nesting."""

    attribution: Attribution
    mention: Mention | None
    record: Record | None = None
    outer: Node | None = None
    inner: list[Node] = field(default_factory=list)
    outlet: bool = False  # the source is a news outlet
    told_publisher: bool = False  # "Adair told the Ledger", in the Ledger
    relays_only: bool = False  # another attribution fills the content: no statement of its own
    repeats: bool = False  # stands inside another's words and adds no hands: no statement of its own either


def outers(node: Node) -> list[Node]:
    """The attributions that a node stands in, nearest first."""
    found: list[Node] = []
    current = node.outer
    while current is not None:
        found.append(current)
        current = current.outer
    return found


def apart(nodes: list[Node]) -> list[list[Node]]:
    """The nodes in groups whose words do not overlap, each in the order given: in another group none can nest or be nested."""
    groups: list[list[int]] = []
    end = -1
    reach = [hull((*a.source, *a.cue, *a.content)) for a in (node.attribution for node in nodes)]
    for at in sorted(range(len(nodes)), key=lambda at: reach[at]):
        if reach[at].start > end:
            groups.append([])
        groups[-1].append(at)
        end = max(end, reach[at].end)
    return [[nodes[at] for at in sorted(group)] for group in groups]


def nest(nodes: list[Node], text: str, reader: MentionReader, quoted: QuotedText) -> None:
    """Sets `outer`, `inner`, `relays_only` of nodes, which come in text order."""
    grammar = reader.language.grammar
    for node in nodes:
        for other in nodes:
            if other is not node and _outlet_says_according(node, other, grammar):
                # "Bloomberg reports that P, according to the Roper Center": the phrase speaks of P alone.
                node.attribution = replace(node.attribution, content=other.attribution.content)
                node.outer = other
                other.inner.append(node)
    reach = [hull((*a.source, *a.cue, *a.content)) for a in (node.attribution for node in nodes)]
    for node, here in zip(nodes, reach, strict=True):
        if node.outer is not None:
            continue
        near = [other for other, there in zip(nodes, reach, strict=True) if other is not node and here.overlaps(there)]
        around = [other for other in near if not _within(other, node) and _inside(node, other, grammar)]
        if around:
            node.outer = min(around, key=lambda other: (words(text, other.attribution.content), other.attribution.cue[0].start))
            node.outer.inner.append(node)
    for node in nodes:
        if node.attribution.cited and node.outer is not None:
            _cite(node, node.outer, text, reader)
    for node in nodes:
        for inner in node.inner:
            asserts = inner.attribution.scope not in (Scope.ORDER, Scope.WISH)  # "records show that he urged them to close it"
            asserts = asserts and not intends(inner.attribution, text)
            asserts = asserts and not _found_a_thing(inner.attribution, reader)
            told = _told_within(inner, node, quoted) or _tells_of(inner, node, grammar)
            if asserts and not told and fills(inner, node, text, reader):
                node.relays_only = True


def _cite(cited: Node, outer: Node, text: str, reader: MentionReader) -> None:
    """ "“P,” Holm told a closed briefing, the Times reported, citing an attendee": the attendee tells what Holm said."""
    told = [n for n in outer.inner if n is not cited and not n.attribution.cited and n.record is not None]
    if len(told) == 1 and fills(told[0], outer, text, reader):
        outer.inner.remove(told[0])
        told[0].outer = cited
        cited.inner.append(told[0])


def _outlet_says_according(node: Node, other: Node, grammar: Grammar) -> bool:
    a, b = node.attribution, other.attribution
    if a.lemma not in grammar.according_phrases or node.outlet or not other.outlet or other.outer is not None or b.parenthetical:
        return False
    return a.cue[0].start > b.cue[0].start and overlap(b.cue, a.content) > 0


def _within(node: Node, other: Node) -> bool:
    """Whether `node` has been found to stand inside `other` already: nesting has no circles."""
    current: Node | None = node
    while current is not None:
        if current is other:
            return True
        current = current.outer
    return False


def _inside(node: Node, other: Node, grammar: Grammar) -> bool:
    """Whether the cue of `node` stands in the content of `other`. Of two that hold each other the later is outside."""
    a, b = node.attribution, other.attribution
    if a.cited and not b.cited and a.content == b.content:
        return True
    if b.cited:
        return False
    if b.stance is Stance.DENIAL and NOUN in a.evidence and a.source and a.source[0].start > a.cue[-1].end:
        return False  # "dismissed as “fiction” a report in the Courier that P": who dismisses it does not pass it on
    if not overlap(a.cue, b.content):
        if node.outlet != other.outlet and _same_content(a, b) and b.cue[0].start > a.cue[0].start:
            return other.outlet  # "According to two directors, P, the Financial Times reported"
        return _same_content(a, b) and not (node.outlet and not other.outlet and a.parenthetical) and _passes_on(b, a, grammar)
    if a.source and not overlap(a.source, b.content) and not overlap(a.source, b.source):
        region = hull(b.content)
        if not all(region.covers(s) for s in a.source):
            return False
    if not overlap(b.cue, a.content):
        return True
    if (node.outlet, other.outlet) in ((True, False), (False, True)):
        return other.outlet  # "Bloomberg reports that P, according to the Roper Center": the outlet passes on
    return a.cue[0].start < b.cue[0].start


def _same_content(a: Attribution, b: Attribution) -> bool:
    shared = overlap(a.content, b.content)
    return shared > 0.8 * max(sum(map(len, a.content)), sum(map(len, b.content)))


def _passes_on(outer: Attribution, inner: Attribution, grammar: Grammar) -> bool:
    """Of two attributions of one content the phrase, then the later one, is outside: "P, X told Y, according to Z"."""
    phrase = outer.lemma in grammar.according_phrases
    if phrase != (inner.lemma in grammar.according_phrases):
        return phrase
    later = outer.cue[0].start > inner.cue[0].start
    return later if outer.parenthetical or inner.parenthetical else not later


def fills(inner: Node, outer: Node, text: str, reader: MentionReader) -> bool:
    """Whether nearly all of the outer content is the inner attribution: then the outer source only passes it on."""
    if inner.attribution.cited or _same_content(inner.attribution, outer.attribution):
        return True
    a = inner.attribution
    taken = [*a.source, *a.cue, *a.hearer, *a.content]
    if not a.parenthetical and not _second_act(a, reader):
        taken = [hull(taken)]
    left = subtract(outer.attribution.content, taken)
    here = reader.sentence_at(a.cue[0].start)
    if here is not None:  # "“P,” he said, according to a transcript. “Q”": the sentence behind is as much his
        left = tuple(piece for piece in left if piece.overlaps(here.span))
    if words(text, left) <= FEW:
        return True
    # "However, despite opposing the missiles, officials told the Times that P": what is left says nothing by itself.
    rest = [
        w
        for sentence in reader.sentences_in(hull(left))
        for piece in left
        if sentence.span.overlaps(piece)
        for w in sentence.within(piece)
    ]
    return not any(w.finite and w.deprel not in ("acl:relcl", "advcl") for w in rest)


def _second_act(attribution: Attribution, reader: MentionReader) -> bool:
    """ "He was let go in August and told a clerk that P": between a source and its cue stands what it did before."""
    sentence = reader.sentence_at(attribution.cue[0].start)
    if sentence is None or not attribution.source or attribution.source[-1].end > attribution.cue[0].start:
        return False
    between = sentence.within(Span(attribution.source[-1].end, attribution.cue[0].start))
    return any(w.upos == "VERB" and w.rel in ("ccomp", "root", "conj") for w in between) and between[-1].upos == "CCONJ"


def intends(attribution: Attribution, text: str) -> bool:
    """ "Half of the brewers expect to close", "is considering whether to call": nothing is asserted."""
    opening = attribution.content[0].of(text).split(maxsplit=2)[:2]
    return attribution.scope is Scope.BELIEF and "to" in opening[: 1 + (opening[0] == "whether")]


def _found_a_thing(attribution: Attribution, reader: MentionReader) -> bool:
    """ "The board said that tests had found E. coli": what was found is no claim of its own."""
    if attribution.scope is not Scope.EVIDENCE or attribution.cited:
        return False
    said = [
        w for sentence in reader.sentences_in(hull(attribution.content)) for s in attribution.content for w in sentence.within(s)
    ]
    return not any(w.upos in ("VERB", "AUX") for w in said)


def _told_within(inner: Node, outer: Node, quoted: QuotedText) -> bool:
    """ "“People say it is over,” Bell said": what Bell says in quotation marks stays his statement, whomever he cites in it."""
    around = quoted.inside(inner.attribution.cue[0].start)
    spoken = around is not None and not around.span.overlaps(outer.attribution.cue[0])
    return spoken and outer.record is not None and outer.record.kind in (Kind.PERSON, Kind.PEOPLE)


def _tells_of(inner: Node, outer: Node, grammar: Grammar) -> bool:
    """ "Passengers said the crew had told them P", "The crew told her that P, Ida Holm said": what they say is that they were told.
    What outlets pass on, and what prosecutors say behind it ("the guard told the police P, prosecutors said"), has no other
    content than P."""
    person = outer.record is not None and outer.record.kind in (Kind.PERSON, Kind.PEOPLE)
    a, b = inner.attribution, outer.attribution
    if not outer.outlet and a.scope is Scope.BELIEF and a.stance is Stance.ENDORSING:
        return True  # "Managers knew the lift was unsafe, two porters said": they say who knew
    first = min(s.start for s in (*a.cue, *a.source))
    before = not b.parenthetical and b.cue[-1].end <= first
    passing_on = outer.outlet or b.cited or b.lemma in grammar.reporting_verbs
    one = outer.record is not None and outer.record.kind is Kind.PERSON and not passing_on
    return person and (before or one) and not a.cited and b.lemma not in grammar.according_phrases


def same_voice(node: Node, outer: Node, reader: MentionReader, quoted: QuotedText) -> bool:
    """Whether an inner attribution is the outer source speaking of itself: "she said she thinks P", "“I believe P,” he said"."""
    if node.record is not None and node.record is outer.record:
        return True
    mention = node.mention
    if mention is None or mention.pronoun is None:
        return False
    if mention.pronoun.person == 1:
        return quoted.inside(mention.span.start) is not None
    spoken = quoted.inside(mention.span.start)
    if outer.mention is None or (spoken is not None and not spoken.span.covers(outer.attribution.cue[0])):
        return False  # "“He believes that P,” the spokesman said": nobody calls himself he
    # A pronoun that opens the content and fits the outer source in number means that source.
    first = outer.attribution.content[0].start
    plural = mention.pronoun.number == "plural"
    gender = mention.pronoun.gender
    kind = outer.mention.kind
    if gender == "n":
        fits = kind in (Kind.ORGANIZATION, Kind.DOCUMENT, Kind.OUTLET)
    elif plural:
        fits = kind in (Kind.PEOPLE, Kind.ORGANIZATION)
    else:
        fits = kind is Kind.PERSON
    outer_gender = outer.record.gender if outer.record is not None else outer.mention.gender
    agrees = gender not in ("m", "f") or not outer_gender or outer_gender == gender
    opens = len(WORD.findall(reader.text, first, mention.span.start)) <= 12 and not _other_subject(reader, first, mention)
    return fits and agrees and opens


def _other_subject(reader: MentionReader, start: int, mention: Mention) -> bool:
    """Whether a person is named between the content's start and the pronoun."""
    if start >= mention.span.start:
        return False
    return any(n.kind == "PER" and n.span.start >= start for n in reader.names_in(Span(start, mention.span.start)))
