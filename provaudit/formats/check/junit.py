"""Findings as JUnit XML: a suite an article, a test case a rule that had something to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from provaudit.checks.outcome import Checked
from provaudit.formats import words
from provaudit.formats.check.base import Desk
from provaudit.model.lines import LineIndex

# What XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(checks: Iterable[Checked], desk: Desk) -> Iterator[str]:
    """The whole run as one file. Findings below the threshold are told as output of a test that passed, suppressed ones are
    skipped; an article with no finding is one test that passed."""
    suites = ElementTree.Element("testsuites", name="provaudit")
    totals = {"tests": 0, "failures": 0, "skipped": 0}
    for checked in checks:
        suite = _suite(checked, desk)
        suites.append(suite)
        for name in totals:
            totals[name] += int(suite.get(name, "0"))
    for name, number in totals.items():
        suites.set(name, str(number))
    ElementTree.indent(suites)
    yield '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _suite(checked: Checked, desk: Desk) -> ElementTree.Element:
    file, name = _clean(checked.source), _clean(checked.where)
    suite = ElementTree.Element("testsuite", name=name)
    lines = LineIndex(checked.audit.analysis.article.text)
    names = {compiled.rule.id: compiled.rule.name for compiled in desk.pack.finding}
    failing = checked.at_least(desk.fail_on)
    skipped = 0
    for finding in checked.audit.findings:
        place = lines.position(finding.span.start)
        title = f"{finding.rule} {names[finding.rule]} at {place}"
        case = ElementTree.SubElement(suite, "testcase", classname=name, name=title, file=file, line=str(place.line))
        message = _clean(finding.message)
        if finding.suppressed is not None:
            ElementTree.SubElement(case, "skipped", message=_clean(finding.suppressed))
            skipped += 1
        elif finding in failing:
            failure = ElementTree.SubElement(case, "failure", type=finding.level.value, message=message)
            failure.text = f"{file}:{place}: {finding.level} {finding.rule} {_clean(checked.about)}{message}"
        else:
            ElementTree.SubElement(case, "system-out").text = f"{finding.level}: {message}"
    for problem in checked.unsigned:
        case = ElementTree.SubElement(suite, "testcase", classname=name, name="sign-off", file=file)
        ElementTree.SubElement(case, "failure", type="sign-off", message=_clean(problem))
    if not len(suite):
        ElementTree.SubElement(suite, "testcase", classname=name, name="no findings", file=file)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(failing) + len(checked.unsigned)))
    suite.set("skipped", str(skipped))
    return suite


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", words.inert(text))
