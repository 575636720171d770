"""Facts about one source in the chain of a statement, be it the origin or a relay."""

from __future__ import annotations

import re

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.chain import is_impersonal
from provaudit.engine.facts.looking import listed, names, tokens
from provaudit.engine.facts.mention import definite
from provaudit.engine.facts.subjects import SourceSubject
from provaudit.model.article import UnitType

_NAME_NEXT = re.compile(r"[ \u00a0]+([A-Z]\w+)")


@fact
def source_name(subject: SourceSubject) -> str:
    """The source's name, or its description where it has none."""
    return subject.link.entity.name


@fact
def source_kind(subject: SourceSubject) -> str:
    """What the source is: "person", "people", "organization", "outlet", "document" or "unspecified"."""
    return subject.link.entity.kind


@fact
def source_naming(subject: SourceSubject) -> str:
    """Whether the source is "named", "described" or "opaque"."""
    return subject.link.entity.naming


@fact
def source_role(subject: SourceSubject) -> str:
    """The source's title or description beside its name; empty where the text gives none."""
    return subject.link.entity.role or ""


@fact
def source_medium(subject: SourceSubject) -> str:
    """How the source's words were put out; empty if not told."""
    return subject.link.medium or ""


@fact
def source_is_origin(subject: SourceSubject) -> bool:
    """Whether the claim begins with this source; otherwise it is a relay."""
    return subject.index == 0


@fact
def source_impersonal(subject: SourceSubject) -> bool:
    """Whether not even a noun stands for the source."""
    return is_impersonal(subject.link)


@fact
def source_shown(subject: SourceSubject) -> bool:
    """Whether the source is mentioned in the statement's own unit; otherwise it is carried over."""
    return subject.link.mention is not None


@fact
def source_definite(subject: SourceSubject) -> bool:
    """Whether the source is spoken of as known: "the site", "one of the people"; "the media" is not."""
    mention = subject.link.mention
    words = mention.of(subject.statement.article.text) if mention else ""
    language, wording = subject.statement.article.language, subject.statement.article.wording
    if words.casefold() in language.pronouns:
        return True
    return definite(words, wording) and not wording.has("nobody_known", words.casefold())


@fact
def source_named_beside(subject: SourceSubject) -> bool:
    """Whether the words for the source have a name in them or right behind them: "the French channel BFM TV", "Glenn Beck's show".
    In a headline, where capitals tell nothing, no."""
    mention, article = subject.link.mention, subject.statement.article
    if mention is None or subject.statement.unit.type is UnitType.HEADLINE:
        return False
    follows = _NAME_NEXT.match(article.text, mention.end)
    return bool(names(article, [mention])) or (follows is not None and not listed(article, "calendar", follows[1]))


@fact
def source_single(subject: SourceSubject) -> bool:
    """Whether one outlet or report is meant that is not named here: "a newspaper", "a news report"; not "media", "reports"."""
    mention, article = subject.link.mention, subject.statement.article
    words = tokens(mention.of(article.text)) if mention else []
    return any(listed(article, "one_outlet", word) for word in words)


@fact
def source_thinks(subject: SourceSubject) -> bool:
    """Whether what is told of the source is what it thinks, expects or how it behaves, and not what it reported: "the media
    considered", "the networks predict"."""
    article = subject.statement.article
    lemmas = {cue.lemma for cue in subject.statement.statement.cues}
    lists = ("inner_cues", "performing_cues", "judging_cues", "foreseeing_cues")
    return any(listed(article, name, lemma) for name in lists for lemma in lemmas)


@fact
def source_first_use(subject: SourceSubject) -> bool:
    """Whether no earlier statement of the article has this source in its chain."""
    return subject.statement.article.first_of_source.get(subject.link.entity.id) == subject.statement.index
