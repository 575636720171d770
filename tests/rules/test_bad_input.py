"""Packs that are broken or hostile, through the command line: exit code 2, a place, no traceback, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

PACK = 'name: house\nversion: "1"\ntitle: House\nextends: core\n'
RULE = """\
id: N01
name: no-ministers
level: note
when: origin_role == "minister"
message: "{origin_name} is a minister."
why: A test.
fix: None.
"""
WHEN = 'origin_role == "minister"'
HUNDRED = "[" + ",".join("1" * 100) + "]"
LAUGHS = 'a: &a ["ha", "ha", "ha", "ha", "ha", "ha", "ha", "ha", "ha"]\n' + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
)
BAD: dict[str, tuple[bytes, str, str]] = {
    "broken": (RULE.replace("why: A test.", "why: [").encode(), "N01.yaml:8:1", "expected"),
    "unknown key": (RULE.replace("fix:", "fixx:").encode(), "N01.yaml:7:1", "unknown key fixx"),
    "unknown fact": (RULE.replace("origin_role ==", "origin_rule ==").encode(), "N01.yaml:4:7", "did you mean origin_role?"),
    "duplicate key": ((RULE + "level: error\n").encode(), "N01.yaml:8:1", "duplicate key"),
    "loop": (
        RULE.replace(WHEN, f'"{HUNDRED}.all(a, {HUNDRED}.all(b, {HUNDRED}.all(c, a + b + c > 0)))"').encode(),
        "N01.yaml:4:8", "budget",
    ),
    "loop that fills the memory": (
        RULE.replace(WHEN, '"size(X.map(a, X.map(b, X.map(c, X.map(d, [a, b, c, d]))))) > 0"'.replace("X", HUNDRED)).encode(),
        "N01.yaml:4:8", "budget",
    ),
    "pattern without end": (RULE.replace(WHEN, "origin_name.matches('(a+)+(b|')").encode(), "N01.yaml:4:7", ""),
    "nested without end": (RULE.replace(WHEN, "(" * 2000 + "true" + ")" * 2000).encode(), "N01.yaml:4:7", ""),
    "long expression": (RULE.replace(WHEN, " || ".join([WHEN] * 5000)).encode(), "N01.yaml:4:7", "characters"),
    "ten megabytes": ((RULE + "#" * 10_000_000).encode(), "N01.yaml", "larger than 1,000,000 bytes"),
    "aliases of aliases": ((LAUGHS + RULE).encode(), "N01.yaml:1:1", "unknown key"),
    "aliases of aliases in a key": (RULE.replace("why: A test.", LAUGHS + "why: *m").encode(), "N01.yaml", ""),
    "not UTF-8": (RULE.replace("A test", "Café").encode("latin-1"), "N01.yaml:6:9", "not UTF-8"),
    "binary": (bytes(range(256)) * 40, "N01.yaml", ""),
    "zero bytes": (b"id: N01\nname: \0\0\0\n", "N01.yaml", ""),
    "empty": (b"", "N01.yaml:1:1", "not a mapping"),
    "a tag that runs code": (RULE.replace("A test.", "!!python/object/apply:os.system [id]").encode(), "N01.yaml:6:6", ""),
}  # fmt: skip


def house(folder: Path, rule: bytes = RULE.encode(), pack: str = PACK) -> Path:
    folder.mkdir()
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "N01.yaml").write_bytes(rule)
    return folder


@pytest.mark.parametrize("name", BAD)
def test_a_bad_rule_is_told_with_its_place(name: str, provaudit, tmp_path: Path) -> None:
    rule, place, what = BAD[name]
    house(tmp_path / "house", rule)
    (tmp_path / "draft.txt").write_text("Two officials said so.")
    start = time.monotonic()
    run = provaudit("check", "draft.txt", "--pack", "./house")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("error: ")
    assert f"house/{place}" in run.err
    assert what in run.err
    assert "Traceback" not in run.err
    assert len(run.err) < 1000
    assert time.monotonic() - start < 20
    assert provaudit("rules", "test", "house").code == 2


def test_packs_that_extend_themselves(provaudit, tmp_path: Path) -> None:
    house(tmp_path / "self", pack=PACK.replace("core", "../self"))
    house(tmp_path / "a", pack=PACK.replace("core", "../b"))
    house(tmp_path / "b", pack=PACK.replace("core", "../c"))
    house(tmp_path / "c", pack=PACK.replace("core", "[core, ../a]"))
    for name, place in (("self", "self/pack.yaml:4:10"), ("a", "c/pack.yaml:4:")):
        run = provaudit("rules", "list", "--pack", f"./{name}")
        assert run.code == 2
        assert "extends itself" in run.err
        assert place in run.err


def test_what_is_no_file(provaudit, tmp_path: Path) -> None:
    folder = house(tmp_path / "house")
    (folder / "N02.yaml").mkdir()
    (folder / "N03.yaml").symlink_to(tmp_path / "nowhere")
    run = provaudit("rules", "list", "--pack", "./house")
    assert run.code == 2
    assert "N03.yaml" in run.err
