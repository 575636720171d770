"""Publisher, byline and date where the text tells them and nobody else does. Better none than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from provaudit.languages.codes import DEFAULT
from provaudit.model.article import Article, BlockKind, Metadata
from provaudit.units.patterns import Layout, PublisherSigns

_TOP_BLOCKS = 8  # a byline or date of publication stands near the top


def known_from_text(article: Article, patterns: Layout) -> Metadata:
    """The article's metadata, completed from its text. What is known already is not touched."""
    meta = article.meta
    return replace(
        meta,
        publisher=meta.publisher or _publisher(article, patterns),
        byline=meta.byline or _byline(article, patterns),
        published=meta.published or _published(article, patterns),
    )


def _publisher(article: Article, patterns: Layout) -> str | None:
    """Who printed the article, by its own words: a right claimed, a request made, or an agency's dateline and credits.

    An outlet that somebody told something is no evidence: most articles quote other outlets.
    """
    signs, text = patterns.publisher, article.text
    asides = "\n".join(b.span.of(text) for b in article.blocks if b.kind is BlockKind.BOILERPLATE)
    for pattern in (signs.created, signs.copyright):
        for found in pattern.finditer(asides):
            if name := _outlet_name(found["name"], patterns):
                return name
    for pattern in (*signs.request, signs.sister):
        names = {name for found in pattern.finditer(text) if (name := _outlet_name(found["name"], patterns))}
        own = {name for name in names if not _relayed(name, text, signs)}
        if len(own) == 1:
            return own.pop()
    credited = _credited(article, patterns) or _written_to("\n".join([asides, *_lines_of_credit(article)]), patterns)
    return credited or _house_style(article, patterns) or _agency(article, patterns)


def _credited(article: Article, patterns: Layout) -> str | None:
    """The outlet behind the writer's name in the one credit line near the top that has one: "Ada Holm, Tarn Valley Courier"."""
    top = [b.span.of(article.text) for b in article.blocks[:_TOP_BLOCKS] if b.kind is BlockKind.CREDIT]
    found = {m["name"].strip() for line in top for pattern in patterns.publisher.credit if (m := pattern.match(line))}
    return found.pop() if len(found) == 1 else None


def _written_to(asides: str, patterns: Layout) -> str | None:
    """The one outlet that readers may write to: "Got a tip? Write to tips@harbor-news.com"."""
    hosts = {found["host"] for found in patterns.publisher.address.finditer(asides)}
    if not hosts:
        return None
    from provaudit.languages import load_language  # most articles have no such line, and need no outlets for this

    outlets = load_language(DEFAULT).outlets
    found = {outlet.name for host in hosts if (outlet := outlets.at(host)) is not None}
    return found.pop() if len(found) == 1 else None


def _house_style(article: Article, patterns: Layout) -> str | None:
    """The one outlet whose name stands in the text as it alone writes it: "told POLITICO". Lines all in capitals prove nothing, and
    whoever cites it may have copied the spelling."""
    lines = [line for line in article.text.splitlines() if not line.isupper()]
    forms = patterns.publisher.house.items()
    found = {name for form, name in forms for line in lines if re.search(rf"\b{re.escape(form)}\b", line)}
    cited = any(_relayed(form, article.text, patterns.publisher) for form, _ in forms)
    return found.pop() if len(found) == 1 and not cited else None


def _outlet_name(found: str, patterns: Layout) -> str | None:
    """The name without what clings to it; None for companies, years and placeholders."""
    name = re.sub(r"(?:['’]s|['’])$", "", found.strip(" .,'’"))
    signs = patterns.publisher
    name = signs.behind_name.split(name)[0].strip(" .,")
    name = titled["name"] if (titled := signs.of_a_title.match(name)) else name  # "The Irish Times DAC"
    if len(name) < 2 or signs.company.search(name) or patterns.not_a_name.search(name) or name in signs.no_name:
        return None
    return name


def _relayed(name: str, text: str, signs: PublisherSigns) -> bool:
    """Whether the text quotes the outlet as others quote it: then its name proves nothing."""
    bare = re.escape(signs.article.sub("", name))
    return re.search(signs.relayed.replace("NAME", bare), text) is not None


def _agency(article: Article, patterns: Layout) -> str | None:
    """The agency of the dateline, where the credits are in the agency's manner and say nothing of another outlet."""
    agencies = set()
    for block in article.blocks:
        for pattern in patterns.dateline:
            found = pattern.match(block.span.of(article.text))
            if found and "agency" in pattern.groupindex and found["agency"]:
                agencies.add(found["agency"].strip())
    credits = [b.span.of(article.text) for b in article.blocks if b.kind is BlockKind.CREDIT]
    reported = any(patterns.byline_reporting.search(line) for line in credits)
    if len(agencies) != 1 or not reported:
        return None
    return patterns.publisher.agencies.get(agencies.pop())


def _lines_of_credit(article: Article) -> Iterator[str]:
    return (b.span.of(article.text) for b in article.blocks if b.kind is BlockKind.CREDIT)


def _byline(article: Article, patterns: Layout) -> str | None:
    for pattern in (patterns.byline, patterns.byline_reporting):
        for line in _lines_of_credit(article):
            found = pattern.match(line)
            if found and (names := _names(line[found.end() :], patterns)):
                return "; ".join(names)
    return None


def _names(words: str, patterns: Layout) -> list[str]:
    """The people at the beginning of what follows "By". Commas before an "and" part names; behind the last, and behind a single
    one, outlets and offices follow a comma."""
    *listed, last = patterns.byline_joint.split(patterns.byline_end.split(words)[0])
    pieces = [piece.strip() for several in listed for piece in several.split(",")] + [last.split(",")[0].strip()]
    named = [found["name"] for piece in pieces if (found := patterns.byline_names.match(piece))]
    if not patterns.byline_names.match(pieces[0]):
        return []
    return [name for name in named if not patterns.small_words.issuperset(name.lower().split())]


def _published(article: Article, patterns: Layout) -> str | None:
    """The date of a line that holds little else, near the top of the article."""
    for block in article.blocks[:_TOP_BLOCKS]:
        if block.kind not in (BlockKind.BOILERPLATE, BlockKind.CREDIT):
            continue
        if found := patterns.date.search(block.span.of(article.text)):
            for form in patterns.dates:
                written = re.sub(r"(?<=[a-z])\.|(?<=\w),(?=\s\d{4})" if "," not in form else r"(?<=[a-z])\.", "", found[0])
                try:
                    return datetime.strptime(written, form).date().isoformat()
                except ValueError:
                    continue
    return None
