"""Pairs quotation marks of all styles within paragraphs, and follows quotations from one paragraph to the next.

Conventions:

- Nothing crosses a paragraph's border: each paragraph's part of a long quotation is a Quotation of its own.
- A part that is left open at its paragraph's end, where the next paragraph opens with the same mark, is as it
  should be: it counts as closed, and the next part continues it.
- Where the next paragraph has no opening mark but a lone closing one, the next part starts at that paragraph's start, without a
  mark there; both parts count as closed.
- A broken pair (`closed` False) reaches to the end of the paragraph, of the quotation around it, or to where the next
  quotation with the same opening mark begins, whichever comes first.
- A closing mark without an opening one is ignored; so is a straight single mark without a partner: it is an apostrophe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from provaudit.model.attribution import Quotation
from provaudit.model.span import Span
from provaudit.quotes.marks import QuotationMarks, load
from provaudit.quotes.roles import Mark, Role, marks_of


def pair(text: str, paragraphs: Sequence[Span], marks: QuotationMarks | None = None) -> tuple[Quotation, ...]:
    """All quotations of `text`, sorted by start, outer before inner; see the module for what counts as one.

    `paragraphs` are spans of `text` in reading order that do not overlap; marks outside of them are not looked at.
    `marks` are those of English unless others are given. Takes time linear in the length of the text.
    """
    marks = marks or load()
    found = [marks_of(text, paragraph, marks) for paragraph in paragraphs]
    parts: list[_Part] = []
    carried: list[_Part] = []
    left_open: _Part | None = None
    for i, paragraph in enumerate(paragraphs):
        leading = _leading(text, found[i + 1]) if i + 1 < len(found) else []
        pairing = _Paragraph(text, paragraph, found[i], continuing=len(carried), left_open=left_open)
        pairing.run(keep_soft=leading)
        parts += pairing.parts
        carried, left_open = [], None
        for part in pairing.parts:
            if part.closed or part.cut:
                continue
            if len(carried) < len(leading) and leading[len(carried)] == part.mark:
                part.closed = True
                carried.append(part)
            elif not leading and not left_open:
                left_open = part
    return tuple(_quotations(parts))


@dataclass(slots=True)
class _Part:
    """A quotation in the making: what stands in one paragraph. `cut`: broken, and ends before its paragraph does."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    mark: str
    family: str
    soft: bool
    closed: bool = False
    cut: bool = False
    continues: bool = False

    def break_off(self, at: int) -> None:
        """Ends a part that has no closing mark."""
        self.inner_end = self.end = max(self.inner_start, at)


class _Paragraph:
    """The pairing of one paragraph: a stack of what is open, and a look ahead at what the next firm mark does."""

    def __init__(self, text: str, span: Span, marks: list[Mark], *, continuing: int, left_open: _Part | None) -> None:
        self.text, self.span, self.marks = text, span.trim(text), marks
        self.continuing, self.left_open = continuing, left_open
        self.parts: list[_Part] = []
        self.stack: list[_Part] = []
        self.depth: Counter[str] = Counter()  # how many of a family are open

    def run(self, *, keep_soft: list[str]) -> None:
        """Fills `parts`, sorted by start; soft marks left open are kept where the next paragraph opens with the like."""
        for i, (mark, ahead) in enumerate(zip(self.marks, _look_ahead(self.marks), strict=True)):
            depth, next_closes = self.depth[mark.family], ahead.get(mark.family) is Role.CLOSE
            if mark.role is Role.OPEN or (mark.role is Role.EITHER and not depth):
                self._open(mark, continues=i < self.continuing)
            elif mark.role is Role.MAYBE_OPEN:
                if not depth and next_closes:
                    self._open(mark, continues=i < self.continuing)
                elif depth and not mark.soft:
                    self._close(mark, ahead)  # “No, ”she said
            elif mark.role is Role.MAYBE_CLOSE:
                # 'The dogs' dinner was late,' she said: the last mark closes, this one need not
                if depth and not (next_closes and depth == 1):
                    self._close(mark, ahead)
            elif depth:
                self._close(mark, ahead)
            elif self._resumes(mark):
                self._resume(mark)
        for part in self.stack:
            part.soft = part.soft and part.mark not in keep_soft
            part.break_off(self.span.end)
        self.parts = [part for part in self.parts if part.closed or not part.soft]
        self._break_at_next()
        self.parts = [part for part in self.parts if part.closed or part.inner_end > part.inner_start]

    def _open(self, mark: Mark, *, continues: bool) -> None:
        start, end = mark.span.start, mark.span.end
        part = _Part(start, end, self.span.end, self.span.end, mark.span.of(self.text), mark.family, mark.soft, continues=continues)
        self.parts.append(part)
        self.stack.append(part)
        self.depth[mark.family] += 1

    def _close(self, mark: Mark, ahead: dict[str, Role]) -> None:
        """Closes the innermost of the mark's family, and breaks off what was opened inside it and is still open.

        A mark that may be an apostrophe does not do so where the inner quotation is about to be closed by its own mark.
        """
        end = self._before(mark.span.start)
        while (top := self.stack[-1]).family != mark.family:
            if mark.soft and ahead.get(top.family) is Role.CLOSE:
                return
            self._pop()
            top.cut = True
            top.break_off(end)
        self._pop()
        top.inner_end, top.end, top.closed = mark.span.start, mark.span.end, True

    def _pop(self) -> None:
        self.depth[self.stack.pop().family] -= 1

    def _before(self, offset: int) -> int:
        """The end of what stands before `offset` and the white space there."""
        while offset > self.span.start and self.text[offset - 1].isspace():
            offset -= 1
        return offset

    def _resumes(self, mark: Mark) -> bool:
        """Whether a lone closing mark belongs to the quotation that the paragraph before left open."""
        before = self.left_open
        return (
            before is not None
            and mark.role is Role.CLOSE
            and mark.family == before.family
            and not mark.leads
            and not self.stack
            and all(part.family != mark.family for part in self.parts)
        )

    def _resume(self, mark: Mark) -> None:
        assert self.left_open is not None
        self.left_open.closed = True
        start = self.span.start
        part = _Part(start, start, mark.span.start, mark.span.end, "", mark.family, mark.soft, closed=True, continues=True)
        self.parts.insert(0, part)

    def _break_at_next(self) -> None:
        """Ends each broken part where a quotation with the same opening mark stands directly inside it."""
        around: list[_Part] = []
        for part in self.parts:
            while around and around[-1].end <= part.start:
                around.pop()
            if around and not around[-1].closed and around[-1].mark == part.mark:
                broken = around.pop()
                broken.cut = True
                broken.break_off(self._before(part.start))
            around.append(part)


def _leading(text: str, marks: list[Mark]) -> list[str]:
    """The marks that a paragraph opens with, outermost first."""
    opening = takewhile(lambda mark: mark.leads and mark.role not in (Role.CLOSE, Role.MAYBE_CLOSE), marks)
    return [mark.span.of(text) for mark in opening]


def _look_ahead(marks: list[Mark]) -> list[dict[str, Role]]:
    """For each mark the role of the next firm mark of every family.

    Soft marks are not seen from within a quotation that they stand behind: in "the 'dogs' of war" and 'so on', the mark
    after dogs is the last one of its quotation.
    """
    ahead: list[dict[str, Role]] = []
    state: dict[str, Role] = {}
    hidden: list[dict[str, Role]] = []
    doubtful = {mark.family for mark in marks if mark.soft}
    for mark in reversed(marks):
        ahead.append(dict(state))
        if mark.family not in doubtful:
            if mark.role is Role.CLOSE:
                hidden.append({family: role for family, role in state.items() if family in doubtful})
                state = {family: role for family, role in state.items() if family not in doubtful}
            elif mark.role is Role.OPEN and hidden:
                state = {family: role for family, role in state.items() if family not in doubtful} | hidden.pop()
        if mark.role in (Role.OPEN, Role.CLOSE):
            state[mark.family] = mark.role
    return ahead[::-1]


def _quotations(parts: list[_Part]) -> Iterator[Quotation]:
    around: list[int] = []
    for part in parts:
        while around and around[-1] <= part.start:
            around.pop()
        span, inner = Span(part.start, part.end), Span(part.inner_start, part.inner_end)
        yield Quotation(span, inner, len(around), part.closed, part.continues)
        around.append(part.end)
