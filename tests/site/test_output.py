"""What lint writes for programs and for hosts of pull requests, read back as they read it."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from garden import make_garden, replace, write
from samples import ROOT
from stagecheck.cli import main
from stagecheck.output import FORMATS, Due, Outcome, as_summary
from stagecheck.problems import TITLES, Place, Problem, problem

SHELF = Path(__file__).parent / "shelf"
DAY = date(2026, 5, 22)


class Lines(BaseModel):
    """Where an issue begins."""

    model_config = ConfigDict(extra="forbid", strict=True)
    begin: Annotated[int, Field(ge=1)]


class Location(BaseModel):
    """The file of an issue, relative to the repository."""

    model_config = ConfigDict(extra="forbid", strict=True)
    path: Annotated[str, Field(pattern=r"^[^./]")]
    lines: Lines


class Issue(BaseModel):
    """One entry of GitLab's report, with the properties and severities that its page lists."""

    model_config = ConfigDict(extra="forbid", strict=True)
    description: Annotated[str, Field(min_length=1)]
    check_name: Annotated[str, Field(min_length=1)]
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{32,}$")]
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: Location


# The shape of the example on docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
GITLAB_PUBLISHED = """\
[{"description": "'spade' is lent but never used.", "check_name": "no-idle-tools",
  "fingerprint": "0f343b0931126a20f133d67c2b018a3b", "severity": "minor",
  "location": {"path": "shed/tools.js", "lines": {"begin": 42}}}]
"""
# The shape of the example in GitHub's "Workflow commands for GitHub Actions", "Setting an error
# message".
GITHUB_PUBLISHED = "::error file=shed.js,line=1,col=5,endColumn=7,title=A title::A hinge is loose"


class Command(NamedTuple):
    """A workflow command as GitHub's runner understands it."""

    name: str
    properties: dict[str, str]
    said: str


def command(line: str) -> Command:
    """Read a command as the runner does: what was escaped is undone, the percent sign last."""
    read = re.fullmatch(r"::(\w+)(?: ([^:]*))?::([^\r\n]*)", line)
    assert read, line
    pairs = (pair.split("=", 1) for pair in (read[2] or "").split(",") if pair)
    return Command(read[1], {name: undone(value) for name, value in pairs}, undone(read[3]))


def undone(text: str) -> str:
    for escaped, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(escaped, character)
    return text.replace("%25", "%")


def commands(text: str) -> list[Command]:
    """Read all commands before the group, which is for the log."""
    return [command(line) for line in text.split("::group::")[0].split("\n") if line]


def issues(text: str) -> list[Issue]:
    """Read a report of GitLab's."""
    return TypeAdapter(list[Issue]).validate_json(text)


def outcome(*problems: Problem, due: Sequence[Due] = (), below: str = "") -> Outcome:
    return Outcome(tuple(sorted(problems)), tuple(due), (), below)


def a_problem(message: str = "the 'spade' is lost", line: int = 3, path: str = "a.md") -> Problem:
    return problem("QZ005", path, Place(line, 7), message, "Look below the hedge")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_garden(tmp_path)


def test_the_readers_of_these_tests_take_the_published_examples() -> None:
    """What follows holds the output against the form that the hosts publish."""
    assert issues(GITLAB_PUBLISHED)[0].location.lines.begin == 42
    read = command(GITHUB_PUBLISHED)
    assert (read.name, read.said) == ("error", "A hinge is loose")
    assert read.properties["title"] == "A title"
    assert json.loads(GITLAB_PUBLISHED)[0].keys() == set(Issue.model_fields)


@pytest.mark.parametrize("form", list(FORMATS))
def test_the_status_is_the_same_in_every_format(garden: Path, form: str) -> None:
    """A job fails for what is wrong, however it is told."""
    assert run("lint", "--format", form).exit_code == 0
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    assert run("lint", "--format", form).exit_code == 1


def test_json_holds_every_part_of_a_problem(garden: Path) -> None:
    """A program needs not take sentences apart, and pages that are due are told apart."""
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    report = json.loads(run("lint", "--format", "json").stdout)
    assert report == {
        "version": 1,
        "problems": [
            {
                "path": "quizzes/garden.md",
                "line": 5,
                "column": 1,
                "code": "QZ005",
                "title": "unknown key",
                "message": "unknown key 'minuts'",
                "hint": "Did you mean 'minutes'?",
            }
        ],
        "due": [],
        "notes": [],
        "mended": [],
    }


def test_pages_that_are_due_are_told_in_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are no problem: a notice, an entry of the least severity, a list of their own."""
    monkeypatch.chdir(SHELF)
    page = "playbook/index.md"
    late = {
        form: run("lint", "playbook", "--on", "2026-03-15", "--format", form) for form in FORMATS
    }
    assert f"Due for review by 2026-02-28: {page}" in late["text"].stderr
    assert {"path": page, "by": "2026-02-28", "owner": "Gardener"} in json.loads(
        late["json"].stdout
    )["due"]
    notices = [one for one in commands(late["github"].stdout) if one.name == "notice"]
    assert page in [one.properties["file"].split("shelf/")[-1] for one in notices]
    told = {one.location.path.split("shelf/")[-1]: one for one in issues(late["gitlab"].stdout)}
    assert told[page].severity == "info"


def test_a_role_is_told_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short forms and names in it keep their capitals, in every format."""
    shutil.copytree(SHELF, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    replace(tmp_path, "playbook/index.md", "owner: Gardener", "owner: HR partner for Québec")
    for form in FORMATS:
        late = run("lint", "--on", "2026-03-15", "--format", form)
        assert "(HR partner for Québec)" in late.stderr
        assert "HR partner for Québec" in late.stdout or form == "text"


@given(st.text(), st.text().filter(lambda text: text.strip()))
def test_github_understands_whatever_an_editor_wrote(message: str, path: str) -> None:
    """Line ends, percent signs, colons and commas arrive, and nothing becomes a second command."""
    one = a_problem(message, path=path)
    read, *_ = commands(FORMATS["github"](outcome(one)))
    assert read.name == "error"
    assert read.properties["file"] == path
    assert read.properties["title"] == "QZ005 unknown key"
    assert read.said == one.advice


def test_what_an_editor_wrote_is_no_command_in_the_log() -> None:
    """The log's list holds a line for each problem, and each begins with its path."""
    text = FORMATS["github"](outcome(a_problem("odd\n::stop-commands::x\r\n::error::y")))
    _, log = text.split("::group::", 1)
    assert log.splitlines()[1].startswith("a.md:3:7: QZ005 odd ::stop-commands::x ::error::y.")
    assert log.splitlines()[2:] == ["::endgroup::"]


STEERS = "\n::error::planted\r::error::planted \x1b[2J\x9b2J ##[error]planted"


def steered_by(text: str) -> list[str]:
    """List what GitHub's runner or a terminal would obey in a text; the runner splits at CR too."""
    lines = [line.strip() for line in re.split(r"[\r\n]", text)]
    begun = [line for line in lines if line.startswith("::")]
    return [*begun, *re.findall(r"##\[|[^\n -~\xa0-\U0010ffff]", text)]


def test_a_name_of_a_file_is_no_command_in_the_log(garden: Path) -> None:
    """Whoever proposes a file chooses its name, which stands in problems and in what ends a run."""
    assert len(steered_by(STEERS)) == 6
    write(garden, f"playbook/{STEERS}.md", "# Page\n\nTODO: water it.\n")
    write(garden, f"quizzes/{STEERS}.md", "# Quiz\n")
    said = run("lint")
    assert "planted" in said.stdout
    assert "planted" in said.stderr
    assert steered_by(said.stdout + said.stderr) == []


def test_more_problems_than_github_shows_are_counted_and_spread_over_files() -> None:
    """The ten that are shown name every file first, and a notice says that there are more."""
    many = [a_problem(line=line) for line in range(1, 21)]
    other = [a_problem(line=9, path=f"{name}.md") for name in "bcd"]
    first, *rest = commands(FORMATS["github"](outcome(*many, *other)))
    assert (first.name, first.properties["title"]) == ("notice", "23 problems")
    assert {one.properties["file"] for one in rest[:10]} == {"a.md", "b.md", "c.md", "d.md"}
    assert len(rest) == 23


def test_gitlab_knows_a_problem_again_when_lines_move() -> None:
    """Fingerprints hold no lines, also not those that a message names, and are all different."""
    text = "the key 'a' stands here for the second time, first in line {}"
    before = issues(FORMATS["gitlab"](outcome(a_problem(text.format(3)), a_problem(line=8))))
    after = issues(FORMATS["gitlab"](outcome(a_problem(text.format(5), 5), a_problem(line=10))))
    assert [one.fingerprint for one in before] == [one.fingerprint for one in after]
    assert len({one.fingerprint for one in before}) == 2
    assert [one.location.lines.begin for one in after] == [5, 10]


def test_equal_problems_of_a_file_have_fingerprints_of_their_own() -> None:
    """GitLab shows one of each fingerprint alone, so the second would be lost."""
    found = issues(FORMATS["gitlab"](outcome(*(a_problem(line=line) for line in range(1, 5)))))
    assert len({one.fingerprint for one in found}) == 4


def test_no_problem_is_an_empty_report() -> None:
    """GitLab compares with the report of the main branch, and an empty file is no report."""
    assert FORMATS["gitlab"](outcome()) == "[]\n"
    assert FORMATS["github"](outcome()) == ""


def test_hosts_get_paths_of_the_repository(garden: Path) -> None:
    """A project in a folder of a larger repository is annotated there too."""
    inner = garden / "docs" / "site"
    make_garden(inner)
    replace(inner, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    subprocess.run(["git", "init", "--quiet"], cwd=garden, check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(inner)
        github, gitlab, text = (
            run("lint", "--format", form) for form in ("github", "gitlab", "text")
        )
    assert commands(github.stdout)[0].properties["file"] == "docs/site/quizzes/garden.md"
    assert issues(gitlab.stdout)[0].location.path == "docs/site/quizzes/garden.md"
    assert text.stdout.startswith("quizzes/garden.md:5:1: ")


def test_the_summary_of_a_job_is_added_to_and_shows_marks_as_they_are(garden: Path) -> None:
    """What another step wrote stays, and what an editor wrote is no markup."""
    summary = garden / "summary.md"
    summary.write_text("Before.\n")
    replace(garden, "quizzes/garden.md", "minutes: 2", "<b>minuts_x</b>: 2")
    assert run("lint", "--summary", str(summary)).exit_code == 1
    text = summary.read_text("utf-8")
    assert text.startswith("Before.\n## Quizzes and pages: ")
    assert r"unknown key '\<b\>minuts\_x\</b\>'" in text
    assert "**quizzes/garden.md:5:1** QZ005" in text


def test_a_summary_of_very_many_problems_says_how_many_it_leaves_out() -> None:
    """A summary has a limit of a MiB, and what is beyond it would be lost with all the rest."""
    one = problem("QZ072", "quizzes/garden.md", Place(1, 1), "m*" * 500, "h_" * 500)
    text = as_summary(Outcome((one,) * 1500, (Due("a.md", DAY, "editor"),), ("a note",)))
    assert len(text.encode()) < 1024 * 1024
    left = re.search(r"- and (\d+) more\n", text)
    assert left
    assert text.count("QZ072") + int(left[1]) == 1500
    assert text.endswith("### Could not be told\n\n- a note\n")


def lint_lines(script: Sequence[str]) -> list[str]:
    return [line for line in script if "stagecheck lint" in line]


def ran(line: str, folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a line of a CI file as its runner's shell does, with the installed command."""
    line = line.replace(".venv/bin/", f"{ROOT}/.venv/bin/")
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", line],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_job_for_github_annotates_and_fails(garden: Path) -> None:
    """Its very line leaves commands on standard output, the summary in its file, and status 1."""
    job = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())["jobs"]["lint"]
    assert "needs" not in job
    (line,) = lint_lines([step.get("run", "") for step in job["steps"]])
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    done = ran(line, garden, {"GITHUB_STEP_SUMMARY": str(garden / "summary.md")})
    assert done.returncode == 1
    assert commands(done.stdout)[0].properties["line"] == "5"
    assert "QZ005" in (garden / "summary.md").read_text()


class _GitLab(yaml.SafeLoader):
    """Reads GitLab's YAML, which knows references to other parts of the file."""


_GitLab.add_constructor("!reference", lambda loader, node: loader.construct_sequence(node))


def test_the_job_for_gitlab_leaves_a_report_and_fails(garden: Path) -> None:
    """The report is kept when the job fails, and the log names the problems as text."""
    settings = yaml.load((ROOT / ".gitlab-ci.yml").read_text(), Loader=_GitLab)  # noqa: S506
    job = settings["lint"]
    assert job["artifacts"]["when"] == "always"
    (line,) = lint_lines(job["script"])
    report = garden / job["artifacts"]["reports"]["codequality"]
    assert ran(line, garden, {}).returncode == 0
    assert issues(report.read_text()) == []
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    done = ran(line, garden, {})
    assert done.returncode == 1
    assert issues(report.read_text())[0].check_name == "QZ005"
    assert done.stdout.startswith("quizzes/garden.md:5:1: QZ005")
    for part in settings["lint"]["before_script"]:
        assert settings[part[0]][part[1]]


def test_the_title_of_every_code_can_be_shown() -> None:
    """Titles stand in annotations, so each is one short line."""
    assert all(0 < len(title) <= 80 and "\n" not in title for title in TITLES.values())
