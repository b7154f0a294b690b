"""What the ledger's entries were when they were first published, as Git remembers it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..problems import START, Problem, problem
from .entry import DamagedEntry, folder_of, name_of, read_entry
from .git import GitError, git

MAIN = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master")
"""Where the published state may be: the main branch of where the clone came from."""


class BaseNotFound(Exception):  # noqa: N818 - reads as what happened
    """The base that was asked for cannot be compared with; the message says why."""


@dataclass(frozen=True, slots=True)
class First:
    """An entry as it was first committed: in which commit, and its bytes."""

    commit: str
    data: bytes


@dataclass(frozen=True, slots=True)
class History:
    """The entries that were published, by path relative to the project.

    `notes` say what could not be told; with `known` false, nothing could.
    """

    first: Mapping[str, First]
    notes: tuple[str, ...]
    known: bool


def read_history(root: Path, quizzes: str, base: str | None) -> History:
    """Read the entries in the history of `base`.

    Without one, of where HEAD left the main branch of its origin, or else of HEAD. Raises
    BaseNotFound where a base was asked for and cannot be read.
    """
    try:
        commit, notes = published_by(root, base)
        first = _first(root, quizzes, commit) if commit else {}
        return History(first, tuple(notes), known=True)
    except GitError as error:
        if base is not None:
            raise BaseNotFound(f"--base {base} cannot be compared with: {error}") from None
        return History({}, (f"The ledger was not compared with Git: {error}",), known=False)


def check_history(root: Path, history: History) -> list[Problem]:
    """Name every published entry that is missing now or says something else."""
    problems = []
    for path, first in sorted(history.first.items()):
        hint = f"Restore it: {restoring(first, path)}"
        if not (root / path).is_file():
            message = f"the entry was published in {first.commit[:12]} and is missing"
            problems.append(problem("QZ095", path, START, message, hint))
        elif _differs(root / path, first.data):
            message = f"the entry is not what was published in {first.commit[:12]}"
            problems.append(problem("QZ094", path, START, message, hint))
    return problems


def joined(found: Sequence[Problem], others: Sequence[Problem]) -> list[Problem]:
    """Add what Git found to other problems; of two with one code in one file it says more."""
    told = {(one.path, one.code) for one in found}
    return sorted([*found, *(one for one in others if (one.path, one.code) not in told)])


def restoring(first: First, path: str) -> str:
    """Return the command that brings an entry back, to be run in the project's folder."""
    return f"git checkout {first.commit[:12]} -- {path}"


def _differs(file: Path, published: bytes) -> bool:
    """Compare two entries; how they are laid out does not count."""
    try:
        data = file.read_bytes()
        read_entry(data)
    except (OSError, DamagedEntry):
        # Told by whoever reads the ledger.
        return False
    return bool(json.loads(data) != json.loads(published))


def commit_named(root: Path, name: str) -> str:
    """Return the commit that a name stands for. Raises BaseNotFound."""
    try:
        # A name that begins like an option is none.
        found = "" if name.startswith("-") else _resolve(root, name)
    except GitError:
        found = ""
    if not found:
        cut = ", or fetch what this shallow clone lacks: `git fetch --unshallow`"
        advice = f"Try a branch, a tag or a hash{cut if _is_shallow(root) else ''}"
        raise BaseNotFound(f"--base names no commit: {name!r}. {advice}")
    return found


def _resolve(root: Path, name: str) -> str:
    return git(root, "rev-parse", "--quiet", "--verify", f"{name}^{{commit}}").decode().strip()


def published_by(root: Path, base: str | None) -> tuple[str, list[str]]:
    """Return the commit of the published state, "" without any, and what cannot be told by it.

    `base` is as in `read_history`. Raises GitError, or BaseNotFound.
    """
    if git(root, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        raise GitError("this is not a work tree of Git")
    commit, notes = published(root) if base is None else (commit_named(root, base), [])
    return commit, [*notes, *_shallow(root)]


def published(root: Path) -> tuple[str, list[str]]:
    """Return the commit whose entries count as published, if there is any commit."""
    head = _try(root, "HEAD")
    main = next((found for name in MAIN if (found := _try(root, name))), "")
    if not head or not main:
        return head, []
    try:
        return git(root, "merge-base", head, main).decode().strip(), []
    except GitError:
        note = "HEAD and the main branch of origin have no common commit here: HEAD was taken."
        return head, [note]


def _try(root: Path, name: str) -> str:
    try:
        return _resolve(root, name)
    except GitError:
        return ""


def _is_shallow(root: Path) -> bool:
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _shallow(root: Path) -> list[str]:
    if not _is_shallow(root):
        return []
    return [
        "The clone is shallow: older versions of quizzes and addresses of pages cannot be seen. "
        "Fetch them with `git fetch --unshallow`."
    ]


def _first(root: Path, quizzes: str, base: str) -> dict[str, First]:
    """Find each entry where the first-parent history of a commit shows it sound for once."""
    folder = folder_of(quizzes)
    listed = git(root, "rev-list", "--first-parent", "--reverse", base, "--", folder)
    found: dict[str, First] = {}
    read: dict[str, bytes] = {}
    for commit in listed.decode().split():
        for path, blob in _entries(root, quizzes, commit):
            if path in found:
                continue
            if blob not in read:
                read[blob] = git(root, "cat-file", "blob", blob)
            if _is_sound(read[blob], name_of(quizzes, path)):
                found[path] = First(commit, read[blob])
    return found


def _entries(root: Path, quizzes: str, commit: str) -> Sequence[tuple[str, str]]:
    """List the entries of a commit: their paths, relative to the project, and their blobs."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", f"{folder_of(quizzes)}/")
    pairs = []
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        if path and name_of(quizzes, path):
            pairs.append((path, about.split()[2]))
    return pairs


def _is_sound(data: bytes, name: tuple[str, int] | None) -> bool:
    """Tell whether a file was the entry that its path names.

    What was none, or another's, no reader ever had: no site was built with it.
    """
    try:
        entry = read_entry(data)
    except DamagedEntry:
        return False
    return (entry.quiz, entry.version) == name
