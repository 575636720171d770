"""Facts about unnamed origins: how closely they are described, why they are unnamed, whether they can be told apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from provaudit.engine.facts.base import fact
from provaudit.engine.facts.looking import around, found, listed, names, outlets_in, surnames, tokens
from provaudit.engine.facts.mention import definite
from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.languages import Language
from provaudit.languages.finding import first_of
from provaudit.languages.wording import load_wording
from provaudit.model.chain import Kind, Naming
from provaudit.model.span import Span


@fact
def origin_reason_kind(subject: StatementSubject) -> str:
    """Why the origin is unnamed, as far as the sentences tell in which it is said for this origin, and the ones after them:
    "specific" (fear of being fired), "stock" (not authorized to speak, sensitivity of the matter), "other" (anything else that is
    a reason), "terms" (on condition of anonymity, and not why), or "" where nothing is said."""
    here = subject.statement.origin.entity.id
    return subject.article.once(f"reason of {here}", lambda: _reason_kind(subject.article, here))


def _reason_kind(article: ArticleSubject, origin: str) -> str:
    told = [s for s in article.of_origin.get(origin, ()) if s.explains]
    near = list(dict.fromkeys(span for s in told for span in _explaining(s)))
    if not near:
        return ""
    for kind, words in (("specific", "real_reason"), ("stock", "stock_reason"), ("other", "reason_given")):
        if found(article, words, near):
            return kind
    return "terms"


@fact
def reason_near(subject: StatementSubject) -> bool:
    """Whether the paragraph, the next one or the two before say why or on what terms somebody is unnamed, whoever that is."""
    article, at = subject.article, subject.unit.paragraph
    near = around(article, at, before=2, after=1)
    return article.once(f"terms {at}", lambda: any(first_of(article.language, "terms", article.text, s) is not None for s in near))


@fact
def origin_named_next(subject: StatementSubject) -> bool:
    """Whether the sentence after an unnamed origin opens with a person whom nothing before has named: "A top adviser said the race
    was over. / Ed Brookover spoke to reporters on Thursday." names the adviser, if that sentence is not the adviser's too."""
    article, language = subject.article, subject.article.language
    following = article.next_unit.get(subject.unit.id)
    origin = subject.statement.origin.entity.id
    if following is None or any(s.statement.origin.entity.id == origin for s in article.of_unit.get(following, ())):
        return False
    span = article.units[following].span
    first = next(iter(names(article, [span], opening=True)), "")
    known = " " in first and first.split()[0].casefold() in language.gender_of_first_name
    return known and article.text.startswith(first, span.start) and article.text.find(first) == span.start


@fact
def origin_collective(subject: StatementSubject) -> bool:
    """Whether the origin is a group that is quoted as one and belongs to nobody: "critics", "experts"."""
    return listed(subject.article, "collectives", subject.statement.origin.entity.name)


@fact
def origin_office(subject: StatementSubject) -> bool:
    """Whether the origin is described by a bare word for people in office ("officials", "an aide") that does not tell whose."""
    entity = subject.statement.origin.entity
    return entity.naming is not Naming.NAMED and listed(subject.article, "offices", _plain(subject.article, entity.name))


@fact
def origin_nation_only(subject: StatementSubject) -> bool:
    """Whether a nation or region is all that places an origin in office: "a Western official", "Ukrainian authorities"."""
    language = subject.article.language
    for part in _plain(subject.article, subject.statement.origin.entity.name).split(" and "):
        words = part.split()
        placing = [w for w in words if w.casefold() in language.demonyms or language.place(w)]
        office = " ".join(w for w in words if w not in placing and not listed(subject.article, "ranks", w))
        if placing and listed(subject.article, "offices", office):
            return True
    return False


@fact
def origin_office_placed(subject: StatementSubject) -> bool:
    """Whether the sentence itself or the one before names the body that an unnamed person in office belongs to."""
    article = subject.article
    units = article.analysis.units
    at = article.place_of_unit[subject.unit.id]
    near = [unit.span for unit in units[max(0, at - 1) : at + 1] if unit.paragraph >= subject.unit.paragraph - 1]
    return bool(names(article, near))


@fact
def origin_definite(subject: StatementSubject) -> bool:
    """Whether the origin is spoken of as known: "the mayor", "her lawyer", "Ostrow's deputy", "one of them", "she"."""
    mention = subject.statement.origin.mention
    words = mention.of(subject.article.text).split() if mention else []
    language = subject.article.language
    if not words:
        return False
    pronoun = len(words) == 1 and words[0].casefold() in language.pronouns
    known = len(words) == 1 and words[0] in surnames(subject.article)
    return (
        pronoun or known or definite(" ".join(words), subject.article.wording) or any(word.endswith(("'s", "’s")) for word in words)
    )


@fact
def origin_inside(subject: StatementSubject) -> bool:
    """Whether an unnamed origin is one that speaks from inside: people in office, staff, "a source", "a person familiar with it";
    not a passer-by or a spokesman, and not a name that was taken for a description."""
    described = _to_head(subject.article, subject.statement.origin.entity.name)
    heads = [words.split()[-1] for words in described.split(" and ") if words.split()]
    return any(listed(subject.article, name, head) for name in ("offices", "insiders") for head in heads)


@fact
def origin_quoted(subject: StatementSubject) -> bool:
    """Whether the words for the origin stand inside quotation marks: then it is another source that speaks of it."""
    mention = subject.statement.origin.mention
    return mention is not None and subject.article.in_quotation(mention)


@fact
def outlet_beside(subject: StatementSubject) -> bool:
    """Whether the sentence names a news outlet outside quotation marks: then the origin may have spoken to it."""
    return bool(outlets_in(subject.article, subject.article.unquoted([subject.unit.span])))


@fact
def origin_counted(subject: StatementSubject) -> bool:
    """Whether the text says how many the origin is: "two officials"."""
    mention = subject.statement.origin.mention
    return bool(subject.article.wording.pattern("how_many").match(mention.of(subject.article.text))) if mention else False


@fact
def origin_close_to(subject: StatementSubject) -> bool:
    """Whether all that is said of an unnamed origin is that it is "close to" somebody."""
    link = subject.statement.origin
    shown = " ".join(span.of(subject.article.text) for span in (link.mention, link.basis) if span)
    return link.entity.naming is not Naming.NAMED and bool(
        subject.article.wording.pattern("close_to").search(f"{link.entity.name} {shown}")
    )


@fact
def origin_lookalikes(subject: StatementSubject) -> int:
    """How many different unnamed sources before this sentence a mention like "the official" may mean; 0 for other mentions."""
    mention = subject.statement.origin.mention
    words = tokens(mention.of(subject.article.text)) if mention else []
    if len(words) != 2 or not subject.article.wording.has("taken_up_by", words[0]) or mention is None:
        return 0
    article = subject.article
    links = (link for other in article.attributed for link in other.statement.chain[:-1] if link.entity.naming is not Naming.NAMED)
    ends = article.once(
        f"introduced as {words[1]}",
        lambda: sorted(m.end for m in {link.mention for link in links} if m and _introduces(article, m, words[1])),
    )
    return bisect_right(ends, subject.unit.span.start)


@fact
def origin_declined(subject: StatementSubject) -> str:
    """The body that unnamed people belong to ("a Harbor Authority official") and of which the article says that it declined to
    comment; "" where none."""
    article, language = subject.article, subject.article.language
    entity = subject.statement.origin.entity
    mention = subject.statement.origin.mention
    if entity.naming is Naming.NAMED or entity.kind not in (Kind.PERSON, Kind.PEOPLE) or mention is None:
        return ""
    before = _to_head(article, mention.of(article.text))
    words = Span(mention.start, mention.start + len(before.rsplit(maxsplit=1)[0]) if " " in before else mention.start)
    bodies = [name for name in names(article, [words]) if len(name) > 2]  # what stands before the noun: "a Democrat" is of no body
    declining = article.once("declining", lambda: list(_declining(article, language)))
    others = (words for unit, words in declining if unit != subject.unit.id)
    return next((name for words in others for name in bodies if name.casefold() in words), "")


@fact
def origin_lost_relay(subject: StatementSubject) -> list[str]:
    """The outlets that an unnamed origin spoke to, where its paragraph and the one before have none of the outlets."""
    statement, article = subject.statement, subject.article
    mention = statement.origin.mention
    outlets = [link.entity for link in statement.relays if link.entity.kind is Kind.OUTLET]
    shown = mention is not None and subject.unit.span.covers(mention) and statement.cues
    if not outlets or not shown or statement.origin.entity.naming is Naming.NAMED:
        return []
    at = subject.unit.paragraph
    here = [unit for number in (at - 1, at) for unit in article.paragraphs.get(number, ())]
    ids = {entity.id for entity in outlets}
    if any(entity.id in ids for unit in here for entity, _ in article.mentioned.get(unit.id, ())):
        return []
    return [entity.name for entity in outlets]


@fact
def origin_relayed_below(subject: StatementSubject) -> list[str]:
    """The outlets of which the article tells two paragraphs further down or later that an unnamed origin spoke to them, where it
    speaks here as if to the newsroom itself."""
    statement, article, at = subject.statement, subject.article, subject.unit.paragraph
    entity = statement.origin.entity
    if entity.naming is Naming.NAMED or entity.kind not in (Kind.PERSON, Kind.PEOPLE) or statement.relays:
        return []
    relayed = article.once(
        f"relayed of {entity.id}", lambda: [s for s in article.of_origin.get(entity.id, ()) if s.statement.relays]
    )
    same = relayed[bisect_right(relayed, subject.index, key=lambda s: s.index) :][:1]
    if not same or same[0].unit.paragraph < at + 2 or outlets_in(article, around(article, at, before=1, after=1)):
        return []
    links = [link for link in same[0].statement.relays if link.entity.kind is Kind.OUTLET]
    return list(dict.fromkeys(link.entity.name for link in links))


@fact
def origin_outlets(subject: StatementSubject) -> list[str]:
    """The different outlets through which the article has words of the same origin."""
    article, here = subject.article, subject.statement.origin.entity.id
    links = (link for s in article.of_origin.get(here, ()) for link in s.statement.relays if link.entity.kind is Kind.OUTLET)
    return article.once(f"outlets of {here}", lambda: list(dict.fromkeys(link.entity.name for link in links)))


def _explaining(subject: StatementSubject) -> Iterator[Span]:
    """The sentences that say why or on what terms the statement's origin is unnamed: its own, the next one, that of its terms."""
    article, terms = subject.article, subject.statement.origin.terms
    yield from (article.units[unit].span for unit in subject.explained_in)
    if terms is not None:
        unit = article.unit_at(terms.start)
        yield unit.span if unit is not None and unit.span.covers(terms) else terms


def _plain(article: ArticleSubject, name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and article.wording.pattern("how_many").fullmatch(words[0]) else name


def _to_head(article: ArticleSubject, description: str) -> str:
    """A description up to its noun: "two officials" of "two officials close to the talks"."""
    return _behind_head(article.language.code).split(description)[0]


@cache
def _behind_head(language: str) -> re.Pattern[str]:
    return re.compile(rf",|\(| {load_wording(language).either('behind_head')} ")


def _introduces(article: ArticleSubject, mention: Span, head: str) -> bool:
    """Whether the mention brings in a single source of this kind: "a city official", not "the official", not "officials"."""
    words = tokens(mention.of(article.text))
    return bool(words) and article.wording.has("brought_in_by", words[0]) and words[1:2] != ["of"] and head in words


def _declining(article: ArticleSubject, language: Language) -> Iterator[tuple[str, str]]:
    """The units that tell of a refusal to comment, with the words before it, where the body that refused stands."""
    for unit in article.analysis.units:
        refusal = first_of(language, "no_comment", article.text, unit.span)
        if refusal is not None:
            yield unit.id, article.text[unit.span.start : refusal.start].casefold()
