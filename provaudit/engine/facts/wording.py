"""Facts about how a statement is worded, outside quotation marks: what is quoted is evidence."""

from __future__ import annotations

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import beside, in_content, in_paragraph, in_unit, listed, texts, tokens
from provaudit.engine.facts.subjects import StatementSubject

# Lists of cue verbs in wording.yaml, by what they let the reader think.
CUE_KINDS = ("doubting", "fault", "endorsing", "inner", "performing", "regarding")


@fact
def figures(subject: StatementSubject) -> list[str]:
    """Numbers in the statement that somebody counted or estimated: percentages, sums, "one in five", "doubled"."""
    return texts(subject.article, in_content(subject, "figure"))


@fact
def superlatives(subject: StatementSubject) -> list[str]:
    """Records and firsts that the statement claims: "the largest ever", "for the first time in decades"."""
    return texts(subject.article, in_content(subject, "superlative"))


@fact
def motives(subject: StatementSubject) -> list[str]:
    """Words that tell what drives somebody: "in an attempt to hide", "out of spite"."""
    return texts(subject.article, in_content(subject, "motive"))


@fact
def views_of_nobody(subject: StatementSubject) -> list[str]:
    """Views and worries that the newsroom tells of without telling whose they are: "was seen as", "amid fears that"."""
    return texts(subject.article, in_content(subject, "views_of_nobody"))


@fact
def contested(subject: StatementSubject) -> list[str]:
    """Judgements in the statement that nobody can witness: "notorious", "lied to", "botched"."""
    return texts(subject.article, in_content(subject, "contested"))


@fact
def learned(subject: StatementSubject) -> list[str]:
    """Words by which the publisher makes itself the source: "has learned", "can reveal"."""
    return texts(subject.article, in_unit(subject, "have_learned"))


@fact
def changed_names(subject: StatementSubject) -> list[str]:
    """Words that tell that a name is not, or not all of, the person's own: "not her real name"."""
    return texts(subject.article, in_unit(subject, "changed_name", quoted=True))


@fact
def loose_times(subject: StatementSubject) -> list[str]:
    """Time words without a date: "recently", "not long ago"."""
    return texts(subject.article, in_content(subject, "loose_time"))


@fact
def dated(subject: StatementSubject) -> bool:
    """Whether the sentence, headline or caption gives a day, month or year."""
    return bool(in_unit(subject, "date", quoted=True))


@fact
def told_earlier(subject: StatementSubject) -> list[str]:
    """Words beside the claim that put its telling into the past: "at the time", "last year", "in 2019"."""
    return texts(subject.article, beside(subject, "earlier_time"))


@fact
def publisher_speaks(subject: StatementSubject) -> bool:
    """Whether the sentence has the publisher by name, or "we" or "our" outside quotation marks."""
    article = subject.article
    words = {word for span in article.unquoted([subject.unit.span]) for word in tokens(span.of(article.text))}
    name = tokens(article.analysis.article.meta.publisher or "")
    return any(article.wording.has("publisher_pronouns", word) for word in words) or (bool(name) and name[-1] in words)


@fact
def pictures(subject: StatementSubject) -> list[str]:
    """Words by which a video or photograph is made the witness: "a video shows", "footage showed"."""
    return texts(subject.article, in_unit(subject, "picture_shows"))


@fact
def picture_placed(subject: StatementSubject) -> bool:
    """Whether the paragraph or the one before tells where a video or photograph comes from: posted by, released by, verified,
    security camera."""
    return bool(in_paragraph(subject, "media_origin", before=1))


@fact
def cue_forms(subject: StatementSubject) -> list[str]:
    """The words that signal the attribution as they stand in the text: "says", "told", "according to"."""
    return [cue.span.of(subject.article.text) for cue in subject.statement.cues]


@fact
def cue_kinds(subject: StatementSubject) -> list[str]:
    """What the cue verbs do beside reporting, any of "doubting" (claim), "fault" (admit), "endorsing" (point out), "inner"
    (believe, feel), "performing" (slam, smile), "regarding" (treat, portray)."""
    lemmas = [cue.lemma for cue in subject.statement.cues]
    return [kind for kind in CUE_KINDS if any(listed(subject.article, f"{kind}_cues", lemma) for lemma in lemmas)]


@fact
def wrong_done(subject: StatementSubject) -> bool:
    """Whether the sentence is about a fault or a crime, so that "admitted" is in its place."""
    return bool(in_unit(subject, "wrongdoing", quoted=True))
