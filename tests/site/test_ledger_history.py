"""The ledger and Git: what was published is never written again, whatever a branch does."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from garden import make_garden, replace, write
from repository import alone, commit, git
from stagecheck.cli import main

FIRST = "quizzes/versions/garden/1.json"
SECOND = "quizzes/versions/garden/2.json"
FEARLESS = ("fenced: {joy: 1, fear: 2}", "fenced: {joy: 1, fear: 1}")
FEARFUL = ("fenced: {joy: 1, fear: 1}", "fenced: {joy: 1, fear: 2}")


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Git know no person, no settings and no repository around the test."""
    alone(monkeypatch, tmp_path)


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository on its branch `main`, whose first commit releases the quiz."""
    root = tmp_path / "garden"
    make_garden(root)
    monkeypatch.chdir(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    assert run("release", "garden").exit_code == 0
    commit(root)
    return root


def cloned(garden: Path, *options: str) -> Path:
    """Clone the garden beside it: the clone's origin is the garden's `main`."""
    target = garden.parent / "clone"
    git(garden.parent, "clone", "--quiet", *options, garden.as_uri(), str(target))
    return target


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def found(*options: str) -> list[str]:
    """Return the file and the code of each problem that lint names."""
    lines = run("lint", *options).stdout.splitlines()
    return [f"{line.split(':')[0]} {line.split()[1]}" for line in lines]


def rewritten(root: Path) -> bytes:
    """Return the first entry with other words, which its hash does not cover."""
    return (root / FIRST).read_bytes().replace(b"Who sat", b"Who slept")


def test_a_project_in_order_is_compared_without_a_word(garden: Path) -> None:
    """Nothing to say, nothing said."""
    assert garden.is_dir()
    result = run("lint")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No problems\n")


def test_a_changed_entry_is_named_with_the_commit_that_has_it(garden: Path) -> None:
    """The words belong to the entry too; the hint is a command that brings it back."""
    before = (garden / FIRST).read_bytes()
    (garden / FIRST).write_bytes(rewritten(garden))
    assert found() == [f"{FIRST} QZ094"]
    hint = run("lint").stdout.rsplit("Restore it: ", 1)[1].strip().removesuffix(".")
    subprocess.run(hint.split(), cwd=garden, check=True, capture_output=True)
    assert (garden / FIRST).read_bytes() == before
    assert found() == []


def test_a_layout_of_lines_is_no_change(garden: Path) -> None:
    """Windows line ends in a work tree, or a formatter, alter no entry."""
    (garden / FIRST).write_bytes((garden / FIRST).read_bytes().replace(b"\n", b"\r\n"))
    assert found() == []


@pytest.mark.parametrize("gone", [FIRST, "quizzes/versions/garden", "quizzes/versions"])
def test_a_missing_entry_is_named(garden: Path, gone: str) -> None:
    """Also when the quiz's folder is gone, or the whole ledger."""
    git(garden, "rm", "-r", "--quiet", gone)
    assert f"{FIRST} QZ095" in found()
    commit(garden)
    assert f"{FIRST} QZ095" in found()


def test_the_first_published_content_counts(garden: Path) -> None:
    """A change that has slipped into the main branch stays a problem until it is undone."""
    before = (garden / FIRST).read_bytes()
    (garden / FIRST).write_bytes(rewritten(garden))
    commit(garden)
    commit(garden)
    assert found() == [f"{FIRST} QZ094"]
    (garden / FIRST).write_bytes(before)
    assert found() == []
    commit(garden)
    assert found() == []


def test_what_was_no_entry_does_not_count(garden: Path) -> None:
    """A file that was damaged when it came in may be mended: no site was built with it."""
    replace(garden, "quizzes/garden.md", *FEARLESS)
    replace(garden, "quizzes/garden.md", "version: 1", "version: 2")
    write(garden, SECOND, "<<<<<<< HEAD")
    commit(garden)
    assert found() == [f"{SECOND} QZ092"]
    assert run("release", "garden").exit_code == 0
    commit(garden)
    assert found() == []


def test_a_copy_under_another_name_does_not_count(garden: Path) -> None:
    """Another version's entry, committed by mistake, may go, and the real one be made."""
    versions = garden / "quizzes" / "versions" / "garden"
    (versions / "2.json").write_bytes((versions / "1.json").read_bytes())
    commit(garden)
    assert run("lint").exit_code == 1
    (versions / "2.json").unlink()
    commit(garden)
    assert run("lint").exit_code == 0, run("lint").output
    replace(garden, "quizzes/garden.md", "version: 1", "version: 2")
    assert run("release", "garden").exit_code == 0
    assert run("lint").exit_code == 0


def test_a_published_version_is_not_released_again(garden: Path) -> None:
    """The editor is told what changed and the number to write, and with it all is well."""
    before = (garden / FIRST).read_bytes()
    replace(garden, "quizzes/garden.md", *FEARLESS)
    refused = run("release", "garden")
    assert refused.exit_code == 1
    assert "version 1 is published with another meaning: the rule's profile" in refused.stderr
    assert "Write `version: 2` and release again" in refused.stderr
    assert (garden / FIRST).read_bytes() == before
    replace(garden, "quizzes/garden.md", "version: 1", "version: 2")
    assert run("release", "garden").exit_code == 0
    assert found() == []


def test_a_published_entry_that_is_gone_is_restored_and_not_made_up(garden: Path) -> None:
    """A release never replaces what readers have."""
    (garden / FIRST).unlink()
    refused = run("release", "garden")
    assert refused.exit_code == 1
    assert f"-- {FIRST}" in refused.stderr
    assert not (garden / FIRST).exists()


def test_changed_words_of_a_published_version_leave_its_entry(garden: Path) -> None:
    """The entry keeps the words that it was published with."""
    before = (garden / FIRST).read_bytes()
    replace(garden, "quizzes/garden.md", "Who sat in", "Who was in")
    assert run("release", "garden").exit_code == 0
    assert (garden / FIRST).read_bytes() == before


def test_a_branch_may_release_its_version_again(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it is merged nobody has it; from where the branch left `main`, entries are fixed."""
    clone = cloned(garden)
    monkeypatch.chdir(clone)
    git(clone, "switch", "--quiet", "--create", "braver")
    replace(clone, "quizzes/garden.md", *FEARLESS)
    replace(clone, "quizzes/garden.md", "version: 1", "version: 2")
    assert run("release", "garden").exit_code == 0
    commit(clone)
    replace(clone, "quizzes/garden.md", *FEARFUL)
    assert found() == ["quizzes/garden.md QZ091"]
    assert run("release", "garden").stdout.startswith(f"Wrote {SECOND}.")
    commit(clone)
    assert found() == []
    (clone / FIRST).write_bytes(rewritten(clone))
    commit(clone)
    assert found() == [f"{FIRST} QZ094"]


def test_what_the_main_branch_gained_since_is_not_missed(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A branch that is behind is compared with where it left; with --base, with what is given."""
    clone = cloned(garden)
    replace(garden, "quizzes/garden.md", *FEARLESS)
    replace(garden, "quizzes/garden.md", "version: 1", "version: 2")
    assert run("release", "garden").exit_code == 0
    commit(garden)
    monkeypatch.chdir(clone)
    git(clone, "fetch", "--quiet")
    assert found() == []
    assert found("--base", "origin/main") == [f"{SECOND} QZ095"]


def test_a_merged_branch_counts_as_it_was_merged(garden: Path) -> None:
    """What a branch had before its merge was never published."""
    git(garden, "switch", "--quiet", "--create", "braver")
    replace(garden, "quizzes/garden.md", *FEARLESS)
    replace(garden, "quizzes/garden.md", "version: 1", "version: 2")
    assert run("release", "garden").exit_code == 0
    commit(garden)
    replace(garden, "quizzes/garden.md", "- `b` Somebody.", "- `b` Somebody did.")
    (garden / SECOND).unlink()
    assert run("release", "garden", "--base", "main").exit_code == 0
    commit(garden)
    git(garden, "switch", "--quiet", "main")
    git(garden, "merge", "--quiet", "--no-ff", "braver")
    assert found() == []


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "main main", "HEAD:mkdocs.yml", ""])
def test_a_base_that_names_no_commit_is_refused(garden: Path, base: str) -> None:
    """A check against nothing would pass for a check."""
    assert garden.is_dir()
    result = run("lint", f"--base={base}")
    assert result.exit_code == 2
    assert f"--base names no commit: {base!r}" in result.stderr


def test_a_base_without_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a comparison is told that there is none."""
    make_garden(tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    result = run("lint", "--base", "main")
    assert result.exit_code == 2
    assert "--base main cannot be compared with: not a git repository" in result.stderr


def test_a_copy_without_git_is_checked_as_far_as_it_goes(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not compared is said; where no ledger is kept, there is nothing to say."""
    (garden / ".git").rename(garden.parent / "away")
    result = run("lint")
    assert result.exit_code == 0
    assert "Note: The ledger was not compared with Git: not a git repository" in result.stderr
    make_garden(garden.parent / "copy")
    monkeypatch.chdir(garden.parent / "copy")
    assert run("lint").stderr == "No problems\n"


def test_a_machine_without_git_is_told(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quizzes are checked all the same."""
    monkeypatch.setenv("PATH", str(garden))
    result = run("lint")
    assert result.exit_code == 0
    assert "Note: The ledger was not compared with Git: Git is not installed" in result.stderr


def test_a_shallow_clone_says_what_it_could_not_see(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commits that are there are compared; for the others there is a command."""
    (garden / FIRST).write_bytes(rewritten(garden))
    commit(garden)
    clone = cloned(garden, "--depth=1")
    monkeypatch.chdir(clone)
    result = run("lint")
    assert result.exit_code == 0
    assert "git fetch --unshallow" in result.stderr
    (clone / FIRST).unlink()
    assert f"{FIRST} QZ095" in found()


def test_a_shallow_clone_says_so_of_addresses_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page went in a commit that is not there; no ledger is kept."""
    root = make_garden(tmp_path / "plain")
    write(root, "playbook/shed.md", "# Shed\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    (root / "playbook/shed.md").unlink()
    commit(root)
    monkeypatch.chdir(root)
    assert "PB063" in run("lint").stdout
    monkeypatch.chdir(cloned(root, "--depth=1"))
    result = run("lint")
    assert result.stdout == ""
    note = "older versions of quizzes and addresses of pages cannot be seen"
    assert result.stderr.count(note) == 1


def test_a_git_that_cannot_list_pages_is_told(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git knows how to compare a merge with its first parent since 2.31; the ledger needs less."""
    real = shutil.which("git")
    script = '#!/bin/sh\ncase "$*" in *--diff-merges=*) echo fatal: strange >&2; exit 128;; esac\n'
    write(garden.parent, "bin/git", f'{script}exec {real} "$@"\n')
    (garden.parent / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", str(garden.parent / "bin"), prepend=os.pathsep)
    result = run("lint")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "Note: The addresses of pages were not compared with Git: strange\n"
    )


def test_a_new_repository_has_published_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first commit an entry may be written as often as one likes."""
    make_garden(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new")
    git(tmp_path / "new", "init", "--quiet")
    for change in (("Who sat", "Who was"), FEARLESS):
        assert run("release", "garden").stdout.startswith("Wrote")
        assert found() == []
        replace(tmp_path / "new", "quizzes/garden.md", *change)


def test_a_project_may_be_a_folder_of_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are those of the project, also in the command that restores an entry."""
    root = tmp_path / "all/sites/garden"
    make_garden(root)
    git(tmp_path / "all", "init", "--quiet")
    monkeypatch.chdir(root)
    assert run("release", "garden").exit_code == 0
    commit(tmp_path / "all")
    (root / FIRST).write_bytes(rewritten(root))
    assert found() == [f"{FIRST} QZ094"]
    hint = run("lint").stdout.rsplit("Restore it: ", 1)[1].strip().removesuffix(".")
    subprocess.run(hint.split(), cwd=root, check=True, capture_output=True)
    assert found() == []


def test_nobodys_settings_alter_what_is_found(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colours, pagers, quoting, signatures and a hook's own repository make no difference."""
    write(
        garden.parent,
        "gitconfig",
        "[color]\n ui = always\n[core]\n pager = false\n quotePath = true\n[pager]\n log = false\n"
        "[log]\n showSignature = true\n decorate = full\n[diff]\n external = false\n",
    )
    monkeypatch.setenv("GIT_PAGER", "false")
    monkeypatch.setenv("GIT_DIR", "elsewhere/.git")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert run("lint").stderr == "No problems\n"
    (garden / FIRST).write_bytes(rewritten(garden))
    assert found() == [f"{FIRST} QZ094"]


def test_a_folder_that_git_does_not_trust_is_named(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container the clone may be somebody else's: Git's own sentence says so."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = run("lint")
    assert "detected dubious ownership" in result.stderr
    assert f"git config --global --add safe.directory {garden}" in result.stderr
    assert run("lint", "--base", "main").exit_code == 2
