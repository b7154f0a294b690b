"""What a reviewer waits for: the effects of a change, told of every quiz of this repository."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.authored import seconds
from bench.figures import Figure, middle
from repository import commit, git
from samples import copy_playbook

ROUNDS = 5
COMMAND = ("stagecheck", "impact", "--base", "HEAD", "--format")


def measure() -> list[Figure]:
    """Return the processor time of telling what a renamed question in every quiz does."""
    with tempfile.TemporaryDirectory() as scratch:
        root = _copy(Path(scratch) / "changed")
        quizzes = [file for file in (root / "quizzes").glob("*.md") if file.name != "README.md"]
        for file in quizzes:
            file.write_text(_changed(file.read_text("utf-8")), "utf-8")
        assert _compared(root) == len(quizzes)
        rounds = [seconds(root, *COMMAND, "markdown") for _ in range(ROUNDS)]
    return [middle("edit.impact_s", rounds, most=20)]


def _copy(root: Path) -> Path:
    copy_playbook(root)
    git(root, "init", "--quiet")
    commit(root)
    return root


def _changed(text: str) -> str:
    """Rename the first question wherever it is named, which touches every team's answers."""
    first = re.search(r"^### .*\{#([a-z0-9-]+)", text, re.MULTILINE)
    assert first, "a quiz without a question"
    return re.sub(rf"(?<![\w-]){first[1]}(?![\w-])", f"{first[1]}-anew", text)


def _compared(root: Path) -> int:
    """Count the quizzes of which the effects were told."""
    program = [str(Path(sys.executable).with_name(COMMAND[0])), *COMMAND[1:], "json"]
    run = subprocess.run(program, cwd=root, capture_output=True, text=True, check=True)
    return len(json.loads(run.stdout)["changed"])
