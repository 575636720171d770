"""Scores audits in the project's JSON format against chain gold.

    python -m tests.quality.chain_scores GOLD_FOLDER TEXT_FOLDER AUDIT_FOLDER

A statement is attributed where its chain has more than the publisher's link, relayed where it has more than two.
Statements of gold and audit are paired one to one by the words that their contents share, best first, at a word F1 of one
half or more. All figures are percentages:

    detection        F1 of attributed statements: paired, and attributed on both sides
    content          mean word F1 of the contents over attributed gold statements, 0 where there is no partner
    chain_exact      attributed gold statements whose chain has the same length and the same entity at every link
    chain_typed      the same, and the same kind and naming at every link
    relayed_exact    chain_exact over relayed gold statements
    relay_f1         F1 of relayed statements: exact ones, of those that the audit takes as relayed and of those in the gold
    origin_entity    attributed gold statements whose first link has the same entity
    origin_naming    ... the same naming
    depth            gold statements, attributed or not, whose chain has the same length
    own_voice        F1 of statements in the publisher's own voice
    unit_types       gold units for which the unit that overlaps them most has the same type

Entities are compared leniently, see `same_entity`: what counts is who it is, not how the name is written.
"""

# ruff: noqa: T201
from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .gold import Gold, load

# Words that say little about who somebody is: articles, numbers, titles, and ways of not naming.
EMPTY = frozenset({"the", "a", "an", "one", "two", "other", "some", "several", "multiple", "former"})
EMPTY |= {"anonymous", "unnamed", "unidentified"}
EMPTY |= {"mr", "mrs", "ms", "dr", "sen", "senator", "rep", "representative", "gov", "president", "secretary"}
PAIRED = 0.5


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold statement that the audit has otherwise, for people to read."""

    article: str
    unit: int
    what: str
    gold: str
    audit: str


@dataclass
class Tally:
    """Counts that add up over articles; `figures` makes percentages of them."""

    count: Counter[str] = field(default_factory=Counter)
    content: float = 0.0
    misses: list[Miss] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.count + other.count, self.content + other.content, self.misses + other.misses)

    def figures(self) -> dict[str, float]:
        """All figures, in percent with one decimal; 0 where nothing was counted."""
        n = self.count
        return {
            "detection": f_score(n["detected"], n["audit_attributed"], n["attributed"]),
            "content": percent(self.content, n["attributed"]),
            "chain_exact": percent(n["exact"], n["attributed"]),
            "chain_typed": percent(n["typed"], n["attributed"]),
            "relayed_exact": percent(n["relayed_exact"], n["relayed"]),
            "relay_f1": f_score(n["relayed_exact"], n["audit_relayed"], n["relayed"]),
            "origin_entity": percent(n["origin"], n["attributed"]),
            "origin_naming": percent(n["naming"], n["attributed"]),
            "depth": percent(n["depth"], n["statements"]),
            "own_voice": f_score(n["own_found"], n["audit_own"], n["own"]),
            "unit_types": percent(n["unit_types"], n["units"]),
        }

    def counts(self) -> dict[str, int]:
        """What was measured on."""
        return {name: self.count[name] for name in ("articles", "units", "statements", "attributed", "relayed")}


def score(gold: Gold, audit: Mapping[str, Any]) -> Tally:
    """One article's tally. `audit` is the JSON document; only its `units` and `statements` are read."""
    tally = Tally()
    n = tally.count
    n["articles"] = 1
    found = audit["statements"]
    n["audit_attributed"] = sum(len(s["chain"]) > 1 for s in found)
    n["audit_relayed"] = sum(len(s["chain"]) > 2 for s in found)
    n["audit_own"] = sum(len(s["chain"]) == 1 for s in found)
    ours = [_words(gold.text, gold.content_ranges(s)) for s in gold.statements]
    theirs = [_words(gold.text, [(c["start"], c["end"]) for c in s["content"]]) for s in found]
    partner = pairs(ours, theirs)
    for i, statement in enumerate(gold.statements):
        j = partner.get(i)
        _judge(gold, statement, None if j is None else found[j], tally)
        if j is not None and len(statement["chain"]) > 1:
            tally.content += word_f1(ours[i], theirs[j])
    for unit in gold.units:
        n["units"] += 1
        n["unit_types"] += _type_at(gold.unit_ranges[unit["i"]], audit["units"]) == unit["type"]
    return tally


def _judge(gold: Gold, statement: dict[str, Any], found: Mapping[str, Any] | None, tally: Tally) -> None:
    n, chain = tally.count, statement["chain"]
    other = found["chain"] if found else []
    n["statements"] += 1
    n["depth"] += len(other) == len(chain)
    if len(chain) == 1:
        n["own"] += 1
        n["own_found"] += len(other) == 1
        if len(other) > 1:
            tally.misses.append(Miss(gold.article, statement["unit"], "own voice taken for a claim", show(chain), show(other)))
        return
    n["attributed"] += 1
    n["relayed"] += len(chain) > 2
    exact = same_chain(chain, other)
    n["exact"] += exact
    n["relayed_exact"] += exact and len(chain) > 2
    n["typed"] += exact and all((a["kind"], a["naming"]) == (b["kind"], b["naming"]) for a, b in _hands(chain, other))
    if len(other) > 1:
        n["detected"] += 1
        n["origin"] += same_entity(chain[0]["entity"], other[0]["entity"])
        n["naming"] += chain[0]["naming"] == other[0]["naming"]
    if not exact:
        tally.misses.append(Miss(gold.article, statement["unit"], cause(len(chain), len(other)), show(chain), show(other)))


def cause(hands: int, found: int) -> str:
    """What is wrong with a chain, by the number of its links: in the gold, and in the audit (0: no statement has these words)."""
    if found == 0:
        return "no statement with these words"
    if found == 1:
        return "taken for own voice"
    if found == hands:
        return "the same hands, another entity"
    return "too few hands" if found < hands else "too many hands"


def pairs(ours: list[set[int]], theirs: list[set[int]]) -> dict[int, int]:
    """Which of ours goes with which of theirs: most similar first, in reading order among equals, each used once."""
    similar = [(-word_f1(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a & b]
    partner: dict[int, int] = {}
    used: set[int] = set()
    for less, i, j in sorted(similar):
        if -less >= PAIRED and i not in partner and j not in used:
            partner[i] = j
            used.add(j)
    return partner


def same_chain(a: list[dict[str, Any]], b: list[dict[str, Any]]) -> bool:
    """Whether two chains go through the same hands; the last link, the publisher, is not compared."""
    return len(a) == len(b) and all(same_entity(x["entity"], y["entity"]) for x, y in _hands(a, b))


def same_entity(a: str, b: str) -> bool:
    """Whether two names or descriptions mean the same: one contains the other, is its acronym, or shares half of its words.

    Articles, titles, number words, case, plural endings and points in abbreviations do not count.
    """
    x, y = _name_words(a), _name_words(b)
    common, together = set(x) & set(y), set(x) | set(y)
    contained = common in (set(x), set(y))
    return contained or len(common) / len(together) >= 0.5 or _is_acronym(x, y) or _is_acronym(y, x)


def word_f1(a: set[int], b: set[int]) -> float:
    """Two sets of words, by where they begin: twice the common ones over all."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def percent(part: float, whole: float) -> float:
    """`part` of `whole` with one decimal, 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def f_score(right: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall in percent."""
    return percent(2 * right, found + wanted)


def show(chain: Iterable[Mapping[str, Any]]) -> str:
    """A chain for people: `minister [person/named] -> The Times [outlet/named] -> publisher`."""
    return " -> ".join(f"{link['entity']} [{link['kind']}/{link['naming']}]" for link in chain)


def _hands(a: list[dict[str, Any]], b: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return list(zip(a[:-1], b[:-1], strict=True))


def _name_words(name: str) -> list[str]:
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name.lower()).replace("u.s.", "us")
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", plain))
    telling = [word for word in words if word not in EMPTY] or words
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in telling]


def _is_acronym(short: list[str], long: list[str]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def _words(text: str, ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {start + match.start() for start, end in ranges for match in re.finditer(r"\w+", text[start:end])}


def _type_at(span: tuple[int, int], units: list[dict[str, Any]]) -> str | None:
    def common(unit: dict[str, Any]) -> int:
        start, end = int(unit["start"]), int(unit["end"])
        return min(span[1], end) - max(span[0], start)

    best = max(units, key=common, default=None)
    return best["type"] if best and common(best) > 0 else None


def main(gold_folder: str, text_folder: str, audit_folder: str) -> None:
    """Prints figures, counts and misses for a folder of audits; an article without an audit counts as empty."""
    total = Tally()
    for gold in load(Path(gold_folder), Path(text_folder)):
        path = Path(audit_folder) / f"{gold.article}.json"
        total += score(gold, json.loads(path.read_text("utf-8")) if path.exists() else {"units": [], "statements": []})
    for miss in total.misses:
        print(f"{miss.article} unit {miss.unit}: {miss.what}\n    gold  {miss.gold}\n    audit {miss.audit}")
    print(json.dumps(total.counts() | total.figures(), indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:4])
