"""The commands of the Makefile, as far as they decide anything themselves."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy
from typing import NamedTuple

import pytest

from samples import ROOT

NAMES = ("REPO_URL", "EDIT_URI", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")
"""What the environment of these tests must not say for the Makefile."""


class Version(NamedTuple):
    """A version as `sys.version_info` has it, as far as it is asked."""

    major: int
    minor: int


def version_check() -> str:
    """Find the Python that the Makefile runs before it makes the virtual environment."""
    match = re.search(r"-c '(import sys;.*)'$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert match
    return match[1]


def test_an_older_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what is needed, what was found and what to do, and ends with an error."""
    monkeypatch.setattr(sys, "version_info", Version(3, 11))
    with pytest.raises(SystemExit) as ended:
        exec(version_check())  # noqa: S102 - a line of our own Makefile
    said = str(ended.value.code)
    assert "Python 3.12 or newer is needed, and this is 3.11." in said
    assert "make PYTHON=" in said


def test_the_oldest_python_that_is_supported_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the package asks for is what the Makefile lets through."""
    monkeypatch.setattr(sys, "version_info", Version(3, 12))
    with pytest.raises(SystemExit) as ended:
        exec(version_check())  # noqa: S102 - a line of our own Makefile
    assert not ended.value.code
    assert 'requires-python = ">=3.12"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("https://git.example/team/playbook.git", "https://git.example/team/playbook"),
        ("https://me:secret@git.example/team/playbook", "https://git.example/team/playbook"),
        ("git@git.example:team/playbook.git", "https://git.example/team/playbook"),
        ("ssh://git@git.example/team/playbook.git", "https://git.example/team/playbook"),
        ("/srv/git/playbook.git", ""),
    ],
)
def test_edit_links_lead_to_where_the_clone_came_from(
    tmp_path: Path, origin: str, address: str
) -> None:
    """Addresses of every form become one for a browser; no password is ever published."""
    copy(ROOT / "Makefile", tmp_path)
    environment = {key: value for key, value in os.environ.items() if key not in NAMES}
    for command in (
        ["git", "init", "--quiet"],
        ["git", "remote", "add", "origin", origin],
    ):
        subprocess.run(command, cwd=tmp_path, check=True)
    show = 'show:\n\t@echo "$$REPO_URL|$$EDIT_URI"\n'
    shown = subprocess.run(
        ["make", "--file", "Makefile", "--eval", show, "show"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    edit = "edit/main/playbook/" if address else ""
    assert shown.stdout.splitlines()[-1] == f"{address}|{edit}"
