"""Whose candidates are, where tree and tagger take other words for the source: a letter that was signed, the noun before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.clauses import FINITE, noun_phrase
from provaudit.attribution.setting import Setting
from provaudit.attribution.subjects import subject
from provaudit.languages.base import Language
from provaudit.model.parse import Word
from provaudit.model.span import Span, hull, subtract

POST = 8  # words of a post beside a name
REACH = 4  # words of a sentence among which a paper opens it: "A letter leaked to the Times and signed by 40 members"


def set_aside(candidate: Candidate, setting: Setting) -> Candidate:
    """Gives the content what the tree counts to the source of a clause set between commas: "[Sales of heat pumps], figures from the
    registry show, fell by a fifth"."""
    words = setting.parse.sentences[candidate.sentence].words
    behind = [w for w in words if w.span.start >= candidate.cue[-1].end] if candidate.content else []
    comma = next((i for i, w in enumerate(behind[:4]) if w.form == ","), 0)  # "Le Figaro reported [on Monday], offered"
    behind = behind[comma if not any(w.upos in ("VERB", "AUX") for w in behind[:comma]) else 0 :][:2]
    goes_on = len(behind) == 2 and behind[0].form == "," and behind[1].xpos in FINITE
    commas = [w for w in words if w.form == "," and any(span.covers(w.span) for span in candidate.source)]
    if goes_on and len(commas) == 1 and candidate.content[0].start >= candidate.cue[-1].end and len(candidate.source) == 1:
        first = Span(candidate.source[0].start, commas[0].span.start)
        source = Span(commas[0].span.end, candidate.source[0].end).trim(setting.text)
        if sum(w.upos in ("NOUN", "PROPN") for w in words if first.covers(w.span)) and words[0].span.start == first.start:
            return replace(candidate, source=(source,), content=(first, *candidate.content), parenthetical=True)
    return candidate


def behind_places(candidate: Candidate, setting: Setting) -> Candidate:
    """ "On Harbor Breakfast, [the party's spokesman, Per Holm], said P": the speaker stands behind the phrase that opens the
    sentence, which the tagger may count to him."""
    sentence, source = setting.parse.sentences[candidate.sentence], candidate.source
    words = sentence.within(source[0]) if source else []
    comma = next((i for i, w in enumerate(words) if w.form == ","), 0)
    opening = sentence.words[0]
    placed = bool(words) and words[0].id == 2 and opening.upos == "ADP" and opening.rel == "case" and bool(comma)
    speaker = subject(sentence, candidate.head) if placed else None
    if speaker is not None and speaker.id > words[comma].id:
        return replace(candidate, source=(Span(words[comma + 1].span.start, source[0].end), *source[1:]))
    return candidate


def before_asides(candidate: Candidate, setting: Setting) -> Candidate:
    """ "hours after [Reuters], quoting Al Arabiya, reported that P": who stands before the aside, whatever the tree takes for the
    subject of the cue."""
    sentence, source = setting.parse.sentences[candidate.sentence], candidate.source
    before = [w for w in sentence.words if w.span.end <= candidate.cue[0].start]
    commas = [w.id for w in before if w.form == ","][-2:] if before and before[-1].form == "," else []
    aside = sentence.words[commas[0]] if len(commas) == 2 else None
    cites = aside is not None and aside.xpos == "VBG" and aside.lemma.casefold() in setting.language.grammar.quoting_verbs
    noun = sentence.words[commas[0] - 2] if cites and commas[0] > 1 else None
    if noun is not None and noun.upos in ("PROPN", "NOUN") and source and source[-1].end < noun.span.start:
        head = (sentence.head(noun) or noun) if noun.rel in ("flat", "compound") else noun
        phrase = [w for w in noun_phrase(sentence, head) if w.id <= noun.id] or [noun]
        return replace(candidate, source=(hull(w.span for w in phrase),))
    return candidate


def one_of_them(candidate: Candidate, setting: Setting) -> Candidate:
    """ "[One of them, a teacher], said P": one of several, whatever of it the tagger takes for the source."""
    words, source = setting.parse.sentences[candidate.sentence].words, candidate.source
    before = [w for w in words if source and w.span.end <= source[0].start][-4:]
    forms = [w.form.casefold() for w in before]
    if len(forms) == 4 and forms[0] in setting.language.singular_quantifiers and forms[1] == "of" and forms[3] == ",":
        return replace(candidate, source=(Span(before[0].span.start, source[0].end), *source[1:]))
    return candidate


def by_papers(candidate: Candidate, setting: Setting) -> Candidate:
    """ "Callers got [a recorded message] saying P", "40 academics signed [an open letter] warning that P": what somebody gets,
    signs or sees says so, and not who gets it."""
    sentence = setting.parse.sentences[candidate.sentence]
    cue = [w for span in candidate.cue for w in sentence.within(span)]
    saying = cue[-1] if cue and cue[-1].id > 1 and cue[-1].xpos in ("VBG", "NN") else None
    noun = sentence.words[saying.id - 2] if saying is not None and setting.language.verb_cue(saying.form) is not None else None
    if noun is not None and saying is not None and noun.lemma.casefold() in setting.language.document_nouns:
        above = [w for w in (*cue, sentence.head(noun), sentence.head(saying)) if w is not None]
        if any(w.lemma in setting.language.grammar.receiving_verbs for w in above):
            source = [w for w in noun_phrase(sentence, noun) if w.id <= noun.id] or [noun]
            before = takewhile(lambda w: w.rel in ("det", "amod", "nummod"), reversed(sentence.words[: source[0].id - 1]))
            span = hull(w.span for w in (*before, *source))
            return replace(candidate, source=(span,), cue=(saying.span,), own=True)
    return candidate


def of_papers(candidate: Candidate, setting: Setting) -> Candidate:
    """ "[Board minutes seen by the Gazette] reveal P", "[A letter signed by 40 members] warns of it", "[A message shared on X] says
    P": who has seen or signed a paper, and where, is part of what it is, whatever the tree makes of its verb."""
    words = setting.parse.sentences[candidate.sentence].words
    first = next((w for w in words if candidate.source and w.span.start == candidate.source[0].start), None)
    before = list(words[: first.id - 1]) if first is not None else []
    done = len(before) > 2 and before[-2].xpos in ("VBN", "VBD")
    by = done and before[-1].form.casefold() in setting.language.grammar.handling_prepositions
    if first is not None and by and candidate.cue and candidate.cue[0].start >= candidate.source[-1].end:
        papers = setting.language.document_nouns | setting.language.any_document
        last = before[-3] if len(before) > 3 and before[-4].form == "," else None  # "P, papers obtained by the Post show"
        near = [*before[:REACH], *([last] if last is not None else [])]
        paper = next((w for w in near if {w.form.casefold(), w.lemma.casefold()} & papers), None)
        between = [w for w in before[:-2] if paper is not None and w.id > paper.id]
        handled = setting.language.hands.taken_by | setting.language.hands.tells | setting.language.hands.passes
        done_to_it = [w for w in between if w.upos == "VERB" and w.lemma.casefold() not in handled]
        if paper is not None and all(w.xpos == "VBN" or w.id == paper.id + 1 for w in done_to_it):
            start = paper if paper is last else words[0]
            source = (Span(start.span.start, candidate.source[-1].end),)
            content = subtract(candidate.content, source)
            return replace(candidate, source=source, content=content or candidate.content, own=True)
    return candidate


def with_their_posts(candidate: Candidate, setting: Setting) -> Candidate:
    """ "The mill will close, [its owner, Odile Vinge], said": the post beside a speaker's name is no end of the content; "blamed
    Holm, the mayor, Ida Bell said" is about a mayor."""
    words = setting.parse.sentences[candidate.sentence].words
    around = bool(candidate.source and candidate.content) and candidate.source[0].end <= candidate.cue[0].start
    if around and candidate.content[-1].end <= candidate.cue[0].start:
        post = _before(words, candidate.source[0], setting.language)
        source = (Span(post[0].span.start, candidate.source[0].end) if post else candidate.source[0], *candidate.source[1:])
        left = tuple(span.trim(setting.text, drop=", ") for span in subtract(candidate.content, source))
        said = [w for w in words if any(span.covers(w.span) for span in left)]
        if left != candidate.content and any(w.finite for w in said):
            return replace(candidate, source=source, content=left)
    return candidate


def not_datelines(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """ "OSLO (AP) - She said": the candidates without those that the tree gives to a place."""
    return [c for c in candidates if not c.source or not any(place.covers(c.source[-1]) for place in setting.datelines)]


def not_of_adverbs(candidates: list[Candidate], setting: Setting) -> list[Candidate]:
    """The candidates without those whose cue is an adverb: nobody says "allegedly"."""
    return [c for c in candidates if c.cue not in setting.adverbs]


def _before(words: Sequence[Word], name: Span, language: Language) -> list[Word]:
    """The post between commas that stands right before a name; empty where none does."""
    before = [w for w in words if w.span.end <= name.start]
    if not before or before[-1].form != "," or words[len(before)].upos == "PRON":
        return []  # "a big bloc, the EU, he said"
    post = list(takewhile(lambda w: w.form != ",", reversed(before[-POST:-1])))[::-1]
    return post if post and post[0].id > 3 and words[post[0].id - 2].form == "," and _post(post, words, language) else []


def _post(phrase: list[Word], words: Sequence[Word], language: Language) -> bool:
    """Whether a phrase between commas is what the name behind it is, and not what stands before it."""
    opens, noun = phrase[0], phrase[-1]
    owned = opens.xpos == "PRP$"
    named = words[opens.id - 3].upos == "PROPN" and words[opens.id - 3].form.casefold() not in language.calendar
    role = bool({noun.form.casefold(), noun.lemma.casefold()} & language.nouns)
    return role and (owned or (opens.upos == "DET" and not named)) and not any(w.upos in ("VERB", "AUX") for w in phrase)
