"""News pieces of our own with who says what marked in them, which the tagger is trained on beside PolNeAR.

A file holds pieces, each behind a line `=== name`: `<s1>She</s1> <q1>said</q1> <c1>it was over</c1>.` has the source, the cue and
the content of the piece's first attribution. An attribution may have several spans of a role; spans may share words.
"""

from __future__ import annotations

import re
from pathlib import Path

from recipes.attribution.corpus import ROLES, Attribution, Document, document

FOLDER = Path(__file__).resolve().parent / "pieces"
HEADING = "=== "
MARK = re.compile(r"<(/?)([sqc])(\d+)>")
ROLE = {"s": "source", "q": "cue", "c": "content"}


def load(folder: Path = FOLDER, limit: int | None = None) -> list[Document]:
    """The pieces of all files below `folder`, the first `limit` of them; who annotated them is the name of the folder beside.

    Raises ValueError where marks do not match.
    """
    pieces = []
    for path in sorted(folder.rglob("*.txt")):
        for piece in path.read_text(encoding="utf-8").split(f"\n{HEADING}"):
            name, _, marked = piece.removeprefix(HEADING).partition("\n")
            name = f"{path.relative_to(folder).with_suffix('').as_posix()}/{name.strip()}"
            try:
                text, attributions = read(marked.strip())
            except ValueError as error:
                raise ValueError(f"{path}, {name}: {error}") from error
            pieces.append(document(name, text, attributions, path.relative_to(folder).parts[0]))
    return pieces[:limit]


def read(marked: str) -> tuple[str, list[Attribution]]:
    """The text without its marks, and the attributions in the order of their numbers, in code points of that text.

    Raises ValueError where a mark is not closed, was not opened, or an attribution lacks cue or content.
    """
    text, length, end = [], 0, 0
    opened: dict[tuple[str, str], int] = {}
    found: dict[int, Attribution] = {}
    for mark in MARK.finditer(marked):
        text.append(marked[end : mark.start()])
        length, end = length + mark.start() - end, mark.end()
        closing, letter, number = mark.groups()
        if not closing:
            if (letter, number) in opened:
                raise ValueError(f"{mark.group()} is opened twice")
            opened[letter, number] = length
        elif (letter, number) not in opened:
            raise ValueError(f"{mark.group()} closes nothing")
        else:
            attribution = found.setdefault(int(number), {role: [] for role in ROLES})
            attribution[ROLE[letter]].append([opened.pop((letter, number)), length])
    if opened:
        raise ValueError(f"<{''.join(next(iter(opened)))}> is never closed")
    if lacking := [n for n, a in found.items() if not a["cue"] or not a["content"]]:
        raise ValueError(f"attribution {lacking[0]} has no cue or no content")
    text.append(marked[end:])
    return "".join(text), [found[number] for number in sorted(found)]
