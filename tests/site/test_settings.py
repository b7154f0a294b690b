"""What mkdocs.yml says holds without MkDocs too: what is published, inherited, or set outside."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from garden import make_garden, replace, write
from repository import alone, begin, commit, git
from stagecheck.cli import main
from stagecheck.settings import find_project

DRAFT = "# Idea\n\n::: quiz roses\n\n  ::: quiz garden\n"
HIDING = [
    "exclude_docs: /drafts/",
    "draft_docs: drafts/",
    "exclude_docs: |\n  # ours\n  drafts",
]


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project in a repository of its own, with its first commit."""
    return begin(monkeypatch, make_garden(tmp_path / "garden"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["lint", *arguments])


def said() -> list[str]:
    """Return the place and code of all that lint names."""
    return [" ".join(line.split(" ", 2)[:2]) for line in run().stdout.splitlines()]


def settings(root: Path, more: str) -> None:
    write(root, "mkdocs.yml", f"{(root / 'mkdocs.yml').read_text('utf-8')}{more}\n")


def built(root: Path) -> subprocess.CompletedProcess[str]:
    """Build as MkDocs does, to the letter."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("hiding", HIDING)
def test_a_page_that_is_not_published_is_held_to_nothing(garden: Path, hiding: str) -> None:
    """Neither its embeds nor its form; and its address, which no reader has, may go."""
    write(garden, "playbook/drafts/idea.md", DRAFT)
    write(garden, "playbook/drafts/more.markdown", DRAFT)
    assert [line.split()[1] for line in said()] == ["QZ081", "QZ082", "QZ099"]
    settings(garden, hiding)
    assert said() == []
    commit(garden)
    (garden / "playbook/drafts/idea.md").unlink()
    assert said() == []


def test_a_build_names_nothing_of_it_either(garden: Path) -> None:
    """Lint and build have one mind of what is published."""
    write(garden, "playbook/drafts/idea.md", DRAFT)
    write(garden, "playbook/templates/part.md", DRAFT)
    settings(garden, "exclude_docs: /drafts/")
    assert said() == []
    result = built(garden)
    assert result.returncode == 0, result.stderr


def test_what_was_published_before_it_was_hidden_is_missed(garden: Path) -> None:
    """Readers had its address: no setting takes it back."""
    settings(garden, "exclude_docs: plays/old-*.md")
    write(garden, "playbook/notes.md", "# Notes\n")
    commit(garden)
    settings(garden, "draft_docs: /notes.md")
    assert said() == ["playbook/notes.md:1:1: PB063"]


def test_dotfiles_and_templates_are_no_pages_but_where_they_are_taken_in(garden: Path) -> None:
    """As MkDocs has it without any setting."""
    for folder in (".notes", "templates", "plays/templates"):
        write(garden, f"playbook/{folder}/idea.md", "# Idea\n\n::: quiz roses\n")
    assert said() == ["playbook/plays/templates/idea.md:3:1: QZ081"]
    settings(garden, 'exclude_docs: "!/templates/"')
    assert len(said()) == 2


def test_the_menu_knows_patterns_as_git_does(garden: Path) -> None:
    """A comment hides nothing, and a page is taken back in by an exclamation mark."""
    settings(garden, "nav: [index.md, check.md]\nnot_in_nav: |\n  # other notes\n  p*/\n  !/plays/")
    write(garden, "playbook/other.md", "# Other\n")
    assert said() == [
        "playbook/other.md:1:1: PB090",
        "playbook/plays/water-it.md:1:1: PB090",
    ]


def test_a_line_of_the_menu_may_wait_for_a_draft(garden: Path) -> None:
    """The page is there: it is not called missing."""
    hidden = "not_in_nav: p*/\ndraft_docs: /idea.md"
    settings(garden, f"nav: [index.md, check.md, idea.md, thought.md]\n{hidden}")
    write(garden, "playbook/idea.md", DRAFT)
    assert said() == ["mkdocs.yml:8:36: PB091"]


@pytest.mark.parametrize(
    ("setting", "line"),
    [("exclude_docs: [drafts]", 8), ("not_in_nav: |\n  !\n", 8), ("draft_docs: 3", 8)],
)
def test_a_pattern_that_is_none_is_named_at_its_setting(
    garden: Path, setting: str, line: int
) -> None:
    """MkDocs refuses it as well."""
    settings(garden, setting)
    result = run()
    assert (said(), result.exit_code) == ([f"mkdocs.yml:{line}:1: QZ007"], 1)
    assert "a pattern in each line" in result.stdout
    assert built(garden).returncode


def test_what_a_project_inherits_counts(garden: Path) -> None:
    """Mappings are joined, deeply; the project's own values come first."""
    own = "site_name: Garden\nINHERIT: ../base.yml\nplugins:\n  stagecheck: {}\n"
    write(garden, "mkdocs.yml", own)
    base = "INHERIT: garden/more.yml\ndocs_dir: playbook\nexclude_docs: /drafts/\n"
    write(garden.parent, "base.yml", base + "plugins: {stagecheck: {quizzes_dir: checks}}\n")
    write(garden, "more.yml", "docs_dir: pages\nuse_directory_urls: false\n")
    (garden / "quizzes").rename(garden / "checks")
    project = find_project(garden)
    assert (project.docs, project.quizzes, project.directory_urls) == ("playbook", "checks", False)
    assert project.inherited == ("../base.yml", "more.yml")
    assert project.hidden.keeps("drafts/idea.md")
    assert said() == []
    assert built(garden).returncode == 0


@pytest.mark.parametrize(
    ("parent", "told"),
    [("base.yml", "there is no file"), ("mkdocs.yml", "from itself"), ("[a]", "there is no file")],
)
def test_a_parent_that_is_none_is_named(garden: Path, parent: str, told: str) -> None:
    """At its line, and with what to write."""
    settings(garden, f"INHERIT: {parent}")
    assert said() == ["mkdocs.yml:8:1: QZ007"]
    assert told in run().stdout


def test_a_parent_that_is_no_yaml_is_named_in_its_file(garden: Path) -> None:
    """And not in the one that inherits."""
    settings(garden, "INHERIT: base.yml")
    write(garden, "base.yml", "theme:\n\tname: mkdocs\n")
    assert said() == ["base.yml:2:1: QZ004"]
    write(garden, "base.yml", "theme: mkdocs\nINHERIT: other.yml\n")
    assert said() == ["base.yml:2:1: QZ007"]


def test_a_change_is_compared_with_what_was_inherited_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also from a file above the project, as long as the repository has it."""
    alone(monkeypatch, tmp_path)
    top = tmp_path / "all"
    root = make_garden(top / "sites/garden")
    write(root, "mkdocs.yml", "site_name: Garden\nINHERIT: ../more.yml\nplugins: [stagecheck]\n")
    write(top, "sites/more.yml", "INHERIT: ../base.yml\nuse_directory_urls: false\n")
    write(top, "base.yml", "docs_dir: playbook\n")
    git(top, "init", "--quiet", "--initial-branch=main")
    commit(top)
    monkeypatch.chdir(root)
    write(root, "playbook/pond.md", "# Pond\n")
    told = CliRunner().invoke(main, ["impact"])
    assert told.exit_code == 0, told.output
    assert "pond.md" in told.output
    assert "water-it.md" not in told.output
    (top / "base.yml").unlink()
    commit(top)
    write(top, "base.yml", "docs_dir: playbook\n")
    refused = CliRunner().invoke(main, ["impact"])
    assert "../more.yml:1:1: QZ007 there is no file '../base.yml'" in refused.output


def test_what_the_environment_says_counts(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With MkDocs's own tag, and the value that is written beside it."""
    replace(garden, "mkdocs.yml", "docs_dir: playbook", "docs_dir: !ENV [PAGES, playbook]")
    assert find_project(garden).docs == "playbook"
    monkeypatch.setenv("PAGES", "pages")
    assert find_project(garden).docs == "pages"


@pytest.mark.parametrize(
    ("key", "path"),
    [
        *(("docs_dir", "../pages"), ("docs_dir", "/var/mail"), ("docs_dir", "link")),
        *(("quizzes_dir", "../quizzes"), ("facts", "/etc/facts.yml"), ("style", "../style.yml")),
    ],
)
def test_a_part_outside_the_project_is_refused_everywhere(
    garden: Path, key: str, path: str
) -> None:
    """At its line in mkdocs.yml, by every command, and by a build in the same words."""
    (garden.parent / "pages").mkdir()
    (garden / "link").symlink_to("../pages")
    replace(garden, "mkdocs.yml", "quizzes_dir: quizzes", "page_front: false")
    if key == "docs_dir":
        replace(garden, "mkdocs.yml", "docs_dir: playbook", f"docs_dir: {path}")
    else:
        settings(garden, f"      {key}: {path}")
    line, column = (3, 1) if key == "docs_dir" else (8, 7)
    result = run()
    assert said() == [f"mkdocs.yml:{line}:{column}: QZ084"]
    words = f"{key} must lie below {garden}, and it is "
    assert words in result.stdout
    assert "Move it below the folder of mkdocs.yml" in result.stdout
    for command in (["lint", "--fix"], ["impact"], ["new", "page", "idea"]):
        refused = CliRunner().invoke(main, command)
        assert refused.exit_code
        assert not isinstance(refused.exception, ValueError)
        assert words in refused.output


def test_a_build_refuses_a_part_outside_the_project_too(garden: Path) -> None:
    """Lint would never have looked at it."""
    replace(garden, "mkdocs.yml", "quizzes_dir: quizzes", "quizzes_dir: ../quizzes")
    result = built(garden)
    assert result.returncode == 1
    assert f"quizzes_dir must lie below {garden}" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_may_be_named_by_its_whole_path(garden: Path) -> None:
    """As long as it lies in the project."""
    replace(garden, "mkdocs.yml", "docs_dir: playbook", f"docs_dir: {garden}/playbook")
    assert find_project(garden).docs == "playbook"
    assert said() == []
