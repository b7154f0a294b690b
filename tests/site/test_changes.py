"""What changed, and in which edition: the changelog's form, the page made of it, the last line."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from garden import make_garden, replace, write
from markup import read_page
from repository import alone, commit, git
from samples import ROOT
from stagecheck.cli import main
from stagecheck.playbook.changelog import read_changelog
from stagecheck.playbook.changes import told
from stagecheck.playbook.edition import Edition, NoTime, read_edition

CHANGELOG = """\
# Changelog

What is new in the garden.

## [Unreleased]

### Fixed

- The [tap](playbook/plays/water-it.md) no longer drips.

## [0.2.0] - 2026-05-01

### Added

- For gardeners: `make rain`, in `<cloud>` or <b>sky</b>,
  as [the manual](quizzes/README.md) and [others](https://example.org/rain) say.
- *Readers*: A pond.

### Removed

- *Readers*: The fence.

## [0.1.0] - 2026-03-01

### Added

- A tree.

[0.1.0]: https://example.org/0.1.0
"""


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with a changelog and a page that shows it."""
    alone(monkeypatch, tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = make_garden(tmp_path / "garden")
    write(root, "CHANGELOG.md", CHANGELOG)
    write(root, "playbook/about/changes.md", "# What changed\n\n::: changes\n")
    settings = "quizzes_dir: quizzes\n      changelog: CHANGELOG.md"
    replace(root, "mkdocs.yml", "quizzes_dir: quizzes", settings)
    replace(root, "mkdocs.yml", "plugins:", "markdown_extensions: [attr_list]\nplugins:")
    monkeypatch.chdir(root)
    return root


def said() -> list[str]:
    """Return what lint says."""
    return CliRunner().invoke(main, ["lint"]).stdout.splitlines()


def test_a_changelog_in_form_is_no_problem(garden: Path) -> None:
    """With releases, kinds, entries over several lines, and links at its end."""
    assert garden.is_dir()
    assert said() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("# Changelog", "Changelog", 1, "the changelog has no title"),
        ("## [0.2.0] - 2026-05-01", "## 0.2.0", 11, "'## 0.2.0' names no release"),
        ("2026-05-01", "2026-05-32", 11, "'## [0.2.0] - 2026-05-32' names no release"),
        ("## [0.2.0]", "## Spring", 11, "'## Spring - 2026-05-01' names no release"),
        ("[0.1.0] -", "[0.2.0] -", 23, "is not older than the release above"),
        ("2026-03-01", "2026-06-01", 23, "is not older than the release above"),
        ("### Removed", "### Gone", 19, "'Gone' is no kind of change"),
        ("### Removed", "### Added", 19, "the kind 'Added' stands twice in one release"),
        ("- A tree.", "* A tree.", 27, "the line '* A tree.' is no entry"),
        ("### Fixed\n", "", 8, "an entry stands below no kind of change"),
    ],
)
def test_a_line_out_of_form_is_named(
    garden: Path, old: str, new: str, line: int, message: str
) -> None:
    """At its line, with what to write."""
    replace(garden, "CHANGELOG.md", old, new)
    (problem,) = said()
    assert problem.startswith(f"CHANGELOG.md:{line}:1: PB064 ")
    assert message in problem


def test_a_changelog_that_no_page_shows_is_named(garden: Path) -> None:
    """Readers would never see it."""
    replace(garden, "playbook/about/changes.md", "::: changes", "Nothing.")
    assert [line.split()[1] for line in said()] == ["PB065"]


def test_readers_find_theirs_first_and_every_link_leads_somewhere() -> None:
    """Below each edition: readers, then others; by kinds where there are several."""
    releases, _ = read_changelog("CHANGELOG.md", CHANGELOG)
    assert told(releases, "playbook", "about/changes.md") == (
        """\
## Newest changes { #newest data-search-exclude }

### For editors and whoever runs the site { #newest-editors data-search-exclude }

*Fixed*

- The [tap](../plays/water-it.md) no longer drips.

## 0.2.0, 1 May 2026 { #v0-2-0 data-search-exclude }

### For readers { #v0-2-0-readers data-search-exclude }

*Added*

- A pond.

*Removed*

- The fence.

### For editors and whoever runs the site { #v0-2-0-editors data-search-exclude }

- For gardeners: `make rain`, in `<cloud>` or &lt;b>sky&lt;/b>,
    as the manual and [others](https://example.org/rain) say.

## 0.1.0, 1 March 2026 { #v0-1-0 data-search-exclude }

### For editors and whoever runs the site { #v0-1-0-editors data-search-exclude }

- A tree."""
    )


def build(root: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a project."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_page_is_built_as_pages_are(garden: Path) -> None:
    """Links resolve, anchors stand, and what looks like a tag is text."""
    built = build(garden)
    assert built.returncode == 0, built.stderr
    page = read_page(garden / "site/about/changes/index.html")
    assert [one.attributes["id"] for one in page.all("h2")] == ["newest", "v0-2-0", "v0-1-0"]
    assert "../../plays/water-it/" in {one.attributes["href"] for one in page.all("a")}
    assert "make rain , in <cloud> or <b>sky</b>, as the manual" in page.text


def test_the_own_changelog_tells_readers_something() -> None:
    """This repository's file is of the form, and marks what readers notice."""
    releases, problems = read_changelog("CHANGELOG.md", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert problems == []
    assert any(entry.for_readers for release in releases for entry in release.entries)


def edition(root: Path, changelog: str = CHANGELOG) -> Edition:
    """Tell the edition of a project with a changelog."""
    return read_edition(root, read_changelog("CHANGELOG.md", changelog)[0])


def published(root: Path) -> str:
    """Commit a project on a day in winter, and return the commit."""
    git(root, "init", "--quiet")
    commit(root)
    return git(root, "rev-parse", "HEAD")[:7]


def test_an_edition_is_called_by_release_and_commit(garden: Path) -> None:
    """By its number alone when released; with the commit when something came after it."""
    name = published(garden)
    winter = date(2027, 2, 1)
    assert edition(garden) == Edition(f"0.2.0+{name}", winter)
    newest = CHANGELOG.index("## [0.2.0]")
    assert edition(garden, CHANGELOG[newest:]) == Edition("0.2.0", winter)
    first = CHANGELOG[:newest]
    assert edition(garden, first) == Edition(name, winter)
    write(garden, "pyproject.toml", '[project]\nversion = "0.1.0"\n')
    assert edition(garden, first) == Edition(f"0.1.0-{name}", winter)
    assert edition(garden).when == "1 February 2027"


def test_an_edition_without_git_has_the_day_it_is_given(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the environment, else of the release; the day that means none is none."""
    assert edition(garden) == Edition("0.2.0", date(2026, 5, 1))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert edition(garden).when == "21 September 2026"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")
    assert edition(garden).day == date(2026, 5, 1)
    assert edition(garden, "# Changelog\n") == Edition("", None)


@pytest.mark.parametrize("time", ["1790000000000", "253402300800", "yesterday", "-1", "9" * 5000])
def test_a_time_that_is_none_is_refused_with_a_sentence(
    garden: Path, monkeypatch: pytest.MonkeyPatch, time: str
) -> None:
    """Milliseconds come from other tools; the sentence says what to write instead."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", time)
    with pytest.raises(NoTime, match="expected seconds since 1970") as told:
        edition(garden)
    assert f"found '{time[:13]}" in str(told.value)


def test_a_build_ends_with_the_sentence(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the variable, and is no traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000000")
    said = build(garden).stderr
    assert "SOURCE_DATE_EPOCH: expected seconds since 1970" in said
    assert "Traceback" not in said


def test_the_last_day_of_all_is_one(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python can hold is taken."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")
    assert edition(garden).day == date.max
