"""What the attribution rules ask of a UD tree: noun phrases, reporting clauses, and where they are set off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from provaudit.attribution.subjects import compelled
from provaudit.languages.grammar import Grammar
from provaudit.model.parse import Sentence, Word

INSIDE_A_NOUN_PHRASE = frozenset(
    {"det", "amod", "compound", "nummod", "flat", "nmod:poss", "advmod", "goeswith", "case", "fixed", "punct"}
)
COMMAS = frozenset(",—–-―;:\"“”'‘’«»()[]…") | {"--", "''", "``", "..."}
STOPS = frozenset(".!?")
OPENING_MARKS = frozenset("“\"‘«'") | {"``", "''"}
CLOSING_MARKS = frozenset("”\"’»'") | {"''"}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
# By tag alone: where the parser is unsure, as of "say" in a clause set between commas, tag and features disagree (`Word.finite`).
TENSED = frozenset({"VBD", "VBZ", "VBP"})
FINITE = TENSED | {"MD"}
MAY_BE_FINITE = TENSED | {"VB"}  # it takes many a "say" for an infinitive
# Dependents that do not belong to the mention of a source: "Oake, who runs the café", "an official, speaking on condition".
NOT_OF_THE_MENTION = frozenset(
    {"acl:relcl", "parataxis", "cc:preconj", "punct", "advcl", "ccomp", "cop", "nsubj", "aux", "mark", "discourse"}
)


def agent(sentence: Sentence, verb: Word, grammar: Grammar) -> Word | None:
    """Who does it in a passive: "confirmed by the Met Office"."""
    for word in sentence.children(verb, "obl", "nsubj"):  # "as saying by Interfax that P", which trees take for a subject
        if any(c.form.lower() in grammar.agent_prepositions for c in sentence.children(word, "case")):
            return word
    return None


def passive(sentence: Sentence, verb: Word, grammar: Grammar) -> bool:
    """Whether the verb is in the passive: "was reported", "is believed to"."""
    participle = verb.xpos == "VBN" and verb.rel == "acl" and not sentence.children(verb, "aux", "nsubj")
    if participle and agent(sentence, verb, grammar):
        return True  # "a plant promised by the government"
    return bool(sentence.children(verb, "aux:pass", "nsubj:pass", "csubj:pass")) and verb.feat("VerbForm") != "Ger"


def noun_phrase(sentence: Sentence, head: Word) -> list[Word]:
    """The words of a mention: the whole noun phrase in one stretch around its head, without relative clauses."""
    kept = {head.id}
    stack = [head]
    while stack:
        word = stack.pop()
        for child in sentence.children(word):
            if child.deprel in NOT_OF_THE_MENTION or child.rel in NOT_OF_THE_MENTION:
                continue
            if child.rel == "case" and word is head and child.form.lower() not in ("'s", "’s", "of"):
                continue
            if child.rel == "acl" and not (_short_participle(sentence, child) or child.upos == "ADJ"):
                continue  # but "people familiar with the matter"
            kept.add(child.id)
            stack.append(child)
    # One stretch: punctuation inside is kept, what hangs further off is not.
    low = high = head.id
    while _joins(sentence, kept, low - 1, -1):
        low -= 1
    while _joins(sentence, kept, high + 1, +1):
        high += 1
    words = [w for w in sentence.words if low <= w.id <= high]
    while words and words[-1].upos == "PUNCT" and words[-1].form not in ")]":
        words.pop()
    while words and words[0].upos == "PUNCT":
        words.pop(0)
    return _with_hyphens(sentence, words)


def _with_hyphens(sentence: Sentence, words: list[Word]) -> list[Word]:
    """The whole of a name or noun that a hyphen joins, which the tree may take for two: "The [Atlanta Journal-]Constitution",
    "in [a Courier op-]ed"."""
    kept = list(words)
    while kept and kept[0].upos in ("PROPN", "NOUN") and kept[0].id > 2:
        hyphen, name = sentence.words[kept[0].id - 2], sentence.words[kept[0].id - 3]
        glued = hyphen.form == "-" and hyphen.span.end == kept[0].span.start and name.span.end == hyphen.span.start
        beside = name.upos == "PROPN" or (name.head, name.rel) == (kept[0].head, kept[0].rel)
        if not glued or name.upos != kept[0].upos or not beside:
            break
        # each word once: the tree may hang the name on what stands behind it ("in Saxony-Anhalt, Baden-Baden and Ost-Palatinate")
        kept = sorted({*noun_phrase(sentence, name), hyphen, *kept}, key=lambda w: w.id)
    return kept


def subject_phrase(sentence: Sentence, verb: Word, head: Word) -> list[Word]:
    """The noun phrase of a subject, with a name that the parser took for a second subject: "the minister, Lena Dorsch, told",
    "County Judge Lena Dorsch wrote"."""
    phrase = noun_phrase(sentence, head)
    if not phrase or phrase[-1].id + 1 >= verb.id or phrase[-1].upos not in ("NOUN", "PROPN"):
        return phrase
    comma = sentence.words[phrase[-1].id].form == ","
    second = next((w for w in sentence.children(verb, "nsubj") if w.id > phrase[-1].id and w.upos == "PROPN"), None)
    name = noun_phrase(sentence, second) if second is not None else []
    beside = bool(name) and name[0].id == phrase[-1].id + 1 + comma and name[-1].id < verb.id
    return [w for w in sentence.words if phrase[0].id <= w.id <= name[-1].id] if beside else phrase


def _short_participle(sentence: Sentence, word: Word) -> bool:
    """ "a person briefed on the plan" is one mention; "officials speaking on condition of anonymity" is not."""
    return word.feat("VerbForm") == "Part" and word.feat("Tense") != "Pres" and len(sentence.subtree(word)) <= 8


def _joins(sentence: Sentence, kept: set[int], at: int, step: int) -> bool:
    if not 1 <= at <= len(sentence.words):
        return False
    if sentence.words[at - 1].form == ";":
        return False
    if at in kept:
        return True
    return sentence.words[at - 1].upos == "PUNCT" and 1 <= at + step <= len(sentence.words) and at + step in kept


def cue_group(sentence: Sentence, verb: Word, grammar: Grammar) -> list[Word]:
    """The verb with its auxiliaries, negation, particle and the adverbs between: "has also said", "pointed out"."""
    group = {verb.id}
    for child in sentence.children(verb, "aux", "compound:prt", "cop"):
        group.add(child.id)
    for child in sentence.children(verb, "advmod"):
        if child.form.lower() in grammar.negations or child.feat("Polarity") == "Neg":
            group.add(child.id)
    low = high = verb.id
    while low - 1 in group or (low - 2 in group and _adverb(sentence, low - 1)):
        low -= 1
    while high + 1 in group:
        high += 1
    return [w for w in sentence.words if low <= w.id <= high]


def _adverb(sentence: Sentence, at: int) -> bool:
    return 1 <= at <= len(sentence.words) and sentence.words[at - 1].upos in ("ADV", "PART")


def negated(sentence: Sentence, verb: Word, grammar: Grammar) -> bool:
    """ "did not say", "never said": nothing is attributed; “Absolutely not,” he replied: it is."""
    found = [c for c in sentence.children(verb, "advmod") if c.form.lower() in grammar.negations]
    return any(all(w.upos != "PUNCT" for w in sentence.words[c.id : verb.id - 1]) for c in found)


def modal(sentence: Sentence, verb: Word, grammar: Grammar) -> bool:
    """ "could say", "would have said": nobody has said it."""
    return any(c.xpos == "MD" and c.lemma.lower() not in grammar.future_auxiliaries for c in sentence.children(verb, "aux"))


def without_edges(words: Sequence[Word]) -> list[Word]:
    """The words without punctuation at either end."""
    start, end = 0, len(words)
    while start < end and _mark(words[start]):
        start += 1
    while end > start and _mark(words[end - 1]):
        end -= 1
    return list(words[start:end])


def _mark(word: Word) -> bool:
    """Whether a word is punctuation; “‘it”, a mark and a word in one, is none."""
    return word.upos == "PUNCT" and not any(c.isalnum() for c in word.form)


def set_off(sentence: Sentence, low: int, high: int) -> bool:
    """Whether the words `low..high` (ids) stand between punctuation, or between punctuation and the end, not at the start."""
    before = sentence.words[low - 2] if low >= 2 else None
    after = sentence.words[high] if high < len(sentence.words) else None
    left = before is not None and (before.form in COMMAS or before.form in STOPS)
    right = after is None or after.form in COMMAS or after.form in STOPS
    return left and right


def noun_head(sentence: Sentence, at: int) -> Word | None:
    """The head of the noun phrase that begins at word number `at` (from 0): "Roper" for "the Roper Center" gives "Center"."""
    if at >= len(sentence.words):
        return None
    word = sentence.words[at]
    low = word.id
    while True:
        head = sentence.head(word)
        if head is None or head.id < low or head.upos in ("VERB", "AUX"):
            break
        if head.upos not in NOMINAL and word.deprel not in INSIDE_A_NOUN_PHRASE:
            break
        if any(w.form == "," for w in sentence.words[word.id : head.id - 1]):
            break  # "is, in the words of Ida Holm, a joke", which the tree may hang on the joke
        if word.deprel not in INSIDE_A_NOUN_PHRASE and word.rel not in ("nsubj", "nmod"):
            break
        if word.rel in ("nsubj",):
            break
        word = head
    daily = word.upos == "ADV" and bool(sentence.children(word, "det"))  # "told the Spanish sports daily"
    return word if word.upos in NOMINAL or daily else None


def phrase_after(sentence: Sentence, at: int) -> list[Word] | None:
    """The noun phrase that begins at word number `at` (from 0) or just behind it; None where there is none."""
    head = noun_head(sentence, at)
    phrase = [w for w in noun_phrase(sentence, head) if w.id > at] if head is not None else []
    if head is None or not phrase:
        return None
    # "obtained by the campaign group Clean Rivers", of which the tree may make two phrases
    second = next((w for w in sentence.words[phrase[-1].id :] if w.head == head.head and w.rel == head.rel), None)
    name = noun_phrase(sentence, second) if second is not None and second.upos == "PROPN" else []
    beside = bool(name) and name[0].id == phrase[-1].id + 1 and all(w.form[:1].isupper() for w in name)
    return [*phrase, *name] if beside else phrase


def with_outlet_name(sentence: Sentence, phrase: list[Word], nouns: Collection[str]) -> list[Word]:
    """ "in an interview with [the business daily] Dagens Nyheter", "quoted by [the state news agency] TASS": an outlet's noun, of
    `nouns`, with the name behind it, of which the tree may make two phrases or three."""
    words = list(phrase)
    if words and words[-1].upos == "NOUN" and words[-1].lemma.casefold() not in nouns:
        words += [w for w in sentence.words[words[-1].id :][:1] if w.lemma.casefold() in nouns]
    if words and words[-1].lemma.casefold() in nouns:
        words += takewhile(lambda w: w.upos in ("PROPN", "X"), sentence.words[words[-1].id :])
    return words


def case(sentence: Sentence, word: Word) -> str:
    """The preposition of a noun phrase: "to", "as"."""
    return " ".join(c.form.lower() for c in sentence.children(word, "case"))


def without_complementiser(words: list[Word]) -> list[Word]:
    """The words of a clause without "that" at its beginning."""
    while words and words[0].form.lower() == "that" and words[0].upos == "SCONJ":
        words = without_edges(words[1:])
    return words


def _calls(sentence: Sentence, verb: Word, grammar: Grammar) -> bool:
    """Whether somebody gets in touch with somebody: "texted her", "rang the desk"; not "would call", "called on the mayor"."""
    done = verb.xpos in ("VBD", "VBN", "VBZ", "VBP") and not modal(sentence, verb, grammar) and not negated(sentence, verb, grammar)
    return done and verb.lemma.casefold() in grammar.calling_verbs and bool(sentence.children(verb, "obj", "iobj"))


def unrealised(sentence: Sentence, verb: Word, grammar: Grammar) -> bool:
    """Infinitives and gerunds report no act: "asked him to confirm it", "instead of claiming P"; "by saying that P" and "with
    analysts predicting P" do."""
    if any(c.form.lower() == "to" for c in sentence.children(verb, "mark")):
        governor = sentence.head(verb)
        if compelled(sentence, verb, grammar) is not None:
            return False  # "forced him to admit that P"
        if verb.rel == "advcl" and governor is not None and _calls(sentence, governor, grammar):
            return False  # "telephoned the control room to report that P"
        return verb.rel != "xcomp" or governor is None or governor.lemma.casefold() not in grammar.aspectual_verbs
    above = sentence.head(verb) if verb.rel == "conj" and verb.xpos == "VB" else None
    if above is not None and above.xpos == "VB" and not sentence.children(verb, "aux", "nsubj"):
        return unrealised(sentence, above, grammar)  # "allows him to wait and [deny] responsibility"
    marks = {c.form.lower() for c in sentence.children(verb, "mark", "case")}
    above = sentence.head(verb)
    if above is not None and above.lemma.casefold() in grammar.quoted_states:
        marks -= {"as"}  # "was quoted as saying P", "is on record as saying P"
    if sentence.children(verb, "nsubj"):
        marks -= grammar.absolute_marks
    if any(w.lemma.casefold() in grammar.informing_verbs and w.xpos == "VBD" for w in sentence.words[: verb.id - 1]):
        marks -= grammar.realising_behind_speech
    return verb.xpos == "VBG" and not sentence.children(verb, "aux") and bool(marks - grammar.realising_marks)
