"""What each mark of a paragraph does, judged by its shape and its neighbours: opens, closes, either, or is an apostrophe."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from provaudit.model.span import Span
from provaudit.quotes.marks import Form, QuotationMarks, Shape


class Role(Enum):
    """What a mark does. The firm roles are OPEN and CLOSE; the others are settled by what is open and what follows."""

    OPEN = auto()
    CLOSE = auto()
    EITHER = auto()  # closes what is open, else opens
    MAYBE_OPEN = auto()  # an apostrophe ('tis) or a slip (well, ”so”), unless a closing mark is waiting for it
    MAYBE_CLOSE = auto()  # an apostrophe (dogs'), feet or inches (12") unless nothing else closes


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark. `soft`: without a partner it is taken for an apostrophe."""

    span: Span
    family: str
    role: Role
    soft: bool
    leads: bool  # only marks stand between the paragraph's start and it


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark with its neighbours (white space stands for the paragraph's ends) and what they make of it."""

    span: Span
    form: Form
    before: str  # the characters that touch it
    after: str
    left: str  # the characters beside the run of marks that it belongs to
    right: str
    side: Role
    leads: bool


_TRAILING_WINDOW = 16  # characters before a mark that are looked at to recognise a word such as goin'


def marks_of(text: str, paragraph: Span, marks: QuotationMarks) -> list[Mark]:
    """The marks of one paragraph in text order, without those that are certainly apostrophes. Linear in its length."""
    found = list(_find(text, paragraph, marks))
    enclosing = {match.start(group) for match in marks.enclosed.finditer(text, paragraph.start, paragraph.end) for group in (1, 2)}
    turned = _turned(found)
    judged: list[Mark] = []
    for mark in found:
        if mark.form.apostrophe:
            role = None if mark.span.start in enclosing else _apostrophic(text, paragraph, mark, marks)
        else:
            role = _role(mark, by_shape=mark.form.family not in turned)
        if role:
            soft = mark.form.apostrophe and (mark.form.shape is not Shape.OPENING or mark.span.of(text) == "`")
            judged.append(Mark(mark.span, mark.form.family, role, soft, mark.leads))
    return judged


def _find(text: str, paragraph: Span, marks: QuotationMarks) -> Iterator[_Found]:
    runs: list[list[Span]] = []
    for match in marks.mark.finditer(text, paragraph.start, paragraph.end):
        span = Span(match.start(), match.end())
        if runs and _invisible(text[runs[-1][-1].end : span.start]):
            runs[-1].append(span)
        else:
            runs.append([span])
    for run in runs:
        left = _neighbour(text, run[0].start - 1, paragraph.start - 1, -1)
        right = _neighbour(text, run[-1].end, paragraph.end, 1)
        side = _side(left, right)
        if len(run) == 2 and run[0].of(text) == run[1].of(text) and not (_wordlike(left) or _wordlike(right)):
            side = Role.EITHER  # an empty quotation: ""
        elif len(run) == 1 and run is runs[-1] and not text[run[0].end : paragraph.end].strip():
            side = Role.CLOSE  # nothing follows that could be quoted
        if side is not Role.OPEN:
            run = _single_first(text, run)
        leads = not text[paragraph.start : run[0].start].strip() if run is runs[0] else False
        for span in run:
            before = text[span.start - 1] if span.start > paragraph.start else " "
            after = text[span.end] if span.end < paragraph.end else " "
            yield _Found(span, marks.forms[span.of(text)], before, after, left, right, side, leads)


def _single_first(text: str, run: list[Span]) -> list[Span]:
    """In a closing run the inner single mark comes before the double one that is written with two: ''He said 'no.'''"""
    if len(run) < 2 or [len(span) for span in run[:2]] != [2, 1] or len(set(text[run[0].start : run[1].end])) > 1:
        return run
    start = run[0].start
    return [Span(start, start + 1), Span(start + 1, start + 3), *run[2:]]


def _side(left: str, right: str) -> Role:
    """What the neighbours alone say, much as Markdown reads its asterisks."""
    if left.isspace() and right.isspace():
        return Role.EITHER
    if left.isspace():
        return Role.EITHER if right in ",;)]}" else Role.OPEN
    if right.isspace():
        return Role.EITHER if left in "([{:" else Role.CLOSE
    opens, closes = _before_quotation(left), _after_quotation(right)
    if opens == closes:
        return Role.EITHER
    return Role.OPEN if opens else Role.CLOSE


def _before_quotation(char: str) -> bool:
    return unicodedata.category(char) in ("Ps", "Pd", "Pc", "Sm") or char in "/*|:"


def _after_quotation(char: str) -> bool:
    return not _wordlike(char) and unicodedata.category(char) not in ("Ps", "Sc") and char not in "@#&¿¡"


def _turned(found: list[_Found]) -> set[str]:
    """The families that this paragraph uses against their shape: »so«, »so», ”so”."""
    against = {m.form.family for m in found if m.form.shape is Shape.CLOSING and m.side is Role.OPEN}
    along = {m.form.family for m in found if m.form.shape is Shape.OPENING and m.side is not Role.CLOSE}
    return against - along


def _role(mark: _Found, *, by_shape: bool) -> Role:
    opening, closing = Role.OPEN, Role.CLOSE
    if mark.before.isdigit() and mark.form.shape is not Shape.OPENING:
        return Role.MAYBE_CLOSE  # 12", 6'2”
    if not by_shape or mark.form.shape is Shape.NEUTRAL:
        return mark.side
    if mark.form.shape is Shape.OPENING:
        return closing if mark.side is Role.CLOSE else opening  # „so“ closes with an opening mark
    return Role.MAYBE_OPEN if mark.side is Role.OPEN or mark.leads else closing  # “well, ”so


def _apostrophic(text: str, paragraph: Span, mark: _Found, marks: QuotationMarks) -> Role | None:
    """The role of a mark of a family whose marks are also apostrophes; None for an apostrophe."""
    shape = mark.form.shape
    if _wordlike(mark.before) and _wordlike(mark.after):
        return None  # don't
    if _wordlike(mark.left) and _wordlike(mark.after) and shape is not Shape.OPENING:
        return None  # "Cats"'s
    if mark.side is Role.OPEN:
        elided = marks.leading.match(text, mark.span.end, paragraph.end)
        if shape is Shape.CLOSING:
            return None if elided else Role.MAYBE_OPEN
        return Role.MAYBE_OPEN if elided else Role.OPEN
    if mark.side is Role.EITHER:
        return {Shape.OPENING: Role.OPEN, Shape.CLOSING: Role.CLOSE, Shape.NEUTRAL: Role.EITHER}[shape]
    word = text[max(paragraph.start, mark.span.start - _TRAILING_WINDOW) : mark.span.start]
    if mark.before.isdigit() or marks.trailing.search(word):
        return Role.MAYBE_CLOSE
    return Role.CLOSE


def _neighbour(text: str, offset: int, stop: int, step: int) -> str:
    """The first visible character from `offset` on, a space where there is none before `stop`."""
    while offset != stop and unicodedata.category(text[offset]) == "Cf":
        offset += step
    return text[offset] if offset != stop else " "


def _invisible(gap: str) -> bool:
    return all(unicodedata.category(char) == "Cf" for char in gap)


def _wordlike(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
