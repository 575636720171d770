"""Evidence from passives: "was confirmed by X", "was quoted as saying", "is believed to have left", "the court was told that P"."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import (
    CLOSING_MARKS,
    OPENING_MARKS,
    agent,
    case,
    cue_group,
    modal,
    negated,
    noun_phrase,
    passive,
    set_off,
    with_outlet_name,
    without_complementiser,
    without_edges,
)
from provaudit.attribution.passage import Passage
from provaudit.attribution.phrases import hears
from provaudit.attribution.subjects import subject
from provaudit.attribution.verbs import EVIDENCE, cue_verbs
from provaudit.languages.base import VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope
from provaudit.model.parse import Sentence, Word

MOST_OF_A_COUNT = 4  # words before its number: "fewer than one in five"


def candidates(passage: Passage) -> Iterator[Candidate]:
    """One candidate for each passive cue verb that names its agent, or reports a claim without one."""
    for verb, entry, _ in cue_verbs(passage):
        sentence, grammar = passage.sentence, passage.language.grammar
        if not passive(sentence, verb, grammar) or negated(sentence, verb, grammar):
            continue
        if (heard := _heard(passage, verb, entry)) is not None:
            yield heard
        if heard is not None or modal(sentence, verb, grammar):
            continue
        found = (
            _quoted_as_saying(passage, verb, entry)
            or _judged_by(passage, verb, entry)
            or _by_agent(passage, verb, entry)
            or _impersonal(passage, verb, entry)
        )
        if found is not None:
            yield found


def _build(
    passage: Passage,
    verb: Word,
    entry: VerbCue,
    cue: list[Word],
    content: list[Word],
    *,
    source: list[Word] | None = None,
    hearer: list[Word] | None = None,
    parenthetical: bool = False,
) -> Candidate | None:
    content = without_complementiser(without_edges(content))
    if not content:
        return None
    return passage.candidate(
        EVIDENCE,
        verb,
        cue,
        content,
        lemma=entry.lemma,
        scope=entry.scope,
        stance=entry.stance,
        source=source or [],
        hearer=hearer or [],
        parenthetical=parenthetical,
        impersonal=not source,
    )


def _clauses(sentence: Sentence, verb: Word) -> list[Word]:
    return [w for c in sentence.children(verb, "ccomp", "csubj") if c.id > verb.id for w in sentence.subtree(c)]


def _quoted_as_saying(passage: Passage, verb: Word, entry: VerbCue) -> Candidate | None:
    """ "The governor was quoted as saying by Interfax" · "Police were quoted in the report as saying that P"."""
    sentence, grammar = passage.sentence, passage.language.grammar
    patient = subject(sentence, verb)
    saying = [w for w in sentence.children(verb, "advcl", "xcomp", "obl", "ccomp") if w.form.lower() in grammar.saying_participles]
    if entry.lemma not in grammar.quoting_verbs or not saying or patient is None:
        return None
    inside = [w for w in sentence.children(verb, "obl") if case(sentence, w) in grammar.quoting_prepositions and w.upos != "NUM"]
    by = agent(sentence, verb, grammar) or agent(sentence, saying[0], grammar) or next(iter(inside), None)
    relay = with_outlet_name(sentence, noun_phrase(sentence, by), passage.language.outlet_nouns) if by else []
    said_as = sentence.children(saying[0], "ccomp") or sentence.children(saying[0], "obj", "xcomp")  # "as calling him a thief"
    said = [w for c in said_as for w in sentence.subtree(c) if w not in relay]
    cue = [w for w in sentence.words if cue_group(sentence, verb, grammar)[0].id <= w.id <= saying[0].id]
    source = noun_phrase(sentence, patient)
    around = not said
    if around:
        low, high = min(w.id for w in (*source, *cue)), max(w.id for w in (*relay, *cue))
        said = [w for w in sentence.words if not low <= w.id <= high]
    return _build(passage, verb, entry, cue, said, source=source, hearer=relay, parenthetical=around)


def _heard(passage: Passage, verb: Word, entry: VerbCue) -> Candidate | None:
    """ "“We have no brakes,” the driver can be heard telling the guard": what somebody was heard saying."""
    sentence, language = passage.sentence, passage.language
    saying = next((w for w in sentence.words[verb.id : verb.id + 1] if w.xpos == "VBG"), None)
    said = language.verb_cue(saying.form) if saying is not None else None
    patient = subject(sentence, verb)
    heard = entry.lemma in language.grammar.hearing_verbs and patient is not None and patient.id < verb.id
    if saying is None or said is None or patient is None or not heard or Takes.QUOTE not in said.takes:
        return None
    source = noun_phrase(sentence, patient)
    before, behind = sentence.words[: source[0].id - 1], sentence.words[saying.id :]
    around = any(w.form in CLOSING_MARKS for w in before[-2:])
    opening = next((i for i, w in enumerate(behind) if w.form in OPENING_MARKS), None)
    clause = [w for c in sentence.children(saying, "ccomp") if c.id > saying.id for w in sentence.subtree(c)]
    quotation = list(behind[opening:]) if opening is not None else []
    closing = next((i for i, w in enumerate(quotation) if i and w.form in CLOSING_MARKS), len(quotation))
    words = list(before) if around else quotation[: closing + 1] or clause
    cue = [*cue_group(sentence, verb, language.grammar), saying]
    return _build(passage, verb, said, cue, words, source=source, parenthetical=around)


def _of(sentence: Sentence, word: Word) -> bool:
    return any(c.form.lower() == "of" for c in sentence.children(word, "case", "mark"))


def _by_agent(passage: Passage, verb: Word, entry: VerbCue) -> Candidate | None:
    """ "It was confirmed by the coroner that P" · "This was confirmed to the AP by an official"."""
    sentence, grammar = passage.sentence, passage.language.grammar
    by, patient = agent(sentence, verb, grammar), subject(sentence, verb)
    if by is None or (by.lemma.casefold() in grammar.means and not sentence.children(by, "det", "amod", "nmod:poss")):
        return None  # "were informed by e-mail that P": nobody's name
    hearers = [w for w in sentence.children(verb, "obl") if case(sentence, w) == "to"]
    pointed = patient is not None and patient.upos == "PRON" and entry.scope is Scope.SPEECH and verb.deprel == "root"
    foreseen = patient is not None and entry.lemma in grammar.forecast_verbs and verb.deprel == "root"
    content = _clauses(sentence, verb)
    told = entry.hearer == "object" and patient is not None  # "They had been told by soldiers [that the road was mined]"
    if not content and patient is not None and (told or patient.form.lower() == "it"):
        # parsers hang the clause on the agent: "It was confirmed by the coroner [that the lake had been searched]"
        hung = [w for c in sentence.children(by, "acl:relcl", "acl") for w in sentence.subtree(c)]
        content = hung if hung and hung[0].form.lower() == "that" else []
    content = content or ([patient] if patient is not None and pointed else [])
    if (
        not content
        and patient is not None
        and Takes.OBJECT in entry.takes
        and entry.scope is Scope.SPEECH
        and verb.deprel == "root"
    ):
        content = noun_phrase(sentence, patient)  # "Her death was confirmed by her publicist"
    if foreseen and not content and patient is not None:  # "Snow is forecast by the weather office for Thursday"
        agents = sentence.subtree(by)
        content = [*noun_phrase(sentence, patient), *[w for w in sentence.words if w.id > verb.id and w not in agents]]
    hearer = noun_phrase(sentence, hearers[0]) if hearers else noun_phrase(sentence, patient) if told and patient else []
    return _build(
        passage, verb, entry, cue_group(sentence, verb, grammar), content, source=noun_phrase(sentence, by), hearer=hearer
    )


def _judged_by(passage: Passage, verb: Word, entry: VerbCue) -> Candidate | None:
    """ "The offer was dismissed as “crumbs” by the dockers' union": what it is called, and by whom."""
    sentence, grammar = passage.sentence, passage.language.grammar
    patient = subject(sentence, verb)
    named = next((w for w in sentence.children(verb, "obl", "xcomp") if case(sentence, w) == "as" and w.id > verb.id), None)
    if Takes.AS not in entry.takes or patient is None or patient.xpos in ("WP", "WDT") or named is None:
        return None
    by = agent(sentence, verb, grammar) or next(
        (w for w in sentence.children(named, "nmod") if case(sentence, w) in grammar.agent_prepositions), None
    )
    if by is None:
        return None
    agents = [*sentence.subtree(by), *[w for w in sentence.subtree(named) if w.form.lower() in grammar.agent_prepositions]]
    content = [*noun_phrase(sentence, patient), *[w for w in sentence.subtree(named) if w not in agents]]
    return _build(passage, verb, entry, cue_group(sentence, verb, grammar), content, source=noun_phrase(sentence, by))


def _impersonal(passage: Passage, verb: Word, entry: VerbCue) -> Candidate | None:
    """Claims that the passive reports without saying whose they are."""
    sentence, grammar = passage.sentence, passage.language.grammar
    patient, cue, clauses = subject(sentence, verb), cue_group(sentence, verb, grammar), _clauses(sentence, verb)
    if entry.lemma not in passage.language.passives or agent(sentence, verb, grammar) is not None:
        return None
    infinitives = sentence.children(verb, "xcomp")
    to = [c for w in infinitives[:1] for c in sentence.children(w, "mark") if c.form.lower() == "to"]
    if patient is None:
        return _of_a_count(passage, verb, entry, [*cue, *to]) if to and entry.lemma in grammar.rumour_verbs else None
    if patient.form.lower() == "it" and clauses:
        # "It was reported on Monday that the ship had run aground"
        return _build(passage, verb, entry, cue, clauses)
    if Takes.OF in entry.takes and verb.deprel in ("root", "conj") and sentence.children(verb, "aux"):
        # "Mr. Quiros was accused of using the money for his boat"
        charged = [w for w in sentence.children(verb, "obl", "advcl") if w.id > verb.id and _of(sentence, w)]
        words = [w for head in charged[:1] for w in sentence.subtree(head)]
        of = [w for w in words[:1] if w.form.lower() == "of"]
        if of and len(words) > 1:
            return _build(passage, verb, entry, [*cue, *of], [*noun_phrase(sentence, patient), *words[1:]])
    if to and entry.hearer != "object" and (entry.scope is Scope.SPEECH or entry.lemma in grammar.rumour_verbs):
        # "The smuggler is believed to have crossed the border"
        words = [w for w in sentence.subtree(infinitives[0]) if w not in to]
        cue = [w for w in sentence.words if cue[0].id <= w.id <= to[0].id]
        return _build(passage, verb, entry, cue, [*_with_relative(sentence, patient, cue[0]), *words])
    states = [w for w in infinitives[:1] if w.upos == "ADJ" and not to]
    if states and entry.lemma in grammar.fear_verbs:
        # "As many as 30 miners are feared dead in the pit"
        rest = [w for w in sentence.words if w.id > verb.id]
        return _build(passage, verb, entry, cue, [*noun_phrase(sentence, patient), *rest])
    told = sentence.children(verb, "nsubj")[-1]  # the tree may give the verb the subject of the clause before, too
    if entry.hearer == "object" and not clauses and hears(told, passage.language):
        # "He struck the coins in a shed, jurors at the court were told"
        phrase = noun_phrase(sentence, told)
        when = [w for c in sentence.children(verb, "obl") if c.id > verb.id for w in sentence.subtree(c)]
        high = when[-1].id if when and when[0].id == verb.id + 1 else verb.id  # "an inquiry was told [on Monday]"
        before = [w for w in sentence.words if w.id < phrase[0].id] if set_off(sentence, phrase[0].id, high) else []
        if any(w.finite for w in before):
            return _build(passage, verb, entry, cue, before, parenthetical=True)
    if entry.hearer == "object" and clauses and verb.deprel == "root" and hears(patient, passage.language):
        # "An inquest in Truro was told that the nurse had raised two alarms"
        return _build(passage, verb, entry, cue, clauses)
    return None


def _of_a_count(passage: Passage, verb: Word, entry: VerbCue, cue: list[Word]) -> Candidate | None:
    """ "Fewer than one in five are thought to own one": a count, which the tree may take for no subject."""
    counted = [w for w in passage.sentence.words if w.id < cue[0].id]
    if verb.deprel != "root" or not any(w.upos == "NUM" for w in counted[:MOST_OF_A_COUNT]):
        return None
    return _build(passage, verb, entry, cue, [*counted, *[w for w in passage.sentence.words if w.id > cue[-1].id]])


def _with_relative(sentence: Sentence, noun: Word, cue: Word) -> list[Word]:
    """ "[Those who own a boat] are thought to have a licence": a noun phrase with the clause that tells who is meant, up to the
    cue."""
    phrase = noun_phrase(sentence, noun)
    whole = sentence.words[phrase[0].id - 1 : cue.id - 1]
    below = sentence.subtree(noun)
    return list(whole) if all(w in below and w.form != "," for w in whole) else phrase
