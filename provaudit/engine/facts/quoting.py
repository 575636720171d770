"""Facts about quotations: whose they are, how much is quoted, what was changed in them."""

from __future__ import annotations

import re

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import around, in_article, in_unit, names, texts, tokens
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.model.article import Unit, UnitType
from provaudit.model.attribution import Mode
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Span, Spans, hull, near, overlap

SPEECH = 6  # words: a quotation of this length is what somebody said; a shorter one may be a title or a term
FRAGMENT = 3

_CHANGED = re.compile(r"\[[^\]]*\]|(?<!\.)\.\.\.(?!\.)|…|\. \. \.")


def quotations(subject: StatementSubject) -> Spans:
    """The outermost quotations, without their marks, that share words with the statement."""
    outermost, content = subject.article.outermost, subject.statement.content
    return subject.once("quotations", lambda: tuple(span for span in near(outermost, hull(content)) if overlap((span,), content)))


# A quotation of a thousand sentences belongs to a thousand statements: what each is, is asked once an article.


def fragments_in(subject: StatementSubject) -> Spans:
    """The quotations of three words or fewer in it."""
    article = subject.article
    short = article.once("fragments", lambda: frozenset(s for s in article.outermost if _fragment(s.of(article.text))))
    return tuple(span for span in quotations(subject) if span in short)


def scare_quotes_in(subject: StatementSubject) -> Spans:
    """Fragments in the publisher's own voice that are neither names nor titles, where the paragraph has no source at all."""
    article = subject.article
    if subject.statement.attributed or subject.unit.type is UnitType.HEADLINE or sourced(subject):
        return ()
    return tuple(span for span in fragments_in(subject) if span.of(article.text).islower())


def sourced(subject: StatementSubject) -> bool:
    """Whether the statement's paragraph has a source."""
    return subject.unit.paragraph in _sourced(subject.article)


def _sourced(article: ArticleSubject) -> frozenset[int]:
    """The paragraphs that have a source."""
    return article.once("sourced", lambda: frozenset(s.unit.paragraph for s in article.attributed))


def speaker_shown(subject: StatementSubject) -> bool:
    """Whether the origin is mentioned in the statement's own sentence."""
    mention = subject.statement.origin.mention
    return mention is not None and subject.unit.span.covers(mention)


def changed_in(subject: StatementSubject) -> Spans:
    """Brackets and omissions within its quotations."""
    article = subject.article
    changed = article.once("changed", lambda: {span: _changes(article.text, span) for span in article.outermost})
    return tuple(change for span in quotations(subject) for change in changed[span])


@fact
def fragments(subject: StatementSubject) -> list[str]:
    """Quotations of three words or fewer in the statement."""
    return texts(subject.article, fragments_in(subject))


@fact
def scare_quotes(subject: StatementSubject) -> list[str]:
    """Fragments in quotation marks in the publisher's own voice that no source of the paragraph can have said."""
    return texts(subject.article, scare_quotes_in(subject))


@fact
def changed_quotes(subject: StatementSubject) -> list[str]:
    """Brackets and omissions within the statement's quotations: "[the mayor]", "..."."""
    return texts(subject.article, changed_in(subject))


@fact
def paragraph_sourced(subject: StatementSubject) -> bool:
    """Whether any statement of the paragraph has a source, named or not."""
    return sourced(subject)


@fact
def speechless_quote(subject: StatementSubject) -> bool:
    """Whether the statement, in the publisher's own voice, quotes six words or more while neither its paragraph nor the one
    before or after has a source, and nobody is named there before it."""
    if subject.statement.attributed or subject.unit.type is not UnitType.BODY:
        return False
    article, at = subject.article, subject.unit.paragraph
    speeches = article.once("speeches", lambda: frozenset(s for s in article.outermost if _speech(s.of(article.text))))
    if speeches.isdisjoint(quotations(subject)):
        return False
    if _sourced(article) & {at - 1, at, at + 1}:
        return False
    # "There is something odd about Brandt's plan. / “I am committed to it” sounds well."
    return article.once(f"nobody before {at}", lambda: not names(article, article.unquoted(around(article, at, before=1))))


@fact
def sentences_before_speaker(subject: StatementSubject) -> int:
    """How many quoted sentences the reader has behind him when the speaker is told; 0 where the first one tells, or where the
    quotation only goes on."""
    statement, article = subject.statement, subject.article
    if statement.mode is not Mode.DIRECT or speaker_shown(subject) or statement.cues:
        return 0
    if subject.index and article.statements[subject.index - 1].statement.origin.entity.id == statement.origin.entity.id:
        return 0
    for count, other in enumerate(article.statements[subject.index :], 1):
        same = other.statement.origin.entity.id == statement.origin.entity.id and other.unit.paragraph == subject.unit.paragraph
        if not same:
            return 0
        if speaker_shown(other):
            return count
    return 0


@fact
def speaker_changes(subject: StatementSubject) -> bool:
    """Whether the statement opens with a quotation of another speaker than the quotation before it in the same paragraph, and
    tells so only behind it."""
    statement, mention = subject.statement, subject.statement.origin.mention
    if not subject.index or not statement.attributed or statement.mode is Mode.INDIRECT or mention is None:
        return False
    before = subject.article.statements[subject.index - 1]
    text = subject.article.text
    opens = text[subject.unit.span.start] in "\"“'‘«"
    return (
        opens
        and before.unit.id != subject.unit.id
        and before.unit.paragraph == subject.unit.paragraph
        and before.statement.mode in (Mode.DIRECT, Mode.MIXED)
        and before.statement.origin.entity.id != statement.origin.entity.id
        and statement.content[0].start < mention.start
    )


@fact
def foreign_speech(subject: StatementSubject) -> list[str]:
    """Words that tell that quoted words were spoken in another language ("in Arabic"), in an article that does not speak of a
    translation."""
    if subject.statement.mode not in (Mode.DIRECT, Mode.MIXED) or in_article(subject.article, "translation"):
        return []
    return texts(subject.article, in_unit(subject, "foreign_speech"))


@fact
def pronoun_candidates(subject: StatementSubject) -> list[str]:
    """The named people of the sentence before whom a "he" or "she" that stands for the origin may mean, by what their first
    names tell; empty where another word stands for it, or something else in the sentence comes before it."""
    mention, article = subject.statement.origin.mention, subject.article
    language = article.language
    pronoun = language.pronouns.get(mention.of(article.text).casefold()) if mention else None
    if mention is None or pronoun is None or pronoun.number != "singular" or pronoun.person != 3:
        return []
    before = _unit_before(article, subject.unit.id)
    beside = article.text[subject.unit.span.start : mention.start]
    if before is None or len(beside.split()) > 1:
        return []
    people = []
    for entity in {entity.id: entity for entity, _ in article.mentioned.get(before.id, ())}.values():
        if entity.kind is not Kind.PERSON or entity.naming is not Naming.NAMED:
            continue
        gender = language.gender_of_first_name.get(entity.name.split()[0].casefold(), "")
        if not gender or pronoun.gender in gender:
            people.append(entity.name)
    return people if len(people) > 1 else []


def _unit_before(article: ArticleSubject, unit: str) -> Unit | None:
    at = article.place_of_unit[unit]
    return article.analysis.units[at - 1] if at else None


def _fragment(words: str) -> bool:
    return 0 < len(tokens(words)) <= FRAGMENT


def _changes(text: str, span: Span) -> Spans:
    return tuple(Span(m.start(), m.end()) for m in _CHANGED.finditer(text, span.start, span.end))


def _speech(words: str) -> bool:
    """Whether quoted words are a sentence of somebody's, and no title: long enough, and not capitalized throughout."""
    found = words.split()
    return len(found) >= SPEECH and sum(word[:1].isupper() for word in found) * 2 < len(found)
