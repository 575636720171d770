"""Who speaks which paragraphs of a transcript: "BELL: Why sell the docks now? ¶ ORTIZ: Because the city cannot pay for them."; and
of an interview: "Why sell now? ¶ AO: Because we must. ¶ Who buys? ¶ AO: Nobody yet."."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from provaudit.model.article import Article, BlockKind
from provaudit.model.span import Span
from provaudit.units.patterns import Layout

FEWEST_TURNS = 3
FEWEST_ANSWERS = 2


def turns(article: Article, kinds: list[BlockKind | None], patterns: Layout) -> dict[int, Span]:
    """Where the label stands of who speaks a paragraph, by the number of the paragraph.

    Two labels at least take turns, so that one comes back; a list of states or questions has each once. Or one label alone stands
    behind questions, again and again. What stands without a label between two turns goes on with the first of them, unless it is a
    question of such an interview, and behind the last turn nobody is known to speak, nor behind a label that is nobody's: "THE
    FACTS: He is wrong."
    """
    labels: dict[int, Span | None] = {}
    for i, block in enumerate(article.blocks):
        found = patterns.turn.search(block.span.of(article.text)) if kinds[i] in (None, BlockKind.BODY) else None
        if found:
            name = Span(block.span.start + found.start("name"), block.span.start + found.end("name"))
            labels[i] = None if patterns.no_speaker.search(name.of(article.text)) else name
    surnames = Counter(span.of(article.text).split()[-1].casefold() for span in labels.values() if span is not None)
    if len(surnames) == 1 and surnames.total() >= FEWEST_ANSWERS and all(_question(article, i - 1) for i in labels):
        return _answers(article, labels)
    if not labels and (interview := _interview(article, kinds, patterns)):
        return interview
    if surnames.total() < FEWEST_TURNS or not 2 <= len(surnames) < surnames.total():
        return {}
    spoken, speaker = {}, None
    for i in range(min(labels), max(labels) + 1):
        speaker = labels.get(i, speaker)
        if patterns.stage_direction.search(article.blocks[i].span.of(article.text)):
            kinds[i] = BlockKind.BOILERPLATE  # "(Crosstalk.)"
        elif speaker is not None:
            spoken[i] = speaker
    return spoken


def _interview(article: Article, kinds: list[BlockKind | None], patterns: Layout) -> dict[int, Span]:
    """The turns of an interview with two labels in small letters, "Q: Why? ¶ A: Because.", "Bell: Why? ¶ Ida Holm: Because.": they
    alternate, and most of what stands behind the first ends with a question mark. Who asks speaks where the label is a name."""
    labels: dict[int, Span] = {}
    for i, block in enumerate(article.blocks):
        found = patterns.interview_turn.search(block.span.of(article.text)) if kinds[i] in (None, BlockKind.BODY) else None
        if found:
            labels[i] = Span(block.span.start + found.start("name"), block.span.start + found.end("name"))
    said = [span.of(article.text).casefold() for span in labels.values()]
    named = [label for label in set(said) if not (patterns.asks.search(label) or patterns.answers.search(label))]
    if any(patterns.no_speaker.search(label.upper()) for label in named):
        return {}  # "Pros: ... ¶ Cons: ...", "Where: ... ¶ When: ..."
    asked = [i for i, span in labels.items() if span.of(article.text).casefold() == said[0]]
    alternate = len(set(said)) == 2 and all(a != b for a, b in pairwise(said))
    if not alternate or said.count(said[1]) < FEWEST_ANSWERS or 2 * sum(_question(article, i) for i in asked) < len(asked):
        return {}
    spoken, speaker = {}, None
    for i in range(min(labels), max(labels) + 1):
        speaker = labels.get(i, speaker)
        if speaker is not None and not patterns.asks.search(speaker.of(article.text)):
            spoken[i] = speaker
    whose = any(not patterns.answers.search(span.of(article.text)) for span in spoken.values())
    whose = whose or any(patterns.speaks_of_itself.search(article.blocks[i].span.of(article.text)) for i in spoken)
    return spoken if whose else {}


def _answers(article: Article, labels: dict[int, Span | None]) -> dict[int, Span]:
    """The labelled paragraphs of an interview and what goes on with them, up to the next question."""
    spoken, speaker = {}, None
    for i in range(min(labels), max(labels) + 1):
        speaker = labels[i] if i in labels else None if _question(article, i) else speaker
        if speaker is not None:
            spoken[i] = speaker
    return spoken


def _question(article: Article, number: int) -> bool:
    """Whether a paragraph ends with a question mark."""
    return number >= 0 and article.blocks[number].span.of(article.text).endswith("?")
