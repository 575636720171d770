"""Whole articles: every rule that ships speaks up in at least one of them, and can be silenced by its id."""

from __future__ import annotations

from pathlib import Path

import pytest

from provaudit.api import Auditor
from provaudit.checks.selection import chosen
from provaudit.engine.load import load_pack, shipped
from provaudit.engine.score import judge
from provaudit.languages import load_language
from provaudit.model.audit import Analysis

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = (ROOT / "fixtures" / "held_out.txt").read_text(encoding="utf-8").split()
DESK = sorted((ROOT / "fixtures" / "desk").glob("*.*"))
# Rules that fixtures/articles have, which are audited by the quality gate as well.
ELSEWHERE = ("clock-winder", "ferry-session", "island-handover", "lithium-merger")
ARTICLES = [*DESK, *(ROOT / "fixtures" / "articles" / f"{name}.txt" for name in ELSEWHERE)]
ENGLISH = load_language("en")
PACKS = [load_pack(name) for name in ("core", "house-example")]


@pytest.fixture(scope="session")
def analyses(auditor: Auditor) -> list[Analysis]:
    return [audit.analysis for path in ARTICLES for audit in auditor.audit_path(str(path))]  # type: ignore[union-attr]


def test_every_rule_speaks_up_in_a_whole_article(analyses: list[Analysis]) -> None:
    found = {finding.rule for analysis in analyses for pack in PACKS for finding in judge(analysis, pack, ENGLISH).findings}
    ids = {compiled.rule.id for name in shipped() for compiled in load_pack(name).finding}
    assert sorted(ids - found) == []


SERIOUS = ("A07", "A09", "G03", "H01", "H04")


@pytest.mark.parametrize(
    ("article", "spoken"),
    [
        (
            "pilot-house",
            {
                ("A01", "a former clerk of the pilots' office"),
                ("A07", "the clerk"),
                ("A08", "could order"),
                ("A09", "a tyrant"),
                ("A14", "a former clerk of the pilots' office"),
                ("A102", "a colleague"),
                ("H01", "pocketed a share of the fees"),
                ("H04", "Conrad Velling, who has led the pilots since 2011, pocketed a share of the fees in cash"),
            },
        ),
        (
            "quarry-dust",
            {
                ("C103", "were seen as"),
                ("G03", "falsified"),
                ("G05", "Worried about the next election"),
                ("H01", "falsified"),
            },
        ),
        (
            "border-post",
            {
                ("A03", "A source"),
                ("A102", "A customs officer"),
                ("A103", "a senior Ornish diplomat and a Western official"),
                ("B103", "Senior officials"),
                ("C103", "was seen as"),
                ("H02", "Defense Minister Paula Kerr declined the Orne Gazette's request for comment."),
            },
        ),
        ("clinic-billing", set()),  # the same kind of story, and everything that the others leave out is there
    ],
)
def test_what_an_editor_is_told(analyses: list[Analysis], article: str, spoken: set[tuple[str, str]]) -> None:
    analysis = next(one for one in analyses if one.article.id == article)
    told = {(finding.rule, finding.span.of(analysis.article.text)) for finding in judge(analysis, PACKS[0], ENGLISH).findings}
    assert spoken <= told
    assert {rule for rule, _ in told if rule in SERIOUS} == {rule for rule, _ in spoken if rule in SERIOUS}


def test_no_held_out_article_is_looked_at() -> None:
    assert not [path.stem for path in ARTICLES if path.stem in HELD_OUT]


@pytest.mark.parametrize("name", shipped())
def test_every_rule_can_be_chosen_and_left_out_by_its_id_and_by_a_pack(tmp_path: Path, analyses: list[Analysis], name: str) -> None:
    pack = load_pack(name)
    ids = {compiled.rule.id for compiled in pack.finding}
    for rule in ids:
        assert chosen(pack, [rule], [], "desk") == {rule}, "whoever is told"
        assert chosen(pack, [], [rule], "researcher") == ids - {rule}
    off = "".join(f"  {rule}: {{off: true}}\n" for rule in sorted(ids))
    (tmp_path / "pack.yaml").write_text(
        f'name: quiet\nversion: "1"\ntitle: Nothing\nextends: {name}\nchanges:\n{off}', encoding="utf-8"
    )
    quiet = load_pack(str(tmp_path))
    assert quiet.finding == ()
    assert set(quiet.off) >= ids
    assert [judge(analysis, quiet, ENGLISH).findings for analysis in analyses] == [()] * len(analyses)


def test_every_rule_can_be_silenced_by_its_id(provaudit) -> None:
    path = ROOT / "fixtures" / "desk" / "pension-fund.md"
    everything = provaudit("check", path, "--persona", "researcher").out
    spoken = {line.split(" ")[2] for line in everything.splitlines()[:-1]}
    assert len(spoken) > 20
    silenced = provaudit("check", path, "--persona", "researcher", "--ignore", ",".join(sorted(spoken))).out
    assert silenced == "0 findings in 1 article\n"
