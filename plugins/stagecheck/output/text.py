"""For a person at a terminal: a line for each problem, which editors know how to follow."""

from .outcome import Outcome


def as_lines(outcome: Outcome) -> str:
    """Write `path:line:column: CODE what is wrong. What to do.` for each problem."""
    return "".join(f"{' '.join(str(problem).split())}\n" for problem in outcome.problems)


def counted(outcome: Outcome) -> str:
    """Say how many problems there are."""
    count = len(outcome.problems)
    return f"{count} problem{'' if count == 1 else 's'}" if count else "No problems"
