"""Loads rule packs from `rules/<pack>/` or a folder of the user's, with the packs that they extend."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from provaudit import documents, resources
from provaudit.documents import Document
from provaudit.engine.compile import compile_points, compile_rule
from provaudit.engine.expr import nearest
from provaudit.engine.pack import CompiledRule, RulePack
from provaudit.engine.rule import Change, Grades, PackFile, Rule
from provaudit.errors import RuleError

PACK_FILE = "pack.yaml"

Model = TypeVar("Model", bound=BaseModel)


@dataclasses.dataclass(frozen=True, slots=True)
class _Source:
    """A pack's own files, before they meet those of the packs it extends."""

    file: PackFile
    document: Document
    rules: tuple[CompiledRule, ...]


def load_pack(name_or_path: str | Path = "core") -> RulePack:
    """The pack of that name among the shipped ones, or the one in that folder; a shipped name wins (`./core` is the folder).

    Raises RuleError, with `file:line:col` where there is one, for anything that is wrong in a file of it.
    """
    folder = _find(str(name_or_path), Path())
    if folder is None:
        known = {name: name for name in shipped()}
        hint = nearest(str(name_or_path), known) or f"shipped packs are {', '.join(known)}; a folder needs a {PACK_FILE}"
        raise RuleError(f"there is no rule pack {name_or_path}", hint=hint)
    sources: dict[Path, _Source] = {}
    _collect(folder, (), sources)
    return _assemble(list(sources.values()))


def shipped() -> tuple[str, ...]:
    """The names of the packs that come with the program, sorted."""
    return tuple(sorted(path.parent.name for path in resources.folder("rules").glob(f"*/{PACK_FILE}")))


def _find(name: str, base: Path) -> Path | None:
    if name in shipped():
        return resources.folder("rules") / name
    folder = (base / Path(name).expanduser()).resolve()
    folder = folder.parent if folder.name == PACK_FILE else folder
    return folder if (folder / PACK_FILE).is_file() else None


def _collect(folder: Path, trail: tuple[Path, ...], sources: dict[Path, _Source]) -> None:
    """Adds the packs that the folder's pack extends, then its own: every pack once, behind all that it builds on."""
    if folder in sources:
        return
    document = documents.read(folder / PACK_FILE, RuleError)
    file = _validated(PackFile, document)
    for index, name in enumerate(file.extends):
        where = document.where(("extends", index) if isinstance(document.data["extends"], list) else ("extends",))
        base = _find(name, folder)
        if base is None:
            known = {known: known for known in shipped()}
            hint = nearest(name, known) or f"shipped packs are {', '.join(known)}; others are paths from this folder"
            raise RuleError(f"there is no rule pack {name} to extend", where=where, hint=hint)
        if base in (*trail, folder):
            raise RuleError(f"the pack {file.name} extends itself" + (f" through {name}" if base != folder else ""), where=where)
        _collect(base, (*trail, folder), sources)
    rules = [_read_rule(path, file.name) for path in _rule_files(folder)]
    sources[folder] = _Source(file, document, tuple(sorted(rules, key=lambda compiled: compiled.rule.id)))


def _rule_files(folder: Path) -> Iterator[Path]:
    """All YAML files of the pack in a fixed order; folders that are hidden, or packs of their own, are none of its business."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == PACK_FILE:
            continue
        if path.is_dir() and not (path / PACK_FILE).is_file():
            yield from _rule_files(path)
        elif path.suffix in (".yaml", ".yml"):
            yield path


def _read_rule(path: Path, pack: str) -> CompiledRule:
    try:
        state = path.stat()
    except OSError as error:  # a link to nowhere
        raise RuleError(f"cannot be read: {error.strerror}", where=str(path)) from None
    return _compiled(path, pack, state.st_mtime_ns, state.st_size)


@cache
def _compiled(path: Path, pack: str, _changed_at: int, _size: int) -> CompiledRule:
    """One rule, read and compiled once a process and version of its file: packs share their bases."""
    document = documents.read(path, RuleError)
    return compile_rule(_validated(Rule, document), document, pack)


def _assemble(sources: list[_Source]) -> RulePack:
    """Puts packs, in order, on top of one another."""
    rules: dict[str, CompiledRule] = {}
    off: dict[str, None] = {}
    grades = Grades()
    for source in sources:
        for rule_id, change in source.file.changes.items():
            where = source.document.where(("changes", rule_id), key=True)
            if rule_id not in rules:
                own = any(rule_id == compiled.rule.id for compiled in source.rules)
                hint = "change it in its own file" if own else nearest(rule_id, rules) or "changes are for rules of extended packs"
                raise RuleError(f"there is no rule {rule_id} to change", where=where, hint=hint)
            rules[rule_id] = _changed(rules[rule_id], change, source.document, where)
            off.update({rule_id: None} if change.off else {})
        for compiled in source.rules:
            if (known := rules.get(compiled.rule.id)) is not None:
                where = documents.read(compiled.file, RuleError).where(("id",))
                raise RuleError(f"the id {compiled.rule.id} is taken by {known.file.name} of the pack {known.pack}", where=where)
            rules[compiled.rule.id] = compiled
        grades = source.file.grades or grades
    file = sources[-1].file
    active = tuple(compiled for rule_id, compiled in rules.items() if rule_id not in off)
    return RulePack(file.name, file.version, file.title, active, grades, tuple(off), tuple(file.changes))


def _changed(compiled: CompiledRule, change: Change, document: Document, where: str) -> CompiledRule:
    rule_id, scores = compiled.rule.id, compiled.scores
    if (change.level is not None and scores) or (change.points is not None and not scores):
        raise RuleError(f"{rule_id} has {'points and no level' if scores else 'a level and no points'}", where=where)
    update = {key: value for key in ("level", "points", "persona", "why") if (value := getattr(change, key)) is not None}
    rule = compiled.rule.model_copy(update={**update, "authority": [*change.authority, *compiled.rule.authority]})
    if change.points is None:
        return dataclasses.replace(compiled, rule=rule)
    loc = ("changes", rule_id, "points")
    points = compile_points(change.points, rule.scope, document, loc)
    return dataclasses.replace(compiled, rule=rule, points=points, where={**compiled.where, "points": document.where(loc)})


def _validated(model: type[Model], document: Document) -> Model:
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        # A mistyped key is also a missing one; the mistyping is what helps.
        errors = sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        raise _explained(errors[0], model, document) from None


def _explained(error: ErrorDetails, model: type[BaseModel], document: Document) -> RuleError:
    loc = document.known(error["loc"])
    key = str(error["loc"][-1]) if error["type"] in ("extra_forbidden", "missing") else ".".join(map(str, loc))
    if error["type"] == "extra_forbidden":
        hint = nearest(key, model.model_fields) if len(loc) == 1 else None
        return RuleError(f"unknown key {key}", where=document.where(loc, key=True), hint=hint)
    if error["type"] == "missing":
        return RuleError(f"the key {key} is missing", where=document.where(loc))
    what = error["msg"].removeprefix("Value error, ")
    return RuleError(f"{key}: {what[0].lower()}{what[1:]}" if loc else what, where=document.where(loc))
