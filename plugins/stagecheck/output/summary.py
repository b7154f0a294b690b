"""For the page of a job: all that was found, as Markdown, where annotations are cut off."""

import re
from itertools import accumulate

from ..problems import Problem
from .outcome import Outcome
from .text import counted

LARGEST = 900_000
"""Bytes that are listed; of a summary larger than a MiB, GitHub shows nothing."""

# What would be markup. A message quotes what somebody wrote, so it is shown and never read.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!@$])")


def as_summary(outcome: Outcome) -> str:
    """Write a heading, a line for each problem and each page that is due."""
    problems = _within([_line(one) for one in outcome.problems])
    due = [f"- {_shown(str(one))}" for one in outcome.due]
    notes = [f"- {_shown(note)}" for note in outcome.notes]
    parts = [
        f"## Quizzes and pages: {counted(outcome).lower()}",
        "\n".join(problems),
        "\n".join(["### Due for review", "", *due]) if due else "",
        "\n".join(["### Could not be told", "", *notes]) if notes else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _within(lines: list[str]) -> list[str]:
    """Keep the lines that find room, and say how many do not."""
    ends = accumulate(len(line.encode("utf-8", "replace")) + 1 for line in lines)
    kept = sum(end <= LARGEST for end in ends)
    return [*lines[:kept], f"- and {len(lines) - kept} more"] if kept < len(lines) else lines


def _line(one: Problem) -> str:
    return f"- **{_shown(f'{one.path}:{one.line}:{one.column}')}** {_shown(one.sentences)}"


def _shown(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
