"""Cuts an article into units: one a sentence, typed by its paragraph; together they hold every word of the blocks."""

from __future__ import annotations

from collections.abc import Iterator

from provaudit.model.article import Article, Block, BlockKind, Unit, UnitType
from provaudit.model.parse import Parse
from provaudit.model.span import Span
from provaudit.units.kinds import aside

_TYPES = {
    BlockKind.HEADLINE: UnitType.HEADLINE,
    BlockKind.DECK: UnitType.HEADLINE,
    BlockKind.HEADING: UnitType.HEADLINE,
    BlockKind.BODY: UnitType.BODY,
    BlockKind.CAPTION: UnitType.CAPTION,
    BlockKind.REFERENCE: UnitType.REFERENCE,
    BlockKind.CREDIT: UnitType.CREDIT,
    BlockKind.BOILERPLATE: UnitType.BOILERPLATE,
}
_TRAILING = {BlockKind.CREDIT: UnitType.CREDIT, BlockKind.BOILERPLATE: UnitType.BOILERPLATE}


def segment(article: Article, parse: Parse) -> tuple[Unit, ...]:
    """The units of an article whose blocks have kinds, in order.

    A unit lies in its block, is trimmed, and takes in what no sentence holds (a bullet, a stray mark), so that units
    and blocks cover the same words. A sentence that ends a body paragraph and is a credit or boilerplate is typed so.
    """
    units: list[Unit] = []
    starts = sorted(sentence.span.start for sentence in parse.sentences)
    at = 0
    for number, block in enumerate(article.blocks):
        cuts = []
        while at < len(starts) and starts[at] < block.span.end:
            if starts[at] > block.span.start:
                cuts.append(starts[at])
            at += 1
        pieces = list(_pieces(article.text, block, cuts))
        for span, type in zip(pieces, _types(article.text, block, pieces), strict=True):
            units.append(Unit(f"u{len(units) + 1}", span, type, number))
    return tuple(units)


def _pieces(text: str, block: Block, cuts: list[int]) -> Iterator[Span]:
    """The block cut where sentences start; a piece without any letter or digit goes with the next."""
    start = at = block.span.start
    words = False
    for cut in [*cuts, block.span.end]:
        words = words or any(map(str.isalnum, text[at:cut]))
        at = cut
        if words or cut == block.span.end:
            piece = Span(start, cut).trim(text)
            if len(piece):
                yield piece
            start, words = cut, False


def _types(text: str, block: Block, pieces: list[Span]) -> list[UnitType]:
    types = [_TYPES[block.kind or BlockKind.BODY]] * len(pieces)
    if types and types[0] is UnitType.BODY:
        for i in range(len(pieces) - 1, 0, -1):
            words = pieces[i].of(text)
            kind = _TRAILING.get(aside(words) or BlockKind.BODY)
            if kind is None or words.endswith(("”", "»", '"', "’", "'")):  # somebody's words are no credit
                break
            types[i] = kind
    return types
