"""Evidence from labels: "Police: P", "P: reports", "P, officials say", "P - sources" in headlines; "Leclerc: P" in interviews."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import CLOSING_MARKS, MAY_BE_FINITE, OPENING_MARKS, noun_phrase, without_edges
from provaudit.attribution.passage import Passage
from provaudit.attribution.phrases import hears, names_a_speaker
from provaudit.attribution.subjects import subject
from provaudit.model.article import UnitType
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Word

EVIDENCE = "lexicon"
DASHES = frozenset({"-", "–", "—"})
DIVIDERS = frozenset({",", "-", "–", "—", "|"})
LONGEST_LABEL = 5  # words before or after the colon of "Police: P"
TIME = re.compile(r"\d{1,2}[:.]\d{2}")  # "14:20 Reuters: P"
LONGEST_NAME = 3  # words of a speaker's label in an interview
LONGEST_LINE = 18  # words of a list's entry
MARKS_OF_ENTRIES = frozenset("*•–—-")
LONGEST_TAIL = 8  # words of ", officials say"


def candidates(passage: Passage) -> Iterator[Candidate]:
    """Labels before and behind a colon, and the tails of headlines."""
    yield from _colons(passage)
    if passage.kind is UnitType.HEADLINE or _is_a_line(passage):
        yield from _tails(passage)


def _is_a_line(passage: Passage) -> bool:
    """ "* Bidder lowers offer - sources": an entry of a list, which has no full stop."""
    words = passage.sentence.words
    return len(words) <= LONGEST_LINE and words[-1].upos != "PUNCT" and words[0].form in MARKS_OF_ENTRIES


def _colons(passage: Passage) -> Iterator[Candidate]:
    """ "Police: Tractor found in lake" · "Star to retire: reports" · "Leclerc: We open on 4 September"."""
    words = passage.sentence.words
    # "‘We were lied to’: families ..." may come as one word, mark and colon
    colons = [w for w in words if w.form[-1:] == ":" and (w.form == ":" or w.form[:-1] in CLOSING_MARKS)]
    if not colons:
        return
    colon = colons[0] if colons[0].id <= LONGEST_LABEL + 1 else colons[-1]
    before, after = list(words[: colon.id - 1]), without_edges(words[colon.id :])
    if len(before) > 1 and TIME.fullmatch(before[0].form):
        before = before[1:]
    if passage.kind is UnitType.HEADLINE:
        dash = next((w for w in reversed(before) if w.form in DASHES), None)
        if dash is not None and all(w.form.isupper() for w in before[: dash.id - 1]):
            before = before[dash.id :]  # "EXCLUSIVE – Holm: Nobody asked us"
    if follows := _who_follows(before, after, passage.text[words[0].span.start : colon.span.end - 1].strip(), passage):
        source, content = follows, without_edges(before)
    elif passage.kind is UnitType.HEADLINE:
        acting = _who_acts(before, after, words[colon.id :], passage)
        if acting:
            source, content = acting, after
        elif len(before) <= LONGEST_LABEL and _is_label(before, passage):
            source, content = before, after
        elif len(after) <= LONGEST_LABEL and _is_label(after, passage):
            source, content = after, before
        else:
            return
    elif (
        after
        and words[colon.id].form in OPENING_MARKS
        and not any(w.form.casefold() in passage.language.verb_forms for w in before)
    ):
        # "Holm was blunt: “It will not work.”"
        speaker = subject(passage.sentence, passage.sentence.root)
        if speaker is None or speaker.id >= colon.id or _phrase_before(words[: colon.id - 1], passage):
            return
        source, content = noun_phrase(passage.sentence, speaker), after
    elif before and passage.language.outlets.find(" ".join(w.form for w in before)) is not None:
        source, content = before, after  # "14:20 NTV: Two people hurt by falling tiles", of a live blog
    elif 0 < len(before) <= LONGEST_NAME and before[-1].form.casefold() in passage.surnames and words[0].form[:1].isupper():
        if len(before) > 1 and before[0].upos == "VERB":
            return  # "Said Holm: “P”"
        source, content = before, after
    else:
        return
    if len(content) > 1:
        yield passage.candidate(EVIDENCE, colon, [colon], content, lemma=":", source=source, parenthetical=True)


def _phrase_before(words: Sequence[Word], passage: Passage) -> bool:
    """ "In the view of Holm, the law is simple: “P”": a phrase that has a source already."""
    forms = [w.form.casefold() for w in words]
    return any(" ".join(forms[:size]) in passage.language.phrases for size in range(2, 6))


def _who_follows(before: list[Word], after: list[Word], said: str, passage: Passage) -> list[Word]:
    """ "‘Nobody came’: ferry survivors describe night", "“I just ran”: Dana Wilk outside the flats": whom the words behind a
    quotation open with; empty where they name nobody. `said` is what stands before the colon."""
    if not after or len(before) < 3 or said[:1] not in OPENING_MARKS or said[-1:] not in CLOSING_MARKS:
        return []
    ends = ("VERB", "AUX", "ADP", "PUNCT", "ADV", "SCONJ")
    end = next((i for i, w in enumerate(after) if w.upos in ends and w.form != "of"), len(after))  # "families of the lost"
    speaker = after[:end]
    role = next((i for i, w in enumerate(speaker) if w.upos == "NOUN" and names_a_speaker(w, passage.language)), None)
    if role is not None and all(w.upos == "ADJ" for w in speaker[role + 1 :]):
        speaker = speaker[: role + 1]  # "‘I will not go’: mayor defiant after raid"
    if speaker and speaker[-1].form.casefold() in passage.surnames:
        return speaker
    of = next((i for i, w in enumerate(speaker) if w.form == "of"), len(speaker))
    named = of and bool(speaker) and names_a_speaker(speaker[of - 1], passage.language)
    return speaker if named and passage.kind is UnitType.HEADLINE else []


def _who_acts(before: list[Word], after: list[Word], behind: Sequence[Word], passage: Passage) -> list[Word]:
    """ "Ida Holm Grills Bank Chief: ‘You Knew’": whose act stands before a quotation in a headline; empty where there is none."""
    if not after or behind[0].form not in OPENING_MARKS or behind[-1].form not in CLOSING_MARKS | {"."}:
        return []
    verb = next((w for w in before[1:] if w.xpos in MAY_BE_FINITE), None)
    name = [w for w in before if verb is not None and w.id < verb.id]
    known = name and name[-1].form.casefold() in passage.surnames
    return name if known else []


def _tails(passage: Passage) -> Iterator[Candidate]:
    """ "Bridge to close for a year, officials say", "... - sources": what the parser of full sentences often misreads."""
    words = list(passage.sentence.words)
    while words and words[-1].upos == "PUNCT":
        words.pop()
    behind = range(len(words) - 2, max(1, len(words) - LONGEST_TAIL - 1), -1)
    at = next((i for i in behind if words[i].form in DIVIDERS and not _inside_a_word(words, i)), None)
    if at is None:
        return
    language = passage.language
    entry = language.verb_cue(words[-1].form)
    telling = language.verb_cue(words[-2].form)
    told = telling is not None and telling.hearer == "object" and words[at].form == "," and at + 3 < len(words)
    if telling is not None and told and words[-1].form[:1].isupper() and language.outlets.short(words[-1].form):
        # "Army to leave, officials tell Post"
        yield passage.beside(EVIDENCE, telling, words[-2], words[at + 1 : -2], words[:at], words[-1:])
        return
    if entry is not None and words[at].form == "," and at + 2 < len(words):
        cue, source = [words[-1]], words[at + 1 : -1]
    elif words[at].form != "," and _is_label(words[at + 1 :], passage):
        cue, source = [words[at]], words[at + 1 :]
    else:
        return
    # "Trains were ‘death traps’, inquiry told", "..., court hears": who said it is not said
    hearing = entry is not None and (entry.hearer == "object" or entry.lemma in language.grammar.hearing_verbs)
    heard = hearing and any(hears(w, language) for w in source)
    yield passage.candidate(
        EVIDENCE,
        cue[0],
        cue,
        words[:at],
        lemma=entry.lemma if entry is not None else cue[0].form,
        scope=entry.scope if entry is not None else Scope.SPEECH,
        stance=entry.stance if entry is not None else Stance.NEUTRAL,
        source=[] if heard else source,
        parenthetical=True,
        impersonal=heard,
    )


def _inside_a_word(words: Sequence[Word], at: int) -> bool:
    """ "shares dive on crash-test report": a hyphen."""
    return (
        words[at].form == "-" and words[at - 1].span.end == words[at].span.start and words[at].span.end == words[at + 1].span.start
    )


def _is_label(words: list[Word], passage: Passage) -> bool:
    """Whether a headline's short end names a source: a role, body, document or outlet, or somebody whom the article names."""
    if not words or any(w.upos in ("VERB", "AUX") and w.finite for w in words[:-1]):
        return False
    if words[0].upos == "ADP":
        return False  # "‘We ate grass’: inside the siege of Tarhun"
    name = " ".join(w.form for w in words)
    last = words[-1]
    known = last.form.casefold() in passage.surnames or passage.language.outlets.find(name) is not None
    return known or names_a_speaker(last, passage.language)
