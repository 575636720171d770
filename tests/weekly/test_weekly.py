"""The report of a week: sums that anybody can check, the same in every format, sensible when there is little or nothing."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from pathlib import Path

import pytest
from builders import AUDITS

from provaudit.errors import UsageError
from provaudit.formats import words
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.store.database import Store
from provaudit.weekly.week import Week

pytest.importorskip("pandas", reason="needs pandas: pip install '.[weekly]'")

from provaudit.weekly.build import build, latest
from provaudit.weekly.frames import WEEKS
from provaudit.weekly.report import Weekly
from provaudit.weekly.show import files, render, verdict

W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
DAYS = {"2026-11-10": W46, "2026-11-12": W46, "2026-11-17": W47, "2026-11-22": W47}


def document(situation: str, published: str | None = None, **article: object) -> dict:
    made = to_dict(AUDITS[situation]())
    return made | {"article": made["article"] | {"published": published} | article}


def corpus() -> list[dict]:
    """Each situation on each day, by two publishers, and one without a date."""
    made = [
        document(name, day, publisher=publisher, id=f"{name}-{day}", section="City" if name == "relayed" else None)
        for name in AUDITS
        for day in DAYS
        for publisher in ("The Harbour Courier", "Redfield Times")
    ]
    return [*made, document("relayed", None, id="undated")]


def reported(documents: list[dict], week: Week = W47, by: str = "outlet") -> Weekly:
    with Store() as store:
        store.put(documents)
        return build(store, week, by)


@pytest.fixture(scope="module")
def report() -> Weekly:
    return reported(corpus())


def test_sums_are_those_of_the_audits_of_the_week(report: Weekly) -> None:
    week = [d for d in corpus() if d["article"]["published"] and DAYS[d["article"]["published"]] == W47]
    statements = [s for d in week for s in d["statements"]]
    said = [s for s in statements if len(s["chain"]) > 1]
    f = report.figures
    assert f.articles == len(week) == 20
    assert (f.statements, f.attributed, f.own_voice) == (len(statements), len(said), len(statements) - len(said))
    assert f.unnamed == sum(s["chain"][0]["naming"] != "named" for s in said)
    assert f.relayed == sum(len(s["chain"]) > 2 for s in said)
    assert f.directness == round(sum(s["directness"] for s in said) / len(said), 1)
    assert f.open == sum(x["suppressed"] is None for d in week for x in d["findings"])
    assert f.suppressed == sum(x["suppressed"] is not None for d in week for x in d["findings"])
    assert sum(report.grades.values()) == len(said)
    assert report.undated == 1


@pytest.mark.parametrize("by", ["outlet", "desk", "author"])
def test_groups_sum_to_the_whole(by: str) -> None:
    report = reported(corpus(), by=by)
    for name in ("articles", "statements", "attributed", "own_voice", "named", "unnamed", "relayed", "open", "suppressed"):
        assert sum(getattr(group.figures, name) for group in report.groups) == getattr(report.figures, name)


def test_change_is_against_the_week_before(report: Weekly) -> None:
    assert report.before is not None
    assert report.before.articles == 20
    assert [one.week for one in report.trend] == ["2026-W46", "2026-W47"]
    assert "as direct as in the week before" in verdict(report)
    assert f"(20 before), {words.percent(report.figures.share('unnamed'))} (" in verdict(report)
    assert all(count.now == count.before for count in report.rules)


def test_more_or_less_direct_is_said_with_its_change() -> None:
    for old, new, said in (("relayed", "direct_quote", "more direct than"), ("direct_quote", "relayed", "less direct than")):
        report = reported([document(old, "2026-11-12"), document(new, "2026-11-17")])
        assert report.before
        change = abs(round((report.figures.directness or 0) - (report.before.directness or 0), 1))
        assert f"{said} in the week before" in verdict(report)
        assert f"{change:.1f}." in verdict(report).partition(" Of ")[0]
        assert set(files(report)) >= {"directness", "shares"}


def test_without_a_week_before_there_is_nothing_to_compare() -> None:
    report = reported([document("relayed", "2026-11-17")])
    assert report.before is None
    assert "no audits of the week before" in verdict(report)
    assert set(files(report)) == {"grades", "relays"}


FORMS = ("md", "html", "json", "csv")


@pytest.mark.parametrize("documents", [[], [document("relayed", "2026-11-17")], [document("own_voice", "2026-11-17")]])
@pytest.mark.parametrize("form", FORMS)
def test_little_or_nothing_makes_a_report(documents: list[dict], form: str) -> None:
    text = render(reported(documents), form)
    assert "2026-W47" in text
    assert "nan" not in re.sub(r"<(style|script).*?</\1>", "", text, flags=re.DOTALL).lower()


def test_a_week_without_articles_says_so() -> None:
    report = reported(corpus(), Week.parse("2031-W01"))
    assert verdict(report) == "There is no article of week 2031-W01."
    assert report.look == report.groups == report.descriptions == ()


def test_the_order_in_which_audits_came_makes_no_difference(report: Weekly) -> None:
    documents = corpus()
    random.Random(7).shuffle(documents)
    other = reported(documents)
    assert other == report
    assert [render(other, form) for form in FORMS] == [render(report, form) for form in FORMS]
    assert files(other) == files(report)


SHARES = ("named", "unnamed", "unnamed_with_reason", "relayed", "own_voice")


def test_totals_are_the_same_in_every_format() -> None:
    """Row by row, over articles whose figures differ, so that no column can stand for another."""
    more = [("relayed", "Redfield Times"), ("relayed", "Redfield Times"), ("own_voice", "Quay Post"), ("all_units", "Quay Post")]
    uneven = [document(name, "2026-11-18", id=f"more {number}", publisher=who) for number, (name, who) in enumerate(more)]
    for one in uneven[0]["statements"]:
        one["chain"][0]["terms"] = {"start": 0, "end": 1, "text": "on condition of anonymity"}
    report = reported([*corpus(), *uneven])
    whole = json.loads(render(report, "json"))
    groups = [*((group["name"], group["figures"]) for group in whole["groups"]), ("All", whole["figures"])]
    assert len({report.figures.share(name) for name in SHARES}) == len(SHARES)
    assert len(groups) == 4
    table = list(csv.DictReader(io.StringIO(render(report, "csv"))))
    marked = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in render(report, "md").partition("## By outlet")[2].partition("##")[0].splitlines()[4:]
        if line
    ]
    html = render(report, "html").partition("Figures by outlet")[2].partition("</table>")[0]
    rows = [re.findall(r">([^<>\n]+)<", row) for row in re.findall(r"<tr><td.*?</tr>", html, re.DOTALL)]
    assert len(table) == len(marked) == len(rows) == len(groups)
    for (name, figures), cells, line, row in zip(groups, table, marked, rows, strict=True):
        counts = ("articles", "statements", "attributed")
        assert {count: int(cells[count]) for count in (*counts, "unnamed", "relayed")} == {
            count: figures[count] for count in (*counts, "unnamed", "relayed")
        }
        share = {one: figures[one] / figures["statements" if one == "own_voice" else "attributed"] for one in SHARES}
        assert {one: float(cells[f"share_{one}"]) for one in SHARES} == {one: pytest.approx(share[one], abs=1e-4) for one in SHARES}
        shown = [name, *(figures[count] for count in counts), *(words.percent(share[one]) for one in SHARES)]
        shown += [figures["median"], figures["directness"], figures["errors"] + figures["warnings"] + figures["notes"]]
        assert line == row == [str(cell) for cell in shown]


def test_articles_to_look_at_say_why(report: Weekly) -> None:
    first = report.look[0]
    assert "findings" in first.article
    assert "1 open error" in first.why
    assert [one.attention for one in report.look] == sorted((one.attention for one in report.look), reverse=True)
    assert len(report.look) == 10
    assert all(one.why for one in report.look)


def test_descriptions_outlets_and_shared_origins_are_counted(report: Weekly) -> None:
    assert {(used.name, used.statements, used.publishers) for used in report.descriptions} >= {
        ("city officials", 4, 2),
        ("sources", 4, 2),
    }
    assert [(used.name, used.articles) for used in report.outlets] == [("Reuters", 4)]
    assert [(used.name, used.articles, used.publishers) for used in report.shared_origins] == [("Ida Thorne", 4, 2)]


def test_suppressed_findings_come_with_their_reason(report: Weekly) -> None:
    assert [(one.rule, one.reason, one.findings) for one in report.suppressed] == [("C03", "the desk knows", 4)]


HOSTILE = "<script>alert(1)</script> | ![x](http://e.example) {{ 7*7 }} \u202e `x`"


def test_hostile_names_are_inert() -> None:
    documents = [document("relayed", "2026-11-17", publisher=HOSTILE, title=HOSTILE, byline="=HYPERLINK(1)", section=HOSTILE)]
    for by in ("outlet", "author"):
        report = reported(documents, by=by)
        html, markdown, table = (render(report, form) for form in ("html", "md", "csv"))
        assert html.count("<script>") == 1
        assert "\u202e" not in html + markdown + table
        assert "<script>" not in markdown
        assert not re.search(r"(?<!\\)\]\(http", markdown)
        assert ",=HYPERLINK" not in table
        assert "<script>" not in "".join(files(report).values())


def test_weeks_are_read_and_counted_down_over_new_year() -> None:
    assert str(Week.parse("2027-W01").before()) == "2026-W53"
    assert str(Week.parse("2026w47")) == "2026-W47"
    for wrong in ("2026-W54", "2026", "47", "2026-W00", "W47", ""):
        with pytest.raises(UsageError, match="no week"):
            Week.parse(wrong)


def test_latest_week_needs_a_date() -> None:
    with Store() as store:
        store.put([document("relayed", None)])
        with pytest.raises(UsageError, match="no article has a date"):
            latest(store)


def test_trend_looks_back_some_weeks_only() -> None:
    documents = [document("relayed", W47.before(back).monday.isoformat(), id=str(back)) for back in range(2 * WEEKS)]
    assert len(reported(documents).trend) == WEEKS


def write(path: Path, documents: list[dict]) -> Path:
    path.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
    return path


def test_stores_files_and_folders_make_the_same_report(provaudit, tmp_path: Path) -> None:
    folder = tmp_path / "audits"
    folder.mkdir()
    one, two = write(folder / "one.jsonl", corpus()[:15]), write(folder / "two.jsonl", corpus()[15:])
    assert provaudit("store", "import", "audits.db", one, two).code == 0
    runs = [provaudit("weekly", *inputs) for inputs in (["audits.db"], [one, two], [two, one], [folder], ["audits.db", one])]
    assert {run.code for run in runs} == {0}
    assert len({run.out for run in runs}) == 1
    assert "Sourcing in week 2026-W47" in runs[0].out


def test_markdown_shows_its_plots_from_beside_it(provaudit, tmp_path: Path) -> None:
    source = write(tmp_path / "audits.jsonl", corpus())
    assert provaudit("weekly", source, "--out", "reports").code == 0
    text = (tmp_path / "reports" / "2026-W47.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
    assert len(shown) == 4
    assert all((tmp_path / "reports" / name).read_text(encoding="utf-8").lstrip().startswith("<svg") for name in shown)


def test_wrong_use_is_told(provaudit, tmp_path: Path) -> None:
    source = write(tmp_path / "audits.jsonl", corpus())
    assert provaudit("weekly", source, "--week", "47").code == 2
    assert provaudit("weekly", source, "--by", "colour").code == 2
    assert provaudit("weekly", source, "--format", "doc").code == 2
    assert provaudit("weekly", "nowhere").code == 3
    (tmp_path / "empty").mkdir()
    assert provaudit("weekly", "empty").code == 3
    undated = write(tmp_path / "undated.jsonl", [document("relayed", None)])
    run = provaudit("weekly", undated)
    assert run.code == 2
    assert "no article has a date" in run.err
    assert provaudit("weekly", undated, "--week", "2026-W47").code == 0


def test_a_broken_file_does_not_take_the_others_with_it(provaudit, tmp_path: Path) -> None:
    source = write(tmp_path / "audits.jsonl", corpus())
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{\n", encoding="utf-8")
    run = provaudit("weekly", source, broken)
    assert run.code == 4
    assert "broken.jsonl" in run.err
    assert run.out == provaudit("weekly", source).out
