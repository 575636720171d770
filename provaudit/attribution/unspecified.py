"""Evidence of claims whose source nobody names: "it is understood that P", "P, it is said, Q", "has reportedly agreed"."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import noun_phrase, without_edges
from provaudit.attribution.passage import Passage
from provaudit.model.attribution import Scope, Stance
from provaudit.model.parse import Sentence, Word

EVIDENCE = "lexicon"
ADVERB = "adverb"  # counts only where its sentence states no source
ADVERB_SCORE = 0.8
RELATIVE = ("WDT", "WP")


def candidates(passage: Passage) -> Iterator[Candidate]:
    """Impersonal reports that stand by themselves."""
    yield from _it_is_said(passage)
    yield from _asides(passage)


def _it_is_said(passage: Passage) -> Iterator[Candidate]:
    """ "It is understood that P" · "It was reported on Monday that P"."""
    sentence = passage.sentence
    for match in passage.language.grammar.it_is_said.finditer(passage.text, sentence.span.start, sentence.span.end):
        lemma = _passive_lemma(passage, match["verb"])
        cue = [w for w in sentence.words if match.start("cue") <= w.span.start < match.end("cue")]
        content = without_edges([w for w in sentence.words if w.span.start >= match.end()])
        if lemma is None or not cue or not content or " by " in match["between"]:
            continue
        entry = passage.language.verb_cues.get(lemma)
        scope = entry.scope if entry is not None and entry.scope is not Scope.OTHER else Scope.SPEECH
        stance = entry.stance if entry is not None else Stance.EVIDENTIAL
        yield passage.candidate(EVIDENCE, cue[-1], cue, content, lemma=lemma, scope=scope, stance=stance, impersonal=True)


def _asides(passage: Passage) -> Iterator[Candidate]:
    """ "The bride's family, it is said, paid for the silence"."""
    sentence = passage.sentence
    for match in passage.language.grammar.it_is_said_aside.finditer(passage.text, sentence.span.start, sentence.span.end):
        lemma = _passive_lemma(passage, match["verb"])
        inside = [w for w in sentence.words if match.start() <= w.span.start < match.end()]
        cue = [w for w in inside if match.start("cue") <= w.span.start < match.end("cue")]
        content = without_edges([w for w in sentence.words if w not in inside])
        if lemma is not None and content:
            yield passage.candidate(
                EVIDENCE,
                cue[-1],
                cue,
                content,
                lemma=lemma,
                stance=Stance.EVIDENTIAL,
                parenthetical=True,
                impersonal=True,
            )


def _passive_lemma(passage: Passage, form: str) -> str | None:
    """The verb whose passive reports without a source: "rumoured" -> "rumour"; None for other words."""
    form = form.casefold()
    known = passage.language.verb_forms.get(form, form)
    return next((lemma for lemma in (known, form[:-1], form[:-2], form[:-3]) if lemma in passage.language.passives), None)


def adverbs(passage: Passage) -> Iterator[Candidate]:
    """ "The striker has reportedly agreed to a contract": an unspecified source, should the sentence state none. A second counts
    outside what the first speaks of: "The firm, which allegedly paid no taxes, has reportedly closed"."""
    spoken_of: set[int] = set()
    for word in passage.sentence.words:
        entry = passage.language.adverbs.get(word.form.casefold())
        if entry is None or not entry.opens or word.upos != "ADV" or word.id in spoken_of:
            continue
        content = without_edges(_spoken_of(passage, word))
        yield passage.candidate(
            ADVERB, word, [word], content, lemma=entry.lemma, stance=entry.stance, impersonal=True, score=ADVERB_SCORE
        )
        if not _of_the_subject(passage.sentence, word):
            return
        spoken_of |= {w.id for w in content}


def _spoken_of(passage: Passage, word: Word) -> list[Word]:
    """The words that an adverb speaks of: the clause of circumstance or about the subject that it stands in, or else all between
    semicolons."""
    words = passage.sentence.words
    verb = passage.sentence.head(word)
    if verb is not None and verb.rel == "advcl" and passage.sentence.children(verb, "nsubj") and verb.id > passage.sentence.root.id:
        marks = passage.sentence.children(verb, "mark")  # "was shot after he allegedly drew a gun": the shot is no allegation
        return [w for w in passage.sentence.subtree(verb) if w is not word and w not in marks]
    if (clause := _of_the_subject(passage.sentence, word)) is not None:
        # "[The phone, which] reportedly [belonged to a cleaner], was found in a drain": the find is no rumour
        noun, verb = clause
        relative = {w.id for w in passage.sentence.subtree(verb) if w.xpos in RELATIVE and w.head == verb.id}
        return [
            *noun_phrase(passage.sentence, noun),
            *(w for w in passage.sentence.subtree(verb) if w is not word and w.id not in relative),
        ]
    behind = words[word.id] if word.id > 1 and words[word.id - 2].form == "," and word.id < len(words) else None
    if verb is not None and verb.rel == "obl" and behind is not None and behind.rel == "case" and behind.head == verb.id:
        # "She was dismissed in May, allegedly [over a private matter]": the reason is alleged, and not that she was
        return [w for w in passage.sentence.subtree(verb) if w.id > word.id]
    stops = [w.id for w in words if w.form == ";"]
    low = max((s for s in stops if s < word.id), default=0)
    high = min((s for s in stops if s > word.id), default=len(words) + 1)
    return [w for w in words if low < w.id < high and w is not word]


def _of_the_subject(sentence: Sentence, word: Word) -> tuple[Word, Word] | None:
    """The subject of a sentence and the head of the clause about it that a word stands in; None where it stands in none."""
    verb = sentence.head(word)
    noun = sentence.head(verb) if verb is not None and verb.deprel == "acl:relcl" else None
    if verb is None or noun is None or noun.rel != "nsubj" or not any(w.xpos in RELATIVE for w in sentence.children(verb, "nsubj")):
        return None
    return noun, verb
