"""Paragraphs that have one owner from end to end: signed letters, turns of talk, what a line before announces, what is pasted.

What nobody else says there is the owner's, and what others say there came through the owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from provaudit.attribution.clauses import subject_phrase, without_edges
from provaudit.attribution.subjects import subject
from provaudit.chains.carry import QUOTED
from provaudit.chains.drafts import Draft, Hold
from provaudit.chains.outlets import OutletReader
from provaudit.chains.statements import clip
from provaudit.entities.resolution import Entities, Record
from provaudit.languages.base import Language
from provaudit.languages.schema import Role, Takes
from provaudit.model.article import Article, BlockKind, Unit
from provaudit.model.attribution import Mode
from provaudit.model.chain import Kind, Naming, Reason
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, subtract
from provaudit.quotes.index import QuotedText

DASHES = "—–-"
TAG = re.compile(r"<[^<>]*>")
LONGEST_INITIALS = 3  # letters
STAMP = re.compile(r"\d{1,2}[:.]\d{2}\b")  # of an entry
LONGEST_PHRASE = 5  # words of "in the words of"
LONGEST_ENTRY = 16  # words of a list's entry
ANNOUNCED = 0.5  # confidence where only the line before tells


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose a paragraph is, where the text says so, and by what: a name below it, a label in it, or a line before it."""

    record: Record
    told: Span
    announced: bool = False
    pasted: bool = False  # an outlet's words and those of whom it quotes, to the end


def pass_on(
    drafts: list[Draft], units: tuple[Unit, ...], article: Article, quoted: QuotedText, entities: Entities, language: Language
) -> list[Draft]:
    """Adds whose words a paragraph is to the drafts that stand in it; those in nobody's voice become that person's. Without those
    that hold nothing but the name below a post, or its tag."""
    empty: list[Draft] = []
    signed = {n: b.signed for n, b in enumerate(article.blocks) if b.signed}
    first = min((name.start for name in signed.values()), default=0)
    owners = {n: _Owner(_person(name, article.text, entities, first), name) for n, name in signed.items()}
    owners = {n: owner for n, owner in owners.items() if owner.record.kind is not Kind.PUBLISHER}
    owners |= _announced(drafts, units, article, quoted, entities)
    for draft in drafts:
        owner = owners.get(draft.unit.paragraph)
        asked = draft.chain[0].mention if signed and owner is None and draft.chain else None
        if asked is not None and asked.of(article.text).casefold() in language.grammar.question_labels:
            draft.chain, draft.mode = [], Mode.NONE  # "Q: Who pays?", in an interview
        if owner is None or (owner.announced and draft.mode is Mode.DIRECT):
            continue
        below = article.text[: owner.told.start].rstrip().endswith(tuple(DASHES))  # a post: "P — Ida Holm (@idaholm)"
        turn = not owner.pasted and not below and owner.told.start < draft.unit.span.end  # and no signature below
        unsaid = below and draft.chain[:1] and draft.chain[0].record.kind is Kind.UNSPECIFIED  # "reportedly", in somebody's post
        if not draft.chain or unsaid or (turn and draft.carried):  # "“ORTIZ: P": nobody's quotation goes on there
            draft.chain, draft.mode, draft.carried = [Hold(owner.record)], Mode.INDIRECT, True
            draft.confidence = ANNOUNCED if owner.announced else draft.confidence
        elif said := [hold for hold in draft.chain if hold.mention is not None and hold.mention.overlaps(owner.told)]:
            said[-1].record = owner.record  # last, also of "Ortiz: Nobody yet, officials say"
            draft.chain = [*(hold for hold in draft.chain if hold not in said), said[-1]]
        elif all(hold.record is not owner.record for hold in draft.chain):
            draft.chain.append(Hold(owner.record))
        label = Span(owner.told.start, owner.told.end + 1)
        if below:
            label = Span(len(article.text[: owner.told.start].rstrip(DASHES + " ")), max(label.end, draft.unit.span.end))
        tags = [Span(*m.span()) for m in TAG.finditer(article.text, draft.unit.span.start, draft.unit.span.end)] if below else []
        content = clip(tuple(subtract(draft.content, (label, *tags))), draft.unit.span, article.text, language)
        if below and not content:
            empty.append(draft)
        draft.content = content or draft.content
        draft.because.append(Reason("paragraph", "the whole paragraph is told to be theirs", (owner.told,)))
    return [draft for draft in drafts if draft not in empty]


def _interviewed(entities: Entities, first: int) -> Record:
    """Whose answers stand behind "A:": the one person whom the text before the first one names in full, or nobody that it tells."""
    people = {name for name, *_ in entities.reader.inventory.people_before(first, first + 1) if " " in name}
    if len(people) == 1:
        return entities.add(people.pop(), Kind.PERSON, Naming.NAMED)
    return entities.add(Kind.UNSPECIFIED.value, Kind.UNSPECIFIED, Naming.OPAQUE)


def _person(name: Span, text: str, entities: Entities, first: int) -> Record:
    if name.of(text).casefold() in entities.language.grammar.answer_labels:
        return _interviewed(entities, first)
    mention = entities.reader.read((name,))
    people = (n.span.of(text).split() for n in entities.reader.names_in(Span(0, len(text))) if n.kind == "PER")
    of_initials = {" ".join(full) for full in people if len(full) > 1 and "".join(word[0] for word in full) == name.of(text)}
    publisher = entities.register.publisher(mention) if mention is not None else None
    if publisher is not None:
        return publisher  # "Ledger: Who pays?", in The Ledger
    outlet = mention is not None and mention.kind is Kind.OUTLET
    if len(of_initials) == 1 and not outlet:  # "AO: P", in an interview with Ana Ortiz
        person = entities.add(of_initials.pop(), Kind.PERSON, Naming.NAMED)
    elif mention is not None and mention.kind in (Kind.PERSON, Kind.OUTLET) and mention.name is not None:
        person = entities.resolve(mention, speaks=False)
    else:
        person = entities.add(name.of(text), Kind.PERSON, Naming.NAMED)
    if person.name.isupper() and len(person.name) > LONGEST_INITIALS:  # "HOST MARCUS BELL:", who is named nowhere else
        person.name = person.name.title()
    return person


def _announced(
    drafts: list[Draft], units: tuple[Unit, ...], article: Article, quoted: QuotedText, entities: Entities
) -> dict[int, _Owner]:
    """The paragraphs behind lines that announce them: one, and all entries of a list; behind "From Bloomberg:" all that follow."""
    attributed = {d.unit.id for d in drafts if d.chain}
    by_paragraph: dict[int, list[Unit]] = {}
    for unit in units:
        if unit.type.stated:
            by_paragraph.setdefault(unit.paragraph, []).append(unit)
    owners: dict[int, _Owner] = {}
    for number, before in by_paragraph.items():
        outlet = _pasted_from(before[-1], entities)
        if outlet is not None:
            told = before[-1].span
            after = [n for n in by_paragraph if n > number]
            if STAMP.match(told.of(article.text)):  # an entry of a live blog: "11:40 This just in from Bloomberg:"
                after = list(takewhile(lambda n: not STAMP.match(article.blocks[n].span.of(article.text)), after))
            owners |= {n: _Owner(outlet, told, pasted=True) for n in after}
        speaker = _leads_in(before[-1], entities)
        if speaker is None:
            continue
        owner = _Owner(speaker, before[-1].span, announced=True)
        for follower in _followers(number, article):
            said = by_paragraph.get(follower, [])
            plain = [u for u in said if quoted.share(article.text, (u.span,)) < QUOTED]
            if not plain or plain[0] is not said[0]:
                break
            if said[0].id in attributed and not _speaks_of_itself(plain, quoted, entities):
                break
            owners[follower] = owner
    return owners


def _followers(number: int, article: Article) -> Iterator[int]:
    """ "Holt said: ¶ • The audit was unfair. ¶ • He would appeal.": the next paragraph, and the list that it begins."""
    before: int | None = None
    for follower in takewhile(lambda n: article.blocks[n].kind is BlockKind.BODY, range(number + 1, len(article.blocks))):
        if before is not None and not _goes_on(article, before, follower):
            return
        yield follower
        before = follower


def _goes_on(article: Article, before: int, follower: int) -> bool:
    """Whether a line is one more entry of the list that the line before is of: both have marks, or both read like entries, without
    a full stop ("Stop lying"); the last may have one where no empty line parts it from the list."""
    here, there = article.blocks[before], article.blocks[follower]
    if here.item and there.item:
        return True
    near = article.text[here.span.end : there.span.start].count("\n") < 2
    return _is_an_entry(here.span.of(article.text)) and (near or _is_an_entry(there.span.of(article.text)))


def _is_an_entry(line: str) -> bool:
    return len(line.split()) <= LONGEST_ENTRY and line.rstrip()[-1:].isalnum()


def _speaks_of_itself(units: list[Unit], quoted: QuotedText, entities: Entities) -> bool:
    """Whether somebody says "I" there outside quotation marks: "I think it timely, as polls show that P"."""
    sentences = [s for u in units if (s := entities.reader.sentence_at(u.span.start)) is not None]
    return any(
        w.feat("Person") == "1" and w.feat("Number") == "Sing" and quoted.inside(w.span.start) is None
        for s in sentences
        for w in s.words
    )


def _pasted_from(unit: Unit, entities: Entities) -> Record | None:
    """ "From Bloomberg:", in a live blog "11:40 This just in from Bloomberg:", and nothing else in its line: what follows was
    printed there."""
    line, sentence = unit.span.of(entities.reader.text), entities.reader.sentence_at(unit.span.start)
    if sentence is None or not line.endswith(":"):
        return None
    printing = entities.language.grammar.printing_prepositions
    of = next((w.id for w in reversed(sentence.words) if w.form.casefold() in printing), len(sentence.words))
    if of > 1 and STAMP.match(line) is None:
        return None  # "More from Bloomberg:"
    name = [w for w in sentence.words[of:] if w.upos != "PUNCT"]
    mention = OutletReader(entities.reader, entities.language).read(tuple(w.span for w in name)) if name else None
    named = mention is not None and mention.kind is Kind.OUTLET and mention.naming is Naming.NAMED
    return entities.resolve(mention, speaks=False) if mention is not None and named else None


def _according(sentence: Sentence, language: Language) -> list[Word]:
    """ "According to the [Harbor Courier]:", and nothing else in its line; empty where it is another line."""
    words = without_edges(sentence.words)
    for size in range(2, min(LONGEST_PHRASE, len(words))):
        phrase = language.phrases.get(" ".join(w.form.casefold() for w in words[:size]))
        if phrase is not None and phrase.role is Role.SOURCE_FOLLOWS:
            rest = words[size:]
            return rest if all(w.upos not in ("VERB", "AUX", "PUNCT") for w in rest) else []
    return []


def _leads_in(unit: Unit, entities: Entities) -> Record | None:
    """ "The governor added:" ¶ "It is typical of the board. ...": who is announced as speaking the next paragraph."""
    reader, language = entities.reader, entities.language
    if not unit.span.of(reader.text).endswith(":"):
        return None
    sentence = reader.sentence_at(unit.span.start)
    if sentence is not None and (phrase := _according(sentence, language)):
        mention = reader.read_words(phrase)
        return entities.resolve(mention) if mention is not None and mention.known else None
    verb = sentence.root if sentence is not None else None
    entry = language.verb_cue(verb.form) if verb is not None else None
    speaker = subject(sentence, verb) if sentence is not None and verb is not None else None
    if sentence is None or verb is None or speaker is None:
        return None
    behind = [w for w in sentence.words[verb.id :] if w.upos == "NOUN"]
    announces = (entry is not None and Takes.QUOTE in entry.takes) or (behind and behind[-1].lemma.casefold() in language.noun_cues)
    mention = reader.read_words(subject_phrase(sentence, verb, speaker)) if announces else None
    return entities.resolve(mention) if mention is not None else None
