"""Compares the program's figures on the fixtures with floors that only rise.

python -m tests.quality.gate             what was measured, beside the floors; exit status 1 below one of them
python -m tests.quality.gate --misses    and every statement whose chain is not the gold's, but for held-out articles
python -m tests.quality.gate --update    raise the floors to what was measured
python -m tests.quality.gate --update --allow-regression    lower them too: say why in the commit message
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provaudit.api import Auditor
from provaudit.errors import ProvauditError
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.formats.pages import accuracy

from .chain_scores import Tally, percent, score
from .gold import FIXTURES, digest, fixtures, held_out, passages, reports
from .pairs import PAIRS, Verdict, judge, load_pairs

FLOORS = Path(__file__).with_name("floors.json")
SHIPPED = Path(__file__).parents[2] / "reports" / "templates" / accuracy.FILE
GROUPS = ("open", "held_out", "reports", "passages")
GOLD = ("gold/*.json", "reports/gold/*.json", "passages/gold/*.json")
TEXTS = ("articles/*.txt", "reports/texts/*.txt", "passages/texts/*.txt")


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by group, what they were measured on, and the digests of gold and pairs."""

    figures: dict[str, dict[str, float]]
    counts: dict[str, dict[str, int]]
    digest: dict[str, str]

    def as_dict(self) -> dict[str, Any]:
        """As in floors.json, but with the figures as they are."""
        return {"counts": self.counts, "digest": self.digest, "figures": self.figures}


def audit_fixtures(auditor: Auditor) -> dict[str, dict[str, Any]]:
    """Audits every fixture article and passage as a file given to the command line would be; no metadata beside the text."""
    audits = {}
    for path in sorted(path for pattern in TEXTS for path in FIXTURES.glob(pattern)):
        (audit,) = auditor.audit_path(str(path))
        if isinstance(audit, ProvauditError):
            raise audit
        audits[path.stem] = to_dict(audit)
    return audits


def order_pairs(auditor: Auditor) -> list[Verdict]:
    """Judges all directness pairs."""
    return [judge(auditor, pair) for pair in load_pairs()]


def tallies(audits: dict[str, dict[str, Any]]) -> dict[str, Tally]:
    """Tallies of the open articles, of the held-out ones, of the reports, and of the passages."""
    hidden = held_out()
    groups = {group: Tally() for group in GROUPS}
    for gold in fixtures():
        groups["held_out" if gold.article in hidden else "open"] += score(gold, audits[gold.article])
    for group, golds in (("reports", reports()), ("passages", passages())):
        for gold in golds:
            groups[group] += score(gold, audits[gold.article])
    return groups


def measure(audits: dict[str, dict[str, Any]], verdicts: list[Verdict]) -> Measured:
    """All figures that have floors."""
    groups = tallies(audits)
    right = percent(sum(v.right for v in verdicts), len(verdicts))
    return Measured(
        {name: tally.figures() for name, tally in groups.items()} | {"pairs": {"right_order": right}},
        {name: tally.counts() for name, tally in groups.items()} | {"pairs": {"pairs": len(verdicts)}},
        digests(),
    )


def digests() -> dict[str, str]:
    """Which gold and which pairs there are."""
    texts = [FIXTURES / "held_out.txt", *(path for pattern in (*TEXTS, *GOLD) for path in FIXTURES.glob(pattern))]
    return {"gold": digest(texts), "pairs": digest([PAIRS])}


def load_floors(path: Path = FLOORS) -> dict[str, Any]:
    """The pinned floors with the counts and digests of what they were measured on."""
    floors: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return floors


def shortfalls(measured: Measured, floors: dict[str, Any]) -> list[str]:
    """Figures below their floors, in words."""
    return [
        f"{group} {name}: {value} is below the floor of {floor}"
        for group, figures in measured.figures.items()
        for name, value in figures.items()
        if value < (floor := floors["figures"].get(group, {}).get(name, 0))
    ]


def raised(measured: Measured, floors: dict[str, Any], allow_regression: bool = False) -> dict[str, Any]:
    """New floors: the measured figures rounded down to whole percent, but never lower than before unless allowed.

    Rounding down leaves room for the small differences between processors and library versions, and for nothing else.
    """
    keep: Callable[[int, int], int] = (lambda new, _: new) if allow_regression else max
    before = floors["figures"]
    figures = {
        group: {name: keep(math.floor(value), before.get(group, {}).get(name, 0)) for name, value in values.items()}
        for group, values in measured.figures.items()
    }
    return measured.as_dict() | {"figures": figures}


def error_rates(measured: Measured) -> dict[str, int]:
    """What reports tell their readers: whole percent on the held-out articles, with Wilson's 95 % interval for the chains."""
    figures, n = measured.figures["held_out"], measured.counts["held_out"]["attributed"]
    share, z = figures["chain_exact"] / 100, 1.96
    middle, half = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = ((middle + side) / (1 + z * z / n) * 100 for side in (-half, half))
    return {
        "found": round(figures["detection"]),
        "exact": round(figures["chain_exact"]),
        "low": round(low),
        "high": round(high),
        "statements": n,
    }


def table(measured: Measured, floors: dict[str, Any]) -> str:
    """Figures beside floors, a line each."""
    lines = []
    for group, figures in measured.figures.items():
        lines.append(f"{group}: " + ", ".join(f"{count} {name}" for name, count in measured.counts[group].items()))
        pinned = floors["figures"].get(group, {})
        lines += [f"  {name:14} {value:6.1f}   floor {pinned.get(name, 0):3}" for name, value in figures.items()]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors, too")
    parser.add_argument("--misses", action="store_true", help="show statements whose chain is not the gold's")
    options = parser.parse_args(arguments)
    auditor = Auditor()
    audits, verdicts = audit_fixtures(auditor), order_pairs(auditor)
    measured, floors = measure(audits, verdicts), load_floors()
    if options.misses:
        measured_open = tallies(audits)
        misses = [miss for group in ("open", "reports", "passages") for miss in measured_open[group].misses]
        for miss in misses:
            print(f"{miss.article} unit {miss.unit}: {miss.what}\n    gold  {miss.gold}\n    audit {miss.audit}")
        print(*(f"{n:4} {what}" for what, n in Counter(miss.what for miss in misses).most_common()), sep="\n")
        print(*(f"pair {verdict}" for verdict in verdicts if not verdict.right), sep="\n")
    print(table(measured, floors))
    below = shortfalls(measured, floors)
    if below:
        print(*below, sep="\n", file=sys.stderr)
    if below and not (options.update and options.allow_regression):
        return 1
    if options.update:
        new = raised(measured, floors, options.allow_regression)
        FLOORS.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        SHIPPED.write_text(json.dumps(error_rates(measured), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
