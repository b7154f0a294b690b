"""The editors' guide is tried exactly as it is written: its commands, its changes, its answers."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cases import Case
from samples import ROOT
from stagecheck.cli import COMMANDS

GUIDE = ROOT / "playbook/about/edit.md"
ADDRESS = "https://git.example/team/playbook.git"
_STEP = re.compile(
    r"(?:`(?P<file>[\w./-]+)`:\n\n)?^```(?P<kind>sh|diff|text)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Step(NamedTuple):
    """A block of the guide: commands to run, a change of a file, or what is answered."""

    kind: str
    body: str
    file: str | None


def steps() -> list[Step]:
    """Read the local half of the guide."""
    local = GUIDE.read_text("utf-8").partition("## On your own computer")[2]
    return [Step(one["kind"], one["body"], one["file"]) for one in _STEP.finditer(local)]


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A Git host: a bare repository with this one's files as its branch main."""
    git = ["git", "-C", str(ROOT)]
    listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run([*git, *listed], capture_output=True, check=True, text=True).stdout
    source, host = tmp_path / "source", tmp_path / "host.git"
    for path in filter(None, files.split("\0")):
        if (ROOT / path).is_file():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_bytes((ROOT / path).read_bytes())
    for command in ("init --quiet --initial-branch main", "add --all", "commit --quiet -m All"):
        subprocess.run(["git", *command.split()], cwd=source, env=environment(host), check=True)
    subprocess.run(["git", "clone", "--quiet", "--bare", str(source), str(host)], check=True)
    return host


def environment(host: Path) -> dict[str, str]:
    """Let the guide's address lead to the host, and commits have an author."""
    settings = [(f"url.{host}.insteadOf", ADDRESS), ("user.name", "A"), ("user.email", "a@x")]
    given = {"GIT_CONFIG_COUNT": str(len(settings)), "GIT_CONFIG_GLOBAL": os.devnull}
    for at, (key, value) in enumerate(settings):
        given |= {f"GIT_CONFIG_KEY_{at}": key, f"GIT_CONFIG_VALUE_{at}": value}
    return {**os.environ, **given}


class Reader:
    """Somebody who does what the guide says, in a folder of their own."""

    def __init__(self, folder: Path, host: Path) -> None:
        self.folder = folder
        self.answer = ""
        self._environment = environment(host)

    def do(self, step: Step) -> None:
        """Run commands, change a file, or compare what was answered."""
        if step.kind == "sh":
            for line in step.body.splitlines():
                self._run(line)
        elif step.kind == "diff":
            file = self.folder / (step.file or "")
            change = Case("", step.file, step.body.rstrip("\n"), None)
            file.write_text(change.applied_to(file.read_text("utf-8")), "utf-8")
        else:
            assert step.body == self.answer

    def _run(self, line: str) -> None:
        if line.startswith("cd "):
            self.folder /= line.removeprefix("cd ")
        elif line == "make serve":
            # What it installs is where the tests run from; what it serves has tests of its own.
            (self.folder / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
        else:
            run = subprocess.run(
                shlex.split(line),
                cwd=self.folder,
                env=self._environment,
                capture_output=True,
                text=True,
                check=False,
            )
            told = run.stderr.splitlines(keepends=True)[-1:]
            self.answer = run.stdout + "".join(told)
            assert run.returncode == 0 or "PB050" in run.stdout, run.stderr


def test_the_guide_leads_from_a_clone_to_a_branch_on_the_host(tmp_path: Path, host: Path) -> None:
    """Each command runs, each change applies, each answer is the one that the guide shows."""
    found = steps()
    assert [step.kind for step in found].count("text") == 2
    reader = Reader(tmp_path, host)
    for step in found:
        reader.do(step)
    log = ["git", "-C", str(host), "log", "--format=%s", "main..who-can-see-more"]
    assert subprocess.check_output(log, text=True) == "Say what pots are for\n"


def test_every_command_that_the_guide_names_is_there() -> None:
    """Whoever copies a line of the last table starts a command."""
    named = re.findall(r"`\.venv/bin/stagecheck ([a-z]+)", GUIDE.read_text("utf-8"))
    assert len(named) >= 4
    assert set(named) <= set(COMMANDS)


def test_the_guide_shows_one_answer_in_both_halves() -> None:
    """The line that the web half explains is the one that the local half makes appear."""
    lines = re.findall(r"^playbook/\S+ PB050 .+$", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert len(lines) == 2
    assert len(set(lines)) == 1
