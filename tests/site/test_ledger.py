"""The ledger of a project without Git: releases, and what is said when a quiz departs from them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from garden import make_garden, replace, write
from samples import team_quiz
from stagecheck.cli import main
from stagecheck.ledger.changes import changes, renamed
from stagecheck.ledger.entry import entry_of, read_entry, write_entry
from stagecheck.project import load, load_pages
from stagecheck.settings import find_project
from stagecheck_engine.ledger import Object, meaning
from stagecheck_engine.model import Attitude, Item, Option, Quiz

FIRST = "quizzes/versions/garden/1.json"
SECOND = "quizzes/versions/garden/2.json"
SWAPPED = ("- `a` Nobody.\n- `b` Somebody.\n", "- `b` Nobody.\n- `a` Somebody.\n")
FEARLESS = ("fenced: {joy: 1, fear: 2}", "fenced: {joy: 1, fear: 1}")


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose quiz is released; no Git is around it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    make_garden(tmp_path)
    assert run("release", "garden").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def found() -> list[str]:
    """Return the place and the code of each problem that lint names."""
    return [" ".join(line.split(" ", 2)[:2]) for line in run("lint").stdout.splitlines()]


def test_the_first_release_begins_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project is asked for no ledger before it keeps one; then every quiz has to be in it."""
    monkeypatch.chdir(tmp_path)
    make_garden(tmp_path)
    text = (tmp_path / "quizzes/garden.md").read_text("utf-8")
    write(tmp_path, "quizzes/orchard.md", text.replace("id: garden", "id: orchard", 1))
    write(tmp_path, "playbook/more.md", "# More\n\n::: quiz orchard\n")
    assert found() == []
    released = run("release", "quizzes/garden.md")
    assert released.stdout == f"Wrote {FIRST}. Commit it together with quizzes/garden.md\n"
    assert found() == ["quizzes/orchard.md:3:1: QZ090"]
    assert "When the quiz is ready, run `stagecheck release orchard`." in run("lint").stdout
    assert run("release", "orchard").exit_code == 0
    assert found() == []


def test_an_entry_is_made_to_be_reviewed(garden: Path) -> None:
    """A line for each question, gate and point; all that is scored, and the words of the day."""
    lines = (garden / FIRST).read_text("utf-8").splitlines()
    asked = '      {"id": "who-watered", "dimension": "care", "several": false, "ordered": true, '
    counts = '"weight": 1, "options": [["a", 0], ["b", 1]], "dont_know": true, "none": false, '
    assert f'{asked}{counts}"not_applicable": false}}' in lines
    gate = '{"stage": "blooming", "at_least": 1, "items": ["who-watered"], "option": "b"}'
    assert f"        {gate}" in lines
    assert '          {"stage": "weedy", "at": [0, 0]},' in lines
    said = '{"text": "Who watered it last week?", "options": {"a": "Nobody.", "b": "Somebody."}}'
    assert f'      "who-watered": {said}' in lines
    whole = json.loads((garden / FIRST).read_text("utf-8"))
    assert (whole["format"], whole["quiz"], whole["version"]) == (1, "garden", 1)


def test_an_entry_comes_back_as_it_was_written() -> None:
    """Writing and reading an entry changes nothing in it."""
    entry = entry_of(team_quiz())
    assert read_entry(write_entry(entry).encode()) == entry


def test_a_second_release_does_nothing_and_says_so(garden: Path) -> None:
    """The command may be run again without harm."""
    before = (garden / FIRST).read_bytes()
    again = run("release", "garden")
    assert again.exit_code == 0
    assert again.stdout == f"Version 1 is in the ledger already, and means the same: {FIRST}\n"
    assert (garden / FIRST).read_bytes() == before


def test_changed_words_ask_nothing(garden: Path) -> None:
    """Titles, texts, help, pages and plays may change without a new version."""
    before = (garden / FIRST).read_bytes()
    replace(garden, "quizzes/garden.md", "# Garden check", "# The garden check")
    replace(garden, "quizzes/garden.md", "Who sat in the garden", "Who was in the garden")
    replace(garden, "quizzes/garden.md", "- `b` Somebody.", "- `b` Somebody did.")
    replace(garden, "quizzes/garden.md", "belief: Nobody needs", "belief: Nobody wants")
    replace(garden, "quizzes/garden.md", "    keeps: [blooming]\n", "")
    assert found() == []
    assert run("release", "garden").exit_code == 0
    assert (garden / FIRST).read_bytes() == before


def test_a_changed_meaning_is_named_at_the_version(garden: Path) -> None:
    """The line to change is named, and what changed, and what to do."""
    replace(garden, "quizzes/garden.md", *FEARLESS)
    (line,) = run("lint").stdout.splitlines()
    assert line == (
        "quizzes/garden.md:3:1: QZ091 answers no longer mean what version 1 says: the rule's "
        "profile points fenced at 2 is now 1, it was 2. Write `version: 2` and run `stagecheck "
        "release garden`; if version 1 was never published, the command alone will do."
    )


def test_a_new_version_is_released_beside_the_old_one(garden: Path) -> None:
    """With the next number all is in order, and the old entry is as it was."""
    before = (garden / FIRST).read_bytes()
    replace(garden, "quizzes/garden.md", *FEARLESS)
    replace(garden, "quizzes/garden.md", "version: 1", "version: 2")
    assert found() == ["quizzes/garden.md:3:1: QZ090"]
    assert run("release", "garden").stdout.startswith(f"Wrote {SECOND}.")
    assert found() == []
    assert (garden / FIRST).read_bytes() == before


def test_without_git_an_entry_is_not_overwritten(garden: Path) -> None:
    """It may be published, so the editor has to say that it is not."""
    before = (garden / FIRST).read_bytes()
    replace(garden, "quizzes/garden.md", *FEARLESS)
    refused = run("release", "garden")
    assert refused.exit_code == 1
    assert "without Git's history it cannot be told whether it was published" in refused.stderr
    assert "Write `version: 2`; or, if it was not, delete the entry" in refused.stderr
    assert (garden / FIRST).read_bytes() == before


@pytest.mark.parametrize(
    ("version", "code", "says"),
    [
        (3, "QZ090", "Versions go up by one: write `version: 2`"),
        (9999, "QZ090", "the ledger ends at 1"),
    ],
)
def test_versions_go_up_by_one(garden: Path, version: int, code: str, says: str) -> None:
    """A number left out would be an entry that everybody looks for."""
    replace(garden, "quizzes/garden.md", "version: 1", f"version: {version}")
    assert found() == [f"quizzes/garden.md:3:1: {code}"]
    assert says in run("lint").stdout
    refused = run("release", "garden")
    assert refused.exit_code == 1
    assert "the ledger ends at version 1" in refused.stderr
    assert "write `version: 2`" in refused.stderr


def test_a_version_is_never_taken_back(garden: Path) -> None:
    """Readers may hold answers to the later version."""
    replace(garden, "quizzes/garden.md", "version: 1", "version: 2")
    assert run("release", "garden").exit_code == 0
    replace(garden, "quizzes/garden.md", "version: 2", "version: 1")
    assert found() == ["quizzes/garden.md:3:1: QZ096"]
    refused = run("release", "garden")
    assert "the ledger has version 2 already: write `version: 3`" in refused.stderr


def test_a_quiz_with_problems_is_not_released(garden: Path) -> None:
    """What cannot be on a page is not published either; a misspelt id gets the ids."""
    replace(garden, "quizzes/garden.md", "version: 1", "version: 2")
    replace(garden, "playbook/check.md", "::: quiz garden", "Soon.")
    assert "QZ080" in run("release", "garden").stderr
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    refused = run("release", "garden")
    assert refused.exit_code == 1
    assert "QZ005" in refused.stderr
    assert not (garden / SECOND).exists()
    assert "the quizzes are: garden" in run("release", "roses").stderr


def edit(path: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    """Return an edit of one file of the ledger."""

    def apply(root: Path) -> None:
        (root / path).write_text(change((root / path).read_text("utf-8")), "utf-8")

    return apply


def bytes_of(path: str, data: bytes) -> Callable[[Path], None]:
    """Return the replacement of one file."""
    return lambda root: (root / path).write_bytes(data) and None


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (edit(FIRST, lambda text: text.replace('["b", 1]', '["b", 2]')), "its hash does not fit"),
        (edit(FIRST, lambda text: text[:-9]), "it is not JSON in UTF-8"),
        (bytes_of(FIRST, b"\xff"), "it is not JSON in UTF-8"),
        (bytes_of(FIRST, b"[" * 100_000), "it is not JSON in UTF-8"),
        (bytes_of(FIRST, b"[]"), "it does not have the format 1"),
        (bytes_of(FIRST, b" " * (8 * 1024 * 1024 + 1)), "it has more than 8,388,608 bytes"),
        (edit(FIRST, lambda text: text.replace('"format": 1', '"format": 2')), "the format 1"),
        (edit(FIRST, lambda text: text.replace('"version": 1', '"version": true')), "it lacks its"),
        (edit(FIRST, lambda text: text.replace('"words": {', '"word": {')), "it lacks its"),
        (edit(FIRST, lambda text: text.replace('"b": "Somebody."', '"c": "x"')), "the option 'b'"),
    ],
)
def test_a_damaged_entry_is_named(garden: Path, spoil: Callable[[Path], None], says: str) -> None:
    """Whatever was done to an entry, it is said, and nothing else is made of it."""
    spoil(garden)
    assert found() == [f"{FIRST}:1:1: QZ092"]
    assert says in run("lint").stdout


def test_a_damaged_entry_that_was_not_published_is_written_anew(garden: Path) -> None:
    """The hint of the problem leads out of it."""
    before = (garden / FIRST).read_bytes()
    write(garden, FIRST, "{")
    assert run("release", "garden").exit_code == 0
    assert (garden / FIRST).read_bytes() == before


def test_a_file_with_a_wrong_name_is_named_with_the_right_one(garden: Path) -> None:
    """A copy of an entry is no other version; what explains the ledger may lie in it."""
    text = (garden / FIRST).read_text("utf-8")
    write(garden, SECOND, text)
    write(garden, "quizzes/versions/garden/1.json.bak", text)
    write(garden, "quizzes/versions/roses.json", text)
    write(garden, "quizzes/versions/README.md", "# The ledger\n")
    write(garden, "quizzes/versions/.keep", "")
    said = run("lint").stdout
    assert [line[:-1] for line in found() if "QZ093" in line] == [
        "quizzes/versions/garden/1.json.bak:1:1: QZ09",
        "quizzes/versions/garden/2.json:1:1: QZ09",
        "quizzes/versions/roses.json:1:1: QZ09",
    ]
    assert "it holds version 1 of 'garden'. Call it garden/1.json" in said
    assert "README" not in said
    assert ".keep" not in said


def test_a_gap_in_the_ledger_is_named(garden: Path) -> None:
    """Also without Git it shows when an entry between two others is gone."""
    for version in (2, 3):
        replace(garden, "quizzes/garden.md", f"version: {version - 1}", f"version: {version}")
        assert run("release", "garden").exit_code == 0
    (garden / SECOND).unlink()
    assert found() == [f"{SECOND}:1:1: QZ095"]


def test_a_retired_quiz_stays_in_the_ledger(garden: Path) -> None:
    """Its entries are no problem: somebody may still hold answers or a code."""
    (garden / "quizzes/garden.md").unlink()
    write(garden, "playbook/check.md", "# Check\n")
    assert found() == []


def test_a_problem_of_the_ledger_hides_no_quiz(garden: Path) -> None:
    """An editor sees the draft of the next version on its page, beside the problem."""
    replace(garden, "quizzes/garden.md", *FEARLESS)
    project = find_project(garden)
    pages, _ = load_pages(project)
    catalogue = load(project, pages)
    assert [problem.code for problem in catalogue.problems] == ["QZ091"]
    assert "garden" in catalogue.quizzes
    assert '"version' in catalogue.shipped_ledgers()["garden"]


def with_item(change: Callable[[Item], Item], quiz: Quiz) -> Quiz:
    """Change the first item of a quiz."""
    return quiz._replace(items=(change(quiz.items[0]), *quiz.items[1:]))


def with_values(item: Item) -> Item:
    options = tuple(one._replace(value=2 * one.value) for one in item.options)
    return item._replace(options=options)


def harder(quiz: Quiz) -> Quiz:
    """Raise what the first gate asks for."""
    assert isinstance(quiz.rule, Attitude)
    first, *others = quiz.rule.gates
    gates = (first._replace(at_least=2, option="d"), *others)
    return quiz._replace(rule=quiz.rule._replace(gates=gates))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda quiz: quiz, ""),
        (
            lambda quiz: with_item(with_values, quiz),
            "option b of last-help now counts 2, it counted 1; "
            "option c of last-help now counts 4, it counted 2; "
            "option d of last-help now counts 6, it counted 3",
        ),
        (
            lambda quiz: with_item(lambda one: one._replace(options=one.options[:3]), quiz),
            "option d of last-help is gone",
        ),
        (
            lambda quiz: with_item(lambda one: one._replace(options=one.options[::-1]), quiz),
            "the options of last-help are in another order",
        ),
        (
            lambda quiz: with_item(lambda one: one._replace(weight=3), quiz),
            "last-help: weight is now 3, it was 1",
        ),
        (
            lambda quiz: with_item(lambda one: one._replace(dont_know=False), quiz),
            "last-help: dont_know is now no, it was yes",
        ),
        (
            lambda quiz: with_item(lambda one: one._replace(id="first"), quiz),
            "question last-help is gone; question first is new",
        ),
        (
            lambda quiz: quiz._replace(items=quiz.items[::-1]),
            "the questions are in another order",
        ),
        (
            lambda quiz: quiz._replace(stages=quiz.stages[:-1]),
            "stage fusing is gone",
        ),
        (
            harder,
            "the rule's gates formulating 1 at_least is now 2, it was 1; "
            "the rule's gates formulating 1 option is now d, it was c",
        ),
        (
            lambda quiz: quiz._replace(items=(), kind="knowledge"),
            "the kind is now knowledge, it was assessment; question last-help is gone; "
            "question how-spoken-of is gone; and 14 more changes",
        ),
    ],
)
def test_changes_are_said_in_words(change: Callable[[Quiz], Quiz], said: str) -> None:
    """An editor reads what a change does, by the names in the file, three at most."""
    quiz = team_quiz()
    assert changes(meaning(quiz), meaning(change(quiz))) == said


def test_a_renamed_question_is_not_taken_for_a_new_one(garden: Path) -> None:
    """Released under another name, the answers that people saved would be lost."""
    replace(garden, "quizzes/garden.md", "{#who-watered}", "{#who-waters}")
    replace(garden, "quizzes/garden.md", "| who-watered |", "| who-waters |")
    said = run("lint").stdout
    assert "QZ091" in said
    assert "If `who-watered` is only renamed, write it again in place of `who-waters`: " in said


def test_a_renamed_key_is_told_from_an_option_more_and_one_less() -> None:
    """One key for another, in its place and all else as it was; nothing else is a new name."""
    quiz = team_quiz()
    item = quiz.items[0]
    a, b, *others = item.options

    def with_options(*options: Option) -> Object:
        changed = item._replace(options=options)
        return meaning(quiz._replace(items=(changed, *quiz.items[1:])))

    z = b._replace(key="z")
    said = f"`b` of {item.id} is only renamed, write it again in place of `z`"
    assert renamed(meaning(quiz), with_options(a, z, *others)) == said
    assert renamed(meaning(quiz), with_options(a, *others, z)) == ""
    assert renamed(meaning(quiz), with_options(b, a, *others)) == ""
    assert renamed(meaning(quiz), with_options(a, b, *others, z)) == ""
