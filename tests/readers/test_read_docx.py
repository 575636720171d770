"""Word documents: styles become kinds, properties become metadata."""

import io
import zipfile

import pytest

from provaudit.errors import InputError, NothingToReadError
from provaudit.model.article import BlockKind
from provaudit.readers import read


@pytest.fixture
def document():
    import docx

    return docx.Document()


def saved(document, tmp_path):
    path = tmp_path / "ferry.docx"
    document.save(path)
    (article,) = read(path)
    return article


def test_styles_become_kinds(document, tmp_path):
    document.add_paragraph("Ferry stays in port", style="Title")
    document.add_paragraph("A pilot leaves with the kettle", style="Subtitle")
    document.add_paragraph("The ferry stays in port, its owner said.")
    document.add_paragraph("")
    document.add_heading("Why she left", level=2)
    document.add_paragraph("The ferry on Monday.", style="Caption")
    document.add_table(1, 2).cell(0, 1).text = "The kettle is old."
    document.add_paragraph("Nobody minds.", style="List Bullet")
    document.core_properties.author = "Nadia Ferrant"
    document.core_properties.title = "Ferry stays"
    article = saved(document, tmp_path)
    assert [(b.span.of(article.text), b.kind) for b in article.blocks] == [
        ("Ferry stays in port", BlockKind.HEADLINE),
        ("A pilot leaves with the kettle", BlockKind.DECK),
        ("The ferry stays in port, its owner said.", None),
        ("Why she left", BlockKind.HEADING),
        ("The ferry on Monday.", BlockKind.CAPTION),
        ("The kettle is old.", None),
        ("Nobody minds.", None),
    ]
    assert (article.meta.byline, article.meta.title) == ("Nadia Ferrant", "Ferry stays")


def test_what_a_template_fills_in_is_no_metadata(document, tmp_path):
    document.add_paragraph("The ferry stays in port.")
    article = saved(document, tmp_path)
    assert (article.meta.byline, article.meta.title, article.meta.published) == (None, None, None)


def test_an_empty_document_holds_nothing(document, tmp_path):
    with pytest.raises(NothingToReadError):
        saved(document, tmp_path)


def archive(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"The ferry stays in port.", "no Word document"),
        (b"PK\x03\x04 and then nothing", "no Word document"),
        (archive(other="x"), "no Word document"),
        (archive(**{"word__document.xml": "<w:document"}), "damaged"),
        (archive(**{"word__document.xml": b" " * 101_000_000}), "unpacks to more"),
    ],
    ids=["text", "cut", "other", "broken", "bomb"],
)
def test_what_is_no_sound_document_is_refused(tmp_path, data, what):
    path = tmp_path / "ferry.docx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=what):
        list(read(path))
