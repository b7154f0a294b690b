"""Whether a version of a quiz may be written into its ledger, and as what."""

from dataclasses import dataclass

from stagecheck_engine.model import Quiz

from .changes import changes
from .entry import Entry, Ledger, entry_of
from .history import History, restoring


class ReleaseRefused(Exception):  # noqa: N818 - reads as what happened
    """The version cannot be released; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a version: whether it is `published`, or, without Git, that none is `known`.

    `restore` is the command that brings a published entry back.
    """

    published: bool
    known: bool
    restore: str


def status_of(history: History, path: str) -> Status:
    """Return what a history knows of the entry at a path, relative to the project."""
    first = history.first.get(path)
    return Status(first is not None, history.known, restoring(first, path) if first else "")


def release(quiz: Quiz, ledger: Ledger, status: Status) -> Entry | None:
    """Return the entry to write for the current version; None when it is there already.

    Raises ReleaseRefused: readers may hold answers to a published version, so it stays as it is.
    """
    _check_order(quiz, ledger)
    there, wanted = ledger.entries.get(quiz.version), entry_of(quiz)
    if there == wanted:
        return None
    if status.published:
        _check_kept(quiz, there, wanted, status)
        return None
    if there is None or status.known:
        return wanted
    if there.meaning == wanted.meaning:
        return None
    raise ReleaseRefused(
        f"version {quiz.version} is in the ledger with another meaning, and without Git's history "
        f"it cannot be told whether it was published: {changes(there.meaning, wanted.meaning)}. "
        f"Write `version: {quiz.version + 1}`; or, if it was not, delete the entry and release "
        "again"
    )


def _check_order(quiz: Quiz, ledger: Ledger) -> None:
    others = [version for version in ledger.versions if version != quiz.version]
    latest = max(others, default=quiz.version - 1)
    if latest > quiz.version:
        raise ReleaseRefused(
            f"the ledger has version {latest} already: write `version: {latest + 1}`"
        )
    if latest < quiz.version - 1:
        raise ReleaseRefused(
            f"the ledger ends at version {latest}, and versions go up by one: "
            f"write `version: {latest + 1}`"
        )


def _check_kept(quiz: Quiz, there: Entry | None, wanted: Entry, status: Status) -> None:
    """Refuse where a published entry is not as it should be; changed words are no reason."""
    if there is None:
        raise ReleaseRefused(
            f"the entry of version {quiz.version} was published, and is missing or damaged. "
            f"Restore it: {status.restore}"
        )
    if there.meaning != wanted.meaning:
        raise ReleaseRefused(
            f"version {quiz.version} is published with another meaning: "
            f"{changes(there.meaning, wanted.meaning)}. Write `version: {quiz.version + 1}` and "
            "release again"
        )
