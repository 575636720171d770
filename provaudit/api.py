"""The whole way from text to audit, for programs: the one place that knows the order of the stages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from provaudit import __version__, resources
from provaudit.config import Settings, cache_folder
from provaudit.errors import InputError, NothingToReadError, ProvauditError
from provaudit.model.article import Article, Metadata
from provaudit.model.audit import Analysis, Audit, Stamp

if TYPE_CHECKING:
    from provaudit.engine.pack import RulePack
    from provaudit.languages.base import Language
    from provaudit.nlp.base import AnyParser
    from provaudit.nlp.parser import Parser

Watch = Callable[[str], AbstractContextManager[object]]
"""Is entered with a stage's name around each stage: for measuring and tracing."""


class Auditor:
    """Audits articles. Models, pack and language are loaded on first use and once; use one Auditor for many articles."""

    def __init__(self, settings: Settings | None = None, watch: Watch = nullcontext, parser: AnyParser | None = None) -> None:
        self.settings = settings or Settings()
        self._watch = watch
        self._given = parser

    @property
    def parser(self) -> AnyParser:
        """The parser that was given, or else the one that the settings ask for."""
        return self._given if self._given is not None else _parser(self.settings.models, self.settings.threads, self.settings.cache)

    @cached_property
    def pack(self) -> RulePack:
        """The rule pack that the settings ask for. Raises RuleError for a mistake in it."""
        from provaudit.engine.load import load_pack

        return load_pack(self.settings.pack)

    @cached_property
    def language(self) -> Language:
        """The language that articles are audited in, with the newsroom's own outlets where there are any."""
        from provaudit.languages import load_language
        from provaudit.languages.codes import DEFAULT

        code = DEFAULT if self.settings.language == "auto" else self.settings.language
        return load_language(code, self.settings.outlets)

    @cached_property
    def fingerprint(self) -> str:
        """All that decides an audit beside text and rules, for the stamp: names and short hashes of the models, of the weights by
        which the tagger's proposals are chosen, of the language's data and of the newsroom's outlets.

        Raises ModelError where models are missing, UsageError for a mistake in the newsroom's outlets.
        """
        from provaudit.attribution.plausible import FILE

        home = resources.folder("models") / "en-attribution"
        return f"{self.parser.fingerprint} plausibility:{resources.digest(home, [home / FILE])} {self.language.fingerprint}"

    def analyse(self, article: Article) -> Analysis:
        """Units, attributions, entities and statements with their chains; no judgement yet.

        Raises InputError for an article in another language, ModelError where models cannot be loaded.
        """
        from provaudit.attribution import attribute
        from provaudit.chains.build import build
        from provaudit.languages.codes import SUPPORTED, primary
        from provaudit.quotes.pairing import pair
        from provaudit.readers.language import noted, require_supported
        from provaudit.units.segment import segment

        said = article.meta.language if self.settings.language == "auto" else self.settings.language
        article = noted(replace(article, meta=replace(article.meta, language=primary(said) if said else None)), SUPPORTED)
        require_supported(article, SUPPORTED)
        language = self.language  # before the models, so that a mistake in a newsroom's outlets is told at once
        with self._watch("layout"):
            article = laid_out(article)
        with self._watch("parse"):
            parse = self.parser.parse(article)
        with self._watch("units"):
            units = segment(article, parse)
        with self._watch("quotes"):
            quotations = pair(article.text, tuple(block.span for block in article.blocks))
        with self._watch("attribution"):
            attributions = attribute(article, parse, units, quotations, language)
        with self._watch("chains"):
            return build(article, parse, units, quotations, attributions, language)

    def audit(self, article: Article) -> Audit:
        """The audit of one article: analysis, scores, findings, summary. Raises what `analyse` raises, and RuleError."""
        from provaudit.engine.score import judge

        pack = self.pack  # first, so that a broken pack is told before any model is loaded
        analysis = self.analyse(article)
        with self._watch("judge"):
            judgement = judge(analysis, pack, self.language)
        stamp = Stamp(__version__, f"{pack.name} {pack.version}", pack.hash, self.fingerprint, article.input_sha256)
        return Audit(stamp, analysis, judgement.scores, judgement.findings, judgement.summary)

    def audit_text(self, text: str, *, id: str = "text", **meta: str | None) -> Audit:
        """The audit of a string. `meta` are fields of Metadata: publisher, title, byline, published, url, section, language."""
        return self.audit(article_of(text, id=id, meta=Metadata(**meta)))

    def audit_path(
        self, source: str, given: Metadata | None = None, *, only: str | None = None, name: str | None = None
    ) -> Iterator[Audit | ProvauditError]:
        """The audits of all articles in a file (`-` is standard input), one after the other; what fails comes as its error.

        `only` is the id of the one article to audit; the others are passed over. `name` is what articles without an id of their own
        are called, by default the file's name without suffix.
        Errors of the installation or the settings (ModelError, UsageError, RuleError) are raised: they concern all articles.
        """
        from provaudit.readers.base import read

        _ = self.pack, self.language  # a mistake in them is told before anything is read
        try:
            for article in read(source, given, name=name):
                if isinstance(article, ProvauditError):
                    yield article
                elif only in (None, article.id):
                    yield self.audit_or_error(article, source)
        except (InputError, NothingToReadError) as error:
            yield error

    def audit_or_error(self, article: Article, source: str) -> Audit | ProvauditError:
        """The audit of one article of `source`, or what is wrong with it. Raises errors that concern all articles."""
        where = place_of(article, source)
        try:
            return self.audit(article)
        except InputError as error:
            return InputError(error.what, where=where, hint=error.hint)
        except ProvauditError:
            raise
        except Exception as error:  # a mistake of ours must not take the other articles with it
            if "PROVAUDIT_TRACEBACK" in os.environ:
                raise
            failure = f"provaudit failed on it: {type(error).__name__}: {error}"
            return InputError(failure, where=where, hint="please report it; PROVAUDIT_TRACEBACK=1 shows where it happens")


def place_of(article: Article, source: str) -> str:
    """How messages name an article: by its source, and its id where that is not the name of the source."""
    named = source.removesuffix(Path(source).suffix).replace(os.sep, "/")
    return source if f"/{named}".endswith(f"/{article.id}") else f"{source}, article {article.id}"


def article_of(text: str, *, id: str = "text", meta: Metadata | None = None) -> Article:
    """An Article of a string, as the same text in a .txt file would give. Raises NothingToReadError and InputError."""
    from provaudit.readers.language import with_language
    from provaudit.readers.paragraphs import paragraphs
    from provaudit.readers.source import checked, digest

    sha256 = digest(text.encode("utf-8", "surrogatepass"))
    article = checked(text, paragraphs(text), id=id, where=id, sha256=sha256, meta=meta)
    return article if article.meta.language else with_language(article)


def laid_out(article: Article) -> Article:
    """The article as the stages see it: comments to provaudit are in no block, every block has its kind, and publisher, byline and
    date are there if the text tells them. By these an article is known in a store, which asks for them before it is audited."""
    from provaudit.readers.comments import without_comments
    from provaudit.units.kinds import layout

    return layout(without_comments(_dated(article)))


def _dated(article: Article) -> Article:
    """The article with its date in ISO 8601. What no day can be made of stays as it is, with a note."""
    from provaudit.dates import dated, iso

    said = article.meta.published
    if not said or dated(said):
        return article
    if known := iso(said):
        return replace(article, meta=replace(article.meta, published=known))
    note = f"the date “{' '.join(said.split())}” cannot be read, so that the article counts as undated; write it as 2026-11-18"
    return article if note in article.notes else replace(article, notes=(*article.notes, note))


@cache
def _parser(models: str, threads: int, cache_setting: str) -> Parser:
    """One parser a process and choice of settings; parsers that differ in what they remember share the models."""
    from provaudit.nlp.memory import Memory

    return _loaded(models, threads).remembering(Memory(cache_folder(cache_setting)))


@cache
def _loaded(models: str, threads: int) -> Parser:
    """One loading of models a process: it takes longer than auditing."""
    from provaudit.nlp.parser import Parser

    return Parser(models=models, threads=threads)
