"""Relays that the sentence before a quotation names: "Holm went after him on Harbor Morning. ¶ “He is wrong,” Holm said."."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provaudit.attribution.clauses import noun_head, noun_phrase, subject_phrase
from provaudit.attribution.subjects import subject
from provaudit.chains import occasions
from provaudit.chains.drafts import Draft, Hold
from provaudit.chains.outlets import OutletReader
from provaudit.entities.resolution import Entities, Record
from provaudit.languages.base import Language
from provaudit.model.article import Unit
from provaudit.model.attribution import Mode
from provaudit.model.chain import Kind, Reason
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, hull

NEAR = 1  # paragraphs between the lead-in and the quotation


def place(drafts: list[Draft], units: tuple[Unit, ...], entities: Entities, language: Language) -> None:
    """Adds the outlet to the first quotation behind a lead-in whose subject is its speaker; carry.relays takes it on from there.

    A speaker who "told the Courier" already has a relay, and what stands between the two sentences ends the occasion.
    """
    stated = [u for u in units if u.type.stated]
    outlets = OutletReader(entities.reader, language)
    attributed = {d.unit.id for d in drafts if d.chain}
    speaking: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.mode in (Mode.DIRECT, Mode.MIXED) and len(draft.chain) == 1:
            speaking.setdefault(draft.unit.id, []).append(draft)
    for i, unit in enumerate(stated):
        before = stated[i - 1] if i else None
        if before is None or before.id in attributed or unit.paragraph - before.paragraph > NEAR:
            continue
        quoting = speaking.get(unit.id, [])
        if not quoting:
            continue
        for speaker, outlet, mention in _appearance(before, entities, outlets):
            for draft in quoting:
                if draft.chain[0].record is speaker and len(draft.chain) == 1:
                    draft.chain.append(Hold(outlet, None, draft.chain[0].node))
                    draft.because.append(Reason("carry-over", "the sentence before places the speaker there", (mention,)))


def _appearance(unit: Unit, entities: Entities, outlets: OutletReader) -> Iterator[tuple[Record, Record, Span]]:
    """Who appears where in a sentence: the subject of a verb, and the outlet of a phrase that hangs on that verb."""
    sentence = entities.reader.sentence_at(unit.span.start)
    if sentence is None:
        return
    grammar = entities.language.grammar
    for word in sentence.words:
        form = word.form.casefold()
        by = form in grammar.agent_prepositions
        head = noun_head(sentence, word.id) if by or form in grammar.appearing_prepositions else None
        if head is None:
            continue
        verb = _reached(sentence, head, entities.language) if by else _verb_of(sentence, head)
        speaker = subject(sentence, verb) if verb is not None else None
        if verb is None or speaker is None:
            continue
        phrase = [w for w in noun_phrase(sentence, head) if w.id > word.id]
        mention = outlets.read((hull(w.span for w in phrase),)) if phrase else None
        who = entities.reader.read_words(subject_phrase(sentence, verb, speaker))
        if who is None or mention is None or mention.kind is not Kind.OUTLET:
            continue
        if mention.text.casefold() not in entities.language.platforms:
            yield entities.resolve(who), entities.resolve(mention, speaks=False), mention.span
    speaker = subject(sentence, sentence.root)
    asked = occasions.named(sentence, {w.id for w in sentence.words}, outlets, entities.language) if speaker is not None else []
    who = entities.reader.read_words(subject_phrase(sentence, sentence.root, speaker)) if speaker is not None and asked else None
    if who is not None:  # "Holm stood by it during an interview with the Courier"
        yield from ((entities.resolve(who), entities.resolve(mention, speaks=False), mention.span) for mention in asked)


def interviews(sentences: Iterable[Sentence], entities: Entities, language: Language) -> list[tuple[int, Record]]:
    """Where an article speaks of interviews, and the outlets that they were given to: "after an interview with Harbor News"."""
    outlets, found = OutletReader(entities.reader, language), []
    for sentence in sentences:
        for noun in sentence.words[:-2]:
            if noun.lemma.casefold() not in language.grammar.interviews or sentence.words[noun.id].form.casefold() != "with":
                continue
            head = noun_head(sentence, noun.id + 1)
            phrase = [w for w in noun_phrase(sentence, head) if w.id > noun.id + 1] if head is not None else []
            mention = outlets.read((hull(w.span for w in phrase),)) if phrase else None
            if mention is not None and mention.kind is Kind.OUTLET and mention.name is not None:
                found.append((noun.span.start, entities.resolve(mention, speaks=False)))
    return found


def _reached(sentence: Sentence, outlet: Word, language: Language) -> Word | None:
    """The clause of who was asked: "When reached by the Courier, Holm [had] little to say", and no news that was reported by it."""
    asked = sentence.head(outlet)
    if asked is None or asked.xpos != "VBN" or asked.rel != "advcl":
        return None
    if asked.lemma.casefold() not in language.hands.asked | language.hands.taken_by:
        return None
    return sentence.head(asked)


def _verb_of(sentence: Sentence, word: Word) -> Word | None:
    """The finite verb that a phrase hangs on: "went after him during a CNN panel"; none for "the host of a CNN show"."""
    verb = next((w for w in sentence.ancestors(word) if w.upos in ("VERB", "AUX")), None)
    return verb if verb is not None and verb.finite and verb.deprel != "acl:relcl" else None
