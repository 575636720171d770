"""Findings: what they point at, that they are said once, and fingerprints that survive edits elsewhere."""

from __future__ import annotations

import textwrap
from pathlib import Path

from builders import BODY, HEADLINE, Draft
from chain_builders import ENGLISH, analysis, link, statement

from provaudit.engine.load import load_pack
from provaudit.engine.score import judge
from provaudit.model.audit import Analysis, Finding, Level
from provaudit.model.chain import Kind, Link, Naming

CORE = load_pack("core")
FEW = ("A01", "A03", "B04")  # rules enough to see how findings are made
OFFICIAL_SAID = "A city official said the plant will close."
LATER = "Mayor Lena Ostrow told Reuters that nothing is decided."


def article(*before: str) -> Analysis:
    """Two attributed sentences, after some in the publisher's own voice."""
    draft = Draft((HEADLINE, "Plant to close"), *[(BODY, line) for line in before], (BODY, OFFICIAL_SAID), (BODY, LATER))
    for line in before:
        draft.own(line)
    official = draft.entity("city official", Kind.PERSON, Naming.DESCRIBED, "A city official")
    draft.said(("the plant will close",), (Link(official, draft.at("A city official")),), draft.cue("said", "say"))
    mayor = draft.entity("Lena Ostrow", Kind.PERSON, Naming.NAMED, "Mayor Lena Ostrow")
    reuters = draft.entity("Reuters", Kind.OUTLET, Naming.NAMED, "Reuters")
    links = (Link(mayor, draft.at("Mayor Lena Ostrow")), Link(reuters, draft.at("Reuters")))
    draft.said(("nothing is decided",), links, draft.cue("told", "tell"))
    return draft.audit().analysis


def found(made: Analysis) -> dict[str, Finding]:
    return {finding.rule: finding for finding in few(made)}


def few(made: Analysis) -> list[Finding]:
    return [finding for finding in judge(made, CORE, ENGLISH).findings if finding.rule in FEW]


def test_findings_point_at_the_words_they_are_about_in_text_order() -> None:
    made = article()
    findings = few(made)
    text = made.article.text
    assert [(one.rule, one.level, one.span.of(text)) for one in findings] == [
        ("A01", Level.WARNING, "A city official"),
        ("B04", Level.NOTE, "Reuters"),
    ]
    assert [span.of(text) for span in findings[1].related] == ["Mayor Lena Ostrow", "nothing is decided"]
    assert findings[0].statement == made.statements[0].id
    assert findings[0].confidence == round(0.8 * 0.9, 4), "the rule's confidence times the statement's"


def test_fingerprints_survive_edits_elsewhere() -> None:
    before, after = found(article()), found(article("The river froze.", "Nobody minded."))
    assert before["A01"].span != after["A01"].span
    assert {rule: one.fingerprint for rule, one in before.items()} == {rule: one.fingerprint for rule, one in after.items()}


def test_fingerprints_differ_by_rule_and_by_occurrence() -> None:
    sources = [link(Kind.PEOPLE, Naming.OPAQUE, name=name) for name in ("sources", "other sources")]
    findings = few(analysis(*[statement(one) for one in sources]))
    assert [one.rule for one in findings] == ["A03", "A03"]
    assert len({one.fingerprint for one in findings}) == 2, "the words pointed at are the same, the places are not"


def test_a_source_is_told_off_once() -> None:
    official = link(naming=Naming.DESCRIBED, name="city official")
    findings = few(analysis(*[statement(official)] * 3))
    assert [(one.rule, one.statement) for one in findings] == [("A01", "s0")]


def test_where_a_source_is_carried_over_the_content_is_pointed_at() -> None:
    official = Link(link(naming=Naming.DESCRIBED, name="city official").entity)
    made = analysis(statement(official))
    assert found(made)["A01"].span == made.statements[0].content[0]


def test_rules_over_articles_point_at_the_headline(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text('name: house\nversion: "1"\ntitle: House\n', encoding="utf-8")
    rule = """\
        id: J01
        name: one-origin
        scope: article
        level: note
        when: attributed_count > 0 && independent_origins < 3
        message: "{independent_origins} origins in {attributed_count} statements"
        why: One is not enough.
        fix: Ask another.
        """
    (tmp_path / "J01.yaml").write_text(textwrap.dedent(rule), encoding="utf-8")
    made = article()
    (finding,) = judge(made, load_pack(tmp_path), ENGLISH).findings
    assert finding.message == "2 origins in 2 statements"
    assert finding.span.of(made.article.text) == "Plant to close"
    assert finding.statement is None
    (bare,) = judge(analysis(statement(link())), load_pack(tmp_path), ENGLISH).findings
    assert bare.span == analysis(statement(link())).units[0].span
