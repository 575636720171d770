"""What the lexicon says of the words that the tagger takes for a cue: "would not say", "said", "came away convinced", ":"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from provaudit.languages.base import Language, NounCue, PhraseCue, VerbCue
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Word


class Known(NamedTuple):
    """A cue as the lexicon has it, and the word of it that was found there."""

    lemma: str
    scope: Scope
    stance: Stance
    head: Word


def look_up(words: list[Word], text: str, language: Language) -> Known:
    """What these words are; of scope OTHER where the lexicon does not know them."""
    if all(w.upos == "PUNCT" for w in words):
        return Known(text[words[0].span.start : words[-1].span.end], Scope.SPEECH, Stance.NEUTRAL, words[0])
    for ask in QUESTIONS:
        known = ask(words, language)
        if known is not None:
            return known
    head = next((w for w in words if w.upos == "VERB"), words[-1])
    return Known(head.lemma.casefold(), Scope.OTHER, Stance.NEUTRAL, head)


def _entry(cue: VerbCue | NounCue | PhraseCue, head: Word) -> Known:
    return Known(cue.lemma, cue.scope, cue.stance, head)


def _phrase(words: list[Word], language: Language) -> Known | None:
    """ "according to"."""
    phrase = language.phrases.get(" ".join(w.form.casefold() for w in words))
    return _entry(phrase, words[0]) if phrase is not None else None


def _state(words: list[Word], language: Language) -> Known | None:
    """ "are [convinced] that P", "came away [convinced] that P"."""
    last = words[-1]
    state = language.adjective_cues.get(last.form.casefold())
    is_one = last.upos in ("ADJ", "VERB") and (len(words) > 1 or last.rel in ("xcomp", "advcl"))
    return _entry(state, last) if state is not None and is_one else None


def _not_done(words: list[Word], language: Language) -> Known | None:
    """ "[declined] to say": another act before the last word."""
    for word in words[:-1]:
        other = language.verb_cue(word.form)
        if word.upos == "VERB" and other is not None and other.scope is Scope.OTHER:
            return _entry(other, word)
    return None


def _not_said(words: list[Word], language: Language) -> Known | None:
    """ "would not [say] whether", "have not [demonstrated] that P", "one might [think] that P": nobody claims P."""
    before, grammar = [w.form.lower() for w in words[:-1]], language.grammar
    cue = language.verb_cue(words[-1].form)
    if cue is None or not any(form in grammar.unsaid for form in before):
        return None
    unsaid = {
        Scope.SPEECH: True,
        Scope.EVIDENCE: any(form in grammar.negations for form in before),
        Scope.BELIEF: before[0] in grammar.suppositions,
    }
    return _entry(cue, words[-1])._replace(scope=Scope.OTHER) if unsaid.get(cue.scope) else None


def _not_known(words: list[Word], language: Language) -> Known | None:
    """ "did not [know] at the time that P"."""
    at = next((i for i, w in enumerate(words) if i and w.upos == "VERB"), 0)
    cue = language.verb_cue(words[at].form) if at and words[at - 1].form.lower() in language.grammar.negations else None
    sure = cue is not None and cue.scope is Scope.BELIEF and cue.stance is Stance.ENDORSING
    return _entry(cue, words[at])._replace(scope=Scope.OTHER) if cue is not None and sure else None


def _told(words: list[Word], language: Language) -> Known | None:
    """ "the army was [told] it could not fire", "was [warned] about": the hearer is no source."""
    last = words[-2] if len(words) > 2 and words[-1].upos == "ADP" else words[-1]
    passive = last.xpos == "VBN" and any(w.lemma == "be" for w in words[:-1])
    cue = language.verb_cue(last.form) if passive else None
    return _entry(cue, last)._replace(scope=Scope.OTHER) if cue is not None and cue.hearer == "object" else None


def _verb(words: list[Word], language: Language) -> Known | None:
    """The last verb that is a cue, with its particle: "said", "[pointed] out". Where "to" joins the last verb and it is none, the
    search ends: "continue to ignore"."""
    for i in range(len(words) - 1, -1, -1):
        pair = " ".join(w.form.casefold() for w in words[i : i + 2])
        verb = language.verb_forms.get(pair) or language.verb_forms.get(words[i].form.casefold())
        # The tagger of words errs too: "the Times notes" is no noun where it is the whole cue, nor "filed a suit alleging".
        gerund = i == len(words) - 1 and words[i].form.endswith("ing")
        if verb and (words[i].upos in ("VERB", "AUX") or len(words) == 1 or gerund):
            return _entry(language.verb_cues[verb], words[i])
        if words[i].upos == "VERB" and i and words[i - 1].form.lower() == "to":
            return None
    return None


def _noun_or_adverb(words: list[Word], language: Language) -> Known | None:
    """ "the [claim] that P", "[allegedly]"."""
    for word in words:
        noun = language.noun_cues.get(word.lemma.casefold())
        if noun is not None:
            return _entry(noun, word)
        adverb = language.adverbs.get(word.form.casefold())
        if adverb is not None:
            return Known(adverb.lemma, Scope.SPEECH, adverb.stance, word)
    return None


QUESTIONS: tuple[Callable[[list[Word], Language], Known | None], ...] = (
    _phrase,
    _state,
    _not_done,
    _not_said,
    _not_known,
    _told,
    _verb,
    _noun_or_adverb,
)
"""What is asked of a cue, in this order; the first answer counts."""
