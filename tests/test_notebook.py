"""The Python API for notebooks, and frames of audits."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from builders import AUDITS

import provaudit
from provaudit import frames
from provaudit.api import article_of
from provaudit.batch.scorer import Scorer
from provaudit.batch.task import Result, Task
from provaudit.errors import InputError, NothingToReadError, ProvauditError
from provaudit.formats.audit.json_v1 import to_dict
from provaudit.model.audit import Audit
from provaudit.store.database import Store

pd = pytest.importorskip("pandas")

FERRY = "The ferry will stop in May, harbour master Ida Thorne said."
FRENCH = "Le conseil municipal se réunit jeudi pour voter le budget de la ville. " * 6


def test_importing_provaudit_loads_nothing(auditor) -> None:  # noqa: ARG001
    code = "import provaudit, sys; print(len(dir(provaudit)), [m for m in sys.modules if m.startswith('provaudit.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
    with pytest.raises(AttributeError):
        provaudit.nothing  # noqa: B018


def test_results_come_in_the_order_of_the_articles_errors_among_them(auditor, tmp_path) -> None:  # noqa: ARG001
    given = [
        FERRY,
        {"id": "a", "text": FERRY + " It is late, and it is not new.", "publisher": "The Daily Ledger"},
        FRENCH,
        article_of(FERRY, id="b"),
        {"id": "none"},
        {"text": FERRY, "unknown": 1},
        "",
        InputError("could not be read"),
    ]
    results = list(provaudit.audit_many(given))
    kinds = [type(result) for result in results]
    assert kinds == [Audit, Audit, InputError, Audit, InputError, Audit, NothingToReadError, InputError]
    ids = [result.analysis.article.id for result in results if isinstance(result, Audit)]
    assert ids == ["text-1", "a", "b", "text-6"]
    assert results[1].analysis.article.meta.publisher == "The Daily Ledger"
    assert list(provaudit.audit_many([])) == []


def test_what_cannot_be_audited_comes_as_its_error_whatever_it_is(auditor) -> None:  # noqa: ARG001
    broken = [
        {"text": None},
        {"text": FERRY, "publisher": 5},
        {"id": 2.5, "text": FERRY},
        {},
        {3: "text"},
        None,
        7,
        ["text"],
        b"text",
    ]
    *errors, last = provaudit.audit_many([*broken, {"id": 9, "text": FERRY, "desk": "city", "publisher": float("nan"), 3: 4}])
    assert [type(error) for error in errors] == [InputError] * len(broken)
    assert [error.where for error in errors] == [f"article {number}" for number in range(1, len(broken) + 1)]
    assert "publisher" in errors[1].what
    assert isinstance(last, Audit)
    assert (last.analysis.article.id, last.analysis.article.meta.publisher) == ("9", None)


def test_files_and_folders(auditor, tmp_path) -> None:  # noqa: ARG001
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    broken, ferry = provaudit.audit_many(provaudit.articles(tmp_path, publisher="The Daily Ledger"))
    assert isinstance(broken, ProvauditError)
    assert isinstance(ferry, Audit)
    assert to_dict(ferry) == to_dict(provaudit.audit(FERRY, id="ferry", publisher="The Daily Ledger"))


def test_what_workers_give_back_can_be_sent(auditor) -> None:  # noqa: ARG001
    scorer = pickle.loads(pickle.dumps(Scorer(whole=True)))
    task = Task("input", article_of(FERRY), "key", "fingerprint")
    (result,) = pickle.loads(pickle.dumps(scorer([pickle.loads(pickle.dumps(task))])))
    assert isinstance(result, Result)
    assert result.audit == provaudit.audit(FERRY)
    error = pickle.loads(pickle.dumps(InputError("what", where="where", hint="hint")))
    assert (error.what, error.where, error.hint) == ("what", "where", "hint")


@pytest.mark.parametrize("as_documents", [False, True])
def test_frames_hold_what_audits_hold(as_documents: bool) -> None:
    audits = [build() for build in AUDITS.values()]
    table = frames.of([to_dict(audit) for audit in audits] if as_documents else [*audits, InputError("not an audit")])
    assert len(table.articles) == len(audits)
    assert len(table.statements) == sum(len(audit.analysis.statements) for audit in audits)
    assert len(table.links) == sum(len(s.chain) for audit in audits for s in audit.analysis.statements)
    assert len(table.findings) == sum(len(audit.findings) for audit in audits)
    relayed = table.statements[table.statements.article == "relayed"].iloc[0]
    assert (relayed.chain, relayed.hops) == ("city officials → Reuters → The Harbour Courier", 2)
    text = next(a for a in audits if a.analysis.article.id == "relayed").analysis.article.text
    assert text[relayed.start : relayed.end] == relayed.content
    joined = table.links.merge(table.statements, on=["key", "statement"], validate="many_to_one")
    assert len(joined) == len(table.links)
    assert table.statements.directness.isna().sum() == (table.statements.hops == 0).sum()


def test_frames_of_nothing_have_the_same_columns_and_types() -> None:
    some, none = frames.of([build() for build in AUDITS.values()]), frames.of([])
    for one, other in zip(some, none, strict=True):
        assert one.dtypes.to_dict() == other.dtypes.to_dict()
        assert pd.concat([one, other]).dtypes.to_dict() == one.dtypes.to_dict()


def test_frames_of_a_store(tmp_path) -> None:
    documents = [to_dict(build()) for build in AUDITS.values()]
    with Store(tmp_path / "audits.db") as store:
        store.put(documents)
    stored, direct = frames.read(tmp_path / "audits.db"), frames.of(documents)
    by = ["key"]
    assert stored.articles.sort_values(by, ignore_index=True).equals(direct.articles.sort_values(by, ignore_index=True))
    with pytest.raises(NothingToReadError):
        frames.read(tmp_path / "none.db")
