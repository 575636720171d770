"""Facts about accusations: who is blamed, by whom, and whether the accused is heard."""

from __future__ import annotations

import re
from functools import cache

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import in_article, in_content, in_unit, listed, names, surnames, texts, tokens
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.languages.wording import load_wording
from provaudit.model.attribution import Stance
from provaudit.model.chain import Flag, Naming
from provaudit.model.span import Span, merge, near, overlap

_CUT = re.compile(r"(?:[A-Z][\w'’-]*\s+)*[\w'’-]*$")  # the beginning of a name or word that is cut through
LONGEST = 300  # characters of a name
NEAR = 45  # characters: what stands further before the words of blame is somebody else


@fact
def accuses(subject: StatementSubject) -> bool:
    """Whether the statement blames somebody for a crime, a fraud or a breach of duty; a denial does not."""
    denied = any(cue.stance is Stance.DENIAL for cue in subject.statement.cues)
    return not denied and bool(in_content(subject, "accusation", quoted=True))


@fact
def accusation_words(subject: StatementSubject) -> list[str]:
    """The words of blame: "embezzled", "covered up"."""
    return texts(subject.article, in_content(subject, "accusation", quoted=True))


@fact
def accused(subject: StatementSubject) -> list[str]:
    """The people and bodies that an accusing statement names right before the words of blame, without its sources."""
    if not accuses(subject):
        return []
    near = [_before(subject, blame) for blame in in_content(subject, "accusation", quoted=True)]
    sources = {token for link in subject.statement.chain[:-1] for token in tokens(link.entity.name)}
    found = [name for name in names(subject.article, near, opening=True) if not set(tokens(name)) & sources]
    openers = subject.article.wording.pattern("participle_first").findall(subject.unit.span.of(subject.article.text))
    return [name for name in found if name not in openers and _can_be_accused(subject.article, name)]


@fact
def accused_heard(subject: StatementSubject) -> bool:
    """Whether the article has an answer: a denial, a refusal to comment, a defence, or the accused as a source."""
    if reply_in_text(subject):
        return True
    blamed = {tokens(name)[-1] for name in accused(subject) if tokens(name)}
    return bool(blamed & subject.article.once("words of sources", lambda: _source_words(subject.article)))


@fact
def accusation_first(subject: StatementSubject) -> bool:
    """Whether no earlier statement of the article accuses a named party; a rule that asks for it speaks up once."""
    accusing = (other.index for other in subject.article.counted if accused(other))
    return subject.article.once("first accusation", lambda: next(accusing, None)) == subject.index


@fact
def accusing_origins(article: ArticleSubject) -> int:
    """The number of different sources that accuse somebody."""
    return len({s.statement.origin.entity.id for s in article.attributed if accuses(s)})


@fact
def reply_in_text(article: ArticleSubject) -> bool:
    """Whether somebody in the article denies, answers, defends, pleads, declines to comment or cannot be reached."""
    flags = {flag for subject in article.statements for flag in subject.statement.flags}
    denials = any(cue.stance is Stance.DENIAL for subject in article.statements for cue in subject.statement.cues)
    return Flag.NO_COMMENT in flags or denials or bool(in_article(article, "reply", quoted=True))


@fact
def verification_stated(article: ArticleSubject) -> bool:
    """Whether the article says what was or was not confirmed: "could not be verified", "reviewed by the Ledger"."""
    return bool(in_article(article, "verification"))


@fact
def checked_here(article: ArticleSubject) -> bool:
    """Whether the article says in its own voice what was or was not confirmed; that somebody "confirmed it to Reuters" or
    "could not confirm it" is what a source says."""
    said = merge(span for s in article.attributed for span in (*s.statement.content, *(cue.span for cue in s.statement.cues)))
    return any(not overlap((words,), near(said, words)) for words in in_article(article, "verification"))


@fact
def charge_shown(subject: StatementSubject) -> bool:
    """Whether the sentence tells of a charge or a suit, so that it is plain who alleges: "charged with battery for allegedly"."""
    return bool(in_unit(subject, "charges", quoted=True))


@fact
def judging_words(subject: StatementSubject) -> list[str]:
    """Praise and scorn in the statement, quoted or not: "reckless", "a bully", "brilliant"."""
    return texts(subject.article, in_content(subject, "opinion", quoted=True))


@fact
def judged(subject: StatementSubject) -> list[str]:
    """The people and bodies named in a statement of praise or scorn, without its sources."""
    if not in_content(subject, "opinion", quoted=True):
        return []
    sources = {token for link in subject.statement.chain[:-1] for token in tokens(link.entity.name)}
    owners = ("'s", "’s")  # "Harrow's pier" is about the pier
    named = (name for name in names(subject.article, subject.statement.content) if not name.endswith(owners))
    return [name for name in named if not set(tokens(name)) & sources]


@fact
def guesses(subject: StatementSubject) -> list[str]:
    """Words in the statement for what nobody can know yet: "might resign", "probably", "is likely to"."""
    return texts(subject.article, in_content(subject, "speculation", quoted=True))


@fact
def named_people(article: ArticleSubject) -> int:
    """The number of named sources."""
    return len(_source_names(article))


def _source_names(article: ArticleSubject) -> list[str]:
    """The names of all named sources."""
    links = [link for s in article.attributed for link in s.statement.chain[:-1]]
    return list(dict.fromkeys(link.entity.name for link in links if link.entity.naming is Naming.NAMED))


def _source_words(article: ArticleSubject) -> frozenset[str]:
    return frozenset(token for name in _source_names(article) for token in tokens(name))


def _can_be_accused(article: ArticleSubject, name: str) -> bool:
    """Whether a name is one of several words, an acronym, or known from elsewhere in the article; and no law's."""
    plain = name.removesuffix("'s").removesuffix("’s")
    known = " " in plain or plain.isupper() or plain in surnames(article) or plain in _entities(article)
    return known and not listed(article, "no_accused", plain.split()[-1])


def _entities(article: ArticleSubject) -> frozenset[str]:
    called = (entity.name for entity in article.analysis.entities if entity.naming is Naming.NAMED)
    return article.once("entity names", lambda: frozenset(called))


@cache
def _beside(language: str) -> re.Pattern[str]:
    opens = load_wording(language).either("beside_name")
    return re.compile(rf", {opens}\b[^,;:.!?]{{1,90}}, (?:\w+ ){{0,2}}$|, \d+, (?:\w+ ){{0,2}}$")


def _before(subject: StatementSubject, blame: Span) -> Span:
    """The words of the statement right before the words of blame, from the last comma or full stop on; a clause between commas
    beside the name is passed over: "Brandt, who leads the fund, embezzled"."""
    piece = next(span for span in subject.statement.content if span.covers(blame))
    clause = _beside(subject.article.language.code).search(subject.article.text, piece.start, blame.start)
    end = clause.start() if clause and clause.end() == blame.start else blame.start
    edge = max(piece.start, end - NEAR)
    whole = _CUT.search(subject.article.text, max(piece.start, edge - LONGEST), edge)
    start = whole.start() if whole else piece.start
    text = subject.article.text[start:end]
    cut = max(text.rfind(mark) for mark in ",;:.!?")
    return Span(start + max(cut + 1, 0), end)
