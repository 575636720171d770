"""`score`, `explain`, `rules`, `models`, `schema` and `bench` over real articles, with the real pipeline."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from provaudit import __version__
from provaudit.api import Auditor
from provaudit.formats.audit.wire_v1 import json_schema

FERRY = """Ferry line to close, mayor says

PORT ELLERY — The ferry line across the sound will close in April, Mayor Ilse Brandt said on Tuesday.

"We cannot pay for it any longer," Brandt told reporters. "The boats are fifty years old."

Two city officials told Reuters that the boats had failed an inspection, the agency reported.

The line carried 90,000 people last year.
"""
DAM = "The dam at Lorne is safe, engineer Tomas Vell said in a statement. It was built in 1958.\n"


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two articles and their records in the working folder of the test."""
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(FERRY, encoding="utf-8")
    Path("dam.txt").write_text(DAM, encoding="utf-8")
    records = [{"id": "ferry/1", "text": FERRY, "publisher": "The Harbour Courier"}, {"id": "dam", "text": DAM}]
    Path("both.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")


def audit(text: str) -> dict:
    document = json.loads(text)
    jsonschema.validate(document, json_schema())
    return document


def test_table_begins_with_title_and_verdict_and_shows_chains(provaudit) -> None:
    run = provaudit("score", "ferry.txt")
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert any(line.startswith("Directness ") for line in lines[:3])
    assert "Ilse Brandt → " in run.out
    assert "→ Reuters → " in run.out


def test_json_points_into_the_file_as_it_stands(provaudit) -> None:
    document = audit(provaudit("score", "ferry.txt", "--format", "json").out)
    assert document["article"]["length"] == len(FERRY)
    for statement in document["statements"]:
        for piece in statement["content"]:
            assert FERRY[piece["start"] : piece["end"]] == piece["text"]
    assert document["stamp"]["provaudit"] == __version__
    assert document["stamp"]["models"].startswith("bundled:")


def test_options_say_what_the_file_does_not(provaudit) -> None:
    meta = {
        "publisher": "The Harbour Courier",
        "title": "Boats",
        "byline": "Jo Winter",
        "published": "2031-04-02",
        "url": "https://x.example",
    }
    options = [part for name, value in meta.items() for part in (f"--{name}", value)]
    document = audit(provaudit("score", "dam.txt", "-f", "json", *options).out)
    assert {name: document["article"][name] for name in meta} == meta
    assert {s["chain"][-1]["entity"] for s in document["statements"]} == {"The Harbour Courier"}


def test_standard_input_is_the_same_article(provaudit) -> None:
    from_file = audit(provaudit("score", "dam.txt", "--format", "json").out)
    from_pipe = audit(provaudit("score", "-", "--format", "json", stdin=DAM.encode()).out)
    from_file["article"].pop("id"), from_pipe["article"].pop("id")
    assert from_pipe == from_file


def test_out_writes_a_file_an_article_and_nothing_to_standard_output(provaudit) -> None:
    run = provaudit("score", "ferry.txt", "both.jsonl", "--format", "json", "--out", "new/audits")
    assert (run.code, run.out, run.err) == (0, "", "")
    names = sorted(path.name for path in Path("new/audits").iterdir())
    assert len(names) == 3
    assert {"dam.json", "ferry.json"} < set(names)
    for path in Path("new/audits").iterdir():
        audit(path.read_text(encoding="utf-8"))


def test_two_inputs_of_one_name_do_not_overwrite_each_other(provaudit) -> None:
    run = provaudit("score", "dam.txt", "both.jsonl", "--format", "json", "--out", "audits")
    assert run.code == 4
    assert "both.jsonl" in run.err
    assert "dam.txt" in run.err
    assert audit(Path("audits/dam.json").read_text())["article"]["publisher"] is None


def test_two_articles_whose_ids_differ_in_case_do_not_overwrite_each_other(provaudit) -> None:
    """A Mac's or Windows' disk would hold one file for both."""
    Path("week.jsonl").write_text("\n".join(json.dumps({"id": name, "text": DAM}) for name in ("lead", "Lead")), encoding="utf-8")
    run = provaudit("score", "week.jsonl", "--format", "json", "--out", "audits")
    assert run.code == 4
    assert run.err.startswith(
        "error: week.jsonl: the output of article Lead would be called Lead, as that of week.jsonl, article lead ("
    )
    assert [path.name for path in Path("audits").iterdir()] == ["lead.json"]


def test_same_bytes_again_and_in_any_order(provaudit) -> None:
    for folder, inputs in (("a", ["ferry.txt", "dam.txt"]), ("b", ["dam.txt", "ferry.txt"]), ("c", ["dam.txt"])):
        assert provaudit("score", *inputs, "--format", "json", "--out", folder).code == 0
    for name in ("ferry.json", "dam.json"):
        assert Path("a", name).read_bytes() == Path("b", name).read_bytes()
    assert Path("c/dam.json").read_bytes() == Path("a/dam.json").read_bytes()


def test_good_inputs_are_audited_beside_bad_ones(provaudit) -> None:
    Path("bad.txt").write_bytes(bytes(range(256)))
    with open("both.jsonl", "a") as file:  # noqa: PTH123
        file.write('{"id": "no text"}\n')
    run = provaudit("score", "missing.txt", "bad.txt", "both.jsonl", "dam.txt", "--format", "jsonl")
    assert run.code == 4
    assert [json.loads(line)["article"]["id"] for line in run.out.splitlines()] == ["ferry/1", "dam", "dam"]
    errors = run.err.splitlines()
    assert [line.split(": ")[1].partition(":")[0] for line in errors] == ["missing.txt", "bad.txt", "both.jsonl"]


def test_csv_of_several_inputs_has_one_header(provaudit) -> None:
    rows = list(csv.DictReader(io.StringIO(provaudit("score", "ferry.txt", "dam.txt", "--format", "csv").out)))
    assert {row["article"] for row in rows} == {"ferry", "dam"}
    assert "line" not in {row["line"] for row in rows}


def test_explain_at_a_place_tells_chain_evidence_and_sum(provaudit) -> None:
    line, column = next((n, text.index("the boats") + 1) for n, text in enumerate(FERRY.splitlines(), 1) if "Reuters" in text)
    run = provaudit("explain", "ferry.txt", "--at", f"{line}:{column}")
    assert run.code == 0
    assert "the boats had failed an inspection" in run.out
    assert "Chain: " in run.out
    assert " → Reuters → " in run.out
    assert "Why this chain" in run.out
    assert "100  to start with" in run.out


def test_explain_tells_why_a_cue_makes_no_statement(provaudit) -> None:
    Path("asked.txt").write_text("Minister Ida Holm asked whether the dam was safe. It was built in 1958.\n", encoding="utf-8")
    assert "no claim: what stands behind it is a question [1:1 “Minister Ida Holm”, 1:19 “asked”]" in (
        provaudit("explain", "asked.txt", "--at", "1:5").out
    )
    assert "own voice: no source, cue or running quotation was found" in provaudit("explain", "asked.txt", "--at", "1:55").out


def test_explain_by_id_agrees_with_explain_by_place(provaudit) -> None:
    document = audit(provaudit("score", "dam.txt", "--format", "json").out)
    for statement in document["statements"]:
        by_id = provaudit("explain", "dam.txt", "--statement", statement["id"]).out
        by_place = provaudit("explain", "dam.txt", "--at", f"1:{statement['content'][0]['start'] + 1}").out
        assert by_id == by_place


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["dam.txt", "--at", "99:1"], "99"),
        (["dam.txt", "--at", "1:9999"], "9999"),
        (["dam.txt", "--at", "here"], "LINE:COL"),
        (["dam.txt", "--statement", "nonesuch"], "nonesuch"),
        (["both.jsonl", "--at", "1:1"], "--article"),
        (["both.jsonl", "--at", "1:1", "--article", "none"], "none"),
    ],
)
def test_explain_of_what_is_not_there(arguments: list[str], says: str, provaudit) -> None:
    run = provaudit("explain", *arguments)
    assert (run.code, run.out) == (2, "")
    assert says in run.err


def test_explain_chooses_an_article_of_several(provaudit) -> None:
    run = provaudit("explain", "both.jsonl", "--at", "1:1", "--article", "dam")
    assert run.code == 0
    assert "The dam at Lorne is safe" in run.out


def test_rules_are_listed_and_shown(provaudit, auditor: Auditor) -> None:
    listed = provaudit("rules", "list").out
    assert auditor.pack.hash in listed
    assert [c.rule.id for c in auditor.pack.rules] == [line.split()[0] for line in listed.splitlines()[1:]]
    for compiled in (auditor.pack.scoring[0], auditor.pack.finding[0]):
        shown = provaudit("rules", "show", compiled.rule.id)
        assert shown.code == 0
        assert " ".join(compiled.rule.why.split()) in shown.out


def test_models_are_listed_with_their_fingerprint(provaudit, auditor: Auditor) -> None:
    run = provaudit("models")
    assert auditor.fingerprint in run.out
    for file in ("en/tokenize/news.pt", "syntax/model.int8.onnx", "tagger.json"):
        assert file in run.out
    assert "models download stanza:default" in run.out


def test_schema_and_version(provaudit) -> None:
    assert json.loads(provaudit("schema").out) == json_schema()
    assert provaudit("version").out == f"{__version__}\n"


def test_bench_audits_a_folder(provaudit) -> None:
    assert provaudit("bench", "audits", ".", "--out", "audits").code == 0
    assert sorted(path.name for path in Path("audits").iterdir()) == ["dam.json", "ferry.json"]
    assert provaudit("bench", "audits", "audits", "--out", "more").code == 3


def test_bench_attributions_have_spans_and_scope(provaudit) -> None:
    assert provaudit("bench", "attributions", "both.jsonl", "--out", "pred.jsonl").code == 0
    ferry, dam = (json.loads(line) for line in Path("pred.jsonl").read_text().splitlines())
    assert (ferry["id"], dam["id"]) == ("ferry/1", "dam")
    assert ferry["attributions"]
    for triple in ferry["attributions"]:
        assert set(triple) == {"id", "source", "cue", "content", "scope", "confidence"}
        assert all(0 <= start < end <= len(FERRY) for role in ("source", "cue", "content") for start, end in triple[role])
    sources = [FERRY[start:end] for triple in ferry["attributions"] for start, end in triple["source"]]
    assert any("Brandt" in source for source in sources)


@pytest.mark.parametrize(("name", "code"), [("ferry.txt", 4), ("none.jsonl", 3)])
def test_bench_attributions_of_no_corpus(name: str, code: int, provaudit) -> None:
    run = provaudit("bench", "attributions", name, "--out", "pred.jsonl")
    assert run.code == code
    assert name in run.err
    assert not Path("pred.jsonl").exists()


GIVEN = {"publisher": "The Ledger", "title": "Given", "byline": "Ida Holm", "url": "https://ledger.example/1"}
EXPLAINED = (
    "The Commission plans to fine Norvik, three people with direct knowledge of the matter told Reuters on Tuesday.\n\n"
    "The decision could come next week, the people said, declining to be identified because the case is not public.\n"
)


def test_all_formats_have_the_reason_why_an_origin_is_unnamed(provaudit) -> None:
    Path("fine.txt").write_text(EXPLAINED)
    said = ("--publisher", "The Ledger", "--published", "2026-11-18")
    for form in ("md", "html"):
        page = provaudit("score", "fine.txt", *said, "--format", form, "--store", "fine.db").out
        assert "gives no reason" not in page
        assert "declining to be identified because the case is not public" in page.split("Unnamed: “")[1].split("”")[0]
    rows = list(csv.DictReader(io.StringIO(provaudit("weekly", "fine.db", "--format", "csv", "--no-echo").out)))
    assert {(row["attributed"], row["unnamed_with_reason"]) for row in rows if row["attributed"] != "0"} == {("2", "2")}


def test_options_say_what_files_do_not_say(provaudit) -> None:
    Path("a.md").write_text(f"---\ntitle: Ferry\ndate: 2026-11-18\n---\n\n{DAM}")
    options = [f"--{name}={value}" for name, value in {**GIVEN, "published": "2020-01-01"}.items()]
    article = json.loads(provaudit("score", "a.md", "--format", "json", *options).out)["article"]
    assert {name: article[name] for name in (*GIVEN, "published")} == {**GIVEN, "title": "Ferry", "published": "2026-11-18"}
