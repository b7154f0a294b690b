"""The commands of the Makefile, as far as they decide anything themselves."""

import re
import sys
from typing import NamedTuple

import pytest

from samples import ROOT


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
