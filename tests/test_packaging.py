"""What people install is whole: built from a clean checkout, installed elsewhere, run in another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = """Ferry line to close in spring

Mayor Ilse Brandt said on Tuesday that the ferry line would close in April.

"We cannot pay for it any longer," she told the Port Courier.
"""

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed tree, without anything that only lies about in this one."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("clean") / "provaudit"
    run("git", "clone", "--quiet", "--depth", "1", ROOT.as_uri(), str(folder))
    return folder


@pytest.fixture(scope="session")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `make wheel` builds it; the build backend comes from this environment, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(checkout))
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_code_models_rules_templates_and_languages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "provaudit/py.typed",
        "provaudit/cli/app.py",
        "provaudit/store/migrations/0001.sql",
        "provaudit/_data/reports/templates/page.css",
        "provaudit/_data/reports/templates/page.js",
        "provaudit/models/en-ud-news/resources.json",
        "provaudit/models/en-ud-news/en/tokenize/news.pt",
        "provaudit/models/en-ud-news/syntax/model.int8.onnx",
        "provaudit/models/en-ud-news/syntax/syntax.json",
        "provaudit/models/en-attribution/model.int8.onnx",
        "provaudit/models/en-claims/model.int8.onnx",
        "provaudit/models/en-claims/claims.json",
        "licenses/LICENSE",
        "licenses/NOTICE",
    ):
        assert any(name.endswith(part) for name in names), part
    for folder, suffix in (
        ("provaudit/_data/rules/core/", ".yaml"),
        ("provaudit/_data/reports/templates/", ".j2"),
        ("provaudit/languages/en/", ".yaml"),
    ):
        assert any(name.startswith(folder) and name.endswith(suffix) for name in names), folder


def test_wheel_holds_nothing_of_tests_and_fixtures(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"provaudit"}


def test_installed_wheel_audits_an_article_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    audits(install(str(wheel), tmp_path), tmp_path)


def test_pip_install_from_a_clean_checkout_audits_an_article(checkout: Path, tmp_path: Path) -> None:
    audits(install(str(checkout), tmp_path), tmp_path)


def install(what: str, folder: Path) -> Path:
    """Installs `what` without its dependencies into a fresh environment that borrows those of this one; returns the command.

    This environment's own, editable provaudit is not seen: a `.pth` file inside a folder that is itself named by one is not read.
    """
    place = folder / "venv"
    venv.create(place, with_pip=False)
    python = next(place.glob("[Bb]in/python")) if os.name == "posix" else place / "Scripts" / "python.exe"
    site = Path(run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-build-isolation"]
    # Without --force-reinstall pip would take this environment's provaudit for an installed one.
    run(*pip, "--force-reinstall", "--ignore-installed", what)
    return python.parent / "provaudit"


def audits(command: Path, folder: Path) -> None:
    """The installed program, run where no checkout is near, finds its models, rules and templates."""
    place = folder / "elsewhere"
    place.mkdir()
    (place / "article.txt").write_text(ARTICLE, encoding="utf-8")
    where = run(str(command.with_name("python")), "-c", "import provaudit; print(provaudit.__file__)", cwd=place)
    assert str(folder) in where
    audit = json.loads(run(str(command), "score", "article.txt", "--publisher", "The Harbor Post", "--format", "json", cwd=place))
    assert audit["schema"] == "provaudit-audit/1"
    entities = {link["entity"] for statement in audit["statements"] for link in statement["chain"]}
    assert "The Harbor Post" in entities
    assert any("Brandt" in entity for entity in entities)
    assert any(statement["directness"] is not None for statement in audit["statements"])
    markdown = run(str(command), "score", "article.txt", "--format", "md", cwd=place)
    assert "Brandt" in markdown


def run(*command: str, cwd: Path | None = None) -> str:
    """Standard output; a command that fails shows what it said."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout
