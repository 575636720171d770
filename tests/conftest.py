"""What tests share: one Auditor for the session, the audits built by hand, and the command line called in this process."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import AUDITS

from provaudit.api import Auditor
from provaudit.cli.app import main
from provaudit.model.audit import Audit

# Before torch is loaded: several threads that wait for each other are slower than one.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

# What a paragraph's models found is kept in a folder of this session: what tests find must not depend on earlier ones.
_cache = tempfile.TemporaryDirectory(prefix="provaudit-tests-")
os.environ["XDG_CACHE_HOME"] = _cache.name

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """What a command line did."""

    code: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture(scope="session")
def auditor() -> Auditor:
    """The real pipeline with bundled models; the models are loaded once a session, for this and for the command line."""
    return Auditor()


@pytest.fixture(params=sorted(AUDITS))
def built(request: pytest.FixtureRequest) -> Audit:
    """Each of the audits built by hand."""
    return AUDITS[request.param]()


@pytest.fixture
def provaudit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Calls `provaudit ARGUMENTS` with `stdin` bytes, in this process and in an empty folder, without PROVAUDIT_* around."""
    for name in [n for n in os.environ if n.startswith("PROVAUDIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path, stdin: bytes = b"") -> Run:
        streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="") for data in (stdin, b"", b"")]
        with monkeypatch.context() as patch:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            code = main([str(a) for a in arguments])
            out, err = (_written(stream) for stream in streams[1:])
        return Run(code, out, err)

    return call


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the file of that name in `golden/` beside the test; UPDATE_GOLDEN=1 writes it instead."""
    folder = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if os.environ.get("UPDATE_GOLDEN"):
            folder.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"{path} is missing; UPDATE_GOLDEN=1 writes it"
        assert text == path.read_bytes().decode("utf-8")

    return compare
