"""A real repository of Git for tests: it knows no person, no settings and no other repository."""

import os
import subprocess
from pathlib import Path

import pytest

DAY = "2027-02-01T12:00:00+00:00"
"""When everything is committed, so that equal content is an equal commit."""


def alone(monkeypatch: pytest.MonkeyPatch, around: Path) -> None:
    """Let Git know nothing but what lies below a folder."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(around / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(around))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


def begin(monkeypatch: pytest.MonkeyPatch, root: Path) -> Path:
    """Work in a folder as in a repository of its own, all that is there its first commit."""
    alone(monkeypatch, root.parent)
    monkeypatch.chdir(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


def git(root: Path, *arguments: str) -> str:
    """Run Git as somebody; return what it says."""
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@garden.example"]
    run = subprocess.run(
        ["git", *who, *arguments],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY},
    )
    return run.stdout.strip()


def commit(root: Path) -> None:
    """Commit all that is there, changed or not."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=Change")
