"""Evidence from the UD tree and the cue lexicon: verbs of saying, thinking and showing with their sources and contents."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.attribution.candidate import Candidate, spans_of
from provaudit.attribution.clauses import (
    agent,
    cue_group,
    inherited_subject,
    modal,
    negated,
    noun_head,
    noun_phrase,
    passive,
    set_off,
    subject,
    without_edges,
)
from provaudit.languages.base import Language, VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Spans, merge

EVIDENCE = "syntax"
OPENING_MARKS = frozenset("“\"‘«'") | {"``", "''"}
CLOSING_MARKS = frozenset("”\"’»'") | {"''"}
NO_HEARER = frozenset({"that", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "“", '"'})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
NAMING = frozenset({"call", "term", "dub", "liken", "compare", "equate"})  # "called the ruling a disgrace"
BEHIND_THE_CUE = frozenset({"obl", "advmod", "iobj", "obj", "nsubj", "discourse", "compound", "aux"})


def verb_candidates(sentence: Sentence, text: str, language: Language) -> Iterator[Candidate]:
    """One candidate for each cue verb of the sentence that has a content."""
    barred = [m.span() for m in language.not_a_cue.finditer(text, sentence.span.start, sentence.span.end)]
    for verb in sentence.words:
        if verb.upos not in ("VERB", "AUX") or verb.deprel == "amod" or verb.deprel == "compound":
            continue
        if any(start <= verb.span.start < end for start, end in barred):
            continue
        entry, particle = _entry(sentence, verb, language)
        if entry is None:
            continue
        if passive(sentence, verb):
            found = _passive(sentence, verb, entry, text, language)
        else:
            found = _active(sentence, verb, entry, particle, text, language)
        if found is not None:
            yield found


def _entry(sentence: Sentence, verb: Word, language: Language) -> tuple[VerbCue | None, Word | None]:
    """The lexicon's entry of a verb, particle verbs first: "pointed out", "called on"."""
    following = sentence.words[verb.id : verb.id + 2]
    for word in (*sentence.children(verb, "compound:prt"), *following[:1]):
        lemma = language.verb_forms.get(f"{verb.form.casefold()} {word.form.casefold()}")
        if lemma:
            return language.verb_cues[lemma], word
    lemma = language.verb_forms.get(verb.form.casefold())
    return (language.verb_cues[lemma] if lemma else None), None


def _active(
    sentence: Sentence, verb: Word, entry: VerbCue, particle: Word | None, text: str, language: Language
) -> Candidate | None:
    if negated(sentence, verb) and entry.scope is not Scope.BELIEF:
        return None  # "Stein did not say who had paid": nobody said anything
    if modal(sentence, verb) or _unrealised(sentence, verb):
        return None  # "she could say no more", "a plan to disclose taxes"
    source_head = subject(sentence, verb) or _speaker_before(sentence, verb, language) or inherited_subject(sentence, verb)
    if source_head is not None and source_head.form.lower() in RELATIVES:
        antecedent = _antecedent(sentence, verb)
        source_head = antecedent or source_head
    if source_head is not None and source_head.form.lower() in ("i", "we", "you"):
        return None  # within a quotation that has a speaker of its own
    if source_head is None and verb.deprel not in ("root", "parataxis", "ccomp"):
        return None
    cue = cue_group(sentence, verb)
    if particle is not None and particle not in cue:
        cue = sorted({*cue, particle}, key=lambda w: w.id)
    source = noun_phrase(sentence, source_head) if source_head else []
    source = [w for w in source if w not in cue]
    hearer = _hearer(sentence, verb, entry, source_head)
    low, high = _reporting_clause(sentence, verb, source, cue, hearer)
    content, parenthetical = _content(sentence, verb, entry, cue, source, hearer, low, high, language)
    return Candidate(
        sentence=sentence.index,
        head=verb,
        cue=spans_of(cue, sentence, text),
        lemma=entry.lemma,
        scope=entry.scope,
        stance=entry.stance,
        source=spans_of(source, sentence, text),
        hearer=spans_of(hearer, sentence, text),
        content=spans_of(content, sentence, text),
        parenthetical=parenthetical,
        evidence=frozenset({EVIDENCE} if content else ()),  # without a content it only tells who was told
    )


def _unrealised(sentence: Sentence, verb: Word) -> bool:
    """Infinitives and gerunds report no act: "asked him to confirm it", "sued for claiming P"; "added" and "adding that" do."""
    if any(c.form.lower() == "to" for c in sentence.children(verb, "mark")):
        governor = sentence.head(verb)
        return verb.rel != "xcomp" or governor is None or governor.lemma.casefold() not in ("go", "continue", "come", "use")
    return verb.xpos == "VBG" and not sentence.children(verb, "aux") and bool(sentence.children(verb, "mark", "case"))


def _speaker_before(sentence: Sentence, verb: Word, language: Language) -> Word | None:
    """ "An official told the Times that P, warning Q": the participle shares the speaker of the cue before it."""
    if verb.xpos != "VBG" or sentence.children(verb, "aux"):
        return None
    for word in reversed(sentence.words[: verb.id - 1]):
        entry = language.verb_cues.get(language.verb_forms.get(word.form.casefold(), ""))
        if word.upos == "VERB" and entry is not None and entry.scope is Scope.SPEECH and not passive(sentence, word):
            found = subject(sentence, word)
            if found is not None:
                return found
    return None


def _antecedent(sentence: Sentence, verb: Word) -> Word | None:
    """ "passenger Noor Haddad, who told ITV News": the noun that the relative clause hangs on."""
    current: Word | None = verb
    while current is not None and current.rel in ("conj", "xcomp", "ccomp"):
        current = sentence.head(current)
    return sentence.head(current) if current is not None and current.rel == "acl" else None


def _hearer(sentence: Sentence, verb: Word, entry: VerbCue, source: Word | None) -> list[Word]:
    """Who is told: "told the Times", "confirmed to the Times", "said in an interview with Der Spiegel"."""
    behind = sentence.words[verb.id : verb.id + 1]
    to = bool(behind) and behind[0].form.lower() == "to"
    if entry.hearer == "object" or to:
        at = verb.id + 1 if to else verb.id
        head = noun_head(sentence, at)
        if head is not None and head is not source and head.id > verb.id and head.form.lower() not in NO_HEARER:
            return [w for w in noun_phrase(sentence, head) if w.id > at]
    heads = [w for w in sentence.children(verb, "obl") if _case(sentence, w) == "to" and w.upos in ("NOUN", "PROPN", "PRON")]
    return noun_phrase(sentence, heads[0]) if heads else []


def _case(sentence: Sentence, word: Word) -> str:
    return " ".join(c.form.lower() for c in sentence.children(word, "case"))


def _reporting_clause(sentence: Sentence, verb: Word, source: list[Word], cue: list[Word], hearer: list[Word]) -> tuple[int, int]:
    """First and last word id of "the official told the Times on Monday", its content left out."""
    ids = {w.id for w in (*source, *cue, *hearer)}
    near = [i for i in ids if abs(i - verb.id) <= 40]
    low, high = min(near), max(near)
    behind = {
        w.id
        for child in sentence.children(verb)
        if child.id > verb.id and child.rel in BEHIND_THE_CUE
        for w in sentence.subtree(child)
    }
    behind |= {w.id for word in source for w in sentence.subtree(word) if w.id > verb.id}  # "said Oake, who runs the café"
    while high + 1 in behind:
        high += 1
    return low, high


def _content(
    sentence: Sentence,
    verb: Word,
    entry: VerbCue,
    cue: list[Word],
    source: list[Word],
    hearer: list[Word],
    low: int,
    high: int,
    language: Language,
) -> tuple[list[Word], bool]:
    """The content's words, and whether it stands around a parenthetical reporting clause."""
    clauses = [w for w in sentence.children(verb, "ccomp", "csubj") if w.id > verb.id]
    if not clauses and verb.rel != "ccomp":
        clauses = [
            w
            for hung_on in hearer  # the parser's typical fault: "officials told the Times that the plan was dead"
            for w in sentence.children(hung_on, "acl", "ccomp")
            if w.id > high - 1 and any(c.form.lower() == "that" and c.upos == "SCONJ" for c in sentence.children(w, "mark"))
        ]
    if clauses and Takes.THAT in entry.takes and not _indirect_question(sentence, clauses[0]):
        words = [w for clause in clauses for w in sentence.subtree(clause) if w.id > max(c.id for c in cue)]
        words += [w for c in _modal_conjuncts(sentence, verb, language) for w in sentence.subtree(c)]
        words = [w for w in words if w not in source and w not in hearer]
        return _without_complementiser(without_edges(_plus_gap(sentence, verb, words))), False
    behind = [w for w in sentence.words[max(w.id for w in (*cue, *hearer)) :] if w.upos != "ADV"]
    that = next((w for w in behind[:7] if w.form.lower() == "that" and w.upos == "SCONJ"), None)
    if Takes.THAT in entry.takes and that is not None and not any(w.upos == "VERB" for w in behind[: behind.index(that)]):
        return without_edges([w for w in sentence.words if w.id > that.id]), False  # "said late in life that P"
    around = [w for w in _own_segment(sentence, verb, language) if not low <= w.id <= high]
    before, rest = [w for w in around if w.id < low], [w for w in around if w.id > high]
    quoted_before = bool(before) and any(w.form in CLOSING_MARKS for w in before[-3:])
    if Takes.QUOTE in entry.takes and not quoted_before and any(w.form in OPENING_MARKS for w in rest[:3]):
        return without_edges(rest), False  # "Asked about it, Clinton said, “I think ...”"
    if quoted_before and not any(w.form in OPENING_MARKS for w in rest):
        around, rest = before, []  # "“I will go,” he said, speaking on CNN"
    parenthetical = bool(entry.takes & {Takes.PARENTHETICAL, Takes.QUOTE, Takes.THAT})
    has_object = any(w.id > verb.id and w not in hearer for w in sentence.children(verb, "obj", "xcomp"))
    if not entry.takes & {Takes.THAT} and not any(w.form in CLOSING_MARKS or w.form in OPENING_MARKS for w in around):
        parenthetical = False  # "the push, which began ...": verbs that only open quotations
    says_something = quoted_before or rest or any(w.feat("VerbForm") == "Fin" or w.xpos == "MD" for w in before)
    own = subject(sentence, verb) is not None  # a participle shares its subject and stands in no clause of its own
    if parenthetical and own and source and not has_object and says_something and set_off(sentence, low, high):
        return without_edges(around), True
    return _nominal_content(sentence, verb, entry), False


def _own_segment(sentence: Sentence, verb: Word, language: Language) -> list[Word]:
    """The words that a parenthetical cue may speak of: between semicolons, without clauses that have a cue and speaker of their own.

    "Demand will double, Corvane forecasts, and its chief executive has told investors that Q": Q is not Corvane's.
    """
    stops = [w.id for w in sentence.words if w.form == ";"]
    low = max((s for s in stops if s < verb.id), default=0)
    high = min((s for s in stops if s > verb.id), default=len(sentence.words) + 1)
    others: set[int] = set()
    for word in sentence.words:
        if word.id > verb.id and word.rel in ("conj", "advcl", "parataxis") and word.form.casefold() in language.verb_forms:
            speaker = subject(sentence, word)
            if speaker is not None and speaker.id > verb.id and word.upos == "VERB":
                others |= {w.id for w in sentence.subtree(word)} - {verb.id}
    return [w for w in sentence.words if low < w.id < high and w.id not in others]


def _modal_conjuncts(sentence: Sentence, verb: Word, language: Language) -> list[Word]:
    """ "expect P, but could lessen Q": the parser's typical fault, a conjunct of the content hung on the cue."""
    return [
        w
        for w in sentence.children(verb, "conj")
        if modal(sentence, w) and subject(sentence, w) is None and w.form.casefold() not in language.verb_forms
    ]


def _nominal_content(sentence: Sentence, verb: Word, entry: VerbCue) -> list[Word]:
    """ "claim to be", "accused the bank of lying", "described the verdict as a crash", "announced the arrest"."""
    infinitives = [
        w
        for w in sentence.children(verb, "xcomp", "ccomp")
        if w.id > verb.id and any(c.form.lower() == "to" for c in sentence.children(w, "mark"))
    ]
    if Takes.TO in entry.takes and infinitives:
        words = sentence.subtree(infinitives[0])
        if entry.scope is Scope.BELIEF:  # "expects regulators to examine the deal"
            words = [w for o in sentence.children(verb, "obj") if o.id > verb.id for w in sentence.subtree(o)] + words
        return without_edges(sorted(set(words), key=lambda w: w.id))
    if entry.takes & {Takes.OBJECT, Takes.AS, Takes.OF} and entry.scope is not Scope.EVIDENCE:
        behind = [w for w in sentence.children(verb, "obj", "xcomp", "obl", "advcl", "ccomp") if w.id > verb.id]
        objects = [w for w in behind if w.rel == "obj"]
        judged = [w for w in behind if _case(sentence, w) in ("as", "of", "for", "to") or w.rel == "xcomp" or _gerund(sentence, w)]
        judges = bool(entry.takes & {Takes.AS, Takes.OF}) or entry.lemma in NAMING
        if judges and not judged:
            return []  # "criticised the plan": an attitude, no claim
        if (
            all(w.upos == "PRON" for w in objects)
            and not judged
            and not any(w.form.lower() in ("this", "that", "it") for w in objects)
        ):
            return []  # "disclosed them": nothing is said
        if objects or Takes.OBJECT not in entry.takes:
            words = {w for head in (*objects, *judged) for w in sentence.subtree(head)}
            return without_edges(sorted(words, key=lambda w: w.id))
    return []


def _gerund(sentence: Sentence, word: Word) -> bool:
    """ "blasted the panel for failing to act"."""
    return any(c.form.lower() in ("for", "of", "as") for c in sentence.children(word, "mark"))


def _plus_gap(sentence: Sentence, verb: Word, words: list[Word]) -> list[Word]:
    """ "meddling the congressman said is designed to sow discord": the antecedent is the clause's missing subject."""
    if verb.rel != "acl" or verb.deprel != "acl:relcl" or any(w.rel in ("nsubj", "csubj") for w in words):
        return words
    antecedent = sentence.head(verb)
    return [*noun_phrase(sentence, antecedent), *words] if antecedent is not None else words


def _indirect_question(sentence: Sentence, clause: Word) -> bool:
    """ "declined to say whether", "asked who had paid": a question is no claim."""
    first = sentence.subtree(clause)[0]
    return first.form.lower() in ("whether", "if", "who", "what", "why", "how", "when", "where", "which") and first.id < clause.id


def _without_complementiser(words: list[Word]) -> list[Word]:
    while words and words[0].form.lower() == "that" and words[0].upos == "SCONJ":
        words = without_edges(words[1:])
    return words


def _passive(sentence: Sentence, verb: Word, entry: VerbCue, text: str, language: Language) -> Candidate | None:
    if negated(sentence, verb) or modal(sentence, verb):
        return None
    by = agent(sentence, verb)
    patient = subject(sentence, verb)
    cue = cue_group(sentence, verb)
    clauses = [w for w in sentence.children(verb, "ccomp", "csubj") if w.id > verb.id]
    infinitives = sentence.children(verb, "xcomp")

    def candidate(
        content: list[Word], source: list[Word], hearer: list[Word], *, impersonal: bool = False, parenthetical: bool = False
    ) -> Candidate | None:
        content = _without_complementiser(without_edges(content))
        if not content:
            return None
        spans: Spans = merge(s for s in spans_of(content, sentence, text))
        return Candidate(
            sentence=sentence.index,
            head=verb,
            cue=spans_of(cue, sentence, text),
            lemma=entry.lemma,
            scope=entry.scope,
            source=spans_of(source, sentence, text),
            hearer=spans_of(hearer, sentence, text),
            stance=entry.stance,
            content=spans,
            impersonal=impersonal,
            parenthetical=parenthetical,
            evidence=frozenset({EVIDENCE}),
        )

    saying = [w for w in sentence.children(verb, "advcl", "xcomp", "obl", "ccomp") if w.form.lower() == "saying"]
    if entry.lemma in ("quote", "cite") and saying and patient is not None:
        # "the governor was quoted as saying by Interfax"
        by = by or agent(sentence, saying[0])
        relay = noun_phrase(sentence, by) if by else []
        said = [w for c in sentence.children(saying[0], "ccomp", "obj") for w in sentence.subtree(c) if w not in relay]
        cue = [w for w in sentence.words if cue[0].id <= w.id <= saying[0].id]
        source = noun_phrase(sentence, patient)
        around = not said
        if around:
            low, high = min(w.id for w in (*source, *cue)), max(w.id for w in (*relay, *cue))
            said = [w for w in sentence.words if not low <= w.id <= high]
        return candidate(said, source, relay, parenthetical=around)
    if by is not None:
        source = noun_phrase(sentence, by)
        hearers = [w for w in sentence.children(verb, "obl") if _case(sentence, w) == "to"]
        hearer = noun_phrase(sentence, hearers[0]) if hearers else []
        if clauses:
            # "It was confirmed by the Met Office that Sunday had been the hottest day"
            return candidate([w for c in clauses for w in sentence.subtree(c)], source, hearer)
        if patient is not None and patient.upos == "PRON" and entry.scope is Scope.SPEECH and verb.deprel == "root":
            # "This was confirmed to the AP by an official"
            return candidate([patient], source, hearer)
        return None
    if entry.lemma not in language.passives:
        return None
    said_of = entry.scope is Scope.SPEECH or entry.lemma in ("believe", "think", "understand")
    if patient is not None and patient.form.lower() == "it" and clauses:
        # "It was reported on Monday that the ship had run aground"
        return candidate([w for c in clauses for w in sentence.subtree(c)], [], [], impersonal=True)
    if (
        patient is not None
        and said_of
        and entry.hearer != "object"
        and infinitives
        and any(c.form.lower() == "to" for c in sentence.children(infinitives[0], "mark"))
    ):
        # "The forger is believed to have left the country"
        to = [c for c in sentence.children(infinitives[0], "mark") if c.form.lower() == "to"]
        words = [w for w in sentence.subtree(infinitives[0]) if w not in to]
        cue = [w for w in sentence.words if cue[0].id <= w.id <= to[0].id]
        return candidate([*noun_phrase(sentence, patient), *words], [], [], impersonal=True)
    head = patient.lemma.casefold() if patient is not None else ""
    if entry.hearer == "object" and clauses and verb.deprel == "root" and head in language.organization_nouns:
        # "A court in Leeds was told that the accountant had opened 31 accounts"
        return candidate([w for c in clauses for w in sentence.subtree(c)], [], [], impersonal=True)
    return None
