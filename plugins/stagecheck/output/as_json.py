"""For a program: everything as one JSON object, whose keys are those of `Report`."""

import json
from typing import TypedDict

from ..mending import Mended
from ..problems import TITLES, Problem
from .outcome import Due, Outcome

VERSION = 1
"""Raised when a key goes or comes to mean something else; new keys may come at any time."""


class Found(TypedDict):
    """A problem. `line` and `column` count from 1; `title` is what its `code` stands for.

    `path` is relative to the project, as everywhere in a report.
    """

    path: str
    line: int
    column: int
    code: str
    title: str
    message: str
    hint: str


class Overdue(TypedDict):
    """A page due for review: since which day, like `2026-11-22`, and the role that keeps it."""

    path: str
    by: str
    owner: str


class Change(TypedDict):
    """A line that `--fix` changed. `after` is null where the line was taken out.

    The place is where the line stood when it was changed.
    """

    path: str
    line: int
    column: int
    code: str
    before: str
    after: str | None


class Report(TypedDict):
    """One run of lint. `problems` alone decide its status: 0 where there are none, else 1.

    `mended` are no longer among them.
    """

    version: int
    problems: list[Found]
    due: list[Overdue]
    notes: list[str]
    mended: list[Change]


def as_json(outcome: Outcome) -> str:
    """Write a `Report`, the same text for the same findings."""
    report = Report(
        version=VERSION,
        problems=[_found(one) for one in outcome.problems],
        due=[_overdue(one) for one in outcome.due],
        notes=list(outcome.notes),
        mended=[_changed(one) for one in outcome.mended],
    )
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _found(one: Problem) -> Found:
    return Found(
        path=one.path,
        line=one.line,
        column=one.column,
        code=one.code,
        title=TITLES[one.code],
        message=one.message,
        hint=one.hint,
    )


def _changed(one: Mended) -> Change:
    return Change(
        path=one.path,
        line=one.line,
        column=one.column,
        code=one.code,
        before=one.before,
        after=one.after,
    )


def _overdue(one: Due) -> Overdue:
    return Overdue(path=one.path, by=one.by.isoformat(), owner=one.owner)
