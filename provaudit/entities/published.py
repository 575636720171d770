"""By what a study or a poll is known: the journal that it came out in, the institute that released it."""

from __future__ import annotations

from collections.abc import Sequence

from provaudit.attribution.clauses import case, noun_phrase
from provaudit.entities.definites import plain_words
from provaudit.entities.discourse import Record
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence, Word


def name_of(record: Record, mention: Mention, reader: MentionReader) -> str | None:
    """ "A new study found P. The study, published on Monday in Winter Medicine, ...": the name, by where it came out, of what was
    only described: the Winter Medicine study. "A study of 300 nurses" says enough of itself."""
    language = reader.language
    described = record.kind is Kind.DOCUMENT and record.naming is Naming.DESCRIBED and not record.plural
    if not described or mention.head not in language.studies or mention.owner is not None:
        return None
    if plain_words(record.name, language) - language.opaque_modifiers - language.studies:
        return None
    sentence = reader.sentence_at(mention.span.start)
    noun = next((w for w in sentence.within(mention.span) if w.lemma.casefold() == mention.head), None) if sentence else None
    name = _issuer(sentence, noun, reader) if sentence is not None and noun is not None else None
    return f"{name} {record.noun}" if name is not None else None


def known_by(record: Record, issuer: Record) -> bool:
    """Whether a study has its name from a body: the Brindle Institute poll."""
    paper = record.kind is Kind.DOCUMENT and issuer.kind is Kind.ORGANIZATION
    return paper and record.name.startswith(f"{issuer.name} ")


def with_outcome(mention: Mention, records: Sequence[Record], language: Language) -> Record | None:
    """ "A study found P. The findings showed Q": the study or the poll spoken of last, of "the findings", "results"; without an
    article those of a poll may be an election's."""
    noun = mention.text.casefold().split()[-1]
    if not mention.bare or mention.owner is not None or noun not in language.outcomes:
        return None
    like = language.studies | language.same_thing.get(noun, frozenset())
    like = like if mention.definite else like - language.polls
    studies = [r for r in records if r.kind is Kind.DOCUMENT and not r.plural and r.heads & like]
    seen = [(before[-1].start, r) for r in studies if (before := r.before(mention.span.start))]
    return max(seen, key=lambda found: found[0], default=(0, None))[1]


def _issuer(sentence: Sentence, noun: Word, reader: MentionReader) -> str | None:
    """The name behind "published in" or "released by", in a participle or as what the sentence says of a study."""
    issuing = reader.language.grammar.issuing_verbs
    above = sentence.head(noun)
    said = [above] if above is not None and noun.rel == "nsubj" else []
    for verb in (*sentence.children(noun, "acl"), *said):
        for word in sentence.children(verb, "obl"):
            if f"{verb.lemma.casefold()} {case(sentence, word)}" in issuing and (name := _name(sentence, word, reader)) is not None:
                return name
    return None


def _name(sentence: Sentence, word: Word, reader: MentionReader) -> str | None:
    """The name that a phrase is: "the journal Winter Medicine", "The Lancet"; None of a newspaper, whose study it is not."""
    journal = word.form in reader.language.grammar.scholarly_nouns
    inside = next(iter(sentence.children(word, "appos", "flat", "nmod")), None) if journal else word
    words = noun_phrase(sentence, inside) if inside is not None else []
    words = words[next((i for i, w in enumerate(words) if w.form[:1].isupper()), len(words)) :]
    mention = reader.read_words(words) if words and words[0].form.casefold() not in reader.language.calendar else None
    if mention is None or not all(w.form[:1].isupper() for w in words if w.upos in ("NOUN", "PROPN", "ADJ")):
        return None
    return mention.name or mention.text if journal or mention.kind is not Kind.OUTLET else None
