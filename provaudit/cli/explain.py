"""`provaudit explain`: why a chain and a score are what they are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import put
from provaudit.cli.score import Run
from provaudit.errors import UsageError
from provaudit.model.article import Metadata
from provaudit.model.lines import LineIndex, Position

if TYPE_CHECKING:
    from provaudit.model.audit import Analysis, Audit
    from provaudit.model.chain import Statement


def explain(
    file: options.File,
    at: Annotated[str | None, typer.Option(metavar="LINE:COL", help="the statement at this place; both count from 1")] = None,
    statement: Annotated[str | None, typer.Option(metavar="ID", help="the statement of this id, as in score --format json")] = None,
    article: Annotated[str | None, typer.Option(metavar="ID", help="which article, where the file holds several")] = None,
    publisher: options.Publisher = None,
    models: options.Models = None,
    pack: options.Pack = None,
    language: options.Language = None,
    outlets: options.Outlets = None,
) -> None:
    """Tell in plain words which evidence made a statement's chain, and which terms make its directness.

    Lines and columns are those of the article's text: of a .txt file the file itself, of other files the text that was
    read from it. A line alone (--at 12) means its first statement.

    \b
    Examples:
      provaudit explain article.txt --at 12:5
      provaudit explain archive.jsonl --article 2026-114 --statement s7
    """
    if (at is None) == (statement is None):
        raise UsageError("say which statement", where="explain", hint="--at LINE:COL or --statement ID, one of them")
    position = None if at is None else _position(at)
    auditor = options.auditor_for([file], models=models, pack=pack, language=language, outlets=outlets)
    audit = _one(Run(auditor, Metadata(publisher=publisher)), file, article)
    from provaudit.formats.audit.explanation import explain as explanation

    put([explanation(audit, _at(audit, position) if position else _by_id(audit, statement or ""))])


def _one(run: Run, file: str, article: str | None) -> Audit:
    """The audit of the article asked for, or of the only one."""
    audits = [audit for _, audit in islice(run.audits([file], only=article), 2)]
    if len(audits) == 1:
        return audits[0]
    if audits:
        first = audits[0].analysis.article.id
        raise UsageError("it holds several articles", where=file, hint=f"choose one with --article, such as --article {first}")
    if run.errors:
        raise typer.Exit(run.exit_code)
    raise UsageError(f"it holds no article {article}", where=file)


def _position(at: str) -> Position:
    line, _, column = at.partition(":")
    if not line.isdecimal() or (column and not column.isdecimal()):
        raise UsageError(f"{at} is no place in a text", where="--at", hint="say LINE:COL, such as 12:5")
    return Position(int(line), int(column or 1))


def _by_id(audit: Audit, name: str) -> Statement:
    statements = audit.analysis.statements
    for statement in statements:
        if statement.id == name:
            return statement
    ends = f"{statements[0].id} to {statements[-1].id}" if statements else "none"
    raise UsageError(f"there is no statement {name}", where="--statement", hint=f"there are {ends}")


def _at(audit: Audit, position: Position) -> Statement:
    """The statement whose content stands there; else, within the unit that does, the one that begins nearest."""
    analysis = audit.analysis
    try:
        offset = LineIndex(analysis.article.text).offset(position)
    except ValueError as error:
        raise UsageError(str(error), where=f"--at {position}") from error
    holding = [s for s in analysis.statements if any(span.start <= offset < span.end for span in s.content)]
    if holding:
        return min(holding, key=lambda s: sum(map(len, s.content)))
    return _in_unit(analysis, offset, position)


def _in_unit(analysis: Analysis, offset: int, position: Position) -> Statement:
    unit = next((u for u in analysis.units if offset < u.span.end), analysis.units[-1] if analysis.units else None)
    stated = [s for s in analysis.statements if unit is not None and s.unit == unit.id]
    if stated:
        return min(stated, key=lambda s: min(abs(span.start - offset) for span in s.content))
    what = f"what stands there is {unit.type.value}: it makes no statement" if unit else "there is no statement"
    raise UsageError(what, where=f"--at {position}", hint="provaudit score shows the lines of all statements")
