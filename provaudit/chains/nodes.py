"""The attributions that make statements, their sources resolved in text order, nested in one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from provaudit.attribution.brackets import OPENING as BRACKET
from provaudit.attribution.nouns import EVIDENCE as NOUN
from provaudit.attribution.passage import antecedent
from provaudit.attribution.unspecified import ADVERB
from provaudit.chains.claims import ASSERTING, Claims
from provaudit.chains.nesting import Node, apart, intends, nest, same_voice
from provaudit.chains.refusals import Refusal
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.resolution import Entities
from provaudit.languages.base import Language
from provaudit.model.attribution import Attribution, Scope, Stance
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Spans, hull, overlap
from provaudit.quotes.index import QuotedText


class Weighed(NamedTuple):
    """The attributions that make statements, and those that make none, with what speaks against each."""

    nodes: list[Node]
    refused: list[tuple[Attribution, Refusal]]


def weigh(
    attributions: tuple[Attribution, ...],
    claims: Claims,
    reader: MentionReader,
    quoted: QuotedText,
    entities: Entities,
) -> Weighed:
    """The attributions that count, in text order, with their records and their place in the nesting, and those that do not."""
    nodes: list[Node] = []
    refused: list[tuple[Attribution, Refusal]] = []
    cited = {a.content for a in attributions if a.cited}  # "Politico reported the plan, citing a draft": whoever cites, reports
    for attribution in attributions:
        mention = _mention(attribution, reader)
        if mention is not None and mention.text.casefold().startswith("this ") and mention.kind is Kind.OUTLET:
            refused.append((attribution, Refusal.PUBLISHER))  # "as this newspaper revealed"
            continue
        governs = not attribution.cited and attribution.scope in ASSERTING and attribution.content in cited
        refusal = None if governs else claims.against(attribution, mention)
        if refusal is not None:
            refused.append((attribution, refusal))
            continue
        nodes.append(Node(attribution, _by_its_cue(mention, attribution, reader.language) if mention is not None else None))
    denials = _denials([node.attribution for node in nodes], reader)
    refused += [(node.attribution, Refusal.DENIED) for node in nodes if node.attribution.id in denials]
    nodes = [node for node in nodes if node.attribution.id not in denials]
    # In the order in which readers meet the sources: "it", said of what a later cue has named, is not resolved before it.
    for node in sorted(nodes, key=lambda n: n.mention.span.start if n.mention else n.attribution.cue[0].start):
        if node.mention is not None:
            node.record = entities.resolve(node.mention)
            node.outlet = node.record.kind is Kind.OUTLET
    refused += [(n.attribution, Refusal.PUBLISHER) for n in nodes if n.record is not None and n.record.kind is Kind.PUBLISHER]
    nodes = [n for n in nodes if n.record is None or n.record.kind is not Kind.PUBLISHER]
    stating = _by_sentence((n.attribution.content for n in nodes if n.attribution.evidence != (ADVERB,)), reader)
    nodes = [n for n in nodes if n.attribution.evidence != (ADVERB,) or not _stated(n.attribution, stating, reader)]
    for near in apart(nodes):
        nest(near, reader.text, reader, quoted)
    for node in nodes:
        if node.outer is not None and not _adds_hands(node, node.outer, claims, reader, quoted):
            node.repeats = True
            others = [other for other in node.outer.inner if other is not node and not other.repeats]
            node.outer.relays_only = node.outer.relays_only and bool(others)
    return Weighed(nodes, refused)


def _by_its_cue(mention: Mention, attribution: Attribution, language: Language) -> Mention:
    """The mention, of the kind that its cue shows."""
    shows = attribution.scope is Scope.EVIDENCE or attribution.lemma in language.grammar.according_phrases
    if shows and not mention.known and mention.kind is Kind.PERSON:
        mention = replace(mention, kind=Kind.DOCUMENT)  # "a duty roster lists 104 names": what shows is no person
    reports = attribution.lemma in language.grammar.reporting_verbs
    either = mention.head in language.ambiguous_outlet_nouns and mention.definite and mention.name is None  # "the agency reported"
    outlet = attribution.lemma == BRACKET or (reports and (either or _reads_like_an_outlet(mention, language)))
    return replace(mention, kind=Kind.OUTLET) if outlet else mention  # "(Telegraph)"


def _denials(attributions: list[Attribution], reader: MentionReader) -> set[str]:
    """The ids of those that deny what another one claims."""
    claimed: dict[int, list[Attribution]] = {}  # by where they begin
    for claim in (a for a in attributions if a.source):
        claimed.setdefault(hull((*claim.source, *claim.cue)).start, []).append(claim)
    return {
        denial.id
        for denial in attributions
        for at in _objects(denial, reader)
        if any(_contradicts(denial, claim) for claim in claimed.get(at, ()))
    }


def _reads_like_an_outlet(mention: Mention, language: Language) -> bool:
    """ "The Ely Standard reported that P": a name with a word that newspapers have, and others too."""
    named = mention.name is not None and mention.naming is Naming.NAMED and mention.kind in (Kind.ORGANIZATION, Kind.PERSON)
    return named and language.outlets.looks_like(mention.name or "", weak=True)


def _contradicts(denial: Attribution, claim: Attribution) -> bool:
    """ "The mine disputed the union's claim that P": the union claims P, and what the mine does to it is told in the own voice."""
    if denial.stance is not Stance.DENIAL or claim is denial or NOUN not in claim.evidence or not claim.source:
        return False
    return overlap((*claim.source, *claim.content), denial.content) > 0


def _objects(denial: Attribution, reader: MentionReader) -> list[int]:
    """Where what is denied may begin: with the content, or behind the cue and an article, "disputed (a) [Reuters] report"."""
    if denial.stance is not Stance.DENIAL:
        return []
    sentence = reader.sentence_at(denial.cue[-1].end - 1)
    behind = [w for w in sentence.words if w.span.start >= denial.cue[-1].end][:2] if sentence is not None else []
    behind = behind if behind and behind[0].upos == "DET" else behind[:1]
    return [denial.content[0].start, *(w.span.start for w in behind)]


def _adds_hands(node: Node, outer: Node, claims: Claims, reader: MentionReader, quoted: QuotedText) -> bool:
    """Whether an inner attribution is a statement of its own, with one link more than the outer one."""
    if node.attribution.impersonal or same_voice(node, outer, reader, quoted):
        return False
    if intends(node.attribution, reader.text):
        return False
    if outer.record is None and node.attribution.scope is Scope.BELIEF:
        return False  # "Founder knew tests were wrong, jury told": what he knew, somebody said
    return outer.relays_only or claims.makes_inside(node.attribution, node.mention)


def _mention(attribution: Attribution, reader: MentionReader) -> Mention | None:
    """The source's mention; for a relative pronoun that of the noun it stands for."""
    if not attribution.source:
        return None
    sentence = reader.sentence_at(attribution.source[0].start)
    if sentence is None:
        return reader.read(attribution.source)
    noun = antecedent(attribution.source, sentence, reader.text, reader.language)
    outlet = reader.inventory.outlet_names.get(noun[0].start)
    if outlet is not None and len(noun) == 1 and outlet.end > noun[0].end:
        noun = (outlet,)  # "The Mail on Sunday", of which the tree gives "The Mail"
    mention = reader.read(noun)
    if mention is not None and not mention.known and noun != attribution.source:
        # "began an attack on Holm, who has said that P": no attack says
        before = reader.read(antecedent(attribution.source, sentence, reader.text, reader.language, nearest=True))
        somebody = before is not None and (before.name is not None or (before.known and before.kind is Kind.PERSON))
        return before if somebody else mention
    return mention


def _by_sentence(contents: Iterable[Spans], reader: MentionReader) -> dict[int, list[Spans]]:
    """The contents that reach into each sentence, by where it starts."""
    found: dict[int, list[Spans]] = {}
    for content in contents:
        for sentence in reader.sentences_in(hull(content)):
            found.setdefault(sentence.span.start, []).append(content)
    return found


def _stated(adverb: Attribution, contents: dict[int, list[Spans]], reader: MentionReader) -> bool:
    """Whether the adverb's sentence states a source: then "reportedly" is a hedge and no link. A clause of its own beside it is not
    that source's: "There is reportedly a new one, and two firms have announced that P"."""
    sentence = reader.sentence_at(adverb.cue[0].start)
    around = (sentence.span,) if sentence is not None and not adverb.content[-1].end < sentence.span.end - 1 else adverb.content
    near = reader.sentences_in(hull(around)) if sentence is not None else ()
    return any(overlap(around, content) for there in near for content in contents.get(there.span.start, ()))
