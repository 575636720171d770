"""How facts look for words: in a statement, its unit or its paragraph, outside quotation marks or all of it. No facts here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from provaudit.engine.facts.subjects import ArticleSubject, StatementSubject
from provaudit.languages.fields import LOOKS_BACK, seen
from provaudit.languages.wording import load_wording
from provaudit.model.article import Unit, UnitType
from provaudit.model.span import Span, Spans, subtract
from provaudit.remembered import remembered

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*)*")
_APOSTROPHE = re.compile("['’]")
# Two forms of a word mostly share their beginning: "inspect" and "inspection" are one word to a comparison.
_STEM = 6


def found(article: ArticleSubject, name: str, spans: Iterable[Span], *, quoted: bool = False) -> Spans:
    """Where a list of wording.yaml has something in these stretches; outside quotation marks only, unless `quoted`."""
    pieces = tuple(spans)
    known = article.once("seen in all" if quoted else "seen outside quotation marks", dict[Spans, list[tuple[int, str]]])
    if pieces not in known:  # dozens of lists are looked for in the same stretches
        stretches = pieces if quoted else article.unquoted(pieces)
        known[pieces] = [(s.start - LOOKS_BACK, seen(article.text, s.start, s.end)) for s in stretches]
    code = article.language.code
    return tuple([Span(at + start, at + end) for at, words in known[pieces] for start, end in _hits(name, words, code)])


@remembered(16_384)  # some twenty articles
def _hits(name: str, words: str, language: str) -> tuple[tuple[int, int], ...]:
    """Where a list of wording.yaml has something in words that were `seen`."""
    return tuple([match.span() for match in load_wording(language).pattern(name).finditer(words, LOOKS_BACK)])


def in_content(subject: StatementSubject, name: str, *, quoted: bool = False) -> Spans:
    """The same in what the statement claims."""
    return found(subject.article, name, subject.statement.content, quoted=quoted)


def in_unit(subject: StatementSubject, name: str, *, quoted: bool = False) -> Spans:
    """The same in the whole sentence, headline or caption."""
    return found(subject.article, name, (subject.unit.span,), quoted=quoted)


def beside(subject: StatementSubject, name: str) -> Spans:
    """The same in the sentence, but not in what it claims: with the source and the cue."""
    claims = [span for s in subject.article.of_unit[subject.statement.unit] for span in s.statement.content]
    return found(subject.article, name, subtract([subject.unit.span], claims))


def in_paragraph(subject: StatementSubject, name: str, *, before: int = 0, after: int = 0) -> Spans:
    """The same in the statement's paragraph, and in as many `before` and `after` it, quotations included."""
    article, here = subject.article, subject.unit.paragraph

    def look() -> Spans:
        return found(article, name, around(article, here, before=before, after=after), quoted=True)

    return article.once(f"in_paragraph {name} {here} {before} {after}", look)


def around(article: ArticleSubject, paragraph: int, *, before: int = 0, after: int = 0) -> list[Span]:
    """The units of a paragraph, and of as many `before` and `after` it."""
    near = range(paragraph - before, paragraph + after + 1)
    return [unit.span for number in near for unit in article.paragraphs.get(number, ())]


def in_article(article: ArticleSubject, name: str, *, quoted: bool = False) -> Spans:
    """The same in all that the article states."""
    spans = (unit.span for unit in stated(article))
    return article.once(f"in_article {name} {quoted}", lambda: found(article, name, spans, quoted=quoted))


def stated(article: ArticleSubject) -> list[Unit]:
    """The units that make statements."""
    return article.once("stated", lambda: [unit for unit in article.analysis.units if unit.type.stated])


def texts(article: ArticleSubject, spans: Iterable[Span]) -> list[str]:
    """The words of the spans, white space made even, each once."""
    return list(dict.fromkeys(" ".join(span.of(article.text).split()) for span in spans))


def listed(article: ArticleSubject, name: str, words: str) -> bool:
    """Whether a list of words in wording.yaml has these, without an article before them."""
    plain = " ".join(words.casefold().split())
    first, _, rest = plain.partition(" ")
    return article.wording.has(name, rest if rest and article.wording.has("articles", first) else plain)


def tokens(words: str) -> list[str]:
    """The words of a text in lower case, with straight apostrophes."""
    return [token.casefold().replace("’", "'") for token in _TOKEN.findall(words)]


def stems(article: ArticleSubject, words: str) -> frozenset[str]:
    """The beginnings of the words that say something: what two claims are compared by."""
    return _stems(words, article.language.code)


@remembered(2000)
def _stems(words: str, language: str) -> frozenset[str]:
    stop = load_wording(language).words.get("stopwords", frozenset())
    plain = (re.sub(r"['’]s?$", "", token) for token in tokens(words))
    return frozenset(token[:_STEM] for token in plain if token not in stop and (len(token) > 2 or token.isdigit()))


def stems_of(subject: StatementSubject) -> frozenset[str]:
    """The same of what the statement claims."""
    words = " ".join(span.of(subject.article.text) for span in subject.statement.content)
    return subject.once("stems", lambda: stems(subject.article, words))


def names(article: ArticleSubject, spans: Iterable[Span], *, opening: bool = False) -> list[str]:
    """Proper names of people and bodies in these stretches, by their capitals: no countries, titles, days or months. A single
    capital word that opens a unit or a quotation says nothing and is left out, unless `opening` or known as somebody's surname."""
    first = frozenset() if opening else article.once("openings", lambda: _openings(article))
    known = surnames(article)
    skip = article.once("no names", lambda: _no_names(article))
    result: dict[str, None] = {}
    for span in spans:
        for match in _NAME.finditer(article.text, span.start, span.end):
            words = match[0].rstrip(".,'’-").split()
            kept = [word for word in words if _plain(word) not in skip]
            alone = match.start() in first and len(words) == 1 and words[0] not in known
            name = " ".join(kept)
            if len(name) > 1 and not alone and not article.language.place(name):
                result.setdefault(name)
    return list(result)


def _plain(word: str) -> str:
    """A word with a capital as the lists have it: "I’m" is "i", "Rep." is "rep"."""
    return _APOSTROPHE.split(word.replace(".", "").casefold())[0]


def _openings(article: ArticleSubject) -> frozenset[int]:
    """Where units and quotations begin: what stands there has its capital from its place."""
    units, quotations = article.analysis.units, article.analysis.quotations
    return frozenset({unit.span.start for unit in units} | {q.inner.start for q in quotations})


def surnames(article: ArticleSubject) -> frozenset[str]:
    """The last words of the article's names of several words: "Velling" of "Conrad Velling"."""
    return article.once("surnames", lambda: _surnames(article))


def _surnames(article: ArticleSubject) -> frozenset[str]:
    skip = article.once("no names", lambda: _no_names(article))
    spans = (unit.span for unit in article.analysis.units if unit.type is UnitType.BODY)  # headlines have capitals everywhere
    called = (m[0].rstrip(".,'’-").split() for span in spans for m in _NAME.finditer(article.text, span.start, span.end))
    kept = ([word for word in words if _plain(word) not in skip] for words in called)
    return frozenset(words[-1] for words in kept if len(words) > 1)


def _no_names(article: ArticleSubject) -> frozenset[str]:
    """Words with a capital that are no names of people or bodies."""
    plain = (word for name in ("stopwords", "calendar") for word in article.wording.words.get(name, ()))
    return frozenset(plain) | article.language.titles | article.language.demonyms


def outlets_in(article: ArticleSubject, spans: Iterable[Span]) -> list[Span]:
    """Where names of news outlets stand in these stretches, the publisher's own aside."""
    known = article.language.outlets
    own = (article.analysis.article.meta.publisher or "").casefold()
    hits = (Span(m.start(), m.end()) for span in spans for m in _NAME.finditer(article.text, span.start, span.end))
    named = [(span, known.find(span.of(article.text).rstrip(".,'’-"))) for span in hits]
    return [span for span, outlet in named if outlet is not None and outlet.name.casefold() != own]
