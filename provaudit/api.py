"""The whole way from text to audit, for programs: the one place that knows the order of the stages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from provaudit import __version__
from provaudit.config import Settings
from provaudit.errors import InputError, NothingToReadError, ProvauditError
from provaudit.model.article import Article, Block, Metadata
from provaudit.model.audit import Analysis, Audit, Stamp
from provaudit.model.span import Span

if TYPE_CHECKING:
    from provaudit.engine.load import Pack
    from provaudit.languages.base import Language
    from provaudit.nlp.parser import Parser

Watch = Callable[[str], AbstractContextManager[object]]
"""Is entered with a stage's name around each stage: for measuring and tracing."""

# Below this many characters no language can be told; names alone make short English texts look foreign (measured on invented leads).
SHORTEST, SHORT = 40, 300
SURE, SURE_IF_SHORT = 0.9, 0.98
SAMPLE = 5000


class Auditor:
    """Audits articles. Models, pack and language are loaded on first use and once; use one Auditor for many articles."""

    def __init__(self, settings: Settings | None = None, watch: Watch = nullcontext) -> None:
        self.settings = settings or Settings()
        self._watch = watch

    @property
    def parser(self) -> Parser:
        """The parser that the settings ask for."""
        return _parser(self.settings.models, self.settings.threads)

    @cached_property
    def pack(self) -> Pack:
        """The rule pack that the settings ask for. Raises RuleError for a mistake in it."""
        from provaudit.engine.load import load_pack

        return load_pack(self.settings.pack)

    @cached_property
    def language(self) -> Language:
        """The language that articles are audited in, with the newsroom's own outlets where there are any."""
        from provaudit.languages.base import load_language

        code = "en" if self.settings.language == "auto" else self.settings.language
        return load_language(code, self.settings.outlets)

    def analyse(self, article: Article) -> Analysis:
        """Units, attributions, entities and statements with their chains; no judgement yet.

        Raises InputError for an article in another language, ModelError where models cannot be loaded.
        """
        from provaudit.attribution import attribute
        from provaudit.chains.build import build
        from provaudit.quotes.pairing import pair
        from provaudit.units.layout import layout
        from provaudit.units.segment import segment

        with self._watch("language"):
            self._expect_language(article)
        with self._watch("layout"):
            article = layout(article)
        with self._watch("parse"):
            parse = self.parser.parse(article)
        with self._watch("units"):
            units = segment(article, parse)
        with self._watch("quotes"):
            quotations = pair(article.text, tuple(block.span for block in article.blocks))
        with self._watch("attribution"):
            attributions = attribute(article, parse, units, quotations, self.language)
        with self._watch("chains"):
            return build(article, parse, units, quotations, attributions, self.language)

    def audit(self, article: Article) -> Audit:
        """The audit of one article: analysis, scores, findings, summary. Raises what `analyse` raises, and RuleError."""
        from provaudit.engine.score import judge

        pack = self.pack  # first, so that a broken pack is told before any model is loaded
        analysis = self.analyse(article)
        with self._watch("judge"):
            judgement = judge(analysis, pack)
        stamp = Stamp(__version__, pack.name, pack.hash, self.parser.fingerprint, article.input_sha256)
        return Audit(stamp, analysis, judgement.scores, judgement.findings, judgement.summary)

    def audit_text(self, text: str, *, id: str = "text", **meta: str | None) -> Audit:
        """The audit of a string. `meta` are fields of Metadata: publisher, title, byline, published, url, section, language."""
        return self.audit(article_of(text, id=id, meta=Metadata(**meta)))

    def audit_path(self, source: str, overrides: Metadata | None = None) -> Iterator[Audit | ProvauditError]:
        """The audits of all articles in a file (`-` is standard input), one after the other; what fails comes as its error.

        Errors of the installation or the settings (ModelError, UsageError, RuleError) are raised: they concern all articles.
        """
        from provaudit.readers.base import read

        with self._watch("load"):
            _ = self.pack, self.language
        try:
            for article in read(source, overrides or Metadata()):
                if isinstance(article, ProvauditError):
                    yield article
                    continue
                try:
                    audit = self.audit(article)
                except InputError as error:
                    yield error if error.where else InputError(error.what, where=article.id, hint=error.hint)
                else:
                    yield audit
        except (InputError, NothingToReadError) as error:
            yield error

    def _expect_language(self, article: Article) -> None:
        if self.settings.language != "auto":
            return
        found = _other_language(article.text)
        told = (article.meta.language or "en").replace("_", "-").partition("-")[0].lower()
        if found is None and told == "en":
            return
        raise InputError(
            f"the language is {found or told}; provaudit reads English so far",
            where=article.id,
            hint="if it is English after all, say --language en",
        )


def article_of(text: str, *, id: str = "text", meta: Metadata | None = None) -> Article:
    """An Article of a plain string: every line that is not blank is a block. Raises NothingToReadError for blank text."""
    if not text.strip():
        raise NothingToReadError("there is no text", where=id)
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        span = Span(at, at + len(line)).trim(text)
        if len(span):
            blocks.append(Block(span))
        at += len(line)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id, text, tuple(blocks), meta or Metadata(), digest)


@cache
def _parser(models: str, threads: int) -> Parser:
    """One parser a process and choice of models: loading takes longer than auditing."""
    from provaudit.nlp.parser import Parser

    return Parser(models=models, threads=threads)


def _other_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text that is surely not English, else None."""
    sample = text[:SAMPLE]
    if len(sample.strip()) < SHORTEST:
        return None
    code, probability = _identifier().classify(sample)
    sure = SURE_IF_SHORT if len(sample) < SHORT else SURE
    return str(code) if code != "en" and probability >= sure else None


@cache
def _identifier():  # type: ignore[no-untyped-def]  # noqa: ANN202 - py3langid ships no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
