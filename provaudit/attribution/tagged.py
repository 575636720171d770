"""Evidence from the learned tagger: its triples, looked up in the cue lexicon for lemma, scope and stance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import noun_phrase, unrealised
from provaudit.attribution.passage import spans_of
from provaudit.languages.base import Language
from provaudit.languages.finding import all_of
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Parse, Sentence, Word
from provaudit.model.span import Spans, hull

EVIDENCE = "tagger"


def tagged_candidates(parse: Parse, text: str, language: Language) -> Iterator[Candidate]:
    """All proposals of the tagger as candidates; each is given to the sentence of its cue. They compete: see plausible.py."""
    starts = [s.span.start for s in parse.sentences]
    for triple in parse.tagged:
        at = bisect_right(starts, triple.cue[0].start) - 1
        if at < 0:
            continue
        sentence = parse.sentences[at]
        barred = all_of(language, "not_a_cue", text, sentence.span)
        if any(span.start < triple.cue[-1].end and triple.cue[0].start < span.end for span in barred):
            continue
        words = sentence.within(hull(triple.cue))
        if not words:
            continue
        if triple.source and all(w.upos == "PUNCT" for w in words) and _is_topic(sentence, triple.source):
            continue
        lemma, scope, stance, head = look_up(words, text, language)
        of = any(c.form.casefold() == "of" for c in sentence.children(head, "mark"))  # "steering clear of criticizing him"
        bare = len(words) == 1 or of or words[0].form.lower() == "to"
        if head.deprel == "amod" or (scope is not Scope.OTHER and bare and unrealised(sentence, head, language.grammar)):
            scope = Scope.OTHER  # "its announced start date", "daring him to say that P"
        yield Candidate(
            sentence=sentence.index,
            head=head,
            cue=triple.cue,
            lemma=lemma,
            scope=scope,
            stance=stance,
            source=_subject_of(sentence, head, triple.source, text),
            content=triple.content,
            impersonal=not triple.source,
            evidence=frozenset({EVIDENCE}),
            support=triple.support,
        )


def _is_topic(sentence: Sentence, source: Spans) -> bool:
    """ "On the federation: “They knew it, too”": what is spoken of, before the colon of a quotation."""
    first = next(iter(sentence.within(hull(source))), None)
    return first is not None and first.upos == "ADP"


def _subject_of(sentence: Sentence, cue: Word, source: Spans, text: str) -> Spans:
    """The source, or the cue's subject in place of who only handed it on: "[E-mails] obtained by Reuters show that P"."""
    words = [w for span in source for w in sentence.within(span)]
    agent = next((w for w in words if w.deprel == "obl:agent"), None)
    participle = sentence.head(agent) if agent is not None else None
    noun = sentence.head(participle) if participle is not None and participle.rel == "acl" else None
    subjects = [w for w in sentence.children(cue, "nsubj") if noun is not None and w.id < words[0].id]
    if noun is None or not subjects or words[-1].id > cue.id:
        return source
    phrase = noun_phrase(sentence, subjects[-1])
    return spans_of([w for w in phrase if w.id < words[0].id - 1] or phrase, sentence, text)


def look_up(words: list[Word], text: str, language: Language) -> tuple[str, Scope, Stance, Word]:
    """Lemma, scope, stance and head of the cue that these words are; scope OTHER where the lexicon does not know it."""
    grammar = language.grammar
    phrase = language.phrases.get(" ".join(w.form.casefold() for w in words))
    if phrase is not None:
        return phrase.lemma, phrase.scope, phrase.stance, words[0]
    if all(w.upos == "PUNCT" for w in words):
        return text[words[0].span.start : words[-1].span.end], Scope.SPEECH, Stance.NEUTRAL, words[0]
    state = language.adjective_cues.get(words[-1].form.casefold())
    if state is not None and words[-1].upos in ("ADJ", "VERB") and len(words) > 1:
        return state.lemma, state.scope, state.stance, words[-1]  # "are convinced that P", "came away convinced that P"
    for word in words[:-1]:
        other = language.verb_cue(word.form)
        if word.upos == "VERB" and other is not None and other.scope is Scope.OTHER:
            return other.lemma, Scope.OTHER, other.stance, word  # "declined to say"
    if len(words) > 1 and any(w.form.lower() in grammar.unsaid for w in words[:-1]):
        spoken = language.verb_cue(words[-1].form)
        if spoken is not None and spoken.scope is Scope.SPEECH:
            return spoken.lemma, Scope.OTHER, spoken.stance, words[-1]  # "would not say whether"
        if spoken is not None and spoken.scope is Scope.EVIDENCE and any(w.form.lower() in grammar.negations for w in words[:-1]):
            return spoken.lemma, Scope.OTHER, spoken.stance, words[-1]  # "have not demonstrated that P"
        if spoken is not None and spoken.scope is Scope.BELIEF and words[0].form.lower() in grammar.suppositions:
            return spoken.lemma, Scope.OTHER, spoken.stance, words[-1]  # "one might think that P"
    at = next((i for i, w in enumerate(words) if i and w.upos == "VERB"), 0)
    known = language.verb_cue(words[at].form) if at else None
    if (
        known is not None
        and known.scope is Scope.BELIEF
        and known.stance is Stance.ENDORSING
        and words[at - 1].form.lower() in grammar.negations
    ):
        return known.lemma, Scope.OTHER, known.stance, words[at]  # "did not know at the time that P"
    last = words[-2] if len(words) > 2 and words[-1].upos == "ADP" else words[-1]  # "was warned [about]"
    if len(words) > 1 and last.xpos == "VBN" and any(w.lemma == "be" for w in words[:-1]):
        told = language.verb_cue(last.form)
        if told is not None and told.hearer == "object":
            return told.lemma, Scope.OTHER, told.stance, last  # "the army was told it could not fire": the hearer is no source
    for i in range(len(words) - 1, -1, -1):
        pair = " ".join(w.form.casefold() for w in words[i : i + 2])
        verb = language.verb_forms.get(pair) or language.verb_forms.get(words[i].form.casefold())
        # The tagger of words errs too: "the Times notes" is no noun where it is the whole cue, nor "filed a suit alleging".
        gerund = i == len(words) - 1 and words[i].form.endswith("ing")
        if verb and (words[i].upos in ("VERB", "AUX") or len(words) == 1 or gerund):
            entry = language.verb_cues[verb]
            return entry.lemma, entry.scope, entry.stance, words[i]
        if words[i].upos == "VERB" and i and words[i - 1].form.lower() == "to":
            break  # "continue to ignore"
    for word in words:
        noun = language.noun_cues.get(word.lemma.casefold())
        if noun is not None:
            return noun.lemma, noun.scope, noun.stance, word
        adverb = language.adverbs.get(word.form.casefold())
        if adverb is not None:
            return adverb.lemma, Scope.SPEECH, adverb.stance, word
    head = next((w for w in words if w.upos == "VERB"), words[-1])
    return head.lemma.casefold(), Scope.OTHER, Stance.NEUTRAL, head
