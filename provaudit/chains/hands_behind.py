"""The hands that clauses behind a mention name: "a memo obtained by the Courier", "a deckhand, who told ITV News"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile

from provaudit.attribution.clauses import noun_phrase, phrase_after, unrealised
from provaudit.chains.nesting import Node
from provaudit.chains.outlets import OutletReader, taken_up
from provaudit.entities.descriptions import forms
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.resolution import Entities, Record
from provaudit.languages.base import Language
from provaudit.model.chain import Kind, Naming
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import hull, overlap

Hand = tuple[Record, Mention]
REACH = 30  # words behind a mention in which its relative clauses are looked for


class HandsBehind:
    """Reads relative clauses and participles behind the mentions of one article."""

    def __init__(self, reader: MentionReader, entities: Entities, outlets: OutletReader, language: Language) -> None:
        self.reader, self.entities, self.outlets = reader, entities, outlets
        self.language, self.grammar = language, language.grammar

    def hands(self, mention: Mention, node: Node, *, downstream: bool) -> list[Hand]:
        """Who is named there, in the order of the text: downstream who got the words, upstream whom they come from."""
        if mention.pronoun is not None:
            return []
        sentence = self.reader.sentence_at(mention.span.start)
        if sentence is None:
            return []
        hands: list[Hand] = []
        loose: int | None = None  # where those begin who pass on to nobody yet
        outlet = self.outlets.is_one(mention)
        words = [w for w in sentence.words if w.span.start >= mention.span.start]
        at = 0
        end = mention.span.end
        for i, word in enumerate(words[:REACH]):
            if i < at or word.span.start < mention.span.start or word.upos not in ("VERB", "AUX"):
                continue
            if word.span.start > end and not self._attached(words, i, end, node):
                break
            if unrealised(sentence, word, self.grammar):
                continue  # "is not authorised to speak to the media"
            lemma = word.lemma.casefold()
            if downstream and mention.kind is not Kind.DOCUMENT and self._gives_away(sentence, word):
                continue  # "Levine, who has given money to Marco Rubio, said": no words of his
            said = sentence.children(word, "ccomp") if lemma in self.grammar.informing_verbs else []
            if said and not overlap((said[0].span,), node.attribution.content):
                continue  # "say its lawyers, who told the BBC that Q": Q they told it, and not P
            if mention.kind is Kind.DOCUMENT and word.rel == "conj":
                outlet = False  # "papers obtained by Il Fatto and shared with the Guardian": the papers are shared
            target = self._target(sentence, word, mention, outlet=outlet, downstream=downstream)
            target = [w for w in target or () if not overlap((w.span,), node.attribution.cue)]  # "the Bristol Cable [show]"
            # "handed to the Courier [by a clerk]", whom the tree may hang on the Courier
            target = list(takewhile(lambda w: w.form.lower() not in self.grammar.agent_prepositions, target))
            if not target:
                continue
            spans = (hull(w.span for w in target),)
            asking = self.outlets.read(spans, asks=True) if downstream and lemma in self.grammar.interviews else None
            found = self.outlets.behind_document(target) or asking or self.reader.read(spans)
            if found is None:
                continue
            paper = taken_up(found, self.entities, self.language) if downstream and found.definite else None
            got_it = paper is not None or self.outlets.is_one(found)
            handed = downstream and not got_it and self._hands_on(mention, found, sentence, word)
            passing = downstream and not (got_it or handed) and mention.kind is Kind.DOCUMENT and self._somebody(found)
            giver = self._giver(sentence, word, target) if got_it or handed or passing else None
            if downstream and giver is not None:
                hands.append((self.entities.resolve(giver), giver))
            if paper is not None:  # "which an official handed to the paper"
                hands.append((paper, found))
                outlet = True
                continue
            if passing and giver is not None:  # "that a clerk handed to prosecutors, who showed it to the Courier"
                loose = len(hands) - 1 if loose is None else loose
                hands.append((self.entities.resolve(found, speaks=False), found))
                end = found.span.end
                continue
            if downstream and not self.outlets.is_one(found) and not handed:
                continue  # "who would not be quoted by name"
            if self.outlets.is_one(found) and not found.parts:
                found = replace(found, kind=Kind.OUTLET)  # "a poll published by the Spokesman-Review", which is no review
            hands.append((self.entities.resolve(found, speaks=not downstream), found))
            end = max(end, found.span.end, word.span.end)
            outlet = self.outlets.is_one(found)
            loose = None if outlet else loose
        return hands[:loose]

    def _gives_away(self, sentence: Sentence, verb: Word) -> bool:
        """Whether a verb of passing on has an object that is no paper: "gave money to Holm"."""
        gives = verb.lemma.casefold() in self.language.hands.tells - self.grammar.informing_verbs
        things = [w for w in sentence.children(verb, "obj") if w.upos == "NOUN"] if gives else []
        return any(forms(w).isdisjoint(self.language.document_nouns) for w in things)

    def _hands_on(self, mention: Mention, found: Mention, sentence: Sentence, verb: Word) -> bool:
        """Whether who is no outlet had it in hand: a person with a name; of a document a body too ("documents obtained by the
        campaign group Clear Rivers and shared with the BBC"); of a record whoever lets it out ("minutes released by a court")."""
        named = found.name is not None and found.naming is Naming.NAMED
        if named and (found.kind is Kind.PERSON or (mention.kind is Kind.DOCUMENT and found.kind is Kind.ORGANIZATION)):
            return True
        let_out = verb.lemma.casefold() in self.language.hands.lets_out and self._original(mention, sentence, verb)
        before = next((w for w in sentence.words if w.span.end == found.span.start - 1), verb)
        return let_out and before.form not in self.grammar.giving_prepositions and self._somebody(found)

    def _original(self, mention: Mention, sentence: Sentence, verb: Word) -> bool:
        """Whether a record was let out, or a copy: "the report, a copy of which was provided by the fire service"."""
        words = [w.form.lower() for w in sentence.words[: verb.id - 1] if w.span.start > mention.span.start]
        return mention.head in self.language.originals or self._copied(words)

    def _copied(self, words: list[str]) -> bool:
        return any(
            w in self.grammar.copies and which in self.language.relatives for w, which in zip(words, words[2:], strict=False)
        )

    def _somebody(self, found: Mention) -> bool:
        return found.known and found.kind in (Kind.PERSON, Kind.PEOPLE, Kind.ORGANIZATION) and found.pronoun is None

    def _giver(self, sentence: Sentence, verb: Word, target: list[Word]) -> Mention | None:
        """ "minutes passed to the Courier by a former clerk": who gave it away, behind the outlet."""
        subjects = [w for w in sentence.children(verb, "nsubj") if w.upos in ("NOUN", "PROPN")]
        subjects = [w for w in subjects if w.lemma.casefold() not in self.grammar.copies]
        if subjects and verb.deprel in ("acl", "acl:relcl") and verb.lemma.casefold() in self.language.hands.tells:
            return self.reader.read_words(noun_phrase(sentence, subjects[0]))  # "a list that the union handed to the Courier"
        behind = sentence.words[target[-1].id : target[-1].id + 1]
        by = bool(behind) and behind[0].form.lower() in self.grammar.agent_prepositions
        if verb.lemma.casefold() not in self.language.hands.tells or not by:
            return None
        phrase = phrase_after(sentence, behind[0].id)
        giver = self.reader.read((hull(w.span for w in phrase),)) if phrase else None
        return giver if giver is not None and giver.known and giver.kind is not Kind.UNSPECIFIED else None

    def _attached(self, words: list[Word], i: int, end: int, node: Node) -> bool:
        """Whether a verb belongs to a clause about what was just named: "who", "which", "whose", or a participle right behind."""
        verb = words[i]
        if overlap((verb.span,), node.attribution.cue):
            return False
        if overlap((verb.span,), node.attribution.source) and verb.lemma.casefold() in self.language.hands.tells:
            return True  # "records leaked to the Courier and shared with the Post [show]", whatever the tree makes of the verbs
        between = [w for w in words if end <= w.span.start < verb.span.start]
        said = [w.form.lower() for w in between if w.upos != "PUNCT"]
        opens = self.language.subject_relatives
        if verb.lemma.casefold() in self.language.hands.carries | self.language.hands.lets_out:
            opens = self.language.relatives  # "an aide [whom the Courier granted] anonymity"
        if any(f in opens for f in said[:4]):
            return True
        if self._copied(said):
            return True  # "a memo listing the cuts, a [copy of which] was leaked to the Courier"
        if any(w.upos == "AUX" for w in between):
            return False
        # "obtained by Il Fatto and shared with the Guardian"
        acts = [w for w in words if w.rel == "acl" and w.id < verb.id]
        shared = bool(acts) and not any(w.rel == "nsubj" and w.head == verb.id for w in words) and verb.xpos in ("VBN", "VBD")
        joined = verb.rel == "conj" and (any(w.id == verb.head for w in acts) or (shared and between[-1].upos == "CCONJ"))
        interviewed = any(f in self.grammar.interviews for f in said[:3]) and verb.xpos == "VBN"
        # "told Sky in an interview quoted by La Gazzetta"
        return joined or (verb.feat("VerbForm") in ("Part", "Ger") and len(said) <= 2 + interviewed)

    def _printed_in(self, mention: Mention, sentence: Sentence, verb: Word) -> list[Word] | None:
        """ "figures published on Tuesday in the Daily Mail": where they came out; a study is only known by it."""
        if mention.kind is not Kind.DOCUMENT or mention.head in self.language.studies or verb.xpos != "VBN":
            return None
        for before, word in pairwise(sentence.words[verb.id : verb.id + 4]):
            issued = f"{verb.lemma.casefold()} {before.form.casefold()}" in self.grammar.issuing_verbs
            if issued and word.upos != "NUM" and word.form.casefold() not in self.language.calendar:
                phrase = phrase_after(sentence, before.id)
                outlet = self.outlets.read((hull(w.span for w in phrase),)) if phrase else None
                return phrase if outlet is not None and outlet.kind is Kind.OUTLET else None
        return None

    def _target(self, sentence: Sentence, verb: Word, mention: Mention, *, outlet: bool, downstream: bool) -> list[Word] | None:
        """The noun phrase that a relay verb hands over to, or takes from."""
        lemma, start = verb.lemma.casefold(), mention.span.start
        behind = sentence.words[verb.id : verb.id + 4]
        said = [w.form.lower() for w in behind]
        given = bool(said) and said[0] in self.grammar.giving_prepositions
        by = "by" in said[:3] and "to" not in said[: said.index("by")]
        by = by and said[0] not in self.grammar.performing_particles  # "a survey carried out by Pollmark"
        if downstream:
            original = lemma in self.language.hands.lets_out and self._original(mention, sentence, verb)
            if by and (lemma in self.language.hands.taken_by or original):
                return phrase_after(sentence, verb.id + said.index("by") + 1)
            if not by and (printed := self._printed_in(mention, sentence, verb)):
                return printed
            handed = lemma in self.language.hands.tells and given and not outlet  # "shared with ERT"
            if (lemma in self.language.hands.carries or original) and not by and not handed:
                subjects = [w for w in sentence.children(verb, "nsubj") if w.span.start >= start]
                return noun_phrase(sentence, subjects[0]) if subjects else None
            if lemma in self.language.hands.tells and not outlet:
                if lemma in self.grammar.informing_verbs or given:
                    return phrase_after(sentence, verb.id + given)
                at = next((i for i, form in enumerate(said, 1) if form in self.grammar.giving_prepositions), None)
                if at is not None:  # "shared in advance with the BBC"
                    return phrase_after(sentence, verb.id + at)
            return None
        carries = verb.xpos == "VBG" and lemma in self.language.hands.carries  # "Kyodo said, carrying a dispatch by AP"
        if not outlet or by or (lemma not in self.language.hands.draws_on and not carries):
            return None
        if lemma in self.grammar.conversing_verbs and not given:
            return None
        return phrase_after(sentence, verb.id + given)
