"""What editors do who know Markdown and nothing else: each slip is named where it stands."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from garden import make_garden, replace, write
from repository import alone, git
from stagecheck.cli import main
from stagecheck.playbook import expand, load_playbook
from stagecheck.project import load_pages
from stagecheck.settings import find_project

SHELF = Path(__file__).parent / "shelf"
PAGE = "playbook/index.md"
PLAY = "playbook/plays/water-it.md"
OWNER, REVIEWED = "owner: Gardener", "last_reviewed: 2026-01-31"
TITLE, PHASES = "title: The garden", "phases: all"
CONFLICT = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> theirs\n"

SLIPS = [
    ("a word that YAML takes for false", OWNER, "owner: no", "QZ007", 4, 1, "in quotes: YAML"),
    ("a number for a text", OWNER, "owner: 12", "QZ007", 4, 1, 'like "12"'),
    ("nothing after the colon", OWNER, "owner:", "QZ007", 4, 1, "after the colon"),
    ("a colon without its space", OWNER, "owner:Gardener", "QZ004", 5, 1, "a colon and a space"),
    ("an equals sign for a colon", OWNER, "owner = Gardener", "QZ004", 5, 1, "a colon and a"),
    ("a tab before a key", OWNER, f"\t{OWNER}", "QZ004", 4, 1, "spaces instead of tabs"),
    ("a tab after a key", OWNER, "owner:\tGardener", "QZ004", 4, 7, "spaces instead of tabs"),
    ("a capital in a key", OWNER, "Owner: Gardener", "QZ005", 4, 1, "mean 'owner'"),
    ("the same line twice", OWNER, f"{OWNER}\n{OWNER}", "QZ008", 5, 1, "Keep one"),
    ("a text that begins with a star", TITLE, "title: *A* garden", "QZ004", 2, 10, "begins with *"),
    ("a text that begins with an at", TITLE, "title: @home", "QZ004", 2, 8, "begins with @"),
    ("an apostrophe in single quotes", TITLE, "title: 'Ann's garden'", "QZ004", 2, 13, "apostro"),
    ("a colon in a text", TITLE, "title: Garden: why", "QZ004", 2, 14, "holds a colon"),
    ("a number sign in a text", TITLE, "title: Garden #1", "QZ007", 2, 15, "a comment"),
    ("a month that is none", REVIEWED, "last_reviewed: 2026-13-31", "QZ004", 5, 16, "a date"),
    ("a day that is none", REVIEWED, "last_reviewed: 2026-02-30", "QZ004", 5, 16, "a date"),
    ("a day with dots", REVIEWED, "last_reviewed: 31.01.2026", "QZ007", 5, 1, "2026-11-22"),
    ("a day with strokes", REVIEWED, "last_reviewed: 2026/01/31", "QZ007", 5, 1, "2026-11-22"),
    ("an hour with a day", REVIEWED, f"{REVIEWED} 10:00:00", "QZ007", 5, 1, "2026-11-22"),
    ("one phase without brackets", PHASES, "phases: weedy", "QZ007", 7, 1, "List the ids"),
    ("a capital in a phase", PHASES, "phases: [Weedy]", "QZ007", 7, 10, "List the ids"),
    ("minutes in words", "minutes: 1", "minutes: 1 minute", "QZ007", 9, 1, "a whole number"),
    ("a list inside a list", "[F1, F2]", "[[F1], F2]", "QZ007", 10, 11, "numbers of facts"),
    ("an empty line at the beginning", "---\ntitle", "\n---\ntitle", "QZ003", 1, 1, "without any"),
    ("a dash too many", "---\ntitle", "----\ntitle", "QZ003", 1, 1, "not well formed"),
    ("dashes of a word processor", "---\ntitle", "—\ntitle", "QZ003", 1, 1, "not well formed"),
    ("a front matter that is left open", "\n---\n", "\n", "QZ003", 1, 1, "is not closed"),
    ("a conflict", "# ", f"{CONFLICT}# ", "QZ097", 13, 1, "Keep the lines that are right"),
    ("a comment left open", "\n# ", "\n<!-- later\n# ", "PB092", 13, 1, "with a line -->"),
    ("code left open", "\n# ", "\n```\nx\n\n# ", "PB092", 13, 1, "with a line ```"),
    ("code left open above code", "\n# ", "\n```\n\n```sh\nx\n```\n# ", "PB092", 13, 1, "End it"),
    ("an embed in a sentence", "\n# ", "\nSee ::: quiz x\n# ", "QZ082", 13, 5, "alone on its"),
    ("a list that is misspelt", "\n# ", "\n::: play\n# ", "QZ082", 13, 5, "::: plays"),
    ("a list of changes misspelt", "\n# ", "\n::: change\n# ", "QZ082", 13, 5, "::: changes"),
    ("a list of rules misspelt", "\n# ", "\n::: styl\n# ", "QZ082", 13, 5, "::: style"),
    ("braces with a space in the name", "{{ Platform", "{{ plat form", "PB020", 15, 42, "one line"),
]  # fmt: skip


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(SHELF, tmp_path, dirs_exist_ok=True))


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_garden(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["lint", *arguments])


def starts(result: Result) -> list[str]:
    """Return each problem's place and code."""
    found = re.findall(r"^(.+?:\d+:\d+: \w{2}\d{3}) ", result.stdout, re.MULTILINE)
    assert len(found) == len(result.stdout.splitlines())
    return [str(one) for one in found]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "advice"),
    [pytest.param(*slip[1:], id=slip[0]) for slip in SLIPS],
)
def test_a_slip_on_a_page_is_one_problem_with_a_way_out(
    shelf: Path, old: str, new: str, code: str, line: int, column: int, advice: str
) -> None:
    """Nothing else is said of it, on this page or another."""
    text = (shelf / PAGE).read_text("utf-8")
    assert old in text
    write(shelf, PAGE, text.replace(old, new, 1))
    result = run()
    assert starts(result) == [f"{PAGE}:{line}:{column}: {code}"]
    assert advice in result.stdout


def test_a_play_that_lacks_its_first_key_is_still_a_play(shelf: Path) -> None:
    """One key is missing, and the others are not called unknown."""
    text = (shelf / PLAY).read_text("utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("outcome:")]
    write(shelf, PLAY, "\n".join(lines))
    assert starts(run()) == [f"{PLAY}:1:1: QZ006"]


@pytest.mark.parametrize("path", ["facts.yml", "organisation.yml", "mkdocs.yml", PAGE])
def test_a_conflict_is_named_once_in_any_file(shelf: Path, path: str) -> None:
    """What hangs on the file is not called wrong as well; the status is 1 for settings too."""
    text = (shelf / path).read_text("utf-8")
    write(shelf, path, text.replace("\n", f"\n{CONFLICT}", 1))
    result = run()
    assert (starts(result), result.exit_code) == ([f"{path}:2:1: QZ097"], 1)


def test_an_underlined_heading_is_no_conflict(garden: Path) -> None:
    """Seven equals signs are Markdown, where nothing else of a conflict is in the file."""
    write(garden, PAGE, "Welcome\n=======\n\nHello.\n")
    assert run().exit_code == 0


def test_settings_that_are_no_yaml_are_a_problem_with_a_place(garden: Path) -> None:
    """In every format, for a host can show them at their line."""
    replace(garden, "mkdocs.yml", "docs_dir: playbook", "docs_dir: playbook\n\tsite: x")
    for form in ("text", "json", "github", "gitlab"):
        result = run("--format", form)
        assert result.exit_code == 1
        assert "QZ004" in result.stdout
    assert starts(run()) == ["mkdocs.yml:4:1: QZ004"]


@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_settings_of_one_project_of_several_are_named_by_their_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Hosts know a file by its way from the top of the repository, and it is no front matter."""
    alone(monkeypatch, tmp_path)
    root = make_garden(tmp_path / "all/sites/garden")
    git(tmp_path / "all", "init", "--quiet")
    replace(root, "mkdocs.yml", "docs_dir: playbook", "docs_dir: playbook\n\tsite: x")
    monkeypatch.chdir(root / "quizzes")
    said = run("--format", form).stdout
    assert re.search(r"[= \"]sites/garden/mkdocs\.yml", said)
    assert "front matter" not in said


def test_a_page_in_no_menu_and_a_line_without_a_page_are_named(garden: Path) -> None:
    """A page that was renamed is found from both ends; patterns and hidden pages are left alone."""
    menu = "nav:\n  - index.md\n  - Check: check.md\n  - Elsewhere: https://example.org\n"
    menu += "not_in_nav: |\n  phases/*\n  /plays/\n"
    write(garden, "mkdocs.yml", (garden / "mkdocs.yml").read_text() + menu)
    assert run().exit_code == 0
    (garden / "playbook/check.md").rename(garden / "playbook/checks.md")
    result = run()
    assert starts(result) == ["mkdocs.yml:10:12: PB091", "playbook/checks.md:1:1: PB090"]
    assert "Did you mean 'checks.md'?" in result.stdout
    replace(garden, "mkdocs.yml", "Check: check.md", "Rest: '*'")
    assert run().exit_code == 0


def test_a_file_that_nothing_reads_is_named_with_where_it_belongs(garden: Path) -> None:
    """Quizzes in folders, in other endings or among the pages, and pages in other endings."""
    (garden / "quizzes/more").mkdir()
    text = (garden / "quizzes/garden.md").read_text()
    write(garden, "quizzes/more/roses.md", text)
    write(garden, "quizzes/roses.MD", text)
    write(garden, "quizzes/roses.txt", "Which?\n")
    write(garden, "playbook/roses.markdown", "# Roses\n")
    write(garden, "playbook/lawn.MD", "# Lawn\n")
    assert starts(run()) == [
        "playbook/lawn.MD:1:1: QZ098",
        "playbook/roses.markdown:1:1: QZ099",
        "quizzes/more/roses.md:1:1: QZ098",
        "quizzes/roses.MD:1:1: QZ098",
        "quizzes/roses.txt:1:1: QZ098",
    ]
    assert "readers get this page, and no check sees it" in run("playbook/roses.markdown").stdout
    assert "Call it roses.md." in run("playbook/roses.markdown").stdout


def test_a_quiz_among_the_pages_is_one_problem(shelf: Path) -> None:
    """And not a page that lacks everything a page needs."""
    quiz = (Path(__file__).parent / "mistakes/quiz.md").read_text("utf-8")
    write(shelf, "playbook/garden.md", quiz)
    assert starts(run()) == ["playbook/garden.md:1:1: QZ098"]


def test_a_page_that_cannot_be_read_is_there_all_the_same(garden: Path) -> None:
    """What leads to it is not called wrong, and UTF-16 is named as what it is."""
    page = garden / "playbook/phases/weedy.md"
    page.write_bytes(page.read_text().encode("utf-16"))
    result = run()
    assert starts(result) == ["playbook/phases/weedy.md:1:1: QZ001"]
    assert "instead of UTF-16" in result.stdout


def test_the_copy_of_a_quiz_is_blamed_and_not_the_quiz(garden: Path) -> None:
    """Whose name comes first in the alphabet says nothing of which is older."""
    shutil.copy(garden / "quizzes/garden.md", garden / "quizzes/garden (1).md")
    assert starts(run()) == ["quizzes/garden (1).md:2:1: QZ013"]


def test_a_page_that_was_moved_is_found_by_its_name(garden: Path) -> None:
    """The hint is the page itself, and no other that happens to lie in the folder."""
    (garden / "playbook/phases/weedy.md").rename(garden / "playbook/weedy.md")
    assert "Did you mean 'weedy.md'?" in run().stdout


def test_an_empty_file_of_facts_is_named(shelf: Path) -> None:
    """It is not taken for a playbook that cites nothing."""
    write(shelf, "facts.yml", "")
    result = run()
    assert [line for line in starts(result) if line.startswith("facts.yml")] == [
        "facts.yml:1:1: QZ007"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Facts\n\n::: facts",
        "# Facts\n\n::: facts  \n",
        "# Facts\n\n   ::: facts\n\nThat is all.\n",
    ],
)
def test_a_list_is_found_wherever_its_line_becomes_one(shelf: Path, text: str) -> None:
    """At the end of a file, and with spaces that nobody sees; what readers get says so too."""
    page = shelf / "playbook/facts.md"
    front = page.read_text("utf-8").rpartition("---\n")[0] + "---\n\n"
    page.write_text(front + text, "utf-8")
    assert [line for line in starts(run()) if line.endswith("PB015")] == []
    pages, _ = load_pages(project := find_project(shelf))
    assert "### F1." in expand(load_playbook(project, pages), "facts.md", text)


@pytest.mark.parametrize(
    "shown", ["```text\n::: facts\n```", "<!--\n::: facts\n-->", "    ::: facts"]
)
def test_a_list_that_a_page_only_shows_is_not_on_it(shelf: Path, shown: str) -> None:
    """Citations lead to the page that has the list, and where there is none, lint says so."""
    page = shelf / "playbook/facts.md"
    write(shelf, PAGE, f"{(shelf / PAGE).read_text('utf-8')}\n{shown}\n")
    pages, _ = load_pages(project := find_project(shelf))
    assert load_playbook(project, pages).facts_page == "facts.md"
    page.write_text(page.read_text("utf-8").replace("::: facts", shown), "utf-8")
    assert "facts.yml:1:1: PB015" in starts(run())
