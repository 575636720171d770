"""How much of the gold of fixtures/echo and of its long articles comes out, the held-out articles apart.

    python -m tests.echo.measure             what was measured; exit status 1 where a figure is below its floor
    python -m tests.echo.measure --misses    and what is wrong, but for the held-out articles
    python -m tests.echo.measure --update    write the floors, and what reports tell (--allow-regression: also where one falls)

claims     pairs of statements of different articles that tell the same claim
stories    pairs of articles of one story
origins    stories whose central claim has as many independent origins as a reader counts
first      stories whose first article is the right one
circles    sets of outlets that have a claim from one another
copies     articles that print a text without saying whose
drift      claims whose attribution or hedge an article has lost
"""

# ruff: noqa: T201
from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from provaudit.api import Auditor
from provaudit.documents import Document
from provaudit.echo import accuracy
from provaudit.echo.build import build
from provaudit.echo.report import Echo, Story
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.languages.base import Language
from provaudit.model.audit import Audit
from provaudit.resources import folder
from provaudit.store.inputs import take_in

ROOT = Path(__file__).resolve().parents[2] / "fixtures" / "echo"
FLOORS = Path(__file__).parent / "floors.json"
SHIPPED = folder("reports") / "templates" / accuracy.ECHO
LONG = ROOT / "long"  # a corpus of its own: few articles, statements that hold several claims
GOLD = {
    "open": ROOT / "gold.yaml",
    "held out": ROOT / "gold-held-out.yaml",
    "long": LONG / "gold.yaml",
    "long, held out": LONG / "gold-held-out.yaml",
}
Place = tuple[str, str]  # article and statement


@dataclass
class Found:
    """What should be there and what is, as comparable things."""

    gold: set[Any] = field(default_factory=set)
    made: set[Any] = field(default_factory=set)

    @property
    def precision(self) -> float:
        """In percent; 100 where nothing was made."""
        return round(100 * len(self.gold & self.made) / len(self.made), 1) if self.made else 100.0

    @property
    def recall(self) -> float:
        """In percent; 100 where there is nothing to find."""
        return round(100 * len(self.gold & self.made) / len(self.gold), 1) if self.gold else 100.0


def audits(auditor: Auditor, corpus: Path = ROOT) -> list[dict[str, Any]]:
    """The audits of all articles of a corpus."""
    taken = take_in([str(corpus / "articles")])
    made = [auditor.audit_or_error(article, source) for source, article in taken.articles]
    assert not taken.errors
    assert all(isinstance(audit, Audit) for audit in made)
    return [to_dict(audit) for audit in made if isinstance(audit, Audit)]


class Gold:
    """One gold file, its statements found by their words."""

    def __init__(self, path: Path, documents: Iterable[dict[str, Any]]) -> None:
        self.data = Document(path.read_text(encoding="utf-8")).data
        self.texts = {
            (d["article"]["id"], s["id"]): " ".join(" ".join(c["text"].split()) for c in s["content"])
            for d in documents
            for s in d["statements"]
        }
        self.claims_at: dict[Place, set[str]] = {}  # a statement may hold several
        for claim, members in self.data["claims"].items():
            for article, words in members.items():
                for piece in [words] if isinstance(words, str) else words:
                    found = [place for place, text in self.texts.items() if place[0] == article and piece in text]
                    assert len(found) < 2, f"{path.name}: {claim}: “{piece}” stands in {len(found)} statements of {article}"
                    place = found[0] if found else (article, piece)  # what the audit does not state is missed
                    self.claims_at.setdefault(place, set()).add(claim)
        self.articles = {article for story in self.data["stories"].values() for article in story["articles"]}
        self.articles |= set(self.data.get("alone", [])) | {article for article, _ in self.claims_at}


def compare(echo: Echo, gold: Gold) -> dict[str, Found]:
    """All figures of one part of the corpus. What mixes articles of the parts counts against both."""
    name = {article.key: article.id for article in echo.articles}
    here = gold.articles
    found = {what: Found() for what in ("claims", "stories", "origins", "first", "circles", "copies", "drift")}
    places = [[(name[t.article], t.statement) for t in c.tellings] for s in echo.stories for c in s.claims]
    found["claims"].made = {p for members in places for p in _pairs(members) if p[0][0] in here or p[1][0] in here}
    groups: dict[str, list[Place]] = {}
    for place, claims in gold.claims_at.items():
        for claim in sorted(claims):
            groups.setdefault(claim, []).append(place)
    found["claims"].gold = {p for members in groups.values() for p in _pairs(members)}
    told = [sorted(name[key] for key in story.articles) for story in echo.stories]
    found["stories"].made = {p for story in told for p in combinations(story, 2) if here.intersection(p)}
    found["stories"].gold = {p for s in gold.data["stories"].values() for p in combinations(sorted(s["articles"]), 2)}
    for title, story in gold.data["stories"].items():
        best = max(echo.stories, key=lambda one: len({name[key] for key in one.articles} & set(story["articles"])))
        same = bool({name[key] for key in best.articles} & set(story["articles"]))
        found["origins"].gold.add((title, story["origins"]))
        found["origins"].made.add((title, len(best.independent) if same else -1))
        found["first"].gold.add((title, story.get("broke")))
        found["first"].made.add((title, _first(best, name) if same else ""))
    found["circles"].gold = {tuple(sorted(circle)) for circle in gold.data["circles"]}
    found["circles"].made = {tuple(sorted(c.outlets)) for c in echo.circles if name[c.articles[0]] in here}
    found["copies"].gold = {tuple(sorted(copy)) for copy in gold.data["copies"]}
    found["copies"].made = {
        tuple(sorted((name[c.article], name[c.original]))) for c in echo.copies if not c.credited and name[c.article] in here
    }
    found["drift"].gold = {(d["claim"], d["article"], d["how"]) for d in gold.data["drift"]}
    for drift in echo.drifts:
        later = (name[drift.later[0]], drift.later[1])
        if later[0] in here:
            known = {(claim, later[0], drift.how) for claim in gold.claims_at.get(later, ["?"])}
            found["drift"].made |= known & found["drift"].gold or {min(known)}
    return found


def _pairs(members: list[Place]) -> set[tuple[Place, Place]]:
    return {(a, b) for a, b in combinations(sorted(members), 2) if a[0] != b[0]}


def _first(story: Story, name: dict[str, str]) -> str | None:
    return name[story.broke] if story.broke else None


def parts_of(corpora: dict[Path, list[dict[str, Any]]], language: Language) -> dict[str, dict[str, Found]]:
    """All figures of all parts, each corpus compared by itself."""
    made = {corpus: build(documents, language) for corpus, documents in corpora.items()}
    return {part: compare(made[path.parent], Gold(path, corpora[path.parent])) for part, path in GOLD.items()}


def figures(parts: dict[str, dict[str, Found]]) -> dict[str, dict[str, dict[str, float]]]:
    """Precision, recall and the number in the gold, in percent."""
    return {
        part: {
            what: {"precision": one.precision, "recall": one.recall, "n": len(one.gold), "found": len(one.made)}
            for what, one in found.items()
        }
        for part, found in parts.items()
    }


def fallen(measured: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """What is below its floor, in words."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return [
        f"{part} {what} {figure}: {measured[part][what][figure]}, floor {row[figure]}"
        for part, rows in floors.items()
        for what, row in rows.items()
        for figure in ("precision", "recall")
        if measured[part][what][figure] < row[figure]
    ]


def shipped(measured: dict[str, dict[str, dict[str, float]]]) -> dict[str, float]:
    """What reports tell about how often echo errs: the figures of the parts that nobody has looked at, together."""
    claims, stories, origins = (_together(measured, what) for what in ("claims", "stories", "origins"))
    return {
        "claims_precision": claims["precision"],
        "claims_recall": claims["recall"],
        "claims": claims["n"],
        "stories_precision": stories["precision"],
        "stories_recall": stories["recall"],
        "origins_right": origins["recall"],
        "stories": origins["n"],
    }


def _together(measured: dict[str, dict[str, dict[str, float]]], what: str) -> dict[str, float]:
    rows = [measured[part][what] for part in GOLD if part.endswith("held out")]
    right = sum(round(row["recall"] * row["n"] / 100) for row in rows)
    number, found = sum(row["n"] for row in rows), sum(row["found"] for row in rows)
    return {"precision": round(100 * right / found, 1), "recall": round(100 * right / number, 1), "n": number}


def main(arguments: list[str]) -> None:
    """The command line: see the top of the module."""
    auditor = Auditor()
    parts = parts_of({corpus: audits(auditor, corpus) for corpus in (ROOT, LONG)}, auditor.language)
    measured = figures(parts)
    for part, rows in measured.items():
        print(f"{part:12} precision  recall  in gold  found")
        for what, row in rows.items():
            print(f"  {what:10} {row['precision']:9.1f} {row['recall']:7.1f} {row['n']:8} {row['found']:6}")
    if "--misses" in arguments:
        for part in ("open", "long"):
            for what, one in parts[part].items():
                for miss in sorted(one.gold - one.made, key=str):
                    print(f"missed  {part} {what}: {miss}")
                for wrong in sorted(one.made - one.gold, key=str):
                    print(f"wrong   {part} {what}: {wrong}")
    if below := fallen(measured):
        print("\n".join(["below the floors:", *below]))
    if "--update" in arguments and (not below or "--allow-regression" in arguments):
        FLOORS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
        SHIPPED.write_text(json.dumps(shipped(measured), indent=1) + "\n", encoding="utf-8")
    elif below:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
