"""What a build makes of the ledger: a file for the reader's browser, and a warning for editors."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from garden import make_garden, replace
from markup import Element, read_page
from stagecheck.cli import main
from stagecheck_engine.ledger import load


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project that lies in the working folder."""
    monkeypatch.chdir(tmp_path)
    return make_garden(tmp_path)


def release(version: int) -> None:
    """Raise the quiz's version, if need be, and release it."""
    if version > 1:
        replace(Path(), "quizzes/garden.md", f"version: {version - 1}", f"version: {version}")
    assert CliRunner().invoke(main, ["release", "garden"]).exit_code == 0


def build(*options: str) -> subprocess.CompletedProcess[str]:
    """Build as an editor does."""
    environment = {key: value for key, value in os.environ.items() if key != "STAGECHECK_RUNTIME"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        env={**environment, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def quiz_on(path: Path) -> Element:
    (found,) = read_page(path).all("section", id="quiz.garden")
    return found


def test_all_versions_ship_in_one_file(garden: Path) -> None:
    """The page names it, its name holds its hash, and the engine reads it."""
    release(1)
    release(2)
    assert build("--strict").returncode == 0
    address = quiz_on(garden / "site/check/index.html").attributes["data-ledger"]
    file = (garden / "site/check" / address).resolve()
    assert file.parent == (garden / "site/assets/stagecheck/versions").resolve()
    text = file.read_text("utf-8")
    assert list(load(text, "garden")) == [1, 2]
    assert set(json.loads(text)["versions"]["1"]) == {"meaning", "words", "hash"}
    release(3)
    build("--strict")
    later = quiz_on(garden / "site/check/index.html").attributes["data-ledger"]
    assert later != address


def test_a_project_without_a_ledger_ships_none(garden: Path) -> None:
    """The page says so by an empty address; nothing is asked of the editor."""
    assert build("--strict").returncode == 0
    assert quiz_on(garden / "site/check/index.html").attributes["data-ledger"] == ""
    assert not (garden / "site/assets/stagecheck/versions").exists()


def test_a_changed_meaning_fails_a_strict_build_and_hides_nothing(garden: Path) -> None:
    """CI stops, without any Git; a lenient build has the quiz on its page."""
    release(1)
    replace(garden, "quizzes/garden.md", "fenced: {joy: 1, fear: 2}", "fenced: {joy: 1, fear: 1}")
    strict = build("--strict")
    assert strict.returncode == 1
    assert "quizzes/garden.md:3:1: QZ091" in strict.stderr
    assert build().returncode == 0
    assert len(quiz_on(garden / "site/check/index.html").all("fieldset")) == 3
