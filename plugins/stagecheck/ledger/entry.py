"""The ledger on disk: one file for each published version of a quiz, never written again.

An entry is `VERSIONS/QUIZ/VERSION.json`, made by `stagecheck release`. Its `meaning` is all that
decides a result, its `hash` is that of the meaning, and its `words` are those of the day.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from stagecheck_engine import ledger as engine
from stagecheck_engine.codec import Json, dumps, loads
from stagecheck_engine.errors import EngineError
from stagecheck_engine.ledger import Object
from stagecheck_engine.model import Quiz

from ..problems import START, Problem, problem

MAX_BYTES = 8 * 1024 * 1024
"""Far more than the entry of the largest quiz that is read."""


class DamagedEntry(Exception):  # noqa: N818 - reads as what happened
    """A file of the ledger is no entry; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One published version of a quiz."""

    quiz: str
    version: int
    meaning: Object
    words: Object


@dataclass(slots=True)
class Ledger:
    """The entries of one quiz by version; `damaged` are the versions whose file is no entry."""

    entries: dict[int, Entry] = field(default_factory=dict)
    damaged: set[int] = field(default_factory=set)

    @property
    def versions(self) -> list[int]:
        """Return all versions that have a file, lowest first."""
        return sorted(self.entries.keys() | self.damaged)


def folder_of(quizzes: str) -> str:
    """Return the folder of the ledger, relative to the project as `quizzes` is."""
    return f"{quizzes}/versions"


def path_of(quizzes: str, quiz: str, version: int) -> str:
    """Return the file of an entry, relative to the project."""
    return f"{folder_of(quizzes)}/{quiz}/{version}.json"


def name_of(quizzes: str, path: str) -> tuple[str, int] | None:
    """Return the quiz and the version that a path stands for; None if it is no entry's."""
    match = _NAME.fullmatch(path.removeprefix(f"{folder_of(quizzes)}/"))
    return (match["quiz"], int(match["version"])) if match else None


_NAME = re.compile(r"(?P<quiz>[a-z][a-z0-9-]*)/(?P<version>[1-9][0-9]{0,3})\.json")


def entry_of(quiz: Quiz) -> Entry:
    """Return the entry that the current version of a quiz would have."""
    return Entry(quiz.id, quiz.version, engine.meaning(quiz), engine.words(quiz))


def hash_of(meaning: Object) -> str:
    """Hash a meaning: 64 hexadecimal digits, the same whatever the order of its keys."""
    return sha256(dumps(meaning).encode()).hexdigest()


def read_entry(data: bytes) -> Entry:
    """Read an entry. Raises DamagedEntry."""
    try:
        whole = loads(data.decode("utf-8"))
    except ValueError as error:
        raise DamagedEntry(f"it is not JSON in UTF-8: {error}") from None
    if not isinstance(whole, dict) or whole.get("format") != engine.FORMAT:
        raise DamagedEntry(f"it does not have the format {engine.FORMAT}")
    quiz, version, meaning, words = (whole.get(name) for name in _NAMES)
    if not isinstance(quiz, str) or type(version) is not int:
        raise DamagedEntry("it lacks its quiz or its version")
    if not isinstance(meaning, dict) or not isinstance(words, dict):
        raise DamagedEntry("it lacks its meaning or its words")
    if whole.get("hash") != hash_of(meaning):
        raise DamagedEntry("its hash does not fit its meaning, so it was edited")
    try:
        engine.read_version(whole)
    except EngineError as error:
        raise DamagedEntry(error.message) from None
    return Entry(quiz, version, meaning, words)


_NAMES = ("quiz", "version", "meaning", "words")


def write_entry(entry: Entry) -> str:
    """Write an entry to read and to review: one line for each item, gate, point, band and group."""
    whole: Json = {
        "format": engine.FORMAT,
        "quiz": entry.quiz,
        "version": entry.version,
        "hash": hash_of(entry.meaning),
        "meaning": entry.meaning,
        "words": entry.words,
    }
    return _pretty(whole, ()) + "\n"


def write_file(file: Path, entry: Entry) -> None:
    """Write an entry to disk, with the folders that lead to it. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(write_entry(entry).encode())


_OPEN = {"", "meaning", "meaning.items", "meaning.rule", "words", "words.items"} | {
    f"meaning.rule.{name}" for name in ("gates", "profile", "profile.points", "bands", "groups")
}
"""What is written over several lines; everything else stands in one."""


def _pretty(value: Json, at: tuple[str, ...]) -> str:
    if not value or ".".join(at) not in _OPEN or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    indent, end = "  " * (len(at) + 1), "  " * len(at)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {_pretty(part, (*at, key))}" for key, part in value.items()]
        left, right = "{}"
    else:
        parts = [_pretty(part, (*at, "")) for part in value]
        left, right = "[]"
    return f"{left}\n{indent}" + f",\n{indent}".join(parts) + f"\n{end}{right}"


def ship(quiz: str, ledger: Ledger) -> str:
    """Write the ledger of a quiz as readers load it; empty when it has no entry."""
    if not ledger.entries:
        return ""
    versions: Json = {
        str(version): {
            "meaning": entry.meaning,
            "words": entry.words,
            "hash": hash_of(entry.meaning),
        }
        for version, entry in sorted(ledger.entries.items())
    }
    return dumps({"format": engine.FORMAT, "quiz": quiz, "versions": versions})


def read_ledgers(root: Path, quizzes: str) -> tuple[Mapping[str, Ledger] | None, list[Problem]]:
    """Read all entries, by quiz; None for a project that keeps no ledger."""
    folder = root / folder_of(quizzes)
    if not folder.is_dir():
        return None, []
    ledgers: dict[str, Ledger] = {}
    problems: list[Problem] = []
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        path = file.relative_to(root).as_posix()
        if file.name == "README.md" or file.name.startswith("."):
            continue
        name = name_of(quizzes, path)
        if name is None:
            problems.append(_misnamed(path, "it is no entry", "QUIZ/VERSION.json"))
            continue
        ledger = ledgers.setdefault(name[0], Ledger())
        problems += _add(ledger, file, path, name)
    return ledgers, problems + _gaps(quizzes, ledgers)


def _add(ledger: Ledger, file: Path, path: str, name: tuple[str, int]) -> list[Problem]:
    try:
        entry = _read_file(file)
    except DamagedEntry as error:
        ledger.damaged.add(name[1])
        hint = (
            "Entries are never edited: restore it from Git; or, if it was never published, "
            f"run `stagecheck release {name[0]}`"
        )
        return [problem("QZ092", path, START, f"the entry is damaged: {error}", hint)]
    if (entry.quiz, entry.version) != name:
        ledger.damaged.add(name[1])
        right = f"{entry.quiz}/{entry.version}.json"
        return [_misnamed(path, f"it holds version {entry.version} of {entry.quiz!r}", right)]
    ledger.entries[entry.version] = entry
    return []


def _read_file(file: Path) -> Entry:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise DamagedEntry(f"it has more than {MAX_BYTES:,} bytes")
        return read_entry(file.read_bytes())
    except OSError as error:
        raise DamagedEntry(f"it cannot be read: {error.strerror}") from None


def _misnamed(path: str, found: str, right: str) -> Problem:
    message = f"the file has a wrong name: {found}"
    return problem("QZ093", path, START, message, f"Call it {right}, or take it out of the ledger")


def _gaps(quizzes: str, ledgers: Mapping[str, Ledger]) -> list[Problem]:
    problems = []
    for quiz, ledger in ledgers.items():
        there = ledger.versions
        for version in sorted(set(range(there[0], there[-1])) - set(there)):
            path = path_of(quizzes, quiz, version)
            message = f"the entry of version {version} is missing, and later ones are there"
            problems.append(problem("QZ095", path, START, message, "Restore it from Git"))
    return problems
