"""Who signs paragraphs: those of a letters page ("The dam is a mistake. ... ¶ Dana Cole, Riverton"), and posts that are shown."""

from __future__ import annotations

from provaudit.model.article import Article, Block, BlockKind
from provaudit.model.span import Span
from provaudit.units.lines import Line
from provaudit.units.patterns import Layout

LONGEST_SIGNATURE = 9  # words, the place among them
LONGEST_PLACE = 4  # words of a line of its own
SIGNED = 3  # names below "FACEBOOK", by themselves in their lines, that show a page of comments


def signatures(article: Article, lines: list[Line], kinds: list[BlockKind | None], patterns: Layout) -> dict[int, Span]:
    """Where the name stands that signs a paragraph, by the number of the paragraph.

    Signed are the paragraphs between a line that heads letters ("LETTERS", and below it "TWITTER", which alone heads them where
    several names follow) and a line that is nothing but a name, and between one such name and the next. Lines that head, sign and
    tell the place become headings and credits in `kinds`.
    """
    signed: dict[int, Span] = {}
    passage: list[int] | None = None
    placed = False  # whether a place may follow the name just read
    introduced = True  # whether what an editor says before the first post has been read: "We asked our followers about it"
    for i, (block, line) in enumerate(zip(article.blocks, lines, strict=True)):
        posted = patterns.posts.search(line.text) and (passage is not None or _names_below(article, lines, i, patterns) >= SIGNED)
        if patterns.letters.search(line.text) or posted:
            passage, placed, introduced = [], False, not posted
            kinds[i] = BlockKind.HEADING if i else kinds[i]
        elif passage is None or kinds[i] not in (None, BlockKind.BODY):
            continue
        elif placed and len(line) <= LONGEST_PLACE and patterns.place_line.search(line.text):
            kinds[i], placed = BlockKind.CREDIT, False
        elif passage and (name := _name(block, line, article.text, patterns)):
            kinds[i], placed = BlockKind.CREDIT, True
            signed |= dict.fromkeys(passage if introduced or len(passage) == 1 else passage[1:], name)
            passage, introduced = [], True
        else:
            passage.append(i)
            placed = False
    return signed


def posts(article: Article, patterns: Layout) -> dict[int, Span]:
    """Where the name stands that a post ends with, by the number of its paragraph: "No more trams! — Ida Holm (@idaholm)"."""
    found = ((i, block, patterns.post.search(block.span.of(article.text))) for i, block in enumerate(article.blocks))
    return {i: Span(b.span.start + m.start("name"), b.span.start + m.end("name")) for i, b, m in found if m is not None}


def _names_below(article: Article, lines: list[Line], heading: int, patterns: Layout) -> int:
    below = list(zip(article.blocks, lines, strict=True))[heading + 1 :]
    return sum(_name(block, line, article.text, patterns) is not None for block, line in below)


def _name(block: Block, line: Line, text: str, patterns: Layout) -> Span | None:
    if len(line) > LONGEST_SIGNATURE:
        return None
    found = patterns.signature.search(block.span.of(text))
    return Span(block.span.start + found.start("name"), block.span.start + found.end("name")) if found else None
