"""Suppressions inside an article: `<!-- provaudit: ignore A01, B -- the desk knows the source -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provaudit.checks.outcome import IN_TEXT, Checked, paragraph_of
from provaudit.engine.pack import RulePack
from provaudit.model.audit import Finding
from provaudit.model.lines import LineIndex
from provaudit.readers.comments import comments

_IGNORE = re.compile(r"(ignore(?:-article)?)\s+([\w\s,-]*?)\s*(?:(?:--|[–—])\s*(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment. `paragraph` is the block that it is about, None for the whole article; `line` is where it stands."""

    line: int
    rules: tuple[str, ...]
    reason: str
    paragraph: int | None

    def covers(self, finding: Finding, paragraph: int | None) -> bool:
        """Whether the finding is of a rule, or a family, that is named, in the paragraph that is meant."""
        here = self.paragraph is None or self.paragraph == paragraph
        return here and any(_means(rule, finding.rule) for rule in self.rules)


def apply(checked: Checked, pack: RulePack) -> Checked:
    """Suppresses what comments in the article ask for. One without a reason, or with a rule that is not there, does nothing and
    is told; so is one that nothing answers to."""
    found = list(_directives(checked))
    directives = [one for one in found if isinstance(one, Directive)]
    problems = [one for one in found if isinstance(one, str)]
    used: set[Directive] = set()

    def reason(finding: Finding) -> str | None:
        paragraph = paragraph_of(checked.audit, finding)
        fitting = next((one for one in directives if one.covers(finding, paragraph)), None)
        if fitting is None:
            return None
        used.add(fitting)
        return IN_TEXT + fitting.reason

    result = checked.suppressing(reason)
    known = {compiled.rule.id for compiled in pack.rules} | set(pack.off)
    for one in directives:
        unknown = [rule for rule in one.rules if not any(_means(rule, name) for name in known)]
        if unknown:
            problems.append(f"line {one.line}: the pack {pack.name} has no rule {', '.join(unknown)} to ignore")
        elif one not in used:
            problems.append(f"line {one.line}: nothing to ignore here for {', '.join(one.rules)}; the comment can go")
    return result.telling(problems)


def _directives(checked: Checked) -> Iterator[Directive | str]:
    article = checked.audit.analysis.article
    lines = LineIndex(article.text)
    for span, words in comments(article.text):
        line = lines.position(span.start).line
        parsed = _IGNORE.fullmatch(words)
        if parsed is None or not parsed[2].strip():
            yield f"line {line}: cannot be read; write <!-- provaudit: ignore A01 -- why -->"
            continue
        if not (parsed[3] or "").strip():
            yield f"line {line}: does nothing without a reason; write <!-- provaudit: ignore {parsed[2]} -- why -->"
            continue
        rules = tuple(rule.upper() for rule in re.split(r"[\s,]+", parsed[2]) if rule)
        everywhere = parsed[1] == "ignore-article"
        yield Directive(line, rules, " ".join(parsed[3].split()), None if everywhere else _paragraph(checked, span.start, span.end))


def _means(word: str, rule: str) -> bool:
    """Whether a word is the id of a rule, or the letters of its family."""
    return word == rule or (word.isalpha() and word == rule.rstrip("0123456789"))


def _paragraph(checked: Checked, start: int, end: int) -> int:
    """The paragraph that the comment stands in (text before it on the same line), else the next one."""
    article = checked.audit.analysis.article
    text, blocks = article.text, article.blocks
    before = [number for number, block in enumerate(blocks) if block.span.end <= start]
    if before and "\n" not in text[blocks[before[-1]].span.end : start]:
        return before[-1]
    return next((number for number, block in enumerate(blocks) if block.span.start >= end), -1)
