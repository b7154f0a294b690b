"""Pages that move: their old addresses lead on, and one that leads nowhere fails the lint."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from garden import make_garden, replace, write
from markup import read_page
from repository import begin, commit, git
from stagecheck.cli import main
from stagecheck.moved import address_of, file_of

OLD = "plays/water-it.md"
NEW = "plays/give-water.md"


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose pages were published in its first commit."""
    return begin(monkeypatch, make_garden(tmp_path / "garden"))


def moved(root: Path, front: str = "") -> None:
    """Rename the play, and all that leads to it, and add lines to its front matter."""
    text = (root / "playbook" / OLD).read_text("utf-8")
    write(root, f"playbook/{NEW}", text.replace("---\n", f"---\n{front}", 1))
    (root / "playbook" / OLD).unlink()
    replace(root, "quizzes/garden.md", OLD, NEW)


def said() -> list[str]:
    """Return what lint says."""
    return CliRunner().invoke(main, ["lint"]).stdout.splitlines()


@pytest.mark.parametrize("committed", [False, True])
def test_an_address_that_is_gone_is_named_with_the_line_that_mends_it(
    garden: Path, committed: bool
) -> None:
    """In the change that loses it and in every later one, until some page answers to it."""
    first = git(garden, "rev-parse", "HEAD")[:12]
    moved(garden)
    if committed:
        commit(garden)
        write(garden, "playbook/index.md", "# Garden\n\nWelcome again.\n")
    hint = f"Write `moved_from: [{OLD}]` into the front matter of "
    where = "the page that took its place" if committed else f"playbook/{NEW}"
    assert said() == [
        f"playbook/{OLD}:1:1: PB063 the address 'plays/water-it/' was published in {first} and "
        f"leads nowhere now. {hint}{where}."
    ]
    replace(garden, f"playbook/{NEW}", "title:", f"moved_from: [{OLD}]\ntitle:")
    assert said() == []


def test_a_page_may_take_its_old_addresses_along_and_become_a_folder(garden: Path) -> None:
    """What counts is the address: a page that becomes the first of a folder keeps it."""
    moved(garden, f"moved_from: [{OLD}]\n")
    commit(garden)
    (garden / "playbook/plays/give-water").mkdir()
    (garden / "playbook" / NEW).rename(garden / "playbook/plays/give-water/index.md")
    replace(garden, "quizzes/garden.md", NEW, "plays/give-water/index.md")
    assert said() == []
    replace(garden, "playbook/plays/give-water/index.md", f"moved_from: [{OLD}]\n", "")
    assert [line.split()[1] for line in said()] == ["PB063"]


def test_a_page_that_never_reached_the_main_branch_leaves_no_address(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a clone, what was added and renamed on a branch was never published."""
    clone = garden.parent / "clone"
    git(garden.parent, "clone", "--quiet", garden.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    write(clone, "playbook/draft.md", "# Draft\n")
    commit(clone)
    (clone / "playbook/draft.md").rename(clone / "playbook/text.md")
    commit(clone)
    assert said() == []


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        (
            "moved_from: [/plays/old/]",
            "2:14: PB060",
            "folder of the pages: plays/old.md.",
        ),
        ("moved_from: [playbook/old.md]", "2:14: PB060", "folder of the pages: old.md."),
        ("moved_from: [../old.md]", "2:14: PB060", "like plays/old-name.md."),
        ("moved_from: [old.md, ../old.md]", "2:22: PB060", "like plays/old-name.md."),
        ("moved_from: [phases/weedy.md]", "2:14: PB061", "delete playbook/phases/weedy.md"),
        ("moved_from: [plays/water-it.md]", "2:14: PB061", "the page has not moved."),
        (
            "moved_from: [old.md, old/index.md]",
            "2:22: PB062",
            "leads to playbook/plays/water-it.md",
        ),
        ("moved_from: old.md", "2:1: QZ007", "List the paths that the page had before"),
        ("moved_from: [3]", "2:14: QZ007", "List the paths that the page had before"),
        ("moved_from: []", "2:1: QZ007", "List the paths that the page had before"),
    ],
)
def test_a_wrong_old_path_is_named_at_its_place(
    garden: Path, line: str, place: str, message: str
) -> None:
    """One problem each, with what to write; a page of any site is checked, kept or not."""
    replace(garden, f"playbook/{OLD}", "---\ntitle", f"---\n{line}\ntitle")
    (problem,) = said()
    assert problem.startswith(f"playbook/{OLD}:{place} ")
    assert message in problem


@pytest.mark.parametrize(
    ("path", "folder", "file"),
    [
        ("index.md", "", "index.html"),
        ("plays/index.md", "plays/", "plays/index.html"),
        ("plays/README.md", "plays/", "plays/index.html"),
        ("plays/water-it.md", "plays/water-it/", "plays/water-it.html"),
    ],
)
def test_addresses_are_those_that_mkdocs_gives(path: str, folder: str, file: str) -> None:
    """With and without addresses of folders."""
    assert (address_of(path, True), address_of(path, False)) == (folder, file)
    assert (file_of(path, True), file_of(path, False)) == (f"{folder}index.html", file)


@pytest.mark.parametrize(
    ("folders", "old", "target", "script"),
    [
        (True, "plays/water-it/index.html", "../../plays/give-water/", "../../assets/moved.js"),
        (False, "plays/water-it.html", "../plays/give-water.html", "../assets/moved.js"),
    ],
)
def test_the_old_address_holds_a_page_that_leads_on(
    garden: Path, folders: bool, old: str, target: str, script: str
) -> None:
    """By relative links, for readers alone: neither search nor sitemap know it."""
    moved(garden, f"moved_from: [{OLD}]\n")
    replace(garden, "playbook/plays/give-water.md", "title: Water it", 'title: Water "<it>"')
    if not folders:
        replace(garden, "mkdocs.yml", "use_directory_urls: true", "use_directory_urls: false")
    replace(garden, "mkdocs.yml", "plugins:\n", "plugins:\n  - search\n")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=garden,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    site = garden / "site"
    page = read_page(site / old)
    (link,) = page.all("a")
    assert (link.text, link.attributes["href"]) == ('Water "<it>"', target)
    assert page.all("meta", http_equiv="refresh")[0].attributes["content"] == f"0; url={target}"
    assert page.all("script")[0].attributes["src"] == script
    new = file_of(NEW, folders).removesuffix("index.html")
    canonical = page.all("link", rel="canonical")[0].attributes["href"]
    assert canonical == f"http://127.0.0.1:8000/{new}"
    assert (site / "assets/moved.js").is_file()
    for listing in ("sitemap.xml", "search/search_index.json"):
        assert "water-it" not in (site / listing).read_text("utf-8")


def test_a_site_whose_pages_never_moved_ships_nothing_for_it(garden: Path) -> None:
    """No script, no page."""
    built = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(built, cwd=garden, check=True, capture_output=True)
    assert not (garden / "site/assets/moved.js").exists()
