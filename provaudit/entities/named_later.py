"""Whom an article first only describes and names further down: "a county judge" ... "Judge Ida Holm"."""

from __future__ import annotations

from collections.abc import Iterable

from provaudit.entities.definites import plain_words, words_of
from provaudit.entities.discourse import Discourse, Referent
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.noun_phrases import QUOTES
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence

AHEAD = 1500  # characters in which the first name that fits is taken; farther off only the only one of the article
AFTER = 2  # sentences within which a description may be given its name
SHARED = 2  # long words that two sentences about the same deed have in common
LONG_WORD = 5  # letters
LEAD = 2  # number of the last sentence that may describe who is named further down


def name_of(mention: Mention, discourse: Discourse, reader: MentionReader) -> Mention | None:
    """ "A county judge rejected the plan": the name that a description is given further down, None where it is given none."""
    if not mention.known:
        return None
    if (name := named_next(mention, discourse.between(mention.span.end, mention.span.end + AHEAD), reader)) is not None:
        return name
    sentence = reader.sentence_at(mention.span.start)
    lead = sentence is not None and sentence.index <= LEAD
    later = discourse.between(mention.span.end, len(reader.text)) if lead else []
    if lead and mention.head in reader.language.polls and not mention.plural and not mention.definite:
        return only_poll([r.mention for r in later], reader.language)
    if not lead or mention.kind is not Kind.PERSON or mention.plural or mention.definite:
        return None
    return introduced_after(mention, later, reader.language, headline=sentence is not None and sentence.index == 0)


def introduced_after(mention: Mention, referents: Iterable[Referent], language: Language, *, headline: bool) -> Mention | None:
    """The name that an article gives later to what it first only describes: "the exams regulator" ... "the regulator, the Office
    for Examinations"; in a headline "Poll: ..." ... "a Bloomberg poll", "Company blames ..." ... "Parley, the chat company"."""
    alike = language.same_thing.get(mention.head, frozenset()) | {mention.head}
    modifiers = words_of(mention, language) - {mention.head}
    found: list[Mention] = []
    for referent in referents:
        other = referent.mention
        if other.naming is not Naming.NAMED or other.plural != mention.plural or other.owner is not None:
            continue
        if (other.kind in (Kind.PERSON, Kind.PEOPLE)) != (mention.kind in (Kind.PERSON, Kind.PEOPLE)):
            continue
        if mention.kind is Kind.DOCUMENT and other.kind is not Kind.DOCUMENT:
            continue
        words = words_of(other, language)
        if other.head in alike or (words & alike and (headline or modifiers <= words)):
            if other.span.end - mention.span.start < AHEAD:
                return other
            found.append(other)
    return found[0] if len({m.name or m.description for m in found}) == 1 else None


def only_poll(behind: list[Mention], language: Language) -> Mention | None:
    """ "Holm leads, a new poll shows. ... The Pollmark survey": the one that the article names, where it names no other."""
    named = [m for m in behind if m.kind is Kind.DOCUMENT and m.naming is Naming.NAMED and m.head in language.polls]
    makers = {tuple((m.name or m.description or "").split()[:-1]) for m in named}
    return named[0] if len(makers) == 1 else None


def named_after(mention: Mention, referents: Iterable[Referent], reader: MentionReader) -> Mention | None:
    """ "“Our rent doubles,” she says. Mina Bow runs a laundry": the person whom the next sentence of the paragraph opens with, as
    what somebody does or is now, for a pronoun that nobody before can be.

    "“I hid in a cupboard,” she said. Dana Bow was killed", "“I want him home,” she says. Per Roos was taken hostage", "She says it
    hurt. Dr Jo Marsh treats her": another.
    """
    here = reader.sentence_at(mention.span.start)
    after = reader.parse.sentences[here.index + 1 : here.index + 2] if here is not None else ()
    if here is None or not after or "\n" in reader.text[here.span.end : after[0].span.start]:
        return None
    name = next((r.mention for r in referents if r.mention.span.start == after[0].span.start and r.occurrence.subject), None)
    if name is None or not _is_one_person(name) or name.role or (name.gender and name.gender != mention.gender):
        return None
    subject = next((w for w in after[0].words if w.rel == "nsubj" and name.span.covers(w.span)), None)
    verb = after[0].head(subject) if subject is not None else None
    if subject is None or verb is None or verb.deprel != "root" or after[0].children(subject, "conj"):
        return None
    finite = next((w for w in (*after[0].children(verb, "aux", "cop"), verb) if w.finite), verb)
    others = any(w.upos == "PRON" and (w.feat("Gender") or "")[:1].casefold() == mention.gender for w in after[0].words)
    return name if finite.xpos == "VBZ" and not others and not after[0].children(verb, "aux:pass") else None


def _is_one_person(mention: Mention) -> bool:
    """Whether a mention gives one person's first name and surname."""
    alone = mention.kind is Kind.PERSON and mention.naming is Naming.NAMED and not mention.parts
    return alone and " " in (mention.name or "")


def named_by_office(noun: str, role: str | None, language: Language) -> bool:
    """Whether whom a noun describes has a title, and the name has none: "A judge ruled P. “We won,” said Ida Berg"."""
    return noun in language.finders and not role


def named_next(mention: Mention, referents: Iterable[Referent], reader: MentionReader) -> Mention | None:
    """ "The minister blamed the strike. “They earn enough,” Ida Holm said": the name that the quotation behind a description gives.

    `referents` are those behind the description. A name that has a role of its own, or stood in the article before, is another's;
    behind "A minister" the quotation has to come next, with nothing said about its speaker.
    """
    here = reader.sentence_at(mention.span.start)
    if here is None or mention.kind is not Kind.PERSON or mention.plural:
        return None
    for referent in referents:
        name, occurrence = referent.mention, referent.occurrence
        if occurrence.sentence == here.index or name.pronoun is not None or not occurrence.subject or occurrence.quoted:
            continue
        after = reader.sentence_at(name.span.start)
        opens = after is not None and (reader.text[after.span.start] in QUOTES or after.span.start == name.span.start)
        # "the candidate wrote P. Asked about it on NRK, Ida Holm said Q"
        opens = opens or (after is not None and mention.definite and after.index == here.index + 1)
        if after is None or not opens or after.index > here.index + AFTER:
            return None
        alone = _is_one_person(name)
        if name.role:  # "The lifelong Democrat who wrote the speech says P. Ida Holm, a former clerk, wrote Q"
            told_of = reader.text.startswith(" who ", mention.span.end) and mention.definite and here.index <= LEAD
            titled = not reader.text.startswith((name.name or name.text).split()[0], name.span.start)
            alone = alone and told_of and not titled and len(_words(here) & _words(after)) >= SHARED
        first = not any(person == name.name for person, _, _ in reader.inventory.people_before(after.span.start, after.span.start))
        other = mention.gender and name.gender and mention.gender != name.gender
        again = mention.head in (name.role or "").casefold().split() and not mention.definite and mention.owner is None
        if again and first and not other and name.naming is Naming.NAMED and not name.parts:
            return name  # "a retired general suggested P. Retired four-star general Wesley Clark led troops"
        if not (mention.definite or mention.owner is not None):
            # "said Ida Holm, who lives there", "said Bo Carr of Orla"
            told = reader.text.startswith(",", name.span.end) or not name.text.endswith(name.name or "")
            opens = reader.text[after.span.start] in QUOTES and after.index == here.index + 1
            first = first and opens and not told and not named_by_office(mention.head, name.role, reader.language)
        return name if alone and first and not other else None
    return None


def named_as(
    mention: Mention, name: str, referents: Iterable[Referent], reader: MentionReader, language: Language
) -> Mention | None:
    """ "warnings from [his attorney] ... An attorney for Holm, Mark Bell, said", "Through [her lawyer], ... The lawyer, Rolf Bell,
    said": the name that an article gives later to somebody whom it first calls after another; `name` is what it calls him."""
    here = reader.sentence_at(mention.span.start)
    alike = language.same_thing.get(mention.head, frozenset()) | {mention.head}
    whose = plain_words(name, language) - plain_words(mention.owned, language) - alike
    for referent in referents if here is not None and mention.kind is Kind.PERSON and not mention.plural else ():
        other = referent.mention
        role = (other.role or "").casefold().split()
        if other.kind is not Kind.PERSON or other.naming is not Naming.NAMED or other.parts or not alike & set(role):
            continue
        near = here is not None and referent.occurrence.sentence <= here.index + AFTER
        if whose & set(role) or (other.definite and len(role) == 1 and near):
            return other
    return None


def _words(sentence: Sentence) -> set[str]:
    """The lemmas of a sentence's longer words."""
    return {w.lemma.casefold() for w in sentence.words if len(w.lemma) >= LONG_WORD}
