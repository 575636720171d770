"""What is new in a week, against the week before and the newsroom's baseline file; and the published schema of the JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from builders import AUDITS

from provaudit.checks.baseline import Baseline, Known
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.store.database import Store
from provaudit.weekly.wire_v1 import SCHEMA, json_schema

pytest.importorskip("pandas", reason="needs pandas: pip install '.[weekly]'")

from provaudit.weekly.build import NOBODY, Desk, build
from provaudit.weekly.report import News, Weekly
from provaudit.weekly.show import render
from provaudit.weekly.week import Week

W47 = Week.parse("2026-W47")
BEFORE, NOW = "2026-11-12", "2026-11-18"
PUBLISHED = Path(__file__).resolve().parents[2] / "schema" / "provaudit-weekly-1.schema.json"


def document(situation: str, published: str, **article: object) -> dict:
    made = to_dict(AUDITS[situation]())
    return made | {"article": made["article"] | {"published": published, "id": f"{situation}-{published}", "url": None} | article}


def reported(*documents: dict, desk: Desk = NOBODY) -> Weekly:
    with Store() as store:
        store.put(documents)
        return build(store, W47, desk=desk)


def news(*documents: dict, desk: Desk = NOBODY) -> News:
    found = reported(*documents, desk=desk).news
    assert found
    return found


def open_findings(document: dict) -> list[dict]:
    return [f for f in document["findings"] if f["suppressed"] is None]


def known(*findings: dict) -> Desk:
    return Desk(
        baseline=Baseline({f["fingerprint"]: Known(**{k: f[k] for k in ("fingerprint", "rule")}, words="") for f in findings})
    )


def test_without_a_week_before_and_a_file_nothing_can_be_new() -> None:
    report = reported(document("with_findings", NOW))
    assert report.news is None
    assert "What is new" not in render(report, "md") + render(report, "html")


def test_what_stood_in_the_week_before_is_known() -> None:
    found = news(document("with_findings", BEFORE), document("with_findings", NOW))
    number = len(open_findings(document("with_findings", NOW)))
    assert (found.findings, found.articles, found.known, found.week_before, found.gone) == (0, 0, number, number, 0)
    assert found.rows == ()


def test_new_findings_come_by_rule_and_article_worst_first() -> None:
    now = document("with_findings", NOW, title="Quay", publisher="The Courier")
    found = news(document("relayed", BEFORE), now, document("with_findings", NOW, id="again", publisher="Redfield Times"))
    standing = open_findings(now)
    assert (found.findings, found.articles, found.gone) == (2 * len(standing), 2, 0)
    assert sum(row.findings for row in found.rows) == found.findings
    assert {(row.rule, row.level) for row in found.rows} == {(f["rule"], f["level"]) for f in standing}
    order = ["error", "warning", "note"]
    assert [row.level for row in found.rows] == sorted((row.level for row in found.rows), key=order.index)
    assert {row.title for row in found.rows if row.publisher == "The Courier"} == {"Quay"}


def test_rules_that_are_new_to_their_publisher_come_first() -> None:
    old, now = document("with_findings", BEFORE, publisher="The Courier"), document("with_findings", NOW, publisher="The Courier")
    worst = max(open_findings(now), key=lambda finding: finding["rule"])  # by name alone it would come last
    for number, finding in enumerate(now["findings"]):
        finding["fingerprint"], finding["level"] = f"new-{number}", "note"
    old["findings"] = [f for f in old["findings"] if f["rule"] != worst["rule"]]
    rows = news(old, now).rows
    assert rows[0].rule == worst["rule"]
    assert [row.before > 0 for row in rows] == sorted(row.before > 0 for row in rows)


def test_findings_that_went_away_are_counted() -> None:
    found = news(document("with_findings", BEFORE), document("relayed", NOW))
    assert found.week_before == found.gone == len(open_findings(document("with_findings", BEFORE)))


def test_the_baseline_file_counts_as_known_and_its_losses_too() -> None:
    now = document("with_findings", NOW)
    first, *rest = open_findings(now)
    found = news(now, desk=known(first, first | {"fingerprint": "f" * 16}))
    assert (found.findings, found.known) == (len(rest), 1)
    assert (found.baseline, found.baseline_gone, found.week_before, found.gone) == (2, 1, None, None)


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_every_format_tells_the_same_number(form: str) -> None:
    report = reported(document("relayed", BEFORE), document("with_findings", NOW))
    assert report.news
    said = {"json": f'"findings": {report.news.findings}'}.get(form, f"{report.news.findings} open findings in 1 article are new")
    assert said in render(report, form)


def test_long_lists_are_cut_and_say_so() -> None:
    many = [document("with_findings", NOW, id=str(number), url=None) for number in range(40)]
    report = reported(document("relayed", BEFORE), *many)
    assert report.news
    assert len(report.news.rows) == 30
    rules = {f["rule"] for f in open_findings(many[0])}
    assert report.news.more == 40 * len(rules) - 30
    assert f"{report.news.more} more" in render(report, "md")


def test_rules_have_their_names_where_the_pack_has_them() -> None:
    rule = open_findings(document("with_findings", NOW))[0]["rule"]
    report = reported(document("with_findings", NOW), desk=Desk(rule_names={rule: "no-such-name", "Z99": "unused"}))
    assert report.rule_names == {rule: "no-such-name"}
    assert f"{rule} no-such-name" in render(report, "md")
    assert "no-such-name" in render(report, "html")


ARTICLE = """---
title: Pier closed
publisher: Quay Post
published: 2026-11-18
---

Sources said the pier would close on Friday.
"""


def test_the_baseline_that_check_writes_is_read(provaudit, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "pier.md").write_text(ARTICLE, encoding="utf-8")
    assert "What is new" not in provaudit("weekly", "desk").out
    assert provaudit("check", "desk/pier.md", "--persona", "researcher", "--write-baseline", "known.json").code == 0
    for given in (["--baseline", "known.json"], []):
        run = provaudit("weekly", "desk", *given)
        assert run.code == 0, run.err
        assert "No open finding of this week is new." in run.out
        (tmp_path / "provaudit.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert provaudit("weekly", "desk", "--baseline", "nowhere.json").code == 2


def test_published_schema_is_current(provaudit) -> None:
    printed = json.loads(provaudit("schema", "weekly").out)
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json_schema() == printed, (
        "provaudit schema weekly > schema/provaudit-weekly-1.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert SCHEMA.replace("/", "-") in json_schema()["$id"]


@pytest.mark.parametrize("documents", [(), (BEFORE,), (NOW,), (BEFORE, NOW)])
def test_reports_are_as_their_schema_says(documents: tuple[str, ...]) -> None:
    made = [document(situation, day) for situation in AUDITS for day in documents]
    checked = jsonschema.Draft202012Validator(json_schema())
    report = json.loads(render(reported(*made, desk=known(*open_findings(document("with_findings", NOW)))), "json"))
    checked.validate(report)
    with pytest.raises(jsonschema.ValidationError, match="more"):
        checked.validate(report | {"more": 1})
    with pytest.raises(jsonschema.ValidationError, match="undated"):
        checked.validate({name: value for name, value in report.items() if name != "undated"})


def test_hostile_words_of_findings_are_inert() -> None:
    now = document("with_findings", NOW)
    for finding in now["findings"]:
        finding["words"] = finding["span"]["text"] = "<script>alert(1)</script> | {{ 7*7 }} [x](http://e.example)\n# x \u202e"
    report = reported(document("relayed", BEFORE), now)
    assert render(report, "html").count("<script>") == 1
    text = render(report, "md")
    assert "<script>" not in text
    assert "\u202e" not in text + render(report, "html")
    row = next(line for line in text.splitlines() if "7\\*7" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 8
