"""The shape of the code: where things may live, how long they may be, who may import whom."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from provaudit.languages import base, outlets
from provaudit.languages.base import Language
from provaudit.languages.grammar import Grammar
from provaudit.languages.schema import Hands
from provaudit.languages.wording import load_wording
from provaudit.model.parse import Shape
from provaudit.remembered import MEMORIES
from provaudit.units import patterns

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "provaudit"
CODE = sorted(p for folder in ("provaudit", "recipes") for p in (ROOT / folder).rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = [p for p in CODE if PACKAGE in p.parents]

MOST_LINES = 350
GOOD_LINES = 300
# Modules over 300 lines, each with the reason why it is better in one piece.
LONGER: dict[str, str] = {}

CRUMB_BOXES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools"}
PRINTERS = ("cli", "formats")
# What takes long to import, and the modules that may do so, inside functions.
HEAVY = (
    "stanza",
    "torch",
    "onnxruntime",
    "trafilatura",
    "pandas",
    "docx",
    "py3langid",
    "pyarrow",
    "altair",
    "vl_convert",
    "ray",
    "warcio",
    "feedparser",
    "psutil",
    "datasketch",
    "networkx",
)
UD_RELATION = re.compile(
    "(acl|advcl|advmod|amod|appos|aux|case|cc|ccomp|clf|compound|conj|cop|csubj|dep|det|discourse|dislocated|expl|fixed|flat|goeswith"
    "|iobj|list|mark|nmod|nsubj|nummod|obj|obl|orphan|parataxis|punct|reparandum|root|vocative|xcomp)(:[a-z]+)?"
)
# What people install to get more out of the program; the other extras are for its developers.
EXTRAS = ("bench", "corpus", "echo", "notebook", "parquet", "ray", "weekly")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_module_is_short_enough_to_be_read_at_once(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES
    assert lines <= GOOD_LINES or name(path) in LONGER, f"{lines} lines: split it by step, or say in LONGER why not"


def test_what_is_remembered_was_found_in_values_alone() -> None:
    for path in MODULES:
        if "@remembered(" in path.read_text(encoding="utf-8"):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert len(MEMORIES) >= 6
    for memory in MEMORIES:
        function = memory.__wrapped__
        given = {name: kind for name, kind in get_type_hints(function).items() if name != "return"}
        assert given.keys() == inspect.signature(function).parameters.keys()
        assert not [name for name, kind in given.items() if not is_a_value(kind)], function.__qualname__


def is_a_value(kind: Any) -> bool:
    """Whether a type holds words, numbers and marks and reaches no article. A language is loaded once and the same for all."""
    if get_origin(kind) is Literal or kind in (Language, Shape, ...):
        return True
    if get_origin(kind) in (tuple, frozenset):
        return all(map(is_a_value, get_args(kind)))
    return isinstance(kind, type) and issubclass(kind, str | int | bool | StrEnum)


def test_exceptions_are_still_needed() -> None:
    assert not [n for n in LONGER if len((ROOT / n).read_text(encoding="utf-8").splitlines()) <= GOOD_LINES]


def test_no_module_is_a_box_of_crumbs() -> None:
    assert not [name(p) for p in CODE if CRUMB_BOXES & {p.stem, p.parent.name}]


@pytest.mark.parametrize("path", CODE, ids=name)
def test_public_things_say_what_they_are(path: Path) -> None:
    module = tree(path)
    assert ast.get_docstring(module) or not module.body, "no module docstring"
    bare = [f"line {node.lineno}: {node.name}" for node in public(module) if not ast.get_docstring(node)]
    assert not bare


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


@pytest.mark.parametrize("path", [p for p in MODULES if p.relative_to(PACKAGE).parts[0] not in PRINTERS], ids=name)
def test_only_the_command_line_and_formats_print(path: Path) -> None:
    calls = [
        n.lineno for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print"
    ]
    assert not calls


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_heavy_libraries_are_imported_inside_functions(path: Path) -> None:
    at_once = {n: line for line, n in imports(tree(path)) if n.split(".")[0] in HEAVY}
    assert not at_once


def imports(module: ast.Module) -> Iterator[tuple[int, str]]:
    """What runs when the module is imported: not function bodies, not blocks for the type checker."""
    waiting: list[ast.AST] = list(module.body)
    while waiting:
        node = waiting.pop()
        yield from ((node.lineno, library) for library in imported(node))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def test_libraries_that_are_imported_are_declared_and_no_others() -> None:
    """Without this an import lives on what another library happens to bring, until it does not."""
    modules = {name.split(".")[0] for path in MODULES for node in ast.walk(tree(path)) for name in imported(node)}
    foreign = modules - sys.stdlib_module_names - {"provaudit"}
    distributions = packages_distributions()
    used = {canonical(distributions.get(module, [module])[0]) for module in foreign}
    extras = [line for name, lines in PROJECT["project"]["optional-dependencies"].items() if name in EXTRAS for line in lines]
    declared = {canonical(re.split(r"[^\w.-]", line)[0]) for line in PROJECT["project"]["dependencies"] + extras}
    # pydantic's own other half is not declared; what trafilatura imports and lxml no longer brings is; an extra may name another.
    assert used - {"pydantic-core"} == declared - {"lxml-html-clean", "provaudit"}


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_nothing_asks_which_language_it_is() -> None:
    """A language is a folder of data; code that names one would have to be written again for the next."""
    asks = re.compile(r"\b(lang|language)\w*\s*==\s*[\"'](?!auto)")
    assert not [name(p) for p in MODULES if asks.search(p.read_text(encoding="utf-8"))]


WORDLESS = ("attribution", "quotes", "chains", "entities", "facts")
# Facts name lists of wording.yaml, of cues by what they let the reader think.
LISTS = {listed.removesuffix("_cues") for listed in (load_wording("en").words | load_wording("en").patterns)}


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent.name in WORDLESS], ids=name)
def test_lists_of_words_are_no_code(path: Path) -> None:
    """Two words or more beside one another are relations of UD, or a list that belongs in a file of the language."""
    displays = (n for n in ast.walk(tree(path)) if isinstance(n, ast.Tuple | ast.List | ast.Set))
    assert not [f"line {n.lineno}: {', '.join(words)}" for n in displays if len(words := set(other_words(n)) - LISTS) > 1]
    texts = (n for n in ast.walk(tree(path)) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    assert not [f"line {n.lineno}: {n.value}" for n in texts if re.search(r"[a-z]{2}\)?\|(\(\?:)?[a-z]{2}", n.value)]


def test_what_is_kept_of_a_language_is_read() -> None:
    """A list that nobody asks for says that the program knows something which it does not."""
    tables = [t for module in (base, outlets) for t in vars(module).values() if is_dataclass(t) and t.__module__ == module.__name__]
    kept = {f.name for table in tables for f in fields(table)}
    read_as_they_are = (Grammar, Hands, patterns.Layout, patterns.HeadlineSigns, patterns.PublisherSigns)
    kept |= {name for table in read_as_they_are for name in table.model_fields}
    nodes = [node for path in MODULES if path.stem not in ("load", "schema", "grammar") for node in ast.walk(tree(path))]
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    read |= {str(node.value) for node in nodes if isinstance(node, ast.Constant)}  # by name: `Sign` of languages/finding.py
    assert kept - read == set()


def other_words(node: ast.Tuple | ast.List | ast.Set) -> list[str]:
    texts = [n.value for n in node.elts if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [text for text in texts if re.fullmatch("[a-z]{2,}", text) and not UD_RELATION.fullmatch(text)]


STAGES = (
    "attribution.attribute", "chains.build.build", "readers.comments.without_comments",
    "units.kinds.layout", "units.segment.segment", "engine.score.judge",
)  # fmt: skip


def test_the_order_of_the_stages_is_known_in_one_place() -> None:
    def named(node: ast.AST) -> list[str]:
        return [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []

    stages = {f"provaudit.{stage}" for stage in STAGES}
    users = {
        name(path): stages & {n for node in ast.walk(tree(path)) for n in named(node)}
        for path in MODULES
        if path.stem != "__init__"
    }
    assert {path: found for path, found in users.items() if found} == {"provaudit/api.py": stages}


def test_imports_go_down_the_layers() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_layers_are_those_of_the_architecture_page() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    enforced = [
        re.sub(r"[()]", "", layer) for contract in contracts if contract["type"] == "layers" for layer in contract["layers"]
    ]
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert "\n".join(f"    {layer}" for layer in enforced) in page
