"""Letters and transcripts: all that a signed or labelled paragraph says is one person's, and what others say in it comes through that
person."""

from __future__ import annotations

from provaudit.chains.drafts import Draft, Hold
from provaudit.chains.statements import clip
from provaudit.entities.resolution import Entities, Record
from provaudit.languages.base import Language
from provaudit.model.article import Article
from provaudit.model.attribution import Mode
from provaudit.model.chain import Kind, Naming, Reason
from provaudit.model.span import Span, subtract


def pass_on(drafts: list[Draft], article: Article, entities: Entities, language: Language) -> None:
    """Adds whose words a paragraph is to the drafts that stand in it; those in nobody's voice become that person's."""
    for draft in drafts:
        name = article.blocks[draft.unit.paragraph].signed
        if name is None:
            continue
        person = _person(name, article.text, entities)
        turn = name.start < draft.unit.span.start or name.overlaps(draft.unit.span)  # and no signature below a letter
        if not draft.chain or (turn and draft.carried):  # "“ORTIZ: P": nobody's quotation goes on there
            draft.chain, draft.mode, draft.carried = [Hold(person)], Mode.INDIRECT, True
        elif (label := draft.chain[-1].mention) is not None and label.overlaps(name):
            draft.chain[-1].record = person
        elif draft.chain[-1].record is not person:
            draft.chain.append(Hold(person))
        unlabelled = tuple(subtract(draft.content, (Span(name.start, name.end + 1),)))
        draft.content = clip(unlabelled, draft.unit.span, article.text, language) or draft.content
        draft.because.append(Reason("signed", "the whole paragraph is this person's", (name,)))


def _person(name: Span, text: str, entities: Entities) -> Record:
    mention = entities.reader.read((name,))
    if mention is not None and mention.kind is Kind.PERSON and mention.name is not None:
        person = entities.resolve(mention, speaks=False)
    else:
        person = entities.add(name.of(text), Kind.PERSON, Naming.NAMED)
    if person.name.isupper():  # "HOST MARCUS BELL:", who is named nowhere else
        person.name = person.name.title()
    return person
