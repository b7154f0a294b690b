"""For GitLab: a Code Quality report, which a job hands over as `artifacts: reports: codequality`.

The form is that of GitLab's page "Code Quality", section on the report's format, which is a part
of what Code Climate specified.
"""

import json
import re
from hashlib import sha256

from ..problems import TITLES, Problem
from .outcome import Due, Outcome

# Some messages name another line, such as that of the first of two; it moves as lines move.
_LINE = re.compile(r"\bline \d+")

type Issue = dict[str, str | dict[str, str | dict[str, int]]]


def as_code_quality(outcome: Outcome) -> str:
    """Write the report; without anything to say it is an empty list, never an empty file."""
    told = _Prints()
    issues = [_of_problem(told, outcome.below, one) for one in outcome.problems]
    issues += [_of_page(told, outcome.below, one) for one in outcome.due]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


class _Prints:
    """Makes fingerprints: GitLab tells by them which findings a change adds and which it mends.

    So they hold no line numbers, and equal findings of one file are counted: GitLab shows one of
    each fingerprint alone.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[str, ...], int] = {}

    def of(self, *parts: str) -> str:
        """Return the fingerprint of a finding, in hexadecimal digits."""
        count = self._seen[parts] = self._seen.get(parts, 0) + 1
        return sha256("\0".join([*parts, str(count)]).encode("utf-8", "replace")).hexdigest()


def _of_problem(told: _Prints, below: str, one: Problem) -> Issue:
    return {
        "description": f"{TITLES[one.code]}: {one.advice}",
        "check_name": one.code,
        "fingerprint": told.of(one.path, one.code, _LINE.sub("line", one.message)),
        "severity": "major",
        "location": {"path": f"{below}{one.path}", "lines": {"begin": one.line}},
    }


def _of_page(told: _Prints, below: str, one: Due) -> Issue:
    return {
        "description": one.sentence,
        "check_name": "due-for-review",
        "fingerprint": told.of(one.path, "due-for-review", one.by.isoformat()),
        "severity": "info",
        "location": {"path": f"{below}{one.path}", "lines": {"begin": 1}},
    }
