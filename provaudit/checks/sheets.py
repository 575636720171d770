"""Where sign-off sheets lie, each beside the file of its article, and what keeps an article from being signed off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from provaudit.checks.outcome import Checked
from provaudit.checks.signoff import Item, Sheet, sheet
from provaudit.errors import UsageError
from provaudit.filenames import safe_name
from provaudit.languages import Language
from provaudit.model.audit import Audit

SUFFIX = ".signoff.json"


def load(path: Path) -> Sheet | None:
    """The sheet in a file, None where there is no such file or nothing in it. Raises UsageError for anything else."""
    try:
        data = path.read_bytes()
        return Sheet.model_validate_json(data) if data.strip() else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        what = ": ".join(filter(None, ["is no sign-off sheet", ".".join(str(part) for part in first["loc"]), first["msg"]]))
        raise UsageError(what, where=str(path), hint="move it away; provaudit signoff FILE --write makes one") from None


def place(source: str, audit: Audit) -> Path:
    """Where the sheet of an article is written: `story.txt.signoff.json`, so that `story.md` has its own, and for an article of a
    file that may hold several `week.jsonl.ID.signoff.json`."""
    article = Checked(source, audit).article
    return Path(source).with_name(Path(source).name + (f".{safe_name(article)}" if article else "") + SUFFIX)


def kept(source: str, audit: Audit) -> Sheet | None:
    """The sheet of an article: where it is written, or by the names that it had before: that of the file alone, and of the file
    without its suffix. One that belongs to another article is passed over. Raises UsageError where one cannot be read."""
    path = Path(source)
    for place_ in (place(source, audit), path.with_name(path.name + SUFFIX), path.with_suffix(SUFFIX)):
        made = load(place_)
        if made and _same_article(made, audit):
            return made
    return None


def lost(source: str, audit: Audit, new: Sheet) -> list[Item]:
    """The decisions of the sheet that lies where the new one is to be written which that has no more: their words are gone.

    Raises UsageError where the sheet is another article's, or was signed for another text altogether.
    """
    path = place(source, audit)
    made = load(path)
    if made is None:
        return []
    hint = "move it away, or the article, and write again"
    if not _same_article(made, audit):
        raise UsageError(f"is the sheet of another article, {made.article}", where=str(path), hint=hint)
    ids = {item.id for item in new.items}
    gone = [item for item in made.items if item.decision and item.id not in ids]
    signed = [item for item in made.items if item.decided]
    if signed and not ids & {item.id for item in made.items}:
        raise UsageError("was signed for another text: none of its decisions is about these words", where=str(path), hint=hint)
    return gone


def missing(audit: Audit, source: str, language: Language) -> Iterator[str]:
    """What keeps the article from being signed off, one sentence each; nothing where its sheet is complete."""
    wanted = sheet(audit, language)
    if not wanted.items:
        return
    path, made = place(source, audit), kept(source, audit)
    if made is None:
        yield f"not signed off: {_gap(path)} ({len(wanted.items)} to decide)"
        return
    if made.sha256 != wanted.sha256:
        yield f"not signed off: {path.name} is for another version of the text"
        return
    ids = {item.id: item for item in made.items}
    for item in wanted.items:
        decided = ids.get(item.id)
        if decided is None or not decided.decided:
            yield f"not signed off, line {item.line}: {item.kind}, {item.about} ({_state(decided)})"


def _gap(path: Path) -> str:
    if not path.exists():
        return f"there is no {path.name}"
    other = load(path)
    return f"{path.name} is the sheet of another article, {other.article}" if other else f"there is nothing in {path.name}"


def _state(item: Item | None) -> str:
    if item is None or item.decision is None:
        return "no decision by a named editor"
    return item.decision if item.named else f"{item.decision}, but no editor's name in “by”"


def _same_article(made: Sheet, audit: Audit) -> bool:
    """By its id, or by its text: whoever renames an article and its sheet has the same decisions."""
    return made.article == audit.analysis.article.id or made.sha256 == audit.stamp.input_sha256
