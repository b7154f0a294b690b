"""Reads a changelog in the form of Keep a Changelog: releases, kinds of change, entries.

An entry that begins with `*Readers*:` is for those who read the site; all others are for those who
edit or run it. The form knows no such thing, and an entry is still one in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..findings import Findings
from ..problems import Place, Problem

KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")

_RELEASE = re.compile(
    r"## \[?(?:(?P<unreleased>Unreleased)|(?P<version>\d+\.\d+\.\d+))\]?"
    r"(?: - (?P<day>\d{4}-\d\d-\d\d)(?: \[YANKED\])?)?"
)
_READERS = re.compile(r"\*Readers\*: ")
_DEFINITION = re.compile(r"\[[^\]]+\]: \S+")
_KINDS = ", ".join(f"### {kind}" for kind in KINDS)


@dataclass(slots=True)
class Entry:
    """One change: its kind, whom it concerns, and its Markdown, which may run over lines."""

    kind: str
    for_readers: bool
    text: str


@dataclass(slots=True)
class Release:
    """A version, None for what is not released, its day, and its entries in order."""

    version: str | None
    day: date | None
    entries: list[Entry] = field(default_factory=list)


def read_changelog(path: str, text: str) -> tuple[tuple[Release, ...], list[Problem]]:
    """Read a changelog, the newest release first, and name every line that is not of the form."""
    findings = Findings(path)
    if not text.startswith("# "):
        hint = "Begin it with # Changelog"
        findings.add("PB064", Place(1, 1), "the changelog has no title", hint)
    reader = _Reader(findings)
    for number, line in _body(text):
        reader.line(number, line)
    return tuple(reader.releases), findings.problems


def _body(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines from the first heading of the second level, but empty ones."""
    begun = False
    for number, line in enumerate(text.split("\n"), 1):
        begun = begun or line.startswith("## ")
        if begun and line.strip():
            yield number, line.rstrip()


class _Reader:
    """Takes one line after the other."""

    def __init__(self, findings: Findings) -> None:
        self.releases: list[Release] = []
        self._findings = findings
        self._sound: Release | None = None
        self._kind = ""
        self._kinds: set[str] = set()

    def line(self, number: int, line: str) -> None:
        """Take a line, or say why not."""
        if line.startswith("## "):
            self._release(number, line)
        elif line.startswith("### "):
            self._heading(number, line.removeprefix("### "))
        elif line.startswith("- "):
            self._entry(number, line.removeprefix("- "))
        elif line.startswith("  ") and self._kind and self.releases[-1].entries:
            self.releases[-1].entries[-1].text += f"\n{line.removeprefix('  ')}"
        elif not _DEFINITION.fullmatch(line):
            hint = "Begin an entry with `- `, and its further lines with two spaces"
            self._add(number, f"the line {line[:40]!r} is no entry", hint)

    def _release(self, number: int, line: str) -> None:
        self._kind, self._kinds = "", set()
        match = _RELEASE.fullmatch(line)
        day = _day(match["day"]) if match else None
        release = Release(match["version"] if match else None, day)
        if not match or bool(release.version) != bool(release.day):
            hint = "Write ## [Unreleased], or a version with its day: ## [1.2.3] - 2026-11-22"
            self._add(number, f"{line!r} names no release", hint)
        elif self._sound and not _is_older(release, self._sound):
            hint = "Let the newest stand first, and each once"
            self._add(number, f"{line!r} is not older than the release above", hint)
        else:
            self._sound = release
        self.releases.append(release)

    def _heading(self, number: int, kind: str) -> None:
        if kind not in KINDS:
            self._add(number, f"{kind!r} is no kind of change", f"Choose from: {_KINDS}")
        elif kind in self._kinds:
            hint = "Put its entries below the first"
            self._add(number, f"the kind {kind!r} stands twice in one release", hint)
        self._kind = kind
        self._kinds.add(kind)

    def _entry(self, number: int, text: str) -> None:
        if not self._kind:
            hint = f"Put it below one of: {_KINDS}"
            self._add(number, "an entry stands below no kind of change", hint)
            return
        plain = _READERS.sub("", text, count=1) if _READERS.match(text) else text
        self.releases[-1].entries.append(Entry(self._kind, plain != text, plain))

    def _add(self, number: int, message: str, hint: str) -> None:
        self._findings.add("PB064", Place(number, 1), message, hint)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _is_older(release: Release, newer: Release) -> bool:
    if newer.version is None:
        return release.version is not None
    if release.version is None or release.day is None or newer.day is None:
        return False
    return _parts(release.version) < _parts(newer.version) and release.day <= newer.day


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
