"""Text that tries to break out of every format, and audits and documents in which it stands wherever text can stand."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace

from builders import BODY, Draft

from provaudit.model.audit import Audit, Level
from provaudit.model.chain import Kind, Link, Naming

TEXTS = {
    "markup": "</p></td></article><b>x</b><img src=x onerror=alert(1)>",
    "script": "</script></style></title><script>alert(1)</script>",
    "attribute": '" onclick="alert(1)" \' autofocus onfocus=\'alert(1)',
    "entity": "&lt;script&gt; &amp; &#60; <!-- --> ]]> <![CDATA[",
    "template": "{{ 7*7 }} {% raw %} {# x #} ${7*7} #{7*7} <%= 7*7 %>",
    "table": "| a | b | \\| c \\\\| d |",
    "link": "![i](http://evil.example/x) [a](javascript:alert(1)) <http://evil.example> www.evil.example a@b.example",
    "block": "# h - l 1. n > q ``` ~~~ --- === **b** `c`",
    "formula": '=HYPERLINK("http://evil.example")',
    "formula plus": "+1+cmd|' /C calc'!A0",
    "formula minus": "-2+3",
    "formula at": "@SUM(1+1)",
    "formula wide": "＝1+1",
    "direction": "\u202egnp.exe\u2066 \u200f\u061cx\u2069",
    "terminal": "\x1b[31mred\x1b]0;title\x07 \x9b2J\x00\x7f",
    "workflow": "::error file=x::y %0A::set-output name=a::b",
    "lines": "first\r\n\r\n# second\u2028third\x85fourth",
}
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
REPAINTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def audit(words: str, rule: str = "A01") -> Audit:
    """One statement, with `words` as its source, medium, reason, title, byline, publisher, note, message and reason to suppress."""
    line = f"{words} said that {words} failed."
    draft = Draft((BODY, line), name=words, publisher=words)
    source = draft.entity(words, Kind.PERSON, Naming.DESCRIBED, words)
    draft.said((f"{words} failed",), (Link(source, draft.at(words), medium=words),), draft.cue("said", "say"), (rule, -5, words))
    draft.find(rule, Level.ERROR, words, words, statement="s0")
    draft.find(rule, Level.ERROR, words, words, statement="s0", suppressed=words)
    made = draft.audit()
    meta = replace(made.analysis.article.meta, title=words, byline=words, section=words, url=words)
    article = replace(made.analysis.article, meta=meta, notes=(words,))
    return replace(made, analysis=replace(made.analysis, article=article))


def poisoned(document: dict, words: str) -> dict:
    """A document of the wire whose free text begins with `words`, everywhere; what differed before differs after."""
    made = deepcopy(document)
    for name in ("id", "publisher", "title", "byline", "section", "url"):
        if made["article"][name] is not None:
            made["article"][name] = f"{words} {made['article'][name]}"
    for name in ("pack", "models", "provaudit"):
        made["stamp"][name] = f"{words} {made['stamp'][name]}"
    for statement in made["statements"]:
        for link in statement["chain"]:
            link["entity"] = f"{words} {link['entity']}"
            if link["terms"]:
                link["terms"]["text"] = f"{words} {link['terms']['text']}"
    for finding in made["findings"]:
        for name in ("rule", "message", "suppressed"):
            if finding[name] is not None:
                finding[name] = f"{words} {finding[name]}"
        finding["span"]["text"] = f"{words} {finding['span']['text']}"
    return made
