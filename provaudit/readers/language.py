"""Which language a text is written in, as far as the text is long enough for a sound answer."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from provaudit.errors import InputError
from provaudit.languages.codes import primary
from provaudit.model.article import Article
from provaudit.resources import folder

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_LETTERS = 200  # in fewer letters names decide, and names are of all languages
MIN_FOREIGN = 10  # letters that are not Latin ones: fewer are a name or a word
SURE = 0.5
FEWEST_WORDS, FEWEST_FREQUENT = 40, 8  # of a sample that is known at a glance, the second different ones
SHORTEST, STRAY, CERTAIN = 10, 1, 0.95  # words of a short text that is known all the same; how many may be frequent ones; how sure
FULL = 0.2  # share of its words that are frequent ones; reports have a quarter
_WORD = re.compile(r"[^\W\d_]+")
UNDETERMINED = "und"  # the code for a language that nobody knows
_SAMPLE = 4_000  # letters and marks: more do not make it surer


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where it is too short, mixed, or otherwise unsure.

    A short text is told only where it is beyond doubt that it is foreign. In another script than the Latin one few letters do,
    because names are not written in it: the code is `und` where they tell only that.
    """
    letters = [char for char in text[:_SAMPLE] if char.isalpha()]
    foreign = sum(not _is_latin(char) for char in letters if not char.isascii()) > max(len(letters) / 2, MIN_FOREIGN)
    if len(letters) < MIN_LETTERS and not foreign:
        return _plainly_foreign(text.lower())
    if plain := _at_a_glance(text[:_SAMPLE].lower()):
        return plain
    code, probability = _identifier().classify(text[:_SAMPLE].lower())
    if probability >= SURE:
        return str(code)
    return UNDETERMINED if foreign else None


def _at_a_glance(sample: str) -> str | None:
    """The language whose frequent words a sample in lower case is full of; None where no model-free answer is beyond doubt.

    The model answers the same, and takes longer to load than an article to audit.
    """
    words = _WORD.findall(sample)
    for code, frequent in _frequent_words().items():
        found = [word for word in words if word in frequent]
        if len(words) >= FEWEST_WORDS and len(set(found)) >= FEWEST_FREQUENT and len(found) >= FULL * len(words):
            return code
    return None


def _plainly_foreign(words: str) -> str | None:
    """The language of a short text in lower case that holds next to no frequent word of the languages that have a list of them, and
    of which the model is certain. Of 10,800 short texts of our fixtures, rules and training pieces one was, and it is French."""
    found = _WORD.findall(words)
    if len(found) < SHORTEST or any(sum(word in of for word in found) > STRAY for of in _frequent_words().values()):
        return None
    code, probability = _identifier().classify(words)
    return str(code) if probability >= CERTAIN and code not in _frequent_words() else None


@lru_cache(maxsize=1)
def _frequent_words() -> dict[str, frozenset[str]]:
    """By language, what its frequent_words.txt lists; languages without one are not known at a glance."""
    files = sorted(folder("languages").glob("*/frequent_words.txt"))
    lines = {file.parent.name: file.read_text(encoding="utf-8").splitlines() for file in files}
    return {code: frozenset(" ".join(line for line in of if not line.startswith("#")).split()) for code, of in lines.items()}


def with_language(article: Article) -> Article:
    """The article with the language that its text shows; what the file declares is kept where the text leaves it open."""
    language = identify(article.text) or (primary(article.meta.language) if article.meta.language else None)
    return replace(article, meta=replace(article.meta, language=language))


def noted(article: Article, supported: frozenset[str]) -> Article:
    """The article, with a note where neither its text nor anybody tells its language, and the little there is does not even read
    like one of the `supported` (ISO 639-1 codes): what comes of it may be worth nothing."""
    if article.meta.language:
        return article
    guess, _ = _identifier().classify(article.text[:_SAMPLE].lower())
    if str(guess) in supported:
        return article
    short = sum(map(str.isalpha, article.text[:_SAMPLE])) < MIN_LETTERS
    why = f": fewer than {MIN_LETTERS} letters, which read like {guess}" if short else f": it reads like {guess} in part"
    return replace(article, notes=(*article.notes, f"language not determined{why}"))


def _is_latin(letter: str) -> bool:
    """Whether a letter is of the Latin script; modifiers and full-width forms count as such."""
    code = ord(letter)
    return code < 0x370 or 0x1D00 <= code < 0x1F00 or 0x2C60 <= code < 0x2C80 or 0xA720 <= code < 0xA800 or 0xFF00 <= code < 0xFF5F


def require_supported(article: Article, supported: frozenset[str]) -> None:
    """Raises InputError where the article is known to be in a language that is not in `supported` (ISO 639-1 codes).

    An article whose language is not known passes: it is too short to tell.
    """
    language = primary(article.meta.language) if article.meta.language else None
    if language is not None and language not in supported:
        known = ", ".join(sorted(supported))
        raise InputError(
            f"the text is in another language ({language}) than those that can be audited ({known})",
            where=article.id,
            hint="if that is wrong, say so with --language",
        )


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
