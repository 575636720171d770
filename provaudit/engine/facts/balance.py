"""Facts about the mixture of sources in an article."""

from __future__ import annotations

from collections import Counter

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import found, in_unit, names
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.model.article import UnitType
from provaudit.model.attribution import Stance
from provaudit.model.chain import Flag, Kind

TALKING = (Kind.PERSON, Kind.PEOPLE, Kind.ORGANIZATION)


@fact
def has_metadata(article: ArticleSubject) -> bool:
    """Whether the input says when or where the article was published, so that a missing byline means something."""
    meta = article.analysis.article.meta
    return bool(meta.published or meta.url)


@fact
def top_origin(article: ArticleSubject) -> str:
    """The origin with the most statements."""
    counted = Counter(s.statement.origin.entity.id for s in article.attributed)
    called = {s.statement.origin.entity.id: s.statement.origin.entity.name for s in article.attributed}
    return called[counted.most_common(1)[0][0]] if counted else ""


@fact
def top_origin_share(article: ArticleSubject) -> int:
    """The share of attributed statements that come from that origin, 0 to 100."""
    counted = Counter(s.statement.origin.entity.id for s in article.attributed)
    return round(100 * max(counted.values()) / len(article.attributed)) if counted else 0


@fact
def talking_origins(article: ArticleSubject) -> int:
    """The number of origins that are people or bodies who spoke, not documents, outlets, or posts on a social network."""
    platforms = {name.casefold() for name in article.language.platforms.values()}
    links = [s.statement.origin for s in article.attributed]
    spoke = [link for link in links if link.entity.kind in TALKING and (link.medium or "").casefold() not in platforms]
    return len({link.entity.id for link in spoke})


@fact
def credited_agencies(article: ArticleSubject) -> list[str]:
    """Outlets that a credit line thanks and that no statement of the article names as a source."""
    cited = {link.entity.name for s in article.attributed for link in s.statement.chain[:-1]}
    credits = [unit.span for unit in article.analysis.units if unit.type is UnitType.CREDIT]
    thanked = [span for span in credits if found(article, "agency_credit", [span])]
    outlets = (article.language.outlets.find(name) for name in names(article, thanked, opening=True))
    seen = dict.fromkeys(outlet.name for outlet in outlets if outlet)
    own = (article.analysis.article.meta.publisher or "").casefold()
    return [name for name in seen if name not in cited and name.casefold() != own]


@fact
def uneven_cues(article: ArticleSubject) -> list[str]:
    """The two origins, doubted first, of which one's words are reported with doubting cues only and the other's with endorsing
    ones only; empty where no such pair has two statements each."""
    stances: dict[str, list[Stance]] = {}
    for subject in article.attributed:
        cues = [cue.stance for cue in subject.statement.cues]
        stances.setdefault(subject.statement.origin.entity.name, []).extend(cues)
    doubted = [name for name, cues in stances.items() if cues.count(Stance.DOUBTING) > 1 and Stance.ENDORSING not in cues]
    endorsed = [name for name, cues in stances.items() if cues.count(Stance.ENDORSING) > 1 and Stance.DOUBTING not in cues]
    return [doubted[0], endorsed[0]] if doubted and endorsed else []


@fact
def no_comment(subject: StatementSubject) -> bool:
    """Whether the sentence says that somebody declined to comment or could not be reached."""
    return Flag.NO_COMMENT in subject.statement.flags


@fact
def attempt_shown(subject: StatementSubject) -> bool:
    """Whether the sentence says how or when an answer was sought: "by e-mail", "calls on Friday"."""
    return bool(in_unit(subject, "attempt") or in_unit(subject, "date"))
