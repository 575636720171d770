"""Twice the article is about twice the work: nothing compares all statements, quotations or units with all others."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest

import provaudit
from provaudit.api import Auditor, article_of
from provaudit.engine.score import judge
from provaudit.model.audit import Analysis

HOME = str(Path(provaudit.__file__).parent)
COUNTED = tuple(f"{HOME}/{part}" for part in ("chains/", "engine/", "entities/", "model/span.py"))
MOST = 2.2  # times the calls for twice the text; loops over all pairs made it 2.3 to 3.8
# The same paragraphs again and again: the models are asked once.
PARAGRAPHS = (
    "“The bridge needs repair,” Anna Adler said.",
    "Officials told Reuters that the port was sold last year.",
    "The council disputed the union’s claim that the ferry is safe. The mine reportedly lost a fifth of its value.",
    "“The school will close in spring,” said Boris Dorn, according to the Harbor Gazette. “It cannot be saved,” he added.",
    "The hospital cannot be saved, according to a senior official familiar with the matter.",
)


TEXTS = {
    "paragraphs": ("The harbor in spring\n\n", "\n\n".join((*PARAGRAPHS, ""))),
    "one described after the other": ("", "A senior official said the bridge was unsafe. She said it would close.\n\n"),
    "one quotation": ("“", "We walked on through the wet streets of the town. "),
}


@pytest.mark.parametrize("name", TEXTS)
def test_work_grows_with_the_text(auditor: Auditor, name: str) -> None:
    """The calls in chains, entities, facts and spans, counted for an article and for one that is twice as long."""
    opening, again = TEXTS[name]
    rounds = 8000 // len(again)
    once, twice = (_calls(auditor, opening + again * times) for times in (rounds, 2 * rounds))
    grown = {part: twice[part] / once[part] for part in COUNTED}
    assert all(1.5 < times < MOST for times in grown.values()), grown


def _calls(auditor: Auditor, text: str) -> Counter[str]:
    """How many functions, built-in ones among them, are called in each part when an article is analysed and judged."""
    article = article_of(text)
    pack = auditor.pack
    files: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _argument: object) -> None:
        if event in ("call", "c_call"):
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
