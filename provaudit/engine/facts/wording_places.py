"""The words that findings about wording can point at."""

from __future__ import annotations

from provaudit.engine.facts.base import place
from provaudit.engine.facts.drift import first_said
from provaudit.engine.facts.headline import missing_quotes, quotes_in_headlines
from provaudit.engine.facts.looking import in_content, in_unit
from provaudit.engine.facts.quoting import changed_in, fragments_in, quotations, scare_quotes_in
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.model.span import Spans


@place
def figures(subject: StatementSubject) -> Spans:
    """Numbers that somebody counted or estimated."""
    return in_content(subject, "figure")


@place
def superlatives(subject: StatementSubject) -> Spans:
    """Records and firsts."""
    return in_content(subject, "superlative")


@place
def motives(subject: StatementSubject) -> Spans:
    """Words that tell what drives somebody."""
    return in_content(subject, "motive")


@place
def views_of_nobody(subject: StatementSubject) -> Spans:
    """Views and worries that nobody is told to have."""
    return in_content(subject, "views_of_nobody")


@place
def contested(subject: StatementSubject) -> Spans:
    """Judgements that nobody can witness."""
    return in_content(subject, "contested")


@place
def learned(subject: StatementSubject) -> Spans:
    """Words by which the publisher makes itself the source."""
    return in_unit(subject, "have_learned")


@place
def changed_names(subject: StatementSubject) -> Spans:
    """Words that tell that a name is not the person's own."""
    return in_unit(subject, "changed_name", quoted=True)


@place
def loose_times(subject: StatementSubject) -> Spans:
    """Time words without a date."""
    return in_content(subject, "loose_time")


@place
def pictures(subject: StatementSubject) -> Spans:
    """Words by which a video or photograph is made the witness."""
    return in_unit(subject, "picture_shows")


@place
def foreign_speech(subject: StatementSubject) -> Spans:
    """Words for the language that was spoken."""
    return in_unit(subject, "foreign_speech")


@place
def accusation(subject: StatementSubject) -> Spans:
    """Words of blame, quoted or not."""
    return in_content(subject, "accusation", quoted=True)


@place
def judging_words(subject: StatementSubject) -> Spans:
    """Words of praise or scorn, quoted or not."""
    return in_content(subject, "opinion", quoted=True)


@place
def guesses(subject: StatementSubject) -> Spans:
    """Words for what nobody can know yet."""
    return in_content(subject, "speculation", quoted=True)


@place
def fragments(subject: StatementSubject) -> Spans:
    """Quotations of three words or fewer."""
    return fragments_in(subject)


@place
def scare_quotes(subject: StatementSubject) -> Spans:
    """Fragments in quotation marks that no source can have said."""
    return scare_quotes_in(subject)


@place
def changed_quotes(subject: StatementSubject) -> Spans:
    """Brackets and omissions within quotations."""
    return changed_in(subject)


@place
def quotation(subject: StatementSubject) -> Spans:
    """The quotations that share words with the statement."""
    return quotations(subject)


@place
def headline_quotes(article: ArticleSubject) -> Spans:
    """What stands in quotation marks in the headlines."""
    return quotes_in_headlines(article)


@place
def headline_quotes_missing(article: ArticleSubject) -> Spans:
    """Quotations in headlines that the body does not have."""
    return missing_quotes(article)


@place
def first_said_here(subject: StatementSubject) -> Spans:
    """The earlier statement of a source that is repeated."""
    earlier = first_said(subject)
    return earlier.statement.content if earlier else ()
