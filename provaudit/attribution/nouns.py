"""Evidence from nouns and adjectives: "X's claim that P", "an assurance that P", "it is her view that P", "X is sure that P"."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import case, modal, negated, noun_head, noun_phrase, subject_phrase
from provaudit.attribution.passage import Passage
from provaudit.attribution.subjects import subject
from provaudit.languages.base import Language
from provaudit.model.attribution import Stance
from provaudit.model.parse import Sentence, Word

EVIDENCE = "lexicon"
OF_WHOM_WITHIN = 16  # the same, where it says whose it is
THAT_WITHIN = 7  # words between the noun and its "that"
OWNER_WITHIN = 6  # words from the possessor to the noun


def candidates(passage: Passage) -> Iterator[Candidate]:
    """What nouns and adjectives with a clause say."""
    yield from _nouns(passage)
    yield from _versions(passage)
    yield from _adjectives(passage)


def _adjectives(passage: Passage) -> Iterator[Candidate]:
    """ "X is sure that P", "X was adamant that P"."""
    sentence, grammar = passage.sentence, passage.language.grammar
    for word in sentence.words:
        entry = passage.language.adjective_cues.get(word.form.casefold())
        if entry is None:
            continue
        copula = list(sentence.children(word, "cop"))
        speaker = subject(sentence, word) if copula else None
        clause = next((c for c in sentence.children(word, "ccomp", "advcl") if c.id > word.id), None)
        if speaker is None or clause is None or speaker.feat("Person") in ("1", "2"):
            continue
        if word.rel == "ccomp":
            continue  # "The union said its lawyers were confident that P": how the union sees them
        mark = next((m for m in sentence.children(clause, "mark") if m.form.casefold() == "that"), None)
        if mark is None or speaker.form.casefold() == "it" or negated(sentence, word, grammar) or modal(sentence, word, grammar):
            continue
        content = [w for w in sentence.subtree(clause) if w.id > mark.id]
        cue = [copula[0], word]
        yield passage.candidate(
            EVIDENCE, word, cue, content, lemma=entry.lemma, scope=entry.scope, stance=entry.stance,
            source=subject_phrase(sentence, word, speaker),
        )  # fmt: skip


def _nouns(passage: Passage) -> Iterator[Candidate]:
    """ "The claim that P came from X" · "It is her view that P" · "X gave an assurance that P" · "Trump's declaration that P"."""
    sentence = passage.sentence
    for noun in sentence.words:
        entry = passage.language.noun_cues.get(noun.lemma.casefold())
        if entry is None or noun.upos != "NOUN" or noun.deprel == "compound":
            continue
        behind = sentence.words[noun.id : noun.id + 1]
        whose = bool(behind) and behind[0].form.casefold() in passage.language.grammar.author_prepositions - {"of"}
        within = OF_WHOM_WITHIN if whose else THAT_WITHIN  # "complaints by the secretary of the Treasury, Ida Holm, that P"
        that = next((w for w in sentence.words[noun.id : noun.id + within] if w.form.casefold() == "that"), None)
        between = sentence.words[noun.id : that.id - 1] if that is not None else ()
        if that is None or any(w.upos in ("VERB", "AUX") or (w.upos == "PUNCT" and not (whose and w.form == ",")) for w in between):
            continue  # "the allegation (by the union) that P"
        if that.rel in ("nsubj", "obj"):
            continue  # "statements that damaged him", "a claim that the office disputes"
        if _said_in_it(sentence, noun, that, passage.language):
            continue
        rels = ("acl", "ccomp", "csubj", "advcl") if noun.head == 0 else ("acl", "ccomp", "csubj")
        clauses = [w for w in sentence.children(noun, *rels) if w.id > noun.id]
        clauses = [w for w in clauses if w.deprel != "acl:relcl" or sentence.children(w, "mark")]
        source = _owner(sentence, noun, passage.language)
        content = [w for c in clauses[:1] for w in sentence.subtree(c) if w.id > that.id]
        if not content and source and source[0].id > noun.id - OWNER_WITHIN and source[-1].id < that.id:
            content = _behind(sentence, that)
        before = sentence.words[source[0].id - 2].form.casefold() if source and source[0].id > noun.id else ""
        by = before in passage.language.grammar.agent_prepositions
        unspecified = noun.lemma.casefold() in passage.language.opaque_unspecified
        amid = not source and case(sentence, noun) in passage.language.grammar.circumstances
        if content and unspecified and (_is_about(sentence, noun) or amid) and not by:
            # "There were rumours that P", "there are suggestions from Spain that P"
            source = [w for w in noun_phrase(sentence, noun) if w.id < that.id]
        if source and content:
            yield passage.candidate(
                EVIDENCE, noun, [noun], content, lemma=entry.lemma, scope=entry.scope, stance=entry.stance, source=source
            )


def _said_in_it(sentence: Sentence, noun: Word, that: Word, language: Language) -> bool:
    """ "The port said in its report that P": what the verb says is said in the noun, once."""
    verb, clause = sentence.head(noun), sentence.head(that)
    if verb is None or clause is None or noun.rel != "obl" or (clause.head, clause.rel) != (verb.id, "ccomp"):
        return False
    return language.verb_cue(verb.form) is not None and case(sentence, noun) in language.grammar.quoting_prepositions


def _is_about(sentence: Sentence, noun: Word) -> bool:
    """ "There were rumours": nobody's, and the subject of what there is."""
    verb = sentence.head(noun)
    return verb is not None and noun.rel == "nsubj" and noun.id > verb.id and bool(sentence.children(verb, "expl"))


def _versions(passage: Passage) -> Iterator[Candidate]:
    """ "The studio's version is that P" · "The union's position was that P": what the noun is said to be."""
    sentence = passage.sentence
    for noun in sentence.words:
        entry = passage.language.noun_cues.get(noun.lemma.casefold())
        verb = sentence.head(noun)
        if entry is None or noun.deprel != "nsubj:outer" or verb is None:
            continue
        owners = sentence.children(noun, "nmod:poss")
        around = passage.language.grammar.spreading_prepositions
        owners = owners or [w for w in sentence.children(noun, "nmod") if case(sentence, w) in around]
        that = next((m for m in sentence.children(verb, "mark") if m.form.casefold() == "that"), None)
        copula = next((c for c in sentence.children(verb, "cop", "aux") if c.id > noun.id), None)
        if not owners or that is None or copula is None or copula.id + 1 != that.id:
            continue
        inside = passage.language.grammar.possessives | around
        source = [w for w in noun_phrase(sentence, owners[0]) if w.form not in inside]
        content = [w for w in sentence.words if w.id > that.id]
        yield passage.candidate(
            EVIDENCE, noun, [noun, copula], content, lemma=entry.lemma, scope=entry.scope, stance=entry.stance, source=source
        )


def _ends_with_an_outlet(forms: list[str], language: Language) -> bool:
    """ "the sports daily Olé"."""
    return any(language.outlets.find(" ".join(forms[at:])) is not None for at in range(len(forms)))


def _behind(sentence: Sentence, that: Word) -> list[Word]:
    """The clause behind "that", where the tree has none: up to what the sentence goes on with behind a comma."""
    words = [w for w in sentence.words if w.id > that.id]
    for i, word in enumerate(words[:-1]):
        if word.form == "," and (words[i + 1].upos == "CCONJ" or words[i + 1].xpos == "VBG"):
            words = words[:i]
            break
    finite = any(w.finite for w in words)
    return words if finite else []


def _owner(sentence: Sentence, noun: Word, language: Language) -> list[Word]:
    """Whose claim it is: a possessive, "by X", "came from X", or the subject of the verb that it is the object of."""
    governor = sentence.head(noun)
    owners = sentence.children(noun, "nmod:poss")
    owners += [w for w in sentence.children(noun, "nmod") if case(sentence, w) in language.grammar.author_prepositions]
    following = sentence.words[noun.id : noun.id + 1]
    if not owners and following and following[0].form.casefold() in language.grammar.author_prepositions - {"of"}:
        head = noun_head(sentence, noun.id + 1)  # "dismissed claims [by the union] that P", wherever the tree hangs it
        owners = [head] if head is not None else []
    if not owners and governor is not None and noun.rel == "nsubj":
        owners = [w for w in sentence.children(governor, "obl") if case(sentence, w) == "from"]
    printed = [w for w in sentence.children(noun, "nmod") if case(sentence, w) in language.grammar.outlet_prepositions]
    if not owners:  # "dismissed a report [in the Courier] that P"
        owners = [w for w in printed if _ends_with_an_outlet([x.form for x in noun_phrase(sentence, w)], language)]
    beside = next((w for w in sentence.children(noun, "compound") if w.id == noun.id - 1), None)
    bodies = language.organization_nouns | language.outlet_nouns | language.authority_nouns | language.plural_people
    bodies -= language.document_nouns
    if not owners and beside is not None and (beside.upos == "PROPN" or not bodies.isdisjoint({beside.form, beside.lemma})):
        owners = [beside]  # "Despite [media] pronouncements that P", "[police] claims that P"
    entry = language.verb_cue(governor.form) if governor is not None else None
    denied = entry is not None and entry.stance is Stance.DENIAL
    grammar = language.grammar  # "did not provide evidence that P", "would end the notion that P": nobody says so
    unsaid = governor is not None and (negated(sentence, governor, grammar) or modal(sentence, governor, grammar))
    if not owners and governor is not None and noun.rel == "obj" and not denied and not unsaid:
        found = subject(sentence, governor)
        owners = [found] if found and found.feat("Gender") != "Neut" and found.xpos != "DT" else []  # "It sends a message that P"
    words = noun_phrase(sentence, owners[0]) if owners else []
    edges = language.grammar.possessives | language.makers
    return [w for w in words if w.form not in edges or (w is not words[0] and w is not words[-1])]
