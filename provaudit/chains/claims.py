"""Which attributions are claims: somebody says, thinks or shows something that can be true or false."""

from __future__ import annotations

from itertools import pairwise

from provaudit.attribution.clauses import TENSED
from provaudit.attribution.tagged import EVIDENCE as TAGGER
from provaudit.chains.complements import DEPENDENT, WORD, Complements, words
from provaudit.chains.refusals import TO, Refusal, Refusals, knows
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.languages.base import Language
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Attribution, Scope
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Span
from provaudit.quotes.index import QuotedText

FIGURES = frozenset({Takes.FIGURE, Takes.PARTICULAR})
ASSERTING = frozenset({Scope.SPEECH, Scope.BELIEF, Scope.EVIDENCE})
CAN_SHOW = frozenset({Kind.DOCUMENT, Kind.PEOPLE, Kind.ORGANIZATION, Kind.OUTLET, Kind.UNSPECIFIED})
QUOTED = 0.5  # share of a content in quotation marks that makes any cue one of speech
SIDE = DEPENDENT | {"acl"}  # "in the moments [before he was shot]"
FRAGMENT = 0.15  # the same for cues of order: "called on them to “really call out” Russia"


class Claims:
    """Asks of each attribution of one article whether it makes a statement."""

    def __init__(self, reader: MentionReader, quoted: QuotedText, language: Language, headlines: list[Span]) -> None:
        self.reader, self.quoted, self.language, self.grammar = reader, quoted, language, language.grammar
        self.contents = Complements(reader, quoted, language, headlines)
        self.refusals = Refusals(self.contents, quoted)
        self.text = reader.text

    def against(self, attribution: Attribution, mention: Mention | None) -> Refusal | None:
        """Why an attribution makes no statement where it stands alone; None where it makes one."""
        scope, content, text = attribution.scope, attribution.content, self.text
        if not WORD.search(text, content[0].start, content[-1].end) or self.contents.only_opens(attribution):
            return Refusal.EMPTY
        if not attribution.source and attribution.impersonal and attribution.evidence != (TAGGER,):
            return None
        if not attribution.source or mention is None:
            return Refusal.NO_SOURCE
        if (refusal := self.refusals.of_any(attribution, mention)) is not None:
            return refusal
        learns = mention.kind is Kind.OUTLET and attribution.lemma in self.grammar.learning_verbs
        if learns and self.contents.says_something(attribution):
            return None  # "The BBC has learned that P": its reporters say so
        share = self.contents.quoted(attribution)
        if share >= QUOTED and scope is not Scope.WISH and not knows(attribution) and words(text, content) > 1:
            return None
        if (refusal := self.refusals.of_unquoted(attribution, mention)) is not None:
            return refusal
        if self.contents.points_back(attribution):
            return None if scope is Scope.SPEECH else Refusal.POINTS_BACK
        behind = next((s for s in content if s.start >= attribution.cue[-1].end), content[0])
        if TO.match(text, behind.start) and not (share or self._claims_by_infinitive(attribution) or self._of_whom(attribution)):
            return Refusal.ORDER  # "shouted at him to drop his gun"
        if scope is Scope.ORDER:
            advises = attribution.lemma in self.grammar.advising_verbs and self.contents.clause(attribution)
            return None if share > FRAGMENT or advises else Refusal.ORDER
        if scope is Scope.OTHER and self._foresees(attribution, mention):
            return None
        if scope not in ASSERTING:
            unlisted = scope is Scope.OTHER and attribution.evidence == (TAGGER,) and self._unknown_verb(attribution, mention)
            return None if unlisted else Refusal.WISH
        if scope is Scope.EVIDENCE:
            return self._against_evidence(attribution, mention, share)
        entry = self.language.verb_cues.get(attribution.lemma)
        figures = entry is not None and entry.takes <= FIGURES  # "gave a preview of what P": the tree shows no figure
        if attribution.evidence != (TAGGER,) or (self.contents.says_something(attribution) and not figures):
            return None
        return Refusal.NO_CLAUSE  # without clause, quotation or known phrase the tagger alone is believed before a clause only

    def _against_evidence(self, attribution: Attribution, mention: Mention, share: float) -> Refusal | None:
        """ "A duty roster lists 104 names" claims; "police found 31 guns" and "the video shows him" narrate."""
        checked = self._checked(mention)
        pictured = mention.head in self.language.pictures and not checked
        if pictured and not share and not self._finite(attribution):
            return Refusal.PICTURED  # "Photos show the captain asleep"
        if mention.kind is Kind.DOCUMENT and not pictured:
            return None
        if self._counts(attribution, mention):
            return None
        clause = self.contents.says_something(attribution)
        if self._rules(mention) and self._holds(attribution):
            return None
        if attribution.evidence == (TAGGER,):
            return None if clause else Refusal.NARRATED
        entry = self.language.verb_cues.get(attribution.lemma)
        says = entry is not None and Takes.QUOTE in entry.takes  # "Vinge suggested that P", but not "showed that it works"
        return None if share or (clause and (says or self._finds(mention))) else Refusal.NARRATED

    def makes_inside(self, attribution: Attribution, mention: Mention | None) -> bool:
        """The same for one inside the content of another: only an assertion by somebody who is placed counts there."""
        inner_quotation = self.quoted.inside(attribution.content[0].start)
        quotes = inner_quotation is not None and inner_quotation.depth > 0  # "“People say, ‘It is over,’” he said"
        if mention is None or (mention.naming is Naming.OPAQUE and not quotes) or not mention.known:
            return False
        if attribution.scope not in ASSERTING:
            return False
        in_quotation = self.quoted.inside(attribution.cue[0].start) is not None
        if not in_quotation and knows(attribution):
            return False  # "Managers knew the lift was unsafe, two porters said"
        if in_quotation and mention.pronoun is not None and mention.pronoun.gender == "n":
            return False  # "“That tells me that we are right,” he said"
        told_of = mention.name is not None or mention.pronoun is not None or (mention.definite and mention.kind is Kind.PERSON)
        if in_quotation and attribution.scope is Scope.BELIEF and not told_of:
            return False  # "“People think it's a hoax,” he said", but "“the doctor thought it was asthma,” she said"
        return attribution.cited or quotes or bool(self.contents.quoted(attribution)) or self.contents.clause(attribution)

    def _unknown_verb(self, attribution: Attribution, mention: Mention) -> bool:
        """ "Holm streesed that P": a verb that no list has, before a clause that the tagger is sure of."""
        cue = self.reader.words(attribution.cue)
        verb = next((w for w in cue if w.xpos in TENSED), None)
        unlisted = (
            verb is not None and verb.form.casefold() not in self.language.verb_forms and attribution.lemma == verb.form.casefold()
        )
        that = next((w.form.casefold() for w in self.contents.words(attribution)), "") == "that"
        return unlisted and that and mention.naming is Naming.NAMED and self.contents.clause(attribution)

    def _foresees(self, attribution: Attribution, mention: Mention) -> bool:
        """ "The bank sees no growth before June": what a body says will come; "The city sees snow every winter" happens."""
        verb = next((w for w in self.reader.words(attribution.cue) if w.lemma in self.grammar.foreseeing_verbs), None)
        body = mention.kind is Kind.ORGANIZATION and mention.head not in self.language.plural_people
        body = body or (mention.pronoun is not None and mention.pronoun.gender == "n")  # "It now sees no return to profit"
        said = attribution.content[0].of(self.text)
        coming = self.grammar.to_come.search(said) is not None and self.grammar.again_and_again.search(said) is None
        return body and coming and verb is not None and verb.xpos in ("VBZ", "VBP")

    def _counts(self, attribution: Attribution, mention: Mention) -> bool:
        """ "Human rights groups documented the deaths of at least eleven inmates"; "The band documented its tour on film"."""
        body = mention.kind in (Kind.ORGANIZATION, Kind.PEOPLE) and attribution.lemma in self.grammar.documenting_verbs
        return body and any(w.upos == "NUM" for w in self.contents.words(attribution))

    def _checked(self, mention: Mention) -> bool:
        """ "Video geolocated by the BBC shows at least three buses": what somebody made sure of; "Satellite images show two
        lorries", "Footage posted on Telegram shows a fire": what was taken to tell, or let out by somebody."""
        found = self.reader.words((mention.span,))
        hands = self.language.hands.lets_out | self.language.hands.taken_by
        let_out = mention.head in self.language.originals and any(
            w.xpos in ("VBN", "VBD") and w.lemma.casefold() in hands for w in found
        )
        return (
            let_out
            or any(w.form.casefold() in self.grammar.remote_eyes for w in found)
            or any(
                verb.form.casefold() in self.grammar.checking_participles and by.form in self.grammar.author_prepositions
                for verb, by in pairwise(found)
            )
        )

    def _finite(self, attribution: Attribution) -> bool:
        """Whether the content has a finite verb that is not of a side clause: "him with his hands up [before he was shot]"."""
        found = [w for w in self.contents.words(attribution) if w.finite]
        that = any(w.form.casefold() == "that" and w.rel == "mark" for w in self.contents.words(attribution))  # "signs that P"
        return not all(self.contents.in_side_clause(w, DEPENDENT if that else SIDE) for w in found)

    def _finds(self, mention: Mention) -> bool:
        """ "The judge found that P" rules so, the papers found it; "the walker found that it rained" is narrated."""
        it = mention.pronoun is not None and mention.pronoun.gender == "n"  # "It also found that P": the poll
        return it or mention.kind in CAN_SHOW or self._rules(mention) or self._takes_up_a_finder(mention)

    def _rules(self, mention: Mention) -> bool:
        """Whether somebody finds by office: a judge, a court, an inspector."""
        # "Magistrate Ida Holm found that P", "the inspector general found that P", and no neighbour of the judge
        title = mention.text if mention.name is None and mention.kind is Kind.PERSON else mention.role or ""
        office = {mention.head, *title.casefold().partition(f" {mention.head} ")[0].split()}
        return not office.isdisjoint(self.language.finders)

    def _holds(self, attribution: Attribution) -> bool:
        """ "The judge found the search unlawful": what is held to be so; a verdict, "found him guilty", is narrated."""
        cue = {w.id for w in self.reader.words(attribution.cue)}
        held = [w for w in self.contents.words(attribution) if w.rel == "xcomp" and w.upos == "ADJ" and w.head in cue]
        return any(w.form.casefold() not in self.grammar.verdicts for w in held)

    def _takes_up_a_finder(self, mention: Mention) -> bool:
        """ "Coroner Ida Holm recorded a verdict on Monday. She found that P": the subject of the sentence before."""
        sentence = self.reader.sentence_at(mention.span.start) if mention.pronoun is not None else None
        before = self.reader.parse.sentences[sentence.index - 1] if sentence is not None and sentence.index else None
        subjects = [w for w in before.words if w.rel == "nsubj"][:1] if before is not None else []
        return before is not None and any(
            word.lemma.casefold() in self.language.finders for subject in subjects for word in before.subtree(subject)
        )

    def _of_whom(self, attribution: Attribution) -> bool:
        """ "[General Park] was reported by Yonhap to [have been questioned]": what is said of whom stands before the cue."""
        found = self.contents.words(attribution)
        behind = [w for w in found if w.span.start >= attribution.cue[-1].end]
        return len(behind) < len(found) and any(w.upos == "AUX" for w in behind[:2])

    def _claims_by_infinitive(self, attribution: Attribution) -> bool:
        """ "claimed to have captured villages" · "According to the paper, to stay is to lose"."""
        entry = self.language.verb_cues.get(attribution.lemma)
        return attribution.lemma in self.language.phrases or (entry is not None and Takes.TO in entry.takes)
