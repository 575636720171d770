"""Contents that a free relative clause stands in: "condemned what the mayor called an act of piracy"."""

from __future__ import annotations

from dataclasses import replace

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.passage import spans_of
from provaudit.attribution.setting import Setting
from provaudit.attribution.verbs import EVIDENCE
from provaudit.languages.base import Language, VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, Spans, overlap

FREE = "what"
NEAR = 12  # words between "what" and its verb


def opened(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """The same candidates, where their content is a free relative clause with what is called so, by whoever calls it so.

    "condemned what he called [piracy]" · "denounced what the mayor called [piracy]", which is the mayor's · "faces what analysts
    described as [its worst year]". What is only pointed at is nobody's content: "the gap between what he says it does and Q".
    """
    kept: list[Candidate] = []
    spoken_for: list[Span] = []  # verbs whose "he" is whoever condemns what he calls so
    for candidate in candidates:
        sentence = setting.parse.sentences[candidate.sentence]
        if _pointed_at(candidate, sentence, setting.language):
            continue
        found = _called(candidate, sentence, setting.language)
        if found is None:
            kept.append(candidate)
            continue
        subject, verb, entry, rest = found
        own = overlap((verb.span,), candidate.cue) > 0
        content = spans_of(rest, sentence, setting.text)
        if not _names(entry, sentence, verb):
            if not own:
                kept.append(candidate)  # "knows what the mayor said": as it is
        elif own:
            kept.append(_naming(candidate, entry, content) if content else candidate)
        elif content and subject[-1].upos == "PRON":
            kept.append(_naming(candidate, entry, content))
            spoken_for.append(verb.span)
        elif content and not any(overlap((verb.span,), other.cue) and other.content for other in candidates):
            whose = replace(candidate, head=verb, cue=(verb.span,), source=spans_of(subject, sentence, setting.text), hearer=())
            kept.append(_naming(whose, entry, content))
    return [c for c in kept if not overlap(c.cue, spoken_for)]


def _pointed_at(candidate: Candidate, sentence: Sentence, language: Language) -> bool:
    """ "The gap between what Holm says [the plan does] and Q": the clause lacks what "what" stands for."""
    source = next((w for w in sentence.words if candidate.source and w.span.start == candidate.source[0].start), None)
    before = sentence.words[source.id - 2] if source is not None and source.id > 1 else None
    entry = language.verb_cues.get(candidate.lemma)
    if before is None or before.form.casefold() != FREE or entry is None or not candidate.content:
        return False
    behind = candidate.source[0].start < candidate.cue[0].start < candidate.content[0].start
    return behind and not _names(entry, sentence, candidate.head)


def _naming(candidate: Candidate, entry: VerbCue, content: Spans) -> Candidate:
    judges = entry.scope is Scope.OTHER and Takes.AS in entry.takes
    scope = Scope.BELIEF if judges else entry.scope  # "what they saw as a fair fight"
    return replace(
        candidate, lemma=entry.lemma, scope=scope, stance=entry.stance, content=content, impersonal=False,
        evidence=candidate.evidence | {EVIDENCE},
    )  # fmt: skip


def _called(candidate: Candidate, sentence: Sentence, language: Language) -> tuple[list[Word], Word, VerbCue, list[Word]] | None:
    """Subject, verb and complement of the clause that a content opens with; None where it is no free relative clause."""
    first = next((w for w in sentence.words if candidate.content and w.span.start == candidate.content[0].start), None)
    if first is None or first.form.casefold() != FREE:
        return None
    behind = sentence.words[first.id : first.id + NEAR]
    verb = next((w for w in behind if w.upos == "VERB" and w.form.casefold() in language.verb_forms), None)
    if verb is None or verb is behind[0]:
        return None
    end = candidate.content[-1].end
    if candidate.cue[0].start > end:
        return None  # "What the mayor called a success was none, she said"
    rest = [w for w in sentence.words[verb.id :] if w.span.start < end]
    opening = 1 if rest and (rest[0].form.casefold() == "as" or rest[0].lemma.casefold() == "be") else 0
    subject = [w for w in behind if w.id < verb.id and w.upos not in ("AUX", "ADV")]
    entry = language.verb_cues[language.verb_forms[verb.form.casefold()]]
    return (subject, verb, entry, rest[opening:]) if subject else None


def _names(entry: VerbCue, sentence: Sentence, verb: Word) -> bool:
    """ "what he called P", "what he described as P", "what he said was P"."""
    behind = sentence.words[verb.id : verb.id + 1]
    be = bool(behind) and behind[0].lemma.casefold() == "be"
    as_ = bool(behind) and behind[0].form.casefold() == "as" and behind[0].deprel != "mark"  # "what he sees as he walks"
    return be or Takes.NAME in entry.takes or (as_ and Takes.AS in entry.takes)
