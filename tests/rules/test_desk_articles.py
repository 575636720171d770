"""Whole articles: every rule that ships speaks up in at least one of them, and can be silenced by its id."""

from __future__ import annotations

from pathlib import Path

import pytest

from provaudit.api import Auditor
from provaudit.engine.load import load_pack, shipped
from provaudit.engine.score import judge
from provaudit.model.audit import Analysis

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = (ROOT / "fixtures" / "held_out.txt").read_text(encoding="utf-8").split()
DESK = sorted((ROOT / "fixtures" / "desk").glob("*.*"))
# Rules that fixtures/articles have, which are audited by the quality gate as well.
ELSEWHERE = ("clock-winder", "ferry-session", "island-handover", "lithium-merger")
ARTICLES = [*DESK, *(ROOT / "fixtures" / "articles" / f"{name}.txt" for name in ELSEWHERE)]
PACKS = [load_pack(name) for name in ("core", "house-example")]


@pytest.fixture(scope="session")
def analyses(auditor: Auditor) -> list[Analysis]:
    return [audit.analysis for path in ARTICLES for audit in auditor.audit_path(str(path))]  # type: ignore[union-attr]


def test_every_rule_speaks_up_in_a_whole_article(analyses: list[Analysis]) -> None:
    found = {finding.rule for analysis in analyses for pack in PACKS for finding in judge(analysis, pack).findings}
    ids = {compiled.rule.id for name in shipped() for compiled in load_pack(name).finding}
    assert sorted(ids - found) == []


def test_no_held_out_article_is_looked_at() -> None:
    assert not [path.stem for path in ARTICLES if path.stem in HELD_OUT]


def test_every_rule_can_be_silenced_by_its_id(provaudit) -> None:
    path = ROOT / "fixtures" / "desk" / "pension-fund.md"
    everything = provaudit("check", path, "--persona", "researcher").out
    spoken = {line.split(" ")[2] for line in everything.splitlines()[:-1]}
    assert len(spoken) > 20
    silenced = provaudit("check", path, "--persona", "researcher", "--ignore", ",".join(sorted(spoken))).out
    assert silenced == "0 findings in 1 article\n"
