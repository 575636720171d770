"""Which language a text is written in, asked only where the text is long enough for a sound answer."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from provaudit.errors import InputError
from provaudit.model.article import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_LETTERS = 200  # in fewer letters names decide, and names are of all languages
SURE = 0.5
_SAMPLE = 4_000  # letters and marks: more do not make it surer


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where it is too short, mixed, or otherwise unsure."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    code, probability = _identifier().classify(sample.lower())
    return str(code) if probability >= SURE else None


def with_language(article: Article) -> Article:
    """The article with the language that its text shows; what the file declares is kept where the text leaves it open."""
    language = identify(article.text) or _primary(article.meta.language)
    return replace(article, meta=replace(article.meta, language=language))


def require_supported(article: Article, supported: frozenset[str]) -> None:
    """Raises InputError where the article is known to be in a language that is not in `supported` (ISO 639-1 codes).

    An article whose language is not known passes: it is too short to tell.
    """
    language = _primary(article.meta.language)
    if language is not None and language not in supported:
        known = ", ".join(sorted(supported))
        raise InputError(
            f"the text is in another language ({language}) than those that can be audited ({known})",
            where=article.id,
            hint="if that is wrong, say so with --language",
        )


def _primary(code: str | None) -> str | None:
    """`en` for `en-GB` and `en_US`."""
    return code.replace("_", "-").partition("-")[0].lower() if code else None


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
