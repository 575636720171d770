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
    assert article.meta.published is None  # the day when a file, or its template, was made is none of publication


def test_what_a_template_fills_in_is_no_metadata(document, tmp_path):
    document.add_paragraph("The ferry stays in port.")
    article = saved(document, tmp_path)
    assert (article.meta.byline, article.meta.title, article.meta.published) == (None, None, None)


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:id="1" w:author="Ida Moor" w:date="2026-01-01T00:00:00Z"'


def raw(xml):
    """An element out of Word's XML; `{by}` stands for what every tracked change says of itself."""
    from docx.oxml import parse_xml

    return parse_xml(xml.replace("{by}", BY).replace(">", f" {WORD}>", 1))


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def add(document, *xml):
    """Appends what the XML says to the document's body, as Word would have written it there."""
    for one in xml:
        document.element.body.insert(len(document.element.body) - 1, raw(one))


def words_of(article):
    return [block.span.of(article.text) for block in article.blocks]


def test_tracked_changes_are_read_as_accepted(document, tmp_path):
    document.add_heading("Ferry stays in port", 1)
    add(
        document,
        f"<w:p>{run('The ferry stays, ')}<w:ins {{by}}>{run('two officials told Reuters')}</w:ins>"
        f"<w:del {{by}}><w:r><w:delText>the owner said</w:delText></w:r></w:del>{run('.')}</w:p>",
        f"<w:p><w:pPr><w:rPr><w:ins {{by}}/></w:rPr></w:pPr><w:ins {{by}}>{run('A whole new paragraph.')}</w:ins></w:p>",
        f"<w:p><w:moveFrom {{by}}>{run('She left, Mara Holt said.')}</w:moveFrom>{run('It stays here.')}</w:p>",
        f"<w:p>{run('Later: ')}<w:moveTo {{by}}>{run('She left, Mara Holt said.')}</w:moveTo></w:p>",
        f"<w:p><w:ins {{by}}><w:del {{by}}>{run('Said and taken back.')}</w:del></w:ins></w:p>",
    )
    article = saved(document, tmp_path)
    assert words_of(article) == [
        "Ferry stays in port",
        "The ferry stays, two officials told Reuters.",
        "A whole new paragraph.",
        "It stays here.",
        "Later: She left, Mara Holt said.",
    ]
    assert any("tracked changes" in note for note in article.notes)


def test_a_document_without_changes_has_no_note(document, tmp_path):
    document.add_paragraph("The ferry stays in port.")
    assert saved(document, tmp_path).notes == ()


def test_paragraphs_whose_mark_was_deleted_run_on(document, tmp_path):
    gone = "<w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>"
    add(
        document,
        f"<w:p>{gone}{run('The ferry stays in port, ')}</w:p>",
        f"<w:p>{gone}<w:del {{by}}><w:r><w:delText>nobody knows why, </w:delText></w:r></w:del></w:p>",
        f"<w:p>{run('her owner said.')}</w:p>",
        f"<w:p>{gone}{run('The table says when.')}</w:p>",
        f"<w:tbl><w:tr><w:trPr><w:del {{by}}/></w:trPr><w:tc><w:p>{run('On Monday.')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{run('On Tuesday.')}</w:p></w:tc></w:tr></w:tbl>",
    )
    assert words_of(saved(document, tmp_path)) == [
        "The ferry stays in port, her owner said.",
        "The table says when.",
        "On Tuesday.",
    ]


def test_content_controls_are_read_where_they_stand(document, tmp_path):
    def control(content):
        return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    cell = f"<w:tc><w:p>{run('In a cell.')}</w:p></w:tc>"
    row = f"<w:tr>{control(cell)}</w:tr>"
    add(
        document,
        control(f"<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr>{run('Ferry stays')}</w:p>"),
        f"<w:p>{run('The ferry stays, ')}{control(run('Mara Holt'))}{run(' said.')}</w:p>",
        f"<w:tbl>{control(row)}</w:tbl>",
        f"<w:p><w:fldSimple w:instr='AUTHOR'>{run('Ida Moor')}</w:fldSimple><w:smartTag>{run(' of Salda')}</w:smartTag></w:p>",
    )
    article = saved(document, tmp_path)
    assert words_of(article) == ["Ferry stays", "The ferry stays, Mara Holt said.", "In a cell.", "Ida Moor of Salda"]
    assert article.blocks[0].kind is BlockKind.HEADLINE


def test_text_boxes_come_once_behind_their_paragraph(document, tmp_path):
    box = f"<w:txbxContent><w:p>{run('“Nobody minds.”')}</w:p></w:txbxContent>"
    add(
        document,
        f"<w:p>{run('The ferry ')}<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('stays.')}</w:p>",
        f"<w:p>{run('She left.')}</w:p>",
    )
    assert words_of(saved(document, tmp_path)) == ["The ferry stays.", "“Nobody minds.”", "She left."]


def test_a_comment_to_us_in_changed_text_is_kept(document, tmp_path):
    paragraph = document.add_paragraph("The ferry stays, ")
    document.add_comment(paragraph.runs, "provaudit: ignore A01 -- the desk knows")
    paragraph._p.insert(0, raw("<w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>"))
    document.add_paragraph("a man said.")
    assert words_of(saved(document, tmp_path)) == [
        "The ferry stays, a man said. <!-- provaudit: ignore A01 -- the desk knows -->",
    ]


def test_merged_cells_and_links_come_once(document, tmp_path):
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Both rows."
    table.cell(0, 1).text = "First."
    table.cell(1, 1).text = "Second."
    add(document, f"<w:p>{run('The ')}<w:hyperlink w:anchor='x'>{run('ferry')}</w:hyperlink>{run(' stays.')}</w:p>")
    assert words_of(saved(document, tmp_path)) == ["Both rows.", "First.", "Second.", "The ferry stays."]


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


def test_cells_without_a_sentence_say_nothing(document, tmp_path):
    document.add_paragraph("The ferry stays, Mara Holt said.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Salda Courier"
    table.cell(0, 1).text = "The kettle is old."
    kinds = {block.span.of(article.text): block.kind for article in [saved(document, tmp_path)] for block in article.blocks}
    assert kinds["Salda Courier"] is BlockKind.REFERENCE
    assert kinds["The kettle is old."] is None
