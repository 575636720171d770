"""Facts about a statement: where it stands, how it is worded, and what else its unit says."""

from __future__ import annotations

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import around, outlets_in, texts
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.model.article import UnitType
from provaudit.model.attribution import Cue, Stance
from provaudit.model.chain import Flag, Kind, Naming
from provaudit.model.span import Span


@fact
def own_voice(subject: StatementSubject) -> bool:
    """Whether the publisher alone stands behind the statement."""
    return not subject.statement.attributed


@fact
def mode(subject: StatementSubject) -> str:
    """How the content stands in the text: "direct", "mixed", "indirect", or "none" without attribution."""
    return subject.statement.mode


@fact
def unit_type(subject: StatementSubject) -> str:
    """Where the statement stands: "headline", "body" or "caption"."""
    return subject.unit.type


@fact
def in_headline(subject: StatementSubject) -> bool:
    """Whether the statement stands in a headline or deck."""
    return subject.unit.type is UnitType.HEADLINE


@fact
def in_lead(subject: StatementSubject) -> bool:
    """Whether the statement stands in the first body paragraph (its first sentence, if the body is one paragraph)."""
    return subject.unit in subject.article.lead


@fact
def paragraph_sources(subject: StatementSubject) -> list[str]:
    """The named sources, origins and relays, of all statements in the same paragraph, each once, in text order."""
    return list(subject.article.named_sources.get(subject.unit.paragraph, ()))


@fact
def outlet_named_soon(subject: StatementSubject) -> bool:
    """Whether the paragraph or one of the three after it names a news outlet."""
    article, here = subject.article, subject.unit.paragraph
    return article.once(f"outlets soon {here}", lambda: bool(outlets_in(article, around(article, here, after=3))))


@fact
def paragraph_outlets(subject: StatementSubject) -> list[str]:
    """The news outlets that the paragraph names, "the Post" too, whether or not a statement comes from them."""
    article, here = subject.article, subject.unit.paragraph
    return article.once(f"outlets {here}", lambda: texts(article, _outlets_of(article, here)))


def _outlets_of(article: ArticleSubject, paragraph: int) -> list[Span]:
    """Where names of outlets, full or short, stand in a paragraph."""
    found = [pair for unit in article.paragraphs.get(paragraph, ()) for pair in article.mentioned.get(unit.id, ())]
    outlets = [(entity, mention) for entity, mention in found if entity.kind is Kind.OUTLET and entity.naming is Naming.NAMED]
    order = article.once("order of entities", lambda: {e.id: number for number, e in enumerate(article.analysis.entities)})
    meant = [mention for _, mention in sorted(outlets, key=lambda pair: order[pair[0].id])]
    return [*outlets_in(article, around(article, paragraph)), *meant]


@fact
def flags(subject: StatementSubject) -> list[str]:
    """Marks of the statement: any of "anonymity_reason", "no_comment", "background", "stale"."""
    return [flag.value for flag in Flag if flag in subject.statement.flags]


@fact
def content(subject: StatementSubject) -> str:
    """The words that the source is responsible for; pieces are joined by " … "."""
    return " … ".join(span.of(subject.article.text) for span in subject.statement.content)


@fact
def cue_lemmas(subject: StatementSubject) -> list[str]:
    """The lemmas of the words that signal the attribution: "say", "tell", "according to"."""
    return [cue.lemma for cue in subject.statement.cues]


@fact
def stance(subject: StatementSubject) -> str:
    """What the first cue that is not neutral lets the reader think: "doubting", "endorsing", "evidential" or "denial"; "neutral"
    where there is none."""
    return next((cue.stance.value for cue in subject.statement.cues if cue.stance is not Stance.NEUTRAL), Stance.NEUTRAL.value)


def hedging(subject: StatementSubject) -> list[Cue]:
    """The hedges of the statement and its doubting cues, each once, in text order."""
    doubting = [cue for cue in subject.statement.cues if cue.stance is Stance.DOUBTING]
    found = {cue.span: cue for cue in (*doubting, *subject.statement.hedges)}
    return [found[span] for span in sorted(found)]


@fact
def hedged(subject: StatementSubject) -> bool:
    """Whether words keep the claim at a distance: a hedge beside the attribution ("allegedly"), or a doubting cue ("claimed")."""
    return bool(hedging(subject))


@fact
def hedge_count(subject: StatementSubject) -> int:
    """The number of hedges and doubting cues."""
    return len(hedging(subject))


@fact
def hedge_words(subject: StatementSubject) -> list[str]:
    """The hedges and doubting cues as they stand in the text."""
    return [cue.span.of(subject.article.text) for cue in hedging(subject)]


@fact
def statement_confidence(subject: StatementSubject) -> int:
    """How sure the analysis is of the statement and its chain, 0 to 100."""
    return round(100 * subject.statement.confidence)
