"""YAML with the place of every value: what it means, where it stands, and what is refused."""

from __future__ import annotations

import datetime
import math
import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from provaudit import documents
from provaudit.documents import Document, Malformed
from provaudit.errors import UsageError


@pytest.fixture(params=["libyaml", "pure"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With libyaml, and as it is where PyYAML was built without."""
    if request.param == "pure":
        monkeypatch.setattr(documents, "_Loader", yaml.SafeLoader)


either = pytest.mark.usefixtures("loader")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"), ("No", "No"), ("on", "on"), ("OFF", "OFF"), ("y", "y"), ("true", True), ("FALSE", False),
        ("~", None), ("null", None), ("", None), ("Nullify", "Nullify"), ("'null'", "null"), ("=", "="),
        ("12", 12), ("012", 12), ("0o17", 15), ("0x1F", 31), ("-0x1f", -31), ("0b101", 5), ("1_000", 1000), ("+3", 3),
        ("12:30", "12:30"),
        ("1.5", 1.5), ("1.", 1.0), ("-.5", -0.5), ("1e3", 1000.0), ("1e-3", 0.001), (".inf", math.inf), ("-.INF", -math.inf),
        ("1.2.3", "1.2.3"), (".", "."), ("-_", "-_"), ("0x", "0x"), ("3 sources", "3 sources"), ('"12"', "12"),
        ("2026-05-03", datetime.date(2026, 5, 3)), ("2026-5-3", "2026-5-3"), ("2026-05-03T10:11", "2026-05-03T10:11"),
        ("2026-05-03 10:11:12", datetime.datetime(2026, 5, 3, 10, 11, 12)),
        ("2026-05-03T10:11:12Z", datetime.datetime(2026, 5, 3, 10, 11, 12, tzinfo=datetime.UTC)),
        ("!!str 12", "12"), ("!!int 12", 12), ("!!float 1.5", 1.5), ("!!map {a: b}", {"a": "b"}), ("!!seq [a]", ["a"]),
        ("{a, b: }", {"a": None, "b": None}), ("[a, [b]]", ["a", ["b"]]), ("|\n a\n b\n", "a\nb\n"), (">\n a\n b\n", "a b\n"),
    ],
)  # fmt: skip
@either
def test_values(text: str, value: object) -> None:
    assert repr(Document(f"key: {text}\n").data) == repr({"key": value})


def test_not_a_number() -> None:
    assert math.isnan(Document(".nan").data)


TEXT = """\
# a comment
name: first
"list":
  - plain words
  - "quoted"
  - {deep: er}
block: |
    one
    two
folded: >
  three
same: &x [1]
again: *x
<<: {more: 1, name: second}
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "2:1", "2:1"), (("name",), "2:7", "2:1"), (("list",), "4:3", "3:1"), (("list", 0), "4:5", "4:5"),
        (("list", 2, "deep"), "6:12", "6:6"), (("block",), "7:8", "7:1"), (("again", 0), "12:11", "12:11"),
        (("again",), "12:7", "13:1"), (("more",), "14:12", "14:6"), (("list", 7), "4:3", "3:1"),
        (("list", 2, "nobody"), "6:5", "6:5"),
    ],
)  # fmt: skip
@either
def test_places(path: tuple[int | str, ...], value: str, key: str) -> None:
    document = Document(TEXT, "f")
    assert document.data["name"] == "first"
    assert document.data["more"] == 1
    assert (document.where(path), document.where(path, key=True)) == (f"f:{value}", f"f:{key}")


@pytest.mark.parametrize(
    ("path", "line", "column", "place"),
    [
        (("name",), 1, 3, "2:9"), (("list", 0), 2, 1, "4:5"), (("list", 1), 1, 3, "5:8"), (("block",), 2, 3, "9:7"),
        (("folded",), 1, 4, "10:9"),
    ],
)  # fmt: skip
@either
def test_places_within_strings(path: tuple[int | str, ...], line: int, column: int, place: str) -> None:
    assert Document(TEXT, "f").where_in(path, line, column) == f"f:{place}"


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1", 'duplicate key "a"'), ("{a: 1, 'a': 2}", "1:8", "duplicate key"),
        ("a: b: c", "1:5", "mapping values are not allowed"), ("a: [\n", "2:1", "expected"),
        ("o: *nobody", "1:4", "undefined alias"),
        ("a: &a [*a]", "1:8", "undefined alias"), ("[a]: 1", "1:1", "a key cannot be"), ("{{name}: 1}", "1:2", "a key cannot be"),
        ("a: 1\n---\nb: 2\n", "2:1", "another document"), ("a: 2026-02-30", "1:4", "no timestamp"),
        ("a: " + "9" * 5000, "1:4", "no int"),
        ("a: !!python/name:os.system x", "1:4", "not allowed"), ("a: !!python/object/apply:os.system [id]", "1:4", "not allowed"),
        ("a: !ours {}", "1:4", "not allowed"), ("a: !!int x", "1:4", "not allowed"),
        ("<<: 1", "1:5", "only mappings can be merged"),
        ("a: é\nb: \x07", "2:4", "U+0007"), ("[" * 30 + "]" * 30, "1:21", "nested too deeply"),
    ],
)  # fmt: skip
@either
def test_mistakes(text: str, place: str, what: str) -> None:
    with pytest.raises(Malformed) as caught:
        Document(text)
    if "expected" not in what:  # at the end of the text, or of its last line
        assert f"{caught.value.line}:{caught.value.column}" == place
    assert what in caught.value.what


# A file of a million characters neither fills the memory nor takes long.
KEYS = "a: &a {" + ", ".join(f"k{n}" for n in range(5000)) + "}\n"
HOSTILE = {
    "deep lists": "[" * 1_000_000,
    "deep mappings": "{a: " * 250_000,
    "deep blocks": "".join(" " * n + "- \n" for n in range(1000)),
    "keys of keys": "? " * 500_000,
    "merged anew": KEYS + "".join(f"m{n}: {{<<: *a}}\n" for n in range(50_000)),
    "merged at once": KEYS + "b: {<<: [" + ", ".join(["*a"] * 200_000) + "]}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_soon(name: str) -> None:
    start = time.process_time()
    with pytest.raises(Malformed):
        Document(HOSTILE[name])
    assert time.process_time() - start < 3


def test_aliases_share_what_they_stand_for() -> None:
    laughs = "l0: &l0 [ha]\n" + "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 40))
    data = Document(laughs).data
    assert data["l39"][0] is data["l39"][8] is data["l38"]


class Writer(yaml.SafeDumper):
    """Writes for readers of YAML 1.2: PyYAML itself follows 1.1, where `0E0` and `0o7` are strings that need no quotation marks."""


# The numbers of the core schema, YAML 1.2.2, section 10.3.2.
Writer.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z"), list("-+0123456789")
)
Writer.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"), list("-+.0123456789")
)

scalars = st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=8)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3))


@given(value=values, flow=st.booleans())
@example(value={"0E0": "0o7"}, flow=False)
@example(value=["1_e5", ".5e1", "0x_", "+.5"], flow=True)
def test_what_is_written_is_read_and_every_value_has_a_place(value: object, flow: bool) -> None:
    text = yaml.dump(value, Dumper=Writer, default_flow_style=flow, allow_unicode=False)
    document = Document(text, "f")
    assert document.data == value
    lines = text.count("\n") + 1
    for path in paths(value):
        assert document.known(path) == path
        assert 1 <= int(document.where(path).split(":")[1]) <= lines


@given(st.text(alphabet="ab:-#&*!|>'\"%@`{}[], \n\t?<~01.\x00\u2028é", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Malformed):
        Document(text)


def paths(value: object, path: tuple[int | str, ...] = ()) -> list[tuple[int | str, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for step, inner in steps for deeper in paths(inner, (*path, step)))]


@pytest.mark.parametrize(
    ("data", "place", "what"),
    [
        (b"a: 1\nb: caf\xe9\n", ":2:7", "not UTF-8"), (b"- a\n", ":1:1", "not a mapping"), (b"", ":1:1", "not a mapping"),
        (b"a: 1\n" + b"#" * documents.MAX_BYTES, "", "larger than 1,000,000 bytes"), (b"a: 1\na: 2\n", ":2:1", "keys stand once"),
    ],
)  # fmt: skip
def test_files_that_are_refused(tmp_path: Path, data: bytes, place: str, what: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        documents.read(path, UsageError)
    assert caught.value.where == f"{path}{place}"
    assert what in str(caught.value)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes("\ufeffkey: é\r\n".encode())
    assert documents.read(path, UsageError).data == {"key": "é"}
    for missing in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(UsageError, match="cannot be read"):
            documents.read(missing, UsageError)
