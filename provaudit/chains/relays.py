"""The hands between origin and publisher: who was told, who is cited, who picked it up."""

from __future__ import annotations

from itertools import pairwise, takewhile

from provaudit.attribution.clauses import noun_head, noun_phrase, unrealised
from provaudit.chains import go_betweens, occasions
from provaudit.chains.hands_behind import Hand, HandsBehind
from provaudit.chains.nesting import Node, outers
from provaudit.chains.outlets import OutletReader, taken_up
from provaudit.entities import published
from provaudit.entities.mention import Mention
from provaudit.entities.mentions import MentionReader
from provaudit.entities.resolution import Entities, Record
from provaudit.languages.base import Language
from provaudit.model.attribution import Attribution
from provaudit.model.chain import Kind
from provaudit.model.parse import Sentence, Word
from provaudit.model.span import hull, overlap


class Relays:
    """Finds the hands that a source's words passed through, in one article."""

    def __init__(self, reader: MentionReader, entities: Entities, language: Language) -> None:
        self.reader, self.entities, self.language, self.grammar = reader, entities, language, language.grammar
        self.outlets = OutletReader(reader, language)
        self.behind = HandsBehind(reader, entities, self.outlets, language)

    def after(self, node: Node) -> list[Hand]:
        """Who received it from the source, nearest first: "officials told the Times", "said in an interview with Der Spiegel"."""
        hands: list[Hand] = []
        attribution = node.attribution
        if attribution.hearer:
            hearer = self.outlets.read(attribution.hearer) or self.reader.read(attribution.hearer)
            if hearer is not None and self._this_paper(hearer):
                node.told_publisher = True
                hearer = None
            outer = node.outer.record if node.outer is not None and node.outer.outlet else None
            if hearer is not None and outer is not None and hearer.kind is Kind.OUTLET and hearer.name is None and hearer.definite:
                hands.append((outer, hearer))  # "told the outlet that P, the Post reported": one and the same
            elif hearer is not None and (publisher := self.entities.register.publisher(hearer)) is not None:
                hands.append((publisher, hearer))
            elif hearer is not None and (self.outlets.is_one(hearer) or self._quotes(attribution)):
                record = self.entities.resolve(hearer, speaks=False)
                host = record.kind is Kind.PERSON and not self._quotes(attribution)  # "told Hannity", who has a programme too
                hands += [] if host else [(record, hearer)]
            elif hearer is not None and hearer.definite and (known := taken_up(hearer, self.entities, self.language)) is not None:
                hands.append((known, hearer))  # "told the paper", of which the text has just spoken
            elif hearer is not None and hearer.pronoun is not None and hearer.pronoun.gender == "n":
                it = self.entities.resolve(hearer, speaks=False)  # "the agency said. Survivors told it that P"
                hands += [(it, hearer)] if it.kind is Kind.OUTLET else []
            elif hearer is not None and hearer.known and (onward := self._onward(hearer, node)):
                # "a deckhand told passenger Mina Castell, who told ITV News"
                hands += [(self.entities.resolve(hearer, speaks=False), hearer), *onward]
        if not hands and (poll := self._polled_in(node)) is not None:
            hands.append((self.entities.resolve(poll, speaks=False), poll))
        if not hands and (owner := self._owner(node)) is not None:
            hands.append((self.entities.resolve(owner, speaks=False), owner))
        if not hands:
            hands += self._beside_the_cue(node) or self._writes_for(node)
        hands = [*self._go_betweens(node, hands), *hands]
        if node.mention is not None:
            own = self.behind.hands(node.mention, node, downstream=True)
            if node.record is not None:  # "The poll, released by [the Brindle Institute]": what it is known by already
                own = [h for h in own if not published.known_by(node.record, h[0])]
            hands = [*own, *hands] if node.mention.kind is Kind.DOCUMENT else [*hands, *own]  # papers come from their own hands
        for record, mention in list(hands):
            if record.kind in (Kind.OUTLET, Kind.DOCUMENT):
                hands += [h for h in self.behind.hands(mention, node, downstream=True) if h[0] is not record]
        hands += [h for h in self._in_brackets(node) if all(h[0] is not record for record, _ in hands)]
        node.told_publisher = node.told_publisher or any(self._publisher(record, mention) for record, mention in hands)
        return self._without_publisher(hands)

    def before(self, node: Node) -> list[Hand]:
        """Whom the source itself leans on, origin first: "Al Jazeera, which spoke to three drivers"."""
        if node.mention is None or self._of_itself(node):
            return []
        return self._without_publisher(self.behind.hands(node.mention, node, downstream=False)[::-1])

    def _of_itself(self, node: Node) -> bool:
        """ "Reuters, which saw the video, said [it] could not place it": what it says is about itself, and not of the video."""
        first = next(iter(self.reader.words(node.attribution.content[:1])), None)
        behind = first is not None and node.attribution.cue[-1].end <= first.span.start
        return first is not None and behind and first.rel == "nsubj" and first.feat("Gender") == "Neut"

    def _in_brackets(self, node: Node) -> list[Hand]:
        """ "told Empire magazine ([via NME])": where it was read."""
        sentence = self.reader.sentence_at(node.attribution.cue[-1].end - 1)
        found = []
        for bracket, through in pairwise(sentence.words if sentence is not None else ()):
            if bracket.form != "(" or through.form.casefold() not in self.grammar.through_prepositions or sentence is None:
                continue
            name = list(takewhile(lambda w: w.form != ")", sentence.words[through.id :]))
            outlet = self.outlets.read((hull(w.span for w in name),)) if name else None
            if outlet is not None and outlet.kind is Kind.OUTLET and node.outer is None:
                found.append((self.entities.resolve(outlet, speaks=False), outlet))
        return found

    def _owner(self, node: Node) -> Mention | None:
        """ "according to [Harbor News]' sources at the club", "an [Interfax] source in the port": whose sources they are."""
        mention, sources = node.mention, self.language.informed | self.language.opaque_unspecified
        if mention is None or mention.head not in sources:
            return None
        names = self.reader.inventory.outlet_names
        before = [w.span.start for w in self.reader.words((mention.span,))[:2]]  # behind a determiner perhaps
        whose = mention.owner or next((names[at] for at in before if at in names), None)
        owner = self.outlets.read((whose,)) if whose is not None else None
        if owner is None or owner.kind is not Kind.OUTLET:
            return None
        return owner if owner.name is not None or taken_up(owner, self.entities, self.language) is not None else None

    def _polled_in(self, node: Node) -> Mention | None:
        """ "Economists in [a Redfield poll] expect growth of 2%": what asked them."""
        mention = node.mention if node.mention is not None and node.mention.kind is Kind.PEOPLE else None
        words = self.reader.words((mention.span,)) if mention is not None else []
        at = next((i for i, w in enumerate(words) if i and w.form.casefold() in self.grammar.quoting_prepositions), 0)
        asked = self.reader.read_words(words[at + 1 :]) if at and words[at + 1 :] else None
        return asked if asked is not None and asked.head in self.language.polls else None

    def _go_betweens(self, node: Node, hands: list[Hand]) -> list[Hand]:
        """ "Through his lawyer, Holm said P": who speaks for the source, where a person or a body speaks."""
        sentence = self.reader.sentence_at(node.attribution.cue[0].start)
        if sentence is None or node.record is None or node.outlet or node.record.kind is Kind.DOCUMENT:
            return []
        found = go_betweens.named(sentence, self._outside(node, sentence), self.reader, self.language)
        for mention in found:
            if mention.owner is not None and mention.owner.start < node.attribution.source[0].start:
                self.entities.owned_by(mention, node.record)
        mentions = [m for m in found if not any(m.span.overlaps(hand.span) for _, hand in hands)]
        return [(record, m) for m in mentions if (record := self.entities.resolve(m, speaks=False)) is not node.record]

    def _outside(self, node: Node, sentence: Sentence) -> set[int]:
        """The ids of a sentence's words that are neither content nor source of a node or of what it stands in."""
        attribution = node.attribution
        inside = node.outer.attribution.content if node.outer is not None else ()
        if not overlap(attribution.cue, inside):
            inside = (sentence.span,)  # but of "Doctors told her that P, Holm said on NRK" only the first clause is the doctors'
        ids = {w.id for span in inside for w in sentence.within(span)}
        of_others = [s for outer in outers(node) for s in outer.attribution.source]
        return ids.difference(w.id for s in (*attribution.content, *attribution.source, *of_others) for w in sentence.within(s))

    def _onward(self, hearer: Mention, node: Node) -> list[Hand]:
        """To whom a person who was told passed it on."""
        return self.behind.hands(hearer, node, downstream=True) if hearer.kind is Kind.PERSON else []

    def _writes_for(self, node: Node) -> list[Hand]:
        """ "Ida Holm of The Nation wrote that P": where it was printed."""
        writes = node.mention is not None and node.attribution.lemma in self.grammar.writing_verbs
        outlet = self.outlets.of_journalist(node.attribution.source) if writes else None
        return [(self.entities.resolve(outlet, speaks=False), outlet)] if outlet is not None else []

    def _poll(self, asked: Mention, node: Node) -> Record | None:
        """ "In a survey by the union, two thirds of teachers said P": what those asked say, the survey passes on."""
        people = node.mention is not None and node.mention.kind is Kind.PEOPLE
        return self.entities.resolve(asked, speaks=False) if people and asked.head in self.language.polls else None

    def _quotes(self, attribution: Attribution) -> bool:
        """ "A leaked cable quoted the governor as saying P" · "is quoted in the indictment as saying P": where somebody is quoted
        passes on, be it an outlet or not."""
        cue = hull(attribution.cue)
        return attribution.lemma in self.grammar.quoting_verbs and (
            attribution.hearer[-1].end <= cue.start or cue.covers(attribution.hearer[0])
        )

    def _without_publisher(self, hands: list[Hand]) -> list[Hand]:
        kept: list[Hand] = []
        for record, mention in hands:
            if not self._publisher(record, mention) and not any(record is other for other, _ in kept):
                kept.append((record, mention))
        return kept

    def _publisher(self, record: Record, mention: Mention) -> bool:
        """ "told the Ledger" in the Ledger, "told this newspaper"."""
        return self._this_paper(mention) or record.kind is Kind.PUBLISHER

    def _this_paper(self, mention: Mention) -> bool:
        """ "told this newspaper", "told this website"."""
        nouns = self.language.outlet_nouns | self.language.ambiguous_outlet_nouns
        return mention.text.casefold().startswith("this ") and (mention.kind is Kind.OUTLET or mention.head in nouns)

    def _beside_the_cue(self, node: Node) -> list[Hand]:
        """Outlets in phrases that hang on the cue: "said on CNN", "wrote in an op-ed in Die Zeit", "speaking to the BBC"."""
        attribution = node.attribution
        sentence = self.reader.sentence_at(attribution.cue[0].start)
        if sentence is None:
            return []
        cue_words = sentence.within(hull(attribution.cue))
        verbs = [w for w in cue_words if w.upos in ("VERB", "AUX")]  # the tagger counts "in the weekly" to the cue
        ids = self._outside(node, sentence) - {w.id for w in verbs}
        outside = [w for w in sentence.words if w.id in ids]
        over = occasions.handed_over(sentence, ids, self.outlets, self.language)
        if over:
            return [(self.entities.resolve(mention, speaks=False), mention) for mention in over]
        holder = next((held for w in verbs if (held := occasions.held(sentence, w, self.outlets, self.language)) is not None), None)
        if holder is not None:
            return [(self.entities.resolve(holder, speaks=False), holder)]
        occasion = occasions.named(sentence, ids, self.outlets, self.language)
        hands: list[Hand] = [(self.entities.resolve(outlet, speaks=False), outlet) for outlet in occasion]
        for word in outside:
            before = sentence.words[word.id - 2] if word.id > 1 else word
            form, piece = word.form.lower(), before.lemma.casefold() in self.language.outlet_pieces
            printed = piece and form in self.grammar.printing_prepositions  # "In an article from Politico, Ida Holm says P"
            if not (printed or form in self.grammar.outlet_prepositions) or word.id >= len(sentence.words):
                continue
            if before.form.lower() in self.grammar.topic_openers:
                continue  # "As for the BBC's plans, he said"
            if before.xpos == "VBN" and before.lemma.casefold() in self.grammar.hosting_verbs:
                continue  # "said at a town hall hosted by Harbor News": who gives the room gets no words
            paid = sentence.head(before) if before.upos == "VERB" and before.rel == "acl" else before
            in_it = paid is not None and {c.form for c in sentence.children(paid, "case")} & self.grammar.quoting_prepositions
            if paid is not None and in_it and paid.lemma.casefold() in self.grammar.adverts:
                continue  # "said in a commercial running on Harbor TV"
            claim = before.upos == "NOUN" and before.lemma.casefold() in self.language.noun_cues
            said_in = self.grammar.appearing_prepositions | self.grammar.through_prepositions
            if claim and not any(c.form.lower() in said_in for c in sentence.children(before, "case")):
                continue  # "dismissed a report in the Courier that P", "asked about a report in the Courier": the Courier's
            head = noun_head(sentence, word.id)
            behind = before in cue_words  # "said on NRK", wherever the tree hangs it
            if head is None or not (behind or self._hangs_on(sentence, head, cue_words)) or self._refers(sentence, word, cue_words):
                continue
            phrase = list(takewhile(lambda w: w.id in ids, [w for w in noun_phrase(sentence, head) if w.id > word.id]))
            if phrase:  # "on the cable channel CNBC", of which the tree may make two phrases
                beside = takewhile(lambda w: w.upos == "PROPN", sentence.words[phrase[-1].id :])
                phrase += [w for w in beside if w.head == head.head]
            if any(w.form in self.grammar.scholarly_nouns for w in phrase):
                continue  # "write in the journal Apiary Science": a medium
            spans = (hull(w.span for w in phrase),) if phrase else ()
            # "Ida Holm wrote for Brackish"
            asks = word.form.lower() in self.grammar.commissioning_prepositions and attribution.lemma in self.grammar.writing_verbs
            mention = (
                self.outlets.read(spans, asks=asks) or self.outlets.seeing(spans, sentence.words[word.id - 2]) if spans else None
            )
            if mention is None and spans and (said := self.reader.read(spans)) is not None:
                # "replied in the paper"
                known = taken_up(said, self.entities, self.language) if said.definite else self._poll(said, node)
                hands += [(known, said)] if known is not None else []
            if mention is None or self._on_a_platform(mention):
                continue  # "said on X", "in a since-deleted TikTok": a medium, no link
            if mention.kind is Kind.OUTLET and (mention.name or mention.definite or self._placed(mention)):
                hands.append((self.entities.resolve(mention, speaks=False), mention))
        return hands[:1]

    def _on_a_platform(self, mention: Mention) -> bool:
        last = "" if mention.outlet is not None else mention.text.split()[-1].casefold()
        return not self.language.platforms.keys().isdisjoint({mention.text.casefold(), last})

    def _placed(self, mention: Mention) -> bool:
        """ "on Chinese state television", but "on live television"."""
        said = {w.casefold() for w in mention.text.split()[:-1]}
        return not mention.plural and bool(said & (self.language.news_modifiers | self.language.demonyms))

    def _refers(self, sentence: Sentence, to: Word, cue: list[Word]) -> bool:
        """ "he said, referring to the People's Republic": who is spoken of is told nothing."""
        verb = sentence.words[to.id - 2] if to.id > 1 else to
        says = verb.lemma.casefold() in self.language.hands.tells | self.language.hands.appears
        return to.form.lower() == "to" and verb.upos == "VERB" and verb not in cue and not says

    def _hangs_on(self, sentence: Sentence, word: Word, cue: list[Word]) -> bool:
        """Whether a phrase is the cue's: "said on CNN", or "appeared on CNN and began by saying"."""
        appearances = [w for c in cue for w in sentence.ancestors(c) if w.lemma.casefold() in self.language.hands.appears]
        # "trashed the judge on Harbor Morning, calling him a fool": the participle's occasion is that of its verb
        appearances += [above for c in cue if c.xpos == "VBG" and c.rel == "advcl" and (above := sentence.head(c)) is not None]
        for above in (word, *sentence.ancestors(word)):
            if above in cue or above in appearances:
                return True
            if above.upos == "VERB" and (above.finite or unrealised(sentence, above, self.grammar)):
                return False  # the outlet belongs to another clause, or nobody "is authorised to speak to the media"
        return False
