"""The decision records: short, in one form, listed, and no part of what is installed."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from setuptools import find_namespace_packages

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "plugins" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
_TEXT = r"[^#\n][^\n]*(?:\n[^#\n][^\n]*)*"
_FORM = re.compile(
    r"# (?P<number>\d{4}) (?P<title>[^\n]+)\n\n"
    r"Decided (?P<date>\d{4}-\d\d-\d\d); (in force|replaced by (?P<by>\d{4}))\.\n\n"
    rf"## Context\n\n{_TEXT}\n\n## Decision\n\n{_TEXT}\n\n## Consequence\n\n{_TEXT}\n"
)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_is_short_and_says_why_what_and_what_follows(path: Path) -> None:
    """Context, decision, consequence and date, in at most 25 lines; links lead somewhere."""
    text = path.read_text("utf-8")
    form = _FORM.fullmatch(text)
    assert form
    assert len(text.splitlines()) <= 25
    assert path.name.startswith(f"{form['number']}-")
    assert date.fromisoformat(form["date"])
    targets = [*re.findall(r"\]\(([^)]+)\)", text), *([f"{form['by']}-*.md"] if form["by"] else [])]
    assert all(list(FOLDER.glob(target)) for target in targets)


def test_the_index_lists_every_record() -> None:
    """A row each, in order, with its title and date; the guide for contributors leads there."""
    rows = []
    for number, path in enumerate(RECORDS, 1):
        form = _FORM.fullmatch(path.read_text("utf-8"))
        assert form
        assert int(form["number"]) == number
        rows.append(f"| {form['number']} | [{form['title']}]({path.name}) | {form['date']} |")
    index = (FOLDER / "README.md").read_text("utf-8")
    assert re.findall(r"^\| \d.+", index, re.MULTILINE) == rows
    assert "(plugins/decisions/README.md)" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_a_file_that_a_record_names_is_there() -> None:
    """Whoever reads why finds where."""
    for path in RECORDS:
        for name in re.findall(r"`([\w./-]+(?:/|\.py|\.yml))`", path.read_text("utf-8")):
            assert list((ROOT).glob(name)) or list((ROOT / "plugins").rglob(name)), (path, name)


def test_only_the_plugin_is_installed() -> None:
    """Setuptools takes a folder without modules for a package too, unless it is told."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    find = settings["tool"]["setuptools"]["packages"]["find"]
    (where,) = find["where"]
    found = find_namespace_packages(str(ROOT / where), include=find["include"])
    assert {one.partition(".")[0] for one in found} == {"stagecheck", "stagecheck_engine"}
