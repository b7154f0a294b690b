"""The file of briefs' sentences: mistakes in it are named, and the engine reads what ships."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from samples import ROOT, catalogue, team_quiz
from stagecheck.cli import main
from stagecheck.playbook import BriefWords, Playbook, load_briefs, load_playbook, shipped_briefs
from stagecheck.project import Project, load_pages
from stagecheck.settings import find_project
from stagecheck_engine.codec import dumps, loads
from stagecheck_engine.export import brief, sentences
from stagecheck_engine.scoring import score

TEXT = (ROOT / "playbook/brief.yml").read_text("utf-8")


@cache
def book() -> Playbook:
    project = find_project(ROOT)
    return load_playbook(project, load_pages(project)[0])


def told(folder: Path, text: str) -> list[str]:
    """Check another file of sentences in place of the playbook's own."""
    (folder / "playbook").mkdir()
    (folder / "playbook/brief.yml").write_text(text, "utf-8")
    project = Project(folder, briefs="playbook/brief.yml")
    words, problems = load_briefs(project, catalogue(), book().facts)
    assert (words is None) == bool(problems)
    return [str(problem) for problem in problems]


def own() -> BriefWords:
    words, problems = load_briefs(
        replace(find_project(ROOT), briefs="playbook/brief.yml"), catalogue(), book().facts
    )
    assert problems == []
    assert words is not None
    return words


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "quiz: team-stage",
            "quiz: team-stag",
            "QZ081 there is no assessment 'team-stag'. Did you",
        ),
        (
            "{belief}",
            "{believe}",
            "PB040 'believe' is not offered in this sentence. Use only: {bel",
        ),
        ("{outcome}", "{outcome", "PB040 '{' is not offered in this sentence"),
        ("  finance:", "  Finance:", "QZ007 'readers.Finance' is 'Finance'."),
        ("facts: [", "facts: [F99, ", "PB010 there is no fact F99 that may be cited."),
        ("requirement:", "requirements:", "QZ005 unknown key"),
        ("folly, ", "", "PB041 the stage 'folly' is in 0 groups of the reader"),
        ("[formulating]", "[formulating, forging]", "PB041 the stage 'forging' is in 2 groups of"),
        ("[formulating]", "[formulating, fuming]", "PB041 the stage 'fuming' is in 1 groups of"),
    ],
)
def test_a_mistake_in_a_sentence_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Unknown quizzes, placeholders, facts and stages are told at their line."""
    assert old in TEXT
    problems = told(tmp_path, TEXT.replace(old, new, 1))
    assert [one for one in problems if one.startswith("playbook/brief.yml:") and said in one]


def test_a_project_without_the_file_has_no_briefs(tmp_path: Path) -> None:
    """The setting is left out, or names a file that is not there."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    assert load_briefs(Project(tmp_path), catalogue(), {}) == (None, [])
    words, problems = load_briefs(Project(tmp_path, briefs="none.yml"), catalogue(), {})
    assert words is None
    assert [problem.code for problem in problems] == ["QZ001"]


@pytest.mark.parametrize("reader", ["sponsor", "hr", "it", "finance"])
def test_what_ships_makes_a_brief_for_every_reader_and_stage(reader: str) -> None:
    """Each example team's brief has its argument, findings, one request and facts with limits."""
    briefs = sentences.read(loads(dumps(shipped_briefs(own(), book().facts))))
    quiz = team_quiz()
    for example in catalogue().checked["team-stage"].examples:
        made = brief.of_result(briefs, reader, quiz, example.answers, score(quiz, example.answers))
        text = brief.markdown(made)
        assert f"# {made.title}" in text
        assert "What we ask" in text
        assert made.facts
        assert "{" not in text
        assert "social media" not in text.lower()
        assert len(text.split()) < 470, "a page"


def test_the_command_writes_a_brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page comes as Markdown; for an unknown reader, and of no answers, there is a sentence."""
    monkeypatch.chdir(ROOT)
    answers = tmp_path / "answers.json"
    answers.write_text(dumps(dict(catalogue().checked["team-stage"].examples[0].answers)), "utf-8")
    made = CliRunner().invoke(main, ["brief", "finance", str(answers)])
    assert made.exit_code == 0
    assert made.stdout.startswith("# Pay for an answer once: a request to finance\n")
    # As editors on Windows write it.
    answers.write_text(answers.read_text("utf-8"), "utf-8-sig")
    assert CliRunner().invoke(main, ["brief", "finance", str(answers)]).stdout == made.stdout
    unknown = CliRunner().invoke(main, ["brief", "legal", str(answers)])
    assert unknown.exit_code == 1
    assert "legal" in unknown.stderr
    answers.write_text("{}", "utf-8")
    assert "SC434" in CliRunner().invoke(main, ["brief", "finance", str(answers)]).stderr
