"""What else an editor sees in a unit: hedges, terms of anonymity, refusals to comment, media, old statements."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.languages.base import Language
from provaudit.languages.finding import Sign, first_of
from provaudit.languages.schema import Takes
from provaudit.model.attribution import Cue, Stance
from provaudit.model.chain import Flag
from provaudit.model.parse import Sentence, Shape
from provaudit.model.span import Span
from provaudit.remembered import remembered

SIGNS: dict[Flag, Sign] = {Flag.ANONYMITY_REASON: "terms", Flag.NO_COMMENT: "no_comment", Flag.STALE: "stale"}


def hedges(sentence: Sentence | None, language: Language) -> tuple[Cue, ...]:
    """Evidential and distancing words of a sentence: "reportedly", "claimed", "alleged"."""
    if sentence is None:
        return ()
    words = sentence.words
    return tuple([Cue(words[number - 1].span, lemma, stance) for number, lemma, stance in _hedges(sentence.shape, language)])


@remembered(250)  # sentences: three long articles; a garbage collector walks over all that is kept
def _hedges(shape: Shape, language: Language) -> tuple[tuple[int, str, Stance], ...]:
    """The same by the numbers of the words."""
    found = []
    for word in shape.alone.words:
        form = word.form.casefold()
        adverb = language.adverbs.get(form)
        entry = language.verb_cue(form) if word.upos == "VERB" else None
        doubting = entry is not None and entry.stance is Stance.DOUBTING and {Takes.THAT, Takes.PARENTHETICAL} <= entry.takes
        if adverb is not None and word.upos == "ADV":
            found.append((word.id, adverb.lemma, adverb.stance))
        elif form in language.hedges and (word.upos in ("ADJ", "ADV") or word.deprel == "amod"):
            found.append((word.id, word.lemma.casefold(), Stance.EVIDENTIAL))
        elif entry is not None and doubting:
            found.append((word.id, entry.lemma, Stance.DOUBTING))
    return tuple(found)


def flags(text: str, unit: Span, language: Language) -> frozenset[Flag]:
    """The marks of a unit that its words alone give."""
    return frozenset([flag for flag, sign in SIGNS.items() if first_of(language, sign, text, unit) is not None])


def medium(sentence: Sentence | None, outside: list[Span], language: Language) -> str | None:
    """The platform or occasion that the words around the content name: "wrote on X", "said in a statement"."""
    if sentence is None:
        return None
    forms = [w.form for s in outside for w in sentence.within(s)]
    starts = [at for at, form in enumerate(forms) if form.casefold() in language.medium_starts]
    for size in (4, 3, 2, 1):
        for phrase in _phrases(forms, starts, size):
            platform = language.platforms.get(phrase.casefold())
            if platform is not None and (platform != "X" or phrase[-1:] == "X"):
                return platform
    for size in (3, 2, 1):
        for phrase in _phrases(forms, starts, size):
            named = any(form.istitle() for form in phrase.split())  # "told the Quay Post in an interview": no post
            found = None if named else language.media.get(phrase.casefold())
            if found is not None:
                return found
    return None


def _phrases(forms: list[str], starts: list[int], size: int) -> Iterator[str]:
    """The stretches of `size` words that begin at one of `starts`."""
    return (" ".join(forms[at : at + size]) for at in starts if at + size <= len(forms))
