"""From code-point offsets to what editors count in: lines and columns. Used only at the edge."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A place for people: line and column, both counted from 1, columns in code points."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class LineIndex:
    """Converts offsets of one text. Lines end at `\\n`, `\\r\\n` or a lone `\\r`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        for i, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[i + 1 : i + 2] != "\n"):
                self._starts.append(i + 1)

    def position(self, offset: int) -> Position:
        """Line and column of a code-point offset (0..length). Raises ValueError beyond the text."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is not in a text of {len(self.text)} characters")
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The code-point offset of a line and column. Raises ValueError where the text has no such place."""
        if not 1 <= position.line <= len(self._starts):
            raise ValueError(f"line {position.line} is not in a text of {len(self._starts)} lines")
        start = self._starts[position.line - 1]
        end = self._starts[position.line] if position.line < len(self._starts) else len(self.text) + 1
        if not 1 <= position.column <= max(1, end - start):
            raise ValueError(f"column {position.column} is not in line {position.line}, which has {end - start - 1} characters")
        return start + position.column - 1
