"""Only what was changed: findings in paragraphs that an earlier version of the article had word for word are set aside."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from provaudit.checks.outcome import Checked, paragraph_of
from provaudit.errors import InputError, NothingToReadError, ProvauditError, UsageError
from provaudit.model.article import Article
from provaudit.model.audit import Finding
from provaudit.readers.base import read


def apply(checked: Checked, since: str) -> Checked:
    """Suppresses the findings of unchanged paragraphs. `since` is a file, an earlier version, or a git revision.

    Findings about the article as a whole stand. An article that the earlier version does not have is all new.
    Raises UsageError where there is neither such a file nor such a revision.
    """
    before = {_words(words) for article in _earlier(checked.source, since) for words in _paragraphs(article)}
    blocks = _paragraphs(checked.audit.analysis.article)

    def reason(finding: Finding) -> str | None:
        number = paragraph_of(checked.audit, finding)
        if number is None or finding.statement is None:
            return None
        return f"paragraph unchanged since {since}" if _words(blocks[number]) in before else None

    return checked.suppressing(reason)


def _paragraphs(article: Article) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks]


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
