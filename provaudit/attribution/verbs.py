"""Evidence from the UD tree and the cue lexicon: verbs of saying, thinking and showing in the active voice."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.attribution import participles
from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import (
    CLOSING_MARKS,
    OPENING_MARKS,
    case,
    cue_group,
    modal,
    negated,
    noun_head,
    noun_phrase,
    passive,
    subject_phrase,
    unrealised,
    without_complementiser,
    without_edges,
)
from provaudit.attribution.contents import content
from provaudit.attribution.hearers import hearer
from provaudit.attribution.objects import fronted
from provaudit.attribution.passage import Passage
from provaudit.attribution.phrases import hears
from provaudit.attribution.report import Report
from provaudit.attribution.subjects import compelled, inherited_subject, subject
from provaudit.languages.base import VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Sentence, Word

EVIDENCE = "syntax"


def candidates(passage: Passage) -> Iterator[Candidate]:
    """One candidate for each cue verb in the active voice; some have no content and only tell who was told."""
    for verb, entry, particle in cue_verbs(passage):
        if not passive(passage.sentence, verb, passage.language.grammar):
            found = (
                _quotes_as_saying(passage, verb, entry)
                or _behind_quotation(passage, verb, entry)
                or _at_the_end(passage, verb, entry)
                or _active(passage, verb, entry, particle)
            )
            if found is not None:
                yield found


def _quotes_as_saying(passage: Passage, verb: Word, entry: VerbCue) -> Candidate | None:
    """ "RIA Novosti quoted the governor as saying that P": the governor's words, which the agency passes on."""
    sentence, grammar = passage.sentence, passage.language.grammar
    quoted = [w for w in sentence.children(verb, "obj") if w.upos in ("NOUN", "PROPN", "PRON")]  # "the then-ambassador": no adverb
    # "Minutes, seen by the Guardian, quote the treasurer as saying": the tree may end the first clause behind the paper
    above = sentence.head(verb) if verb.rel == "parataxis" else None
    paper = above if above is not None and above.upos == "NOUN" and above.id < verb.id else None
    own = next((w for w in sentence.children(verb, "nsubj") if w.id < verb.id), None)
    relay, speaker = own or paper or subject(sentence, verb), next(iter(quoted), None) or noun_head(sentence, verb.id)
    saying = next((w for w in sentence.words[verb.id :] if w.form.lower() in grammar.saying_participles), None)
    if entry.lemma not in grammar.quoting_verbs or relay is None or speaker in (None, relay) or saying is None:
        return None
    if sentence.words[saying.id - 2].form.lower() != "as" or speaker.id > saying.id:
        return None
    source = [w for w in noun_phrase(sentence, speaker) if w.id < saying.id - 1]
    clause = next((w for w in sentence.children(saying, "ccomp") if w.id > saying.id), None)
    start = sentence.subtree(clause)[0].id - 1 if clause is not None else saying.id  # "as telling reporters that P"
    words = without_complementiser(without_edges(sentence.words[start:]))
    cue = [*cue_group(sentence, verb, grammar), sentence.words[saying.id - 2], saying]
    hearing = subject_phrase(sentence, verb, relay)
    before = without_edges(sentence.words[: hearing[0].id - 1]) if not words else []
    if any(w.finite or w.form in CLOSING_MARKS for w in before):
        words = before  # "P, the agency quoted the governor as saying"
    return passage.candidate(
        EVIDENCE,
        verb,
        cue,
        words,
        lemma=entry.lemma,
        scope=entry.scope,
        stance=entry.stance,
        source=source,
        hearer=hearing,
        parenthetical=words is before,
    )


def _behind_quotation(passage: Passage, verb: Word, entry: VerbCue) -> Candidate | None:
    """ "“Sack the lot,” read one banner": a subject behind its verb, which the tree takes for an object, and the quotation for the
    subject."""
    words, tree = passage.sentence.words, passage.sentence
    closed = verb.id > 2 and words[verb.id - 2].form in CLOSING_MARKS
    own = subject(tree, verb)
    head = noun_head(tree, verb.id)
    if not closed or Takes.QUOTE not in entry.takes or head is None or verb.xpos == "VBG":
        return None
    speaker = [w for w in noun_phrase(tree, head) if w.id > verb.id]
    opening = next((w.id for w in reversed(words[: verb.id - 2]) if w.form in OPENING_MARKS), 0)
    opens = closed and words[verb.id - 2].span.end == verb.span.start  # "tweeted, "Thank you all!""
    if opens or (own is not None and not opening < own.id < verb.id):
        return None
    if not speaker or speaker[0].id != verb.id + 1 or tree.children(verb, "aux", "mark"):
        return None
    return passage.beside(EVIDENCE, entry, verb, speaker, words[opening : verb.id - 2])


def _at_the_end(passage: Passage, verb: Word, entry: VerbCue) -> Candidate | None:
    """ "The case was dropped against the two, their lawyer, Bruno Holm, wrote on Friday": a speaker whom the tree takes for an
    apposition, and the cue for one more act."""
    sentence = passage.sentence
    if (
        verb.rel not in ("conj", "root")
        or not {Takes.QUOTE, Takes.PARENTHETICAL} <= entry.takes
        or sentence.children(verb, "cc", "nsubj", "aux")
    ):
        return None
    last = next((w.id for w in reversed(sentence.words[: verb.id - 1]) if w.upos != "PUNCT"), 0)
    speakers = [w for w in sentence.words if w.rel == "appos" and without_edges(sentence.subtree(w))[-1].id == last]
    beside = [w for s in speakers if (head := sentence.head(s)) is not None for w in sentence.children(head, "appos")]
    first = min((sentence.subtree(w)[0].id for w in beside), default=0)  # "the rescue agency, Basarnas, said"
    phrase = without_edges([w for w in sentence.words if first <= w.id < verb.id])
    before = [w for w in sentence.words if phrase and w.id < phrase[0].id]
    if not phrase or len(before) < 2 or before[-1].form != "," or not any(w.finite for w in before):
        return None
    told = hearer(sentence, verb, entry, None, passage.language)  # "P, one of them, Ida Bell, told The Guardian"
    return passage.beside(EVIDENCE, entry, verb, phrase, before, told)


def cue_verbs(passage: Passage) -> Iterator[tuple[Word, VerbCue, Word | None]]:
    """The verbs of the sentence that the lexicon knows, particle verbs first: "pointed out", "called on"."""
    sentence, language = passage.sentence, passage.language
    for verb in sentence.words:
        if verb.upos not in ("VERB", "AUX") or verb.deprel in ("amod", "compound") or passage.barred(verb):
            continue
        form = verb.form.casefold()
        particles = (*sentence.children(verb, "compound:prt"), *sentence.words[verb.id : verb.id + 1])
        particle = next((p for p in particles if f"{form} {p.form.casefold()}" in language.verb_forms), None)
        if particle is not None and particle.rel == "case" and form in language.verb_forms and _that_clause(sentence, verb):
            particle = None  # "admitted [to a cellmate] that P"
        lemma = language.verb_forms.get(f"{form} {particle.form.casefold()}" if particle is not None else form)
        if lemma is not None:
            yield verb, language.verb_cues[lemma], particle


def _that_clause(sentence: Sentence, verb: Word) -> bool:
    clauses = sentence.children(verb, "ccomp")
    return any(c.form.lower() == "that" for clause in clauses for c in sentence.children(clause, "mark"))


def _active(passage: Passage, verb: Word, entry: VerbCue, particle: Word | None) -> Candidate | None:
    sentence, language, grammar = passage.sentence, passage.language, passage.language.grammar
    if negated(sentence, verb, grammar) and (entry.scope is not Scope.BELIEF or entry.stance is Stance.ENDORSING):
        return None  # "Stein did not say who had paid", "most do not know that P": nobody said or knew anything
    governor = sentence.head(verb) if verb.xpos == "VBG" and verb.rel == "advcl" else None
    if (
        modal(sentence, verb, grammar)
        or unrealised(sentence, verb, grammar)
        or (governor is not None and modal(sentence, governor, grammar))
    ):
        return None  # "she could say no more", "a plan to disclose taxes", "they may campaign saying that P"
    if verb.rel == "acl" and entry.lemma in grammar.quoting_verbs and _goes_on_behind(sentence, verb):
        return None
    own = subject(sentence, verb) or participles.shown(sentence, verb, language)
    source_head = own or compelled(sentence, verb, grammar) or participles.speaker_before(sentence, verb, language)
    source_head = source_head or inherited_subject(sentence, verb)
    if source_head is not None and source_head.form.lower() in language.relatives:
        antecedent = _antecedent(sentence, verb)
        source_head = antecedent or source_head
    speakers = [w for w in (source_head, *sentence.children(verb, "nsubj")) if w is not None and w.upos == "PRON"]
    if any(w.feat("Person") in ("1", "2") for w in speakers):
        return None  # within a quotation that has a speaker of its own: "Mr. Holm, do you think that P?"
    if source_head is None and verb.deprel not in ("root", "parataxis", "ccomp"):
        return None
    cue = cue_group(sentence, verb, grammar)
    seems = sentence.head(verb) if verb.rel == "xcomp" and entry.scope is Scope.EVIDENCE else None
    if seems is not None and seems.id == verb.id - 2 and seems.lemma.casefold() in grammar.aspectual_verbs:
        cue = [*sentence.words[seems.id - 1 : verb.id - 1], *cue]  # "The video [appears to show] an officer on the roof"
    if verb.rel == "advcl":  # "rang the desk [to report] that P"
        cue = [*(c for c in sentence.children(verb, "mark") if c.xpos == "TO" and c.id == cue[0].id - 1), *cue]
    if particle is not None and particle not in cue:
        cue = sorted({*cue, particle}, key=lambda w: w.id)
    source = [w for w in subject_phrase(sentence, verb, source_head) if w not in cue] if source_head else []
    if source and source[0].rel == "case":  # "footage [of] Holm saying that P"
        source = source[1:]
    report = Report(sentence, verb, entry, cue, source, hearer(sentence, verb, entry, source_head, language))
    words, parenthetical = content(report, language)
    judges = entry.scope is Scope.OTHER and Takes.AS in entry.takes and fronted(sentence, verb)
    hearing = entry.lemma in grammar.hearing_verbs and source_head is not None
    hears_it = hearing and source_head is not None and hears(source_head, language)
    told_of = hears_it or (hearing and verb.rel == "ccomp")
    witness = next((w for w in sentence.children(verb, "obl") if case(sentence, w) == "from"), None) if told_of else None
    if words and witness is not None:
        # "The jury heard from a doctor that P": he says so, to the court; "villagers said they had heard from relatives that P"
        return passage.candidate(
            EVIDENCE, verb, cue, words, lemma=entry.lemma, stance=entry.stance, source=noun_phrase(sentence, witness),
            hearer=source, parenthetical=parenthetical,
        )  # fmt: skip
    if hears_it and words:
        # "Magistrates heard that the two had argued over a bicycle": whoever spoke there is not said
        return passage.candidate(EVIDENCE, verb, cue, words, lemma=entry.lemma, stance=entry.stance, impersonal=True)
    return passage.candidate(
        EVIDENCE,
        verb,
        cue,
        words,
        lemma=entry.lemma,
        scope=Scope.BELIEF if judges else entry.scope,  # "ended in what he saw as a disaster"
        stance=entry.stance,
        source=source,
        hearer=report.hearer,
        own=own is not None,
        parenthetical=parenthetical,
    )


def _goes_on_behind(sentence: Sentence, verb: Word) -> bool:
    """ "reported, citing Reuters, which cited an official, that P": behind object and comma the clause is another verb's."""
    cited = next((w for w in sentence.children(verb, "obj") if w.id > verb.id), None)
    that = next((w for w in sentence.words[verb.id :] if w.form.lower() == "that" and w.upos == "SCONJ"), None)
    return cited is not None and that is not None and cited.id < that.id and sentence.words[that.id - 2].form == ","


def _antecedent(sentence: Sentence, verb: Word) -> Word | None:
    """ "passenger Mina Castell, who told ITV News": the noun that the relative clause hangs on."""
    current: Word | None = verb
    while current is not None and current.rel in ("conj", "xcomp", "ccomp"):
        current = sentence.head(current)
    return sentence.head(current) if current is not None and current.rel == "acl" else None
