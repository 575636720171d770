"""Carry-over: quotations that go on without a cue, and relays that hold for what the same source says next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from provaudit.chains import headlines
from provaudit.chains.complements import WORD
from provaudit.chains.drafts import Draft, Hold
from provaudit.chains.statements import CLOSING, OPENING, clip
from provaudit.entities.inventory import Inventory
from provaudit.entities.resolution import Entities, Record
from provaudit.languages.base import Language
from provaudit.model.article import Unit, UnitType
from provaudit.model.attribution import Mode, Quotation
from provaudit.model.chain import Kind, Naming, Reason
from provaudit.model.span import Span
from provaudit.quotes.index import QuotedText

CARRIED = 0.95  # of the confidence of the statement that the speaker is carried over from
GUESSED = 0.5  # confidence where only the sentence before names somebody
QUOTED = 0.7  # a unit with this share of its words in quotation marks is somebody's words


def quotations(
    drafts: list[Draft],
    units: tuple[Unit, ...],
    text: str,
    quoted: QuotedText,
    entities: Entities,
    inventory: Inventory,
) -> list[Draft]:
    """Drafts for quoted units without a cue of their own, with the speaker that the quotation carries on from."""
    by_unit: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_unit.setdefault(draft.unit.id, []).append(draft)
    stated = [u for u in units if u.type.stated]
    said_with_a_cue = headlines.spoken(drafts, text)
    added: list[Draft] = []
    for i, unit in enumerate(stated):
        if by_unit.get(unit.id):
            continue
        opening = _run_of(unit, quoted)
        again = headlines.said_elsewhere(opening, unit, said_with_a_cue, text) if opening is not None else None
        if again is None and (unit.type is UnitType.HEADLINE or quoted.share(text, (unit.span,)) < QUOTED):
            continue
        said = opening.span if again is not None and opening is not None else unit.span
        model = again or _speaker(i, stated, by_unit, quoted, text)
        content = clip((said,), unit.span, text, entities.language)
        if not content:
            continue
        if model is not None:
            chain = [Hold(h.record, None, h.node) for h in model.chain]
            draft = Draft(unit, content, chain, list(model.nodes), Mode.DIRECT, carried=True)
            draft.confidence = round(model.confidence * CARRIED, 3)
            why = "its words are quoted elsewhere" if again is not None else "the quotation goes on from the same speaker"
            draft.because.append(Reason("carry-over", why))
        else:
            record = _subject_before(i, stated, entities, inventory)
            if record is None:
                continue
            draft = Draft(unit, content, [Hold(record)], [], Mode.DIRECT, carried=True, confidence=GUESSED)
            draft.because.append(Reason("carry-over", "the quotation stands behind a sentence about its speaker"))
        by_unit[unit.id] = [draft]
        added.append(draft)
    return added


def _run_of(unit: Unit, quoted: QuotedText) -> Quotation | None:
    return quoted.inside(unit.span.start, outermost=True)


def _goes_on(unit: Unit, text: str) -> bool:
    """ "“We lose a metre every spring. ¶ “My father built here,” said Haak": a paragraph that opens a quotation and does not close
    it."""
    said = unit.span.of(text).strip()
    return said[:1] in OPENING and not any(mark in said[1:] for mark in CLOSING)


def _speaker(i: int, stated: list[Unit], by_unit: dict[str, list[Draft]], quoted: QuotedText, text: str) -> Draft | None:
    """The draft whose speaker goes on: of the same quotation, of the paragraph, of the quotation before."""
    unit = stated[i]
    run = _run_of(unit, quoted)
    if run is not None:
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(stated) and stated[j].span.overlaps(run.span):
                found = _quoting(by_unit.get(stated[j].id, []), run.span)
                if found is not None:
                    return found
                j += step
    same_paragraph = _paragraph(stated, unit.paragraph)
    before = [u for u in same_paragraph if u.span.start < unit.span.start]
    after = [u for u in same_paragraph if u.span.start > unit.span.start]
    for other in reversed(before):
        if found := _last(by_unit.get(other.id, [])):
            return found
    for other in after[:3]:
        if found := _quoting(by_unit.get(other.id, []), None):
            return found
    if _goes_on(unit, text):
        for other in _paragraph(stated, unit.paragraph + 1)[:3]:
            if found := _quoting(by_unit.get(other.id, []), None):
                return found
    # "She said no. ¶ “Nobody asked us.”": up to two paragraphs back, nearest first.
    for other in reversed(stated[max(0, i - 4) : i]):
        if unit.paragraph - other.paragraph > 2:
            break
        if found := _last(by_unit.get(other.id, [])):
            return found
    return None


def _paragraph(stated: list[Unit], number: int) -> list[Unit]:
    """The units of one paragraph, of units in text order."""
    first = bisect_left(stated, number, key=lambda unit: unit.paragraph)
    return stated[first : bisect_right(stated, number, lo=first, key=lambda unit: unit.paragraph)]


def _quoting(drafts: list[Draft], run: Span | None) -> Draft | None:
    """The draft among these that speaks in the quotation."""
    direct = [d for d in drafts if d.mode in (Mode.DIRECT, Mode.MIXED) and (run is None or any(c.overlaps(run) for c in d.content))]
    return _outermost(direct)[-1] if direct else None


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """Those whose source stands in nobody else's words; all where there is none."""
    return [d for d in drafts if not d.nodes or d.nodes[0].outer is None or d.nodes[0].outer.relays_only] or drafts


def _last(drafts: list[Draft]) -> Draft | None:
    human = [d for d in _outermost(drafts) if d.chain and d.chain[0].record.kind is not Kind.UNSPECIFIED]
    direct = [d for d in human if d.mode in (Mode.DIRECT, Mode.MIXED)]
    return (direct or human)[-1] if human else None


def _subject_before(i: int, stated: list[Unit], entities: Entities, inventory: Inventory) -> Record | None:
    """ "Retired postman Anton Wiese walked the dike. ¶ “The water is higher.”": the person whom the sentence before is about."""
    if i == 0:
        return None
    previous = stated[i - 1]
    before = inventory.people_before(previous.span.end, len(previous.span) + 1)
    subjects = [name for name, start, is_subject in before if is_subject and start >= previous.span.start]
    if not subjects:
        return None
    return entities.add(subjects[-1], Kind.PERSON, Naming.NAMED)


def relays(
    drafts: list[Draft], units: tuple[Unit, ...], text: str, language: Language, interviews: list[tuple[int, Record]]
) -> None:
    """Adds carried-over relays: what unnamed officials told the Times stays the Times's; a named speaker's next words do so while
    the quotation runs on ("told NTD that ... “We have to,” she said"), in the same sentence, or "in the same interview".

    `interviews` are the outlets of all that the article speaks of, with offsets, in text order.
    """
    last: dict[int, tuple[Draft, list[Hold]]] = {}  # by record: where it spoke last, and the hands behind it
    told: dict[int, list[Hold]] = {}  # by record: the hands that it last spoke through
    quoting: Draft | None = None
    place = {unit.id: i for i, unit in enumerate(u for u in units if u.type.stated)}
    for draft in sorted(drafts, key=lambda d: (d.unit.span.start, d.content[0].start)):
        if not draft.chain:
            continue
        outermost = draft.chain[-1]
        whole = outermost.record.whole
        number = outermost.record.number
        number = number if number in last else whole.number if whole is not None else _of_a_group(outermost, last, text, language)
        before, hands = last.get(number) or (None, [])
        occasion = language.same_occasion.search(text, draft.unit.span.start, draft.unit.span.end) is not None
        hands = hands or (told.get(outermost.record.number, []) if occasion else [])
        if occasion and not hands and (last_of := bisect_left(interviews, draft.unit.span.start, key=lambda i: i[0])):
            before, hands = draft, [Hold(interviews[last_of - 1][1])]  # "an interview with Fox News ... said in the interview"
        told_here = any(n.told_publisher for n in draft.nodes[:1])  # "told the Ledger", in the Ledger
        if before is not None and hands and not told_here and outermost.record.kind is not Kind.OUTLET:
            unnamed = _unnamed(outermost.record, language)
            same_sentence = before.unit.id == draft.unit.id
            near = quoting is not None and place[draft.unit.id] - place[quoting.unit.id] <= 1
            adjacent = quoting is not None and near and _speaks(quoting) is outermost.record
            going_on = language.grammar.continuing_verbs | language.grammar.writing_verbs  # "Writing in Stern, ... He writes"
            goes_on = any(n.attribution.lemma in going_on for n in draft.nodes[:1])
            # "told Harbor Morning's host that P. “I do,” Holm replied": the answer is to who was told
            answers = any(n.attribution.lemma in language.grammar.answering_verbs for n in draft.nodes[:1])
            here = before.unit.paragraph == draft.unit.paragraph
            person = outermost.record.kind in (Kind.PERSON, Kind.PEOPLE)  # what a body says reaches others, too
            says_again = draft.mode is Mode.DIRECT and (draft.carried or here or _pronoun(outermost.mention, text, language))
            runs_on = adjacent and (
                says_again
                or (draft.mode is Mode.DIRECT and answers)
                or (draft.mode is Mode.MIXED and here)
                or (_pronoun(outermost.mention, text, language) and (goes_on or (here and person) or draft.mode is Mode.MIXED))
            )
            if unnamed or same_sentence or occasion or runs_on:
                # "Two workers told the blogger Holm P. They said Q": nobody else has heard those whom nobody names
                same = unnamed and here and _pronoun(outermost.mention, text, language)
                passed = [h for h in hands if h.record.kind is Kind.OUTLET or (same and h.record.naming is Naming.NAMED)]
                draft.chain += [Hold(h.record, None, h.node) for h in passed]
                draft.because.append(Reason("carry-over", "what the same source told before came through the same hands"))
        for i, hold in enumerate(draft.chain):
            behind = draft.chain[i + 1 :]
            if behind or hold.record.naming is Naming.NAMED:
                last[hold.record.number] = (draft, behind)
            if behind:
                told[hold.record.number] = behind
        quoting = draft if draft.chain[-1].record.kind is Kind.OUTLET else None


def _of_a_group(one: Hold, last: dict[int, tuple[Draft, list[Hold]]], text: str, language: Language) -> int:
    """ "Two former officials told the Post ... “It was dead,” the former official said": the number of the unnamed people of whom
    somebody is one, 0 where there are none."""
    first = one.mention.of(text).split()[0].casefold() if one.mention is not None else ""
    taken_up = first in language.definite_determiners or first in language.members  # "the engineer", "another engineer"
    if not taken_up or one.record.kind is not Kind.PERSON or one.record.naming is Naming.NAMED:
        return 0
    noun, words = one.record.noun, set(one.record.name.casefold().split()) - {one.record.noun}
    groups = [h.record for draft, _ in last.values() for h in draft.chain if h.record.kind is Kind.PEOPLE and h.record.noun == noun]
    return next((r.number for r in reversed(groups) if words <= set(r.name.casefold().split()) and r.number in last), 0)


def _unnamed(source: Record, language: Language) -> bool:
    """Whether a source reaches others only through the outlet that has it: officials, a memo; whoever likes reads a poll."""
    shown = source.kind in (Kind.PERSON, Kind.PEOPLE) or (source.kind is Kind.DOCUMENT and not _is_poll(source, language))
    return shown and source.naming is not Naming.NAMED


def _is_poll(source: Record, language: Language) -> bool:
    return not language.polls.isdisjoint(WORD.findall(source.name.casefold()))


def _speaks(draft: Draft) -> Record | None:
    """Who speaks to the outlets that a chain ends with."""
    return next((h.record for h in reversed(draft.chain) if h.record.kind is not Kind.OUTLET), None)


def sources(drafts: list[Draft]) -> None:
    """ "The Post has learned that P. ... Q, sources said": whom nothing places stands behind the outlet reported just before."""
    outlet: Hold | None = None
    paragraph = -1
    for draft in sorted(drafts, key=lambda d: (d.unit.span.start, d.content[0].start)):
        if not draft.chain:
            continue
        number, origin = draft.unit.paragraph, draft.chain[0]
        opaque = origin.record.naming is Naming.OPAQUE and origin.node is not None and origin.node.record is origin.record
        opaque = opaque and not (origin.node is not None and origin.node.told_publisher)
        if outlet is not None and number - paragraph <= 1 and opaque and len(draft.chain) == 1 and origin.mention is not None:
            draft.chain.append(Hold(outlet.record, None, outlet.node))
            draft.because.append(Reason("carry-over", "sources that nothing places are those of the outlet before"))
        last = draft.chain[-1]
        told = origin.record.kind is Kind.PERSON and origin.record.naming is Naming.NAMED  # "Holm told the BBC P. Critics say Q"
        outlet, paragraph = (last, number) if last.record.kind is Kind.OUTLET and not told else (None, -1)


def polled(drafts: list[Draft], text: str, language: Language) -> None:
    """ "Twelve percent said they were not sure", behind a poll: what the polled say came through the poll."""
    poll: Hold | None = None
    for draft in sorted(drafts, key=lambda d: (d.unit.span.start, d.content[0].start)):
        if not draft.chain:
            continue
        origin = draft.chain[0]
        # "A third were afraid, the Redfield poll found. Half of women said Q"
        own = next((h for h in reversed(draft.chain) if h.record.kind is Kind.DOCUMENT and _is_poll(h.record, language)), None)
        if own is not None:
            poll = own
        elif poll is not None and len(draft.chain) == 1 and _are_polled(origin.mention, text, language):
            draft.chain.append(Hold(poll.record, None, poll.node))
            draft.because.append(Reason("carry-over", "those polled speak through the poll"))


def _are_polled(mention: Span | None, text: str, language: Language) -> bool:
    return mention is not None and language.polled.search(mention.of(text)) is not None


def _pronoun(mention: Span | None, text: str, language: Language) -> bool:
    return mention is None or mention.of(text).casefold() in language.grammar.subject_pronouns
