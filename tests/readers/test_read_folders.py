"""Which files of a folder are articles."""

from __future__ import annotations

from pathlib import Path

from provaudit.readers.folders import files_of


def nothing_more(_path: Path) -> bool:
    return False


DRAFT = "The ferry between Salda and the islands stays in port until Friday, two officials familiar with the lease told Reuters.\n"


def test_the_sheets_of_sign_off_are_no_articles(provaudit, tmp_path: Path) -> None:
    """What `signoff --write` lays beside an article does not break the next run over the folder."""
    desk = tmp_path / "desk"
    desk.mkdir()
    draft = desk / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    assert provaudit("signoff", draft, "--write").code == 0
    assert sorted(path.name for path in desk.iterdir()) == ["draft.txt", "draft.txt.signoff.json"]
    assert list(files_of(str(desk), nothing_more)) == [str(draft)]
    run = provaudit("batch", desk, "--store", tmp_path / "audits.db")
    assert (run.code, provaudit("store", "errors", tmp_path / "audits.db").out) == (0, "")


def test_files_are_given_by_name_without_hidden_ones_and_strangers(tmp_path: Path) -> None:
    (tmp_path / "sport").mkdir()
    for name in ("b.txt", "a.JSON", "sport/c.md.gz", ".d.txt", "e.pdf", "f.SignOff.json", "signoff.json"):
        (tmp_path / name).touch()
    names = ["a.JSON", "b.txt", "signoff.json", "sport/c.md.gz"]
    assert [Path(path).relative_to(tmp_path).as_posix() for path in files_of(str(tmp_path), nothing_more)] == names
    sheet = str(tmp_path / "f.SignOff.json")
    assert list(files_of(sheet, nothing_more)) == [sheet], "who names a file means it"
