"""Twice the article is about twice the work: nothing compares all statements, quotations or units with all others."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import provaudit
from provaudit.api import Auditor, article_of
from provaudit.engine.score import judge
from provaudit.model.audit import Analysis

HOME = str(Path(provaudit.__file__).parent)
COUNTED = tuple(f"{HOME}/{part}" for part in ("chains/", "engine/", "model/span.py"))
MOST = 2.2  # times the calls for twice the text; loops over all pairs made it 2.3 to 3.8
# The same paragraphs again and again: the models are asked once.
PARAGRAPHS = (
    "“The bridge needs repair,” Anna Adler said.",
    "Officials told Reuters that the port was sold last year.",
    "The council disputed the union’s claim that the ferry is safe. The mine reportedly lost a fifth of its value.",
    "“The school will close in spring,” said Boris Dorn, according to the Harbor Gazette. “It cannot be saved,” he added.",
    "The hospital cannot be saved, according to a senior official familiar with the matter.",
)


def test_work_grows_with_the_text(auditor: Auditor) -> None:
    """The calls in chains, facts and spans, counted for an article and for one that is twice as long."""
    once, twice = _calls(auditor, 40), _calls(auditor, 80)
    grown = {part: twice[part] / once[part] for part in COUNTED}
    assert all(1.5 < times < MOST for times in grown.values()), grown


def _calls(auditor: Auditor, rounds: int) -> Counter[str]:
    """How many functions of each part are called when an article of so many rounds of the paragraphs is analysed and judged."""
    article = article_of("The harbor in spring\n\n" + "\n\n".join(PARAGRAPHS * rounds))
    pack = auditor.pack
    files: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            files[frame.f_code.co_filename] += 1

    auditor.analyse(article)  # the first time models, languages and patterns are read
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        analysis: Analysis = auditor.analyse(article)
        judge(analysis, pack, auditor.language)
    finally:
        sys.setprofile(before)
    return Counter({part: sum(number for file, number in files.items() if file.startswith(part)) for part in COUNTED})
