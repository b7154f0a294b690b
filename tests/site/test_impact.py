"""What a change does, told in a file to read: `golden/impact.md`, from edits in a real repository.

Run `python tests/site/test_impact.py` to write it again, then read the difference.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace as changed
from fractions import Fraction
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from markdown_it import MarkdownIt

sys.path.insert(0, str(Path(__file__).parent.parent))

from garden import QUIZZES, add_quiz, make_garden, replace, write
from made_up import any_quizzes, choices
from repository import alone, commit, git
from sheets import Sheet
from small_quizzes import gates
from stagecheck.cli import main
from stagecheck.impact import compare, read_base, read_now, tell
from stagecheck.impact.teams import draw_teams
from stagecheck.impact.told import LONGEST
from stagecheck.settings import find_project
from stagecheck.weigh.interval import wilson
from stagecheck_engine.model import Attitude, Quiz

GOLDEN = Path(__file__).parent / "golden" / "impact.md"
GARDEN, PATHS, HARVEST, WATERING = (
    f"quizzes/{name}.md" for name in ("garden", "paths", "harvest", "watering")
)
LEDGER = "quizzes/versions/harvest/1.json"

type Edit = Callable[[Path], object]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def edits(*made: tuple[str, str, str]) -> Edit:
    """Make an edit of old texts and new ones, by file."""

    def edit(root: Path) -> None:
        for path, old, new in made:
            replace(root, path, old, new)

    return edit


def removed(*paths: str) -> Edit:
    def edit(root: Path) -> None:
        for path in paths:
            (root / path).unlink()

    return edit


def moved(old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)

    return edit


def new_quiz(root: Path) -> None:
    """Add a knowledge check beside the others, with its page, and do not release it."""
    text = (root / WATERING).read_text("utf-8")
    write(root, "quizzes/weeding.md", text.replace("id: watering", "id: weeding"))
    write(root, "playbook/weeding.md", "# Weeding\n\n::: quiz weeding\n")


def raised_and_released(root: Path) -> None:
    raised(root)
    assert run("release", "harvest").exit_code == 0


raised = edits(
    (HARVEST, "version: 1", "version: 2"),
    (HARVEST, "{value=1/2}", "{value=0.8}"),
    (HARVEST, "{#grows .several", "{#plants .several"),
    (HARVEST, "| grows |", "| plants |"),
)

CASES: dict[str, Edit] = {
    "Nothing": edits(),
    "A changed word": edits((GARDEN, "with a *book*", "with a book or two")),
    "A changed value": edits((HARVEST, "{value=1/2}", "{value=0.8}")),
    "An option less": edits(
        (HARVEST, "- `c` In most weeks.\n", ""),
        (HARVEST, "[3.5, 6]", "[3.5, 5]"),
        (HARVEST, "- | c |", "- | b |"),
    ),
    "A renamed question": edits(
        (GARDEN, "{#who-watered}", "{#last-watered}"), (GARDEN, "| who-watered", "| last-watered")
    ),
    "One choice instead of several": edits(
        (HARVEST, '{#grows .several none="Nothing that can be eaten"}', "{#grows}"),
        (HARVEST, "| ~ | herbs beans |", "| herbs | beans |"),
        (HARVEST, "[3.5, 6]", "[3.5, 5]"),
    ),
    "A higher gate": edits(
        (PATHS, "{at_least: 1, of: [walks], option: b}", "{at_least: 2, of: [walks], option: b}")
    ),
    "A lower pass mark": edits((WATERING, "pass: 80%", "pass: 50%")),
    "Another point of a profile": edits(
        (GARDEN, "fenced: {joy: 1, fear: 2}", "fenced: {joy: 0, fear: 1}")
    ),
    "An example team's own answers": edits(
        (PATHS, "| walked | a | b | c |", "| walked | a | c | c |")
    ),
    "A renamed play": edits(
        ("playbook/plays/water-it.md", "title: Water it", "title: Give it water")
    ),
    "A play that acts on less": edits((GARDEN, "improves: [care]", "improves: [joy]")),
    "A quiz less": removed("quizzes/beds.md", "playbook/beds.md"),
    "A quiz more": new_quiz,
    "A version raised, and not released": raised,
    "A version raised and released": raised_and_released,
    "A changed scale": edits(
        ("quizzes/scales.md", "- `shut` A gate that is shut.\n", "- `rope` A rope.\n")
    ),
    "A quiz that no longer passes": edits((HARVEST, "minutes: 2", "minuts: 2")),
    "An entry of the ledger edited": edits(
        (LEDGER, '"weight": 2', '"weight": 3'), (HARVEST, "{value=1/2}", "{value=0.8}")
    ),
    "An entry of the ledger taken out": removed(LEDGER),
    "A page moved, one more and one less": lambda root: [
        moved("playbook/harvest.md", "playbook/kitchen/harvest.md")(root),
        write(root, "playbook/beds/roses.md", "# Roses\n"),
        moved("playbook/beds.md", "playbook/borders.md")(root),
        replace(root, "playbook/borders.md", "# Another check", "# Borders"),
    ],
    "A page moved, which says so": lambda root: [
        moved("playbook/harvest.md", "playbook/kitchen.md")(root),
        replace(root, "playbook/kitchen.md", "# ", "---\nmoved_from: [harvest.md]\n---\n\n# Our "),
    ],
}


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Git know no person, no settings and no repository around the test."""
    alone(monkeypatch, tmp_path)


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository whose first commit, on `main`, releases a quiz of every rule."""
    return make(tmp_path, monkeypatch)


def make(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_garden(folder / "garden")
    monkeypatch.chdir(root)
    for name in QUIZZES:
        if name != "quiz":
            add_quiz(root, name)
    git(root, "init", "--quiet", "--initial-branch=main")
    for quiz in QUIZZES.values():
        assert run("release", quiz).exit_code == 0
    commit(root)
    return root


def restored(root: Path) -> None:
    git(root, "reset", "--quiet", "--hard")
    git(root, "clean", "--quiet", "--force", "-d")


def told(root: Path, form: str = "markdown") -> str:
    """Tell what a change does; the name of the commit is left out."""
    result = run("impact", "--format", form)
    assert result.exit_code == 0, result.stderr
    return result.stdout.replace(git(root, "rev-parse", "HEAD")[:12], "0123456789ab")


def golden(root: Path) -> str:
    """Tell what each edit does, one after the other."""
    sections = ["# What is told of a change\n"]
    for title, edit in CASES.items():
        edit(root)
        sections.append(f"# {title}\n\n`````markdown\n{told(root)}`````\n")
        restored(root)
    edit = CASES["A version raised and released"]
    edit(root)
    sections.append(f"# The same as text\n\n`````text\n{told(root, 'text')}`````\n")
    restored(root)
    return "\n".join(sections)


def test_every_edit_is_told_as_the_file_says(garden: Path) -> None:
    """Word for word: teams that move, answers lost, codes, plays, versions, pages."""
    assert golden(garden) == GOLDEN.read_text("utf-8")


def test_the_work_tree_and_the_repository_stay_as_they_are(garden: Path) -> None:
    """Nothing is checked out, staged or written."""
    CASES["A changed value"](garden)

    def state() -> dict[str, bytes]:
        files = (file for file in sorted(garden.rglob("*")) if file.is_file())
        return {str(file): file.read_bytes() for file in files}

    before = state()
    assert run("impact").exit_code == 0
    assert state() == before


def test_json_holds_what_the_report_says(garden: Path) -> None:
    """Programs get every number, uncut."""
    CASES["A higher gate"](garden)
    data = json.loads(run("impact", "--format", "json").stdout)
    (quiz,) = data["changed"]
    assert (quiz["quiz"], quiz["drawn"]["teams"]) == ("paths", 1000)
    assert f"{quiz['drawn']['moved']} of 1,000 teams drawn" in told(garden)
    assert data["commit"] == git(garden, "rev-parse", "HEAD")


def test_what_was_committed_since_counts_as_well(garden: Path) -> None:
    """The change is that of the branch, whether or not its files are committed."""
    git(garden, "switch", "--quiet", "--create", "branch")
    CASES["A version raised and released"](garden)
    before = run("impact", "--base", "main").stdout
    commit(garden)
    assert run("impact", "--base", "main").stdout == before
    assert run("impact").stdout.startswith("Nothing changes")


def test_a_branch_that_is_behind_does_not_undo_what_came_since(garden: Path) -> None:
    """It is compared with where it left the base."""
    git(garden, "branch", "behind")
    CASES["A changed value"](garden)
    commit(garden)
    git(garden, "switch", "--quiet", "behind")
    assert run("impact", "--base", "main").stdout.startswith("Nothing changes")


def test_without_a_base_it_is_where_the_branch_left_its_origin(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As everywhere: the main branch of origin is what is published."""
    clone = garden.parent / "clone"
    git(garden.parent, "clone", "--quiet", garden.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    CASES["A higher gate"](clone)
    commit(clone)
    assert "paths" in run("impact").stdout


def test_a_project_may_be_a_folder_of_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only its own files are read, wherever the repository begins."""
    root = make_garden(tmp_path / "all/sites/garden")
    monkeypatch.chdir(root)
    git(tmp_path / "all", "init", "--quiet")
    commit(tmp_path / "all")
    replace(root, GARDEN, "at_least: 1, of: [care], option: b", "at_least: 1, of: [joy], option: b")
    data = json.loads(run("impact", "--format", "json").stdout)
    assert [one["quiz"] for one in data["changed"]] == ["garden"]
    assert not data["new"]


def test_a_project_without_a_ledger_is_asked_for_a_higher_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is released, the number alone tells readers."""
    root = make_garden(tmp_path / "garden")
    monkeypatch.chdir(root)
    git(root, "init", "--quiet")
    commit(root)
    replace(root, GARDEN, "at_least: 1, of: [care], option: b", "at_least: 1, of: [joy], option: b")
    (line,) = json.loads(run("impact", "--format", "json").stdout)["to_do"][1:]
    assert line.endswith("is still 1. Write `version: 2`, so that readers are told.")


def test_a_base_that_did_not_pass_is_told(garden: Path) -> None:
    """The quiz that had problems is named with the first of them; the others are compared."""
    CASES["A quiz that no longer passes"](garden)
    commit(garden)
    replace(garden, HARVEST, "minuts: 2", "minutes: 2")
    CASES["A higher gate"](garden)
    data = json.loads(run("impact", "--format", "json").stdout)
    (line,) = data["unread"]
    assert line.startswith("harvest does not pass the check at the base, so it is not compared: ")
    assert "quizzes/harvest.md:5:1: QZ005" in line
    assert [one["quiz"] for one in data["changed"]] == ["paths"]


def asking(base: str) -> Callable[[Path], list[str]]:
    return lambda _: [f"--base={base}"]


def no_settings(root: Path) -> list[str]:
    git(root, "rm", "--quiet", "--cached", "mkdocs.yml")
    git(root, "commit", "--quiet", "--message=Lost")
    return []


def spoilt_settings(root: Path) -> list[str]:
    text = (root / "mkdocs.yml").read_text("utf-8")
    write(root, "mkdocs.yml", "site_name: [")
    commit(root)
    write(root, "mkdocs.yml", text)
    return []


def no_repository(root: Path) -> list[str]:
    (root / ".git").rename(root.parent / "away")
    return []


def no_commit(root: Path) -> list[str]:
    shutil.rmtree(root / ".git")
    git(root, "init", "--quiet")
    return []


def pages_outside(root: Path) -> list[str]:
    """Have had the pages beside the project, as far up as the folder that a base is written to."""
    site = root / "sites/garden"
    shutil.copytree(root, site, ignore=shutil.ignore_patterns(".git", "sites"))
    shutil.copytree(site / "playbook", root / "zz-pages")
    replace(site, "mkdocs.yml", "docs_dir: playbook", "docs_dir: ../../zz-pages")
    commit(root)
    replace(site, "mkdocs.yml", "docs_dir: ../../zz-pages", "docs_dir: playbook")
    os.chdir(site)
    return []


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (pages_outside, "cannot be read: "),
        (asking("nowhere"), "--base names no commit: 'nowhere'. Try a branch"),
        (asking("--output=x"), "--base names no commit: '--output=x'"),
        (no_repository, "there is nothing to compare with: not a git repository"),
        (no_commit, "there is no commit yet to compare with; commit once, or give --base"),
        (no_settings, "has no mkdocs.yml here, so there is nothing to compare"),
        (spoilt_settings, "cannot be read"),
    ],
)
def test_where_nothing_can_be_compared_a_sentence_says_so(
    garden: Path, prepare: Callable[[Path], list[str]], says: str
) -> None:
    """No traceback, status 2."""
    result = run("impact", *prepare(garden))
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_nothing_is_written_outside_the_folder_that_goes_away_again(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names come from a commit, which somebody else may have written."""
    scratch = garden.parent / "scratch/below"
    scratch.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    pages_outside(garden)
    run("impact")
    assert [*scratch.parent.rglob("*")] == [scratch]


def test_codes_that_are_no_longer_read_are_a_change(garden: Path) -> None:
    """The entry of an older version goes, and nothing else: whoever has its code is refused."""
    CASES["A version raised and released"](garden)
    commit(garden)
    removed(LEDGER)(garden)
    said = told(garden)
    assert "Codes of 1 published version are no longer read." in said
    assert "Codes of version 2 are still read." in said
    assert f"`{LEDGER}`: QZ095 the entry was published in" in said


def test_a_ledger_that_is_gone_is_told(garden: Path) -> None:
    """Each of its entries is asked for, once, with the command that brings it back."""
    shutil.rmtree(garden / "quizzes/versions")
    lines = json.loads(run("impact", "--format", "json").stdout)["to_do"]
    assert len(lines) == len(QUIZZES)
    assert all("QZ095" in line and "Restore it: git checkout" in line for line in lines)


def test_a_machine_without_git_is_told(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Git that knows what was before."""
    monkeypatch.setenv("PATH", str(garden))
    assert "Git is not installed" in run("impact").stderr


def test_a_shallow_clone_without_the_base_says_so(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit that is asked for is not there; the one that is there will do."""
    first = git(garden, "rev-parse", "HEAD")
    CASES["A version raised and released"](garden)
    commit(garden)
    clone = garden.parent / "clone"
    git(garden.parent, "clone", "--quiet", "--depth=1", garden.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    said = run("impact", f"--base={first}").stderr
    assert f"--base names no commit: '{first}'" in said
    assert "git fetch --unshallow" in said
    assert run("impact", "--base=HEAD").stdout.startswith("Nothing changes")


def test_links_in_the_repository_are_not_followed(garden: Path) -> None:
    """A page that is a link at the base would be read elsewhere; it is passed over."""
    (garden / "playbook/linked.md").symlink_to("../../outside.md")
    commit(garden)
    (garden / "playbook/linked.md").unlink()
    assert run("impact").stdout.startswith("Nothing changes")


def test_hostile_titles_stay_texts(garden: Path) -> None:
    """What is posted has the report's own structure, whatever authors call things."""
    title = r"# Path \</summary>\</details> | \[x\](//y) @all"
    CASES["A higher gate"](garden)
    text = (garden / PATHS).read_text("utf-8")
    write(garden, PATHS, text.replace("# Path check", title))
    hostile = told(garden)
    write(garden, PATHS, text)
    harmless = told(garden)
    assert "@all" in hostile
    assert kinds(hostile) == kinds(harmless)
    assert "\\@all" in hostile


def kinds(markdown: str) -> list[str]:
    """List what a report is made of, without its texts."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inner = [child for token in tokens for child in token.children or [] if child.type != "text"]
    kept = [one for one in (*tokens, *inner) if not one.type.startswith("text")]
    return [one.content if one.type.startswith("html") else one.type for one in kept]


def test_a_report_is_short_enough_to_post(garden: Path) -> None:
    """Quizzes that would make it too long are left out whole, and counted."""
    CASES["A version raised and released"](garden)
    project, base = find_project(garden), read_base(garden, None)
    impact = compare(base, read_now(project, base))
    many = changed(impact, changed=impact.changed * 100)
    for form in ("markdown", "text"):
        report = tell(many, form)
        assert LONGEST * 0.9 < len(report) <= LONGEST
        sections = report.count("Harvest check\n")
        assert f"{100 - sections} quizzes more changed" in report
    assert report.count("<details>") == report.count("</details>")
    crowded = changed(many, to_do=("x" * 2000,) * 40, unread=("y" * 2000,) * 40)
    assert LONGEST * 0.9 < len(tell(crowded, "markdown")) <= LONGEST


@settings(max_examples=50)
@given(any_quizzes(), any_quizzes())
def test_teams_are_drawn_for_any_two_quizzes(old: Quiz, new: Quiz) -> None:
    """Every answer drawn is one that its quiz offers; the same quiz moves nobody."""
    drawn = draw_teams(old, new, 10)
    assert drawn.teams == 10
    assert drawn.moved <= 10
    assert draw_teams(new, new, 10).moved == 0


def test_as_many_teams_move_as_answers_on_paper() -> None:
    """Of all sets of answers, worked out on two sheets, the share that moves is in the interval."""
    old = gates()
    assert isinstance(old.rule, Attitude)
    gate = old.rule.gates[0]._replace(option="b")
    new = old._replace(rule=Attitude((gate,), None))
    ways = [choices(item) for item in old.items[:3]]
    rest = {item.id: "a" for item in old.items[3:]}
    ids = [item.id for item in old.items[:3]]
    sheets = [Sheet(old), Sheet(new)]
    moves = [
        len({sheet.outcomes(answers)[""] for sheet in sheets}) > 1
        for way in product(*ways)
        for answers in [{**dict(zip(ids, way, strict=True)), **rest}]
    ]
    low, high = wilson(draw_teams(old, new).moved, 1000)
    assert low < Fraction(sum(moves), len(moves)) < high


if __name__ == "__main__":
    with TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        alone(patch, Path(scratch))
        GOLDEN.write_text(golden(make(Path(scratch), patch)), "utf-8")
