"""Who speaks in a headline: "Dam cracks: governor" is said below with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from provaudit.chains.drafts import Draft, Hold
from provaudit.entities.definites import known_as
from provaudit.entities.mentions import MentionReader
from provaudit.entities.named_later import named_by_office
from provaudit.entities.resolution import Record
from provaudit.languages.base import Language
from provaudit.model.article import Unit, UnitType
from provaudit.model.attribution import Mode, Quotation
from provaudit.model.chain import Kind, Naming, Reason
from provaudit.model.span import Spans

WORD = re.compile(r"[^\W_]{4,}")
SAID = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
STEM = 5  # letters: "cracks" and "cracked" share them
ALIKE = 0.34  # share of the headline's words that the text below must have
VAGUE = frozenset({Kind.PEOPLE, Kind.UNSPECIFIED})
NEARLY = 0.5  # the same for what is quoted
BELOW = 4  # statements below in which the headline's claim is looked for
WITHIN = 2  # paragraphs behind the lead in which whom it describes speaks again
TELLING = frozenset({"acl", "appos", "nmod"})  # what hangs on a name and tells who somebody is
FEWEST = 3  # words of a quotation that is looked for below


def name(drafts: list[Draft], reader: MentionReader) -> None:
    """Gives the undescribed source of a headline the name that it has where the text first says the same.

    "Regulator: recall was late" above "..., the Consumer Safety Board said". Both have to be of one kind; "Report:" may be an
    outlet. A headline's quotation may stand far below, and the only person who speaks in an article is whom it is about.
    """
    text, language = reader.text, reader.language
    body = [d for d in sorted(drafts, key=lambda d: d.content[0].start) if d.chain and d.unit.type is UnitType.BODY]
    _name_lead(body, reader)
    for draft in drafts:
        if draft.unit.type is not UnitType.HEADLINE or len(draft.chain) != 1:
            continue
        source = draft.chain[0].record
        reports = source.kind is Kind.OUTLET or (source.kind is Kind.DOCUMENT and source.noun in language.outlet_pieces)
        if source.naming is Naming.NAMED or source.kind in VAGUE or (source.plural and reports):
            continue
        either = not source.known or source.noun in language.any_body  # "monitor says", "owner blames"
        kinds = {Kind.PERSON, Kind.ORGANIZATION, Kind.OUTLET} if either else {source.kind}
        kinds = {Kind.OUTLET, Kind.DOCUMENT} if reports else kinds
        named, why = _who_says_the_same(draft, body, kinds, text), "the text below names who says so"
        if named is None and source.kind is Kind.PERSON and not source.plural:
            named, why = _only_speaker(draft, body, text), "nobody else speaks below, and of the same"
        if named is None and not source.plural:
            named, why = _only_one_called_so(source, body, kinds), "the text below calls one by that noun"
        if named is None and source.noun in language.studies and not source.plural:
            named, why = _only_study(body, language), "the text below names the only study"
        if named is not None:
            draft.chain[0].record = named.record
            draft.because.append(Reason("headline", why, (named.mention,) if named.mention is not None else ()))


def _who_says_the_same(headline: Draft, body: list[Draft], kinds: set[Kind], text: str) -> Hold | None:
    """The named hand of one of these kinds behind what is nearly the headline's claim: an outlet wherever it stands in the chain,
    others at its origin."""
    said = _terms(text, headline.content)
    quotes = headline.mode in (Mode.DIRECT, Mode.MIXED)
    for at, below in enumerate(body if quotes else body[:BELOW]):
        hands = below.chain if Kind.OUTLET in kinds else below.chain[:1]
        named = next((h for h in hands if h.record.kind in kinds and h.record.naming is Naming.NAMED), None)
        alike = len(said & _terms(text, below.content)) >= (ALIKE if at < BELOW else NEARLY) * len(said)
        if named is not None and alike and len(said) > 1:
            return named
    return None


def _only_speaker(headline: Draft, body: list[Draft], text: str) -> Hold | None:
    """The one person with a name who is the origin of all that people say below, where the headline quotes, or a word of its claim
    comes again; None where it is several, or the genders differ."""
    outer = [d for d in body if not d.nodes or d.nodes[0].outer is None]  # "“He said that P,” the widow said": of her words
    people = [d for d in outer if d.chain[0].record.kind in (Kind.PERSON, Kind.PEOPLE)]
    one, source = people[0].chain[0] if people else None, headline.chain[0].record
    if one is None or one.record.naming is not Naming.NAMED or any(d.chain[0].record is not one.record for d in people):
        return None
    differ = source.gender and one.record.gender and source.gender != one.record.gender
    said = _terms(text, headline.content)
    quotes = headline.mode is Mode.DIRECT  # whose words are in the headline speaks below
    return one if not differ and (quotes or any(said & _terms(text, d.content) for d in people)) else None


def _name_lead(body: list[Draft], reader: MentionReader) -> None:
    """ "The county coroner ruled on Friday that he drowned. ¶ There was water in the lungs, Ida Holm wrote": who speaks next,
    with a name that nothing else tells of, is whom the lead describes."""
    people = [d for d in body if d.chain[0].record.kind is Kind.PERSON]
    for lead, behind in pairwise(people):
        described, named = lead.chain[0].record, behind.chain[0].record
        if lead.unit.paragraph > body[0].unit.paragraph or behind.unit.paragraph > lead.unit.paragraph + WITHIN:
            return
        differ = described.gender and named.gender and described.gender != named.gender
        vague = described.naming is not Naming.DESCRIBED or described.plural
        # "A spokesman for the airline said P. ¶ “Nobody told us,” said Karl Brandt": a paragraph on, somebody else speaks
        other = described.noun in reader.language.voices or named_by_office(described.noun, named.role, reader.language)
        if vague or differ or other or not _untold(behind.chain[0], reader):
            continue
        for hold in (h for d in body for h in d.chain if h.record is described):
            hold.record = named
        named.heads.add(described.noun)


def _untold(hold: Hold, reader: MentionReader) -> bool:
    """Whether a source's full name comes for the first time, and the text neither says nor need say who it is: "Ida Holm, 41,
    said", but not "Ida Holm, who lives there, said"."""
    record, mention, language = hold.record, hold.mention, reader.language
    if mention is None or record.naming is not Naming.NAMED or " " not in record.name or known_as(record, language):
        return False
    alone = not {w.casefold().strip(".") for w in (record.role or "").split()} - (language.titles - language.person_nouns)
    first = mention.start <= record.occurrences[0].start < mention.end
    sentence = reader.sentence_at(mention.start)
    words = [w for w in sentence.within(mention) if w.form[:1].isupper()] if sentence is not None else []
    ids, end = {w.id for w in words}, reader.text.find(record.name.split()[-1], mention.start)
    behind = [w for w in sentence.words if w.head in ids and w.span.start > end] if sentence is not None else []
    told = any(w.rel in TELLING and w.upos != "NUM" for w in behind)
    return alone and first and not told


def _only_one_called_so(source: Record, body: list[Draft], kinds: set[Kind]) -> Hold | None:
    """ "Union accuses Norlink" ... "Unite said P. ... the union's officer": the one below with a name that is called so too."""
    held = [h for d in body for h in d.chain if h.record.kind in kinds and source.noun in h.record.heads and h.record is not source]
    named = [h for h in held if h.record.naming is Naming.NAMED]
    return named[0] if len({h.record.name for h in named}) == 1 else None


def _only_study(body: list[Draft], language: Language) -> Hold | None:
    """ "Naps help, study finds" ... "the Winter Medicine study": the one below, where it has a name and there is no other."""
    held = [h for d in body for h in d.chain if h.record.kind is Kind.DOCUMENT and h.record.noun in language.studies]
    one = held[0] if held and held[0].record.naming is Naming.NAMED else None
    return one if one is not None and all(h.record is one.record for h in held) else None


def spoken(drafts: list[Draft], text: str) -> list[tuple[Draft, str]]:
    """What is quoted with a cue of its own, as `said_elsewhere` compares it: lower case, words parted by single spaces."""
    quoting = (d for d in drafts if d.chain and d.mode in (Mode.DIRECT, Mode.MIXED) and not d.carried)
    return [(d, f" {' '.join(_words(s.of(text)))} ") for d in quoting for s in d.content]


def said_elsewhere(quotation: Quotation, unit: Unit, said: list[tuple[Draft, str]], text: str) -> Draft | None:
    """Who is quoted elsewhere, in what was `spoken`, with the very words of the quotation that a unit without a cue opens with:
    "‘We ate the candles’: nine days in the snow"."""
    words = _words(quotation.inner.of(text))
    if quotation.span.end > unit.span.end or quotation.span.start > unit.span.start or len(words) < FEWEST:
        return None
    wanted = f" {' '.join(words)} "
    return next((d for d, words_of_it in said if wanted in words_of_it and d.unit is not unit), None)


def _words(said: str) -> list[str]:
    """Words in lower case, whatever their apostrophes."""
    return [word.replace("’", "'") for word in SAID.findall(said.casefold())]


def _terms(text: str, content: Spans) -> set[str]:
    """The beginnings of a content's longer words."""
    found: Iterable[str] = (word for span in content for word in WORD.findall(span.of(text).casefold()))
    return {word[:STEM] for word in found}
