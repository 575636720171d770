"""Evidence from the learned tagger: its triples, looked up in the cue lexicon for lemma, scope and stance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import noun_phrase, unrealised
from provaudit.attribution.cue_words import look_up
from provaudit.attribution.passage import spans_of
from provaudit.languages.base import Language
from provaudit.languages.finding import all_of
from provaudit.model.attribution import Scope
from provaudit.model.parse import Parse, Sentence, TaggedAttribution, Word
from provaudit.model.span import Spans, hull

EVIDENCE = "tagger"
PART = frozenset({"compound", "amod", "det", "nummod"})  # of a noun phrase, before its noun


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
        if len(words) == 1 and words[0].upos == "PROPN" and words[0].form.casefold() in language.phrases:
            continue  # "their captain, Per Roos"
        if triple.source and all(w.upos == "PUNCT" for w in words) and _is_topic(sentence, triple.source):
            continue
        if len(words) > 1 and words[0].upos == "PRON" and not triple.source:
            words = words[1:]  # "[It] was reported that P": who it is, nobody says
        words, source = _divided(sentence, words, triple.source, text)
        lemma, scope, stance, head = look_up(words, text, language)
        shows = _shows(sentence, head, triple.content)
        if shows is not None:
            words, source = [shows], spans_of([w for w in sentence.words if w.id == shows.id - 1], sentence, text)
            lemma, scope, stance, head = look_up(words, text, language)
        marks = sentence.children(head, "mark")
        of = any(c.form.casefold() == "of" for c in marks)  # "steering clear of criticizing him"
        # "wanted to wait before saying that P": what leaves a gerund undone may be part of the cue
        bare = len(words) == 1 or of or words[0].form.lower() == "to" or any(c in words and c.upos != "PART" for c in marks)
        if head.deprel == "amod" or (scope is not Scope.OTHER and bare and unrealised(sentence, head, language.grammar)):
            scope = Scope.OTHER  # "its announced start date", "daring him to say that P"
        yield Candidate(
            sentence=sentence.index,
            head=head,
            cue=_whole_cue(sentence, head, words, text),
            lemma=lemma,
            scope=scope,
            stance=stance,
            source=_subject_of(sentence, head, source, text),
            content=_without_asides(sentence, triple),
            impersonal=not source,
            evidence=frozenset({EVIDENCE}),
            support=triple.support,
        )


def _is_topic(sentence: Sentence, source: Spans) -> bool:
    """ "On the federation: “They knew it, too”": what is spoken of, before the colon of a quotation."""
    first = next(iter(sentence.within(hull(source))), None)
    return first is not None and first.upos == "ADP"


def _divided(sentence: Sentence, cue: list[Word], source: Spans, text: str) -> tuple[list[Word], Spans]:
    """Cue and source, where the cue ends with words of the source behind it: "said [night] porter Emil Roth"."""
    words = [w for span in source for w in sentence.within(span)]
    while len(cue) > 1 and words and cue[-1].id + 1 == words[0].id and cue[-1].rel in PART and sentence.head(cue[-1]) in words:
        cue, words = cue[:-1], [cue[-1], *words]
    return cue, spans_of(words, sentence, text) if words and words[0].span.start < source[0].start else source


def _shows(sentence: Sentence, cue: Word, content: Spans) -> Word | None:
    """ "Footage verified by Reuters [shows] smoke": what tells it, where the tagger takes "verified" for the cue."""
    noun = sentence.head(cue) if cue.rel == "acl" and cue.xpos == "VBN" else None
    verb = sentence.head(noun) if noun is not None and noun.rel == "nsubj" else None
    tells = verb is not None and cue.id < verb.id and bool(content) and verb.span.end <= content[0].start
    return verb if tells else None


def _whole_cue(sentence: Sentence, cue: Word, words: list[Word], text: str) -> Spans:
    """The words of the cue, with the passive that a gerund hangs on ("the guard [can be heard shouting]"), but without an act that
    stands for itself: "Velder filed a suit [alleging] that P"."""
    acts = [w for w in words if w.upos == "VERB" and w.id < cue.id and any(o in words for o in sentence.children(w, "obj"))]
    if acts and cue.xpos == "VBG":
        return spans_of([cue], sentence, text)
    above = sentence.head(cue) if cue.rel in ("xcomp", "advcl") and cue.xpos == "VBG" else None
    if above is None or not sentence.children(above, "aux:pass") or above.id > words[0].id or words[0].id - above.id > 1:
        return spans_of(words, sentence, text)
    first = min([above, *sentence.children(above, "aux")], key=lambda w: w.id)
    return spans_of([w for w in sentence.words if first.id <= w.id <= words[-1].id], sentence, text)


def _subject_of(sentence: Sentence, cue: Word, source: Spans, text: str) -> Spans:
    """The source, or the cue's subject in place of who only handed it on: "[E-mails] obtained by Reuters show that P"."""
    words = [w for span in source for w in sentence.within(span)]
    subject = next((w for w in sentence.children(cue, "nsubj") if w in words), None)
    own = sentence.subtree(subject) if subject is not None else []
    if own and own[0].id > 1 and words[0] not in own and sentence.words[own[0].id - 2].form == ",":
        # "through her lawyer, Osk Lindt, [Ida Holm] said", "In remarks carried by Fars, [a general] said"
        return spans_of([w for w in words if w in own], sentence, text)
    agent = next((w for w in words if w.deprel == "obl:agent"), None)
    participle = sentence.head(agent) if agent is not None else None
    noun = sentence.head(participle) if participle is not None and participle.rel == "acl" else None
    subjects = [w for w in sentence.children(cue, "nsubj") if noun is not None and w.id < words[0].id]
    if noun is None or not subjects or words[-1].id > cue.id:
        return _spoken_of(sentence, cue, words, text) or source
    phrase = noun_phrase(sentence, subjects[-1])
    return spans_of([w for w in phrase if w.id < words[0].id - 1] or phrase, sentence, text)


def _without_asides(sentence: Sentence, triple: TaggedAttribution) -> Spans:
    """The content without a clause about what the cue has beside it: "P, they warned in a letter [that was seen by AFP]"."""
    last, rest = triple.content[-1:], triple.content[:-1]
    first = next((w for w in sentence.words if last and w.span.start == last[0].start), None)
    if not rest or first is None or first.xpos != "WDT" or triple.cue[-1].end > last[0].start:
        return triple.content
    clause = next((w for w in sentence.ancestors(first) if w.deprel == "acl:relcl"), None)
    noun = sentence.head(clause) if clause is not None else None
    beside = (
        noun is not None and noun.span.start > triple.cue[0].start and not any(span.covers(noun.span) for span in triple.content)
    )
    return rest if beside else triple.content


def _spoken_of(sentence: Sentence, cue: Word, words: list[Word], text: str) -> Spans:
    """ "[A list] that the union handed to Radio-Canada shows that P", where the tagger gives "the union"; who had the list is
    read behind it. Nothing where the words stand in no clause about the cue's subject."""
    subject = next((w for w in sentence.children(cue, "nsubj") if words and w.id < words[0].id and words[-1].id < cue.id), None)
    clauses = [sentence.subtree(c) for c in sentence.children(subject, "acl")] if subject is not None else []
    if subject is None or not any(all(w in clause for w in words) for clause in clauses):
        return ()
    end = min(clause[0].id for clause in clauses)
    return spans_of([w for w in sentence.subtree(subject) if w.id < end], sentence, text)
