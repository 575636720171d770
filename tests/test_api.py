"""The Auditor: the order of the stages, one loading of models, errors as values for many articles."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from provaudit.api import Auditor, article_of
from provaudit.config import Settings
from provaudit.errors import InputError, ModelError, NothingToReadError
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.model.article import Article, Metadata
from provaudit.model.audit import Audit
from provaudit.model.parse import Parse
from provaudit.nlp.base import AnyParser
from provaudit.nlp.memory import Memory
from provaudit.resources import PACKAGE

TEXT = "The mill will open again in May, owner Greta Lund told the Associated Press. It burned down last year.\n"


def test_text_and_file_give_the_same_audit(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_text(TEXT, encoding="utf-8")
    (from_file,) = auditor.audit_path(str(path))
    assert isinstance(from_file, Audit)
    assert to_dict(from_file) == to_dict(auditor.audit_text(TEXT, id="mill"))


def test_audit_is_complete_and_stamped(auditor: Auditor) -> None:
    audit = auditor.audit_text(TEXT, publisher="The Harbour Courier")
    assert audit.stamp.models == auditor.fingerprint
    assert auditor.fingerprint.startswith(f"{auditor.parser.fingerprint} plausibility:")
    assert audit.stamp.pack_hash == auditor.pack.hash
    attributed = [s for s in audit.analysis.statements if s.attributed]
    assert [score.statement for score in audit.scores] == [s.id for s in attributed]
    assert [link.entity.name for link in attributed[0].chain] == ["Greta Lund", "The Associated Press", "The Harbour Courier"]
    assert audit.summary.statements == len(audit.analysis.statements)


class Borrowed:
    """A parser of somebody's own: what CONTRIBUTING asks of one, and nothing else."""

    fingerprint = "borrowed"
    folder = None

    def __init__(self, parser: AnyParser) -> None:
        self._parser = parser

    def parse(self, article: Article) -> Parse:
        return replace(self._parser.parse(article), models=self.fingerprint)

    def load(self) -> None:
        self._parser.load()

    def remembering(self, memory: Memory) -> AnyParser:
        return Borrowed(self._parser.remembering(memory))


def test_a_parser_of_ones_own_is_a_parser(auditor: Auditor) -> None:
    own: AnyParser = Borrowed(auditor.parser).remembering(Memory())
    own.load()
    audit = Auditor(parser=own).audit_text(TEXT)
    assert audit.stamp.models.startswith("borrowed plausibility:")
    assert audit.analysis.statements == auditor.audit_text(TEXT).analysis.statements


def test_models_are_loaded_once_a_process(auditor: Auditor) -> None:
    assert Auditor().parser is auditor.parser
    assert Auditor(Settings(threads=2)).parser is not auditor.parser


def test_what_fails_comes_as_its_error_and_the_rest_goes_on(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "It rained, the mayor said."}\nnonsense\n{"id": "3", "text": "It snowed."}\n')
    first, second, third = auditor.audit_path(str(path))
    assert isinstance(first, Audit)
    assert isinstance(second, InputError)
    assert isinstance(third, Audit)
    (missing,) = auditor.audit_path(str(tmp_path / "none.txt"))
    assert isinstance(missing, NothingToReadError)


def test_a_mistake_of_ours_in_one_article_is_told_and_the_next_one_is_audited(tmp_path: Path) -> None:
    @contextmanager
    def fail_on_snow(_stage: str):
        if failing:
            failing.pop()
            raise RuntimeError("a bug")
        yield

    failing: list[int] = []
    broken = Auditor(watch=fail_on_snow)
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "It rained."}\n{"id": "2", "text": "It snowed."}\n')
    results = broken.audit_path(str(path))
    assert isinstance(next(results), Audit)
    failing.append(1)
    second = next(results)
    assert isinstance(second, InputError)
    assert "RuntimeError: a bug" in second.what
    assert "article 2" in (second.where or "")


def test_watch_sees_the_stages_in_their_order() -> None:
    seen: list[str] = []

    @contextmanager
    def watch(stage: str):
        seen.append(stage)
        yield

    Auditor(watch=watch).audit_text(TEXT)
    assert seen == ["layout", "parse", "units", "quotes", "attribution", "chains", "judge"]


def test_what_the_file_does_not_say_can_be_given(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: In the file\nbyline: Ida Holm\n---\n\n{TEXT}")
    (audit,) = auditor.audit_path(str(path), Metadata(publisher="The Option", title="The Option", byline="The Option"))
    assert isinstance(audit, Audit)
    meta = audit.analysis.article.meta
    assert (meta.publisher, meta.title, meta.byline) == ("The Option", "In the file", "Ida Holm")


def test_declared_language_is_refused_unless_the_setting_says_english(auditor: Auditor) -> None:
    with pytest.raises(InputError, match="language"):
        auditor.audit_text("Klar.", language="de")
    assert Auditor(Settings(language="en")).audit_text("Clear.", language="de").analysis.article.meta.language == "en"


@pytest.mark.parametrize("language", ["EN", "en_US", "en-GB", " en "])
def test_however_a_language_is_written_the_audit_is_the_same(auditor: Auditor, language: str) -> None:
    text = "Critics slam plan\n\nThe plan was reportedly dropped, sources said. Officials allegedly lied about it.\n"
    expected = auditor.audit_text(text, language="en")
    assert {finding.rule for finding in expected.findings} & {"A03", "H01"}
    assert auditor.audit_text(text, language=language) == expected


def test_rules_know_the_outlets_of_the_newsroom(tmp_path: Path) -> None:
    """B09: an agency that is thanked at the end, and named as the source of nothing."""
    path = tmp_path / "outlets.yaml"
    path.write_text("outlets:\n  wire: |\n    Hollin Dispatches: GB | Hollin | hollin.example\n", encoding="utf-8")
    text = "Mill to open\n\nThe mill will open again in May, owner Greta Lund said.\n\nReporting by Hollin Dispatches\n"
    rules = {outlets: {f.rule for f in Auditor(Settings(outlets=outlets)).audit_text(text).findings} for outlets in (None, path)}
    assert rules[path] - rules[None] == {"B09"}


FINGERPRINTS = """
from provaudit.api import Auditor
auditor = Auditor()
print(auditor.fingerprint, auditor.parser._models.made_by.hex(), sep="\\n")
"""


def fingerprints(home: Path) -> list[str]:
    """What the package in this folder stamps audits with, and by what it keeps parses."""
    run = subprocess.run([sys.executable, "-c", FINGERPRINTS], cwd=home, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


@pytest.mark.parametrize(
    "name", ["languages/en/wording.yaml", "languages/en/near_words.txt", "models/en-attribution/plausibility.yaml"]
)
def test_data_that_changes_audits_is_in_their_stamp_and_not_in_the_memory_of_parses(tmp_path: Path, name: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "provaudit", ignore=shutil.ignore_patterns("*.pt", "*.onnx", "__pycache__"))
    before = fingerprints(tmp_path)
    assert fingerprints(tmp_path) == before
    changed = tmp_path / "provaudit" / name
    text = changed.read_text(encoding="utf-8")
    changed.write_text(f"{text}# one comment more\n", encoding="utf-8")
    after = fingerprints(tmp_path)
    assert after[0] != before[0]
    assert after[1] == before[1]


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\n"])
def test_blank_text_is_nothing_to_read(text: str) -> None:
    with pytest.raises(NothingToReadError):
        article_of(text)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputError, match="surrogate"):
        article_of("It rained \ud800 today.")


def test_models_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"resources\.json"):
        Auditor(Settings(models=str(tmp_path))).audit_text(TEXT)
