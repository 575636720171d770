"""Which attributions are claims: somebody says, thinks or shows something that can be true or false."""

from __future__ import annotations

import re

from provaudit.attribution.tagged import EVIDENCE as TAGGER
from provaudit.chains.complements import WORD, Complements, words
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.languages.base import Language
from provaudit.languages.finding import first_of
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Attribution, Scope, Stance
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Word
from provaudit.model.span import Span, Spans, hull
from provaudit.quotes.index import QuotedText

ASSERTING = frozenset({Scope.SPEECH, Scope.BELIEF, Scope.EVIDENCE})
CAN_SHOW = frozenset({Kind.DOCUMENT, Kind.PEOPLE, Kind.ORGANIZATION, Kind.OUTLET, Kind.UNSPECIFIED})
QUOTED = 0.5  # share of a content in quotation marks that makes any cue one of speech
FRAGMENT = 0.15  # the same for cues of order: "called on them to “really call out” Russia"
LONG_WORD = 4  # letters; shorter words have no capital in a title
TO = re.compile(r"(?:not )?to\b", re.IGNORECASE)  # headlines have capitals


class Claims:
    """Asks of each attribution of one article whether it makes a statement."""

    def __init__(self, reader: MentionReader, quoted: QuotedText, language: Language, headlines: list[Span]) -> None:
        self.reader, self.quoted, self.language, self.grammar = reader, quoted, language, language.grammar
        self.contents = Complements(reader, quoted, language, headlines)
        self.text = reader.text

    def makes(self, attribution: Attribution, mention: Mention | None) -> bool:
        """Whether an attribution makes a statement where it stands alone."""
        scope, content, text = attribution.scope, attribution.content, self.text
        if not WORD.search(text, content[0].start, content[-1].end):
            return False
        if not attribution.source:
            return attribution.impersonal and attribution.evidence != (TAGGER,)
        if mention is None or not self._speaks(attribution, mention):
            return False
        if not (mention.known or WORD.search(attribution.lemma) or self.contents.quoted(attribution)):
            return False  # "The Latest: Holm resigns"
        if self.contents.is_placed(attribution, mention):
            return False  # "Malawi: At least 34 dead in floods"
        if self._asked(attribution) or self._supposed(attribution) or self._compared(attribution):
            return False
        if (
            self.contents.lacks_its_auxiliary(attribution)
            or self._suffers(attribution)
            or self._of_terms(attribution)
            or self._titled(attribution)
        ):
            return False
        if self._narrates(attribution, mention) or self._while(attribution):
            return False
        answered = attribution.hearer and attribution.content[0].start == attribution.hearer[0].start
        if answered and not self.contents.quoted(attribution) and attribution.lemma in self.grammar.answering_verbs:
            return False  # "was responding to questions about it"
        if self.contents.names_himself(attribution):
            return False
        learns = mention.kind is Kind.OUTLET and attribution.lemma in self.grammar.learning_verbs
        if learns and self.contents.says_something(attribution):
            return True  # "The BBC has learned that P": its reporters say so
        share = self.contents.quoted(attribution)
        if share >= QUOTED and scope is not Scope.WISH and not _knows(attribution) and words(text, content) > 1:
            return True
        if self._opens(content, self.grammar.questions) and not share and not self._exclaims(attribution):
            return False  # "asked whether", "would not say who"
        if self._told_to(attribution) or self._weighs(attribution) or self.contents.says_nothing(attribution):
            return False
        if hull(content).of(text).casefold() in self.grammar.clausal_pronouns:
            return scope is Scope.SPEECH  # "confirmed this"
        behind = next((s for s in content if s.start >= attribution.cue[-1].end), content[0])
        if TO.match(text, behind.start) and not (share or self._claims_by_infinitive(attribution) or self._of_whom(attribution)):
            return False  # "shouted at him to drop his gun": an order, no claim
        if scope is Scope.EVIDENCE and not share and mention.head in self.language.pictures and not self._finite(attribution):
            return False  # "Photos show the captain asleep"
        if attribution.evidence == (TAGGER,):
            # Without clause, quotation or known phrase the tagger alone is believed where a known cue has a clause.
            if scope is Scope.ORDER:
                return share > FRAGMENT
            if scope is Scope.OTHER and self._unknown_verb(attribution, mention):
                return True
            return scope in ASSERTING and (self._lists(attribution, mention) or self.contents.says_something(attribution))
        if scope is Scope.EVIDENCE:
            entry = self.language.verb_cues.get(attribution.lemma)
            says = entry is not None and Takes.QUOTE in entry.takes  # "Vinge suggested that P", but not "showed that it works"
            return (
                self._lists(attribution, mention)
                or share > 0
                or ((says or self._finds(mention)) and self.contents.says_something(attribution))
            )
        if scope is Scope.ORDER:
            return share > FRAGMENT
        return scope in ASSERTING

    def _unknown_verb(self, attribution: Attribution, mention: Mention) -> bool:
        """ "Holm streesed that P": a verb that no list has, before a clause that the tagger is sure of."""
        cue = self.reader.words(attribution.cue)
        verb = next((w for w in cue if w.xpos in ("VBD", "VBZ", "VBP")), None)
        unlisted = (
            verb is not None and verb.form.casefold() not in self.language.verb_forms and attribution.lemma == verb.form.casefold()
        )
        that = next((w.form.casefold() for w in self.contents.words(attribution)), "") == "that"
        return unlisted and that and mention.naming is Naming.NAMED and self.contents.clause(attribution)

    def _finite(self, attribution: Attribution) -> bool:
        """Whether the content has a finite verb."""
        return any(w.feat("VerbForm") == "Fin" or w.xpos == "MD" for w in self.contents.words(attribution))

    def makes_inside(self, attribution: Attribution, mention: Mention | None) -> bool:
        """The same for one inside the content of another: only an assertion by somebody who is placed counts there."""
        inner_quotation = self.quoted.inside(attribution.content[0].start)
        quotes = inner_quotation is not None and inner_quotation.depth > 0  # "“People say, ‘It is over,’” he said"
        if mention is None or (mention.naming is Naming.OPAQUE and not quotes) or not mention.known:
            return False
        if attribution.scope not in ASSERTING:
            return False
        in_quotation = self.quoted.inside(attribution.cue[0].start) is not None
        if not in_quotation and _knows(attribution):
            return False  # "Managers knew the lift was unsafe, two porters said"
        if in_quotation and mention.pronoun is not None and mention.pronoun.gender == "n":
            return False  # "“That tells me that we are right,” he said"
        told_of = mention.name is not None or mention.pronoun is not None or (mention.definite and mention.kind is Kind.PERSON)
        if in_quotation and attribution.scope is Scope.BELIEF and not told_of:
            return False  # "“People think it's a hoax,” he said", but "“the doctor thought it was asthma,” she said"
        return attribution.cited or quotes or bool(self.contents.quoted(attribution)) or self.contents.clause(attribution)

    def _speaks(self, attribution: Attribution, mention: Mention) -> bool:
        """Whether the source can be one: a name, a pronoun, a noun that says; the tagger vouches for other nouns."""
        head = self._top(attribution.source)
        informed = head is not None and head.form in self.grammar.informed_adjectives  # "Sources close to the player", misread
        # "report claims", "a statement read out on television and monitored by the BBC", of which the tree makes two verbs
        noun = mention.known and (" " not in mention.text or mention.kind is Kind.DOCUMENT)
        finite = head is not None and head.feat("VerbForm") == "Fin" and self._is_clause(head)
        if finite and mention.name is None and not informed and not noun:
            return False  # "if it was up to her, she wouldn't have time": a clause is nobody
        return mention.known or TAGGER in attribution.evidence

    def _suffers(self, attribution: Attribution) -> bool:
        """ "A manager accused of stealing $3,000 pleaded not guilty": of whom something is said, says nothing."""
        cue = self.reader.words(attribution.cue)
        verb = next((w for w in cue if w.upos == "VERB"), None)
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        entry = self.language.verb_cues.get(attribution.lemma)
        judging = entry is not None and {Takes.OBJECT, Takes.OF} <= entry.takes and Takes.THAT not in entry.takes
        # "accused of", with nobody between: a participle, whatever the tree says
        alone = judging and len(cue) == 2 and cue[0] is verb and verb.xpos in ("VBN", "VBD")
        if sentence is None or verb is None or not (alone or (verb.xpos, verb.rel) == ("VBN", "acl")):
            return False
        expected = TO.match(self.text, attribution.content[0].start) is not None  # "with both of them expected to visit"
        if cue[-1].form.casefold() not in self.grammar.accusing_prepositions and not expected:
            return False
        noun = sentence.head(verb)
        return alone or (noun is not None and any(noun.span.overlaps(span) for span in attribution.source))

    def _of_terms(self, attribution: Attribution) -> bool:
        """ "who spoke on the condition that he not be named", "insisted on anonymity": terms, no claim."""
        around = hull((*attribution.cue, *attribution.content))
        found = first_of(self.language, "terms", self.text, around)
        if found is None or found.start >= attribution.content[0].start + len("on "):
            return False
        between = self.text[found.end : attribution.content[0].start]  # "told the BBC, on condition that he not be named, that P"
        return "that" not in between.casefold().split()

    def _titled(self, attribution: Attribution) -> bool:
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

    def _while(self, attribution: Attribution) -> bool:
        """ "Hospital apologises after wrong twin given jab": when somebody spoke, not what was said."""
        behind = attribution.content[0].start >= attribution.cue[-1].end
        opens = self._opens(attribution.content, self.grammar.circumstances)
        return behind and opens and not self.contents.quoted(attribution)

    def _opens(self, content: Spans, words: frozenset[str]) -> bool:
        """Whether a content begins with one of `words`."""
        first = WORD.match(self.text, content[0].start)
        return first is not None and first.group().casefold() in words

    def _is_clause(self, verb: Word) -> bool:
        """Whether a finite verb really is one, and no participle that the parser took for it: "the report released in May"."""
        sentence = self.reader.sentence_at(verb.span.start)
        return sentence is None or (verb.xpos != "VBN" and not (verb.xpos == "VBD" and verb.form.casefold().endswith("ed")))

    def _asked(self, attribution: Attribution) -> bool:
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
        asks = sentence.words[-1].form == "?" and sentence.words[0].upos in ("AUX", "ADV", "PRON", "DET")
        return asks and self.quoted.inside(sentence.words[-2].span.start) is None

    def _weighs(self, attribution: Attribution) -> bool:
        """ "began considering sending a tug", "is considering a sale": a plan that is weighed, no belief."""
        if attribution.scope is not Scope.BELIEF or self.contents.quoted(attribution):
            return False
        first = next(iter(self.contents.words(attribution)), None)
        if first is not None and first.form.lower() in self.grammar.knowable:
            return True  # "knows what he will do next"
        gerund = first is not None and first.xpos == "VBG" and first.rel == "xcomp"
        progressive = any(w.xpos == "VBG" for w in self.reader.words(attribution.cue))
        return gerund or (progressive and not self.contents.clause(attribution))

    def _told_to(self, attribution: Attribution) -> bool:
        """ "warned the council to stay away": an order, no claim; "expects the council to stay away" is one."""
        if not attribution.hearer or attribution.scope is Scope.BELIEF or self.contents.quoted(attribution):
            return False
        hearer = attribution.hearer[-1]
        return attribution.content[0].start == attribution.hearer[0].start and bool(TO.match(self.text, hearer.end + 1))

    def _exclaims(self, attribution: Attribution) -> bool:
        """ "told the host how surprised she was", "reveals just how swift it is"; "how many" and "how to" ask."""
        found = self.contents.words(attribution)[:2]
        return len(found) == 2 and found[1].xpos in ("JJ", "VBN", "VBD") and found[1].form.casefold() not in self.grammar.measures

    def _supposed(self, attribution: Attribution) -> bool:
        """ "If the board rejected the plan": nobody has done it."""
        words = self.reader.words(attribution.cue)
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        verb = next((w for w in words if w.upos == "VERB"), None)
        if sentence is None or verb is None or verb.rel != "advcl":
            return False
        marks = [c for c in sentence.children(verb, "mark") if c not in words]  # but "if the drivers are to be believed"
        return any(c.form.casefold() in self.language.conditions for c in marks)

    def _compared(self, attribution: Attribution) -> bool:
        """ "The turnout was higher than most analysts had forecast": what they forecast was another."""
        sentence = self.reader.sentence_at(attribution.source[0].start)
        first = next(iter(self.reader.words(attribution.source)), None)
        return (
            sentence is not None and first is not None and first.id > 1 and sentence.words[first.id - 2].form.casefold() == "than"
        )

    def _lists(self, attribution: Attribution, mention: Mention) -> bool:
        """ "A duty roster lists 104 names"; "police found 31 guns" and "the video shows him" narrate."""
        shows = attribution.scope is Scope.EVIDENCE and mention.kind is Kind.DOCUMENT
        return shows and mention.head not in self.language.pictures

    def _finds(self, mention: Mention) -> bool:
        """ "The judge found that P" rules so, the papers found it; "the walker found that it rained" is narrated."""
        it = mention.pronoun is not None and mention.pronoun.gender == "n"  # "It also found that P": the poll
        # "Magistrate Ida Holm found that P", "the inspector general found that P", and no neighbour of the judge
        title = mention.text if mention.name is None and mention.kind is Kind.PERSON else mention.role or ""
        office = {mention.head, *title.casefold().partition(f" {mention.head} ")[0].split()}
        ruling = not office.isdisjoint(self.language.finders)
        return it or mention.kind in CAN_SHOW or ruling or self._takes_up_a_finder(mention)

    def _takes_up_a_finder(self, mention: Mention) -> bool:
        """ "Coroner Ida Holm recorded a verdict on Monday. She found that P": the subject of the sentence before."""
        sentence = self.reader.sentence_at(mention.span.start) if mention.pronoun is not None else None
        before = self.reader.parse.sentences[sentence.index - 1] if sentence is not None and sentence.index else None
        subjects = [w for w in before.words if w.rel == "nsubj"][:1] if before is not None else []
        return before is not None and any(
            word.lemma.casefold() in self.language.finders for subject in subjects for word in before.subtree(subject)
        )

    def _top(self, spans: Spans) -> Word | None:
        found = self.reader.words(spans)
        ids = {w.id for w in found}
        return next((w for w in found if w.head not in ids), None)

    def _of_whom(self, attribution: Attribution) -> bool:
        """ "[General Park] was reported by Yonhap to [have been questioned]": what is said of whom stands before the cue."""
        found = self.contents.words(attribution)
        behind = [w for w in found if w.span.start >= attribution.cue[-1].end]
        return len(behind) < len(found) and any(w.upos == "AUX" for w in behind[:2])

    def _claims_by_infinitive(self, attribution: Attribution) -> bool:
        """ "claimed to have captured villages" · "According to the paper, to stay is to lose"."""
        entry = self.language.verb_cues.get(attribution.lemma)
        return attribution.lemma in self.language.phrases or (entry is not None and Takes.TO in entry.takes)


def _knows(attribution: Attribution) -> bool:
    """ "knew that P", "is known for P": P is taken for granted, not claimed."""
    return attribution.scope is Scope.BELIEF and attribution.stance is Stance.ENDORSING
