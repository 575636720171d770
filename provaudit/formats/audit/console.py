"""Audits for the terminal: a verdict, a table of statements with chains and sums, the findings."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from provaudit.formats import words
from provaudit.formats.audit.base import Look
from provaudit.model.audit import Audit, Level
from provaudit.model.lines import LineIndex

NARROWEST = 40
GRADE_STYLES = {"A": "green", "B": "green", "C": "yellow", "D": "yellow", "E": "red", "F": "red"}
LEVEL_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def render(audits: Iterable[Audit], look: Look) -> Iterator[str]:
    """The tables one after the other, an empty line between them, wrapped to the width; colour only where `look` has it."""
    for number, audit in enumerate(audits):
        yield ("\n" if number else "") + _show(audit, look)


def _show(audit: Audit, look: Look) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(look.width, NARROWEST),
        force_terminal=look.color,
        color_system="standard" if look.color else None,
        highlight=False,
        legacy_windows=False,
    )
    article = audit.analysis.article
    console.print(Text(words.heading(article), style="bold"))
    if line := words.source_line(article):
        console.print(Text(line, style="dim"))
    console.print(Text(words.verdict(audit.summary)))
    if audit.analysis.statements:
        console.print()
        console.print(_table(audit, console.width))
    if audit.findings:
        console.print()
        console.print(_findings(audit))
    for note in article.notes:
        console.print(Text(f"note: {words.inert(note)}", style="dim"))
    # Rich pads cells to the column; nobody needs the blanks at the ends of lines.
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _table(audit: Audit, width: int) -> Table:
    article = audit.analysis.article
    lines = LineIndex(article.text)
    scores = words.scores_by_statement(audit)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="underline", width=width, leading=1 if width < 100 else 0)
    table.add_column("Line", justify="right", no_wrap=True)
    table.add_column("Statement", ratio=4, overflow="fold")
    table.add_column("Chain of sourcing, and the sum", ratio=6, overflow="fold")
    table.add_column("Score", no_wrap=True)
    for s in audit.analysis.statements:
        score = scores.get(s.id)
        content = words.shorten(words.quoted(s.content, article), max(60, width))
        chain = Text(words.chain(s), style="" if s.attributed else "dim")
        if score and score.terms:
            chain.append("\n" + words.sum_of(score), style="dim")
        grade = Text(f"{score.directness:3} {score.grade}", style=GRADE_STYLES.get(score.grade, "")) if score else Text("  –")
        table.add_row(str(lines.position(s.content[0].start).line), Text(content), chain, grade)
    return table


def _findings(audit: Audit) -> Table:
    lines = LineIndex(audit.analysis.article.text)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for f in audit.findings:
        message = Text(f"{words.inert(f.message)} [{f.rule}]")
        if f.suppressed:
            message.append(f" (suppressed: {words.inert(f.suppressed)})", style="dim")
        table.add_row(str(lines.position(f.span.start)), Text(f.level.value, style=LEVEL_STYLES[f.level]), message)
    return table
