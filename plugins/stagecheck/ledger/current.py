"""Whether a quiz means what its ledger says: without Git, so that any copy of a project builds."""

from pathlib import Path

from stagecheck_engine.ledger import meaning

from ..parse import parse
from ..problems import START, Place, Problem, problem
from ..quizfile import QuizFile
from ..source import read
from ..yamlmap import load
from .changes import changes, renamed
from .entry import Ledger

MENDED = ("QZ090", "QZ091", "QZ096")
"""What is said of a quiz here; `stagecheck release` mends it or says what to do first."""


def check_ledger(root: Path, file: QuizFile, ledger: Ledger) -> list[Problem]:
    """Compare a quiz with the entry of its version."""
    version = file.quiz.version
    latest = max(ledger.versions, default=None)
    if latest is None or version > latest:
        return [_missing(root, file, latest)]
    if version < latest:
        message = f"the version is {version}, and version {latest} is in the ledger"
        hint = f"Write `version: {latest + 1}`, or delete the later entry if it was never published"
        return [_problem(root, file, "QZ096", message, hint)]
    # Of a damaged entry only that is said; it is a problem of its own.
    return [] if version in ledger.damaged else _changed(root, file, ledger)


def _missing(root: Path, file: QuizFile, latest: int | None) -> Problem:
    quiz, version = file.quiz.id, file.quiz.version
    run = f"run `stagecheck release {quiz}`"
    if latest is not None and version > latest + 1:
        message = f"the version is {version}, and the ledger ends at {latest}"
        hint = f"Versions go up by one: write `version: {latest + 1}`, then {run}"
    else:
        message = f"version {version} is not in the ledger"
        hint = f"When the quiz is ready, {run}"
    return _problem(root, file, "QZ090", message, hint)


def _changed(root: Path, file: QuizFile, ledger: Ledger) -> list[Problem]:
    quiz, version = file.quiz.id, file.quiz.version
    what = changes(ledger.entries[version].meaning, meaning(file.quiz))
    if not what:
        return []
    message = f"answers no longer mean what version {version} says: {what}"
    name = renamed(ledger.entries[version].meaning, meaning(file.quiz))
    # Released under another name, the answers that people saved would be lost.
    kept = f"If {name}: saved answers hang on it. Otherwise write" if name else "Write"
    hint = (
        f"{kept} `version: {version + 1}` and run `stagecheck release {quiz}`; "
        f"if version {version} was never published, the command alone will do"
    )
    return [_problem(root, file, "QZ091", message, hint)]


def _problem(root: Path, file: QuizFile, code: str, message: str, hint: str) -> Problem:
    return problem(code, file.path, _version_line(root, file.path), message, hint)


def _version_line(root: Path, path: str) -> Place:
    """Find the line `version:` of a quiz that was read before without a problem."""
    text = read(root, path)
    front = None if isinstance(text, Problem) else parse(path, text).front
    return load(path, front)[0].place(("version",)) if front else START
