"""Which of an article's first paragraphs are its headline and deck, and which lines head a section."""

from __future__ import annotations

from provaudit.units.lines import Line
from provaudit.units.patterns import Layout

LONGEST_HEADLINE = 32  # words
LONGEST_DECK = 42
LONGEST_HEADING = 14
LONGEST_SENTENCE_DECK = 18  # a deck with a full stop that only its style tells
LONGEST_LEADING_DECK = 30  # one that shows by the lead coming after it
SURE_DECK = 2.0  # evidence
LOOK_AHEAD = 3  # paragraphs among which the lead is looked for


def is_headline(line: Line, following: list[Line], patterns: Layout) -> bool:
    """Whether an article's first paragraph is its headline rather than its lead; `following` are the ones after it."""
    if not line.words or line.beyond(LONGEST_HEADLINE) or line.item or opens_with_dateline(line, patterns):
        return False
    if not following:
        return not line.ended and (line.title_case > 0.7 or line.upper_case)
    return headline_evidence(line, following, patterns) > 0


def headline_evidence(line: Line, following: list[Line], patterns: Layout) -> float:
    """Signs for (positive) and against (negative) a headline, in one number.

    No sign decides alone: headlines come with and without a full stop, in title, sentence and upper case. What follows
    a headline takes its words up, while the second paragraph of a body goes on to other things.
    """
    signs, text, size = patterns.headline_signs, line.text, len(line)
    evidence = -0.5
    if not line.ended:
        evidence += -1.0 if text.endswith((":", ",")) else 3.0
    evidence += 3.0 if line.upper_case else 2.5 if line.title_case >= 0.75 else 0.0
    evidence += 1.0 if size <= 10 else 0.5 if size <= 14 else 0.0 if size <= 18 else -2.0
    articles = len(signs.articles.findall(text))
    evidence -= 0.6 * min(4, articles) + (0.6 if signs.articles.match(text) else 0.0)
    evidence -= 1.0 * min(2, len(signs.past.findall(text)))
    evidence -= 1.5 if signs.narrative.search(text) else 0.0
    evidence -= 1.5 if signs.speech.search(text) else 0.0
    evidence += 1.0 if signs.label.search(text) else 0.0
    evidence -= 1.0 * (line.sentences - 1)
    return evidence + max(_fits_before(line, after, patterns) for after in following)


def _fits_before(line: Line, after: Line, patterns: Layout) -> float:
    """How well `after` goes as the lead of an article with the headline `line`."""
    shared = line.shared(after)
    fit = 1.5 if shared >= 0.5 else 1.0 if shared >= 0.3 else 0.0 if shared else -0.5
    fit += 1.0 if len(after) >= 2 * len(line) else 0.0 if len(after) > len(line) else -1.0
    return fit + (1.5 if opens_with_dateline(after, patterns) else 0.0)


def is_deck(headline: Line, line: Line, following: list[Line], patterns: Layout) -> bool:
    """Whether a paragraph between the headline and `following` is a deck: it reads like a headline, or the lead comes after it."""
    if not following or line.beyond(LONGEST_DECK) or line.item or line.sentences > 2 or opens_with_dateline(line, patterns):
        return False
    if any(opens_with_dateline(later, patterns) for later in following[:2]):
        return True
    if not line.ended:
        return len(following[0]) >= len(line) and line.text[-1] not in ":,"
    if (
        line.sentences > 1
        or patterns.headline_signs.speech.search(line.text)
        or patterns.headline_signs.narrative.search(line.text)
    ):
        return False
    if len(line) <= LONGEST_SENTENCE_DECK and headline_evidence(line, following, patterns) >= SURE_DECK:
        return True
    lead = headline.shared(following[0])
    return len(line) <= LONGEST_LEADING_DECK and lead - headline.shared(line) >= 0.33 and lead >= 0.5


def is_heading(line: Line, after: Line | None) -> bool:
    """Whether a line within the body heads what follows it."""
    if (
        after is None
        or line.beyond(LONGEST_HEADING)
        or not any(map(str.isalpha, line.text))
        or line.item
        or len(after) <= len(line)
    ):
        return False
    if not after.ended and not after.text.endswith(":"):
        return False
    if line.text.endswith("?"):
        return len(line) <= 6 and ":" not in line.text and line.text[0].isalnum()
    if line.ended or line.text[-1] in ":,;-–—\"”»’')" or not (line.text[0].isupper() or line.text[0].isdigit()):
        return False
    return not line.text.startswith(("“", "«", '"'))


def opens_with_dateline(line: Line, patterns: Layout) -> bool:
    """Whether the paragraph begins with a place, a date or an agency and a dash."""
    return any(p.match(line.text) for p in patterns.dateline)
