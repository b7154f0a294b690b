"""Asks Git about a project; never changes anything in it."""

import os
import subprocess
from pathlib import Path

LOCAL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What a hook tells of its own repository, by paths that hold in another folder only."""

SETTINGS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
"""Messages in one language; no lock for what only reads; no question that nobody answers."""


class GitError(Exception):
    """Git is not there or refused; the message says which, in one line."""


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run a command of Git's plumbing, which no setting of a person alters, in a folder.

    It reads `given` and nothing else. Raises GitError.
    """
    environment = {key: value for key, value in os.environ.items() if key not in LOCAL}
    try:
        run = subprocess.run(  # noqa: S603 - a list of arguments, and no shell
            ["git", "--no-pager", *arguments],  # noqa: S607 - Git is where the machine has it
            cwd=root,
            env=environment | SETTINGS,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("Git is not installed") from None
    except (OSError, ValueError) as error:
        raise GitError(f"Git cannot be run: {error}") from None
    if run.returncode:
        raise GitError(_reason(run.stderr.decode("utf-8", "replace")))
    return run.stdout


def _reason(said: str) -> str:
    """Return the first line of what Git said, without its level, and the command it advises."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    first = lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else "Git failed"
    advice = next((line for line in lines if line.startswith("git ")), "")
    return f"{first}. Git advises: {advice}" if advice else first
