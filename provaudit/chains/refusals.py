"""What speaks against a claim: the cue asks, orders, narrates or stands in a title, and nobody says anything with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum

from provaudit.attribution.tagged import EVIDENCE as TAGGER
from provaudit.chains.complements import WORD, Complements
from provaudit.entities.mention import Mention
from provaudit.languages.finding import first_of
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Attribution, Scope, Stance
from provaudit.model.chain import Kind
from provaudit.model.parse import Word
from provaudit.model.span import Spans, hull
from provaudit.quotes.index import QuotedText

FEW_NAMES = 4  # words of "himself Abu Musa"
LONG_WORD = 4  # letters; shorter words have no capital in a title
TO = re.compile(r"(?:not )?to\b", re.IGNORECASE)  # headlines have capitals


class Refusal(StrEnum):
    """Why a cue and its source make no statement, as explanations word it."""

    EMPTY = "no words stand behind it"
    NO_SOURCE = "nobody stands with it who could be its source"
    NO_SPEAKER = "what stands with it is nobody who says anything"
    PLACE = "a place or section in front of a headline says where, not who"
    ASKED = "it is only asked, or denied, that somebody said so"
    SUPPOSED = "it stands under a condition"
    COMPARED = "it only serves a comparison"
    DONE_TO = "it is done to somebody, who says nothing"
    TERMS = "it tells on what terms somebody spoke"
    TITLE = "it stands in a title"
    AUTHOR = "the author tells of himself"
    WHEN = "it tells when somebody spoke, not what was said"
    ANSWERED = "it tells what was answered to, not the answer"
    CALLED = "it tells what somebody calls himself"
    QUESTION = "what stands behind it is a question"
    ORDER = "it is an order or a request"
    WEIGHED = "it is a plan that is weighed, or something that is known"
    NOT_TOLD = "it tells that something was written or shown, not what it says"
    POINTS_BACK = "it only points back to what was said"
    PICTURED = "it tells what a picture shows"
    NARRATED = "it tells what somebody found or saw"
    NO_CLAUSE = "what stands behind it is nothing that could be true or false"
    WISH = "it is a wish, a feeling or an act"
    PUBLISHER = "it is the publisher that speaks"
    DENIED = "it denies what somebody else claims"


class Refusals:
    """Asks of the attributions of one article what speaks against them. Each question has the sentence that it is for."""

    def __init__(self, contents: Complements, quoted: QuotedText) -> None:
        self.contents, self.quoted = contents, quoted
        self.reader, self.language, self.grammar = contents.reader, contents.language, contents.language.grammar
        self.text = contents.text
        self._whatever_it_says = (
            (Refusal.NO_SPEAKER, self._silent),
            (Refusal.PLACE, self._is_placed),
            (Refusal.QUESTION, self._asks_behind_a_label),
            (Refusal.ASKED, self._asked),
            (Refusal.SUPPOSED, self._supposed),
            (Refusal.COMPARED, self._compared),
            (Refusal.DONE_TO, self._lacks_its_auxiliary),
            (Refusal.DONE_TO, self._suffers),
            (Refusal.TERMS, self._of_terms),
            (Refusal.TITLE, self._titled),
            (Refusal.AUTHOR, self._narrates),
            (Refusal.WHEN, self._while),
            (Refusal.ANSWERED, self._answers),
            (Refusal.CALLED, self._names_himself),
        )
        self._by_what_it_says = (
            (Refusal.QUESTION, self._opens_a_question),
            (Refusal.ORDER, self._told_to),
            (Refusal.WEIGHED, self._weighs),
            (Refusal.NOT_TOLD, self._says_nothing),
        )

    def of_any(self, attribution: Attribution, mention: Mention) -> Refusal | None:
        """What speaks against it even if words are quoted."""
        return _first(self._whatever_it_says, attribution, mention)

    def of_unquoted(self, attribution: Attribution, mention: Mention) -> Refusal | None:
        """What speaks against it where its words are not quoted, or in part."""
        return _first(self._by_what_it_says, attribution, mention)

    def _silent(self, attribution: Attribution, mention: Mention) -> bool:
        """Whether the source cannot be one: no name, no pronoun, no noun that says; the tagger vouches for other nouns."""
        if not (mention.known or WORD.search(attribution.lemma) or self.contents.quoted(attribution)):
            return True  # "The Latest: Holm resigns"
        head = self._top(attribution.source)
        informed = head is not None and head.form in self.grammar.informed_adjectives  # "Sources close to the player", misread
        # "report claims", "a statement read out on television and monitored by the BBC", of which the tree makes two verbs
        noun = mention.known and (" " not in mention.text or mention.kind is Kind.DOCUMENT)
        finite = head is not None and head.finite and self._is_clause(head)
        if finite and mention.name is None and not informed and not noun:
            return True  # "if it was up to her, she wouldn't have time": a clause is nobody
        return not (mention.known or TAGGER in attribution.evidence)

    def _is_placed(self, attribution: Attribution, mention: Mention) -> bool:
        """ "Malawi: At least 34 dead in floods", "Rumour mill: Norsted wait on keeper": a section before a headline's colon, or
        a country where nothing is quoted behind it."""
        if WORD.search(attribution.lemma) or attribution.cue[0].start > attribution.content[0].start:
            return False
        section = mention.text.split()[-1].casefold() in self.grammar.rubrics
        return section or (self.language.place(mention.name or "") is not None and not self.contents.quoted(attribution))

    def _asks_behind_a_label(self, attribution: Attribution, _: Mention) -> bool:
        """ "Ida Holm: a mayor or a showman?": the headline's own question, where nothing is quoted."""
        label = not WORD.search(attribution.lemma) and attribution.cue[-1].end <= attribution.content[0].start
        end = attribution.content[-1].end
        return label and "?" in self.text[end - 1 : end + 1] and not self.contents.quoted(attribution)

    def _asked(self, attribution: Attribution, _: Mention) -> bool:
        """ "Did Holm say that P?", "Neither Holm nor Bell said P": nothing is said."""
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        if sentence is None or self.quoted.inside(attribution.cue[0].start) is not None:
            return False
        first, *second = self.text[attribution.source[0].start : attribution.source[0].end].split()[:2] or [""]
        told = " ".join(span.of(self.text) for span in attribution.hearer).casefold()
        if told in self.grammar.nobody:
            return True  # "who told no one he had applied"
        neither = first.casefold() in self.grammar.unsaying and not "".join(second).isdigit()  # "No 10 says"
        if neither or len(sentence.words) < 2:
            return neither
        inverted = sentence.words[1].upos == "AUX" and sentence.head(sentence.words[1]) in self.reader.words(attribution.cue)
        behind = attribution.cue[-1].end <= attribution.content[0].start
        if inverted and behind and sentence.words[0].form.casefold() in self.grammar.unsaying:
            return True  # "Nor did it explain why P"
        asks = sentence.words[-1].form == "?" and sentence.words[0].upos in ("AUX", "ADV", "PRON", "DET")
        return asks and self.quoted.inside(sentence.words[-2].span.start) is None

    def _supposed(self, attribution: Attribution, _: Mention) -> bool:
        """ "If the board rejected the plan", "a row about whether she had called it a lie": nobody has done it."""
        words = self.reader.words(attribution.cue)
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        verb = next((w for w in words if w.upos == "VERB"), None)
        if sentence is None or verb is None or any(w.upos == "PART" and w.id < verb.id for w in words):
            return False  # "if the driver is to be believed, P": as he has it
        marks = [c.form.casefold() for c in sentence.children(verb, "mark") if c not in words]  # "if he is to be believed"
        conditional = verb.rel == "advcl" and any(mark in self.language.conditions for mark in marks)
        return conditional or any(mark in self.grammar.questions for mark in marks)

    def _compared(self, attribution: Attribution, _: Mention) -> bool:
        """ "The turnout was higher than most analysts had forecast": what they forecast was another."""
        sentence = self.reader.sentence_at(attribution.source[0].start)
        first = next(iter(self.reader.words(attribution.source)), None)
        return (
            sentence is not None and first is not None and first.id > 1 and sentence.words[first.id - 2].form.casefold() == "than"
        )

    def _lacks_its_auxiliary(self, attribution: Attribution, _: Mention) -> bool:
        """ "Former clerk charged in boathouse fire": in a headline, a participle without its auxiliary, which claims nothing."""
        first = next(iter(self.contents.words(attribution)), None)
        headline = any(h.overlaps(attribution.cue[0]) for h in self.contents.headlines)
        behind = first is not None and first.span.start >= attribution.cue[-1].end and first.upos == "ADP" and first.rel == "case"
        participle = any(w.xpos in ("VBN", "VBD") for w in self.reader.words(attribution.cue))
        return headline and behind and participle and not self.contents.quoted(attribution)

    def _suffers(self, attribution: Attribution, _: Mention) -> bool:
        """ "A manager accused of stealing $3,000 pleaded not guilty": of whom something is said, says nothing."""
        cue = self.reader.words(attribution.cue)
        verb = next((w for w in cue if w.upos == "VERB"), None)
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        entry = self.language.verb_cues.get(attribution.lemma)
        judging = entry is not None and {Takes.OBJECT, Takes.OF} <= entry.takes and Takes.THAT not in entry.takes
        # "accused of", with nobody between: a participle, whatever the tree says
        bare = [*cue, *self.contents.words(attribution)[: 2 - len(cue)]]  # the preposition may be of cue or content
        accused = len(bare) == 2 and bare[1].form.casefold() in self.grammar.accusing_prepositions
        before = attribution.source[-1].end <= attribution.cue[0].start  # "accused by the press of P"
        alone = judging and accused and before and cue[0] is verb and verb.xpos in ("VBN", "VBD")
        if sentence is None or verb is None or not (alone or (verb.xpos, verb.rel) == ("VBN", "acl")):
            return False
        expected = TO.match(self.text, attribution.content[0].start) is not None  # "with both of them expected to visit"
        if not alone and cue[-1].form.casefold() not in self.grammar.accusing_prepositions and not expected:
            return False
        noun = sentence.head(verb)
        return alone or (noun is not None and any(noun.span.overlaps(span) for span in attribution.source))

    def _of_terms(self, attribution: Attribution, _: Mention) -> bool:
        """ "who spoke on the condition that he not be named", "insisted on anonymity": terms, no claim."""
        around = hull((*attribution.cue, *attribution.content))
        found = first_of(self.language, "terms", self.text, around)
        if found is None or found.start >= attribution.content[0].start + len("on "):
            return False
        between = self.text[found.end : attribution.content[0].start]  # "told the BBC, on condition that he not be named, that P"
        return "that" not in between.casefold().split()

    def _titled(self, attribution: Attribution, _: Mention) -> bool:
        """ "Her memoir, “They Said I Was Dead”, sold out": the words of a title say nothing."""
        around = self.quoted.inside(attribution.cue[0].start)
        if around is None or any(span.overlaps(around.span) for span in self.contents.headlines):
            return False
        found = [w for w in self.text[around.inner.start : around.inner.end].split() if len(w) >= LONG_WORD]
        return len(found) > 1 and all(w[:1].isupper() for w in found)

    def _narrates(self, attribution: Attribution, mention: Mention) -> bool:
        """ "I asked whether he was angry": who says so is the author."""
        first = mention.pronoun is not None and mention.pronoun.person == 1
        return first and self.quoted.inside(attribution.cue[0].start) is None

    def _while(self, attribution: Attribution, _: Mention) -> bool:
        """ "Hospital apologises after wrong twin given jab": when somebody spoke, not what was said."""
        behind = attribution.content[0].start >= attribution.cue[-1].end
        opens = self._opens(attribution.content, self.grammar.circumstances)
        return behind and opens and not self.contents.quoted(attribution)

    def _answers(self, attribution: Attribution, _: Mention) -> bool:
        """ "was responding to questions about it": whom or what somebody answers."""
        answered = attribution.hearer and attribution.content[0].start == attribution.hearer[0].start
        return bool(answered) and not self.contents.quoted(attribution) and attribution.lemma in self.grammar.answering_verbs

    def _names_himself(self, attribution: Attribution, _: Mention) -> bool:
        """ "a man who calls himself Abu Musa"; "She declared herself “unsurprised”" says more than a name."""
        found = self.contents.words(attribution)
        bare = [w for w in found if w.upos != "PUNCT"]
        judges = len(bare) > 1 and len(bare) < len(found) and bare[1].upos == "ADJ" and bare[1].form.islower()
        return bool(bare) and bare[0].feat("Reflex") == "Yes" and len(bare) <= FEW_NAMES and not judges

    def _opens_a_question(self, attribution: Attribution, _: Mention) -> bool:
        """ "asked whether P", "would not say who did it"."""
        asks = self._opens(attribution.content, self.grammar.questions)
        return asks and not self.contents.quoted(attribution) and not self._exclaims(attribution)

    def _told_to(self, attribution: Attribution, _: Mention) -> bool:
        """ "warned the council to stay away": an order, no claim; "expects the council to stay away" is one."""
        if not attribution.hearer or attribution.scope is Scope.BELIEF or self.contents.quoted(attribution):
            return False
        hearer = attribution.hearer[-1]
        return attribution.content[0].start == attribution.hearer[0].start and bool(TO.match(self.text, hearer.end + 1))

    def _weighs(self, attribution: Attribution, _: Mention) -> bool:
        """ "began considering sending a tug", "is considering a sale": a plan that is weighed, no belief."""
        if attribution.scope is not Scope.BELIEF or self.contents.quoted(attribution):
            return False
        first = next(iter(self.contents.words(attribution)), None)
        last = attribution.content[-1].start
        # "which they estimate to cost 3 million" is a belief, "knows what he will do next" is none
        relative = attribution.content[0].start < attribution.cue[0].start < last and TO.match(self.text, last)
        if first is not None and first.form.lower() in self.grammar.knowable and not relative:
            return True
        gerund = first is not None and first.xpos == "VBG" and first.rel == "xcomp"
        progressive = any(w.xpos == "VBG" for w in self.reader.words(attribution.cue))
        return gerund or (progressive and not self.contents.clause(attribution))

    def _says_nothing(self, attribution: Attribution, _: Mention) -> bool:
        """ "wrote a memoir of her years there", "retweeted a photo of his wife", "said so": nothing is claimed."""
        found, grammar = self.contents.words(attribution), self.language.grammar
        if [w.form.casefold() for w in found] == ["so"]:
            return True
        top = next((w for w in found if w.rel == "obj"), None)
        if top is None or self.contents.quoted(attribution):
            return False
        own = top.head in {w.id for w in self.reader.words(attribution.cue)}  # but "wrote that she had written the speech"
        written = own and attribution.lemma in grammar.writing_verbs and top.lemma.casefold() in self.language.document_nouns
        entry = self.language.verb_cues.get(attribution.lemma)
        judges = entry is not None and Takes.AS in entry.takes  # "dismissed the video as a forgery"
        pictured = not judges and attribution.scope is Scope.SPEECH and top.lemma.casefold() in self.language.pictures
        return written or (pictured and not any(w.finite for w in found))

    def _exclaims(self, attribution: Attribution) -> bool:
        """ "told the host how surprised she was", "reveals just how swift it is"; "how many" and "how to" ask."""
        found = self.contents.words(attribution)[:2]
        if attribution.lemma in self.grammar.explaining_verbs and found and found[0].form.casefold() == "why":
            return True  # "The engineer explained why the span was closed": that it was, and the reason for it
        return len(found) == 2 and found[1].xpos in ("JJ", "VBN", "VBD") and found[1].form.casefold() not in self.grammar.measures

    def _opens(self, content: Spans, words: frozenset[str]) -> bool:
        """Whether a content begins with one of `words`."""
        first = WORD.match(self.text, content[0].start)
        return first is not None and first.group().casefold() in words

    def _is_clause(self, verb: Word) -> bool:
        """Whether a finite verb really is one, and no participle that the parser took for it: "the report released in May"."""
        sentence = self.reader.sentence_at(verb.span.start)
        return sentence is None or (verb.xpos != "VBN" and not (verb.xpos == "VBD" and verb.form.casefold().endswith("ed")))

    def _top(self, spans: Spans) -> Word | None:
        found = self.reader.words(spans)
        ids = {w.id for w in found}
        return next((w for w in found if w.head not in ids), None)


def _first(
    questions: Iterable[tuple[Refusal, Callable[[Attribution, Mention], bool]]], attribution: Attribution, mention: Mention
) -> Refusal | None:
    return next((refusal for refusal, holds in questions if holds(attribution, mention)), None)


def knows(attribution: Attribution) -> bool:
    """ "knew that P", "is known for P": P is taken for granted, not claimed."""
    return attribution.scope is Scope.BELIEF and attribution.stance is Stance.ENDORSING
