"""Makes the report out of audits: the one place that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from provaudit.echo import candidates, report
from provaudit.echo.claims import claims
from provaudit.echo.clusters import cluster
from provaudit.echo.copies import Copy, copies
from provaudit.echo.latecomers import Latecomers
from provaudit.echo.likeness import Likeness
from provaudit.echo.meanings import meanings
from provaudit.echo.narrate import narrate
from provaudit.echo.outlets import OutletsOf
from provaudit.echo.relays import relays
from provaudit.echo.rules import judge, load_rules
from provaudit.echo.stories import stories
from provaudit.echo.tellings import Corpus, read
from provaudit.echo.terms import Words
from provaudit.languages.base import Language
from provaudit.languages.wording import load_wording
from provaudit.store import rows


def build(documents: Iterable[rows.Document], language: Language) -> report.Echo:
    """The report over these audits (documents of provaudit-audit/1); the same in whatever order they come.

    Raises UsageError where a library is missing, RuleError for a mistake in rules/echo.
    """
    candidates.require()
    rules = load_rules()
    wording = load_wording(language.code)
    versions: set[tuple[str, str, str]] = set()
    corpus = read(_noted(documents, versions), wording)
    outlets = OutletsOf(corpus, language)
    corpus = outlets.resolve(corpus)
    likeness = Likeness(corpus, Words.of(language.code))
    same = candidates.one_of_each(likeness)
    alike = candidates.near_duplicates({first: corpus.tellings[first].text for first in same})
    pairs = candidates.sharing_rare_words(likeness, same) | {pair for pair in alike if likeness.comparable(*pair)}
    known = _claims(cluster(pairs, likeness), same)
    printed = copies(corpus, same, alike, outlets)
    from_whom = {copy.article: outlets.publisher(corpus.articles[copy.original]) for copy in printed}
    groups = stories(likeness, known, {copy.article: copy.original for copy in printed})
    groups = Latecomers(groups, same, likeness).joined(pairs)
    shared = claims(groups, same, known, likeness, meanings(language.code))
    told = narrate(corpus, groups, shared, language, wording, from_whom)
    made = report.Echo(
        counts=report.Counts(len(corpus.articles), len(corpus.tellings), sum(map(len, groups)), sum(map(len, shared))),
        articles=(),
        stories=told.stories,
        circles=told.circles,
        copies=tuple(_copy(corpus, copy) for copy in printed),
        drifts=told.drifts,
        relays=relays(corpus),
        findings=(),
        versions=tuple(sorted(versions)),
    )
    made = replace(made, articles=_named(corpus, made))
    return replace(made, findings=judge(made, rules))


def _noted(documents: Iterable[rows.Document], versions: set[tuple[str, str, str]]) -> Iterable[rows.Document]:
    for document in documents:
        stamp = document["stamp"]
        versions.add((stamp["provaudit"], f"{stamp['pack']} ({stamp['pack_hash']})", stamp["models"]))
        yield document


def _claims(clusters: list[list[int]], same: dict[int, list[int]]) -> list[list[int]]:
    """Clusters with all the statements that have the very same words, and those that have nothing but each other."""
    inside = {number for group in clusters for number in group}
    grown = [sorted(number for first in group for number in same[first]) for group in clusters]
    return sorted(grown + [group for first, group in same.items() if first not in inside and len(group) > 1])


def _copy(corpus: Corpus, copy: Copy) -> report.Copy:
    article, original = corpus.articles[copy.article], corpus.articles[copy.original]
    return report.Copy(article.key, original.key, round(copy.share, 4), copy.credited, copy.known)


def _named(corpus: Corpus, made: report.Echo) -> tuple[report.Article, ...]:
    keys = {key for story in made.stories for key in story.articles}
    keys |= {key for copy in made.copies for key in (copy.article, copy.original)}
    return tuple(
        report.Article(told.key, told.id, told.title, told.publisher, told.published, told.url)
        for told in corpus.articles
        if told.key in keys
    )
