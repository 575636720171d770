"""Where contents end before their sentence does: at what others say against it, at further acts, at the writer's own words."""

from __future__ import annotations

from dataclasses import replace

from provaudit.attribution.candidate import Candidate, by_sentence
from provaudit.attribution.clauses import TENSED, case, modal
from provaudit.attribution.combine import STATING
from provaudit.attribution.setting import Setting
from provaudit.languages.base import Language
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, Spans, hull, subtract


def without_contrasts(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """Ends contents where somebody else is set against them: "The union said P, while the operator has put the number at 98"."""
    mended, near = [], by_sentence(candidates)
    for candidate in candidates:
        others = [c for c in near[candidate.sentence] if c is not candidate and candidate.content]
        starts = [_contrast(other, setting, joined=candidate.parenthetical) for other in others]
        ends = [s for s in starts if s is not None and candidate.cue[-1].end <= s < hull(candidate.content).end]
        if ends:
            left = subtract(candidate.content, [Span(min(ends), hull(candidate.content).end)])
            candidate = replace(candidate, content=left or candidate.content)
        mended.append(candidate)
    return mended


def _contrast(other: Candidate, setting: Setting, *, joined: bool) -> int | None:
    """Where the clause of contrast begins that has this attribution's source and cue in it: ", [while the operator has put".

    `joined`: "and" and "but" divide as well, as they do behind a reporting clause in commas: "P, X says, [and Y has told".
    """
    if other.scope not in STATING or not other.source or not other.content or other.source[0].start > other.cue[0].start:
        return None
    sentence = setting.parse.sentences[other.sentence]
    source = sentence.within(other.source[0])
    if not source or (len(source) == 1 and source[0].upos == "PRON") or source[0].id < 3:
        return None
    comma, mark = sentence.words[source[0].id - 3 : source[0].id - 1]
    if mark.form == ";" and setting.quoted.inside(mark.span.start) is None:
        return mark.span.start  # "Reuters quoted a diplomat as saying P; a second one told the agency Q"
    divides = mark.form.casefold() in setting.language.contrasts or (joined and mark.upos == "CCONJ")
    if comma.form != "," or not divides or setting.quoted.inside(mark.span.start) is not None:
        return None
    return comma.span.start


def without_circumstances(candidate: Candidate, setting: Setting) -> Candidate:
    """Takes clauses about the saying out of contents that are quoted before it: "“P,” Holm said after the vote had failed"."""
    before = [s for s in candidate.content if s.end <= candidate.cue[0].start]
    if before and all(setting.quoted.quoted(s) for s in before):
        sentence = setting.parse.sentences[candidate.sentence]
        clauses = [
            hull(w.span for w in sentence.subtree(clause) if w.id > candidate.head.id)  # the tree may hang "P" on "noting"
            for clause in sentence.children(candidate.head, "advcl")
            if clause.id > candidate.head.id and setting.quoted.inside(clause.span.start) is None
        ]
        topics = [  # "“P,” the official said [of the plan]"
            hull(w.span for w in sentence.subtree(topic))
            for topic in sentence.children(candidate.head, "obl")
            if topic.id > candidate.head.id and case(sentence, topic) in setting.language.grammar.topic_prepositions
        ]
        left = subtract(candidate.content, [*clauses, *(t for t in topics if not setting.quoted.quoted(t))])
        candidate = replace(candidate, content=left or candidate.content)
    elif candidate.content:
        return replace(candidate, content=_without_its_place(candidate, setting))
    return candidate


def _without_its_place(candidate: Candidate, setting: Setting) -> Spans:
    """ "Protesters chanted “Shame on you” [outside the town hall]": a quotation behind its cue without the place."""
    first, sentence = candidate.content[0], setting.parse.sentences[candidate.sentence]
    around = setting.quoted.inside(first.start)
    if around is None or first.start < candidate.cue[-1].end or setting.quoted.inside(candidate.cue[0].start) is not None:
        return candidate.content
    places = [
        hull(w.span for w in sentence.subtree(place))
        for place in sentence.children(candidate.head, "obl")
        if place.span.start > around.span.end and not setting.quoted.quoted(place.span)
    ]
    return subtract(candidate.content, places) or candidate.content


def to_the_closing_mark(candidate: Candidate, setting: Setting) -> Candidate:
    """Gives contents the closing mark of a quotation that begins in them: "the firm had “walked off[”]"."""
    last = candidate.content[-1] if candidate.content else Span(0, 1)
    around = setting.quoted.inside(last.end - 1)
    if around is not None and around.inner.end == last.end < around.span.end and last.start < around.span.start:
        return replace(candidate, content=(*candidate.content[:-1], Span(last.start, around.span.end)))
    return candidate


def without_terms(candidate: Candidate, setting: Setting) -> Candidate:
    """Takes the terms on which somebody speaks for what they are: "P, the people said[, asking not to be named because Q]"."""
    behind = [s for s in candidate.content[1:] if s.start >= candidate.cue[-1].end and not setting.quoted.inside(s.start)]
    last = behind[0] if behind and candidate.content[0].end <= candidate.cue[0].start else None
    terms = setting.language.terms.search(setting.text, last.start, last.end) if last is not None else None
    words = setting.parse.sentences[candidate.sentence].within(last) if last is not None else []
    if terms is not None and last is not None and terms.start() == last.start and words[0].xpos == "VBG":
        return replace(candidate, content=tuple(s for s in candidate.content if s != last))
    return candidate


def without_other_clauses(candidate: Candidate, setting: Setting) -> Candidate:
    """Takes out of contents that go on behind their cue what stands before a semicolon and a speaker of its own: "[Organisers put
    the turnout at 80,000;] police said 25,000"."""
    words, source = setting.parse.sentences[candidate.sentence].words, candidate.source
    start = min((s.start for s in (*source, *candidate.cue)), default=0)
    stops = [w.span.start for w in words if w.form == ";" and w.span.start < start]
    behind = tuple(s for s in candidate.content if stops and s.start > stops[-1])
    if source and stops and any(s.start >= candidate.cue[-1].end for s in behind):
        return replace(candidate, content=behind)
    return candidate


def without_further_acts(candidate: Candidate, setting: Setting) -> Candidate:
    """Ends what somebody is called where a further act follows: "called the cuts “overdue” [and kept his rating]"; what somebody
    said behind a comma where a further cue does: "said the warning was late[, and accused the ministry of P]"; and what
    somebody says at an act of its own: "confirms that P [but will not say why]"."""
    entry = setting.language.verb_cues.get(candidate.lemma)
    sentence, head = setting.parse.sentences[candidate.sentence], candidate.head
    judges = entry is not None and Takes.THAT not in entry.takes and bool(entry.takes & {Takes.NAME, Takes.AS})
    says = entry is not None and Takes.THAT in entry.takes and head.xpos in TENSED
    for verb in sentence.words[head.id :] if judges or says else ():
        joint = next(iter(sentence.children(verb, "cc")), None)
        # "believes there are more victims [and has asked them to call]": "could lessen the impact" would be of what is believed
        now = head.xpos != "VBD" and sentence.head(verb) is head and _by_now(sentence, verb, setting.language)
        acts = verb.rel == "conj" and (verb.xpos == head.xpos or now) and not sentence.children(verb, "nsubj")
        further = acts and joint is not None and (judges or now or _says_more(sentence, head, verb, joint, setting.language))
        if further and joint is not None and setting.quoted.inside(joint.span.start) is None:
            left = subtract(candidate.content, [Span(joint.span.start, sentence.span.end)])
            candidate = replace(candidate, content=left or candidate.content)
    return candidate


def _by_now(sentence: Sentence, verb: Word, language: Language) -> bool:
    """Whether an act is told in the perfect or the future: "has asked", "will not give a reason"."""
    return bool(sentence.children(verb, "aux")) and not modal(sentence, verb, language.grammar)


def _says_more(sentence: Sentence, cue: Word, verb: Word, joint: Word, language: Language) -> bool:
    """Whether a verb joined to a cue behind a comma is one more cue of speech: "said P[, and accused]"."""
    entry = language.verb_cue(verb.form)
    says = entry is not None and entry.scope is Scope.SPEECH
    return says and sentence.head(verb) is cue and sentence.words[joint.id - 2].form == ","


def without_what_is_judged(candidate: Candidate, setting: Setting) -> Candidate:
    """Ends a judgement that is quoted at the cue where what is judged follows, which somebody else claims: "The club dismissed as
    “fiction” [a report that P]"."""
    sentence, first = setting.parse.sentences[candidate.sentence], candidate.content[0] if candidate.content else Span(0, 0)
    opens = sentence.within(first)[:2]
    around = setting.quoted.inside(opens[1].span.start) if len(opens) == 2 else None
    if around is None or opens[0].form not in setting.language.grammar.judging_prepositions or opens[0].id <= candidate.head.id:
        return candidate
    objects = [w for w in sentence.children(candidate.head, "obj") if w.span.start >= around.span.end]
    claims = [sentence.subtree(w)[0].span.start for w in objects if sentence.children(w, "acl")]
    left = subtract(candidate.content, [Span(claims[0], sentence.span.end)]) if claims else ()
    return replace(candidate, content=left or candidate.content)


def without_own_words(candidate: Candidate, setting: Setting) -> Candidate:
    """Ends what is quoted behind its cue where a clause set against it follows: "Holm said: “It was a mistake,” [but in fact he
    kept two accounts]"."""
    first = candidate.content[0] if candidate.content else Span(0, 0)
    around = setting.quoted.inside(first.start, outermost=True) if first.start >= candidate.cue[-1].end else None
    end = around.span.end if around is not None else first.end
    opens = around is not None and around.span.start >= first.start - 1 and end < hull(candidate.content or (first,)).end
    behind = [w for w in setting.parse.sentences[candidate.sentence].words if w.span.start >= end] if opens else []
    comma = setting.text[end - 2 : end - 1] == "," or (bool(behind) and behind.pop(0).form == ",")
    while len(behind) > 1 and (behind[0].upos == "ADV" or behind[0].form == ","):
        behind.pop(0)  # "said, “You tell me,” [repeatedly, before he left the room]"
    joining = setting.language.contrasts | setting.language.grammar.circumstances
    joins = bool(behind) and (behind[0].upos == "CCONJ" or behind[0].form.casefold() in joining)
    set_against = comma and joins and not any(w.form.casefold() == "that" for w in behind[1:2])
    clause = any(w.rel == "nsubj" for w in behind) and any(w.finite for w in behind)
    if set_against and clause and not any(setting.quoted.inside(w.span.start) for w in behind):
        left = subtract(candidate.content, [Span(end, setting.parse.sentences[candidate.sentence].span.end)])
        return replace(candidate, content=left or candidate.content)
    return candidate


def without_own_clauses(candidate: Candidate, setting: Setting) -> Candidate:
    """Ends what nobody in particular says, or what polls show, where a clause of another tense is set against it: "It was rumoured
    that the tenor would leave[, but he sang on Friday]"; "Polls show Holm is ahead[, and a defeat would be her third]"."""
    sentence = setting.parse.sentences[candidate.sentence]
    source = sentence.within(candidate.source[0]) if candidate.source else []
    polls = len(source) == 1 and source[0].xpos == "NNS" and candidate.scope is Scope.EVIDENCE
    nobody = candidate.impersonal and not candidate.parenthetical
    start = candidate.content[0].start if candidate.content and (polls or nobody) else 0
    if start >= candidate.cue[-1].end:
        joints = (w for w in sentence.words if w.span.start > start and _sets_against(sentence, w, candidate.head))
        joint = next((w for w in joints if setting.quoted.inside(w.span.start) is None), None)
        left = subtract(candidate.content, [Span(joint.span.start, sentence.span.end)]) if joint is not None else ()
        return replace(candidate, content=left or candidate.content)
    return candidate


def without_concessions(candidate: Candidate, setting: Setting) -> Candidate:
    """Ends contents at what the writer holds against them: "His fee is $10 million, the report shows[, although few pay in full]".

    What a past cue has in the pluperfect or with a modal goes on: "Holm said he was glad, although the bell had kept him awake".
    """
    sentence = setting.parse.sentences[candidate.sentence]
    for mark in sentence.words[candidate.head.id :]:
        clause = sentence.head(mark) if mark.form in setting.language.grammar.concessive_marks else None
        set_off = sentence.words[mark.id - 2].form == "," and setting.quoted.inside(mark.span.start) is None
        if clause is None or mark.rel != "mark" or not set_off or not sentence.children(clause, "nsubj", "expl"):
            continue
        if candidate.head.xpos == "VBD" and _tense(sentence, clause) in ("had", "MD"):
            continue
        aside = Span(mark.span.start, sentence.subtree(clause)[-1].span.end)
        candidate = replace(candidate, content=subtract(candidate.content, [aside]) or candidate.content)
    return candidate


def _sets_against(sentence: Sentence, joint: Word, cue: Word) -> bool:
    """Whether a conjunction behind a comma opens a clause with a subject and a tense of its own."""
    verb = sentence.head(joint)
    first = sentence.head(verb) if verb is not None and joint.rel == "cc" and sentence.words[joint.id - 2].form == "," else None
    if verb is None or first is None or verb.rel != "conj" or any(w.id < verb.id for w in sentence.children(verb, "mark")):
        return False
    subject = next((w for w in sentence.children(verb, "nsubj", "expl") if w.id < verb.id), None)
    if subject is None or (subject.upos == "PRON" and joint.lemma == "and"):
        return False  # "It is thought that the thief fled, and he is in Spain"
    claimed = sentence.children(cue, "ccomp", "csubj") if first is cue else []  # the tree may hang the clause on "rumoured"
    return _tense(sentence, claimed[0] if claimed else first) != _tense(sentence, verb)


def _tense(sentence: Sentence, verb: Word) -> str:
    """How the finite word of a clause is tagged: modal, past, auxiliary "had" or else present."""
    for word in sorted((verb, *sentence.children(verb, "aux", "cop")), key=lambda w: w.id):
        if word.xpos in ("MD", "VBD"):
            return "had" if word is not verb and word.lemma == "have" else word.xpos
    return "present"
