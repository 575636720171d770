"""Facts about documents, studies, polls, pictures and posts: can the reader find and weigh them?"""

from __future__ import annotations

import re

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import around, found, in_article, in_paragraph, in_unit, listed, names, stated, tokens
from provaudit.engine.facts.subjects import ArticleSubject, SourceSubject, StatementSubject
from provaudit.model.attribution import Mode
from provaudit.model.chain import Kind, Naming

# What the reader needs to weigh a poll, by the list in wording.yaml that shows it.
POLL_ITEMS = {
    "poll_runner": "who ran it",
    "poll_sponsor": "who paid",
    "poll_dates": "when",
    "poll_size": "how many were asked",
    "poll_method": "how",
    "poll_margin": "the margin of error",
}


@fact
def source_study(subject: SourceSubject) -> bool:
    """Whether the source is a study, a paper, a trial, research."""
    entity, wording = subject.link.entity, subject.statement.article.wording
    if entity.kind not in (Kind.DOCUMENT, Kind.UNSPECIFIED):
        return False
    # "an earlier report in a local paper" is no paper
    whose = re.search(rf" {wording.either('whose_paper')} ", entity.name)
    return bool(wording.pattern("study").search(entity.name[: whose.start()] if whose else entity.name))


@fact
def source_bare_study(subject: SourceSubject) -> bool:
    """Whether the source is "studies", "research", "data" and nothing more."""
    return _unnamed_in(subject, "studies")


@fact
def source_issuer_shown(subject: SourceSubject) -> bool:
    """Whether the paragraph of a document, or the one before, names a body or a person that it can come from."""
    article, at = subject.statement.article, subject.statement.unit.paragraph
    return article.once(f"issuer {at}", lambda: bool(names(article, around(article, at, before=1))))


@fact
def source_bare_statement(subject: SourceSubject) -> bool:
    """Whether the source is "a statement" or a release whose issuer its own words do not tell."""
    entity = subject.link.entity
    return entity.naming is not Naming.NAMED and bool(
        subject.statement.article.wording.pattern("written_statement").search(entity.name)
    )


@fact
def study_missing(subject: SourceSubject) -> list[str]:
    """Of "authors or institution" and "date", what the paragraph of a study and the next one do not tell."""
    if not source_study(subject):
        return []
    statement = subject.statement
    have = in_paragraph(statement, "published_where", after=1) or in_paragraph(statement, "identifier", after=1)
    at = statement.unit.paragraph
    near = around(statement.article, at, after=1)
    who = bool(have) or bool(names(statement.article, near)) or subject.link.entity.naming is Naming.NAMED
    when = bool(in_paragraph(statement, "date", after=1))
    return [item for item, there in (("authors or institution", who), ("date", when)) if not there]


@fact
def source_findable(subject: SourceSubject) -> bool:
    """Whether the article gives a link, a number or a place of publication by which a document can be found."""
    article = subject.statement.article
    return bool(in_article(article, "identifier") or in_paragraph(subject.statement, "published_where"))


@fact
def source_collective(subject: SourceSubject) -> bool:
    """Whether the source is a group that is quoted as one and belongs to nobody: "experts", "critics", "analysts"."""
    return _unnamed_in(subject, "collectives")


@fact
def source_quantified(subject: SourceSubject) -> bool:
    """Whether the source is a number of anybody: "some", "many people", "others"."""
    mention, article = subject.link.mention, subject.statement.article
    return _unnamed_in(subject, "quantified") and mention is not None and listed(article, "quantified", mention.of(article.text))


@fact
def source_of_group(subject: SourceSubject) -> bool:
    """Whether the sentence, or the one before it in the paragraph, tells of whom the source is a part: "Supporters cheered. Some
    chanted"."""
    article, mention, language = subject.statement.article, subject.link.mention, subject.statement.article.language
    if mention is None:
        return False
    unit = subject.statement.unit
    above = article.analysis.units[max(0, article.place_of_unit[unit.id] - 1)]
    start = above.span.start if above.paragraph == unit.paragraph else unit.span.start
    before = tokens(article.text[start : mention.start])
    plural = language.people_nouns | {f"{noun}s" for noun in language.person_nouns}
    return any(word in plural or word == "those" for word in before)


@fact
def source_rumour(subject: SourceSubject) -> bool:
    """Whether the source is a rumour, speculation, gossip."""
    name, article = subject.link.entity.name, subject.statement.article
    return bool(name) and (listed(article, "rumours", name) or listed(article, "rumour_nouns", name.split()[-1]))


@fact
def source_example_near(subject: SourceSubject) -> bool:
    """Whether one of the next five sentences, or of the three before, has a named source: an example of the group."""
    article = subject.statement.article
    at = article.place_of_unit[subject.statement.unit.id]
    near = (s for unit in article.analysis.units[max(0, at - 3) : at + 6] for s in article.of_unit.get(unit.id, ()))
    links = [link for s in near if s.statement.attributed for link in s.statement.chain[:-1]]
    return any(link.entity.naming is Naming.NAMED and link.entity.kind is not Kind.OUTLET for link in links)


@fact
def poll_first(subject: StatementSubject) -> bool:
    """Whether this is the first statement of the article that gives shares from a poll."""
    return subject.article.once("poll", lambda: _first_poll(subject.article)) == subject.index


@fact
def poll_missing(article: ArticleSubject) -> list[str]:
    """What the article does not tell about its polls, of: who ran it, who paid, when, how many were asked, how, the margin of
    error."""
    return [words for name, words in POLL_ITEMS.items() if not in_article(article, name, quoted=True)]


@fact
def lead_within_margin(subject: StatementSubject) -> str:
    """Two shares of which one is said to lead while their difference lies within the margin of error that the article gives:
    "46 to 44"; "" where there are none."""
    article = subject.article
    shares = article.wording.pattern("share")
    text = subject.unit.span.of(article.text)
    if not in_unit(subject, "leads") or (margin := _margin(article)) is None:
        return ""
    values = [float(value) for match in shares.finditer(text) for value in match.groups() if value]
    if len(values) != 2 or not abs(values[0] - values[1]) < margin:
        return ""
    return f"{values[0]:g} to {values[1]:g}"


def _margin(article: ArticleSubject) -> float | None:
    pattern = article.wording.pattern("margin_points")
    for unit in stated(article):
        match = pattern.search(article.text, unit.span.start, unit.span.end)
        if match:
            return float(next(value for value in match.groups() if value))
    return None


def _first_poll(article: ArticleSubject) -> int | None:
    for subject in article.counted:
        if subject.statement.mode is Mode.DIRECT:  # who is asked for a comment need not tell all of a poll
            continue
        here = [subject.unit.span]
        if found(article, "supposing", here):
            continue
        if all(found(article, name, here, quoted=True) for name in ("poll", "share", "poll_answer")):
            return subject.index
    return None


def _unnamed_in(subject: SourceSubject, name: str) -> bool:
    entity = subject.link.entity
    return entity.naming is not Naming.NAMED and listed(subject.statement.article, name, entity.name)
