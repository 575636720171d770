"""An audit is the same whatever the process has checked before: what is remembered knows nothing of the article it was found in."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provaudit.api import Auditor, article_of
from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Task
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.model.article import Metadata
from provaudit.nlp.memory import Memory
from provaudit.remembered import MEMORIES, forget

ARTICLES = Path(__file__).resolve().parent.parent / "fixtures" / "articles"
TEXTS = [
    (ARTICLES / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")[:7] for name in ("cave-bees", "river-line", "halden-bid")
]
# Who is named, and as what, tells how other sentences are read; so do marks that open before them and what stands just before.
NAMES = [
    *("Ann Stone, who owns a bakery in Salda, smiled.", "Stone: We open on 4 September.", "Stone Industries makes locks in Salda."),
    *("Nobody was hurt, a harbour official told Reuters on Sunday.", "“Nobody was hurt, she said.", "He declined to comment."),
    "The official, who declined to be named because he may not speak, added that Stone would sell it, the Courier reported.",
]
LINES = [*chain(*TEXTS), *NAMES]

Edit = st.tuples(st.sampled_from(["insert", "delete", "swap", "join", "extend"]), st.integers(0, 99), st.sampled_from(LINES))


def edited(lines: list[str], edits: list[tuple[str, int, str]]) -> str:
    """A draft after its author has worked on it: each edit says what is done at which paragraph, and with which other words."""
    lines = list(lines)
    for what, number, words in edits:
        at = number % len(lines)
        if what == "insert":
            lines.insert(at, words)
        elif what == "extend":
            lines[at] += f" {words}"
        elif what == "delete" and len(lines) > 1:
            del lines[at]
        elif what == "join" and at:
            lines[at - 1 : at + 1] = [" ".join(lines[at - 1 : at + 1])]
        else:
            lines[at], lines[-1] = lines[-1], lines[at]
    return "\n\n".join(lines)


def audit(auditor: Auditor, text: str, memory: Memory) -> str:
    """The audit as it is written down, with what this memory knows."""
    checking = Auditor(auditor.settings, parser=auditor.parser.remembering(memory))
    return json.dumps(to_dict(checking.audit(article_of(text, id="draft", meta=Metadata(publisher="The Courier")))))


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.lists(Edit, max_size=4)), min_size=2, max_size=3))
def test_what_was_checked_before_changes_no_audit(
    auditor: Auditor, drafts: list[tuple[list[str], list[tuple[str, int, str]]]]
) -> None:
    texts = [edited(*draft) for draft in drafts]
    memory = Memory()
    warm = [audit(auditor, text, memory) for text in (*texts, *texts)]
    fresh = []
    for text in texts:
        forget()
        fresh.append(audit(auditor, text, Memory()))
    assert warm == [*fresh, *fresh]


@pytest.mark.parametrize("line", NAMES)
def test_the_same_sentence_among_other_names_is_read_as_there(auditor: Auditor, line: str) -> None:
    around = [f"{name}\n\n{line}\n\n{TEXTS[0][2]}" for name in NAMES]
    memory = Memory()
    warm = [audit(auditor, text, memory) for text in (*around, *around)][len(around) :]
    for text, known in zip(around, warm, strict=True):
        forget()
        assert audit(auditor, text, Memory()) == known


def test_who_is_named_elsewhere_tells_how_a_headline_is_read(auditor: Auditor) -> None:
    texts = [f"Rates must fall soon – Stone\n\n{line}\n\nThe oven is cold." for line in (NAMES[0], "The bakery is old.", NAMES[0])]
    memory = Memory()
    warm = [audit(auditor, text, memory) for text in texts]
    assert ["Ann Stone" in known for known in warm] == [True, False, True]
    assert json.loads(warm[1])["statements"][0]["chain"] != json.loads(warm[0])["statements"][0]["chain"]
    for text, known in zip(texts, warm, strict=True):
        forget()
        assert audit(auditor, text, Memory()) == known


def test_what_is_forgotten_is_found_again(auditor: Auditor) -> None:
    memory = Memory()
    audit(auditor, "\n\n".join(TEXTS[0]), memory)
    before = [kept.cache_info().hits for kept in MEMORIES]
    audit(auditor, "\n\n".join(TEXTS[0]), memory)
    assert all(kept.cache_info().hits > hits for kept, hits in zip(MEMORIES, before, strict=True))
    forget()
    assert not any(kept.cache_info().currsize for kept in MEMORIES)


def test_what_a_batch_remembered_is_forgotten_with_it() -> None:
    (result,) = Scorer()([Task("input", article_of(TEXTS[0][0]), "key", "fingerprint")])
    assert result.document is not None
    assert not any(kept.cache_info().currsize for kept in MEMORIES)
