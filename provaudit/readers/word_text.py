"""The paragraphs of a Word document as it stands when all tracked changes in it are accepted, out of its XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml ships no types

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def _names(names: str) -> frozenset[str]:
    return frozenset(_WORD + name for name in names.split())


PARAGRAPH = f"{_WORD}p"
_CELL = f"{_WORD}tc"
COMMENT = f"{_WORD}commentReference"
_TEXT = f"{_WORD}t"
_LEAVES = _names("t tab br cr noBreakHyphen ptab")  # whose words python-docx tells
_BLOCKS = _names("p tbl sdt")
_CHANGES = _names("ins del moveFrom moveTo")
_GONE = _names("del moveFrom")
_PROPERTIES = _names("pPr rPr sdtPr tblPr trPr tcPr sectPr")
_NO_WORDS = _GONE | _PROPERTIES | _names("rt")  # the last is how ruby tells to say a word that stands there too


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words, the element that tells its style, and the numbers of the comments that hang on it."""

    words: str
    element: Element
    comments: tuple[int, ...]

    @property
    def in_cell(self) -> bool:
        """Whether it stands in a table."""
        return next(self.element.iterancestors(_CELL), None) is not None

    @property
    def numbered(self) -> bool:
        """Whether a bullet or a number that is none of its words opens it."""
        return self.element.find(f"{_WORD}pPr/{_WORD}numPr") is not None


def paragraphs(container: Element) -> Iterator[Paragraph]:
    """The paragraphs below the element in order, those in tables, content controls and text boxes too.

    One whose mark was deleted runs on into the next, whose style counts. A text box comes behind the paragraph that it hangs on.
    """
    words = ""
    comments: tuple[int, ...] = ()
    for part in _parts(container):
        if part.tag == PARAGRAPH:
            words, comments = words + "".join(_words(part)), (*comments, *_comments(part))
            if not _runs_on(part):
                yield Paragraph(words, part, comments)
                words, comments = "", ()
        yield from paragraphs(part)


def has_changes(container: Element) -> bool:
    """Whether any change below the element is tracked."""
    return next(container.iter(*_CHANGES), None) is not None


def _parts(element: Element) -> Iterator[Element]:
    """The children that stand in the document; what is there for programs of several kinds stands there once."""
    for child in element:
        if child.tag == _ALTERNATIVES:
            yield from _parts(next((way for way in child if next(way.iter(_TEXT), None) is not None), ()))
        elif isinstance(child.tag, str) and child.tag not in _NO_WORDS and not _is_deleted_part_of_table(child):
            yield child


def _comments(paragraph: Element) -> Iterator[int]:
    for mark in paragraph.iter(COMMENT):
        if next(mark.iterancestors(PARAGRAPH)) is paragraph:
            yield int(mark.get(f"{_WORD}id", -1))


def _words(element: Element) -> Iterator[str]:
    for part in _parts(element):
        if part.tag in _LEAVES:
            yield str(part)
        elif part.tag != PARAGRAPH:  # those of a text box are none of its words
            yield from _words(part)


def _is_deleted_part_of_table(element: Element) -> bool:
    return element.find(f"{_WORD}trPr/{_WORD}del") is not None or element.find(f"{_WORD}tcPr/{_WORD}cellDel") is not None


def _runs_on(paragraph: Element) -> bool:
    """Whether the mark at its end is gone, and a paragraph follows."""
    mark = paragraph.find(f"{_WORD}pPr/{_WORD}rPr")
    if mark is None or not any(child.tag in _GONE for child in mark):
        return False
    following = next(paragraph.itersiblings(*_BLOCKS), None)
    return following is not None and following.tag == PARAGRAPH
