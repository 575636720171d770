"""Evidence from fixed phrases, nouns and labels: "according to X", "citing X", "X's claim that P", "Police: P", "P: reports"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provaudit.attribution.candidate import Candidate, spans_of
from provaudit.attribution.clauses import noun_head, noun_phrase, subject, without_edges
from provaudit.languages.base import Language, PhraseCue
from provaudit.languages.schema import Role
from provaudit.model.article import UnitType
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Sentence, Word

EVIDENCE = "lexicon"
REPORTED_BY = re.compile(r"(?:^as .* by|reported .*by|quoted by)$")
DIVIDERS = frozenset({",", "-", "–", "—", "|"})
LONGEST_LABEL = 5  # words before or after the colon of "Police: P"


def phrase_candidates(sentence: Sentence, text: str, language: Language) -> Iterator[Candidate]:
    """One candidate for each fixed phrase of the lexicon that has a source and a content."""
    forms = [w.form.casefold() for w in sentence.words]
    barred = [m.span() for m in language.not_a_cue.finditer(text, sentence.span.start, sentence.span.end)]
    taken = 0
    for at in range(len(forms)):
        if at < taken or any(s <= sentence.words[at].span.start < e for s, e in barred):
            continue
        match = _longest(forms, at, language)
        if match is None:
            continue
        taken = at + len(match.words)
        if match.role is Role.SOURCE_IS_SUBJECT:
            found = _subject_phrase(sentence, text, at, match)
        elif match.role is Role.SOURCE_WITHIN or (match.role is Role.RELAYED_BY and not REPORTED_BY.search(" ".join(match.words))):
            continue  # "e-mails obtained by Reuters", "in an interview with Le Monde": hands, found with the chain
        else:
            found = _source_follows(sentence, text, at, match, language)
        if found is not None:
            yield found


def _longest(forms: list[str], at: int, language: Language) -> PhraseCue | None:
    for size in (6, 5, 4, 3, 2, 1):
        phrase = language.phrases.get(" ".join(forms[at : at + size])) if at + size <= len(forms) else None
        if phrase is not None:
            return phrase
    return None


def _source_follows(sentence: Sentence, text: str, at: int, phrase: PhraseCue, language: Language) -> Candidate | None:
    """ "P, according to X" · "According to X, P" · "The plan, according to X, failed" · "P, as first reported by X"."""
    cue = list(sentence.words[at : at + len(phrase.words)])
    if at + len(cue) >= len(sentence.words):
        return None
    head = noun_head(sentence, at + len(cue))
    if head is None:
        return None
    first = cue[-1].id + 1
    source = [w for w in noun_phrase(sentence, head) if w.id >= first]
    if not source or (phrase.role is not Role.CITED_FOLLOWS and not can_speak(head, language)):
        return None
    tail = {w.id for w in sentence.subtree(head)} | {w.id for w in source}
    high = max(w.id for w in source)
    while high + 1 in tail and high < len(sentence.words):  # "the officials who talked to the Times"
        high += 1
    around = [w for w in sentence.words if not cue[0].id <= w.id <= high]
    content = [] if phrase.role is Role.CITED_FOLLOWS else without_edges(around)
    if not content and phrase.role is not Role.CITED_FOLLOWS:
        return None
    return Candidate(
        sentence=sentence.index,
        head=cue[0],
        cue=spans_of(cue, sentence, text),
        lemma=phrase.lemma,
        scope=phrase.scope,
        stance=phrase.stance,
        source=spans_of(source, sentence, text),
        content=spans_of(content, sentence, text),
        parenthetical=True,
        cited=phrase.role is Role.CITED_FOLLOWS,
        evidence=frozenset({EVIDENCE}),
    )


def can_speak(head: Word, language: Language) -> bool:
    """Whether a noun stands for somebody or something that says: "according to the board", but not "according to age"."""
    if head.upos in ("PROPN", "PRON", "NUM") or head.form[:1].isupper():
        return True
    forms = {head.form.casefold(), head.lemma.casefold(), head.form.casefold().removesuffix("s")}
    return any(forms & nouns for nouns in (
        language.person_nouns, language.people_nouns, language.organization_nouns, language.authority_nouns, language.outlet_nouns,
        language.document_nouns, language.opaque_people, language.opaque_unspecified,
    )) or head.xpos in ("NNS",)  # fmt: skip


def _subject_phrase(sentence: Sentence, text: str, at: int, phrase: PhraseCue) -> Candidate | None:
    """ "The administration made it clear that P"."""
    cue = list(sentence.words[at : at + len(phrase.words)])
    verb = next((w for w in cue if w.upos == "VERB" and subject(sentence, w)), None)
    behind = list(sentence.words[at + len(cue) :])
    source_head = subject(sentence, verb) if verb else None
    if source_head is None or not behind or behind[0].form.casefold() != "that":
        return None
    return Candidate(
        sentence=sentence.index,
        head=cue[0],
        cue=spans_of(cue, sentence, text),
        lemma=phrase.lemma,
        scope=phrase.scope,
        stance=phrase.stance,
        source=spans_of([w for w in noun_phrase(sentence, source_head) if w not in cue], sentence, text),
        content=spans_of(without_edges(behind[1:]), sentence, text),
        evidence=frozenset({EVIDENCE}),
    )


def noun_candidates(sentence: Sentence, text: str, language: Language) -> Iterator[Candidate]:
    """ "The claim that P came from X" · "It is her view that P" · "X gave an assurance that P" · "Trump's declaration that P"."""
    for noun in sentence.words:
        entry = language.noun_cues.get(noun.lemma.casefold())
        if entry is None or noun.upos != "NOUN" or noun.deprel == "compound":
            continue
        following = sentence.words[noun.id : noun.id + 1]
        if not following or following[0].form.casefold() != "that":
            continue
        clauses = [w for w in sentence.children(noun, "acl", "ccomp", "csubj") if w.id > noun.id]
        governor = sentence.head(noun)
        if not clauses and noun.head == 0:  # "It is her view that the plant should close"
            clauses = [w for w in sentence.children(noun, "csubj", "ccomp", "advcl") if w.id > noun.id]
        clauses = [w for w in clauses if w.deprel != "acl:relcl" or sentence.children(w, "mark")]
        if not clauses:
            continue
        source = _owner(sentence, noun, governor)
        if not source:
            continue
        content = [w for w in sentence.subtree(clauses[0]) if w.id > following[0].id]
        if not content:
            continue
        yield Candidate(
            sentence=sentence.index,
            head=noun,
            cue=spans_of([noun], sentence, text),
            lemma=entry.lemma,
            scope=entry.scope,
            stance=entry.stance,
            source=spans_of(source, sentence, text),
            content=spans_of(without_edges(content), sentence, text),
            evidence=frozenset({EVIDENCE}),
        )


def _owner(sentence: Sentence, noun: Word, governor: Word | None) -> list[Word]:
    """Whose claim it is: a possessive, "by X", "came from X", or the subject of the verb that it is the object of."""
    owners = sentence.children(noun, "nmod:poss")
    owners += [
        w for w in sentence.children(noun, "nmod") if any(c.form.lower() in ("by", "of") for c in sentence.children(w, "case"))
    ]
    if not owners and governor is not None and noun.rel == "nsubj":
        owners = [
            w for w in sentence.children(governor, "obl") if any(c.form.lower() == "from" for c in sentence.children(w, "case"))
        ]
    if not owners and governor is not None and noun.rel == "obj":
        found = subject(sentence, governor)
        owners = [found] if found else []
    if not owners:
        return []
    words = noun_phrase(sentence, owners[0])
    return [
        w for w in words if w.form not in ("'s", "’s", "'", "’", "by", "from", "of") or (w is not words[0] and w is not words[-1])
    ]


IMPERSONAL = re.compile(
    r"\bit (?:is|was|has been|had been)((?: \w+ly| also| now| widely)?) (\w+)((?: \w+){0,4}?) that ", re.IGNORECASE
)


def impersonal_candidates(sentence: Sentence, text: str, language: Language) -> Iterator[Candidate]:
    """ "It is understood that P", "It was reported on Monday that P": nobody is said to be the source."""
    for match in IMPERSONAL.finditer(text, sentence.span.start, sentence.span.end):
        form = match.group(2).casefold()
        lemma = next(
            (x for x in (language.verb_forms.get(form, form), form[:-1], form[:-2], form[:-3]) if x in language.passives), None
        )
        if lemma is None or " by " in match.group(3):
            continue
        entry = language.verb_cues.get(lemma)
        cue = [w for w in sentence.words if match.start() + 3 <= w.span.start < match.end(2)]
        content = [w for w in sentence.words if w.span.start >= match.end()]
        if not cue or not content:
            continue
        yield Candidate(
            sentence=sentence.index,
            head=cue[-1],
            cue=spans_of(cue, sentence, text),
            lemma=lemma,
            scope=entry.scope if entry is not None and entry.scope is not Scope.OTHER else Scope.SPEECH,
            stance=entry.stance if entry is not None else Stance.EVIDENTIAL,
            content=spans_of(without_edges(content), sentence, text),
            impersonal=True,
            evidence=frozenset({EVIDENCE}),
        )


ASIDE = re.compile(r",\s+it (?:is|was) (said|believed|thought|understood|rumoured|rumored|reported|claimed)(?=[,.])", re.IGNORECASE)


def aside_candidates(sentence: Sentence, text: str, language: Language) -> Iterator[Candidate]:
    """ "The bride's family, it is said, paid for the silence"."""
    for match in ASIDE.finditer(text, sentence.span.start, sentence.span.end):
        cue = [w for w in sentence.words if match.start() < w.span.start < match.end() and w.form.lower() not in (",", "it")]
        inside = [w for w in sentence.words if match.start() <= w.span.start < match.end()]
        content = without_edges([w for w in sentence.words if w not in inside])
        if cue and content:
            yield Candidate(
                sentence=sentence.index,
                head=cue[-1],
                cue=spans_of(cue, sentence, text),
                lemma=language.verb_forms.get(match.group(1).casefold(), match.group(1).casefold()),
                scope=Scope.SPEECH,
                stance=Stance.EVIDENTIAL,
                content=spans_of(content, sentence, text),
                parenthetical=True,
                impersonal=True,
                evidence=frozenset({EVIDENCE}),
            )


def trailing_candidates(sentence: Sentence, text: str, language: Language, kind: UnitType) -> Iterator[Candidate]:
    """ "Bridge to close for a year, officials say", "... - sources": the end of a headline, which the parser often misreads."""
    words = list(sentence.words)
    while words and words[-1].upos == "PUNCT":
        words.pop()
    if kind is not UnitType.HEADLINE or len(words) < 4:
        return
    at = next((i for i in range(len(words) - 2, max(0, len(words) - 9), -1) if words[i].form in DIVIDERS), None)
    entry = language.verb_cues.get(language.verb_forms.get(words[-1].form.casefold(), ""))
    if at is None or at < 2:
        return
    if entry is not None and words[at].form == "," and at + 2 < len(words):
        cue, source = [words[-1]], words[at + 1 : -1]
    elif words[at].form != "," and _labels(words[at + 1 :], language, frozenset()):
        cue, source = [words[at]], words[at + 1 :]
    else:
        return
    yield Candidate(
        sentence=sentence.index,
        head=cue[0],
        cue=spans_of(cue, sentence, text),
        lemma=entry.lemma if entry is not None else cue[0].form,
        scope=entry.scope if entry is not None else Scope.SPEECH,
        stance=entry.stance if entry is not None else Stance.NEUTRAL,
        source=spans_of(source, sentence, text),
        content=spans_of(without_edges(words[:at]), sentence, text),
        parenthetical=True,
        evidence=frozenset({EVIDENCE}),
    )


def label_candidates(
    sentence: Sentence, text: str, language: Language, kind: UnitType, known: frozenset[str]
) -> Iterator[Candidate]:
    """ "Police: Tractor found in lake" · "Star to retire: reports" · "Leclerc: We open on 4 September".

    `known` holds the last words of the article's person names in lower case: in running text only those may speak by a label.
    """
    colons = [w for w in sentence.words if w.form == ":"]
    if not colons:
        return
    colon = colons[0] if colons[0].id <= LONGEST_LABEL + 1 else colons[-1]
    before, after = list(sentence.words[: colon.id - 1]), without_edges(list(sentence.words[colon.id :]))
    if kind is UnitType.HEADLINE:
        if _labels(before, language, known) and len(before) <= LONGEST_LABEL:
            source, content = before, after
        elif _labels(after, language, known) and len(after) <= LONGEST_LABEL:
            source, content = after, before
        else:
            return
    elif len(before) <= 3 and before and before[-1].form.casefold() in known and sentence.words[0].form[:1].isupper():
        source, content = before, after
    else:
        return
    if len(content) < 2:
        return
    yield Candidate(
        sentence=sentence.index,
        head=colon,
        cue=spans_of([colon], sentence, text),
        lemma=":",
        scope=Scope.SPEECH,
        stance=Stance.NEUTRAL,
        source=spans_of(source, sentence, text),
        content=spans_of(content, sentence, text),
        parenthetical=True,
        evidence=frozenset({EVIDENCE}),
    )


def _labels(words: list[Word], language: Language, known: frozenset[str]) -> bool:
    """Whether a headline's short end names a source: a role, body, document or outlet, or somebody whom the article names."""
    if not words or any(w.upos in ("VERB", "AUX") and w.feat("VerbForm") == "Fin" for w in words[:-1]):
        return False
    last = words[-1]
    form, lemma = last.form.casefold(), last.lemma.casefold()
    singular = form.removesuffix("s")
    nouns = (
        language.person_nouns
        | language.people_nouns
        | language.organization_nouns
        | language.outlet_nouns
        | language.document_nouns
        | language.opaque_people
        | language.opaque_unspecified
        | language.authority_nouns
    )
    name = " ".join(w.form for w in words)
    return bool({form, lemma, singular} & nouns) or form in known or language.outlets.find(name) is not None
