"""Who is asked to review a change, and what they are told: the same in GitHub and in GitLab."""

import re
import subprocess
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

import pytest

from samples import ROOT

# What both hosts read alike: no sections, exceptions or ranges, and comments on lines of their own.
_LINE = re.compile(
    r"(?P<pattern>\*|/[\w./-]+) (?P<owners>@organisation/[a-z-]+( @organisation/[a-z-]+)*)"
)
TWINS = {
    ".github/pull_request_template.md": ".gitlab/merge_request_templates/Default.md",
    ".github/PULL_REQUEST_TEMPLATE/quiz.md": ".gitlab/merge_request_templates/Quiz.md",
    ".github/PULL_REQUEST_TEMPLATE/code.md": ".gitlab/merge_request_templates/Code.md",
    ".github/ISSUE_TEMPLATE/mistake.md": ".gitlab/issue_templates/Mistake.md",
    ".github/ISSUE_TEMPLATE/play.md": ".gitlab/issue_templates/Play.md",
}
"""The templates of GitHub, each with GitLab's."""


class Line(NamedTuple):
    """A line of CODEOWNERS."""

    pattern: str
    owners: list[str]

    def fits(self, path: str) -> bool:
        """Tell whether a file falls under the line, as both hosts see it."""
        if self.pattern.endswith("/"):
            return path.startswith(self.pattern[1:])
        return self.pattern in ("*", f"/{path}")


@cache
def owners() -> list[Line]:
    """Read CODEOWNERS; a line that one of the hosts reads otherwise is a mistake."""
    found = []
    for line in (ROOT / "CODEOWNERS").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            match = _LINE.fullmatch(line)
            assert match, line
            found.append(Line(match["pattern"], match["owners"].split()))
    return found


@cache
def files() -> list[str]:
    """List the files of the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.check_output(command, cwd=ROOT, text=True).splitlines()


def test_every_folder_has_an_owner_of_its_own() -> None:
    """Each folder of the tree, and each of the pages, has a line: nobody's work waits for all."""
    below = {PurePosixPath(path).parts for path in files()}
    folders = {f"/{parts[0]}/" for parts in below if len(parts) > 1}
    folders |= {f"/playbook/{parts[1]}/" for parts in below if parts[0] == "playbook" and parts[2:]}
    assert folders <= {line.pattern for line in owners()}


@pytest.mark.parametrize("line", owners(), ids=lambda line: line.pattern)
def test_every_line_decides_for_a_file(line: Line) -> None:
    """The last line that fits is the one; a line that decides nothing was left behind."""
    last = {path: [one for one in owners() if one.fits(path)][-1] for path in files()}
    assert line in last.values()


def test_contributing_names_the_teams() -> None:
    """Whoever sets up a host reads there which teams to make."""
    named = set(re.findall(r"`([a-z-]+)`", teams_told()))
    assert named == {owner.partition("/")[2] for line in owners() for owner in line.owners}


def teams_told() -> str:
    """Return the sentences of the contributors' guide on the file."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return text.partition("[CODEOWNERS](CODEOWNERS)")[2].partition("\n\n")[0]


@pytest.mark.parametrize("one", TWINS)
def test_both_hosts_ask_the_same(one: str) -> None:
    """A template is changed in both folders, for a repository may move from one to the other."""
    text = (ROOT / one).read_text("utf-8")
    text = re.sub(r"\A---\n.*?\n---\n\n", "", text, flags=re.DOTALL)
    assert (ROOT / TWINS[one]).read_text("utf-8") == text


def test_every_template_has_its_twin() -> None:
    """No template stands in one host alone."""
    found = [path for path in files() if re.match(r"\.git(hub|lab)/.*(template|TEMPLATE)", path)]
    assert sorted(found) == sorted([*TWINS, *TWINS.values()])


@pytest.mark.parametrize("one", [path for path in TWINS if "ISSUE" not in path])
def test_a_template_is_short_and_leaves_to_programs_what_they_check(one: str) -> None:
    """A list that asks for what lint says is ticked without reading."""
    text = (ROOT / one).read_text("utf-8")
    items = re.findall(r"^- \[ \] .+", text, re.MULTILINE)
    assert 5 <= len(items) <= 7
    assert (
        re.search(r"\b(lint|spell\w*|tests? pass|CI|links? work|changelog)\b", text, re.I) is None
    )
