"""Messages of findings: sentences, whatever stands in the text that they quote."""

from __future__ import annotations

import pytest

from provaudit.api import Auditor
from provaudit.engine.expr import CelType
from provaudit.engine.message import parse


@pytest.mark.parametrize(
    ("template", "value", "message"),
    [
        ("Quoted: {words}.", "a bomb.", "Quoted: a bomb."),
        ("Quoted: “{words}”.", "He told us.", "Quoted: “He told us.”"),
        ("Quoted: “{words}”.", "Why us?", "Quoted: “Why us?”"),
        ("Quoted: {words}. Say who.", "“a bomb.”", "Quoted: “a bomb.” Say who."),
        ("Quoted: {words}.", "a bomb", "Quoted: a bomb."),
        ("Quoted: “{words}”.", "a bomb", "Quoted: “a bomb”."),
        ("{words}.com is “no source”.", "the U.S.", "the U.S..com is “no source”."),
        ("{words}...", "a bomb.", "a bomb...."),
    ],
)
def test_a_full_stop_is_not_set_twice(template: str, value: str, message: str) -> None:
    assert parse(template, {"words": CelType.STRING}).fill({"words": value}) == message


DAM = "Mayor: “The dam will never harm us.”\n\nMayor Lena Ostrow spoke of it.\n\n“It is sound,” she said. “We check it.”"


@pytest.mark.parametrize(("rule", "text"), [("F04", "Lena Ostrow said the harbor was “a ticking bomb.”"), ("F06", DAM)])
def test_rules_that_quote_end_with_one_full_stop(auditor: Auditor, rule: str, text: str) -> None:
    (message,) = (finding.message for finding in auditor.audit_text(text).findings if finding.rule == rule)
    assert message.endswith((".", ".”"))
    assert not message.endswith(("..", ".”."))
