"""What "the official", "the company", "the poll" take up: something of that noun spoken of before, or introduced right after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provaudit.entities.discourse import Occurrence, Record
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence
from provaudit.remembered import remembered

REACH = 40  # sentences
NEARER = 0.4  # what a sentence between costs an outlet
# How well a noun fits: the same, one like it, a general one ("the company"), what an outlet prints, one for another trade.
SAME, ALIKE, GENERAL, PIECE, VARIED = 2.0, 1.6, 0.9, 0.4, 0.3
OUTLET = 1.3  # at most, for outlets: all of them are papers and sites


def antecedent(mention: Mention, records: Sequence[Record], sentence: int, language: Language, *, quoted: bool) -> Record | None:
    """The record mentioned before a definite description that it fits best; None where none fits. `quoted`: the description stands
    within quotation marks."""
    best: tuple[float, int, Record] | None = None
    for record in records:
        seen = record.before(mention.span.start)
        if not seen or sentence - seen[-1].sentence > REACH:
            continue
        if record.naming is not Naming.NAMED and all(o.quoted and not o.spoke for o in seen) and not quoted:
            continue  # "“We talked to no club,” they said. The club ...": nobody in particular
        fit = fits(mention, record, language)
        if not fit or (fit <= VARIED and seen[-1].sentence == sentence):
            continue  # "the nanny said the tycoon had boasted": another
        if mention.kind is Kind.OUTLET:
            # "officials told the Times that P, the outlet reported": whatever was named last, however often others spoke
            score = min(fit, OUTLET) - NEARER * (sentence - seen[-1].sentence)
        else:
            score = fit + _prominence(seen, sentence, general=fit < ALIKE) + 0.3 * (record.naming is Naming.NAMED)
        if best is None or (score, seen[-1].start) > best[:2]:
            best = (score, seen[-1].start, record)
    if best is not None and mention.kind in (Kind.DOCUMENT, Kind.ORGANIZATION) and best[2].kind is Kind.OUTLET:
        if mention.head in language.outlet_pieces and (since := _spoken_of_since(mention, records, best[2], sentence)) is not None:
            return since if since.kind is Kind.DOCUMENT else None
        return _named_last(mention, records, language)  # "the paper", "the agency": nouns that others have too
    return best[2] if best is not None else None


def _spoken_of_since(mention: Mention, records: Sequence[Record], outlet: Record, sentence: int) -> Record | None:
    """ "The BBC said P. An audit came out on Friday. The report says Q": the paper, or the body that may have written one, that the
    sentences since the outlet was spoken of are about."""
    last = outlet.before(mention.span.start)[-1].sentence
    makers = (Kind.DOCUMENT, Kind.ORGANIZATION, Kind.PEOPLE)
    spoken = [(seen[-1], r) for r in records if r.kind in makers and (seen := r.before(mention.span.start))]
    since = [(o.start, r) for o, r in spoken if last < o.sentence < sentence and o.subject and not o.quoted]
    return max(since, key=lambda found: found[0], default=(0, None))[1]


def _named_last(mention: Mention, records: Sequence[Record], language: Language) -> Record:
    outlets = [r for r in records if r.kind is Kind.OUTLET and r.before(mention.span.start) and fits(mention, r, language)]
    outlets = [r for r in outlets if fits(mention, r, language) >= GENERAL] or outlets  # "the network" is no Globe
    return max(outlets, key=lambda r: r.before(mention.span.start)[-1].start)


def _prominence(seen: list[Occurrence], sentence: int, *, general: bool) -> float:
    last = seen[-1]
    spoke = any(o.spoke for o in seen)
    return -0.06 * (sentence - last.sentence) + 0.3 * spoke + 0.1 * last.subject + (0.12 if general else 0.04) * min(len(seen), 8)


def fits(mention: Mention, record: Record, language: Language) -> float:
    """How well a description may mean a record, 0 where it cannot."""
    plainly = mention.bare or not any(w[:1].isupper() for w in mention.text.split()[1:])  # "the 340-page document"
    if plainly and mention.head in language.any_document and record.kind is Kind.DOCUMENT:
        return SAME if mention.head in record.heads else GENERAL  # "its accounts show P. Q, according to the document"
    if record.plural != mention.plural or not record.known:
        return 0.0
    said = words_of(mention, language) - language.members  # "a second official said P, ... the second official added"
    modifiers = said - {mention.head, f"{mention.head}s"}
    of_news = modifiers & language.news_modifiers
    if of_news and record.kind is Kind.ORGANIZATION and record.naming is Naming.NAMED and not of_news & record.words:
        return 0.0  # "the news agency" is no Atomic Energy Agency
    other = record.kind is Kind.ORGANIZATION and record.naming is not Naming.NAMED and record.words - language.news_modifiers
    if mention.kind is Kind.OUTLET and other and other - {mention.head}:
        return 0.0  # "The station reported" is no gas station
    types = language.outlet_types.get(mention.head, frozenset())
    of_its_country = record.outlet_type in types and bool(modifiers) and modifiers <= language.demonyms  # "the German agency": dpa
    if mention.kind is Kind.OUTLET or of_its_country:  # "the French sports daily" may be L'Équipe
        modifiers -= language.news_modifiers
        modifiers -= language.demonyms
        modifiers = frozenset(w for w in modifiers if "-" not in w)  # and "the Madrid-based paper"
    alike = language.same_thing.get(mention.head, frozenset()) | {mention.head}
    agree = _agrees(mention, modifiers, record, alike)
    if mention.head in record.heads:
        return SAME * agree * _same_sort(mention, record, language)
    if record.heads & alike:
        return ALIKE * agree * _same_sort(mention, record, language)
    all_know = known_as(record, language) if mention.definite and not mention.plural else frozenset()
    if alike & all_know:
        return ALIKE * (modifiers - language.opaque_modifiers <= all_know | record.words)  # "the former president"
    if all_know and alike & language.known_offices - record.heads:
        return 0.0  # a senator whom all know is no president
    named = record.naming is Naming.NAMED
    if named and record.kind is Kind.PERSON and mention.head in language.epithets and mention.definite and not mention.plural:
        return _by_epithet(mention, modifiers, record, alike, language)
    piece = record.kind is Kind.OUTLET and mention.definite and mention.bare and mention.kind is Kind.DOCUMENT
    piece = piece and mention.head in language.outlet_pieces
    if piece and any(o.spoke for o in record.before(mention.span.start)):
        return PIECE  # "The Courier reported P. Q, according to the report"
    bare = mention.bare or of_its_country or (mention.kind is Kind.OUTLET and modifiers <= language.news_modifiers)
    return _by_its_sort(mention, record, types, language) if named and bare else 0.0


def _by_epithet(mention: Mention, modifiers: frozenset[str], record: Record, alike: frozenset[str], language: Language) -> float:
    """How well what news call a person by means one whom they have named: "the tycoon", "the Florida senator"."""
    roles = record.heads & language.person_nouns | (record.heads & language.titles) - language.gender_of_title.keys()
    roles -= language.parties
    told = roles and not roles & alike
    if mention.gender and record.gender and mention.gender != record.gender:
        return 0.0
    if told and mention.head not in language.any_person:
        # "Donor Ada Holm said P. “Q,” the tycoon added"; the president is not the press secretary who spoke
        spoke = mention.head not in language.titles and any(o.spoke for o in record.before(mention.span.start))
        return VARIED if spoke else 0.0
    known = record.name in language.known_people.values()  # "the nominee" is whom readers know rather than the judge
    shared = 0.4 * bool(modifiers & record.words - {mention.head})  # "the Florida senator", of Florida Sen. Ada Holm
    return GENERAL + shared - (0.0 if known else 0.3)


def _by_its_sort(mention: Mention, record: Record, types: frozenset[str], language: Language) -> float:
    """How well a description without more words means a named record of its sort: "the newspaper", "the company"."""
    if record.kind is Kind.OUTLET and types:
        return GENERAL + 0.2 if record.outlet_type in types else GENERAL if "any" in types else GENERAL - 0.6
    if record.heads & language.country_nouns and mention.head not in language.sides:
        return 0.0  # "bound for Perth, the airline said"
    if record.heads & language.events and mention.head not in language.events:
        return 0.0  # "tore a hamstring in training for the Asian Cup, the club said"
    if record.is_place(mention.span.start) and not record.words & language.organization_ends:
        return 0.0  # "overturned near Goole, the company said"
    if record.kind is not Kind.ORGANIZATION or mention.kind is Kind.OUTLET or mention.head not in language.any_body:
        return 0.0
    like = record.heads & language.any_body or record.words & (language.organization_ends - language.legal_forms)
    return 0.0 if record.heads & language.public_bodies else GENERAL + 0.3 * bool(like)


def plain_body(mention: Mention, language: Language) -> bool:
    """Whether a mention is nothing but a body's noun: "the company", but not "the show", which is printed or sent."""
    return mention.kind is Kind.ORGANIZATION and mention.bare and mention.name is None and mention.head not in language.outlet_nouns


def known_as(record: Record, language: Language) -> frozenset[str]:
    """What all know somebody to be, be there an initial in the name or not: "Donald J. Trump"."""
    if record.naming is not Naming.NAMED or record.kind is not Kind.PERSON:
        return frozenset()
    first, *_, last = record.name.split() * 2
    return language.known_roles.get(record.name) or language.known_roles.get(f"{first} {last}", frozenset())


def holds_another_office(record: Record, mention: Mention, language: Language) -> bool:
    """ "Donald Trump heard a lecture from the Mexican president": whom all know to be something else."""
    known = known_as(record, language)
    own = any(w.casefold() in language.demonyms for w in mention.text.split()) or mention.head not in known
    return bool(known) and mention.head in language.known_offices and own


def _agrees(mention: Mention, modifiers: frozenset[str], record: Record, alike: frozenset[str]) -> bool:
    """Whether the modifiers of a description do not contradict what a record was called: "the US official" is no Turkish one.

    Of a named one without other role they may tell more: Rep. Adam Schiff is "the California congressman".
    """
    if not modifiers or modifiers <= record.words or not record.words - alike:
        return True
    if record.naming is not Naming.NAMED:
        return False
    if record.kind is Kind.DOCUMENT or (record.kind is Kind.ORGANIZATION and alike & record.words):
        return False  # "the Ipsos poll" is no poll of somebody else's, "the U.N. agency" no Disaster Management Agency
    role = (record.role or "").split()
    places = {w.casefold() for w in mention.text.split() if w[:1].isupper()}
    return not {w.casefold() for w in role} - alike or (modifiers <= places and not any(w[:1].isupper() for w in role[:-1]))


def _same_sort(mention: Mention, record: Record, language: Language) -> bool:
    """Persons are taken up by what persons are called, documents by what documents are, everything else by the rest."""
    human = (Kind.PERSON, Kind.PEOPLE)
    if mention.kind is Kind.DOCUMENT and record.kind in (Kind.OUTLET, Kind.ORGANIZATION):
        return False  # "the analysis" is no Weekly Review
    # "Bolt & Wray, its auditor": a firm by a person's noun
    both = mention.head in language.any_body and mention.head in language.person_nouns
    if mention.head in record.heads and (mention.kind is Kind.UNSPECIFIED or (both and record.naming is Naming.NAMED)):
        return True  # "a law enforcement source said P; the source, who asked not to be named, said Q"
    return not mention.known or (mention.kind in human) == (record.kind in human)


def bare(mention: Mention, reader: MentionReader) -> bool:
    """ "police said", and "Poll:", "Company blames ..." without an article, as headlines have it."""
    headline = mention.span.start < reader.parse.sentences[0].span.end
    kinds = (Kind.ORGANIZATION, Kind.DOCUMENT, Kind.OUTLET, *([Kind.PERSON] if headline else ()))
    described = (mention.description or "").casefold()
    return mention.bare and mention.kind in kinds and mention.text.casefold() == described


def identity(mention: Mention, sentence: Sentence, reader: MentionReader) -> Mention | None:
    """ "The student was Petra Moor": the name that a description is said to be."""
    for word in sentence.within(mention.span):
        verb = sentence.head(word)
        if word.rel == "nsubj" and verb is not None and verb.upos == "PROPN" and sentence.children(verb, "cop"):
            name = reader.read_words([verb, *sentence.children(verb, "flat")])
            if name is not None and name.kind is Kind.PERSON and name.naming is Naming.NAMED:
                return replace(name, role=mention.description)
    return None


def words_of(mention: Mention, language: Language) -> frozenset[str]:
    """The lower-case words that a mention describes or names its entity with, without possessive endings."""
    return plain_words(" ".join(filter(None, (mention.name, mention.description, mention.role))), language)


@remembered(8192)  # each description is compared with all that the article spoke of before
def plain_words(text: str, language: Language) -> frozenset[str]:
    """The words of a text in lower case, without marks and possessive endings."""
    return frozenset({language.grammar.possessive.sub("", w.casefold().strip(".,’'()“”\"")) for w in text.split()} - {""})
