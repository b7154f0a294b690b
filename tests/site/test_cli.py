"""The command line: the same checks and the same results, without MkDocs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from garden import SETTINGS, make_garden, replace, write
from samples import team_quiz, team_stage
from stagecheck.cli import main
from stagecheck_engine import codec
from stagecheck_engine.scoring import score

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_garden(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_lint_is_content_with_a_sound_project(garden: Path) -> None:
    """Status 0, and nothing on the standard output."""
    assert garden.is_dir()
    result = run("lint")
    assert (result.exit_code, result.stdout) == (0, "")


def test_lint_names_every_problem_and_ends_with_1(garden: Path) -> None:
    """Each problem is a line that editors and CI can follow."""
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    replace(garden, "playbook/index.md", "Welcome.", "::: quiz tulips")
    result = run("lint")
    assert result.exit_code == 1
    places = [line.split(": ")[0] for line in result.stdout.splitlines()]
    assert places == ["playbook/index.md:3:1", "quizzes/garden.md:5:1"]


def test_lint_of_one_path_leaves_the_others_out(garden: Path) -> None:
    """An editor may look at one file or folder."""
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    assert run("lint", "playbook").exit_code == 0
    assert run("lint", "quizzes/garden.md").exit_code == 1


def test_lint_refuses_a_path_that_is_never_checked(garden: Path) -> None:
    """The words "no problems" are only said of what was looked at."""
    write(garden, "README.md", "# Garden\n")
    write(garden, "playbook/drafts/idea.md", "# Idea\n")
    write(garden, "mkdocs.yml", SETTINGS + "draft_docs: drafts/\n")
    for path in ("README.md", "playbook/drafts/idea.md", "playbook/drafts"):
        result = run("lint", path)
        assert (result.exit_code, result.stdout) == (2, ""), path
        assert "is not checked" in result.stderr


def test_lint_takes_every_file_in_which_it_names_problems(garden: Path) -> None:
    """Sentences of briefs, the menu and what settings inherit as well."""
    briefs = "      briefs: brief.yml\n      changelog: CHANGELOG.md\n"
    more = "      facts: facts.yml\n      organisation: ours.yml\n      style: style.yml\n"
    menu = "INHERIT: base.yml\nnot_in_nav: p*/\nnav: [index.md, check.md, gone.md]\n"
    write(garden, "mkdocs.yml", SETTINGS + briefs + more + menu)
    write(garden, "base.yml", "theme: {name: mkdocs}\n")
    files = ("facts.yml", "ours.yml", "style.yml", "CHANGELOG.md", "brief.yml")
    for path in files:
        write(garden, path, "")
    for path in (*files, "mkdocs.yml"):
        assert path in run("lint", path).stdout
    assert run("lint", "base.yml").exit_code == 0


def test_lint_outside_a_project_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback, but the folder that was searched."""
    monkeypatch.chdir(tmp_path)
    result = run("lint")
    assert result.exit_code == 2
    assert "there is no mkdocs.yml" in result.stderr


def test_score_prints_the_result_that_the_engine_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The printed JSON is the canonical form of the result."""
    monkeypatch.chdir(ROOT)
    example = team_stage().examples[0]
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(dict(example.answers)))
    result = run("score", "team-stage", str(answers))
    assert result.stdout == codec.dump_result(score(team_quiz(), example.answers)) + "\n"
    assert run("score", "quizzes/team-stage.md", str(answers)).stdout == result.stdout
    # As editors on Windows write it.
    answers.write_text(answers.read_text(), "utf-8-sig")
    assert run("score", "team-stage", str(answers)).stdout == result.stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is not JSON"),
        ('["a"]', "must be an object"),
        ('{"tree": "a"}', "no item 'tree'"),
        ('{"who-sat": "z"}', "does not offer the answer 'z'"),
        ("\udcff", "is not JSON in UTF-8"),
        ("\udcff\udcfe{\0}\0", "is not JSON in UTF-8 but in UTF-16"),
    ],
)
def test_score_refuses_other_answers_with_a_sentence(garden: Path, text: str, says: str) -> None:
    """Whatever stands in the file, the command says what is wrong with it."""
    (garden / "answers.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    result = run("score", "garden", "answers.json")
    assert result.exit_code == 1
    assert says in result.stderr


def test_score_of_an_unknown_or_broken_quiz_says_which_there_are(garden: Path) -> None:
    """A misspelt id is answered with the ids; a broken quiz with its problems."""
    write(garden, "answers.json", "{}")
    assert "the quizzes are: garden" in run("score", "roses", "answers.json").stderr
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    assert "QZ005" in run("score", "garden", "answers.json").stderr
