"""Evidence from papers and who had them, where the tree takes "show" for a noun: "Emails obtained by the Cable show that P"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from provaudit.attribution.candidate import Candidate
from provaudit.attribution.passage import Passage
from provaudit.languages.base import VerbCue
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Scope
from provaudit.model.parse import Word

EVIDENCE = "syntax"
NOMINAL = frozenset({"NOUN", "PROPN"})


def candidates(passage: Passage) -> Iterator[Candidate]:
    """One candidate for each paper of which a word behind a name tells what it shows."""
    words = passage.sentence.words
    for cue in words[2:]:
        entry = passage.language.verb_cue(cue.form)
        before = words[cue.id - 2]
        shows = entry is not None and entry.scope is Scope.EVIDENCE and Takes.THAT in entry.takes
        if entry is None or not shows or cue.upos not in NOMINAL or before.upos != "PROPN":
            continue
        source = _paper(passage, cue)
        if source and (found := _shown(passage, cue, entry, source)) is not None:
            yield found


def _paper(passage: Passage, cue: Word) -> list[Word]:
    """ "[Emails released to the Bristol Cable] show": the words from the paper on; none where nobody handled one."""
    words, language = passage.sentence.words, passage.language
    handled = language.hands.taken_by | language.hands.tells | language.hands.passes
    for noun in reversed(words[: cue.id - 2]):
        verb = words[noun.id]
        if noun.upos in NOMINAL and verb.xpos in ("VBN", "VBD") and verb.lemma.casefold() in handled:
            if not {noun.form.casefold(), noun.lemma.casefold()} & language.document_nouns:
                return []
            before = list(takewhile(lambda w: w.upos in ("DET", "ADJ", "NUM", *NOMINAL), reversed(words[: noun.id - 1])))
            return [w for w in words if noun.id - len(before) <= w.id < cue.id]
        if noun.upos in ("PUNCT", "VERB", "AUX") and noun is not verb and noun.lemma.casefold() not in handled:
            return []
    return []


def _shown(passage: Passage, cue: Word, entry: VerbCue, source: list[Word]) -> Candidate | None:
    """The clause behind "that", or what stands before the comma of a paper that its sentence ends with."""
    words = passage.sentence.words
    behind, comma = words[cue.id : cue.id + 1], source[0].id > 1 and words[source[0].id - 2].form == ","
    if behind and behind[0].form.lower() == "that":
        return passage.candidate(
            EVIDENCE,
            cue,
            [cue],
            words[cue.id + 1 :],
            lemma=entry.lemma,
            scope=entry.scope,
            stance=entry.stance,
            source=source,
            own=True,
        )
    ends = not behind or behind[0].upos == "PUNCT"
    return passage.beside(EVIDENCE, entry, cue, source, words[: source[0].id - 2]) if ends and comma else None
