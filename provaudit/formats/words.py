"""The words that formats share: chains, scores and verdicts as people read them, and text made harmless to show."""

from __future__ import annotations

import re

from provaudit.formats.figures import Totals
from provaudit.model.article import Article, BlockKind
from provaudit.model.audit import Audit, Score, Summary
from provaudit.model.chain import Statement
from provaudit.model.span import Spans

ARROW = " → "
OWN_VOICE = "own voice"
READING = (
    "A chain lists the hands that a claim went through: the origin first, the publisher last, relays between them.",
    "A source is named, described (a role, such as “a senior official”) or opaque (“sources”). "
    "What has no source in the text is the publisher’s own voice and has no score.",
    "Directness starts at 100 and loses points for what stands between the reader and somebody who knows: a relay, a missing name, "
    "a missing role, a hedge. Each statement shows its sum. Grades go from A, close to the source, to F.",
    "A low directness does not mean that a statement is false, nor a high one that it is true: it says how far away the source is.",
    "A machine made this, and machines err: each statement has a confidence.",
)
# Terminal escapes, and the marks that turn the reading direction: an article must not be able to repaint what is said about it.
UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # how what spreadsheets run begins


def inert(text: str) -> str:
    """One line of text: runs of white space are one space, control characters and direction marks are shown as �."""
    return " ".join(UNSAFE.sub("�", text).split())


def cell(value: object) -> object:
    """The value for CSV: text in one line, harmless, with a leading ' where a spreadsheet would run it as a formula."""
    if not isinstance(value, str):
        return value
    text = inert(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut between words where there is one, with an ellipsis for what is left out."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > length // 2 else cut).rstrip(" ,;:") + "…"


def cut(text: str, length: int = 80) -> str:
    """The beginning of a text, harmless, in one line: for a cell of a table."""
    return shorten(inert(text), length)


def quoted(spans: Spans, article: Article) -> str:
    """The words of all pieces, with an ellipsis between them."""
    return inert(" … ".join(span.of(article.text) for span in spans))


def chain(statement: Statement) -> str:
    """`U.S. officials → The New York Times → publisher`; `own voice` where only the publisher speaks."""
    if not statement.attributed:
        return OWN_VOICE
    return ARROW.join(inert(link.entity.name) for link in statement.chain)


def sum_of(score: Score) -> str:
    """The score as it is added up: `100 - 20 relayed by ... = 45 (D)`. Says so where the bounds cut the sum."""
    parts = ["100"] + [f"{'+' if term.points >= 0 else '-'} {abs(term.points)} {inert(term.reason)}" for term in score.terms]
    total = 100 + sum(term.points for term in score.terms)
    held = f" (held at {score.directness})" if total != score.directness else ""
    return f"{' '.join(parts)} = {total}{held} ({score.grade})"


def percent(share: float | None) -> str:
    """A share for people: `36 %`, a dash where nothing was counted."""
    return "–" if share is None else f"{share * 100:.0f} %"


def count(number: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def signed(number: int) -> str:
    """A change: `+2`, `−1`, `0`."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def verdict(summary: Summary) -> str:
    """The audit in a sentence or two."""
    if not summary.statements:
        return "Nothing in it makes a statement."
    if summary.directness is None:
        said = "The only statement is" if summary.statements == 1 else f"All {summary.statements} statements are"
        return f"{said} in the publisher’s own voice: no source is given."
    origins = count(summary.independent_origins, "independent origin")
    return (
        f"Directness {summary.directness:.0f} of 100 (grade {summary.grade}) over "
        f"{count(summary.attributed, 'attributed statement')} of {summary.statements}, from {origins}. "
        f"Unnamed origin {percent(summary.share_unnamed)}, relayed {percent(summary.share_relayed)}, "
        f"most used origin {percent(summary.share_single_origin)}; own voice {percent(summary.share_own_voice)} of all statements."
    )


def plain_verdict(summary: Summary, counted: Totals) -> str:
    """What an editor wants to hear first: how much is named and first-hand, and what is not."""
    if summary.directness is None:
        return verdict(summary)
    straight, own, said = counted.named_first_hand, counted.own_voice, counted.attributed
    if straight in (0, said):
        parts = [f"{'Every' if straight else 'No'} attributed statement comes straight from a named source"]
    else:
        parts = [f"{straight} of {said} attributed statements {verb(straight, 'come')} straight from a named source"]
    if counted.unnamed:
        parts.append(f"{counted.unnamed} {verb(counted.unnamed, 'rest')} on an unnamed origin")
    if counted.relayed:
        parts.append(f"{counted.relayed} reached the publisher through somebody else")
    if not own:
        return f"{'; '.join(parts)}."
    return (
        f"{'; '.join(parts)}. {own} of {counted.statements} statements {'is' if own == 1 else 'are'} in the publisher’s own voice."
    )


def verb(number: int, stem: str) -> str:
    """`comes` for one, `come` for more."""
    return f"{stem}s" if number == 1 else stem


def heading(article: Article) -> str:
    """The title, else the headline in the text, or the id where there is neither."""
    headline = next((block.span.of(article.text) for block in article.blocks if block.kind is BlockKind.HEADLINE), None)
    return inert(article.meta.title or headline or article.id)


def source_line(article: Article) -> str:
    """Publisher, byline and date, as far as known."""
    meta = article.meta
    return " · ".join(inert(part) for part in (meta.publisher, meta.byline, meta.published) if part)


def scores_by_statement(audit: Audit) -> dict[str, Score]:
    """The scores by the id of their statement."""
    return {score.statement: score for score in audit.scores}
