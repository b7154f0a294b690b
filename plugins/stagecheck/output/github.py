"""For GitHub: workflow commands, which its runner turns into annotations on the changed lines.

The form is that of GitHub's page "Workflow commands for GitHub Actions"; what must be escaped is
what the runner undoes: % and line ends in all of it, and : and , in properties.
"""

from collections.abc import Mapping

from ..problems import TITLES, Problem
from .outcome import Due, Outcome
from .text import as_lines

SHOWN = 10
"""Errors of one step that GitHub shows; it drops those after them without a word."""

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def as_commands(outcome: Outcome) -> str:
    """Write a command for each problem and each page that is due, then all as text for the log.

    The first problem of each file comes first, so that the ten that GitHub shows name as many
    files as they can.
    """
    spread = sorted(outcome.problems, key=_rank(outcome.problems).__getitem__)
    lines = [_error(outcome.below, one) for one in spread]
    if len(lines) > SHOWN:
        lines.insert(0, _more(len(lines)))
    lines += [_due(outcome.below, one) for one in outcome.due]
    if outcome.problems:
        listed = as_lines(outcome).rstrip("\n")
        lines += ["::group::Every problem with its place", listed, "::endgroup::"]
    return "".join(f"{line}\n" for line in lines)


def _rank(problems: tuple[Problem, ...]) -> Mapping[Problem, int]:
    """Number the problems of each file on their own."""
    seen: dict[str, int] = {}
    ranks = {}
    for one in problems:
        ranks[one] = seen[one.path] = seen.get(one.path, -1) + 1
    return ranks


def _error(below: str, one: Problem) -> str:
    place = {"file": f"{below}{one.path}", "line": str(one.line), "col": str(one.column)}
    title = f"{one.code} {TITLES[one.code]}"
    return _command("error", {**place, "title": title}, one.advice)


def _due(below: str, one: Due) -> str:
    place = {"file": f"{below}{one.path}", "line": "1"}
    return _command("notice", {**place, "title": "Due for review"}, one.sentence)


def _more(count: int) -> str:
    said = (
        f"There are {count} problems. GitHub shows {SHOWN} of them on the changed lines; all stand "
        "in the summary of this run and in the log of this step."
    )
    return _command("notice", {"title": f"{count} problems"}, said)


def _command(name: str, properties: Mapping[str, str], said: str) -> str:
    given = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items())
    return f"::{name} {given}::{_escaped(said, _DATA)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
