"""What a cue's content is made of: a clause, a quotation, a name that somebody gives, a verdict, or nothing that says anything."""

from __future__ import annotations

import re

from provaudit.entities.mentions import MentionReader
from provaudit.languages.base import Language, VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Attribution, Scope, Stance
from provaudit.model.chain import Kind
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import Span, Spans, hull
from provaudit.quotes.index import QuotedText

SURE = 0.5  # a tagger as sure as this is believed where the tree shows no clause; of 0.5, 0.6 and 0.7 the best on our fixtures
CERTAIN, LONG, GAP = 0.85, 6, 2  # confidence, words, characters of a content that needs no clause in the tree behind "said"
PARTLY = 0.3  # share of a content in quotation marks that makes a claim of it behind a cue of speech without a clause
WORD = re.compile(r"\w+")
FIGURE = re.compile(r"\d[\d.,]*%?")
DEPENDENT = frozenset({"acl:relcl", "advcl"})


class Complements:
    """Asks of the contents of one article's attributions what they are. `headlines` are where clauses need no subject."""

    def __init__(self, reader: MentionReader, quoted: QuotedText, language: Language, headlines: list[Span]) -> None:
        self.reader, self._quoted, self.language, self.headlines = reader, quoted, language, headlines
        self.text = reader.text

    def only_opens(self, attribution: Attribution) -> bool:
        """ "Holm argued that:", and what he argued is the list below."""
        last = attribution.content[-1].end
        found = self.words(attribution)
        return len(found) == 1 and found[0].form.casefold() == "that" and self.text[last : last + 1] == ":"

    def points_back(self, attribution: Attribution) -> bool:
        """ "confirmed this", "had reported exactly that", "told the paper the same": what was said is said before."""
        pronouns, found = self.language.grammar.clausal_pronouns, self.words(attribution)
        bare = [w.form.casefold() for w in found if w.upos != "ADV"]
        return " ".join(bare) in pronouns and not any(w.upos == "ADV" for w in found[1:])

    def quoted(self, attribution: Attribution) -> float:
        """How much of the content is quoted; nothing where the cue itself stands in the quotation, which then is not its own."""
        if self._quoted.inside(attribution.cue[0].start) is not None:
            return 0.0
        return self._quoted.share(self.text, attribution.content)

    def words(self, attribution: Attribution) -> list[Word]:
        """The words of the content."""
        return [w for span in attribution.content for w in self.reader.words((span,))]

    def says_something(self, attribution: Attribution) -> bool:
        """Whether the content says something, as far as words and tagger tell where the tree may be wrong."""
        found = self.words(attribution)
        in_headline = any(h.overlaps(attribution.cue[0]) for h in self.headlines)
        if self.clause(attribution) or (in_headline and any(w.upos in ("VERB", "AUX") or w.xpos == "VBN" for w in found)):
            return True
        finite = [w for w in found if w.finite]
        that = bool(found) and found[0].form.lower() == "that" and found[0].rel != "nsubj"  # which the tree may hang on a noun
        if finite and (that or (attribution.confidence >= SURE and not all(map(self.in_side_clause, finite)))):
            return True
        sure = attribution.scope is Scope.SPEECH and attribution.confidence >= SURE
        if sure and (self._ends_with_the_cue(attribution) or self.quoted(attribution) > PARTLY):
            return True
        entry = self.language.verb_cues.get(attribution.lemma)
        if entry is None:
            return False
        says = Takes.PARENTHETICAL in entry.takes and entry.stance is not Stance.ENDORSING
        pieces, cue = attribution.content, attribution.cue
        if sure and says and pieces[0].end <= cue[0].start and cue[-1].end <= pieces[-1].start:
            return True  # "Plans to cut the tax on land, he added, amount to “theft”": whatever the tree has of either part
        if sure and says and self._long_and_next(attribution):
            return True  # "says an internal review shows nobody leaked it", which trees take for a heap of nouns
        if Takes.OBJECT in entry.takes and (self.quoted(attribution) or self._named(attribution, entry)):
            return True  # "likened the refugees to a “vicious snake”"
        if Takes.THING in entry.takes and attribution.content[0].start > attribution.cue[0].start:
            return True  # "described a night of panic"
        neutral = sure and entry.stance is Stance.NEUTRAL  # "The hospital admitted a man suffering from burns" narrates
        if Takes.GERUND in entry.takes and (found[0].xpos == "VBG" or (neutral and self._seen_doing(attribution, found))):
            return True  # "denied striking a dancer", "recalled a van leaving the yard"
        if Takes.OF in entry.takes and self._ends_with_a_preposition(attribution):
            return True  # "warned of rip currents"
        return bool(entry.takes & {Takes.AS, Takes.OF}) and self._judged(attribution, entry)

    def _ends_with_a_preposition(self, attribution: Attribution) -> bool:
        cue = self.reader.words(attribution.cue)
        return bool(cue) and cue[-1].form in self.language.grammar.topic_prepositions

    def _seen_doing(self, attribution: Attribution, found: list[Word]) -> bool:
        """ "recalled [a van leaving] the yard", behind the cue: a noun, and right behind it what it did."""
        doing = next((w for w in found if w.xpos == "VBG" and w.upos == "VERB"), None)
        before = [w for w in found if doing is not None and w.id < doing.id]
        if not before or found[0].span.start < attribution.cue[-1].end or any(w.upos in ("ADP", "PUNCT", "VERB") for w in before):
            return False
        who = self.reader.read(attribution.source)  # "The firm recalled toys posing a danger" narrates
        return before[-1].upos in ("NOUN", "PROPN", "PRON") and who is not None and who.kind in (Kind.PERSON, Kind.PEOPLE)

    def clause(self, attribution: Attribution) -> bool:
        """Whether the tree has a clause with its subject in the content, or an infinitive after a belief ("it to peak in June")."""
        found = self.words(attribution)
        places = {w.span for w in found}
        for word in found:
            sentence = self.reader.sentence_at(word.span.start)
            if sentence is None:
                continue
            if word.deprel in DEPENDENT and not self._opens(attribution, sentence, sentence.children(word, "nsubj")):
                continue
            if word.upos not in ("VERB", "AUX") and word.head != 0 and not sentence.children(word, "cop"):
                continue
            if any(s.span in places for s in sentence.children(word, "nsubj", "csubj", "expl")):
                return True
        entry = self.language.verb_cues.get(attribution.lemma)
        infinitive = attribution.scope is Scope.BELIEF and entry is not None and Takes.TO in entry.takes
        return infinitive and any(w.form.lower() == "to" and w.upos == "PART" for w in found)

    def _opens(self, attribution: Attribution, sentence: Sentence, subjects: list[Word]) -> bool:
        """ "admitted under questioning [he had known]", "told by soldiers that [the road was mined]": a clause whose subject the
        content begins with, wherever it hangs."""
        opening = [w for w in subjects if sentence.subtree(w)[0].span.start == attribution.content[0].start and w.form.islower()]
        return any(w.form not in self.language.relatives for w in opening)  # "tells of a village [that hears a bell]"

    def _named(self, attribution: Attribution, entry: VerbCue) -> bool:
        """ "called the ruling a disgrace", "likened him to a king"; "called them to the stage" names nothing."""
        if Takes.NAME not in entry.takes or Takes.QUOTE not in entry.takes:
            return Takes.NAME in entry.takes
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        cue = {w.id for w in self.reader.words(attribution.cue)}
        if sentence is None:
            return False
        found = self.words(attribution)
        called = next(
            (w for w in found if w.rel in ("obj", "xcomp") and w.head in cue and w.upos in ("NOUN", "PROPN", "PRON")), None
        )
        places = [w for w in found if w.rel == "obl" and w.head in cue and sentence.children(w, "case")]
        aside = {w.id for head in (called, *places) if head is not None for w in sentence.subtree(head)}
        # "the charges unsubstantiated": what the tree takes for the object's attribute stands behind it
        behind = [w for w in found if w.id not in aside or (called is not None and w.id > called.id and w.upos in ("ADJ", "VERB"))]
        return any(w.upos in ("NOUN", "PROPN", "ADJ", "ADV", "VERB") for w in behind)

    def _judged(self, attribution: Attribution, entry: VerbCue) -> bool:
        """ "accused the GOP of stoking fear", "saw the verdict as a crash"; "praised the efforts of a donor" is an attitude."""
        cue = {w.id for w in self.reader.words(attribution.cue)}
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        if self.reader.words(attribution.cue)[-1].form == "to":
            return False  # "called out to the boys for help"
        marks = self.language.grammar.judging_prepositions
        credits = self.language.grammar.crediting_prepositions if Takes.OF in entry.takes else frozenset()
        marks |= {"on"} if Takes.OF in entry.takes else set()  # "blamed the delay on the weather"
        for word in self.words(attribution):
            judging = word.form.casefold() in marks | credits and word.rel != "fixed"  # "such as Bell"
            governed = sentence.head(word) if sentence is not None and judging else None
            named = (
                governed is not None and word.form.casefold() in marks and (word.form.casefold() == "as" or governed.head in cue)
            )
            if governed is not None and (governed.upos == "VERB" or named):
                return True
        return False

    def in_side_clause(self, word: Word, side: frozenset[str] = DEPENDENT) -> bool:
        """ "equipment that could help": whether a finite verb or auxiliary belongs to a clause about a noun or of circumstance."""
        sentence = self.reader.sentence_at(word.span.start)
        if word.rel == "cop":
            return False
        while sentence is not None and word.rel in ("aux", "conj") and (above := sentence.head(word)) is not None:
            word = above
        return word.deprel in side

    def _long_and_next(self, attribution: Attribution) -> bool:
        """Whether a content of some length stands right behind the cue or the hearer, and the tagger is certain of it."""
        first, behind = attribution.content[0], [s.end for s in (*attribution.cue, *attribution.hearer)]
        near = any(0 <= first.start - end <= GAP for end in behind)
        figure = FIGURE.fullmatch(hull(attribution.content).of(self.text)) is not None  # "She says 43", not "recalled 43 cars"
        return near and (figure or (attribution.confidence >= CERTAIN and words(self.text, attribution.content) >= LONG))

    def _ends_with_the_cue(self, attribution: Attribution) -> bool:
        """ "People like Holm, she said.": a fragment is a claim where the sentence is nothing but it and the cue."""
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        if sentence is None or attribution.content[0].start != sentence.span.start or not attribution.source:
            return False
        end = max(attribution.cue[-1].end, attribution.source[-1].end)
        between = self.text[attribution.content[-1].end : min(attribution.cue[0].start, attribution.source[0].start)]
        behind = self.text[end : sentence.span.end]
        when = len(WORD.findall(behind)) < LONG and not any(w.upos == "VERB" for w in sentence.words if w.span.start >= end)
        inverted = attribution.source[0].start > attribution.cue[-1].end  # "Not so, say its engineers, who found cracks"
        alone = not WORD.search(behind) or inverted or ((behind.startswith(",") or when) and attribution.confidence >= CERTAIN)
        return between.strip() == "," and alone


def words(text: str, spans: Spans) -> int:
    """How many words the spans hold."""
    return sum(len(WORD.findall(text, s.start, s.end)) for s in spans)
