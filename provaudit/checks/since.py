"""Only what was changed: findings in paragraphs that an earlier version of the article had word for word are set aside."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from provaudit.api import laid_out
from provaudit.checks.baseline import REASON
from provaudit.checks.outcome import Checked, paragraph_of
from provaudit.engine.changed import Again, again
from provaudit.engine.pack import RulePack
from provaudit.errors import InputError, NothingToReadError, ProvauditError, UsageError
from provaudit.languages import Language
from provaudit.model.article import Article
from provaudit.model.audit import Finding
from provaudit.model.span import Span, subtract
from provaudit.readers.base import read
from provaudit.readers.comments import comments

_EMPTY_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Since:
    """What an article has new. `more` are findings that only the changed paragraphs need: the rule speaks up once a source, and
    has done so in a paragraph that is unchanged."""

    since: str
    changed: frozenset[int]
    more: tuple[Again, ...]

    @classmethod
    def of(cls, checked: Checked, since: str, pack: RulePack, language: Language) -> Since:
        """Of an article whose findings are all there still. `since` is a file, an earlier version, or a git revision.

        An article that the earlier version does not have is all new. Raises UsageError where there is neither such a file nor
        such a revision.
        """
        before = {words for article in _earlier(checked.source, since) for _, words in _paragraphs(laid_out(article))}
        analysis = checked.audit.analysis
        unchanged = {number for numbers, words in _paragraphs(analysis.article) if words in before for number in numbers}
        changed = frozenset(range(len(analysis.article.blocks))) - unchanged
        more = again(analysis, checked.audit.findings, pack, language, changed) if changed and unchanged else ()
        return cls(since, changed, tuple(more))

    def widened(self, checked: Checked) -> Checked:
        """The same article with the findings that only the changed paragraphs need."""
        return checked.adding(one.finding for one in self.more)

    def apply(self, checked: Checked) -> Checked:
        """Suppresses the findings of unchanged paragraphs, and what the newsroom accepted of the same source in one of them.

        Findings about the article as a whole stand.
        """
        reasons = {_key(finding): finding.suppressed for finding in checked.audit.findings}
        earlier = {_key(one.finding): [reasons.get(_key(other)) for other in one.earlier] for one in self.more}

        def reason(finding: Finding) -> str | None:
            number = paragraph_of(checked.audit, finding)
            if number is None or finding.statement is None:
                return None
            if number not in self.changed:
                return f"paragraph unchanged since {self.since}"
            accepted = [why for why in earlier.get(_key(finding), ()) if why and why != REASON]
            return accepted[0] if accepted else None

        return checked.suppressing(reason)


def _key(finding: Finding) -> tuple[str, Span]:
    return finding.rule, finding.span


def _paragraphs(article: Article) -> Iterator[tuple[list[int], str]]:
    """The words of each block with its number, and those of blocks that only a comment divides with the numbers of all of them."""
    text, blocks = article.text, article.blocks
    holes = [span for span, _ in comments(text)]
    numbers: list[int] = []
    for number, block in enumerate(blocks):
        if numbers and not _only_comments(text, Span(blocks[number - 1].span.end, block.span.start), holes):
            numbers = []
        numbers = [*numbers, number]
        yield [number], _words(block.span.of(text))
        if len(numbers) > 1:
            whole = Span(blocks[numbers[0]].span.start, block.span.end)
            yield numbers, _words("".join(piece.of(text) for piece in subtract([whole], holes)))


def _only_comments(text: str, gap: Span, holes: list[Span]) -> bool:
    """Whether a gap between two blocks has comments and no empty line."""
    beside = [piece.of(text) for piece in subtract([gap], holes)]
    return any(gap.covers(hole) for hole in holes) and not any(_EMPTY_LINE.search(piece) for piece in beside)


def _words(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _earlier(source: str, since: str) -> list[Article]:
    try:
        if Path(since).is_file():
            return _read(Path(since))
        data = _from_git(source, since)
        if data is None:
            return []
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / Path(source).name
            copy.write_bytes(data)
            return _read(copy)
    except (InputError, NothingToReadError):
        return []  # what was there before was no article: then all is new


def _read(path: Path) -> list[Article]:
    return [article for article in read(path) if not isinstance(article, ProvauditError)]


def _from_git(source: str, revision: str) -> bytes | None:
    """The file as it was in the revision, None where the revision does not have it."""
    path = Path(source).absolute()
    problem = "is neither a file nor a revision that git knows here"
    try:
        known = _git(path.parent, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if known.returncode:
            raise UsageError(f"{revision} {problem}", where="--since", hint="name an earlier version of the file, or a commit")
        commit = known.stdout.decode().strip()
        shown = _git(path.parent, "show", f"{commit}:./{path.name}")
    except FileNotFoundError:
        raise UsageError(f"{revision} {problem}: git is not installed", where="--since") from None
    return None if shown.returncode else shown.stdout


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
