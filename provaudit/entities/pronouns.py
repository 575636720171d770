"""Whom a pronoun means: antecedents that agree with it, weighed by how near and how prominent they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from provaudit.attribution.clauses import subject_phrase
from provaudit.attribution.subjects import subject
from provaudit.entities.discourse import Occurrence, Record
from provaudit.entities.mention import Mention
from provaudit.entities.register import Register
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span

REACH = 14  # sentences
READ_WITHIN = 2  # sentences back in which what "it" reads is looked for
THINGS = (Kind.ORGANIZATION, Kind.DOCUMENT, Kind.OUTLET)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each property of an antecedent is worth; set by hand, then by hill climbing on the gold and on GUM."""

    sentence: float = -0.45  # for each sentence between the two
    subject: float = 0.9
    spoke: float = 0.2
    last_speaker: float = 0.2
    gender: float = 0.4  # known, and the same
    often: float = 0.1  # for each earlier mention, up to five
    quoted: float = -1.2  # named within somebody's words, while the pronoun is not
    owner: float = -0.35
    in_own_content: float = -0.5  # "The mayor’s plan will fail, he said": hardly the mayor
    owned: float = -2.0  # "Her surgeon had insisted on it, she said": whose surgeon it is, and not the surgeon
    body_as_they: float = -0.8
    person_as_they: float = -1.6
    document_as_it: float = -0.3
    same_paragraph: float = 0.5  # a subject of the paragraph that the pronoun stands in
    introduced: float = 0.6  # named in full for the first time in the sentence before
    governing: float = 0.8  # "Holm was right when he said": the subject of the clause that the pronoun's clause hangs on


WEIGHTS = Weights()


def antecedent(
    mention: Mention,
    register: Register,
    sentence: Sentence | None,
    *,
    quoted: bool,
    paragraph: int,
    index: int,
    weights: Weights = WEIGHTS,
) -> Record | None:
    """The best of what is mentioned before a pronoun and agrees with it; None where there is none.

    `quoted`: the pronoun stands within quotation marks. `paragraph`: where the pronoun's paragraph begins. `index`: the number
    of the sentence from which distances count.
    """
    at = mention.span.start
    if mention.pronoun is not None and mention.pronoun.person != 3:
        return _speaking(at, register)
    told = _told(mention, sentence)
    near = register.since(index - REACH, at)  # of those further back nothing need be asked
    fitting = [(r, r.before(at)) for r in near if agrees(mention, r) and not (told and told & set(r.name.split()[-1:]))]
    fitting = [(r, seen) for r, seen in fitting if seen and not r.is_place(at)]
    last_spoke = max((next((o.start for o in reversed(seen) if o.spoke), -1) for _, seen in fitting), default=-1)
    content = _own_content(mention, sentence)
    owned = _owned(mention, sentence) & content
    governing = _governing_subject(mention, sentence)
    best: tuple[float, int, Record] | None = None
    for record, seen in fitting:
        for occurrence in seen[-3:]:
            away = max(0, index - occurrence.sentence)
            if away > REACH:
                continue
            score = _score(mention, record, occurrence, away, len(seen), quoted, weights)
            score += weights.last_speaker * (occurrence.start == last_spoke)
            score += weights.in_own_content * (occurrence.start in content) + weights.owned * (occurrence.start in owned)
            score += weights.same_paragraph * (occurrence.subject and occurrence.start >= paragraph)
            fresh = occurrence is seen[0] and away == 1 and record.naming is Naming.NAMED and " " in record.name
            score += weights.introduced * fresh
            score += weights.governing * (occurrence.start in governing)
            if best is None or (score, occurrence.start) > best[:2]:
                best = (score, occurrence.start, record)
    return best[2] if best is not None else None


def relative(mention: Mention, sentence: Sentence, found: Mapping[Span, Record], language: Language) -> Record | None:
    """ "the bank’s lawyer, who said": what the relative clause hangs on, among what was `found` so far."""
    word = next((w for w in sentence.words if w.span == mention.span), None)
    if word is None or word.form.casefold() not in language.relatives:
        return None
    clause = next((w for w in [word, *sentence.ancestors(word)] if w.deprel == "acl:relcl"), None)
    noun = sentence.head(clause) if clause is not None else None
    around = [s for s in found if noun is not None and s.covers(noun.span) and s.start < mention.span.start]
    return found[min(around, key=len)] if around else None


def read_out(mention: Mention, register: Register, sentence: Sentence, language: Language) -> Record | None:
    """ "In a statement, the club said P. “Q,” [it] read": the paper that the sentence before opens with; bodies do not
    read so."""
    word = next((w for w in sentence.words if w.span == mention.span), None)
    verb = sentence.head(word) if word is not None and word.rel == "nsubj" else None
    it = mention.pronoun is not None and mention.pronoun.gender == "n"
    if not it or verb is None or verb.lemma not in language.grammar.reading_verbs or sentence.children(verb, "obj"):
        return None
    at = mention.span.start
    since = register.since(sentence.index - READ_WITHIN, at)
    papers = [(seen[-1], r) for r in since if r.kind is Kind.DOCUMENT and (seen := r.before(at))]
    near = [(o.sentence, -o.start, r) for o, r in papers if sentence.index - o.sentence <= READ_WITHIN and not o.quoted]
    return max(near, key=lambda found: found[:2])[2] if near else None


def announced(mention: Mention, sentence: Sentence | None) -> list[Word]:
    """ "By her own account, [the director Paz Arrieta] slept there": the subject that an owner in a phrase before it means; empty
    where there is none."""
    word = next((w for w in sentence.words if w.span == mention.span), None) if sentence is not None else None
    noun = sentence.head(word) if sentence is not None and word is not None and word.deprel == "nmod:poss" else None
    verb = sentence.head(noun) if sentence is not None and noun is not None and noun.rel == "obl" else None
    found = subject(sentence, verb) if sentence is not None and verb is not None else None
    if sentence is None or verb is None or found is None or word is None or found.id < word.id or found.upos == "PRON":
        return []
    return subject_phrase(sentence, verb, found)


def _speaking(at: int, register: Register) -> Record | None:
    """ "I think", "we found": whoever spoke last."""
    return next((r for r, o in register.back_from(at) if o.spoke and r.kind in (Kind.PERSON, Kind.PEOPLE)), None)


def _score(mention: Mention, record: Record, o: Occurrence, away: int, count: int, quoted: bool, weights: Weights) -> float:
    plural = mention.plural
    return (
        weights.sentence * away
        + weights.subject * o.subject
        + weights.spoke * o.spoke
        + weights.gender * bool(mention.gender and record.gender == mention.gender)
        + weights.often * min(count, 5)
        + weights.quoted * (o.quoted and not quoted)
        + weights.owner * o.owner
        + weights.body_as_they * (plural and record.kind in THINGS)
        + weights.person_as_they * (plural and record.kind is Kind.PERSON)
        + weights.document_as_it * (not plural and record.kind is Kind.DOCUMENT)
    )


def agrees(mention: Mention, record: Record) -> bool:
    """Whether a record may stand behind a pronoun: he and she for persons, it for things, they for several or for a body."""
    pronoun = mention.pronoun
    if pronoun is None or not record.known:
        return False
    if pronoun.number == "plural":
        body = record.kind in (Kind.ORGANIZATION, Kind.OUTLET)
        somebody = record.kind is Kind.PERSON and record.naming is not Naming.NAMED and not record.gender
        return record.kind is Kind.PEOPLE or record.plural or body or somebody
    if pronoun.gender == "n":
        return record.kind in THINGS and not record.plural
    if record.kind is not Kind.PERSON or record.plural:
        return False
    return not pronoun.gender or not record.gender or record.gender == pronoun.gender


def _owned(mention: Mention, sentence: Sentence | None) -> set[int]:
    """Where phrases begin that tell by a possessive of the pronoun's gender whose somebody is: "her surgeon"."""
    owners = [w for w in sentence.words if w.xpos == "PRP$"] if sentence is not None else []
    return {w.span.start for w in owners if mention.gender and (w.feat("Gender") or "")[:1].casefold() == mention.gender}


def _governing_subject(mention: Mention, sentence: Sentence | None) -> frozenset[int]:
    """The offsets of the words of the subject of the clause on which the pronoun's clause hangs: "Holm was right when he said"."""
    word = next((w for w in sentence.words if w.span.start == mention.span.start), None) if sentence is not None else None
    verb = sentence.head(word) if sentence is not None and word is not None and word.rel == "nsubj" else None
    above = sentence.head(verb) if sentence is not None and verb is not None and verb.rel == "advcl" else None
    if sentence is None or word is None or above is None:
        return frozenset()
    subjects = [w for w in sentence.children(above, "nsubj") if w.id < word.id]
    return frozenset(w.span.start for s in subjects for w in sentence.subtree(s))


def _told(mention: Mention, sentence: Sentence | None) -> set[str]:
    """The names of those whom the pronoun tells something, who are others: "he told Hannity"."""
    word = next((w for w in sentence.words if w.span.start == mention.span.start), None) if sentence is not None else None
    verb = sentence.head(word) if sentence is not None and word is not None and word.rel == "nsubj" else None
    objects = sentence.children(verb, "obj", "iobj", "obl") if sentence is not None and verb is not None else []
    return {w.form for o in objects if o.upos == "PROPN" and sentence is not None for w in sentence.subtree(o) if w.upos == "PROPN"}


def _own_content(mention: Mention, sentence: Sentence | None) -> frozenset[int]:
    """The offsets of the words that the pronoun, a subject behind its content, says: "The plan will fail, he said"."""
    if sentence is None:
        return frozenset()
    word = next((w for w in sentence.words if w.span.start == mention.span.start), None)
    verb = sentence.head(word) if word is not None and word.rel == "nsubj" else None
    if word is None or verb is None:
        return frozenset()
    said: list[Word] = [w for c in sentence.children(verb, "ccomp", "parataxis") if c.id < verb.id for w in sentence.subtree(c)]
    # "Asked what she would do if Bell won, she said": hardly Bell
    asked = [
        c for c in sentence.children(verb, "advcl") if c.id < word.id and c.xpos == "VBN" and not sentence.children(c, "nsubj")
    ]
    said += [w for c in asked for w in sentence.subtree(c)]
    if verb.rel == "parataxis":
        own = {w.id for w in sentence.subtree(verb)}
        said += [w for w in sentence.words if w.id not in own]
    return frozenset(w.span.start for w in said if w.id < word.id)
