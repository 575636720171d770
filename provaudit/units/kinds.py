"""Gives every paragraph its kind: headline, deck, heading, body, caption, reference, credit or boilerplate."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise

from provaudit.model.article import Article, Block, BlockKind
from provaudit.model.span import Span
from provaudit.remembered import remembered
from provaudit.units.headlines import LONGEST_DECK, LOOK_AHEAD, is_deck, is_heading, is_headline
from provaudit.units.lines import Line
from provaudit.units.patterns import Layout, Pattern, layout_patterns
from provaudit.units.publisher import known_from_text
from provaudit.units.signatures import posts, signatures
from provaudit.units.turns import turns

LONGEST_TEASER = 40  # words
MOST_DECKS = 4
LONGEST_ASIDE = 80  # words: a longer paragraph is body, whatever stands in it
_ASIDES = frozenset({BlockKind.CREDIT, BlockKind.BOILERPLATE, BlockKind.CAPTION})  # what may stand among headline and deck


def layout(article: Article) -> Article:
    """The article with a kind for every block, and with the publisher, byline and date that its text tells.

    Kinds that a reader gave and metadata that a file or the user gave stay as they are.
    """
    patterns = layout_patterns()
    lines = [Line(block.span.of(article.text), patterns.sentence_break, block.item) for block in article.blocks]
    kinds, signed = _kinds(article, lines, patterns)
    opening = kinds.index(BlockKind.BODY) if BlockKind.BODY in kinds else None
    blocks = tuple(
        replace(b, kind=k, item=line.item, dateline=_dateline(article.text, b, k, opens=i == opening), signed=signed.get(i))
        for i, (b, k, line) in enumerate(zip(article.blocks, kinds, lines, strict=True))
    )
    typed = replace(article, blocks=blocks)
    return replace(typed, meta=known_from_text(typed, patterns))


def _dateline(text: str, block: Block, kind: BlockKind | None, *, opens: bool) -> Span | None:
    """The place, date and agency that a paragraph of the body opens with; "NATO — the alliance — said" goes on in lower case.

    `opens`: it is the first of the body, where a place before a colon is one too: "NEW DELHI: The train stopped"; a label that
    comes again is a speaker's.
    """
    words, patterns = block.span.of(text), layout_patterns()
    place = patterns.dateline_of_place.match(words) if opens else None
    if place and not patterns.no_speaker.search(place["place"]) and not _is_somebody(place["place"], text, patterns):
        return Span(block.span.start, block.span.start + place.end())
    for pattern in patterns.dateline if kind is BlockKind.BODY else ():
        if (found := pattern.match(words)) and not words[found.end() :].lstrip()[:1].islower():
            return Span(block.span.start + found.start(), block.span.start + found.end()).trim(text)
    return None


def _is_somebody(label: str, text: str, patterns: Layout) -> bool:
    """ "ORTIZ: We cannot pay", where "Ana Ortiz" is named or the label comes again: somebody, and no place."""
    again = text.count(f"{label}:") > 1
    before = re.findall(rf"(\w[\w.]*) {re.escape(label.title())}\b", text)
    return again or any(word[:1].isupper() and word.casefold() not in patterns.small_words for word in before)


@remembered(2000)
def aside(raw: str, *, listed: bool = False, first: bool = False) -> BlockKind | None:
    """The kind of a paragraph or sentence that its own words show to be no running text, None for all others."""
    patterns = layout_patterns()
    line = Line(raw, patterns.sentence_break, listed)
    text = line.text
    if not text or line.beyond(LONGEST_ASIDE):
        return None
    if _begins_with(line, patterns.credit) or _of_names(line, patterns.credit_of_names, patterns):
        return BlockKind.CREDIT
    teaser = len(line) <= LONGEST_TEASER and any(p.search(text) for p in patterns.page_reference)
    if teaser or _begins_with(line, patterns.boilerplate):
        return BlockKind.BOILERPLATE
    if any(p.search(text) for p in patterns.caption):
        return BlockKind.CAPTION
    if not first and not patterns.reference_not.search(text):
        entry = any(p.search(text) for p in patterns.reference) or _of_names(line, patterns.reference_of_names, patterns)
        return BlockKind.REFERENCE if entry else None
    return None


def _begins_with(line: Line, signs: tuple[Pattern, ...]) -> bool:
    """Whether the first sentence shows a sign: a paragraph that only ends in a credit is running text."""
    return any((found := sign.search(line.text)) and found.start() < line.first_sentence for sign in signs)


def _of_names(line: Line, openings: tuple[Pattern, ...], patterns: Layout) -> bool:
    """Whether nothing but names, offices and dates follows an opening: "By", "Photo:", a title before its outlet."""
    for opening in openings:
        if found := opening.search(line.text):
            rest = Line(line.text[found.end() :], line.sentence_break)
            names = [w for w in rest.words if w.lower() not in patterns.small_words]
            if names and not patterns.not_a_name.match(rest.text) and all(not w[0].islower() for w in names):
                return True
    return False


def _kinds(article: Article, lines: list[Line], patterns: Layout) -> tuple[list[BlockKind], dict[int, Span]]:
    """The kind of every block, and who signs which."""
    kinds = [block.kind for block in article.blocks]
    for i, line in enumerate(lines):
        if kinds[i] is None:
            kinds[i] = aside(line.raw, listed=line.listed, first=i == 0)
    cells = [block.kind is BlockKind.REFERENCE for block in article.blocks]  # a reader knows: none of them heads a list
    _references(lines, kinds, cells, patterns)
    _captions_by_credit(lines, kinds, patterns)
    signed = signatures(article, lines, kinds, patterns) | posts(article, patterns) | turns(article, kinds, patterns)
    start = _top(lines, kinds, _close(article, lines), article.meta.title, patterns)
    _headings(lines, kinds, start)
    typed = [kind or BlockKind.BODY for kind in kinds]
    return typed, {i: name for i, name in signed.items() if typed[i] is BlockKind.BODY}


def _references(lines: list[Line], kinds: list[BlockKind | None], cells: list[bool], patterns: Layout) -> None:
    """What follows a heading such as "Sources" is its list, as far as entries look like entries."""
    listed = False
    for i, line in enumerate(lines):
        if i and not cells[i] and patterns.reference_headings.search(line.text):
            listed, kinds[i] = True, BlockKind.REFERENCE
        elif (
            listed
            and kinds[i] in (None, BlockKind.REFERENCE)
            and (not line.ended or line.item or line.text.endswith("?"))
            and len(line) <= 40
        ):
            kinds[i] = BlockKind.REFERENCE
        else:
            listed = False


def _captions_by_credit(lines: list[Line], kinds: list[BlockKind | None], patterns: Layout) -> None:
    """A short sentence right before a photo credit is the picture's caption, unless it opens the article."""
    for i in range(1, len(lines) - 1):
        if kinds[i] is None and kinds[i + 1] is BlockKind.CREDIT and patterns.photo_credit.search(lines[i + 1].text):
            quoted = any(mark in lines[i].text for mark in '"“”«»')
            if len(lines[i]) <= 35 and lines[i].sentences <= 2 and not quoted and not _speaks(lines[i], patterns):
                kinds[i] = BlockKind.CAPTION


def _speaks(line: Line, patterns: Layout) -> bool:
    return bool(patterns.headline_signs.speech.search(line.text))


def _top(lines: list[Line], kinds: list[BlockKind | None], close: list[bool], title: str | None, patterns: Layout) -> int:
    """Finds headline and deck; returns the number of the first block after them."""
    first = next((i for i, kind in enumerate(kinds) if kind not in _ASIDES and kind is not BlockKind.REFERENCE), None)
    if first is None:
        return len(lines)
    if kinds[first] is None and _heads(lines[first], _following(lines, kinds, first), title, patterns):
        kinds[first] = BlockKind.HEADLINE
    if kinds[first] is not BlockKind.HEADLINE:
        return first
    top, decks = first + 1, 0
    for i in range(top, len(lines)):
        if kinds[i] in _ASIDES or kinds[i] is BlockKind.DECK:
            continue
        following = _following(lines, kinds, i)
        if kinds[i] is not None or not ((close[i] and following) or is_deck(lines[first], lines[i], following, patterns)):
            break
        kinds[i] = BlockKind.DECK
        top, decks = i + 1, decks + 1
        if decks == MOST_DECKS:
            break
    return top


def _following(lines: list[Line], kinds: list[BlockKind | None], after: int) -> list[Line]:
    """The next few paragraphs after this one that nothing has been said about yet."""
    return list(islice((lines[i] for i in range(after + 1, len(lines)) if kinds[i] is None), LOOK_AHEAD))


def _close(article: Article, lines: list[Line]) -> list[bool]:
    """Which short lines stand right below the one before, in a text that divides its paragraphs by blank lines."""
    gaps = [article.text[a.span.end : b.span.start] for a, b in pairwise(article.blocks)]
    tight = [len(gap.splitlines()) < 2 for gap in gaps]
    if not gaps or sum(tight) * 3 > len(tight):
        return [False] * len(lines)
    return [False, *(t and len(line) <= LONGEST_DECK for t, line in zip(tight, lines[1:], strict=True))]


def _heads(line: Line, following: list[Line], title: str | None, patterns: Layout) -> bool:
    if title and line.stems == Line(title, line.sentence_break).stems:
        return True
    return is_headline(line, following, patterns)


def _headings(lines: list[Line], kinds: list[BlockKind | None], start: int) -> None:
    """Lines that head sections. Several bare lines in a row are a list, and lists are body."""
    for i in range(start, len(lines)):
        if kinds[i] is not None:
            continue
        after = next((lines[j] for j in range(i + 1, len(lines)) if kinds[j] is None), None)
        if is_heading(lines[i], after):
            kinds[i] = BlockKind.HEADING
