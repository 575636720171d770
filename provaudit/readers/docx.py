"""Word documents (.docx): paragraphs in order, typed by their styles, joined by blank lines."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from provaudit.errors import InputError
from provaudit.model.article import Article, BlockKind, Metadata
from provaudit.readers import word_text
from provaudit.readers.cells import cell_kind
from provaudit.readers.comments import written
from provaudit.readers.html import Part, assemble
from provaudit.readers.source import Source, checked, digest

if TYPE_CHECKING:
    from docx.document import Document

MAX_UNPACKED = 100_000_000  # bytes: a small archive can hold a very large document
_KINDS = {
    "title": BlockKind.HEADLINE,
    "subtitle": BlockKind.DECK,
    "caption": BlockKind.CAPTION,
}
_ACCEPTED = "the document holds tracked changes: read as if all were accepted"
_TO_US = re.compile(r"\s*provaudit:")
_TEMPLATE = frozenset({"python-docx", "Word Document", ""})  # what tools fill in when the author fills in nothing


def read(source: Source) -> Iterator[Article | InputError]:
    """Yields the article of a document. Raises InputError for what is no Word document or is broken."""
    data = source.read()
    _check_archive(data, source.name)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        notes = {note.comment_id: note.text for note in document.comments}
        found = list(_paragraphs(document, notes))
        changed = word_text.has_changes(document.element.body)
        core = document.core_properties
        title, author = core.title, core.author  # when the file was made is not when the article was published
    except Exception as error:  # a damaged package fails anywhere in the library
        raise InputError(
            f"this Word document is damaged ({type(error).__name__})", where=source.name, hint="save it again"
        ) from None
    text, blocks = assemble(found)
    meta = Metadata(
        title=title if title not in _TEMPLATE else None,
        byline=author if author not in _TEMPLATE else None,
    )
    remarks = (_ACCEPTED,) if changed else ()
    yield checked(text, blocks, id=source.stem, where=source.name, sha256=digest(data), meta=meta, notes=remarks)


def _check_archive(data: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise InputError("this is no Word document", where=where, hint="save it as .docx, or give its text") from None
    if "word/document.xml" not in names:
        raise InputError("this is a ZIP archive, but no Word document", where=where, hint="save it as .docx, or give its text")
    if unpacked > MAX_UNPACKED:
        raise InputError("this document unpacks to more than an article can hold", where=where, hint="save its text only")


def _paragraphs(document: Document, notes: Mapping[int, str]) -> Iterator[Part]:
    """Paragraphs with the kind that their style tells. Word comments to provaudit stand at their end."""
    from docx.text.paragraph import Paragraph

    headed = False
    for paragraph in word_text.paragraphs(document.element.body):
        style = Paragraph(paragraph.element, document).style
        name = (style.name or "").lower() if style is not None else ""
        kind = _kind(name, headed)
        headed = headed or kind in (BlockKind.HEADLINE, BlockKind.HEADING)
        words = paragraph.words.rstrip()
        for number in paragraph.comments:
            if _TO_US.match(note := notes.get(number, "")):
                words = f"{words} {written(note)}"
        for line in map(str.strip, words.splitlines()):
            item = kind is None and (paragraph.numbered or name.startswith("list "))
            yield Part(line, cell_kind(line) if kind is None and paragraph.in_cell else kind, item)


def _kind(style: str, headed: bool) -> BlockKind | None:
    if style.startswith("heading"):
        return BlockKind.HEADING if headed or style != "heading 1" else BlockKind.HEADLINE
    return _KINDS.get(style)
