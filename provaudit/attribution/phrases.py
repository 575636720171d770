"""Evidence from fixed phrases: "according to X", "citing X", "as first reported by X", "X made it clear that P"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import (
    CLOSING_MARKS,
    FINITE,
    OPENING_MARKS,
    noun_head,
    noun_phrase,
    with_outlet_name,
    without_edges,
)
from provaudit.attribution.passage import Passage
from provaudit.attribution.subjects import subject
from provaudit.languages.base import Language, PhraseCue
from provaudit.languages.schema import Role, Takes
from provaudit.model.parse import Word

EVIDENCE = "lexicon"
LONGEST_PHRASE = 7  # words
COUNTED = 6  # words of a claim among which a poll's count is looked for
WITHIN = 10  # words in which a phrase closes around its source


def candidates(passage: Passage) -> Iterator[Candidate]:
    """One candidate for each fixed phrase of the lexicon that has a source, and a content unless it cites."""
    forms, starts = [w.form.casefold() for w in passage.sentence.words], passage.language.phrase_starts
    taken = 0
    for at in range(len(forms)):
        if forms[at] not in starts or at < taken or passage.barred(passage.sentence.words[at]):
            continue
        capital = at > 0 and passage.sentence.words[at].form[:1].isupper()  # the chairman Per Falk is no "per Falk"
        match = _longest(forms, at, passage.language, capital=capital)
        if match is None:
            continue
        taken = at + len(match.words)
        if match.role is Role.SOURCE_IS_SUBJECT:
            found = _source_is_subject(passage, at, match)
        elif match.role is Role.SOURCE_WITHIN:
            continue  # "by all accounts"
        else:
            found = _source_follows(passage, at, match)
        if found is not None:
            yield found
    yield from _frames(passage)
    yield from _polls(passage)
    yield from _how(passage)
    yield from _verdicts(passage)


def _polls(passage: Passage) -> Iterator[Candidate]:
    """ "In a Redfield poll released on Sunday, three of four voters disapproved": what a poll counted it says; what those asked
    "said" in it is theirs."""
    sentence, language = passage.sentence, passage.language
    in_this = any(w.form in language.grammar.demonstratives for w in sentence.words[1:2])
    head = noun_head(sentence, 1) if sentence.words[0].form == "In" and not in_this else None
    if head is None or head.lemma.casefold() not in language.polls:
        return
    commas = [w for w in sentence.words[head.id :] if w.form == ","]
    if commas and commas[0].id < len(sentence.words) and sentence.words[commas[0].id].xpos in ("VBN", "VBG"):
        commas.pop(0)  # "In a Redfield poll, taken on Sunday, three of four disapproved"
    comma = next(iter(commas), None)
    claim = without_edges(sentence.words[comma.id :]) if comma is not None else []
    counts = any(w.upos in ("NUM", "SYM") or w.form.casefold() in language.quantifiers for w in claim[:COUNTED])
    verb = next((w for w in claim if w.xpos in FINITE), None)
    entry = language.verb_cue(verb.form) if verb is not None else None
    if counts and verb is not None and (entry is None or Takes.QUOTE not in entry.takes):
        source = [w for w in noun_phrase(sentence, head) if w.id > 1]
        yield passage.candidate(
            EVIDENCE, sentence.words[0], [sentence.words[0]], claim, lemma="in", source=source, parenthetical=True
        )


def _frames(passage: Passage) -> Iterator[Candidate]:
    """ "The town, in Ida Holm's words, is broke" · "As Bell put it, P" · "P, by the union's count"."""
    sentence, possessives = passage.sentence, passage.language.grammar.possessives
    forms = [w.form.casefold() for w in sentence.words]
    for frame in passage.language.frames:
        first, size = len(frame.before), len(frame.after)
        for at in range(len(forms) - first - size):
            if forms[at] != frame.before[0] or tuple(forms[at : at + first]) != frame.before:
                continue
            start = at + first
            end = next((i for i in range(start + 1, start + WITHIN) if tuple(forms[i : i + size]) == frame.after), None)
            source = list(sentence.words[start:end]) if end is not None else []
            if end is None or any(w.upos in ("PUNCT", "VERB") and w.form not in ("'", "’") for w in source):
                continue
            if source[-1].form.casefold() == "own" and len(source) > 1:
                source.pop()
            owned = source[-1].form in possessives or source[-1].deprel == "nmod:poss"
            if not owned and size == 1:
                continue  # "in other words", "by popular count"
            source = [w for w in source if w.form not in possessives]
            cue = [w for w in sentence.words[at : end + size] if w not in source]
            around = without_edges([w for w in sentence.words if not at < w.id <= end + size])
            if source and around:
                yield passage.candidate(
                    EVIDENCE,
                    cue[0],
                    cue,
                    around,
                    lemma=frame.phrase.lemma,
                    scope=frame.phrase.scope,
                    stance=frame.phrase.stance,
                    source=source,
                    parenthetical=True,
                )


def _how(passage: Passage) -> Iterator[Candidate]:
    """ "“A gift nobody wanted” is how the Courier sums up the treaty" · "“A circus,” was how Holm described it"."""
    sentence, language = passage.sentence, passage.language
    for how in sentence.words[3:]:
        verb, copula = sentence.head(how), sentence.words[how.id - 2]
        before = sentence.words[: how.id - 2]
        if how.form.casefold() != "how" or verb is None or copula.lemma != "be" or verb.id < how.id:
            continue
        speaker = next((w for w in sentence.children(verb, "nsubj") if how.id < w.id < verb.id), None)
        opening = next((i for i, w in enumerate(before) if w.form in OPENING_MARKS), None)
        closed = any(w.form in CLOSING_MARKS for w in before[-2:])
        form, behind = verb.form.casefold(), "".join(w.form for w in sentence.words[verb.id : verb.id + 1])
        lemma = language.verb_forms.get(f"{form} {behind.casefold()}") or language.verb_forms.get(form)
        if opening is None or not closed or lemma is None or speaker is None:
            continue
        entry = language.verb_cues[lemma]
        yield passage.candidate(
            EVIDENCE, verb, [verb], before[opening:], lemma=lemma, stance=entry.stance, source=noun_phrase(sentence, speaker),
            parenthetical=True,
        )  # fmt: skip


def _verdicts(passage: Passage) -> Iterator[Candidate]:
    """ "“Too little, too late,” was her verdict" · "“Nothing,” was the minister's reply": a quotation that is somebody's word."""
    sentence, language = passage.sentence, passage.language
    for noun in sentence.words[3:]:
        entry = language.noun_cues.get(noun.lemma.casefold())
        copula = next((w for w in sentence.words[: noun.id - 1] if w.lemma == "be" and w.id >= noun.id - WITHIN), None)
        before = sentence.words[: copula.id - 1] if copula is not None else ()
        whose = list(sentence.words[copula.id : noun.id - 1]) if copula is not None else []
        opening = next((i for i, w in enumerate(before) if w.form in OPENING_MARKS), None)
        closed = any(w.form in CLOSING_MARKS for w in before[-2:])
        owned = bool(whose) and (whose[-1].form in language.grammar.possessives or whose[-1].xpos == "PRP$")
        if entry is None or copula is None or opening is None or not closed or not owned:
            continue
        source = [w for w in whose if w.form not in language.grammar.possessives]
        yield passage.candidate(
            EVIDENCE, noun, [copula, noun], before[opening:], lemma=entry.lemma, stance=entry.stance, source=source,
            parenthetical=True,
        )  # fmt: skip


def _longest(forms: list[str], at: int, language: Language, *, capital: bool) -> PhraseCue | None:
    for size in range(LONGEST_PHRASE, 0, -1):
        phrase = language.phrases.get(" ".join(forms[at : at + size])) if at + size <= len(forms) else None
        if phrase is not None and not (size == 1 and capital):
            return phrase
    return None


def _source_follows(passage: Passage, at: int, phrase: PhraseCue) -> Candidate | None:
    """ "P, according to X" · "According to X, P" · "The plan, according to X, failed" · "P, as first reported by X"."""
    sentence = passage.sentence
    cue = list(sentence.words[at : at + len(phrase.words)])
    cited = phrase.role is Role.CITED_FOLLOWS
    if at and sentence.words[at - 1].form.casefold() in passage.language.grammar.unciting:
        return None  # "reported without citing sources"
    head = noun_head(sentence, at + len(cue))
    if head is None:
        return None
    source = [w for w in noun_phrase(sentence, head) if w.id > cue[-1].id]
    source = with_outlet_name(sentence, source, passage.language.outlet_nouns)
    pair = f"{sentence.words[head.id - 2].form} {head.form}".casefold() if head.id > 1 else ""  # "an intercepted phone call"
    named = bool(source) and source[-1].upos == "PROPN" and len(source[-1].form) > 1  # "in the words of typist Bo Lind"
    if not source or not (named or can_speak(head, passage.language) or pair in passage.language.document_nouns):
        return None
    tail = {w.id for w in sentence.subtree(head)} | {w.id for w in source}
    high = max(w.id for w in source)
    while high + 1 in tail and high < len(sentence.words):  # "the officials who talked to the Times"
        high += 1
    following = next(iter(sentence.words[high : high + 1]), None)
    informed = following is not None and following.form.casefold() in passage.language.grammar.informed_adjectives
    if informed or (following is not None and cited and following.upos == "ADP"):
        # "people familiar with the talks", "citing sources at the club", wherever the tree hangs it
        behind = takewhile(lambda w: w.upos != "PUNCT", sentence.words[high:])
        source += behind
        high = source[-1].id
    around = without_edges([w for w in sentence.words if not cue[0].id <= w.id <= high])
    if phrase.of_words:
        around = _quoted_before(sentence.words[:at]) or around
    if not around and not cited:
        return None
    return passage.candidate(
        EVIDENCE,
        cue[0],
        cue,
        [] if cited else around,
        lemma=phrase.lemma,
        scope=phrase.scope,
        stance=phrase.stance,
        source=source,
        parenthetical=True,
        cited=cited,
    )


def _quoted_before(words: Sequence[Word]) -> list[Word]:
    """ "Guards seized nine tonnes, [“the largest haul yet”], in the words of their chief": the quotation alone is his."""
    closed = any(w.form in CLOSING_MARKS for w in words[-2:])
    opening = next((i for i, w in reversed(list(enumerate(words))) if w.form in OPENING_MARKS and i < len(words) - 2), 0)
    return without_edges(words[opening:]) if closed and opening else []


def can_speak(head: Word, language: Language) -> bool:
    """Whether a noun stands for somebody or something that says: "according to the board", but not "according to age"."""
    if head.upos in ("PROPN", "PRON", "NUM") or head.form[:1].isupper() or head.xpos == "NNS":
        return True
    return names_a_speaker(head, language)


def names_a_speaker(noun: Word, language: Language) -> bool:
    """Whether the lexicon has a noun as a role, a body, an outlet or a document."""
    form = noun.form.casefold()
    forms = {form, noun.lemma.casefold(), form.removesuffix("s"), f"{form[:-3]}y" if form.endswith("ies") else form}
    classes = (
        language.person_nouns,
        language.people_nouns,
        language.organization_nouns,
        language.authority_nouns,
        language.outlet_nouns,
        language.document_nouns,
        language.opaque_people,
        language.opaque_unspecified,
    )
    return any(forms & nouns for nouns in classes)


def hears(noun: Word, language: Language) -> bool:
    """Whether a noun is a court or an inquiry, which hears what others say."""
    return bool({noun.lemma.casefold(), noun.form.casefold().removesuffix("s")} & language.hearings)


def _source_is_subject(passage: Passage, at: int, phrase: PhraseCue) -> Candidate | None:
    """ "The administration made it clear that P"."""
    sentence = passage.sentence
    cue = list(sentence.words[at : at + len(phrase.words)])
    verb = next((w for w in cue if w.upos == "VERB" and subject(sentence, w)), None)
    behind = list(sentence.words[at + len(cue) :])
    source_head = subject(sentence, verb) if verb else None
    if source_head is None or not behind or behind[0].form.casefold() != "that":
        return None
    return passage.candidate(
        EVIDENCE,
        cue[0],
        cue,
        behind[1:],
        lemma=phrase.lemma,
        scope=phrase.scope,
        stance=phrase.stance,
        source=[w for w in noun_phrase(sentence, source_head) if w not in cue],
    )
